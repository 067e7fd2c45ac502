#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILDDIR - every figure of 'make bench': calls, the compiler, sizes
set -eu
build=$(cd "$1" && pwd)
bench=$build/tests/bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

HIDEGLUE=$build/hideglue
export HIDEGLUE
session=
! command -v dbus-run-session >/dev/null || session="dbus-run-session --"

calls() { # TABLE...
	$session "$build/hideglue" run -- "$bench/bench_calls" "$@"
}

echo "== Calls, all processes on one CPU"
if command -v taskset >/dev/null; then
	taskset -c 0 sh -c '
		session=$1 build=$2 bench=$3
		$session "$build/hideglue" run -- "$bench/bench_calls" call payload oneway objects processes
	' sh "$session" "$build" "$bench"
else
	echo "not measured: taskset is missing (package util-linux)"
fi

echo
echo "== Calls, every process where the kernel puts it"
calls call payload oneway threads

echo
echo "== aidl2c on generated input"
# one interface, three lines a method: a comment, a method, an empty line
generate() { # METHODS
	awk -v n="$1" 'BEGIN {
		print "package gen;\ninterface IBig {";
		for (i = 0; i < n; i++)
			printf "    /** Method number %d. */\n    int m%d(%s);\n\n", i, i,
				"int a, in @nullable String[] b, out long[] c";
		print "}";
	}'
}
mkdir -p "$work/gen"
for methods in 3333 33333; do
	generate "$methods" >"$work/gen/IBig.aidl"
	lines=$(wc -l <"$work/gen/IBig.aidl")
	figures=$(cd "$work" && "$bench/bench_command" "$build/compiler/aidl2c" -o out gen/IBig.aidl)
	echo "$figures" | awk -v lines="$lines" \
		'{ printf "  %7d lines to C: %7.0f lines/s; %s\n", lines, lines * 1000 / $1, $0 }'
done

echo
echo "== Sizes, stripped"
size_of() { # FILE NAME
	cp "$1" "$work/stripped"
	strip "$work/stripped"
	printf '  %-28s %8d bytes\n' "$2" "$(wc -c <"$work/stripped")"
}
size_of "$build/.libs/libhideglue.so.0" libhideglue.so
size_of "$build/hideglue-driverd" hideglue-driverd
for program in hideglue-servicemanager hideglue; do
	file=$build/$program
	[ ! -f "$build/.libs/$program" ] || file=$build/.libs/$program
	size_of "$file" "$program"
done

echo
echo "== Memory of an idle session"
"$build/hideglue" run -- sh -c '
	for status in /proc/[0-9]*/status; do
		awk -v parent="$PPID" "/^Name:/ { name = \$2 } /^PPid:/ { ppid = \$2 }
			/^(RssAnon|VmRSS):/ { kb[\$1] = \$2 }
			END { if (ppid == parent && name ~ /^(lt-)?hideglue/)
				printf \"  %-28s %6d KiB resident, %6d KiB of it its own\n\", name, kb[\"VmRSS:\"], kb[\"RssAnon:\"] }" \
			"$status" 2>/dev/null || :
	done'
