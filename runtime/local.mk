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
	%D%/include/hideglue/aidl_support.h \
	%D%/include/hideglue/driver.h \
	%D%/include/hideglue/log.h \
	%D%/include/hideglue/manager.h \
	%D%/include/hideglue/process.h
