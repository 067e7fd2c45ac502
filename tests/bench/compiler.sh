#!/bin/sh
# SPDX-License-Identifier: MIT
# compiler.sh BUILDDIR [BATCH]... - the compiler's part of 'make bench'
#
# Lines a second of checking and of the whole way to C; what a tenfold of everything costs;
# many files in one process; other compilers on the same input. A BATCH is a file for
# 'aidl2c --batch', for a tree of your own.
set -eu
build=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
command=$build/tests/bench/bench_command
aidl2c=$build/compiler/aidl2c
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# input SHAPE N: the files' names in $work/list
input() {
	rm -rf "$work/in"
	awk -v shape="$1" -v n="$2" -v dir="$work/in" -f "$here/shapes.awk" >"$work/list"
	lines=$(xargs cat <"$work/list" | wc -l)
}

# row TEXT COMMAND...: time, lines a second of wall clock and of CPU time, memory
row() {
	text=$1
	shift
	rm -rf "$work/out"
	figures=$("$command" "$@") || return 0
	echo "$figures" | awk -v lines="$lines" -v text="$text" '{
		printf "  %-34s %8d lines %9.1f ms %9.0f lines/s %9.0f per CPU second %7.1f MiB\n",
			text, lines, $1, lines * 1000 / $1, lines * 1000 / $4, $7 }'
}

ways() { # TEXT
	row "$1, checked" "$aidl2c" --check_only -I "$work/in" "@$work/list"
	row "$1, to C" "$aidl2c" -o "$work/out" -I "$work/in" "@$work/list"
}

echo "Shapes of input"
for shape in realistic methods fields constants types; do
	n=100000
	[ $shape = types ] && n=5000
	input $shape $n
	ways "$shape"
done

echo "Growth"
for n in 10000 100000 1000000; do
	input realistic $n
	ways "about $n lines"
done
for shape in types methods fields; do
	for n in 100 1000 10000; do
		input $shape $n
		ways "$n $shape"
	done
done

echo "8000 small files: 200 commands of 40 files each, in one process and in 200"
input types 8000
xargs -n 40 <"$work/list" | awk -v dir="$work" '{ print "-o " dir "/out/" NR " -I " dir "/in " $0 }' >"$work/batch"
row "one process" "$aidl2c" "--batch=$work/batch"
row "one process, one thread" "$aidl2c" -j1 "--batch=$work/batch"
row "200 processes" sh -c 'while read -r line; do "$0" $line; done <"$1"' "$aidl2c" "$work/batch"
for batch; do
	awk '{ for (i = 1; i <= NF; i++) if ($i ~ /\.aidl$/) print $i }' "$batch" >"$work/list"
	lines=$(xargs cat <"$work/list" | wc -l)
	row "$batch" "$aidl2c" "--batch=$batch"
done

# Debian's aidl knows none of the newer constructs: methods only.
command -v aidl >/dev/null || { echo "not measured: aidl of Android (package aidl)"; exit 0; }
echo "Beside Android's aidl, on what both accept"
input methods 10000
row "aidl2c, C" "$aidl2c" -o "$work/out" "@$work/list"
for lang in cpp ndk; do
	row "aidl, $lang" aidl --lang=$lang -h "$work/out" -o "$work/out" "$work/in/gen/IBig.aidl"
done
