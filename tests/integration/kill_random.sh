#!/bin/sh
# SPDX-License-Identifier: MIT
# kill_random.sh - kill_random.c in a session of its own
exec timeout 300 "$top_builddir/hideglue" run -- "$top_builddir/tests/integration/kill_random"
