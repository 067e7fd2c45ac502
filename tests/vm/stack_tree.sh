#!/bin/sh
# SPDX-License-Identifier: MIT
#
# stack_tree.sh - the built programs and their tests as a tree for the guest (run --tree)
#
# usage: stack_tree.sh BUILDDIR OUTDIR
#
# In the guest, /stack/src and /stack/build look like this tree and its build, as far as
# stack.sh needs them; the shared libraries stand where the programs' loader looks.
set -eu

build=$(cd "${1:?usage: stack_tree.sh BUILDDIR OUTDIR}" && pwd)
out=${2:?usage: stack_tree.sh BUILDDIR OUTDIR}
top=$(cd "$(dirname "$0")/../.." && pwd)
examples='hello calculator library files notifier'
tests='examples calls runtime_real'

rm -rf "$out"
src=$out/stack/src
mkdir -p "$src/tests/support" "$src/tests/integration/expected" "$out/stack/build"
cp "$top/tests/support/tap.sh" "$src/tests/support/"
cp "$top"/tests/integration/expected/*.txt "$src/tests/integration/expected/"
for t in $tests; do
	cp "$top/tests/integration/$t.sh" "$src/tests/integration/"
done

# A program that libtool has not linked for good is a script beside .libs.
copy_program()
{
	dir=$(dirname "$1") name=$(basename "$1")
	real=$build/$dir/.libs/$name
	[ -f "$real" ] || real=$build/$1
	mkdir -p "$out/stack/build/$dir"
	cp "$real" "$out/stack/build/$1"
	LD_LIBRARY_PATH=$build/.libs ldd "$real" | awk '/=>/ { print $3 } $1 ~ /^\// { print $1 }'
}

copy_all()
{
	copy_program hideglue
	copy_program hideglue-servicemanager
	for e in $examples; do
		mkdir -p "$src/idl-examples/$e"
		cp "$top/idl-examples/$e/demo.sh" "$src/idl-examples/$e/"
		copy_program "idl-examples/$e/server"
		copy_program "idl-examples/$e/client"
	done
	for t in calls runtime_real; do
		copy_program "tests/integration/$t"
	done
}

mkdir -p "$out/lib" "$out/lib64"
copy_all > "$out/libraries"
sort -u "$out/libraries" | while read -r library; do
	case $library in
	*/ld-linux*) cp -L "$library" "$out/lib64/" ;;
	*) cp -L "$library" "$out/lib/" ;;
	esac
done
rm "$out/libraries"
