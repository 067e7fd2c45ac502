#!/bin/sh
# SPDX-License-Identifier: MIT
# check_tree.sh - --lang=json: exact documents, valid by the schema, and what they say is true
# usage: check_tree.sh [update]: write tree/*/expected anew; read the difference before you commit it
#
# tree/CASE/ holds .aidl files below their packages, their documents in expected/ and the options
# of the run in a file of that name. The documents of all of ok/ are made as well.
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${top_builddir:-$srcdir/build}
aidl2c=$builddir/compiler/aidl2c
. "$srcdir/tests/support/tap.sh"
here=$srcdir/tests/golden

# generate LANG CASE OUT: messages in $tmp/log
generate() {
	options=
	[ -f "$here/$2/options" ] && options=$(cat "$here/$2/options")
	mkdir -p "$3"
	# shellcheck disable=SC2086 # options are words
	(cd "$here/$2" && find . -path ./lib -prune -o -name '*.aidl' -print | LC_ALL=C sort | sed 's,^\./,,' |
		xargs timeout 60 "$aidl2c" --lang="$1" -I . -o "$3" $options) >"$tmp/log" 2>&1
}

cases=$(cd "$here/tree" && for d in */; do echo "${d%/}"; done)
if [ "$1" = update ]; then
	for case in $cases; do
		rm -rf "$here/tree/$case/expected"
		generate json "tree/$case" "$here/tree/$case/expected" || cat "$tmp/log" >&2
	done
	exit 0
fi

for case in $cases; do
	generate json "tree/$case" "$tmp/tree/$case"
	[ $? -eq 0 ] && [ -n "$(find "$tmp/tree/$case" -name '*.json')" ]
	ok $? "tree/$case is written" || diag "$(cat "$tmp/log")"
	diff -ruN "$here/tree/$case/expected" "$tmp/tree/$case" >"$tmp/diff"
	ok $? "tree/$case: the exact documents" || diag "$(cat "$tmp/diff")"
