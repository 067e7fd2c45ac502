#!/bin/sh
# SPDX-License-Identifier: MIT
# runtime_headers.sh - each public header compiles alone, as C11 and C++17; the library exports
# what they declare and nothing else; arrays of all numbers do the same
. "$top_srcdir/tests/support/tap.sh"

include=$top_srcdir/runtime/include
warn="-Wall -Wextra -Wpedantic -Wconversion -Werror"
for header in "$include"/android/*.h "$include"/hideglue/*.h; do
	name=${header#"$include"/}
	echo "#include <$name>" >"$tmp/one.c"
	cp "$tmp/one.c" "$tmp/one.cpp"
	${CC:-cc} -std=c11 $warn -I"$include" -fsyntax-only "$tmp/one.c" >"$tmp/err" 2>&1
	ok $? "$name is C11"
	${CXX:-c++} -std=c++17 -Wall -Wextra -Wpedantic -Werror -I"$include" -fsyntax-only \
		"$tmp/one.cpp" >>"$tmp/err" 2>&1
	ok $? "$name is C++17"
	sed 's/^/# /' "$tmp/err"
done

# section TYPE NDK-WORD WORD: what aidl_arrays.h has for an element type, its names and sizes made alike
section() {
	awk -v title="/* $1[] */" '$0 == title { on = 1; next } /^\/\* .*\[\] \*\/$/ { on = 0 } on' \
		"$include/hideglue/aidl_arrays.h" |
		sed "/aidl_text_[a-z0-9]*(text, data\[i\])/d; s/aidl_peek_length(in, [0-9]*)/peek/; s/\b$1 \*/T */g
			s/sizeof($1)/sizeof(T)/g; s/$2/N/g; s/_$3\b/_w/g; s/_$3_/_w_/g; s/_$3s\b/_ws/g" | tr -s ' \t\n' ' '
}
section double Double double >"$tmp/double"
for names in "float Float float" "int64_t Int64 int64" "int32_t Int32 int32" "char16_t Char char" \
	"int8_t Byte byte"; do
	# shellcheck disable=SC2086 # words
	section $names >"$tmp/other"
	test -s "$tmp/other" && cmp "$tmp/double" "$tmp/other" >"$tmp/diff" 2>&1
	ok $? "arrays of ${names%% *} do what those of double do" || diag "$(cat "$tmp/diff")"
done

lib=$top_builddir/.libs/libhideglue.so.0
sed -n 's/^\t\([A-Za-z]\w*\);$/\1/p' "$top_srcdir/runtime/libhideglue.map" | sort >"$tmp/map"
nm -D --defined-only "$lib" | sed -n 's/.* T \([A-Za-z]\w*\)@.*/\1/p' | sort >"$tmp/exports"
diff "$tmp/map" "$tmp/exports" >"$tmp/diff"
ok $? "every name of the map is exported, and no other"
sed 's/^/# /' "$tmp/diff"
done_testing
