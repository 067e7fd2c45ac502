#!/bin/sh
# SPDX-License-Identifier: MIT
# errors.sh - what is missing, taken or wrong is said so that people can act on it
. "$top_srcdir/tests/support/tap.sh"

hideglue=$top_builddir/hideglue
hello=$top_builddir/idl-examples/hello
peer=$top_builddir/tests/integration/calls
driver=
cleanup() { [ -z "$driver" ] || kill "$driver" 2>/dev/null; }

# run COMMAND...: sets status, out and err
run() {
	timeout 30 "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	out=$(cat "$tmp/out")
	err=$(cat "$tmp/err")
}

# No driver
run env HIDEGLUE_DRIVER="unix:$tmp/absent" "$hello/client"
is "$status" 1 "a client without a driver ends"
like "$err" "*HIDEGLUE_DRIVER*$tmp/absent*" "... and names the place that it tried"
like "$out" "" "... and says nothing else"
run env HIDEGLUE_DRIVER="unix:$tmp/absent" "$hello/server"
is "$status" 1 "a server without a driver ends"
like "$err" "*$tmp/absent*cannot register*" "... with the reason, and what it could not do"
run env HIDEGLUE_DRIVER=nonsense "$hello/client"
like "$status $err" "1 *nonsense*unix:*" "a HIDEGLUE_DRIVER that is no place at all"

run env HIDEGLUE_DRIVER="unix:$tmp" "$hello/client"
like "$status $err" "1 *unix:$tmp: not a socket*" "a HIDEGLUE_DRIVER that is no socket"

mkdir -m 700 "$tmp/run"
if [ -e /dev/binder ] || [ -e /dev/binderfs/binder ] || [ -e /run/hideglue ]; then
	skip "all places are named" "this machine has a driver"
else
	run env -u HIDEGLUE_DRIVER XDG_RUNTIME_DIR="$tmp/run" "$hello/client"
	like "$status $err" "1 *dev/binder*$tmp/run/hideglue*/run/hideglue*" "all places are named"
fi

# A driver, but no service manager
"$top_builddir/hideglue-driverd" --socket "$tmp/driver" >"$tmp/driver.log" 2>&1 </dev/null &
driver=$!
wait_for 20 test -S "$tmp/driver"; ok $? "a driver of our own"
run env HIDEGLUE_DRIVER="unix:$tmp/driver" "$hello/server"
is "$status" 1 "a server without a service manager ends"
like "$err" "*service manager*cannot register*" "... with the reason"

# A client waits for the manager: it says so, and goes on when there is one.
HIDEGLUE_DRIVER="unix:$tmp/driver" timeout 60 "$hello/client" >"$tmp/out" 2>"$tmp/err" </dev/null &
client=$!
wait_for 20 grep -q 'service manager' "$tmp/err"
ok $? "a client says that it waits for the manager"
HIDEGLUE_DRIVER="unix:$tmp/driver"
export HIDEGLUE_DRIVER
"$top_builddir/hideglue-servicemanager" >"$tmp/manager.log" 2>&1 </dev/null &
manager=$!
wait_for 20 "$hideglue" list; ok $? "a service manager comes"
"$hello/server" >"$tmp/server.log" 2>&1 </dev/null &
server=$!
wait "$client"
is "$?" 0 "... then a server, and the client goes on"
like "$(cat "$tmp/out")" "client: the answer is*" "... and has its answer"

# A second one of either
run "$top_builddir/hideglue-servicemanager"
[ "$status" -ne 0 ]; ok $? "a second service manager ends"
like "$err" "*already*" "... and says that there is one"
run "$top_builddir/hideglue-driverd" --socket "$tmp/driver"
[ "$status" -ne 0 ]; ok $? "a second driver on the same socket ends"
like "$err" "*$tmp/driver*" "... and names the socket"
run "$hello/client" again
is "$status" 0 "the first ones serve as before"
kill $server
kill "$driver"; wait "$driver"; driver=
wait "$manager"
is "$?" 1 "a service manager ends with its driver"
like "$(cat "$tmp/manager.log")" "*unix:$tmp/driver is gone*" "... and names it"

# Names
run "$hideglue" run -- sh -c '"$1" serve "" 2>&1; true' sh "$peer"
like "$out" "*addService: exception -3*" "a name that is none"
run "$hideglue" run -- sh -c '"$1" serve "two words" 2>&1; true' sh "$peer"
like "$out" "*addService: exception -3*" "a name with a blank"
run "$hideglue" run -- sh -c '
	mkfifo "$3"
	"$1" serve demo.IHello/default >"$3" & server=$!
	read -r line <"$3"
	"$2"; status=$?
	kill $server
	exit $status' sh "$peer" "$hello/client" "$tmp/ready"
is "$status" 1 "a service of another interface under the name"
like "$err" "*demo.IHello*" "... is told"
done_testing
