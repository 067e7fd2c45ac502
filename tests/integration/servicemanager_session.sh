#!/bin/sh
# SPDX-License-Identifier: MIT
# servicemanager_session.sh - the programs together: sessions, what is missing, who may
. "$top_srcdir/tests/support/tap.sh"

hideglue=$top_builddir/hideglue
manager=$top_builddir/hideglue-servicemanager
driverd=$top_builddir/hideglue-driverd
unset HIDEGLUE_DRIVER HIDEGLUE_DRIVERD HIDEGLUE_SERVICEMANAGER
XDG_RUNTIME_DIR=$tmp/run
mkdir -m 700 "$XDG_RUNTIME_DIR"
export XDG_RUNTIME_DIR hideglue manager tmp

background=
cleanup() {
	for pid in $background; do kill -KILL "$pid" 2>/dev/null; done
	rm -rf "$open_dir"
}
open_dir=

run() {
	timeout 60 "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	out=$(cat "$tmp/out")
	err=$(cat "$tmp/err")
}

# A session
run "$hideglue" run "$hideglue" list
is "$status" 0 "a new session has a service manager"
like "$out" "NAME * PID *PROCESS * STATE
manager * hideglue-servicemanager * alive" "... which lists itself"
is "$err" "No service has been added yet." "... and says that there is no other"
run "$hideglue" run "$hideglue" list -q
is "$out" manager "list -q: the names alone"
run "$hideglue" run "$hideglue" doctor
is "$status" 0 "doctor finds nothing wrong in it"
like "$out" "*[[] ok []] driver *unix:$XDG_RUNTIME_DIR/hideglue-run.*named by HIDEGLUE_DRIVER*" \
	"... names the driver"
like "$out" "*[[] ok []] service manager *pid *" "... and the service manager"
like "$out" "*[[] ok []] driver's counts *processes*All is well." "... and counts"
run "$hideglue" run "$hideglue" doctor --verbose
like "$out" "*binder stats:*proc *" "doctor --verbose shows the driver's state"
is "$(ls "$XDG_RUNTIME_DIR")" "" "nothing is left of the sessions"

# A second service manager, and none
run "$hideglue" run sh -c '"$manager"; echo "status $?"; "$hideglue" list -q'
like "$out" "status 1
manager" "a second service manager ends with status 1 and the first goes on"
like "$err" "hideglue-servicemanager: unix:*/driver has a service manager already
  *hideglue run*" "... and says what to do"
"$driverd" --socket "$XDG_RUNTIME_DIR/alone/driver" >"$tmp/driverd.log" 2>&1 </dev/null &
background="$background $!"
alone=unix:$XDG_RUNTIME_DIR/alone/driver
wait_for 20 test -S "$XDG_RUNTIME_DIR/alone/driver"
HIDEGLUE_DRIVER=$alone run "$hideglue" list
is "$status" 1 "list without a service manager"
like "$err" "hideglue list: no service manager runs on $alone
  Start hideglue-servicemanager*" "... says so and what to do"
HIDEGLUE_DRIVER=$alone run "$hideglue" doctor
is "$status" 1 "doctor without a service manager"
like "$out" "*[[] ok []] driver *[[]FAIL[]] service manager *there is none*start hideglue-servicemanager*1 problem." \
	"... says so and what to do"

# One that dies and comes again
manager_on_alone() {
	mkfifo "$tmp/ready.$1"
	HIDEGLUE_DRIVER=$alone "$manager" --ready-fd 3 3>"$tmp/ready.$1" \
		2>"$tmp/manager.log" </dev/null &
	manager_pid=$!
	background="$background $manager_pid"
	timeout 20 cat "$tmp/ready.$1"
}
is "$(manager_on_alone 1 >"$tmp/o"; cat "$tmp/o"; echo "$manager_pid" >"$tmp/pid")" ready \
	"--ready-fd: a line when it serves"
