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
# figures are medians of CPU time, of one thread but where it says otherwise, with the clock's beside
# it. Where there is a limit, "ok" or "OVER" says whether it is kept.
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

# The least lines a CPU second, what Android's aidl takes for the same job at least, what many
# files in one process may take on the clock and in memory.
least_lines=1000000 least_times=10 most_ms=2000 most_mib=300
# How much more a line may cost in input of ten times as many.
most_growth=1.5

# measure COMMAND...: leaves $cpu, $clock and $mib; false where the command failed
measure() {
	cpu='' clock='' mib=''
	figures=$("$command" "$work/out" "$@" 2>/dev/null) || return 1
	# shellcheck disable=SC2086 # words
	set -- $figures
	clock=$1 cpu=$4 mib=$7
}

# row TEXT COMMAND...: $limit is the least lines a second, or empty
row() {
	text=$1
	shift
	measure "$@" || { echo "  $text: failed, not measured"; return 0; }
	echo "$cpu" "$clock" "$mib" | awk -v lines="$lines" -v text="$text" -v least="$limit" '{
		n = lines * 1000 / $1
		printf "  %-36s %8d %10.1f %10.1f %12d %8.1f%s\n", text, lines, $1, $2, n, $3,
			least == "" ? "" : (n < least) ? "  OVER" : "  ok" }'
	limit=
}
limit=

head() {
	printf '\n  %-36s %8s %10s %10s %12s %8s\n' "$1" lines "CPU ms" "clock ms" "lines/CPU s" MiB
}

# ways TEXT: input of one file, in one thread
ways() {
	limit=$least_lines
	row "$1, checked" "$aidl2c" --check_only -I "$work/in" "@$work/list"
	[ "${1#realistic}" = "$1" ] || limit=$least_lines
	row "$1, to C" "$aidl2c" -j1 -o "$work/out" -I "$work/in" "@$work/list"
}

# grown SHAPE N: input of ten times as many lines must not cost much more a line
grown() {
	input "$1" "$2"
	row "$2 $1, to C" "$aidl2c" -j1 -o "$work/out" -I "$work/in" "@$work/list"
	[ -z "$cpu" ] || each_ns=$(echo "$cpu" "$lines" | awk '{ printf "%d", $1 * 1e6 / $2 }')
	[ -z "$before_ns" ] || echo "$each_ns" "$before_ns" | awk -v most="$most_growth" '{
		printf "  %48s %.2f times the cost of a line before%s\n", "", $1 / $2,
			($1 > $2 * most) ? "  OVER" : "  ok" }'
	before_ns=$each_ns
}

# every COMMAND...: measures it with each file of the list, in a process of its own
every() {
	if [ "$(wc -l <"$work/list")" -eq 1 ]; then
		measure "$@" "$(cat "$work/list")"
	else
		# shellcheck disable=SC2016
		measure sh -c 'list=$1; shift; while read -r file; do "$@" "$file" || exit; done <"$list"' \
			sh "$work/list" "$@"
	fi
}

# compare TEXT OURS THEIRS: the same job by aidl2c and by aidl, with these options
compare() {
	ours_cpu='' ours_bytes=''
	# shellcheck disable=SC2086 # words
	if every "$aidl2c" $2; then
		ours_cpu=$cpu ours_bytes=$(bytes_out)
	fi
	# shellcheck disable=SC2086
	if [ -z "$ours_cpu" ] || ! every aidl $3; then
		echo "  $1: failed, not measured"
		return 0
	fi
	echo "$ours_cpu" "$cpu" "$ours_bytes" "$(bytes_out)" | awk -v text="$1" -v least="$least_times" '{
		printf "  %-42s %10.2f %10.2f %8.1f %11d %11d%s\n", text, $1, $2, $2 / $1, $3, $4,
			($2 < $1 * least) ? "  OVER" : "  ok" }'
}

bytes_out() {
	find "$work/out" -type f -exec cat {} + | wc -c
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
	before_ns=
	for n in 100 1000 10000; do
		grown $shape $n
	done
done
input deep 100000
if "$aidl2c" --check_only -I "$work/in" "@$work/list" >"$work/log" 2>&1; then
	echo "  100000 parentheses: taken  OVER"
else
	status=$?
	grep -q nesting "$work/log" && [ $status -eq 1 ] && mark=ok || mark=OVER
	echo "  100000 parentheses: exit status $status, $(wc -l <"$work/log") lines of messages  $mark"
fi

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
	[ -z "$clock" ] || echo "$clock" "$mib" | awk -v ms=$most_ms -v mib=$most_mib '{
		printf "  %48s at most %d ms on the clock and %d MiB%s\n", "", ms, mib,
			($1 > ms || $2 > mib) ? "  OVER" : "  ok" }'
done

# Debian's aidl knows none of the newer constructs: no nested types, no constants by expressions.
echo
command -v aidl >/dev/null || { echo "  not measured: aidl of Android (package aidl)"; exit 0; }
printf '  %-42s %10s %10s %8s %11s %11s\n' "Beside Android's aidl of Debian, CPU ms" \
	aidl2c aidl times "bytes out" "of aidl"

# beside TEXT: the jobs that both do, for the files of the list
beside() {
	for lang in ndk cpp java; do
		[ $lang = java ] && headers= || headers="-h $work/out"
		compare "$1: C, --lang=$lang" "-I $work/in -o $work/out" \
			"--lang=$lang -I $work/in -o $work/out $headers"
	done
	compare "$1: --dumpapi" "--dumpapi -I $work/in -o $work/out" "--dumpapi -I $work/in -o $work/out"
}
input documented 20000
beside "documented, 20000 lines"
input methods 10000
beside "10000 methods"
input methods 100
beside "100 methods"
input fields 10000
beside "10000 fields"
input types 100
beside "100 files, 100 processes"
every /bin/true && printf '  %-42s %10.2f\n' "100 processes that do nothing" "$cpu"
