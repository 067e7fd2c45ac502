#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh BUILDDIR - the notifier, two listeners and a publisher; two of them get killed
if [ "${1:-}" != --in-session ]; then
	build=$(cd "${1:-.}" && pwd) || exit 1
	exec "$build/hideglue" run -- sh "$0" --in-session "$build/idl-examples/notifier"
fi
bin=$2
log=$(mktemp) || exit 1
trap 'rm -f "$log"; kill $server $ann $bob 2>/dev/null' EXIT
server= ann= bob=

# Waits until somebody has said this, for 20 seconds at most.
await() {
	tries=1000
	until grep -qxF -- "$1" "$log"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || { cat "$log"; echo "demo.sh: nobody says: $1" >&2; exit 1; }
		sleep 0.02
	done
}

"$bin/server" >>"$log" 2>&1 & server=$!
"$bin/client" listen ann >>"$log" 2>&1 & ann=$!
await "server: ann listens"
"$bin/client" listen bob >>"$log" 2>&1 & bob=$!
await "server: bob listens"

"$bin/client" publish "lunch is ready" >>"$log" 2>&1
await "ann: hears 'lunch is ready'"
await "bob: hears 'lunch is ready'"

kill -KILL $bob
await "ann: is told that bob has died"

kill -KILL $server
await "ann: sees that the notifier has died"
wait $ann
status=$?

cat "$log"
exit $status