HIDEGLUE_DRIVER=$alone run "$hideglue" list -q
is "$out" manager "it serves"
kill -KILL "$(cat "$tmp/pid")"
no_manager() { ! HIDEGLUE_DRIVER=$alone timeout 20 "$hideglue" list -q 2>"$tmp/err"; }
wait_for 20 no_manager; ok $? "a killed service manager is missed"
manager_on_alone 2 >"$tmp/o"
HIDEGLUE_DRIVER=$alone run "$hideglue" list -q
is "$out" manager "the next one takes its place"
kill -STOP "$manager_pid"
HIDEGLUE_DRIVER=$alone run "$hideglue" list
is "$status" 1 "a service manager that does not answer"
like "$err" "*the service manager does not answer*" "... is told, not waited for"
kill -CONT "$manager_pid"

# No driver
run env HIDEGLUE_DRIVER="unix:$tmp/none" "$manager"
is "$status" 1 "the service manager without a driver"
like "$err" "*unix:$tmp/none: not there*" "... says what was tried"
run env HIDEGLUE_DRIVER="unix:$tmp/none" "$hideglue" list
is "$status" 1 "list without a driver"
like "$err" "hideglue list: *unix:$tmp/none: not there*" "... says what was tried"
run env HIDEGLUE_DRIVER="unix:$tmp/none" "$hideglue" doctor
is "$status" 1 "doctor without a driver"
like "$out" "[[]FAIL[]] driver *unix:$tmp/none: not there*1 problem." "... says what was tried"

# Whoever dies, the others go on
run "$hideglue" run sh -c 'kill -KILL "$("$hideglue" list | awk "\$1 == \"manager\" { print \$2 }")"
	until grep -q "service manager of this session was killed" "$tmp/err"; do sleep 0.02; done
	"$hideglue" list'
is "$status" 1 "list after the session's service manager was killed"
like "$err" "*no service manager runs on*" "... says so"

# Who may: other users than the service manager's are refused
other=65534
open_dir=$(mktemp -d -p /tmp)
chmod 755 "$open_dir"
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null &&
	setpriv --reuid $other --regid $other --clear-groups test -x "$hideglue"; then
	as_other="setpriv --reuid $other --regid $other --clear-groups"
	as_other="$as_other env HIDEGLUE_DRIVER=unix:$open_dir/driver"
	"$driverd" --socket "$open_dir/driver" --socket-mode 666 \
		>"$tmp/driverd.log" 2>&1 </dev/null &
	background="$background $!"
	wait_for 20 test -S "$open_dir/driver"
	HIDEGLUE_DRIVER=unix:$open_dir/driver "$manager" 2>"$tmp/manager.log" </dev/null &
	manager_pid=$!
	background="$background $manager_pid"
	wait_for 20 env HIDEGLUE_DRIVER="unix:$open_dir/driver" "$hideglue" list -q
	run $as_other "$hideglue" list
	is "$status" 1 "another user may not list"
	like "$err" "hideglue list: the service manager refuses to list the names: uid $other may not list services: only root, who runs this service manager, may" \
		"... and is told who may"
	run $as_other "$hideglue" doctor
	like "$out" "*[[]FAIL[]] service manager *does not let us list*" "doctor knows that"
	like "$out" "*[[]note[]] driver's counts *only the user of hideglue-driverd and root*" \
		"... and that counts are not for everybody"
	kill -KILL "$manager_pid"
	wait "$manager_pid" 2>/dev/null
	no_manager_here() { ! HIDEGLUE_DRIVER=unix:$open_dir/driver "$hideglue" list -q; }
	wait_for 20 no_manager_here
	run $as_other "$manager"
	is "$status" 1 "another user cannot be the next service manager"
	like "$err" "*lets uid $other not be its service manager: the first one had another uid*" \
		"... and is told why"
	like "$(cat "$tmp/manager.log")" "*refused: uid $other may not list services*" \
		"refusals are logged"
else
	skip "another user" "not root, or no setpriv, or the build is closed to others"
fi

# The command lines
run "$manager" --help
is "$status" 0 "hideglue-servicemanager --help"
like "$out" "Usage: hideglue-servicemanager*" "... tells how to use it"
run "$manager" --ready-fd x
is "$status" 2 "a descriptor that is none"
run "$manager" surplus
is "$status" 2 "an argument too many"
for command in list doctor; do
	run "$hideglue" $command --help
	like "$status $out" "0 Usage: hideglue $command*" "$command --help"
	run "$hideglue" $command --frobnicate
	is "$status" 2 "$command: an unknown option"
done
done_testing
