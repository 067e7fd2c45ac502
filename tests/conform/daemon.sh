#!/bin/sh
# SPDX-License-Identifier: MIT
# The same cases through hideglue-driverd, each with a daemon of its own and peers as processes.
exec "$top_builddir/tests/conform/conform" --daemon
