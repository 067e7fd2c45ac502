#!/bin/sh
# SPDX-License-Identifier: MIT
#
# stack.sh - the whole stack on a kernel device: service manager, tools, examples, their tests
#
# usage: stack.sh TEST      (in the guest, with the tree of stack_tree.sh)
#
# TEST is tools, or one of tests/integration, which run here as they stand: `hideglue run`
# starts no driver of its own where $HIDEGLUE_DRIVER names a device.
top_srcdir=/stack/src
top_builddir=/stack/build
export top_srcdir top_builddir
export LD_LIBRARY_PATH=/lib XDG_RUNTIME_DIR=/tmp

hideglue=$top_builddir/hideglue
if [ "$1" != tools ]; then
	exec sh "$top_srcdir/tests/integration/$1.sh"
fi
. "$top_srcdir/tests/support/tap.sh"

run()
{
	timeout 60 "$@" > "$tmp/out" 2> "$tmp/err" < /dev/null
	status=$?
	out=$(cat "$tmp/out")
	err=$(cat "$tmp/err")
}

run "$hideglue" run "$hideglue" list -q
is "$status $out" '0 manager' 'a session on the device has a service manager'
run "$hideglue" run "$hideglue" doctor
is "$status" 0 'doctor finds nothing wrong there' || diag "$out"
like "$out" "*[[] ok []] driver *$HIDEGLUE_DRIVER*" '... and names the device'
run "$hideglue" run "$hideglue" list
like "$out" '*manager * hideglue-servicemanager * alive*' '... and who is alive'

# Beside each other: a manager of the device, and one that finds the place taken.
"$top_builddir/hideglue-servicemanager" > "$tmp/log" 2>&1 < /dev/null &
manager=$!
wait_for 20 "$hideglue" list -q
ok $? 'a service manager without a session'
run "$top_builddir/hideglue-servicemanager"
[ "$status" -ne 0 ]
ok $? 'a second one ends'
like "$err" '*already*' '... and says why'
"$top_builddir/idl-examples/hello/server" > "$tmp/server.log" 2>&1 < /dev/null &
server=$!
run "$top_builddir/idl-examples/hello/client" world
is "$status" 0 'a client waits for its service and has its answer' || diag "$err"
run "$hideglue" list -q
like "$out" '*demo.IHello*' 'list shows the service'
kill -KILL $server
wait $server 2> /dev/null
gone() { ! "$hideglue" list -q | grep -q IHello; }
wait_for 20 gone
ok $? 'a name goes with its process'
kill -KILL $manager
wait $manager 2> /dev/null
run "$hideglue" doctor
[ "$status" -ne 0 ]
ok $? 'doctor misses the service manager that was killed'
run "$hideglue" run "$hideglue" list -q
is "$status $out" '0 manager' 'the next one takes its place'
done_testing
