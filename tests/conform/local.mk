# SPDX-License-Identifier: MIT
# One program, many drivers: in-process here, a device with CONFORM_DEVICE (see README.md).
check_PROGRAMS += %D%/conform
%C%_conform_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/runtime -I$(top_srcdir)/driver
%C%_conform_SOURCES = \
	%D%/cases_arena.c %D%/cases_call.c %D%/cases_chain.c %D%/cases_counts.c \
	%D%/cases_cve.c %D%/cases_death.c %D%/cases_device.c %D%/cases_map.c \
	%D%/cases_freeze.c %D%/cases_holes.c %D%/cases_ioctl.c %D%/cases_layout.c \
	%D%/cases_limits.c %D%/cases_manager.c \
	%D%/cases_object.c %D%/cases_oneway.c %D%/cases_read.c %D%/cases_refs.c %D%/cases_sg.c \
	%D%/cases_thread.c %D%/cases_write.c %D%/conform.h %D%/main.c %D%/peer.c %D%/peer.h \
	%D%/record.c %D%/record.h \
	%D%/stream.c %D%/transport_daemon.c %D%/transport_device.c %D%/transport_inproc.c \
	%D%/transport_thread.c
%C%_conform_LDADD = libbinder_inproc.la libhideglue_driver.la
EXTRA_%C%_conform_DEPENDENCIES = hideglue-driverd

dist_check_SCRIPTS += %D%/inproc.sh %D%/parking.sh %D%/daemon.sh
TESTS += %D%/inproc.sh %D%/parking.sh %D%/daemon.sh
EXTRA_DIST += %D%/README.md %D%/table.sh

# Runs every driver there is and writes down where they differ; takes minutes.
.PHONY: conformance-table
conformance-table: %D%/conform$(EXEEXT) hideglue-driverd module
	top_srcdir=$(top_srcdir) top_builddir=$(top_builddir) $(SHELL) \
		$(top_srcdir)/tests/conform/table.sh > %D%/conformance.md
	mv %D%/conformance.md $(top_srcdir)/docs/conformance.md

# Everybody against everybody, for about two seconds.
check_PROGRAMS += %D%/stress
%C%_stress_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/driver
%C%_stress_SOURCES = %D%/stress.c
%C%_stress_LDADD = libbinder_inproc.la
TESTS += %D%/stress
