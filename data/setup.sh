# SPDX-License-Identifier: MIT
# setup.sh - what ./quickstart and ./runtests have in common: packages, bootstrap, configure, build
#
# Sourced with $top set to the source tree. Every step says what it does in one line; its
# output goes to a log that is shown only where the step fails.

log_dir=$top/build/log
build_packages="gcc g++ make autoconf automake libtool pkg-config flex bison libyaml-dev check"

say() { printf '%s\n' "$*"; }
step() { printf '==> %s\n' "$*"; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# run_logged NAME COMMAND...: quiet unless it fails
run_logged() {
	_log=$log_dir/$1.log
	shift
	mkdir -p "$log_dir"
	_status=0
	"$@" >"$_log" 2>&1 </dev/null || _status=$?
	[ "$_status" -eq 0 ] && return 0
	tail -n 25 "$_log" | sed 's/^/    /' >&2
	die "'$1' failed with status $_status; the whole output is in ${_log#"$top/"}"
}

missing_packages() {
	for _package in "$@"; do
		dpkg-query -W -f='${Status}' "$_package" 2>/dev/null | grep -q 'ok installed' ||
			printf '%s ' "$_package"
	done
}

# install_packages NAME...: by apt, as root or through sudo; says which
install_packages() {
	if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
		say "    no apt here: these have to be there already: $*"
		return 0
	fi
	_missing=$(missing_packages "$@")
	[ -n "$_missing" ] || return 0
	_sudo=
	if [ "$(id -u)" -ne 0 ]; then
		command -v sudo >/dev/null ||
			die "neither root nor sudo to install what is missing: $_missing"
		_sudo=sudo
	fi
	step "installing: $_missing"
	run_logged apt-update $_sudo apt-get update
	run_logged apt-install $_sudo env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y --no-install-recommends $_missing
}

# bootstrap: configure from configure.ac, where that has not been done since it changed
bootstrap() {
	if [ ! -f "$top/configure" ] || [ "$top/configure.ac" -nt "$top/configure" ]; then
		step "bootstrapping (autoreconf)"
		run_logged autoreconf autoreconf -fi "$top"
	fi
}

# configure_in DIR [OPTION...]: once; a tree that is configured already reconfigures itself
configure_in() {
	_dir=$1
	shift
	[ -f "$_dir/Makefile" ] && return 0
	step "configuring in ${_dir#"$top/"}/"
	mkdir -p "$_dir"
	(cd "$_dir" && run_logged "configure-${_dir##*/}" "$top/configure" -q "$@") || exit 1
}

jobs() { nproc 2>/dev/null || echo 1; }

build_in() {
	step "building in ${1#"$top/"}/"
	run_logged "build-${1##*/}" make -C "$1" -j"$(jobs)"
}
