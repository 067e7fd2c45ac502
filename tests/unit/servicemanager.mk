# SPDX-License-Identifier: MIT
if HAVE_CHECK
servicemanager_checks = %D%/check_names %D%/check_policy %D%/check_registry %D%/check_suggest
check_PROGRAMS += $(servicemanager_checks)
TESTS += $(servicemanager_checks)
endif
EXTRA_DIST += tests/support/check_tap.h

servicemanager_check_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/servicemanager \
	-I$(top_srcdir)/tests/support $(CHECK_CFLAGS)

%C%_check_names_SOURCES = %D%/check_names.c
%C%_check_names_CPPFLAGS = $(servicemanager_check_cppflags)
%C%_check_names_LDADD = libservicemanager.a $(CHECK_LIBS)

%C%_check_policy_SOURCES = %D%/check_policy.c
%C%_check_policy_CPPFLAGS = $(servicemanager_check_cppflags)
%C%_check_policy_LDADD = libservicemanager.a $(CHECK_LIBS)

%C%_check_registry_SOURCES = %D%/check_registry.c
%C%_check_registry_CPPFLAGS = $(servicemanager_check_cppflags)
%C%_check_registry_LDADD = libservicemanager.a $(CHECK_LIBS)

%C%_check_suggest_SOURCES = %D%/check_suggest.c servicemanager/tools/suggest.c
%C%_check_suggest_CPPFLAGS = $(servicemanager_check_cppflags)
%C%_check_suggest_LDADD = $(CHECK_LIBS)