done
for case in "$here"/ok/*/; do
	case=$(basename "$case")
	generate json "ok/$case" "$tmp/ok/$case" || { ok 1 "ok/$case is written"; diag "$(cat "$tmp/log")"; }
done
find "$tmp/tree" "$tmp/ok" -name '*.json' >"$tmp/documents"

# shellcheck disable=SC2046 # paths without blanks
python3 "$here/validate.py" "$srcdir/docs/aidl-tree.schema.json" $(cat "$tmp/documents") >"$tmp/log" 2>&1
status=$?
if [ "$status" -eq 3 ] || ! command -v python3 >/dev/null; then
	skip "all documents are as the schema says" "no python3 with jsonschema"
else
	[ "$status" -eq 0 ] && [ "$(wc -l <"$tmp/documents")" -gt 40 ]
	ok $? "all documents are as the schema says" || diag "$(cat "$tmp/log")"
	# A schema that allows everything would not be noticed otherwise.
	sed 's/"oneway"/"twoway"/' "$here/tree/all/expected/tree/ICatalog.json" >"$tmp/wrong.json"
	python3 "$here/validate.py" "$srcdir/docs/aidl-tree.schema.json" "$tmp/wrong.json" >"$tmp/log" 2>&1
	is "$?" 1 "and it does not allow everything"
fi
grep -l "$srcdir\|$tmp" $(cat "$tmp/documents") >"$tmp/log"
is "$(cat "$tmp/log")" "" "no document holds a path of this machine"

if command -v jq >/dev/null; then
	# Methods and codes: of the tree, and of the C that is generated, where reserved names have a '_'.
	codes='.types[] | recurse(.types[]) | .methods[]? | "\(.name) \(.code - 1)"'
	for dir in "$here"/ok/*/; do
		[ ! -e "$dir/options" ] || continue # they may rename what is looked for here
		find "$tmp/ok/$(basename "$dir")" -name '*.json' -exec jq -r "$codes" {} +
	done | sed 's/_ / /' | LC_ALL=C sort >"$tmp/of_tree"
	for dir in "$here"/ok/*/; do
		[ ! -e "$dir/options" ] || continue
		find "$dir/expected" -name '*.h' -exec \
			sed -n 's/^.*_TRANSACTION_\([A-Za-z0-9_]*[A-Za-z0-9]\)_* = FIRST_CALL_TRANSACTION + \([0-9]*\).*/\1 \2/p' {} +
	done | LC_ALL=C sort >"$tmp/of_c"
	[ -s "$tmp/of_c" ] && diff "$tmp/of_c" "$tmp/of_tree" >"$tmp/log"
	ok $? "methods have the codes that they have in C" || diag "$(cat "$tmp/log")"
	# Numbers that JavaScript rounds are whole in the text; and a place is where the name is.
	is "$(jq -r '.types[0].constants[] | select(.name == "ALL" or .name == "LEAST").value.text' \
		"$tmp/tree/all/tree/ICatalog.json" | xargs)" "9223372036854775807 -9223372036854775808" \
		"64 bits survive"
	places=$(jq -r '.. | objects | select(.location? and .name? and (.name != "Tag")) | "\(.location.offset) \(.location.length) \(.name)"' \
		"$tmp/tree/all/tree/ICatalog.json" | while read -r offset len name; do
		[ "$(tail -c "+$((offset + 1))" "$here/tree/all/tree/ICatalog.aidl" | head -c "$len")" = "$name" ] &&
			echo right || echo "$name"
	done | sort | uniq -c | xargs)
	is "$places" "30 right" "each location is where its name stands"
	# The commands of the page
	mkdir -p "$tmp/page/tree/com" && cp -R "$here/tree/all/expected/tree" "$tmp/page/tree/com/example"
	awk '/^## Use/ { use = 1 } use && /^    / { print substr($0, 5) }' "$srcdir/docs/aidl-tree.md" >"$tmp/commands"
	(cd "$tmp/page" && sh -e "$tmp/commands") >"$tmp/out" 2>"$tmp/log"
	is "$(cat "$tmp/out" "$tmp/log")" "tree.ICatalog.get 1
tree.ICatalog.remove 2
tree.ICatalog.sort 3
tree.ICatalog.properties 4
tree.ICatalog.owner 5
tree.ICatalog.open 6
tree.ICatalog.IListener.added 1
tree/ICatalog.aidl:30: remove: use get() instead
tree/Item.aidl:29: text: 
tree/Item.aidl:29: text: 
tree/Kind.aidl:10: LARGE: since it is large" "the commands of docs/aidl-tree.md"
else
	skip "what the documents say" "no jq"
fi

# Elsewhere, and twice
(cd "$here/tree/all/tree" && timeout 20 "$aidl2c" --lang=json -I "$here/tree/all" -a -o "$tmp/other" ../tree/Kind.aidl)
cmp "$here/tree/all/expected/tree/Kind.json" "$tmp/other/tree/Kind.json"
ok $? "the same from another folder, of one file alone"
is "$(cat "$tmp/other/tree/Kind.json.d")" "$tmp/other/tree/Kind.json : \\
  ../tree/Kind.aidl

../tree/Kind.aidl :" "-a writes the rule for make"
before=$(stat -c %i%y "$tmp/other/tree/Kind.json")
timeout 20 "$aidl2c" --lang=json -I "$here/tree/all" -o "$tmp/other" "$here/tree/all/tree/Kind.aidl"
is "$(stat -c %i%y "$tmp/other/tree/Kind.json")" "$before" "unchanged documents are left alone"
timeout 20 "$aidl2c" --lang=json -o "$tmp/none" "$here/bad/UnknownType.aidl" 2>/dev/null
is "$? $(ls "$tmp/none" 2>/dev/null)" "1 " "what is wrong AIDL has no document"
done_testing
