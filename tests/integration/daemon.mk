# SPDX-License-Identifier: MIT
# hideglue-driverd and its client side, with good clients and hostile ones.
if HAVE_CHECK
check_PROGRAMS += %D%/daemon_hostile %D%/daemon_client %D%/daemon_system
TESTS += %D%/daemon_hostile %D%/daemon_client %D%/daemon_system
daemon_test_cppflags = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/tests -I$(top_srcdir)/runtime \
	-I$(top_srcdir)/driver
%C%_daemon_hostile_SOURCES = %D%/daemon_hostile.c %D%/daemon_support.c %D%/daemon_support.h
%C%_daemon_hostile_CPPFLAGS = $(daemon_test_cppflags)
%C%_daemon_hostile_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
%C%_daemon_hostile_LDADD = libhideglue_driver.la $(CHECK_LIBS)
EXTRA_%C%_daemon_hostile_DEPENDENCIES = hideglue-driverd
%C%_daemon_client_SOURCES = %D%/daemon_client.c %D%/daemon_support.c %D%/daemon_support.h
%C%_daemon_client_CPPFLAGS = $(daemon_test_cppflags)
%C%_daemon_client_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
%C%_daemon_client_LDADD = libhideglue_driver.la $(CHECK_LIBS)
EXTRA_%C%_daemon_client_DEPENDENCIES = hideglue-driverd
%C%_daemon_system_SOURCES = %D%/daemon_system.c %D%/daemon_support.c %D%/daemon_support.h
%C%_daemon_system_CPPFLAGS = $(daemon_test_cppflags)
%C%_daemon_system_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
%C%_daemon_system_LDADD = libhideglue_driver.la $(CHECK_LIBS)
EXTRA_%C%_daemon_system_DEPENDENCIES = hideglue-driverd
endif
