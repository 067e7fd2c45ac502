#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run.sh - exact output of aidl2c
#
#	run.sh check	compares (TAP)
#	run.sh update	writes what comes out as what is expected; read the difference before you commit it
#
# ok/CASE/ holds .aidl files below their packages, their exact headers and sources in
# expected/, and the options of the run in a file of that name, if any; lib/ is only imported
# from. What comes out must also compile without a warning: as C11 with $CC and clang, the
# headers as C++17.
# What is refused is check_bad.sh's.
set -u

mode=${1:-check}
: "${top_srcdir:?is set by make check; by hand: the source folder}"
: "${top_builddir:?is set by make check; by hand: the build folder}"
aidl2c=$top_builddir/compiler/aidl2c
here=$top_srcdir/tests/golden
include=$top_srcdir/runtime/include
warn="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wwrite-strings -Wvla -Werror"
warn_c="-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
n=0
failed=0

# report NAME STATUS-OF-TEST: one line of TAP, with $work/log where it failed
report() {
	n=$((n + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$work/log" | head -n 60
		failed=1
	fi
}

# generate CASE: into $work/out/CASE; messages in $work/log
generate() {
	options=
	[ -f "$here/ok/$1/options" ] && options=$(cat "$here/ok/$1/options")
	mkdir -p "$work/out/$1"
	# File names hold no spaces; the working folder is the case's, so that no path of this machine shows.
	(cd "$here/ok/$1" && find . -path ./lib -prune -o -name '*.aidl' -print | LC_ALL=C sort | sed 's,^\./,,' |
		xargs "$aidl2c" -I . -o "$work/out/$1" $options) >"$work/log" 2>&1
}

check_ok() {
	generate "$1"
	r=$?
	if [ $r -eq 0 ]; then
		diff -ruN "$here/ok/$1/expected" "$work/out/$1" >"$work/log" 2>&1
		r=$?
	fi
	report "ok/$1: exact output" $r
}

# compile_c NAME COMPILER OPTIONS: every source of every case
compile_c() {
	: >"$work/log"
	r=0
	mkdir -p "$work/objects"
	for case in $cases; do
		# shellcheck disable=SC2046,SC2086
		(cd "$work/objects" && $2 -std=c11 $warn $warn_c $3 -I "$work/out/$case" -I "$here/ok/$case" -I "$include" \
			$(find "$work/out/$case" -name '*.c')) >>"$work/log" 2>&1 || r=1
	done
	report "sources compile as C11 with $1" $r
}

# compile_cxx NAME COMPILER: all headers in one file, each package being of one case
compile_cxx() {
	dirs=
	: >"$work/all.cc"
	for case in $cases; do
		dirs="$dirs -I $work/out/$case -I $here/ok/$case"
		(cd "$work/out/$case" && find . -name '*.h' | LC_ALL=C sort | sed 's,^\./\(.*\),#include "\1",') \
			>>"$work/all.cc"
	done
	# shellcheck disable=SC2086
	$2 -std=c++17 $warn -fsyntax-only $dirs -I "$include" "$work/all.cc" >"$work/log" 2>&1
	report "headers compile as C++17 with $1" $?
}

have() {
	command -v "${1%% *}" >/dev/null 2>&1
}

skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}

cases=$(cd "$here/ok" && for d in */; do echo "${d%/}"; done)

if [ "$mode" = update ]; then
	for case in $cases; do
		generate "$case" || { echo "ok/$case is refused:" >&2; cat "$work/log" >&2; exit 1; }
		rm -rf "$here/ok/$case/expected"
		cp -R "$work/out/$case" "$here/ok/$case/expected"
	done
	exit 0
fi

for case in $cases; do
	check_ok "$case"
done
compile_c '$CC' "${CC:-cc}" "-O2 -c" # some of gcc's warnings need its optimiser
if have "${CXX:-c++}"; then
	compile_cxx '$CXX' "${CXX:-c++}"
else
	skip 'headers compile as C++17 with $CXX' "no C++ compiler"
fi
if have clang; then
	compile_c clang clang -fsyntax-only
else
	skip "sources compile as C11 with clang" "no clang"
fi
if have clang++; then
	compile_cxx clang clang++
else
	skip "headers compile as C++17 with clang" "no clang++"
fi
echo "1..$n"
exit $failed
