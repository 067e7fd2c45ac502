#!/bin/sh
# SPDX-License-Identifier: MIT
#
# check_symbols.sh - may this module be loaded by an upstream kernel?
#
# usage: check_symbols.sh MODULE.ko Module.symvers
#
# Every undefined symbol must be exported by the kernel. Distributions that build the
# in-tree binder driver as a module (Debian does) export by patch what upstream does not;
# those names are refused even where Module.symvers has them.
set -eu

ko=${1:?usage: check_symbols.sh MODULE.ko Module.symvers}
symvers=${2:?usage: check_symbols.sh MODULE.ko Module.symvers}
by_patch='task_work_add close_fd_get_file __close_fd_get_file file_close_fd can_nice
security_binder_set_context_mgr security_binder_transaction security_binder_transfer_binder
security_binder_transfer_file zap_page_range zap_page_range_single
zap_vma_range __wake_up_pollfree
init_ipc_ns put_ipc_ns lock_vma_under_rcu kallsyms_lookup_name mmput_async'

nm -u "$ko" | awk -v by_patch="$by_patch" -v symvers="$symvers" -v ko="${ko##*/}" '
	BEGIN {
		n = split(by_patch, names)
		for (i = 1; i <= n; i++)
			patched[names[i]] = 1
		while ((getline line < symvers) > 0) {
			split(line, field, "\t")
			exported[field[2]] = 1
		}
	}
	$2 in patched {
		print ko ": uses " $2 ", which upstream kernels do not export"
		bad = 1
		next
	}
	!($2 in exported) {
		print ko ": uses " $2 ", which is not in " symvers
		bad = 1
	}
	END { exit bad }
' >&2
