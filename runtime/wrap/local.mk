# SPDX-License-Identifier: MIT
# For `hideglue wrap`: preloaded into programs that were written for /dev/binder.
pkglib_LTLIBRARIES += libhideglue-wrap.la
libhideglue_wrap_la_SOURCES = \
	%D%/calls_file.c \
	%D%/calls_io.c \
	%D%/calls_wait.c \
	%D%/device.c %D%/device.h %D%/device_inside.h \
	%D%/device_io.c \
	%D%/next.h
# Definitions of open() and its kin do not go with the C library's own inline ones.
libhideglue_wrap_la_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -U_FORTIFY_SOURCE \
	-U_FILE_OFFSET_BITS -I$(top_srcdir)/runtime -I$(top_srcdir)/driver
libhideglue_wrap_la_LIBADD = libhideglue_driver.la
libhideglue_wrap_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -no-undefined \
	-Wl,--version-script=$(top_srcdir)/%D%/libhideglue-wrap.map
EXTRA_libhideglue_wrap_la_DEPENDENCIES = %D%/libhideglue-wrap.map
EXTRA_DIST += %D%/libhideglue-wrap.map %D%/README.md
