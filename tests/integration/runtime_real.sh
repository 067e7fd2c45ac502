#!/bin/sh
# SPDX-License-Identifier: MIT
# runtime_real.sh - runtime_real in a private session
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
XDG_RUNTIME_DIR=$dir
export XDG_RUNTIME_DIR
timeout 300 "$top_builddir/hideglue" run -- "$top_builddir/tests/integration/runtime_real"
