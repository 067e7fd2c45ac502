# SPDX-License-Identifier: MIT
EXTRA_DIST += %D%/run %D%/init %D%/kernel.sh %D%/README.md

clean-local: clean-vm
.PHONY: clean-vm
clean-vm:
	rm -rf %D%/kernel
