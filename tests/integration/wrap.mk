# SPDX-License-Identifier: MIT
# Programs for /dev/binder, by `hideglue wrap` on the daemon.
check_PROGRAMS += %D%/wrap_program
%C%_wrap_program_SOURCES = %D%/wrap_program.c %D%/wrap_manager.c %D%/wrap_raw.c %D%/wrap_raw.h
%C%_wrap_program_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE
dist_check_SCRIPTS += %D%/wrap.sh %D%/wrap_conform.sh
TESTS += %D%/wrap.sh %D%/wrap_conform.sh
EXTRA_DIST += %D%/wrap_support.sh

# After an installation, also one with DESTDIR: the command finds its library and its helpers there.
installcheck-local: %D%/wrap_program
	cd / && LD_LIBRARY_PATH='$(DESTDIR)$(libdir)' \
	'$(DESTDIR)$(bindir)/hideglue' run '$(DESTDIR)$(bindir)/hideglue' wrap \
		'$(abs_builddir)/%D%/wrap_program' ping
