# SPDX-License-Identifier: MIT
dist_check_SCRIPTS += %D%/check_module.sh %D%/check_dkms.sh
TESTS += %D%/check_module.sh %D%/check_dkms.sh
# One of them fetches the kernel's headers where they are missing: not both at once.
%D%/check_dkms.log: %D%/check_module.log
EXTRA_DIST += %D%/run %D%/build_conform.sh %D%/debug-kernel %D%/debug.config %D%/init \
	%D%/kernel.sh %D%/programs.sh %D%/stack.sh %D%/stack_tree.sh %D%/module.h %D%/peer.h %D%/binderfs.c \
	%D%/debug_files.c %D%/load.c %D%/unload.c %D%/first_transaction.c \
	%D%/stress.c %D%/differ.c %D%/README.md

clean-local: clean-vm
distclean-local: distclean-vm
.PHONY: clean-vm distclean-vm
clean-vm:
	rm -rf %D%/debug %D%/tree
	rm -f %D%/binderfs %D%/debug_files %D%/load %D%/unload %D%/first_transaction \
		%D%/stress %D%/conform %D%/guest.log*
# A kernel is a download of 70 MB: `make clean` leaves it.
distclean-vm:
	rm -rf %D%/kernel
