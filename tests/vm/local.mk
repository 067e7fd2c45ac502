# SPDX-License-Identifier: MIT
dist_check_SCRIPTS += %D%/check_module.sh
EXTRA_DIST += %D%/run %D%/init %D%/kernel.sh %D%/peer.h %D%/first_transaction.c %D%/stress.c %D%/README.md

clean-local: clean-vm
.PHONY: clean-vm
clean-vm:
	rm -rf %D%/kernel
	rm -f %D%/first_transaction %D%/stress %D%/check_module.log*
