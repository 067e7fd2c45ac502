#!/bin/sh
# SPDX-License-Identifier: MIT
# The same cases where a blocked call leaves the core and is resumed, as in the daemon.
exec "$top_builddir/tests/conform/conform" --parking
