#!/bin/sh
# SPDX-License-Identifier: MIT
# check_limits.sh - deep, long and large input: compiled or refused, on a small stack too
. "${top_srcdir:?is set by make check}/tests/support/tap.sh"
aidl2c=$(cd "$top_builddir/compiler" && pwd)/aidl2c
cd "$tmp" || exit 99
mkdir -p p

# A stack that a thread of a small system has; a sanitizer needs more.
stack=512
nm "$aidl2c" 2>/dev/null | grep -q '__asan_init\|__tsan_init\|__ubsan' && stack=8192

# repeat N TEXT
repeat() {
	awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'
}

# run FILE: exit status and the first error
run() {
	(ulimit -s $stack; timeout 600 "$aidl2c" -o out "$1" >log 2>&1)
	echo "$?" "$(grep -m1 'error:' log | sed 's/.*error: //' | cut -c1-60)"
}

too_deep="1 nested "

for n in 900 1100 100000; do
	open=$(repeat $n '(') close=$(repeat $n ')')
	[ $n -gt 1000 ] && wanted=$too_deep || wanted="0 "
	echo "package p; interface I { const int X = ${open}1${close}; }" >p/I.aidl
	like "$(run p/I.aidl)" "$wanted*" "$n parentheses"
	echo "package p; interface I { const int X = $(repeat $n '-')1; }" >p/I.aidl
	like "$(run p/I.aidl)" "$wanted*" "$n signs"
	echo "package p; interface I { const int X = 0$(repeat $n '+1'); }" >p/I.aidl
	like "$(run p/I.aidl)" "$wanted*" "$n operators"
done
for n in 1100 100000; do
	awk -v n=$n 'BEGIN { print "package p;"; for (i = 0; i < n; i++) print "parcelable T" i " {";
		print "int x;"; for (i = 0; i < n; i++) print "}" }' >p/T0.aidl
	like "$(run p/T0.aidl)" "1 the full name of this type has more than 500 characters*" "$n nested types"
	open=$(repeat $n 'List<') close=$(repeat $n '>')
	echo "package p; interface I { void f(in ${open}String${close} x); }" >p/I.aidl
	like "$(run p/I.aidl)" "$too_deep*" "$n types in types"
	echo "package p; interface I { parcelable P { int[] x = $(repeat $n '{')1$(repeat $n '}'); } }" >p/I.aidl
	like "$(run p/I.aidl)" "$too_deep*" "$n lists in lists"
	echo "package p; @Backing(type=$(repeat $n '(')\"int\"$(repeat $n ')')) enum I { A }" >p/I.aidl
	like "$(run p/I.aidl)" "$too_deep*" "$n parentheses in an annotation"
	echo "package p; interface I { void f(in int$(repeat $n '[]') x); }" >p/I.aidl
	like "$(run p/I.aidl)" "1 *" "$n dimensions"
done
echo "package p; interface I { $(repeat 100000 '{') }" >p/I.aidl
like "$(run p/I.aidl)" "1 *" "100000 open braces"
echo "package p; interface I { $(repeat 100000 '/*') }" >p/I.aidl
like "$(run p/I.aidl)" "1 *" "100000 open comments"
echo "package p; /* $(repeat 100000 '/* ') */ interface I { $(repeat 100000 '/** x */') void f(); }" >p/I.aidl
is "$(run p/I.aidl)" "0 " "100000 comments, and in one another"

# Long chains
awk 'BEGIN { print "package p; interface I { const int C0 = 0;";
	for (i = 1; i <= 20000; i++) print "const int C" i " = C" i - 1 " + 1;"; print "}" }' >p/I.aidl
is "$(run p/I.aidl)" "0 " "20000 constants, each of the one before"
awk 'BEGIN { print "package p; parcelable T { parcelable L { int[] x; }";
	for (i = 0; i < 10000; i++) print "parcelable P" i " { " (i ? "p.T.P" i - 1 : "p.T.L") " x; }";
	print "}" }' >p/T.aidl
is "$(run p/T.aidl)" "0 " "10000 types, each with the one before in it"
awk 'BEGIN { print "package p; parcelable T {";
	for (i = 0; i < 10000; i++) print "parcelable P" i " { p.T.P" (i + 1) % 10000 " x; }";
	print "}" }' >p/T.aidl
like "$(run p/T.aidl)" "1 *would contain itself*" "a circle of 10000 types"
# Large
awk 'BEGIN { print "package p; interface I {";
	for (i = 0; i < 10000; i++) print "void method" i "(int a, in String b);"; print "}" }' >p/I.aidl
is "$(run p/I.aidl)" "0 " "10000 methods"
awk 'BEGIN { print "package p; parcelable T {";
	for (i = 0; i < 10000; i++) print "String field" i " = \"x\";"; print "}" }' >p/T.aidl
is "$(run p/T.aidl)" "0 " "10000 fields"
awk 'BEGIN { print "package p; interface I { void f(";
	for (i = 0; i < 10000; i++) print (i ? "," : "") "int a" i; print "); }" }' >p/I.aidl
is "$(run p/I.aidl)" "0 " "10000 arguments"
mkdir -p m/p
awk 'BEGIN { for (i = 0; i < 10000; i++) { f = "m/p/P" i ".aidl";
	print "package p; parcelable P" i " { int x; @nullable(heap=true) p.P" (i + 1) % 10000 " next; String s; }" >f; close(f); print f } }' >list
(ulimit -s $stack; "$aidl2c" --check_only @list >log 2>&1)
is "$? $(head -n 1 log)" "0 " "10000 types in one package, in a circle on the heap"
head -n 500 list >some
(ulimit -s $stack; "$aidl2c" -o out.m @some >log 2>&1)
is "$? $(head -n 1 log) $(find out.m -type f | wc -l)" "0  1000" "C for 500 of them"

# What may have been meant by names that are not found: for a few of them, and not in full folders
mkdir -p near/q
echo 'package q; parcelable Track {}' >near/q/Track.aidl
{ awk 'BEGIN { for (i = 0; i < 1000; i++) print "import q.Trac" i ";" }'; echo 'interface Many { void f(); }'; } >near/Many.aidl
like "$(run near/Many.aidl)" "1 cannot find 'q.Trac0' to import*" "1000 imports that are not there"
is "$(grep -c "did you mean 'q.Track'" log) of $(grep -c 'error: ' log)" "16 of 1000" "a few of them have a suggestion"
(cd near/q && awk 'BEGIN { for (i = 0; i < 5000; i++) print "x" i }' | xargs touch)
like "$(run near/Many.aidl)" "1 cannot find 'q.Trac0' to import \[*" "none in a folder of 5000 files"

done_testing
