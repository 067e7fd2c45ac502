#!/bin/sh
# SPDX-License-Identifier: MIT
# restart.sh - the driver is killed and comes back: all see dead objects, connect anew and go on
. "$top_srcdir/tests/support/tap.sh"

socket=$tmp/run/binder.sock
HIDEGLUE_DRIVER=unix:$socket
export HIDEGLUE_DRIVER
peer=$top_builddir/tests/integration/restart_peer
pids=
cleanup() {
	touch "$tmp/stop"
	# shellcheck disable=SC2086
	kill -9 $driver $pids 2>/dev/null
	wait 2>/dev/null
}

starts=0
start_driver() {
	starts=$((starts + 1))
	"$top_builddir/hideglue-driverd" --socket "$socket" --ready-fd 3 3>"$tmp/ready.$starts" \
		4>&- \
		2>>"$tmp/driver.log" &
	driver=$!
	wait_for 20 grep -q ready "$tmp/ready.$starts"
}

kill_driver() {
	kill -9 "$driver"
	wait "$driver" 2>/dev/null
}

# As a service manager of the system would do: it ends with the driver and is started again.
keep_manager() {
	while [ ! -e "$tmp/stop" ]; do
		"$top_builddir/hideglue-servicemanager" 2>>"$tmp/manager.log"
		sleep 0.02
	done
}

said() { # FILE LINE TIMES
	[ "$(grep -cx "$2" "$tmp/$1")" -eq "$3" ]
}
says() { # FILE LINE TIMES TEXT
	wait_for 30 said "$1" "$2" "$3"
	ok $? "$4" || diag "$(cat "$tmp/$1")"
}

start_driver
ok $? "a driver" || { diag "$(cat "$tmp/driver.log")"; done_testing; }
keep_manager &
pids=$!

for mode in server poller; do
	for client in client idle-client; do
		t="$mode, $client"
		"$peer" $mode >"$tmp/server" 2>>"$tmp/log" &
		server=$!
		says server "serving 1" 1 "$t: the service is there"
		mkfifo "$tmp/fifo"
		"$peer" $client <"$tmp/fifo" >"$tmp/client" 2>>"$tmp/log" &
		client_pid=$!
		pids="$pids $server $client_pid"
		exec 4>"$tmp/fifo"
		says client "called 1" 1 "$t: and is called"

		for round in 1 2; do
			kill_driver
			[ $client = idle-client ] ||
				says client "died" $round "$t: $round: the client hears of its end"
			# The one that has to say that it is ready cannot while nobody is there.
			start_driver
			ok $? "$t: $round: the driver is there again"
			says server "serving $((round + 1))" 1 "$t: $round: the service is added again"
			echo go >&4
			says client "called $((1 + round * 2))" 1 "$t: $round: the client goes on"
			says client "dead" $((round * 2)) "$t: $round: former objects are dead for good"
			says client "died" $round "$t: $round: and was told of it"
		done

		exec 4>&-
		wait $client_pid
		is $? 0 "$t: the client ends well" || diag "$(cat "$tmp/client")"
		kill -9 $server
		wait $server 2>/dev/null
		rm "$tmp/fifo"
	done
done

# Nobody who waits is left behind where the driver ends as it should, either.
"$peer" server >"$tmp/server" 2>>"$tmp/log" &
pids="$pids $!"
says server "serving 1" 1 "the service once more"
kill "$driver"
wait "$driver"
is $? 0 "the driver ends when it is told to"
start_driver
ok $? "another one starts"
says server "serving 2" 1 "and the service is there again"
done_testing
