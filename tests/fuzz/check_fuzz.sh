#!/bin/sh
# SPDX-License-Identifier: MIT
# The fuzz targets for a bounded time: every seed as it is, and so many changed ones, always the
# same. FUZZ_RUNS and FUZZ_SEED make it another run.
. "$top_srcdir/tests/support/tap.sh"

build=$top_builddir/tests/fuzz
runs=${FUZZ_RUNS:-2500}
seed=${FUZZ_SEED:-1}

fuzz() { # NAME RUNS [SEEDS...]
	name=$1
	n=$2
	shift 2
	out=$(cd "$tmp" && "$build/fuzz_$name" -n "$n" -r "$seed" "$@" 2>&1)
	status=$?
	ok $status "$name: $(printf '%s\n' "$out" | tail -n 1)" && return
	diag "$(printf '%s\n' "$out" | tail -n 40)"
	[ ! -f "$tmp/crash-fuzz_$name" ] || diag "input: $(base64 <"$tmp/crash-fuzz_$name")"
	[ ! -f "$tmp/crash-fuzz_$name" ] || cp "$tmp/crash-fuzz_$name" "$build/"
}

fuzz aidl "$runs" "$top_srcdir/tests/golden"
fuzz parcel $((runs * 20))
fuzz reader $((runs * 4))
# The conformance cases are programs too. Some change what the recorder reads, as is their point.
mkdir "$tmp/cases"
TSAN_OPTIONS=report_bugs=0 "$top_builddir/tests/conform/conform" --record "$tmp/cases" >/dev/null
ok $? "conformance cases as programs: $(ls "$tmp/cases" | wc -l)"
fuzz driver $((runs * 4)) "$tmp/cases"
fuzz daemon $((runs * 2)) "$tmp/cases"
done_testing
