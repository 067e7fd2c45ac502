# SPDX-License-Identifier: MIT
if HAVE_CHECK
check_PROGRAMS += %D%/check_arena %D%/check_driver
TESTS += %D%/check_arena %D%/check_driver

%C%_check_arena_SOURCES = %D%/check_arena.c tests/support/check_tap.h
%C%_check_arena_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE $(BINDER_CORE_CPPFLAGS) -I$(top_srcdir)
%C%_check_arena_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
%C%_check_arena_LDADD = libbinder_inproc.la $(CHECK_LIBS)

%C%_check_driver_SOURCES = %D%/check_driver.c tests/support/check_tap.h
%C%_check_driver_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE $(BINDER_CORE_CPPFLAGS) -I$(top_srcdir)
%C%_check_driver_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
%C%_check_driver_LDADD = libbinder_inproc.la $(CHECK_LIBS)
endif
