# SPDX-License-Identifier: MIT
sbin_PROGRAMS += hideglue-driverd
hideglue_driverd_SOURCES = \
	%D%/daemon.h \
	%D%/main.c \
	%D%/options.c %D%/options.h \
	%D%/listen.c \
	%D%/activate.c \
	%D%/look.c \
	%D%/loop.c \
	%D%/accept.c \
	%D%/client.c \
	%D%/process.c \
	%D%/request.c \
	%D%/window.c \
	%D%/arena.c \
	%D%/files.c \
	%D%/closer.c \
	%D%/env.c \
	%D%/debug.c \
	%D%/log.c
hideglue_driverd_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -DPACKAGE_VERSION='"$(PACKAGE_VERSION)"' \
	$(BINDER_CORE_ONE_CPPFLAGS)
hideglue_driverd_LDADD = libbinder_core_one.la
EXTRA_DIST += %D%/README.md
