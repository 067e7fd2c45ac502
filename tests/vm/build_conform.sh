#!/bin/sh
# SPDX-License-Identifier: MIT
#
# build_conform.sh - the conformance suite as one static program, whatever the build is configured for
#
# usage: build_conform.sh OUTPUT [CC]
set -eu

output=${1:?usage: build_conform.sh OUTPUT [CC]}
CC=${2:-${CC:-cc}}
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$output.objects
flags='-std=gnu11 -D_GNU_SOURCE -O1 -g -pthread'

rm -rf "$dir"
mkdir -p "$dir/suite" "$dir/driver"
(cd "$dir/suite" && $CC $flags -I"$top/driver" -c "$top"/tests/conform/*.c) &
suite=$!
(cd "$dir/driver" && $CC $flags -I"$top/driver/shim" -I"$top/driver" -c "$top"/driver/shim/*.c) 
for part in core inproc; do
	mkdir -p "$dir/$part"
	(cd "$dir/$part" && $CC $flags -I"$top/driver/shim" -I"$top/driver" -c "$top/driver/$part"/*.c)
done
wait "$suite"
$CC -static -pthread -o "$output" "$dir"/*/*.o
rm -rf "$dir"
