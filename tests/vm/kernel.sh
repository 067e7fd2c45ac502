# SPDX-License-Identifier: MIT
#
# kernel.sh - sourced: where QEMU, a static busybox and Debian's kernel are
#
# A kernel that is installed is used where it stands. Else its package is
# downloaded and unpacked into a cache folder, one sub-folder a version, which
# needs neither root nor space in /boot. It must be the very version of the
# installed headers, since our module is built against those.

vm_skip()
{
	echo "skip: $*" >&2
	exit 77
}

# vm_install PACKAGE...: by apt, where this user may.
vm_install()
{
	command -v apt-get > /dev/null || return 1
	if [ "$(id -u)" = 0 ]; then
		as_root=
	elif sudo -n true 2> /dev/null; then
		as_root=sudo
	else
		return 1
	fi
	echo "vm: installing $*" >&2
	$as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -q --no-install-recommends "$@" > /dev/null 2>&1
}

# vm_need_tools: sets VM_QEMU, VM_BUSYBOX and VM_ACCEL.
vm_need_tools()
{
	[ "$(uname -m)" = x86_64 ] || vm_skip "the VM tests are for x86_64, this is $(uname -m)"
	packages=
	command -v qemu-system-x86_64 > /dev/null || packages="$packages qemu-system-x86"
	command -v cpio > /dev/null || packages="$packages cpio"
	vm_find_busybox || packages="$packages busybox-static"
	if [ "$packages" ]; then
		vm_install $packages && vm_find_busybox ||
			vm_skip "not installed and not to be had:$packages"
	fi
	VM_QEMU=$(command -v qemu-system-x86_64)

	# KVM only when asked for: a nested one can exist and still hang.
	case ${HIDEGLUE_VM_ACCEL:-tcg} in
	kvm) VM_ACCEL='-accel kvm -cpu host' ;;
	*) VM_ACCEL='-accel tcg,thread=multi -cpu max' ;;
	esac
}

# Debian's plain busybox is dynamic; only the static one runs in the guest.
vm_find_busybox()
{
	VM_BUSYBOX=$(command -v busybox) || return 1
	! ldd "$VM_BUSYBOX" > /dev/null 2>&1
}

# vm_headers: folder of the kernel headers to build against; sets VM_HEADERS.
# HIDEGLUE_VM_HEADERS names another kernel's.
vm_headers()
{
	if [ "${HIDEGLUE_VM_HEADERS:-}" ]; then
		VM_HEADERS=$HIDEGLUE_VM_HEADERS
		return
	fi
	VM_HEADERS=$(ls -d /usr/src/linux-headers-*-amd64 2> /dev/null |
		grep -v -e -cloud- -e -rt- | sort -V | tail -n 1)
	[ "$VM_HEADERS" ]
}

# vm_need_headers: the same, installing them where needed.
vm_need_headers()
{
	vm_headers && return
	vm_install linux-headers-amd64 && vm_headers ||
		vm_skip "linux-headers-amd64 is not installed and not to be had"
}

# vm_need_kernel CACHE: sets VM_RELEASE, VM_KERNEL (image) and VM_STOCK (binder_linux.ko).
vm_need_kernel()
{
	vm_need_headers
	VM_RELEASE=${VM_HEADERS##*/linux-headers-}
	stock=lib/modules/$VM_RELEASE/kernel/drivers/android/binder_linux.ko
	for base in / "$1/$VM_RELEASE/"; do
		VM_KERNEL=${base}boot/vmlinuz-$VM_RELEASE
		VM_STOCK=$base$stock
		[ -r "$VM_KERNEL" ] && [ -r "$VM_STOCK" ] && return
	done
	vm_unpack_kernel "$1" "linux-image-$VM_RELEASE"
}

# Unpacked beside its final place and renamed, so that a cache is whole or absent.
vm_unpack_kernel()
{
	mkdir -p "$1"
	part=$(mktemp -d -p "$1")
	echo "vm: downloading $2" >&2
	if ! (cd "$part" && apt-get download -q "$2" > log 2>&1); then
		reason=$(grep '^E:' "$part/log" | head -n 1)
		rm -rf "$part"
		vm_skip "package $2 cannot be downloaded${reason:+ ($reason)}"
	fi
	dpkg-deb --fsys-tarfile "$part/$2"_*.deb | tar -x -C "$part" --wildcards \
		"./boot/vmlinuz-*" "*/kernel/drivers/android/binder_linux.ko"
	rm -f "$part"/*.deb "$part/log"
	rm -rf "$1/$VM_RELEASE"
	mv "$part" "$1/$VM_RELEASE"
}
