# SPDX-License-Identifier: MIT
# All but main(), for the program and for the test that runs out of everything.
noinst_LTLIBRARIES += libdriverd.la
libdriverd_la_SOURCES = \
	%D%/daemon.h \
	%D%/options.c %D%/options.h \
	%D%/start.c \
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
driverd_cppflags = $(AM_CPPFLAGS) -D_GNU_SOURCE -DPACKAGE_VERSION='"$(PACKAGE_VERSION)"' \
	$(BINDER_CORE_ONE_CPPFLAGS)
libdriverd_la_CPPFLAGS = $(driverd_cppflags)
libdriverd_la_LIBADD = libbinder_core_one.la

sbin_PROGRAMS += hideglue-driverd
hideglue_driverd_SOURCES = %D%/main.c
hideglue_driverd_CPPFLAGS = $(driverd_cppflags)
hideglue_driverd_LDADD = libdriverd.la
EXTRA_DIST += %D%/README.md
