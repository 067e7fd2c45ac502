#!/bin/sh
# SPDX-License-Identifier: MIT
#
# vm.sh - our module against Debian's own binder_linux, in one VM
#
# usage: vm.sh BUILDDIR [TABLE...]      (tables: first call pairs handles buffers)
#
# Twice: with one CPU and a clock that counts instructions, which gives the same figures
# each time to about 1 %, and with two CPUs and time, which the emulator and whatever
# else the machine does are part of. The limits are the first's.
set -eu

builddir=$(cd "${1:?usage: vm.sh BUILDDIR [TABLE...]}" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
top_srcdir=$(cd "$here/../.." && pwd)
top_builddir=$builddir
CC=${CC:-cc}
vm=$top_srcdir/tests/vm
out=$builddir/tests/bench/vm
mkdir -p "$out"
export top_srcdir top_builddir

. "$vm/kernel.sh"
vm_need_tools
vm_need_kernel "$builddir/tests/vm/kernel"
"$top_srcdir/driver/linux/build.sh" "$builddir" "$VM_HEADERS" > "$out/build.log" 2>&1 || {
	cat "$out/build.log" >&2
	exit 1
}
# Debian's module comes without debugging information.
strip --strip-debug -o "$out/hideglue_binder.ko" "$builddir/driver/linux/hideglue_binder.ko"
cp "$VM_STOCK" "$out/binder_linux.ko"
$CC -std=gnu11 -D_GNU_SOURCE -O2 -static -I"$top_srcdir" -I"$top_srcdir/driver" -I"$here" \
	-o "$out/vm_bench" "$here/vm_bench.c" "$here/vm_peers.c"

run()
{
	"$vm/run" --module none --timeout 1500 --limit 1600 \
		--add "$out/hideglue_binder.ko" --add "$out/binder_linux.ko" "$@" > "$out/guest.log" || {
		cat "$out/guest.log" >&2
		exit 1
	}
	grep -v '^#@' "$out/guest.log"
}

echo "Linux $VM_RELEASE in QEMU: our module and binder_linux, loaded together"
printf '\nInstructions, one CPU\n'
run --icount "$out/vm_bench 1.00 5 400 ${*:-first call pairs handles buffers}"
printf '\nNanoseconds, two CPUs\n'
run --fast "$out/vm_bench 0 7 200 ${*:-first call pairs}"
