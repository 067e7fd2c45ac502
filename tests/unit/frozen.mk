# SPDX-License-Identifier: MIT
# One interface as version 1, as version 2, and as version 2 that plays version 1 until it is frozen
# (--previous_api_dir).
frozen_aidl = %D%/aidl_frozen/1/frozen/IPlayer.aidl %D%/aidl_frozen/2/frozen/IPlayer.aidl
frozen_one = %D%/frozen/one/frozen/IPlayer.c %D%/frozen/one/frozen/IPlayer.h
frozen_two = %D%/frozen/two/frozen/IPlayer.c %D%/frozen/two/frozen/IPlayer.h
frozen_next = %D%/frozen/next/frozen/IPlayer.c %D%/frozen/next/frozen/IPlayer.h

%D%/frozen.stamp: $(frozen_aidl) $(AIDL2C)
	$(AM_V_GEN)hash=`$(AIDL2C) --apihash $(srcdir)/%D%/aidl_frozen/1` && \
	$(AIDL2C) -o %D%/frozen/one --prefix=frozen=one_ --version=1 --hash=$$hash \
		$(srcdir)/%D%/aidl_frozen/1/frozen/IPlayer.aidl && \
	$(AIDL2C) -o %D%/frozen/two --prefix=frozen=two_ --version=2 --hash=notfrozen \
		$(srcdir)/%D%/aidl_frozen/2/frozen/IPlayer.aidl && \
	$(AIDL2C) -o %D%/frozen/next --prefix=frozen=next_ --version=2 --hash=notfrozen \
		--previous_api_dir=$(srcdir)/%D%/aidl_frozen/1 --previous_hash=$$hash \
		$(srcdir)/%D%/aidl_frozen/2/frozen/IPlayer.aidl && touch $@
$(frozen_one) $(frozen_two) $(frozen_next): %D%/frozen.stamp ;
CLEANFILES += %D%/frozen.stamp $(frozen_one) $(frozen_two) $(frozen_next)
EXTRA_DIST += $(frozen_aidl)

if HAVE_CHECK
check_PROGRAMS += %D%/check_frozen
TESTS += %D%/check_frozen
check_LTLIBRARIES += %D%/libfrozen_one.la %D%/libfrozen_two.la %D%/libfrozen_next.la
endif

%C%_libfrozen_one_la_SOURCES =
nodist_%C%_libfrozen_one_la_SOURCES = $(frozen_one)
%C%_libfrozen_one_la_CPPFLAGS = $(generated_cppflags) -I%D%/frozen/one
%C%_libfrozen_two_la_SOURCES =
nodist_%C%_libfrozen_two_la_SOURCES = $(frozen_two)
%C%_libfrozen_two_la_CPPFLAGS = $(generated_cppflags) -I%D%/frozen/two
%C%_libfrozen_next_la_SOURCES =
nodist_%C%_libfrozen_next_la_SOURCES = $(frozen_next)
%C%_libfrozen_next_la_CPPFLAGS = $(generated_cppflags) -I%D%/frozen/next

%C%_check_frozen_SOURCES = %D%/check_frozen.c tests/support/no_driver.c
%C%_check_frozen_CPPFLAGS = $(generated_cppflags) -I$(top_srcdir)/runtime -I$(top_srcdir)/driver \
	-I%D%/frozen
%C%_check_frozen_LDADD = %D%/libfrozen_one.la %D%/libfrozen_two.la %D%/libfrozen_next.la \
	libhideglue_core.la $(CHECK_LIBS)

$(%C%_libfrozen_one_la_OBJECTS) $(%C%_libfrozen_two_la_OBJECTS) \
$(%C%_libfrozen_next_la_OBJECTS) $(%C%_check_frozen_OBJECTS): | %D%/frozen.stamp
