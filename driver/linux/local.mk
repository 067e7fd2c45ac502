# SPDX-License-Identifier: MIT
# The module is built on request only: `make module`, KDIR= for other headers.
module_sources = \
	%D%/arena.c %D%/binderfs.c %D%/binderfs_device.c %D%/binderfs_dir.c %D%/binderfs_logs.c \
	%D%/debug.c %D%/device.c %D%/env.c %D%/misc.c %D%/module.c %D%/reclaim.c %D%/trace.c \
	%D%/binderfs.h %D%/compat.h %D%/home.h %D%/trace_pages.h
EXTRA_DIST += %D%/Kbuild %D%/build.sh %D%/check_symbols.sh %D%/README.md $(module_sources)

# The sources as DKMS wants them: `dkms add` takes the installed folder.
dkmsdir = $(pkgdatadir)/module
dkmslinuxdir = $(dkmsdir)/linux
dkmscoredir = $(dkmsdir)/core
dkmsuapidir = $(dkmsdir)/uapi
nodist_dkms_DATA = %D%/dkms.conf
dkmslinux_DATA = %D%/Kbuild $(module_sources)
dkmscore_DATA = $(filter driver/core/%,$(binder_core_sources))
dkmsuapi_DATA = driver/uapi/binder.h driver/uapi/binderfs.h

%D%/dkms.conf: %D%/dkms.conf.in Makefile
	$(AM_V_GEN)$(MKDIR_P) %D% && \
	sed 's,[@]PACKAGE_VERSION@,$(PACKAGE_VERSION),g' $(srcdir)/%D%/dkms.conf.in >$@.tmp && \
	mv $@.tmp $@
CLEANFILES += %D%/dkms.conf
EXTRA_DIST += %D%/dkms.conf.in

moduleexamplesdir = $(docdir)/module
dist_moduleexamples_DATA = \
	%D%/examples/README.md \
	%D%/examples/hideglue-binder.modprobe.conf \
	%D%/examples/hideglue-binder.modules-load.conf \
	%D%/examples/60-hideglue-binder.rules \
	%D%/examples/dev-binderfs.mount

.PHONY: module
module:
	$(AM_V_GEN)$(top_srcdir)/%D%/build.sh $(top_builddir) $(KDIR)

clean-local: clean-module
.PHONY: clean-module
clean-module:
	rm -rf %D%/kbuild %D%/hideglue_binder.ko
