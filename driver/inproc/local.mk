# SPDX-License-Identifier: MIT
check_LTLIBRARIES += libbinder_inproc.la
libbinder_inproc_la_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE $(BINDER_CORE_CPPFLAGS)
libbinder_inproc_la_SOURCES = %D%/env.c %D%/home.h %D%/inproc.c %D%/inproc.h \
	%D%/verify.c %D%/verify.h %D%/verify_work.c
libbinder_inproc_la_LIBADD = libbinder_core.la

EXTRA_DIST += %D%/README.md
