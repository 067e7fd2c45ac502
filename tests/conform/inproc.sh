#!/bin/sh
# SPDX-License-Identifier: MIT
# The conformance cases on the core in this process, where a blocked thread sleeps in the core.
exec "$top_builddir/tests/conform/conform"
