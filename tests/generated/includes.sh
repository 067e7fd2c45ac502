#!/bin/sh
# SPDX-License-Identifier: MIT
#
# includes.sh - generated headers compile alone and in any order
#
# First those of the golden cases: each as the first and only one, and behind each other one of
# its case. Then packages of random types that mention each other in every way AIDL allows: by
# value where that makes no circle, as nullable, in arrays and lists, as interfaces, nested.
set -u
: "${top_srcdir:?is set by make check; by hand: the source folder}"
: "${top_builddir:?is set by make check; by hand: the build folder}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/generated/compile.sh"
golden=$top_srcdir/tests/golden/ok
packages=${RANDOM_PACKAGES:-40}

# pairs DIR: a source for each header of DIR alone and for each two, in both orders
pairs() {
	(cd "$1" && find . -name '*.h' | sed 's,^\./,,' | LC_ALL=C sort) | awk -v dir="$tmp/pairs" '
		{ h[NR] = $0 }
		END {
			for (i = 1; i <= NR; i++)
				for (j = 1; j <= NR; j++) {
					file = dir "/" i "_" j
					printf "#include \"%s\"\n", h[i] >file ".c"
					if (j != i) printf "#include \"%s\"\n", h[j] >file ".c"
					printf "typedef int all_of_%d_%d;\n", i, j >file ".c"
					close(file ".c")
				}
		}'
}

# pairs_compile NAME DIR OPTION...: as C with $CC, as C++ with $CXX
pairs_compile() {
	_name=$1 _headers=$2
	shift 2
	rm -rf "$tmp/pairs"
	mkdir "$tmp/pairs"
	pairs "$_headers"
	_bad=0
	# shellcheck disable=SC2086
	$CC -std=c11 $c_warnings -fsyntax-only -I "$_headers" -I "$include" "$@" "$tmp"/pairs/*.c >"$tmp/log" 2>&1 || _bad=1
	if have "$CXX"; then
		# shellcheck disable=SC2086
		$CXX -x c++ -std=c++17 $cxx_warnings -fsyntax-only -I "$_headers" -I "$include" "$@" "$tmp"/pairs/*.c \
			>>"$tmp/log" 2>&1 || _bad=1
	fi
	return $_bad
}

wrong=
for case in "$golden"/*/; do
	pairs_compile "$case" "$case/expected" -I "$case" ||
		{ wrong="$wrong ${case#"$golden/"}"; diag "$(grep -E 'error|warning' "$tmp/log" | head -n 5)"; }
done
is "$wrong" "" "golden headers alone and in pairs"

# random_package N DIR: types Type1 ... of a package each of whose members is drawn by chance
random_package() {
	awk -v seed="$1" -v dir="$2" '
	function draw(n) { return int(rand() * n) + 1 }
	# A type that the i-th one may have as a member, by value only of those before it. AIDL refuses
	# files that lead to each other where one refers to a nested type of the other: the first
	# half leads only to those before it, and nested types are only asked of that half.
	function member(i, arg,    j, k, t) {
		j = draw(i <= n / 2 ? i : n); t = name[j]; k = draw(8)
		if (kind[j] == "enum") return (k < 3 ? t "[]" : k < 6 ? t : t "[2]")
		if (kind[j] == "interface") return (k < 3 ? "@nullable " t : k < 5 ? t "[]" : t)
		if (nested[j] && j <= n / 2 && k == 1) { t = t ".Inner"; return t "[]" }
		if (k == 2) return (arg ? "@nullable " t : "@nullable(heap=true) " t)
		if (k == 3) return "@nullable " t "[]"
		if (k == 4) return "@nullable List<" t ">"
		if (k == 5 && j < i) return t "[2]"
		if (k < 8 && (j < i || arg)) return t
		return t "[]"
	}
	BEGIN {
		srand(seed); package = "graph.p" seed; n = 3 + draw(8)
		split("parcelable parcelable union enum interface interface", kinds, " ")
		for (i = 1; i <= n; i++) {
			kind[i] = kinds[draw(6)]
			name[i] = (kind[i] == "interface" ? "I" : "") "Type" i
			nested[i] = kind[i] != "enum" && draw(3) == 1
		}
		for (i = 1; i <= n; i++) {
			file = dir "/" name[i] ".aidl"
			print "package " package ";" >file
			for (j = 1; j <= n; j++) if (j != i) print "import " package "." name[j] ";" >file
			print kind[i] " " name[i] " {" >file
			if (kind[i] == "enum") print "\tA, B," >file
			else if (kind[i] == "union") print "\tint first;" >file
			if (nested[i]) {
				print "\tparcelable Inner { @nullable " name[i] (kind[i] == "interface" ? "" : "[]") " outer; int x; }" >file
				if (draw(2) == 1) print "\tunion Either { int x; Inner inner; }" >file
			}
			for (m = draw(6); kind[i] != "enum" && m > 0; m--)
				if (kind[i] == "interface") {
					arg = member(i, 1)
					print "\t" (draw(2) == 1 ? "void" : member(i, 1)) " m" m "(in " arg " a);" >file
				} else {
					print "\t" member(i, 0) " f" m ";" >file
				}
			print "}" >file
			close(file)
		}
	}'
}

wrong=
mkdir -p "$tmp/random" "$tmp/one"
for seed in $(seq "$packages"); do
	dir=$tmp/random/graph/p$seed
	mkdir -p "$dir"
	random_package "$seed" "$dir"
	(cd "$tmp/random" && "$aidl2c" -I . -o "$tmp/out" graph/p"$seed"/*.aidl) >"$tmp/log" 2>&1 ||
		{ wrong="$wrong $seed"; diag "$(head -n 5 "$tmp/log")"; }
done
is "$wrong" "" "$packages random packages are accepted"

# All headers in one order, then in the other: each is behind each.
(cd "$tmp/out" && find . -name '*.h' | LC_ALL=C sort | sed 's,^\./\(.*\),#include "\1",') >"$tmp/one/forth.c"
LC_ALL=C sort -r "$tmp/one/forth.c" >"$tmp/one/back.c"
printf 'typedef int all;\n' | tee -a "$tmp/one/forth.c" >>"$tmp/one/back.c"
sources_compile "random headers in both orders" "$tmp/one" "$CC" -std=c11 -I "$tmp/out"
compile_all "random packages" "$tmp/out"
done_testing
