# SPDX-License-Identifier: MIT
dist_check_SCRIPTS += %D%/check_module.sh
TESTS += %D%/check_module.sh
EXTRA_DIST += %D%/run %D%/build_conform.sh %D%/init %D%/kernel.sh \
	%D%/peer.h %D%/binderfs.c %D%/load.c %D%/first_transaction.c %D%/stress.c %D%/differ.c %D%/README.md

clean-local: clean-vm
distclean-local: distclean-vm
.PHONY: clean-vm distclean-vm
clean-vm:
	rm -f %D%/binderfs %D%/load %D%/first_transaction %D%/stress %D%/conform %D%/guest.log*
# A kernel is a download of 70 MB: `make clean` leaves it.
distclean-vm:
	rm -rf %D%/kernel
