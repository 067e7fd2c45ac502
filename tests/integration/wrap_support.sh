# SPDX-License-Identifier: MIT
# wrap_support.sh - a driver without a context manager, for tests of `hideglue wrap`
. "$top_srcdir/tests/support/tap.sh"

case $SAN_CFLAGS in
*address* | *thread*)
	skip_all "a sanitizer's runtime must be the first library, so nothing built with it can be preloaded"
	;;
esac

hideglue=$top_builddir/hideglue
program=$top_builddir/tests/integration/wrap_program
unset HIDEGLUE_DRIVERD HIDEGLUE_SERVICEMANAGER HIDEGLUE_WRAP_LIBRARY LD_PRELOAD
XDG_RUNTIME_DIR=$tmp/run
mkdir -m 700 "$XDG_RUNTIME_DIR"
HIDEGLUE_DRIVER=unix:$tmp/socket
export XDG_RUNTIME_DIR HIDEGLUE_DRIVER

driver=
cleanup() { [ -z "$driver" ] || kill -KILL "$driver" 2>/dev/null; }

# Its word about what the tests do wrong goes to $tmp/log.
start_driver() {
	chmod 755 "$tmp"
	"$top_builddir/hideglue-driverd" --socket "$tmp/socket" --socket-mode 666 2>"$tmp/log" &
	driver=$!
	wait_for 20 test -S "$tmp/socket"
}

run() {
	timeout 120 "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	out=$(cat "$tmp/out")
	err=$(cat "$tmp/err")
}
