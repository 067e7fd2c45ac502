# SPDX-License-Identifier: MIT
# The examples' conversations, and hostile and error cases between real processes.
integration_aidl = %D%/aidl/test/IPeer.aidl %D%/aidl/test/ICallback.aidl
integration_generated = %D%/test/IPeer.c %D%/test/IPeer.h %D%/test/ICallback.c %D%/test/ICallback.h
%D%/aidl.stamp: $(integration_aidl) $(AIDL2C)
	$(AM_V_GEN)$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D% \
		$(integration_aidl:%=$(srcdir)/%) && touch $@
$(integration_generated): %D%/aidl.stamp ;
CLEANFILES += %D%/aidl.stamp $(integration_generated)
EXTRA_DIST += $(integration_aidl) %D%/README.md

check_LTLIBRARIES += %D%/libpeer.la
%C%_libpeer_la_SOURCES = %D%/peer.c %D%/peer.h %D%/tap.c %D%/tap.h \
	%D%/driver_state.c %D%/driver_state.h
nodist_%C%_libpeer_la_SOURCES = $(integration_generated)
%C%_libpeer_la_CPPFLAGS = $(integration_cppflags)
%C%_libpeer_la_LIBADD = libhideglue.la

check_PROGRAMS += %D%/calls %D%/objects %D%/kill_random
integration_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/runtime/include -I$(top_srcdir) -I%D%
%C%_calls_CPPFLAGS = $(integration_cppflags)
%C%_calls_LDADD = %D%/libpeer.la libhideglue.la
%C%_objects_CPPFLAGS = $(integration_cppflags)
%C%_objects_LDADD = %D%/libpeer.la libhideglue.la
%C%_kill_random_CPPFLAGS = $(integration_cppflags)
%C%_kill_random_LDADD = %D%/libpeer.la libhideglue.la
$(%C%_libpeer_la_OBJECTS) $(%C%_calls_OBJECTS) $(%C%_objects_OBJECTS) $(%C%_kill_random_OBJECTS): \
	| %D%/aidl.stamp

integration_tests = \
	%D%/readme.sh %D%/examples.sh %D%/errors.sh %D%/calls.sh %D%/objects.sh \
	%D%/kill_random.sh
dist_check_SCRIPTS += $(integration_tests)
TESTS += $(integration_tests)
EXTRA_DIST += %D%/expected/hello.txt %D%/expected/calculator.txt %D%/expected/library.txt \
	%D%/expected/notifier.txt %D%/expected/notifier_end.txt \
	%D%/expected/files.txt
