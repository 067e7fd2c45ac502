# SPDX-License-Identifier: MIT
# The drivers behind driver_ops.h, for libhideglue and for tests that speak to a driver without it.
noinst_LTLIBRARIES += libhideglue_driver.la
libhideglue_driver_la_SOURCES = \
	%D%/driver_ops.h \
	%D%/driver_open.c \
	%D%/driver_kernel.c \
	%D%/driver_daemon.h \
	%D%/driver_daemon.c \
	%D%/driver_daemon_conn.c \
	%D%/driver_daemon_device.c %D%/driver_daemon_device.h \
	%D%/driver_daemon_walk.c \
	%D%/driver_daemon_arena.c
libhideglue_driver_la_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE \
	-I$(top_srcdir)/runtime -I$(top_srcdir)/driver
