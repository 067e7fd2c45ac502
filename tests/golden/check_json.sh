#!/bin/sh
# SPDX-License-Identifier: MIT
# check_json.sh - --diagnostics=json: exact documents, and the same messages as the text
# usage: check_json.sh [update]: write json/*.json anew; read the difference before you commit it
#
# jq, a parser of somebody else's, reads all that aidl2c writes; iconv says whether it is UTF-8.
# json/CASES names the inputs below bad/ whose whole document is kept, formatted by jq.
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${top_builddir:-$srcdir/build}
aidl2c=$builddir/compiler/aidl2c
. "$srcdir/tests/support/tap.sh"
command -v jq >/dev/null || skip_all "no jq"
here=$srcdir/tests/golden
cd "$here/bad" || exit 99

options_of() {
	sed -n "1s,^// options: ,,p" "$1" 2>/dev/null | tr -d '\r'
}

# document FILE [OPTION...]: what it says about FILE in $tmp/json
document() {
	f=$1
	shift
	# shellcheck disable=SC2046 # options are words
	timeout 20 "$aidl2c" $(options_of "$f") --diagnostics=json "$@" -o "$tmp/out" "$f" \
		>"$tmp/stdout" 2>"$tmp/json"
	status=$?
}

if [ "$1" = update ]; then
	while read -r case; do
		document "$case.aidl"
		jq . "$tmp/json" >"$here/json/$(basename "$case").json"
	done <"$here/json/CASES"
	exit 0
fi

while read -r case; do
	document "$case.aidl"
	jq . "$tmp/json" 2>&1 | diff -u "$here/json/$(basename "$case").json" - >"$tmp/diff"
	ok $? "$case: the exact document" || diag "$(cat "$tmp/diff")"
done <"$here/json/CASES"

# The text form, from the document: what stands in the lines with a place or a name.
cat >"$tmp/as_text.jq" <<'END'
def shown: gsub("[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"; "\ufffd");
def place: if .range then "\(.file):\(.range.start.line):\(.range.start.column): "
	else "\(.file // "aidl2c"): " end;
.messages[]
	| "\(place)\(.severity): \(.message) [\(.id)]",
	  (.notes[] | "\(place)note: \(.message)")
	| shown
END
cat >"$tmp/checks.jq" <<'END'
def before: .range == null or (.range.start.offset <= .range.end.offset
	and [.range.start, .range.end] == ([.range.start, .range.end] | sort_by(.line, .column)));
.schema == "hideglue-diagnostics-1"
	and .errors + .warnings == .hidden + (.messages | length)
	and (.messages | all(before) and all(.notes | all(before)) and all(.fixes | all(before)))
END

