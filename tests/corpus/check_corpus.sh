#!/bin/sh
# SPDX-License-Identifier: MIT
# check_corpus.sh - what run finds in trees whose faults are known
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
top_builddir=${top_builddir:-$srcdir/build}
export top_builddir
. "$srcdir/tests/support/tap.sh"
command -v gcc >/dev/null || skip_all "no gcc"

# corpus OPTION...: the table in $tmp/table, exit status in $status
corpus() {
	"$srcdir/tests/corpus/run" "$@" >"$tmp/table" 2>"$tmp/err"
	status=$?
}

# shows TEXT...: a line of the table that consists of these words begins with them
shows() {
	awk -v want="$*" '{ $1 = $1 } index($0, want) == 1 { found = 1 } END { exit !found }' "$tmp/table"
	ok $? "the table shows: $*" || diag "$(cat "$tmp/table" "$tmp/err")"
}

# put PATH LINE...: a file below $tmp
put() {
	mkdir -p "$tmp/$(dirname "$1")"
	path=$tmp/$1
	shift
	printf '%s\n' "$@" >"$path"
}

corpus "$srcdir/idl-examples"
is $status 0 "the examples are all right"
n=$(find "$srcdir/idl-examples" -name '*.aidl' | wc -l)
shows files $n
shows accepted by aidl2c $n
shows gcc on the C sources 0

# Versions: the frozen copies have a type of the same name; one of them imports another tree's newest.
put a/src/shop/Item.aidl 'package shop;' 'parcelable Item { int price; int count; }'
put a/src/shop/IShop.aidl 'package shop;' 'import bank.Money;' 'import shop.Item;' '/* import no.Such; */' \
	'interface IShop { void sell(in Item i, in Money m); }'
put a/aidl_api/shop/1/shop/Item.aidl 'package shop;' 'parcelable Item { int price; }'
put a/aidl_api/shop/1/shop/IShop.aidl 'package shop;' \
	'import shop.Item;' 'interface IShop { void sell(in Item i, in bank.Money m); }'
for version in 2 10 9; do
	put "b/aidl_api/bank/$version/bank/Money.aidl" '// package of.comments;' 'package bank;' \
		"parcelable Money { int version$version; }"
done
corpus --keep "$tmp/kept" -I "$tmp/b" "$tmp/a"
is $status 0 "sources and a frozen copy, with another tree's types"
shows files 4
shows accepted by aidl2c 4
grep -q version10 "$tmp"/kept/c/1/bank/Money.h
ok $? "the newest version of what is imported"
is "$(cat "$tmp"/kept/c/*/shop/Item.h | grep -c 'int32_t price;')" 2 "both versions have a header"
is "$(cat "$tmp"/kept/c/*/shop/Item.h | grep -c 'int32_t count;')" 1 "each of its own file"

corpus "$tmp/a"
is $status 1 "a type that is nowhere is a failure"
shows refused by aidl2c 2
shows 1 import-not-found

put c/p/Bad.aidl 'package p;' 'parcelable Bad { int a; int a; }'
put c/p/Good.aidl 'package p;' 'parcelable Good { int a; }'
corpus --no-c "$tmp/c"
is $status 1 "a file that is refused is a failure"
shows accepted by aidl2c 1
shows 1 duplicate-field
grep -q 'Bad.aidl:2:' "$tmp/table"
ok $? "the table quotes the message"

# An oracle that accepts everything but Good
put oracle '#!/bin/sh' 'case $* in *Good*) echo "ERROR: no good" >&2; exit 1 ;; esac'
chmod +x "$tmp/oracle"
corpus --no-c --oracle "$tmp/oracle" "$tmp/c"
is $status 1 "other verdicts than the oracle's are a failure"
shows different verdicts 2

# Output that a C compiler does not like
put liar '#!/bin/sh' 'for last; do :; done' 'while [ "$1" != -o ]; do shift; done' \
	'mkdir -p "$2/p" && echo "int f(void) { char c = 300; return c; }" >"$2/p/Good.c" && : >"$2/p/Good.h"'
chmod +x "$tmp/liar"
rm "$tmp/c/p/Bad.aidl"
corpus --aidl2c "$tmp/liar" "$tmp/c"
is $status 1 "a warning of gcc is a failure"
shows gcc on the C sources 1 messages in 1 files

corpus
is $status 2 "no folder is wrong usage"
corpus "$tmp/none"
is $status 2 "a folder that is not there is wrong usage"
done_testing
