#!/bin/sh
# SPDX-License-Identifier: MIT
# servicemanager_service.sh - servicemanager_service.c in a session of its own
unset HIDEGLUE_DRIVER
exec timeout 300 "$top_builddir/hideglue" run -- \
	"$top_builddir/tests/integration/servicemanager_service"
