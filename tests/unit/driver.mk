# SPDX-License-Identifier: MIT
if HAVE_CHECK
check_PROGRAMS += check_arena check_driver
TESTS += check_arena check_driver

check_arena_SOURCES = %D%/check_arena.c tests/support/check_tap.h
check_arena_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE $(BINDER_CORE_CPPFLAGS) -I$(top_srcdir)
check_arena_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
check_arena_LDADD = libbinder_inproc.la $(CHECK_LIBS)

check_driver_SOURCES = %D%/check_driver.c tests/support/check_tap.h
check_driver_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE $(BINDER_CORE_CPPFLAGS) -I$(top_srcdir)
check_driver_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
check_driver_LDADD = libbinder_inproc.la $(CHECK_LIBS)
endif
