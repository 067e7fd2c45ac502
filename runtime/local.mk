# SPDX-License-Identifier: MIT
include %D%/core/driver.mk

# Installed below include/hideglue, so that sources say <android/...> as on a device.
androidincludedir = $(includedir)/hideglue/android
dist_androidinclude_HEADERS = \
	%D%/include/android/binder_ibinder.h \
	%D%/include/android/binder_ibinder_platform.h \
	%D%/include/android/binder_manager.h \
	%D%/include/android/binder_parcel.h \
	%D%/include/android/binder_parcel_platform.h \
	%D%/include/android/binder_process.h \
	%D%/include/android/binder_shell.h \
	%D%/include/android/binder_stability.h \
	%D%/include/android/binder_status.h
hideglueincludedir = $(includedir)/hideglue/hideglue
dist_hideglueinclude_HEADERS = \
	%D%/include/hideglue/aidl_arrays.h \
	%D%/include/hideglue/aidl_holder.h \
	%D%/include/hideglue/aidl_support.h \
	%D%/include/hideglue/driver.h \
	%D%/include/hideglue/log.h \
	%D%/include/hideglue/manager.h \
	%D%/include/hideglue/process.h

# All of the library but its drivers; unit tests link it with a driver of their own.
noinst_LTLIBRARIES += libhideglue_core.la
libhideglue_core_la_SOURCES = \
	%D%/core/bbinder.c %D%/core/bbinder.h \
	%D%/core/bpbinder.c %D%/core/bpbinder.h \
	%D%/core/death.c %D%/core/death.h \
	%D%/core/ipc_thread_state.c %D%/core/ipc_thread_state.h \
	%D%/core/log.c %D%/core/log.h \
	%D%/core/looper.c %D%/core/thread.h \
	%D%/core/object.c %D%/core/object.h \
	%D%/core/parcel.c %D%/core/parcel.h \
	%D%/core/parcel_object.c \
	%D%/core/process_state.c %D%/core/process_state.h \
	%D%/core/special.c \
	%D%/core/status.c %D%/core/status.h \
	%D%/core/token.c %D%/core/token.h \
	%D%/core/utf.c %D%/core/utf.h \
	%D%/core/visibility.h \
	%D%/ndk/class.c \
	%D%/ndk/death.c \
	%D%/ndk/ibinder.c \
	%D%/ndk/manager.c \
	%D%/ndk/manager_call.c %D%/ndk/manager_call.h \
	%D%/ndk/notify.c \
	%D%/ndk/parcel.c \
	%D%/ndk/parcel_array.c \
	%D%/ndk/parcel_status.c \
	%D%/ndk/platform.c \
	%D%/ndk/process.c \
	%D%/ndk/special.c \
	%D%/ndk/status.c \
	%D%/ndk/weak.c
libhideglue_core_la_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE \
	-I$(top_srcdir)/runtime/include -I$(top_srcdir)/runtime -I$(top_srcdir)/driver
libhideglue_core_la_CFLAGS = $(AM_CFLAGS) -fvisibility=hidden

lib_LTLIBRARIES += libhideglue.la
libhideglue_la_SOURCES =
libhideglue_la_LIBADD = libhideglue_core.la libhideglue_driver.la
libhideglue_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined \
	-Wl,--version-script=$(top_srcdir)/%D%/libhideglue.map
EXTRA_libhideglue_la_DEPENDENCIES = %D%/libhideglue.map
EXTRA_DIST += %D%/libhideglue.map %D%/README.md %D%/core/README.md %D%/ndk/README.md \
	%D%/include/README.md

pkgconfigdir = $(libdir)/pkgconfig
nodist_pkgconfig_DATA = %D%/hideglue.pc
