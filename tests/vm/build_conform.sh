#!/bin/sh
# SPDX-License-Identifier: MIT
#
# build_conform.sh - the conformance suite as a static program, however the build is configured
#
# usage: build_conform.sh OUTPUT [CC]
set -eu

output=${1:?usage: build_conform.sh OUTPUT [CC]}
CC=${2:-${CC:-cc}}
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$output.objects
flags='-std=gnu11 -D_GNU_SOURCE -O1 -g -pthread'

rm -rf "$dir"
# Each part in its own folder: files of the same name live in several.
compile()
{
	part=$1
	shift
	mkdir -p "$dir/$part"
	(cd "$dir/$part" && $CC $flags "$@")
}
compile suite -I"$top/runtime" -I"$top/driver" -c "$top"/tests/conform/cases_*.c \
	"$top"/tests/conform/transport_*.c "$top"/tests/conform/main.c \
	"$top"/tests/conform/peer.c "$top"/tests/conform/record.c "$top"/tests/conform/stream.c &
suite=$!
compile clients -I"$top/runtime" -I"$top/driver" -c "$top"/runtime/core/driver_*.c
for part in shim core inproc; do
	compile "$part" -I"$top/driver/shim" -I"$top/driver" -c "$top/driver/$part"/*.c
done
wait "$suite"
$CC -static -pthread -o "$output" "$dir"/*/*.o
rm -rf "$dir"
