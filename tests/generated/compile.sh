# SPDX-License-Identifier: MIT
# compile.sh - generated code through every compiler there is; sourced after tap.sh

aidl2c=$top_builddir/compiler/aidl2c
include=$top_srcdir/runtime/include
: "${CC:=cc}" "${CXX:=c++}"

# What generated C is clean of. Not -Wcast-qual: C has no const for the rows of an array, so that
# a const object's are passed by a cast.
c_warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes
	-Wmissing-prototypes -Wredundant-decls -Wundef -Wwrite-strings -Wvla -Werror"
cxx_warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"

have() {
	command -v "${1%% *}" >/dev/null 2>&1
}

# sources_compile NAME DIR COMPILER OPTION...: every source below DIR
sources_compile() {
	_name=$1 _dir=$2 _compiler=$3
	shift 3
	find "$_dir" -name '*.c' >"$tmp/sources"
	# shellcheck disable=SC2086
	xargs $_compiler $c_warnings -fsyntax-only -I "$_dir" -I "$include" "$@" <"$tmp/sources" >"$tmp/log" 2>&1
	ok $? "$_name: sources with $_compiler" || diag "$(grep -E 'error|warning' "$tmp/log" | head -n 20)"
}

# headers_compile NAME DIR COMPILER OPTION...: all of them in one file
headers_compile() {
	_name=$1 _dir=$2 _compiler=$3
	shift 3
	(cd "$_dir" && find . -name '*.h' | LC_ALL=C sort | sed 's,^\./\(.*\),#include "\1",') >"$tmp/headers.cc"
	# shellcheck disable=SC2086
	$_compiler -x c++ -std=c++17 $cxx_warnings -fsyntax-only -I "$_dir" -I "$include" "$@" "$tmp/headers.cc" >"$tmp/log" 2>&1
	ok $? "$_name: headers with $_compiler" || diag "$(grep -E 'error|warning' "$tmp/log" | head -n 20)"
}

# compile_all NAME DIR [OPTION...]: as C11 with $CC, as GNU C with clang, the headers as C++17 with both
compile_all() {
	_all=$1 _in=$2
	shift 2
	sources_compile "$_all" "$_in" "$CC" -std=c11 "$@"
	if have clang; then
		sources_compile "$_all" "$_in" clang -std=gnu11 "$@"
	else
		skip "$_all: sources with clang" "no clang"
	fi
	for _cxx in "$CXX" clang++; do
		if have "$_cxx"; then
			headers_compile "$_all" "$_in" "$_cxx" "$@"
		else
			skip "$_all: headers with $_cxx" "no $_cxx"
		fi
	done
}
