# SPDX-License-Identifier: MIT
# The module is built on request only: `make module`, KDIR= for other headers.
EXTRA_DIST += %D%/Kbuild %D%/build.sh %D%/check_symbols.sh %D%/README.md \
	%D%/module.c %D%/device.c %D%/arena.c %D%/reclaim.c %D%/env.c %D%/debug.c \
	%D%/misc.c %D%/binderfs.c %D%/binderfs_dir.c %D%/binderfs_device.c %D%/binderfs_logs.c %D%/binderfs.h %D%/trace.c %D%/trace_pages.h \
	%D%/home.h %D%/compat.h

.PHONY: module
module:
	$(AM_V_GEN)$(top_srcdir)/%D%/build.sh $(top_builddir) $(KDIR)

clean-local: clean-module
.PHONY: clean-module
clean-module:
	rm -rf %D%/kbuild %D%/hideglue_binder.ko
