# SPDX-License-Identifier: MIT
# The core as user space has it: with the shim, without any env. Whatever includes core/*.h is
# compiled with BINDER_CORE_CPPFLAGS, which must come before the system's headers.
BINDER_CORE_CPPFLAGS = -I$(top_srcdir)/driver/shim -I$(top_srcdir)/driver

binder_core_sources = \
	%D%/binder.h %D%/env.h %D%/internal.h %D%/trace.h %D%/types.h \
	%D%/arena.c %D%/buffer.c %D%/context.c %D%/death.c %D%/debug.c %D%/freeze.c \
	%D%/freeze_notice.c %D%/ioctl.c %D%/log.c %D%/node.c %D%/proc.c %D%/read.c %D%/ref.c %D%/sg.c \
	%D%/thread.c %D%/translate.c %D%/txn.c %D%/work.c %D%/write.c \
	driver/shim/rbtree.c driver/shim/shim.c \
	driver/shim/linux/atomic.h driver/shim/linux/bitmap.h driver/shim/linux/bitops.h \
	driver/shim/linux/err.h driver/shim/linux/kernel.h driver/shim/linux/ktime.h \
	driver/shim/linux/list.h driver/shim/linux/lockdep.h driver/shim/linux/mm.h \
	driver/shim/linux/mutex.h driver/shim/linux/overflow.h driver/shim/linux/printk.h \
	driver/shim/linux/rbtree.h driver/shim/linux/seq_file.h driver/shim/linux/slab.h \
	driver/shim/linux/string.h driver/shim/linux/tracepoint.h \
	driver/shim/linux/types.h driver/shim/trace/define_trace.h

noinst_LTLIBRARIES += libbinder_core.la
libbinder_core_la_CPPFLAGS = $(AM_CPPFLAGS) $(BINDER_CORE_CPPFLAGS)
libbinder_core_la_SOURCES = $(binder_core_sources)

# The same for a program that runs all of it in one thread: its locks cost next to nothing. What
# includes core/*.h there is compiled with BINDER_CORE_ONE_CPPFLAGS.
BINDER_CORE_ONE_CPPFLAGS = $(BINDER_CORE_CPPFLAGS) -DSHIM_ONE_THREAD
noinst_LTLIBRARIES += libbinder_core_one.la
libbinder_core_one_la_CPPFLAGS = $(AM_CPPFLAGS) $(BINDER_CORE_ONE_CPPFLAGS)
libbinder_core_one_la_SOURCES = $(binder_core_sources)

EXTRA_DIST += %D%/README.md driver/shim/README.md
