#!/bin/sh
# SPDX-License-Identifier: MIT
# check_golden.sh - the golden tests as make check runs them
exec "$top_srcdir/tests/golden/run.sh" check
