# SPDX-License-Identifier: MIT
if HAVE_CHECK
runtime_checks = %D%/check_parcel %D%/check_object %D%/check_looper
check_PROGRAMS += $(runtime_checks)
TESTS += $(runtime_checks)
endif

runtime_check_cppflags = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/runtime/include \
	-I$(top_srcdir)/runtime -I$(top_srcdir)/driver -I$(top_srcdir)/tests/support $(CHECK_CFLAGS)

%C%_check_parcel_SOURCES = %D%/check_parcel.c tests/support/no_driver.c
%C%_check_parcel_CPPFLAGS = $(runtime_check_cppflags)
%C%_check_parcel_LDADD = libhideglue_core.la $(CHECK_LIBS)

%C%_check_object_SOURCES = %D%/check_object.c tests/support/no_driver.c
%C%_check_object_CPPFLAGS = $(runtime_check_cppflags)
%C%_check_object_LDADD = libhideglue_core.la $(CHECK_LIBS)

%C%_check_looper_SOURCES = %D%/check_looper.c tests/support/fake_driver.c \
	tests/support/fake_driver.h tests/support/no_driver.c
%C%_check_looper_CPPFLAGS = $(runtime_check_cppflags)
%C%_check_looper_LDADD = libhideglue_core.la $(CHECK_LIBS)

dist_check_SCRIPTS += %D%/runtime_headers.sh
TESTS += %D%/runtime_headers.sh
