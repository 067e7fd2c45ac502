# SPDX-License-Identifier: MIT
# The system's driver under systemd: units with the paths that programs are installed to, its user
# and its folder. Each goes where configure was told, or nowhere.
systemd_units = \
	%D%/systemd/hideglue-driverd.service \
	%D%/systemd/hideglue-driverd.socket \
	%D%/systemd/hideglue-servicemanager.service

$(systemd_units): %D%/systemd/%: %D%/systemd/%.in Makefile
	$(AM_V_GEN)$(MKDIR_P) %D%/systemd && \
	sed -e 's,[@]sbindir@,$(sbindir),g' -e 's,[@]docdir@,$(docdir),g' \
		$(srcdir)/$@.in >$@.tmp && mv $@.tmp $@
CLEANFILES += $(systemd_units)
EXTRA_DIST += $(systemd_units:=.in) %D%/systemd/README.md

if INSTALL_UNITS
nodist_systemdsystemunit_DATA = $(systemd_units)
endif
if INSTALL_SYSUSERS
dist_sysusers_DATA = %D%/sysusers.d/hideglue.conf
else
EXTRA_DIST += %D%/sysusers.d/hideglue.conf
endif
if INSTALL_TMPFILES
dist_tmpfiles_DATA = %D%/tmpfiles.d/hideglue.conf
else
EXTRA_DIST += %D%/tmpfiles.d/hideglue.conf
endif
AM_DISTCHECK_CONFIGURE_FLAGS = --with-systemdsystemunitdir='$${prefix}/lib/systemd/system'

dist_doc_DATA = docs/system.md
