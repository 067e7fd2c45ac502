# SPDX-License-Identifier: MIT
# The part that needs no runtime: what the service manager decides and remembers.
noinst_LIBRARIES += libservicemanager.a
libservicemanager_a_SOURCES = \
	%D%/names.c %D%/names.h \
	%D%/policy.c %D%/policy.h \
	%D%/quota.c %D%/quota.h \
	%D%/registry.c %D%/registry.h \
	%D%/sorted.c %D%/sorted.h
libservicemanager_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/%D%

servicemanager_aidl = \
	%D%/aidl/android/os/IServiceManager.aidl \
	%D%/aidl/android/os/IServiceCallback.aidl \
	%D%/aidl/android/os/IClientCallback.aidl \
	%D%/aidl/android/os/Service.aidl \
	%D%/aidl/android/os/ServiceWithMetadata.aidl \
	%D%/aidl/android/os/ServiceDebugInfo.aidl \
	%D%/aidl/android/os/ConnectionInfo.aidl \
	%D%/aidl/android/os/CallerContext.aidl
EXTRA_DIST += $(servicemanager_aidl) %D%/README.md

bin_PROGRAMS += hideglue
hideglue_SOURCES = \
	%D%/tools/hideglue.c %D%/tools/command.h \
	%D%/tools/run.c \
	%D%/tools/session.c %D%/tools/session.h \
	%D%/tools/helper.c %D%/tools/helper.h \
	%D%/tools/suggest.c %D%/tools/suggest.h
hideglue_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/%D%
