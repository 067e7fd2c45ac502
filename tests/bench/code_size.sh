#!/bin/sh
# SPDX-License-Identifier: MIT
# code_size.sh BUILDDIR - bytes of machine code (.text) and of C that generated code takes
#
# Of a method: an interface of 100 of them, less one of none. Of a field: the same.
set -eu
build=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: "${CC:=cc}"

# text FILE.c LEVEL: bytes of code
text() {
	$CC -std=gnu11 "$2" -w -I "$work" -I "$top/runtime/include" -c "$1" -o "$work/o.o"
	size -A "$work/o.o" | awk '/^\.text/ { n += $2 } END { print n + 0 }'
}

# row NAME N KIND MEMBER: bytes for each of N members, # being its number
row() {
	mkdir -p "$work/gen"
	prefix=
	[ "$3" = parcelable ] || prefix=I
	for n in 0 "$2"; do
		{
			echo "package gen;"
			echo "$3 ${prefix}N$n {"
			awk -v n="$n" -v member="$4" 'BEGIN {
				for (i = 1; i <= n; i++) { line = member; gsub(/#/, i, line); print line }
			}'
			echo "}"
		} >"$work/gen/${prefix}N$n.aidl"
	done
	(cd "$work" && "$build/compiler/aidl2c" -I . -o . "gen/${prefix}N0.aidl" "gen/${prefix}N$2.aidl")
	for level in -Os -O2; do
		few=$(text "$work/gen/${prefix}N0.c" $level)
		all=$(text "$work/gen/${prefix}N$2.c" $level)
		eval "size_${level#-}=\$(((all - few) / $2))"
	done
	c=$(wc -c <"$work/gen/${prefix}N$2.c")
	printf '  %-46s %5d %8d %8d\n' "$1" "$size_Os" "$size_O2" $((c / $2))
}

printf '  %-46s %5s %8s %8s\n' "bytes for each" -Os -O2 "of C"
row "void m()" 100 interface "void m#();"
row "oneway void m(int)" 100 interface "oneway void m#(int a);"
row "int m(int, String)" 100 interface "int m#(int a, String b);"
row "int m(int, in @nullable String[], out long[])" 100 interface "int m#(int a, in @nullable String[] b, out long[] c);"
row "IBinder m(inout int[])" 100 interface "IBinder m#(inout int[] a);"
row "int field" 100 parcelable "int f#;"
row "String field" 100 parcelable "String f#;"
row "@nullable int[] field" 100 parcelable "@nullable int[] f#;"
