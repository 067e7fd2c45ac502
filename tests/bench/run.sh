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
echo "== aidl2c"
sh "$(dirname "$0")/compiler.sh" "$build"

echo
echo "== Generated code"
sh "$(dirname "$0")/code_size.sh" "$build"

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
