#!/bin/sh
# SPDX-License-Identifier: MIT
# check_changes.sh - what --checkapi says of each kind of change. A case api/check/X.aidl holds the
# files of both APIs, each behind a line "// was p/T.aidl" or "// is p/T.aidl"; api/check/X.err is
# what is said: nothing where programs built with one go on working with those built with the other.
# usage: check_changes.sh [update]: write the .err files anew from what aidl2c says
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${top_builddir:-$srcdir/build}
aidl2c=$builddir/compiler/aidl2c
. "$srcdir/tests/support/tap.sh"
cd "$srcdir/tests/golden/api/check" || exit 99

# unpack CASE: its files below $tmp/CASE
unpack() {
	awk -v dir="$tmp/$1" '
		/^\/\/ (was|is) / {
			file = dir "/" $2 "/" $3
			folder = file
			sub(/\/[^\/]*$/, "", folder)
			system("mkdir -p \"" folder "\"")
			next
		}
		file { print > file }' "$1.aidl"
}

# run CASE: messages in $tmp/err, exit status in $status
run() {
	unpack "$1"
	options=$(sed -n '1s,^// options: ,,p' "$1.aidl")
	case $options in *--checkapi*) ;; *) options="--checkapi $options" ;; esac
	# shellcheck disable=SC2086 # options are words
	(cd "$tmp/$1" && timeout 20 "$aidl2c" $options was is) >"$tmp/stdout" 2>"$tmp/err"
	status=$?
}

for f in *.aidl; do
	name=${f%.aidl}
	run "$name"
	if [ "$1" = update ]; then
		cp "$tmp/err" "$name.err"
		continue
	fi
	wanted=0
	[ ! -s "$name.err" ] || wanted=1
	if [ "$status" -ne "$wanted" ]; then
		ok 1 "$name" || diag "exit status $status instead of $wanted: $(cat "$tmp/err")"
	elif ! diff -u "$name.err" "$tmp/err" >"$tmp/diff"; then
		ok 1 "$name" || diag "$(cat "$tmp/diff")"
	else
		ok 0 "$name"
	fi
done
[ "$1" != update ] || exit 0

# Every message has a case.
missing=
for id in $(sed -n 's/^DIAG(API_[A-Z_]*, "\([a-z-]*\)".*/\1/p' "$srcdir/compiler/base/diag.def"); do
	[ "$id" = api-hash ] || grep -q "\[$id\]\$" ./*.err || missing="$missing $id"
done
is "$missing" "" "each message has a case"

# Types of other APIs are looked at, not compared.
mkdir -p "$tmp/x/lib/q" "$tmp/x/was/p" "$tmp/x/is/p"
printf 'package q;\nenum Other {\n\tA = 1,\n}\n' >"$tmp/x/lib/q/Other.aidl"
printf 'package p;\nparcelable Data {\n\tint a;\n}\n' >"$tmp/x/was/p/Data.aidl"
printf 'package p;\nimport q.Other;\nparcelable Data {\n\tint a;\n\tOther b;\n}\n' >"$tmp/x/is/p/Data.aidl"
err=$(cd "$tmp/x" && timeout 20 "$aidl2c" --checkapi -I lib was is 2>&1)
like "$err" "*0 is none of the values of 'q.Other' \[api-new-field\]*" "-I finds types of others"
err=$(cd "$tmp/x" && timeout 20 "$aidl2c" --checkapi -I lib was/ was// 2>&1)
is "$?$err" 0 "one folder under two names"

done_testing
