#!/bin/sh
# SPDX-License-Identifier: MIT
#
# check_dkms.sh - what `make install` gives DKMS is the module's whole source
#
# Does what DKMS does: copies the installed folder and runs the commands of dkms.conf in it.
set -u
top_srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
top_builddir=$(cd "${top_builddir:-$top_srcdir/build}" && pwd)
top_srcdir=$(cd "$top_srcdir" && pwd)
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/vm/kernel.sh"

reason=$(vm_need_headers 2>&1) || skip_all "$(echo "$reason" | sed -n 's/^skip: //p')"
vm_need_headers
command -v bash > /dev/null || skip_all "dkms.conf is read by bash, which is not installed"

# The recipe's own make: the one that runs this test says nothing about it.
unset MAKEFLAGS MFLAGS MAKELEVEL
"${MAKE:-make}" -s -C "$top_builddir" DESTDIR="$tmp/installed" dkmsdir=/module \
	install-nodist_dkmsDATA install-dkmslinuxDATA install-dkmscoreDATA install-dkmsuapiDATA \
	> "$tmp/log" 2>&1
ok $? "the sources are installed" || diag "$(cat "$tmp/log")"

# dkms CODE: bash with the settings of dkms.conf and what DKMS itself sets
dkms()
{
	dkms_tree=$tmp/dkms kernel_source_dir=$VM_HEADERS \
		bash -c ". '$tmp/installed/module/dkms.conf' && $1"
}
build=$tmp/dkms/$(dkms 'echo $PACKAGE_NAME/$PACKAGE_VERSION')/build
mkdir -p "${build%/build}"
cp -R "$tmp/installed/module" "$build"

dkms '${MAKE[0]}' > "$tmp/log" 2>&1
ok $? "the module builds from them alone" || diag "$(cat "$tmp/log")"
ko=$build/$(dkms 'echo ${BUILT_MODULE_LOCATION[0]}/${BUILT_MODULE_NAME[0]}').ko
"$top_srcdir/driver/linux/check_symbols.sh" "$ko" "$VM_HEADERS/Module.symvers" > "$tmp/log" 2>&1
ok $? "and is where dkms.conf says, with exported symbols only" || diag "$(cat "$tmp/log")"
dkms '$CLEAN' > "$tmp/log" 2>&1 && [ ! -e "$ko" ]
ok $? "it is cleaned away" || diag "$(cat "$tmp/log")"
done_testing
