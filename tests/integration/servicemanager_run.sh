#!/bin/sh
# SPDX-License-Identifier: MIT
# servicemanager_run.sh - hideglue run: statuses, signals, errors, and that nothing is left
#
# The helpers are stand-ins here: what is tested is how they are found, started, watched and
# ended. servicemanager_session.sh runs the real ones.
. "$top_srcdir/tests/support/tap.sh"

hideglue=$top_builddir/hideglue
XDG_RUNTIME_DIR=$tmp/run
mkdir -m 700 "$XDG_RUNTIME_DIR"
export XDG_RUNTIME_DIR tmp
unset HIDEGLUE_DRIVER

# A helper that is ready at once, writes its pid to $tmp/NAME.pid and ends on SIGTERM.
make_helper() {
	cat >"$tmp/$1" <<SCRIPT
#!/bin/sh
while [ \$# -gt 0 ]; do
	case \$1 in
	--socket) : >"\$2" ;;
	--ready-fd) fd=\$2 ;;
	esac
	shift
done
echo \$\$ >"$tmp/$1.pid"
eval "echo ready >&\$fd"
$2
SCRIPT
	chmod +x "$tmp/$1"
}
make_helper driverd 'exec sleep 600'
make_helper manager 'exec sleep 600'
printf '#!/bin/sh\necho "no room on this machine" >&2\nexit 7\n' >"$tmp/broken"
chmod +x "$tmp/broken"
HIDEGLUE_DRIVERD=$tmp/driverd
HIDEGLUE_SERVICEMANAGER=$tmp/manager
export HIDEGLUE_DRIVERD HIDEGLUE_SERVICEMANAGER

gone() { ! kill -0 "$(cat "$tmp/$1.pid")" 2>/dev/null; }
none_left() { gone driverd && gone manager && [ -z "$(ls "$XDG_RUNTIME_DIR")" ]; }
cleanup() { for pid in $background; do kill -KILL "$pid" 2>/dev/null; done; }
background=

run() {
	timeout 60 "$hideglue" run "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	out=$(cat "$tmp/out")
	err=$(cat "$tmp/err")
}

# Exit statuses
run true
is "$status" 0 "the command's success"
is "$err" "" "nothing is said where all is well"
none_left; ok $? "helpers and folder are gone after it"
run sh -c 'exit 42'
is "$status" 42 "the command's exit status"
run sh -c 'kill -KILL $$'
is "$status" 137 "128 and the signal for a killed command"
run sh -c 'kill -TERM $$'
is "$status" 143 "128 and the signal for a terminated command"
run -- echo -- --help
is "$out" "-- --help" "arguments after -- are the command's"
run "$tmp/nothing"
is "$status" 127 "a path that is not there"
like "$err" "*$tmp/nothing: No such file*" "... and its message"
run hideglue-no-such-command
is "$status" 127 "a command that is not in PATH"
like "$err" "*no command 'hideglue-no-such-command' in PATH*" "... and its message"
mkdir -m 0 "$tmp/closed"
PATH=$PATH:$tmp/closed run hideglue-no-such-command
is "$status" 127 "... nor behind a folder that cannot be searched"
: >"$tmp/plain"
run "$tmp/plain"
is "$status" 126 "a file that is not executable"
printf '#!/no/such/interpreter\n' >"$tmp/orphan"
chmod +x "$tmp/orphan"
run "$tmp/orphan"
is "$status" 126 "a script without its interpreter"
like "$err" "*interpreter*does not exist*" "... and its message"
none_left; ok $? "nothing is left after these"

# The session as the command sees it
run sh -c 'echo "$HIDEGLUE_DRIVER"'
like "$out" "unix:$XDG_RUNTIME_DIR/hideglue-run.??????/driver" "HIDEGLUE_DRIVER names the socket"
run sh -c 'stat -c %a "$(dirname "${HIDEGLUE_DRIVER#unix:}")"'
is "$out" 700 "the folder is its owner's alone"
printf 'from stdin' | timeout 60 "$hideglue" run cat >"$tmp/out"
is "$(cat "$tmp/out")" "from stdin" "the command has our stdin"
run env HIDEGLUE_DRIVERD="$tmp/driverd" "$hideglue" run sh -c 'echo "$HIDEGLUE_DRIVER"'
like "$out" "unix:*" "a session in a session"
SHELL=/bin/pwd run
is "$out" "$(pwd)" "without a command: the shell"
(XDG_RUNTIME_DIR=$tmp/absent; run sh -c 'echo "$HIDEGLUE_DRIVER"'; echo "$out") >"$tmp/o2"
like "$(cat "$tmp/o2")" "unix:/tmp/hideglue-run.*" "/tmp where there is no XDG_RUNTIME_DIR"
chmod 755 "$XDG_RUNTIME_DIR"
run sh -c 'echo "$HIDEGLUE_DRIVER"'
like "$out" "unix:/tmp/hideglue-run.*" "/tmp where others can enter XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

# A kernel device that the user names
: >"$tmp/device"
(HIDEGLUE_DRIVER=$tmp/device; export HIDEGLUE_DRIVER; rm -f "$tmp/driverd.pid"
 run sh -c 'echo "$HIDEGLUE_DRIVER"'; echo "$out") >"$tmp/o2"
