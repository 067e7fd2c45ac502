# SPDX-License-Identifier: MIT
# hideglue-driverd and its client side, with good clients and hostile ones.
if HAVE_CHECK
check_PROGRAMS += %D%/daemon_hostile %D%/daemon_client %D%/daemon_system \
	%D%/daemon_limits %D%/daemon_liars
TESTS += %D%/daemon_hostile %D%/daemon_client %D%/daemon_system %D%/daemon_limits \
	%D%/daemon_liars
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
%C%_daemon_limits_SOURCES = %D%/daemon_limits.c %D%/daemon_support.c %D%/daemon_support.h
%C%_daemon_limits_CPPFLAGS = $(daemon_test_cppflags)
%C%_daemon_limits_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
%C%_daemon_limits_LDADD = libhideglue_driver.la $(CHECK_LIBS)
EXTRA_%C%_daemon_limits_DEPENDENCIES = hideglue-driverd
%C%_daemon_liars_SOURCES = %D%/daemon_liars.c %D%/daemon_support.c %D%/daemon_support.h
%C%_daemon_liars_CPPFLAGS = $(daemon_test_cppflags)
%C%_daemon_liars_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
%C%_daemon_liars_LDADD = libhideglue_driver.la $(CHECK_LIBS)
EXTRA_%C%_daemon_liars_DEPENDENCIES = hideglue-driverd

# The daemon inside the test, asking for all that it needs through the functions of starve.c.
check_PROGRAMS += %D%/daemon_starved
TESTS += %D%/daemon_starved
starve_wraps = malloc calloc realloc strdup free mmap madvise memfd_create ftruncate dup fopen \
	accept4 epoll_ctl send sendmsg syscall pthread_create
%C%_daemon_starved_SOURCES = %D%/daemon_starved.c %D%/starve.c %D%/starve.h \
	%D%/daemon_support.c %D%/daemon_support.h
%C%_daemon_starved_CPPFLAGS = $(BINDER_CORE_ONE_CPPFLAGS) $(daemon_test_cppflags)
%C%_daemon_starved_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
%C%_daemon_starved_LDFLAGS = $(AM_LDFLAGS) $(starve_wraps:%=-Wl,--wrap=%)
%C%_daemon_starved_LDADD = libdriverd.la libhideglue_driver.la $(CHECK_LIBS)

# Each request that the daemon ever makes, one after the other; minutes.
check-starved: %D%/daemon_starved
	STARVE_STEP=1 top_builddir=$(top_builddir) $(builddir)/%D%/daemon_starved
endif
.PHONY: check-starved
