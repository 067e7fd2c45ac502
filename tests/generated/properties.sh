#!/bin/sh
# SPDX-License-Identifier: MIT
#
# properties.sh - what holds for values of every type in the golden cases: properties.c
#
# Random values go through write and read, copies, damaged parcels and every lack of memory;
# under valgrind too where it is there and the build has no sanitizer.
set -u
: "${top_srcdir:?is set by make check; by hand: the source folder}"
: "${top_builddir:?is set by make check; by hand: the build folder}"
: "${CC:=cc}" "${SAN_CFLAGS:=}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
here=$top_srcdir/tests/generated
golden=$top_srcdir/tests/golden/ok
make_properties=$top_builddir/tests/generated/make_properties

bail() {
	echo "Bail out! $1"
	sed 's/^/# /' "$tmp/log" | head -n 20
	exit 1
}

cases=
for dir in "$golden"/*/; do
	cases="$cases $(basename "$dir")"
done

compile="$CC -std=gnu11 -O1 -g -w $SAN_CFLAGS -I $here -I $top_srcdir/runtime/include"
mkdir "$tmp/o"
for case in $cases; do
	options=
	[ -f "$golden/$case/options" ] && options=$(cat "$golden/$case/options")
	# shellcheck disable=SC2086 # options are words
	(cd "$golden/$case" && find . -path ./lib -prune -o -path ./expected -prune -o -name '*.aidl' -print |
		sed 's,^\./,,' | xargs "$make_properties" "$case" $options) >"$tmp/$case.c" 2>"$tmp/log" || bail "$case"
	grep -q PROPERTY_TYPE "$tmp/$case.c" || { rm "$tmp/$case.c"; continue; }
	# One unit for each file: those of a case share names of static functions.
	for source in "$tmp/$case.c" $(find "$golden/$case/expected" -name '*.c'); do
		n=$((${n:-0} + 1))
		$compile -I "$golden/$case/expected" -I "$golden/$case" -c "$source" -o "$tmp/o/$n.o" >"$tmp/log" 2>&1 ||
			bail "$source"
	done
	echo "$case" >>"$tmp/tables"
done
# What people write by hand: the one of the unit tests, made over.
for type in external_Matrix external_Lens; do
	n=$((n + 1))
	cat "$top_srcdir/tests/unit/byhand/matrix.c" "$here/random_matrix.c" |
		sed "s/byhand_Matrix/$type/g; s,byhand/matrix.h,external/Box.h," >"$tmp/$type.c"
	$compile -I "$golden/external/expected" -I "$golden/external" -c "$tmp/$type.c" -o "$tmp/o/$n.o" >"$tmp/log" 2>&1 ||
		bail "$type"
done
{
	echo '#include "properties.h"'
	sed 's/.*/extern const struct property_type property_&[];/' "$tmp/tables"
	echo 'const struct property_type *const property_cases[] = {'
	sed 's/.*/property_&,/' "$tmp/tables"
	echo '0};'
} >"$tmp/cases.c"
# shellcheck disable=SC2086
$compile -o "$tmp/properties" "$here/properties.c" "$tmp/cases.c" "$tmp"/o/*.o \
	"$top_srcdir/tests/support/no_driver.c" -D_GNU_SOURCE -I "$top_srcdir/runtime" -I "$top_srcdir/driver" \
	-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free \
	"$top_builddir/.libs/libhideglue_core.a" -pthread >"$tmp/log" 2>&1 || bail "link"

status=0
"$tmp/properties" "${PROPERTY_ROUNDS:-20}" >"$tmp/tap" || status=1
grep -v '^1\.\.' "$tmp/tap"
n=$(grep -c '^1\.\.\|^ok\|^not ok' "$tmp/tap") # the plan's line stands for one more
# Names of functions are enough, and valgrind cannot read the lines that every compiler writes.
strip -g -o "$tmp/stripped" "$tmp/properties" || bail "strip"
if [ -n "$SAN_CFLAGS" ] || ! command -v valgrind >/dev/null; then
	echo "ok $n - under valgrind # SKIP a sanitizer looks, or there is no valgrind"
elif valgrind -q --leak-check=full --error-exitcode=99 "$tmp/stripped" 1 >"$tmp/log" 2>&1; then
	echo "ok $n - under valgrind"
else
	echo "not ok $n - under valgrind"
	grep -v '^ok' "$tmp/log" | sed 's/^/# /' | head -n 40
	status=1
fi
echo "1..$n"
exit $status
