# SPDX-License-Identifier: MIT
servicemanager_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/%D% -I%D%/gen \
	-I$(top_srcdir)/runtime/include

# The part that needs no runtime: what the service manager decides and remembers.
noinst_LIBRARIES += libservicemanager.a
libservicemanager_a_SOURCES = \
	%D%/names.c %D%/names.h \
	%D%/policy.c %D%/policy.h \
	%D%/quota.c %D%/quota.h \
	%D%/registry.c %D%/registry.h \
	%D%/sorted.c %D%/sorted.h
libservicemanager_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/%D%

# Its interface, which the tools speak too.
servicemanager_aidl = \
	%D%/aidl/android/os/CallerContext.aidl \
	%D%/aidl/android/os/ConnectionInfo.aidl \
	%D%/aidl/android/os/IClientCallback.aidl \
	%D%/aidl/android/os/IServiceCallback.aidl \
	%D%/aidl/android/os/IServiceManager.aidl \
	%D%/aidl/android/os/Service.aidl \
	%D%/aidl/android/os/ServiceDebugInfo.aidl \
	%D%/aidl/android/os/ServiceWithMetadata.aidl
servicemanager_gen_c = \
	%D%/gen/android/os/CallerContext.c \
	%D%/gen/android/os/ConnectionInfo.c \
	%D%/gen/android/os/IClientCallback.c \
	%D%/gen/android/os/IServiceCallback.c \
	%D%/gen/android/os/IServiceManager.c \
	%D%/gen/android/os/Service.c \
	%D%/gen/android/os/ServiceDebugInfo.c \
	%D%/gen/android/os/ServiceWithMetadata.c
servicemanager_gen_h = $(servicemanager_gen_c:.c=.h)
EXTRA_DIST += $(servicemanager_aidl) %D%/README.md %D%/tools/README.md

%D%/gen/stamp: $(servicemanager_aidl) $(AIDL2C)
	$(AM_V_GEN)$(MKDIR_P) %D%/gen && \
	$(AIDL2C) -I $(top_srcdir)/%D%/aidl -o %D%/gen \
		$(servicemanager_aidl:%=$(top_srcdir)/%) && \
	touch $@
$(servicemanager_gen_c) $(servicemanager_gen_h): %D%/gen/stamp
	@:
BUILT_SOURCES += $(servicemanager_gen_h)
CLEANFILES += $(servicemanager_gen_c) $(servicemanager_gen_h) %D%/gen/stamp

noinst_LIBRARIES += libservicemanager_aidl.a
nodist_libservicemanager_aidl_a_SOURCES = $(servicemanager_gen_c) $(servicemanager_gen_h)
libservicemanager_aidl_a_SOURCES =
libservicemanager_aidl_a_CPPFLAGS = $(servicemanager_cppflags)

sbin_PROGRAMS += hideglue-servicemanager
hideglue_servicemanager_SOURCES = \
	%D%/main.c \
	%D%/log.c %D%/log.h \
	%D%/notify.c %D%/notify.h \
	%D%/objects.c %D%/objects.h \
	%D%/service.c %D%/service.h
hideglue_servicemanager_CPPFLAGS = $(servicemanager_cppflags)
hideglue_servicemanager_LDADD = libservicemanager.a libservicemanager_aidl.a libhideglue.la

# The programs need the headers that aidl2c writes also where a target is made by name.
$(hideglue_servicemanager_OBJECTS) $(libservicemanager_aidl_a_OBJECTS) $(hideglue_OBJECTS): \
	%D%/gen/stamp

bin_PROGRAMS += hideglue
hideglue_SOURCES = \
	%D%/tools/hideglue.c %D%/tools/command.h \
	%D%/tools/doctor.c \
	%D%/tools/driver_debug.c %D%/tools/driver_debug.h \
	%D%/tools/exec.c %D%/tools/exec.h \
	%D%/tools/list.c \
	%D%/tools/manager.c %D%/tools/manager.h \
	%D%/tools/probe.c %D%/tools/probe.h \
	%D%/tools/run.c \
	%D%/tools/services.c %D%/tools/services.h \
	%D%/tools/session.c %D%/tools/session.h \
	%D%/tools/helper.c %D%/tools/helper.h \
	%D%/tools/suggest.c %D%/tools/suggest.h \
	%D%/tools/wrap.c %D%/tools/wrap_check.c %D%/tools/wrap_check.h
hideglue_CPPFLAGS = $(servicemanager_cppflags) -I$(top_srcdir)/driver -I$(top_srcdir)/runtime \
	-DPKGLIBDIR='"$(pkglibdir)"'
hideglue_LDADD = libservicemanager_aidl.a libhideglue.la libhideglue_driver.la
EXTRA_hideglue_DEPENDENCIES = libhideglue-wrap.la
