#!/bin/sh
# SPDX-License-Identifier: MIT
#
# programs.sh - builds what runs in the guest: static programs, whatever the build is configured
#
# usage: programs.sh OUTDIR [CC]
set -eu

out=${1:?usage: programs.sh OUTDIR [CC]}
CC=${2:-${CC:-cc}}
here=$(cd "$(dirname "$0")" && pwd)
top=${here%/tests/vm}

mkdir -p "$out"
for program in first_transaction stress unload debug_files binderfs load; do
	$CC -std=gnu11 -D_GNU_SOURCE -O1 -static -pthread -I"$top" -I"$top/driver" \
		-o "$out/$program" "$here/$program.c"
done
"$here/build_conform.sh" "$out/conform" "$CC"
