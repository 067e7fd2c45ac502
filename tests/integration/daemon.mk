# SPDX-License-Identifier: MIT
# hideglue-driverd and its client side, with good clients and hostile ones.
if HAVE_CHECK
check_PROGRAMS += daemon_hostile daemon_client
TESTS += daemon_hostile daemon_client
daemon_test_cppflags = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/tests -I$(top_srcdir)/runtime \
	-I$(top_srcdir)/driver
daemon_hostile_SOURCES = %D%/daemon_hostile.c %D%/daemon_support.c %D%/daemon_support.h
daemon_hostile_CPPFLAGS = $(daemon_test_cppflags)
daemon_hostile_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
daemon_hostile_LDADD = libhideglue_driver.la $(CHECK_LIBS)
EXTRA_daemon_hostile_DEPENDENCIES = hideglue-driverd
daemon_client_SOURCES = %D%/daemon_client.c %D%/daemon_support.c %D%/daemon_support.h
daemon_client_CPPFLAGS = $(daemon_test_cppflags)
daemon_client_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
daemon_client_LDADD = libhideglue_driver.la $(CHECK_LIBS)
EXTRA_daemon_client_DEPENDENCIES = hideglue-driverd
endif
