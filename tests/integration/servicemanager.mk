# SPDX-License-Identifier: MIT
dist_check_SCRIPTS += %D%/servicemanager_run.sh %D%/servicemanager_session.sh
TESTS += %D%/servicemanager_run.sh %D%/servicemanager_session.sh
EXTRA_DIST += tests/support/tap.sh %D%/servicemanager_service.sh

if HAVE_CHECK
check_PROGRAMS += %D%/servicemanager_service
TESTS += %D%/servicemanager_service.sh
%C%_servicemanager_service_SOURCES = %D%/servicemanager_service.c \
	%D%/servicemanager_peer.c %D%/servicemanager_peer.h
%C%_servicemanager_service_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/runtime/include \
	-Iservicemanager/gen -I$(top_srcdir)/tests/support $(CHECK_CFLAGS)
%C%_servicemanager_service_LDADD = libservicemanager_aidl.a libhideglue.la $(CHECK_LIBS)
$(%C%_servicemanager_service_OBJECTS): servicemanager/gen/stamp
endif
