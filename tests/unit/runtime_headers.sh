#!/bin/sh
# SPDX-License-Identifier: MIT
# runtime_headers.sh - each public header compiles alone, as C11 and C++17; the library exports
# what they declare and nothing else
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

lib=$top_builddir/.libs/libhideglue.so.0
sed -n 's/^\t\([A-Za-z]\w*\);$/\1/p' "$top_srcdir/runtime/libhideglue.map" | sort >"$tmp/map"
nm -D --defined-only "$lib" | sed -n 's/.* T \([A-Za-z]\w*\)@.*/\1/p' | sort >"$tmp/exports"
diff "$tmp/map" "$tmp/exports" >"$tmp/diff"
ok $? "every name of the map is exported, and no other"
sed 's/^/# /' "$tmp/diff"
done_testing
