#!/bin/sh
# SPDX-License-Identifier: MIT
#
# build.sh - build hideglue_binder.ko out of tree
#
# usage: driver/linux/build.sh BUILDDIR [KDIR]
#   BUILDDIR  top of the build; the module becomes BUILDDIR/driver/linux/hideglue_binder.ko
#   KDIR      kernel headers; default: those of the running kernel, else the newest
#             in /usr/src
#
# Kbuild wants to write beside its sources, so it gets a tree of links. Uses exported
# symbols only, and says which symbol where that is not so.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
driver=${here%/*}
builddir=${1:?usage: build.sh BUILDDIR [KDIR]}
kdir=${2:-}

if [ -z "$kdir" ]; then
	kdir=/lib/modules/$(uname -r)/build
	if [ ! -f "$kdir/Makefile" ]; then
		kdir=$(ls -d /usr/src/linux-headers-*-amd64 2> /dev/null |
			grep -v -e -cloud- -e -rt- | sort -V | tail -n 1)
	fi
fi
if [ ! -f "$kdir/Makefile" ]; then
	echo "build.sh: no kernel headers${kdir:+ in $kdir}:" \
		"install linux-headers-amd64 or give KDIR=" >&2
	exit 1
fi

mkdir -p "$builddir/driver/linux"
tree=$(cd "$builddir/driver/linux" && pwd)/kbuild
for dir in core linux uapi; do
	mkdir -p "$tree/$dir"
	find "$tree/$dir" -maxdepth 1 -type l -exec rm -f {} +
	for file in "$driver/$dir"/*.[ch] "$driver/$dir/Kbuild"; do
		[ ! -f "$file" ] || ln -s "$file" "$tree/$dir/"
	done
done

# The flags of the surrounding make are not Kbuild's.
unset MAKEFLAGS MFLAGS MAKELEVEL
make -s -C "$kdir" M="$tree/linux" HIDEGLUE_CFLAGS="${HIDEGLUE_CFLAGS:-}" modules
"$here/check_symbols.sh" "$tree/linux/hideglue_binder.ko" "$kdir/Module.symvers"
cp "$tree/linux/hideglue_binder.ko" "$tree/../hideglue_binder.ko"
