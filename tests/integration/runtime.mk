# SPDX-License-Identifier: MIT
# The library over a real driver, with public functions alone.
if HAVE_CHECK
check_PROGRAMS += %D%/runtime_real
TESTS += %D%/runtime_real.sh
%C%_runtime_real_SOURCES = %D%/runtime_real.c
%C%_runtime_real_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/runtime/include \
	-I$(top_srcdir)/tests/support $(CHECK_CFLAGS)
%C%_runtime_real_LDADD = libhideglue.la $(CHECK_LIBS)
endif
dist_check_SCRIPTS += %D%/runtime_real.sh
