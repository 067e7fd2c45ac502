#!/bin/sh
# SPDX-License-Identifier: MIT
# wrap.sh - hideglue wrap: what it refuses, what it hands on, and a program that knows the UAPI alone
. "$top_srcdir/tests/integration/wrap_support.sh"

# Without a driver
run "$hideglue" wrap true
is "$status" 125 "no driver"
like "$err" "*HIDEGLUE_DRIVER names cannot be used*unix:$tmp/socket: not there*" "... is said"
(unset HIDEGLUE_DRIVER; run "$hideglue" wrap true; echo "$status $err") >"$tmp/o2"
like "$(cat "$tmp/o2")" "125 *no user-space Binder driver*binder.sock*hideglue run hideglue wrap*" \
	"... with the places tried, and what to do"
(HIDEGLUE_DRIVER=/dev/binder; run "$hideglue" wrap true; echo "$status $err") >"$tmp/o2"
like "$(cat "$tmp/o2")" "125 */dev/binder: a device of the kernel*" "a kernel's device needs no wrapping"

start_driver; ok $? "a driver starts"

# The command line
run "$hideglue" wrap --help
is "$status" 0 "--help"
like "$out" "Usage: hideglue wrap*" "... tells how to use it"
run "$hideglue" wrap
is "$status" 2 "no command"
run "$hideglue" wrap --frobnicate
is "$status" 2 "an unknown option"

# The command
run "$hideglue" wrap sh -c 'exit 42'
is "$status" 42 "the command's status"
run "$hideglue" wrap sh -c 'kill -TERM $$'
is "$status" 143 "a killed command"
run "$hideglue" wrap -- echo -- --help
is "$out" "-- --help" "arguments after -- are the command's"
run "$hideglue" wrap sh -c 'echo "$HIDEGLUE_DRIVER"'
is "$out" "unix:$tmp/socket" "HIDEGLUE_DRIVER names the driver"
run env LD_PRELOAD=libc.so.6 "$hideglue" wrap sh -c 'echo "$LD_PRELOAD"'
like "$out" "libc.so.6:/*/libhideglue-wrap.so" "what was preloaded before stays in front"
run "$hideglue" wrap hideglue-no-such-command
is "$status" 127 "a command that is not there"
like "$err" "hideglue wrap: there is no command*" "... is said"
: >"$tmp/plain"
run "$hideglue" wrap "$tmp/plain"
is "$status" 126 "a file that is not executable"

# What cannot be wrapped
echo 'int main(void) { return 0; }' >"$tmp/static.c"
if $CC -static -o "$tmp/static" "$tmp/static.c" 2>/dev/null; then
	run "$hideglue" wrap "$tmp/static"
	is "$status" 125 "a static program"
	like "$err" "*$tmp/static is a static program*" "... is said"
	printf '#! %s/static\n' "$tmp" >"$tmp/script"
	chmod +x "$tmp/script"
	run "$hideglue" wrap "$tmp/script"
	is "$status" 125 "a script of a static program"
	"$tmp/static"; ok $? "... which both run without"
else
	skip "a static program" "this compiler cannot make one"
fi
cp /bin/true "$tmp/setuid"
if [ "$(id -u)" -eq 0 ] && chown 65534 "$tmp/setuid" && chmod 4755 "$tmp/setuid"; then
	run "$hideglue" wrap "$tmp/setuid"
	is "$status" 125 "a program with its owner's rights"
	like "$err" "*$tmp/setuid is a program with more rights*" "... is said"
else
	skip "a program with its owner's rights" "only root can make one of another's"
fi
mkdir "$tmp/a b"
cp "$top_builddir/.libs/libhideglue-wrap.so" "$tmp/a b/wrap.so"
(HIDEGLUE_WRAP_LIBRARY="$tmp/a b/wrap.so"; export HIDEGLUE_WRAP_LIBRARY
 run "$hideglue" wrap true; echo "$status $err") >"$tmp/o2"
like "$(cat "$tmp/o2")" "125 *has a space or a colon*" "a library that LD_PRELOAD cannot name"
(HIDEGLUE_WRAP_LIBRARY=$tmp/absent; export HIDEGLUE_WRAP_LIBRARY
 run "$hideglue" wrap true; echo "$status $err") >"$tmp/o2"
like "$(cat "$tmp/o2")" "125 *HIDEGLUE_WRAP_LIBRARY is '$tmp/absent'*" "a library that is not there"

# A program for /dev/binder
run "$program" ping
is "$out" "$([ -e /dev/binder ] && echo "$out" || echo ENOENT)" "without it, it finds no device"
run "$hideglue" wrap "$program"
is "$status" 0 "with it, all of its cases pass" || diag "$err"
sed 's/^/# /' "$tmp/out"
run "$hideglue" wrap "$program" ping
is "$out" ESRCH "there is no context manager yet"
(unset HIDEGLUE_DRIVER; run "$hideglue" run "$hideglue" wrap "$program" ping; echo "$out") >"$tmp/o2"
is "$(cat "$tmp/o2")" alive "in a session: the service manager answers it"
nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"
if [ "$(id -u)" -eq 0 ] && $nobody test -x "$program" 2>/dev/null; then
	run $nobody "$hideglue" wrap "$program" ping
	is "$out" ESRCH "as another user"
else
	skip "as another user" "only root can become one, by setpriv(1), and it must be let into this folder"
fi

# The driver's end, seen from a program that waits in it
"$hideglue" wrap "$program" wait >"$tmp/out" 2>"$tmp/err" &
waiter=$!
wait_for 20 grep -q waiting "$tmp/out"
kill -KILL "$driver"
wait "$waiter"; ok $? "a program that waits comes back when the driver dies"
is "$(sed 1d "$tmp/out")" ENODEV "... from a device that is no more"
rm -f "$tmp/socket"
driver=
done_testing
