#!/bin/sh
# SPDX-License-Identifier: MIT
# compiler.sh BUILDDIR [BATCH]... - the compiler's part of 'make bench'
#
# Lines a second of checking and of the whole way to C; what a tenfold of everything costs;
# many files in one process; other compilers on the same input. A BATCH is a file for
# 'aidl2c --batch', for a tree of your own.
#
# The input and the output are in $TMPDIR, best in memory.
#
# Others that load the machine make the time on the clock longer and the CPU time hardly: the
# figures are of CPU time, of one thread but where it says otherwise, with the clock's beside it.
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

# row TEXT COMMAND...: leaves the CPU time in $cpu, empty where the command failed
row() {
	text=$1
	shift
	cpu=
	figures=$("$command" "$work/out" "$@" 2>/dev/null) || { echo "  $text: failed, not measured"; return 0; }
	cpu=$(echo "$figures" | cut -d' ' -f4)
	echo "$figures" | awk -v lines="$lines" -v text="$text" '{
		printf "  %-36s %8d %10.1f %10.1f %12d %8.1f\n", text, lines, $4, $1, lines * 1000 / $4, $7 }'
}

head() {
	printf '\n  %-36s %8s %10s %10s %12s %8s\n' "$1" lines "CPU ms" "clock ms" "lines/CPU s" MiB
}

# ways TEXT: input of one file, in one thread
ways() {
	row "$1, checked" "$aidl2c" --check_only -I "$work/in" "@$work/list"
	row "$1, to C" "$aidl2c" -j1 -o "$work/out" -I "$work/in" "@$work/list"
}

# ratio: of $cpu to that of aidl2c, $ours
ratio() {
	[ -z "$cpu" ] || [ -z "$ours" ] || echo "$ours $cpu" |
		awk '{ printf "  %45s %10.1f times the CPU time of aidl2c\n", "", $2 / $1 }'
}

# each TEXT COMMAND...: every file of the list by a process of its own
each() {
	text=$1
	shift
	# shellcheck disable=SC2016
	row "$text" sh -c 'list=$1; shift; while read -r file; do "$@" "$file" || exit; done <"$list"' \
		sh "$work/list" "$@"
}

"$command" --machine
[ ! -r /proc/loadavg ] || echo "load of the machine before the first: $(cut -d' ' -f1-3 /proc/loadavg)"

head "Shapes of input, one process"
for shape in realistic documented methods fields constants types; do
	n=100000
	[ $shape != types ] || n=2000
	input $shape $n
	ways "$shape"
done

head "Ten times as much, and again"
for n in 10000 1000000; do
	input realistic $n
	ways "about $n lines"
done
for shape in types methods fields; do
	for n in 100 1000 10000; do
		input $shape $n
		row "$n $shape, to C" "$aidl2c" -j1 -o "$work/out" -I "$work/in" "@$work/list"
	done
done

head "2000 small files"
input types 2000
xargs -n 40 <"$work/list" | awk -v dir="$work" '{ print "-o " dir "/out/" NR " -I " dir "/in " $0 }' >"$work/batch"
row "50 commands, one process" "$aidl2c" "--batch=$work/batch"
row "the same, one thread" "$aidl2c" -j1 "--batch=$work/batch"
# shellcheck disable=SC2016
row "50 processes" sh -c 'while read -r line; do "$0" $line; done <"$1"' "$aidl2c" "$work/batch"
for batch; do
	awk '{ for (i = 1; i <= NF; i++) if ($i ~ /\.aidl$/) print $i }' "$batch" >"$work/list"
	lines=$(xargs cat <"$work/list" | wc -l)
	row "$(basename "$batch")" "$aidl2c" "--batch=$batch"
done

# Debian's aidl knows none of the newer constructs: no nested types.
echo
command -v aidl >/dev/null || { echo "  not measured: aidl of Android (package aidl)"; exit 0; }
beside() { # TEXT
	row "aidl2c, $1" "$aidl2c" -o "$work/out" -I "$work/in" "$work/in/gen/IBig.aidl"
	ours=$cpu
	for lang in cpp ndk; do
		row "aidl --lang=$lang, $1" aidl --lang=$lang -h "$work/out" -o "$work/out" -I "$work/in" \
			"$work/in/gen/IBig.aidl"
		ratio
	done
}
head "Beside Android's aidl of Debian"
input documented 20000
beside documented
input methods 5000
beside methods

head "The same, a process for each file"
input types 100
each aidl2c "$aidl2c" -o "$work/out" -I "$work/in"
ours=$cpu
for lang in cpp ndk; do
	each "aidl --lang=$lang" aidl --lang=$lang -h "$work/out" -o "$work/out" -I "$work/in"
	ratio
done
each "/bin/true" /bin/true
ratio
