#!/bin/sh
# SPDX-License-Identifier: MIT
# guide.sh - docs/aidl-in-c.md: its AIDL compiles, its C is what comes out, its programs do as it says
#
# What the words behind ``` mean:
#	aidl PATH [OPTION...]	a file for aidl2c, with options of its run
#	aidl only PATH		one that others import, and that is not compiled by itself
#	c in PATH		stands in this generated header: these lines, in this order, others between
#	c file PATH		a header that somebody wrote
#	c NAME.c		part of a source; where it has a main, it is run
#	text prints NAME.c	what that prints
#	aidl refused PATH	a file that is refused
#	sh run NAME		commands, run where the AIDL files are
#	text shown NAME		what they write
#	text says		what aidl2c says about the file before
. "$top_srcdir/tests/support/tap.sh"

page=$top_srcdir/docs/aidl-in-c.md
mkdir "$tmp/parts"
awk -v dir="$tmp/parts/" '
	/^```/ && inside { inside = 0; close(file); next }
	/^```/ {
		inside = 1
		file = sprintf("%s%03d", dir, ++n)
		print substr($0, 4) >file
		next
	}
	inside { print >file }
	END { exit inside || n < 20 }
' "$page"
ok $? "the page has blocks"

aidl2c=$top_builddir/compiler/aidl2c
cd "$tmp" || exit 99
mkdir idl gen src refused by_hand
for part in parts/*; do
	read -r lang first rest <"$part"
	case "$lang $first" in
	"aidl refused")
		mkdir -p "refused/$(dirname "$rest")"
		tail -n +2 "$part" >"refused/$rest"
		last=$rest ;;
	"aidl only")
		mkdir -p "idl/$(dirname "$rest")"
		tail -n +2 "$part" >"idl/$rest" ;;
	aidl*)
		mkdir -p "idl/$(dirname "$first")"
		tail -n +2 "$part" >"idl/$first"
		echo "$first $rest" >>inputs ;;
	"text says")
		tail -n +2 "$part" >wanted
		(cd refused && timeout 20 "$aidl2c" -I ../idl -o ../none "$last") >says 2>&1
		diff -u wanted says >log
		ok $? "$last is refused with this message" || diag "$(cat log)" ;;
	"c file")
		mkdir -p "by_hand/$(dirname "$rest")"
		tail -n +2 "$part" >"by_hand/$rest" ;;
	"c "*.c)
		tail -n +2 "$part" >>"src/$first" ;;
	esac
done

while read -r path options; do
	# shellcheck disable=SC2086 # options are words
	timeout 20 "$aidl2c" -I idl -o gen $options "idl/$path" 2>log
	ok $? "$path compiles" || diag "$(cat log)"
done <inputs

mkdir bin
ln -s "$aidl2c" bin/aidl2c
for part in parts/*; do
	read -r lang first name <"$part"
	case "$lang $first" in
	"sh run")
		tail -n +2 "$part" >commands
		cp -R idl "$name"
		(cd "$name" && PATH=$tmp/bin:$PATH timeout 60 sh ../commands) >out 2>&1 ;;
	"text shown")
		tail -n +2 "$part" >wanted
		diff -u wanted out >log
		ok $? "the commands of '$name' write what the page shows" || diag "$(cat log)" ;;
	esac
done

# missing HEADER LINES: the first of the lines that is not there, all in their order
missing() {
	awk 'NR == FNR { wanted[++n] = $0; next } at < n && $0 == wanted[at + 1] { at++ }
		END { if (at < n) print wanted[at + 1] }' "$2" "$1"
}
for part in parts/*; do
	read -r lang first rest <"$part"
	[ "$lang $first" = "c in" ] || continue
	tail -n +2 "$part" | grep . >lines
	is "$(missing "gen/$rest" lines)" "" "$rest is as the page shows it"
done

flags="-std=gnu11 -Wall -Wextra -Wno-unused-parameter -Werror -Igen -Iby_hand -I$top_srcdir/runtime/include $SAN_CFLAGS"
# shellcheck disable=SC2046,SC2086
(mkdir objects && cd objects && ${CC:-cc} $flags -I../gen -I../by_hand -c $(find ../gen -name '*.c')) >log 2>&1
ok $? "the generated sources compile" || diag "$(head -n 40 log)"

# A part of a source says no includes: those of all generated headers, and of the library.
{
	printf '#include <%s>\n' assert.h inttypes.h pthread.h stdio.h stdlib.h string.h unistd.h \
		hideglue/manager.h hideglue/process.h
	find gen -name '*.h' | LC_ALL=C sort | sed 's,^gen/\(.*\),#include "\1",'
} >includes
for src in src/*.c; do
	name=$(basename "$src" .c)
	cat includes "$src" >"$name.c"
	if ! grep -q '^int main' "$src"; then
		# shellcheck disable=SC2086
		${CC:-cc} $flags -D_GNU_SOURCE -Wno-unused-function -fsyntax-only "$name.c" >log 2>&1
		ok $? "$name.c compiles" || diag "$(cat log)"
		continue
	fi
	# shellcheck disable=SC2086
	${CC:-cc} $flags -D_GNU_SOURCE -o "$name" "$name.c" objects/*.o -L"$top_builddir/.libs" -lhideglue >log 2>&1
	ok $? "$name.c compiles" || diag "$(cat log)"
	LD_LIBRARY_PATH=$top_builddir/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
		timeout 60 "$top_builddir/hideglue" run -- "./$name" >out 2>log
	ok $? "$name runs" || diag "$(cat log)"
	for part in parts/*; do
		[ "$(head -n 1 "$part")" = "text prints $name.c" ] || continue
		tail -n +2 "$part" >wanted
		diff -u wanted out >log
		ok $? "$name prints what the page says" || diag "$(cat log)"
	done
done
# The tables are complete.
for name in $(sed -n 's/^	{"\([A-Za-z0-9]*\)", (*ON_.*/\1/p' "$top_srcdir/compiler/sema/annotations.c"); do
	grep -q "\`@$name[\`(]" "$page" || echo "$name"
done >missing
is "$(cat missing)" "" "every annotation is on the page"
done_testing
