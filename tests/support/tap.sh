# SPDX-License-Identifier: MIT
# tap.sh - TAP for shell tests
#
# A test sources this file, says its cases with ok, is, like or skip and ends with
# done_testing. Each test has a scratch folder $tmp that goes at its end, and waits for
# events with wait_for, never for time to pass.

tap_n=0
tap_failed=0
tmp=$(mktemp -d) || exit 99

# what the test started in the background and what it must undo: a test may redefine it
cleanup() { :; }
trap 'cleanup; rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

diag() { printf '%s\n' "$*" | sed 's/^/# /'; }

# ok STATUS TEXT: passed where STATUS is 0
ok() {
	tap_n=$((tap_n + 1))
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$tap_n" "$2"
	else
		printf 'not ok %d - %s\n' "$tap_n" "$2"
		tap_failed=$((tap_failed + 1))
	fi
	return "$1"
}

# is GOT WANTED TEXT
is() {
	if [ "$1" = "$2" ]; then
		ok 0 "$3"
	else
		ok 1 "$3" || { diag "got:    '$1'"; diag "wanted: '$2'"; }
	fi
}

# like GOT PATTERN TEXT: PATTERN as of case(1)
like() {
	case $1 in
	$2) ok 0 "$3" ;;
	*) ok 1 "$3" || { diag "got:    '$1'"; diag "wanted: '$2'"; } ;;
	esac
}

skip() {
	tap_n=$((tap_n + 1))
	printf 'ok %d - %s # SKIP %s\n' "$tap_n" "$1" "$2"
}

skip_all() {
	printf '1..0 # SKIP %s\n' "$*"
	exit 0
}

# wait_for SECONDS COMMAND...: until COMMAND succeeds; fails where it has not by then
wait_for() {
	_left=$(($1 * 50))
	shift
	until "$@" >/dev/null 2>&1; do
		_left=$((_left - 1))
		[ "$_left" -gt 0 ] || return 1
		sleep 0.02
	done
}

done_testing() {
	printf '1..%d\n' "$tap_n"
	[ "$tap_failed" -eq 0 ]
	exit
}
