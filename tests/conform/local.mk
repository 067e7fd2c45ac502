# SPDX-License-Identifier: MIT
# One program, many drivers: in-process here, a device with CONFORM_DEVICE (see README.md).
check_PROGRAMS += conform
conform_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/runtime -I$(top_srcdir)/driver
conform_SOURCES = \
	%D%/cases_arena.c %D%/cases_call.c %D%/cases_death.c %D%/cases_device.c \
	%D%/cases_freeze.c %D%/cases_manager.c %D%/cases_object.c %D%/cases_oneway.c \
	%D%/cases_refs.c %D%/cases_thread.c %D%/conform.h %D%/main.c %D%/peer.c %D%/peer.h \
	%D%/stream.c %D%/transport_daemon.c %D%/transport_device.c %D%/transport_inproc.c
conform_LDADD = libbinder_inproc.la libhideglue_driver.la
EXTRA_conform_DEPENDENCIES = hideglue-driverd

dist_check_SCRIPTS += %D%/inproc.sh %D%/parking.sh %D%/daemon.sh
TESTS += %D%/inproc.sh %D%/parking.sh %D%/daemon.sh
EXTRA_DIST += %D%/README.md

# Everybody against everybody, for about two seconds.
check_PROGRAMS += binder_stress
binder_stress_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/driver
binder_stress_SOURCES = %D%/stress.c
binder_stress_LDADD = libbinder_inproc.la
TESTS += binder_stress
