#!/bin/sh
# SPDX-License-Identifier: MIT
# check_bad.sh - each bad/X.aidl that has a bad/X.err is refused with exactly these messages.
# Options stand in its first line: "// options: --structured".
# usage: check_bad.sh [update]: write the .err files anew from what aidl2c says
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${top_builddir:-$srcdir/build}
aidl2c=$builddir/compiler/aidl2c
. "$srcdir/tests/support/tap.sh"
cd "$srcdir/tests/golden/bad" || exit 99

options_of() {
	sed -n '1s,^// options: ,,p' "$1" | tr -d '\r'
}

# run FILE: messages in $tmp/err, exit status in $status
run() {
	# shellcheck disable=SC2046 # options are words
	timeout 20 "$aidl2c" $(options_of "$1") -o "$tmp/out" "$1" >"$tmp/stdout" 2>"$tmp/err"
	status=$?
}

if [ "$1" = update ]; then
	for f in *.aidl lib/SamePackage.aidl; do
		run "$f"
		[ "$status" -eq 1 ] || echo "$f: exit status $status" >&2
		cp "$tmp/err" "${f%.aidl}.err"
	done
	exit 0
fi

for err in *.err lib/*.err; do
	f=${err%.err}.aidl
	run "$f"
	if [ "$status" -ne 1 ]; then
		ok 1 "$f" || diag "exit status $status instead of 1"
	elif [ -s "$tmp/stdout" ] || [ -e "$tmp/out" ]; then
		ok 1 "$f" || diag "it wrote output"
	elif ! diff -u "$err" "$tmp/err" >"$tmp/diff"; then
		ok 1 "$f" || diag "$(cat "$tmp/diff")"
	else
		ok 0 "$f"
	fi
done

# Every message there is has a case; those below need more than an input.
sed -n 's/^DIAG([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' "$srcdir/compiler/base/diag.def" >"$tmp/ids"
missing=
while read -r id; do
	case $id in
	usage | api-* | file-open | file-write | duplicate-file) continue ;;
	esac
	grep -q "\[$id\]\$" ./*.err || missing="$missing $id"
done <"$tmp/ids"
is "$missing" "" "each message has a case"

# What one input alone cannot show.
err_of() {
	timeout 60 "$aidl2c" "$@" 2>&1 >/dev/null
}
like "$(err_of -o "$tmp/out" nowhere.aidl)" "nowhere.aidl: error: cannot read the file: * \[file-open\]" \
	"a missing file"
mkdir -p "$tmp/dir.aidl" "$tmp/other/lib" "$tmp/in"
like "$(err_of -o "$tmp/out" "$tmp/dir.aidl")" "*error: cannot read the file: * \[file-open\]" "a folder"
printf 'interface IGood {\n}\n' >"$tmp/IGood.aidl"
like "$(err_of -o /dev/null/x "$tmp/IGood.aidl")" "*error: cannot create *\[file-write\]" \
	"an output folder that cannot be"
printf 'import lib.Q;\nparcelable Two {\n\tQ q;\n}\n' >"$tmp/in/Two.aidl"
cp lib/Q.aidl "$tmp/other/lib/Q.aidl"
like "$(err_of -I . -I "$tmp/other" -o "$tmp/out" "$tmp/in/Two.aidl")" \
	"*error: 'lib.Q' is found twice: *\[duplicate-file\]*" "a type that two folders define"
is "$(err_of -I . -I ./ -I "$PWD" -o "$tmp/ok" "$tmp/in/Two.aidl")" "" "one folder under three names"

{
	echo 'interface Many {'
	for i in $(seq 2000); do echo '	void f(out int a);'; done
	echo '}'
} >"$tmp/Many.aidl"
is "$(err_of -o "$tmp/out" "$tmp/Many.aidl" | tail -n 1)" "aidl2c: note: 2999 more messages are not shown" \
	"a flood of errors is cut"

# What may be large, and how large
truncate -s $((64 * 1024 * 1024 + 1)) "$tmp/Huge.aidl"
like "$(err_of -o "$tmp/out" "$tmp/Huge.aidl")" "*Huge.aidl: error: * longer than *" \
	"a file of more than 64 MiB"
{
	echo 'parcelable Long {'
	echo '	const String S0 = "0123456789abcdef";'
	for i in $(seq 13); do echo "	const String S$i = S$((i - 1)) + S$((i - 1));"; done
	echo '}'
} >"$tmp/Long.aidl"
like "$(err_of -o "$tmp/out" "$tmp/Long.aidl")" \
	"*Long.aidl:15:*error: the string is longer than 65536 bytes*" "a string of more than 64 KiB"
# Questions about a type are asked of all that it holds: a long chain must not cost its square.
awk -v n=10000 'BEGIN {
	print "parcelable Chain {"
	for (i = 1; i < n; i++) printf "\tparcelable T%d { T%d next; @nullable T%d maybe; }\n", i, i + 1, i + 1
	printf "\tparcelable T%d { IBinder binder; ParcelableHolder holder; }\n}\n", n
}' >"$tmp/Chain.aidl"
is "$(err_of -o "$tmp/chain" "$tmp/Chain.aidl")" "" "10,000 types that hold one another by value"
is "$(grep -c '^binder_status_t .*_check(' "$tmp/chain/Chain.c")" 10000 "and all know what the last one asks for"
rm -rf "$tmp/chain"

timeout 20 "$aidl2c" --nonsense >/dev/null 2>&1
is $? 2 "exit status of wrong usage"
timeout 20 "$aidl2c" --help >"$tmp/help" 2>&1
is $? 0 "exit status of --help"
for lang in java cpp ndk rust cobol; do
	like "$(err_of --lang=$lang -o "$tmp/out" "$tmp/IGood.aidl")" "aidl2c: error: --lang=$lang: *" \
		"--lang=$lang is refused"
done

timeout 20 "$aidl2c" -o "$tmp/o2" "$tmp/IGood.aidl"
before=$(stat -c %i%y "$tmp/o2/IGood.h" "$tmp/o2/IGood.c")
timeout 20 "$aidl2c" --lang=c -o "$tmp/o2" "$tmp/IGood.aidl"
is "$(stat -c %i%y "$tmp/o2/IGood.h" "$tmp/o2/IGood.c")" "$before" "unchanged output is left alone"
printf 'interface IBad {\n\tint x(;\n}\n' >"$tmp/IBad.aidl"
timeout 20 "$aidl2c" -o "$tmp/o3" "$tmp/IGood.aidl" "$tmp/IBad.aidl" 2>/dev/null
is $? 1 "one bad input of two"
[ ! -e "$tmp/o3" ]
ok $? "and nothing is written"

timeout 20 "$aidl2c" -I . -d "$tmp/dep" -o "$tmp/o4" "$tmp/in/Two.aidl"
is "$(cat "$tmp/dep")" "$tmp/o4/Two.c \\
    $tmp/o4/Two.h : \\
  $tmp/in/Two.aidl \\
  lib/Q.aidl

$tmp/in/Two.aidl :
lib/Q.aidl :" "the dependency file"
timeout 20 "$aidl2c" -a -o "$tmp/o5" "$tmp/IGood.aidl" "$tmp/in/Two.aidl" -I .
[ -s "$tmp/o5/IGood.c.d" ] && [ -s "$tmp/o5/Two.c.d" ]
ok $? "-a writes one beside each source"
timeout 20 "$aidl2c" -h "$tmp/o6h" -o "$tmp/o6" "$tmp/IGood.aidl"
[ -s "$tmp/o6h/IGood.h" ] && [ -s "$tmp/o6/IGood.c" ] && [ ! -e "$tmp/o6/IGood.h" ]
ok $? "-h takes the headers"

done_testing