is "$(cat "$tmp/o2")" "$tmp/device" "a device in HIDEGLUE_DRIVER is used"
[ ! -e "$tmp/driverd.pid" ]; ok $? "... and no driver started"
(HIDEGLUE_DRIVER=$tmp/absent; export HIDEGLUE_DRIVER; run true; echo "$status $err") >"$tmp/o2"
like "$(cat "$tmp/o2")" "125 *names $tmp/absent: No such file*" "... an absent one is an error"
echo 1 >"$tmp/driverd.pid"

# Helpers that fail
(HIDEGLUE_DRIVERD=$tmp/broken; run true; echo "$status $err") >"$tmp/o2"
like "$(cat "$tmp/o2")" "125 no room on this machine*hideglue-driverd did not start: it exited with status 7" \
	"a driver that does not start"
(HIDEGLUE_SERVICEMANAGER=$tmp/broken; run true; echo "$status $err") >"$tmp/o2"
like "$(cat "$tmp/o2")" "125 no room*hideglue-servicemanager did not start*" \
	"a service manager that does not start"
gone driverd; ok $? "... takes the driver down"
is "$(ls "$XDG_RUNTIME_DIR")" "" "... and the folder"
(HIDEGLUE_DRIVERD=$tmp/absent; run true; echo "$status $err") >"$tmp/o2"
like "$(cat "$tmp/o2")" "125 *HIDEGLUE_DRIVERD is '$tmp/absent'*" "an override that names nothing"
told="until grep -q 'of this session was killed' '$tmp/err'; do sleep 0.02; done"
run sh -c "kill -KILL \$(cat '$tmp/driverd.pid'); $told; exit 3"
is "$status" 3 "the command's status where its driver was killed"
like "$err" "*the driver of this session was killed by signal 9 (Killed)*" "... which is told"
run sh -c "kill -KILL \$(cat '$tmp/manager.pid'); $told; exit 4"
like "$err" "*the service manager of this session was killed*" "a killed service manager is told"
make_helper stubborn 'trap "" TERM; while :; do sleep 0.1; done'
(HIDEGLUE_DRIVERD=$tmp/stubborn; run true)
wait_for 10 gone stubborn; ok $? "a helper that ignores SIGTERM is killed"

# Signals to us
start_session() { # COMMAND [WHAT-COMES-BEFORE-IT-COUNTS-AS-STARTED]
	rm -f "$tmp/command.pid"
	# a shell's '&' ignores the keyboard's signals, nohup(1) SIGHUP, and run would leave it at that
	env --default-signal=HUP,INT,QUIT,TERM "$hideglue" run sh -c "${2:-}
		echo \$\$ >'$tmp/command.tmp'; mv '$tmp/command.tmp' '$tmp/command.pid'; $1" \
		>"$tmp/out" 2>"$tmp/err" &
	session=$!
	background="$background $session"
	wait_for 20 test -e "$tmp/command.pid" || diag "the command did not start"
}
for signal in TERM:143 HUP:129 INT:130 QUIT:131; do
	start_session 'exec sleep 600'
	kill -"${signal%:*}" "$session"
	wait "$session" 2>/dev/null
	is "$?" "${signal#*:}" "SIG${signal%:*} goes on to the command"
	{ none_left && gone command; }; ok $? "... and all is gone"
done
start_session 'while :; do sleep 0.05; done' 'trap "exit 9" TERM'
kill -TERM "$session"
wait "$session"
is "$?" 9 "a command that handles SIGTERM has its own status"
start_session 'while :; do sleep 0.1; done' 'trap "" TERM'
kill -TERM "$session"
wait "$session" 2>/dev/null
is "$?" 137 "a command that does not end is killed"
like "$(cat "$tmp/err")" "*did not end within 5 seconds*" "... which is told"
start_session 'exec sleep 600'
kill -KILL "$session"
wait "$session" 2>/dev/null
wait_for 10 none_left; ok $? "SIGKILL leaves neither helpers nor folder"
wait_for 10 gone command; ok $? "... nor the command"

# The terminal's Ctrl-C goes to the group: the command decides, the helpers never see it, and the
# shell between, which some would end, stays.
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	rm -f "$tmp/command.pid"
	cat >"$tmp/answers" <<SCRIPT
#!/bin/sh
trap 'exit 5' INT
echo \$\$ >"$tmp/command.pid"
while :; do sleep 0.05; done
SCRIPT
	chmod +x "$tmp/answers"
	mkfifo "$tmp/keys"
	env --default-signal=HUP,INT,TERM script -qec "trap : INT; '$hideglue' run '$tmp/answers'; echo status \$?" \
		/dev/null <"$tmp/keys" >"$tmp/out" 2>&1 &
	background="$background $!"
	exec 9>"$tmp/keys"
	wait_for 20 test -s "$tmp/command.pid"
	printf '\003' >&9
	wait_for 10 grep -q 'status 5' "$tmp/out"; ok $? "Ctrl-C: the command's own answer to it" ||
		diag "$(cat "$tmp/out")"
	exec 9>&-
	wait_for 10 none_left; ok $? "... and all is gone"
else
	skip "Ctrl-C on a terminal" "script(1) is missing, or there are no pseudo-terminals here"
fi

# The command line
run --help
is "$status" 0 "--help"
like "$out" "Usage: hideglue run*" "... tells how to use it"
run --frobnicate
is "$status" 2 "an unknown option"
timeout 10 "$hideglue" rnu >"$tmp/out" 2>"$tmp/err"
is "$?" 2 "an unknown command"
like "$(cat "$tmp/err")" "*no command 'rnu'; did you mean 'run'?*" "... with what was meant"
"$hideglue" run --help >/dev/full 2>"$tmp/err"
is "$?" 1 "output that cannot be written"
done_testing