# faults FILE: what is wrong with the document about it; nothing where all is well
faults() {
	[ "$status" -eq 1 ] || echo "exit status $status"
	[ -s "$tmp/stdout" ] && echo "something on stdout"
	[ "$(wc -l <"$tmp/json")" -eq 1 ] || echo "not one line"
	iconv -f UTF-8 -t UTF-8 "$tmp/json" >/dev/null 2>&1 || echo "not UTF-8"
	[ "$(jq -s length "$tmp/json" 2>&1)" = 1 ] || echo "not one document"
	[ "$(jq -f "$tmp/checks.jq" "$tmp/json" 2>&1)" = true ] || echo "its parts contradict each other"
	jq -r -f "$tmp/as_text.jq" "$tmp/json" >"$tmp/as_text" 2>&1
	grep -v '^ *[0-9]* | ' "${1%.aidl}.err" | diff - "$tmp/as_text" || echo "not the messages of the text"
}
for err in *.err lib/*.err; do
	f=${err%.err}.aidl
	document "$f"
	is "$(faults "$f")" "" "$f: the same messages as the text"
	cat "$tmp/json" >>"$tmp/alone"
	echo "$(options_of "$f") --diagnostics=json -o '$tmp/out' $f" >>"$tmp/lines"
done
# In one process, where files and their places are shared
timeout 100 "$aidl2c" --diagnostics=json --batch="$tmp/lines" 2>"$tmp/together"
diff "$tmp/alone" "$tmp/together" >"$tmp/diff"
ok $? "all of them in one process: the same documents" || diag "$(cut -c 1-300 "$tmp/diff")"

# A fix mends what it belongs to.
mend() {
	begin=$(jq ".messages[$2].fixes[0].range.start.offset" "$tmp/json")
	end=$(jq ".messages[$2].fixes[0].range.end.offset" "$tmp/json")
	{
		head -c "$begin" "$1"
		jq -j ".messages[$2].fixes[0].text" "$tmp/json"
		tail -c "+$((end + 1))" "$1"
	} >"$tmp/$1"
}
mkdir -p "$tmp/lib"
document lib/SamePackage.aidl
mend lib/SamePackage.aidl 0
timeout 20 "$aidl2c" -I . -o "$tmp/out" "$tmp/lib/SamePackage.aidl" 2>"$tmp/err"
ok $? "lib/SamePackage.aidl: the import of the fix is right" || diag "$(cat "$tmp/err")"
document UnknownType.aidl
n=$(jq '.messages | length' "$tmp/json")
mend UnknownType.aidl 0
(cd "$tmp" && timeout 20 "$aidl2c" --diagnostics=json -I "$here/bad" -o out UnknownType.aidl 2>json)
is "$(jq '.messages | length' "$tmp/json")" $((n - 1)) "UnknownType.aidl: the name of the fix is right"

document MissingSemicolon.aidl
n=$(jq '.messages | length' "$tmp/json")
is "$(jq -c '[.messages[].fixes[].text]' "$tmp/json")" '[";",";",";",";",";",";"]' "MissingSemicolon.aidl: six fixes"
mend MissingSemicolon.aidl 2
(cd "$tmp" && timeout 20 "$aidl2c" --diagnostics=json -I "$here/bad" -o out MissingSemicolon.aidl 2>json)
is "$(jq '.messages | length' "$tmp/json")" $((n - 1)) "MissingSemicolon.aidl: the third of them is right"

# Bytes that are no text, where names and paths show them
odd=$(printf 'odd\377\033"\\')
mkdir "$tmp/$odd"
printf 'interface I\002 {\n\tint \xe2\x28 x;\n' >"$tmp/$odd/IOdd.aidl"
document "$tmp/$odd/IOdd.aidl" 2>/dev/null
iconv -f UTF-8 -t UTF-8 "$tmp/json" >/dev/null 2>&1
ok $? "odd bytes: UTF-8"
is "$(jq -r '.messages[0].file' "$tmp/json" | tail -c 20)" "$(printf 'odd\357\277\275\033"\\/IOdd.aidl')" \
	"odd bytes: the path"

# No input at all
timeout 20 "$aidl2c" --nonsense -W nonsense --lang=cobol --diagnostics=json 2>"$tmp/json"
is "$? $(jq -c '[.errors, .messages[].id]' "$tmp/json")" '2 [3,"usage","usage","usage"]' \
	"wrong usage, in front of the option that asks for JSON"
timeout 20 "$aidl2c" --diagnostics=xml 2>"$tmp/err"
like "$?$(cat "$tmp/err")" "2aidl2c: error: --diagnostics takes text or json, not 'xml' \[usage\]*" \
	"a form that is none"
document nowhere.aidl
is "$status $(jq -c '.messages[0] | [.id, .file, .range]' "$tmp/json")" '1 ["file-open","nowhere.aidl",null]' \
	"a file that is missing"
printf '/** \360\237\230\200 */ interface IGood {\n}\n' >"$tmp/IGood.aidl"
document "$tmp/IGood.aidl"
is "$status $(cat "$tmp/json")" \
	'0 {"schema":"hideglue-diagnostics-1","messages":[],"errors":0,"warnings":0,"hidden":0}' "no message"
printf '%s\n' "-o $tmp/out UnknownType.aidl" '--nonsense' "-o $tmp/out lib/Q.aidl" >"$tmp/batch"
timeout 20 "$aidl2c" --diagnostics=json --batch="$tmp/batch" 2>"$tmp/json"
is "$? $(jq -c '[.schema, .errors]' "$tmp/json" | xargs)" \
	"2 [hideglue-diagnostics-1,5] [hideglue-diagnostics-1,1] [hideglue-diagnostics-1,0]" "a document for each command of a batch"
timeout 20 "$aidl2c" --diagnostics=json --batch="$tmp/nowhere" 2>"$tmp/json"
is "$? $(jq -c '[.messages[] | .id, .file]' "$tmp/json")" "2 [\"file-open\",\"$tmp/nowhere\"]" "a batch that is missing"
{
	echo 'interface Many {'
	for i in $(seq 2000); do echo '	void f(out int a);'; done
	echo '}'
} >"$tmp/Many.aidl"
document "$tmp/Many.aidl"
is "$(jq -c '[.errors, .hidden, (.messages | length)]' "$tmp/json")" "[3999,2999,1000]" "a flood of errors is cut"
done_testing
