# SPDX-License-Identifier: MIT
# Holders, permissions and sensitive calls between two processes.
guard_aidl = %D%/aidl/guard/Envelope.aidl %D%/aidl/guard/Gift.aidl %D%/aidl/guard/IGuard.aidl
guard_generated = %D%/guard/Envelope.c %D%/guard/Envelope.h %D%/guard/Gift.c %D%/guard/Gift.h \
	%D%/guard/IGuard.c %D%/guard/IGuard.h
%D%/guard.stamp: $(guard_aidl) $(AIDL2C)
	$(AM_V_GEN)$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D% $(guard_aidl:%=$(srcdir)/%) && touch $@
$(guard_generated): %D%/guard.stamp ;
CLEANFILES += %D%/guard.stamp $(guard_generated)
EXTRA_DIST += $(guard_aidl)

check_PROGRAMS += %D%/language
%C%_language_SOURCES = %D%/language.c
nodist_%C%_language_SOURCES = $(guard_generated)
%C%_language_CPPFLAGS = $(integration_cppflags) -D_GNU_SOURCE
%C%_language_LDADD = %D%/libpeer.la libhideglue.la
$(%C%_language_OBJECTS): | %D%/guard.stamp %D%/aidl.stamp

dist_check_SCRIPTS += %D%/language.sh
TESTS += %D%/language.sh
