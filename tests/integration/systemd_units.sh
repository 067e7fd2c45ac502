#!/bin/sh
# SPDX-License-Identifier: MIT
# systemd_units.sh - what is installed for systemd: it understands the units, and they stay confined
. "$top_srcdir/tests/support/tap.sh"

units="hideglue-driverd.socket hideglue-driverd.service hideglue-servicemanager.service"
for unit in $units; do
	unit=$top_builddir/data/systemd/$unit
	! grep -n '@[a-z]*@' "$unit" | sed 's/^/# /' | grep .
	ok $? "${unit##*/} has all paths"
done
for program in hideglue-driverd hideglue-servicemanager; do
	path=$(sed -n 's/^ExecStart=//p' "$top_builddir/data/systemd/$program.service")
	like "$path" "/*/$program" "$program is started from where it is installed"
done

command -v systemd-analyze >/dev/null || {
	skip "the units as systemd sees them" "there is no systemd-analyze"
	done_testing
}
mkdir "$tmp/units"
for unit in $units; do
	sed "s,^ExecStart=.*/,ExecStart=$(cd "$top_builddir" && pwd)/," \
		"$top_builddir/data/systemd/$unit" >"$tmp/units/$unit"
done
said=$(systemd-analyze verify --man=no "$tmp"/units/* 2>&1)
is "$?:$said" "0:" "systemd-analyze verify has nothing to say"
for unit in "$tmp"/units/*.service; do
	said=$(systemd-analyze security --offline=true --threshold=15 "$unit" 2>&1)
	ok $? "${unit##*/} is exposed by 1.5 of 10 at most" || diag "$said"
	said=$(printf '%s\n' "$said" | tail -n 1)
	diag "$said"
done

command -v systemd-sysusers >/dev/null || {
	skip "its user and its folder" "there is no systemd-sysusers"
	done_testing
}
mkdir -p "$tmp/system/etc"
systemd-sysusers --root="$tmp/system" "$top_srcdir/data/sysusers.d/hideglue.conf" >"$tmp/out" 2>&1
ok $? "systemd-sysusers makes the user" || diag "$(cat "$tmp/out")"
like "$(cat "$tmp/system/etc/passwd")" "*hideglue:*:/run/hideglue:*nologin*" "who cannot log in"
done_testing
