#!/bin/sh
# SPDX-License-Identifier: MIT
# examples.sh - the conversation of every example is exactly what it should be
. "$top_srcdir/tests/support/tap.sh"

expected=$top_srcdir/tests/integration/expected

# Process numbers are not the same twice.
hello() { sed 's/process [0-9]*/process PID/'; }
calculator() { cat; }
library() { cat; }
files() { cat; }
# Who speaks first after an event is up to the scheduler: compared speaker by speaker.
notifier() { LC_ALL=C sort -s -t: -k1,1; }

for example in hello calculator library notifier files; do
	timeout 100 sh "$top_srcdir/idl-examples/$example/demo.sh" "$top_builddir" \
		>"$tmp/said" 2>"$tmp/err" </dev/null
	is "$?" 0 "$example ends well"
	$example <"$tmp/said" >"$tmp/got"
	diff -u "$expected/$example.txt" "$tmp/got" >"$tmp/diff"
	ok $? "$example says what it should" || diag "$(cat "$tmp/diff")"
	is "$(cat "$tmp/err")" "" "$example has nothing to complain about"
done

# The notifier's programs end in order on SIGTERM.
cat >"$tmp/end.sh" <<'SCRIPT'
bin=$1
. "$2/tests/support/tap.sh"
"$bin/server" >"$tmp/log" 2>&1 &
server=$!
"$bin/client" listen ann >>"$tmp/log" 2>&1 &
ann=$!
wait_for 20 grep -q 'server: ann listens' "$tmp/log"
"$bin/client" listen ann 2>&1
kill -TERM $ann
wait $ann
echo "ann ended with $?"
kill -TERM $server
wait $server
echo "the server ended with $?"
cat "$tmp/log"
SCRIPT
timeout 100 "$top_builddir/hideglue" run -- sh "$tmp/end.sh" \
	"$top_builddir/idl-examples/notifier" "$top_srcdir" >"$tmp/got" 2>&1 </dev/null
diff -u "$expected/notifier_end.txt" "$tmp/got" >"$tmp/diff"
ok $? "the notifier and its listener end in order" || diag "$(cat "$tmp/diff")"

done_testing
