#!/bin/sh
# SPDX-License-Identifier: MIT
# language.sh - language.c in a session of its own
exec timeout 300 "$top_builddir/hideglue" run -- "$top_builddir/tests/integration/language"
