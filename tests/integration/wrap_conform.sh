#!/bin/sh
# SPDX-License-Identifier: MIT
# The conformance cases as a program for a device, by `hideglue wrap`: the answers are those of
# the daemon, with what only a device can be asked (a flush).
. "$top_srcdir/tests/integration/wrap_support.sh"

start_driver || skip_all "the driver did not start"
CONFORM_DEVICE=/dev/binder BINDER_MODULE=wrapped
export CONFORM_DEVICE BINDER_MODULE
"$hideglue" wrap "$top_builddir/tests/conform/conform"
