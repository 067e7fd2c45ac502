# SPDX-License-Identifier: MIT
# The less usual parts of AIDL in C. lang is there under two prefixes, as in generated.mk; grown in
# an old and a new version.
language_aidl = \
	%D%/aidl/lang/Bits.aidl %D%/aidl/lang/Chain.aidl %D%/aidl/lang/ILang.aidl \
	%D%/aidl/lang/Item.aidl %D%/aidl/lang/Kind.aidl %D%/aidl/lang/Node.aidl \
	%D%/aidl/lang/Shape.aidl %D%/aidl/lang/Slot.aidl %D%/aidl/lang/Tagged.aidl \
	%D%/aidl/lang/Word.aidl
language_firm_aidl = %D%/aidl/firm/IFirm.aidl %D%/aidl/firm/Note.aidl %D%/aidl/firm/Slot.aidl
language_old_aidl = %D%/aidl_old/grown/IThings.aidl %D%/aidl_old/grown/Thing.aidl
language_new_aidl = %D%/aidl_new/grown/IThings.aidl %D%/aidl_new/grown/Thing.aidl
language_plain = \
	%D%/lang/plain/lang/Bits.c %D%/lang/plain/lang/Bits.h \
	%D%/lang/plain/lang/Chain.c %D%/lang/plain/lang/Chain.h \
	%D%/lang/plain/lang/ILang.c %D%/lang/plain/lang/ILang.h \
	%D%/lang/plain/lang/Item.c %D%/lang/plain/lang/Item.h \
	%D%/lang/plain/lang/Kind.c %D%/lang/plain/lang/Kind.h \
	%D%/lang/plain/lang/Node.c %D%/lang/plain/lang/Node.h \
	%D%/lang/plain/lang/Shape.c %D%/lang/plain/lang/Shape.h \
	%D%/lang/plain/lang/Slot.c %D%/lang/plain/lang/Slot.h \
	%D%/lang/plain/lang/Tagged.c %D%/lang/plain/lang/Tagged.h \
	%D%/lang/plain/lang/Word.c %D%/lang/plain/lang/Word.h \
	%D%/lang/plain/firm/IFirm.c %D%/lang/plain/firm/IFirm.h \
	%D%/lang/plain/firm/Note.c %D%/lang/plain/firm/Note.h \
	%D%/lang/plain/firm/Slot.c %D%/lang/plain/firm/Slot.h \
	%D%/lang/plain/grown/IThings.c %D%/lang/plain/grown/IThings.h \
	%D%/lang/plain/grown/Thing.c %D%/lang/plain/grown/Thing.h
language_copy = \
	%D%/lang/copy/lang/Bits.c %D%/lang/copy/lang/Bits.h \
	%D%/lang/copy/lang/Chain.c %D%/lang/copy/lang/Chain.h \
	%D%/lang/copy/lang/ILang.c %D%/lang/copy/lang/ILang.h \
	%D%/lang/copy/lang/Item.c %D%/lang/copy/lang/Item.h \
	%D%/lang/copy/lang/Kind.c %D%/lang/copy/lang/Kind.h \
	%D%/lang/copy/lang/Node.c %D%/lang/copy/lang/Node.h \
	%D%/lang/copy/lang/Shape.c %D%/lang/copy/lang/Shape.h \
	%D%/lang/copy/lang/Slot.c %D%/lang/copy/lang/Slot.h \
	%D%/lang/copy/lang/Tagged.c %D%/lang/copy/lang/Tagged.h \
	%D%/lang/copy/lang/Word.c %D%/lang/copy/lang/Word.h
language_old = \
	%D%/lang/old/grown/IThings.c %D%/lang/old/grown/IThings.h \
	%D%/lang/old/grown/Thing.c %D%/lang/old/grown/Thing.h

%D%/lang.stamp: $(language_aidl) $(language_firm_aidl) $(language_old_aidl) $(language_new_aidl) \
		%D%/aidl/byhand/Matrix.aidl $(AIDL2C)
	$(AM_V_GEN)$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D%/lang/plain $(language_aidl:%=$(srcdir)/%) && \
	$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D%/lang/copy --prefix=lang=copy_ \
		$(language_aidl:%=$(srcdir)/%) && \
	$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D%/lang/plain --structured --stability=vintf \
		$(language_firm_aidl:%=$(srcdir)/%) && \
	$(AIDL2C) -I $(srcdir)/%D%/aidl_old -o %D%/lang/old --prefix=grown=old_ \
		$(language_old_aidl:%=$(srcdir)/%) && \
	$(AIDL2C) -I $(srcdir)/%D%/aidl_new -o %D%/lang/plain --prefix=grown=new_ --version=2 \
		--hash=notfrozen $(language_new_aidl:%=$(srcdir)/%) && touch $@
$(language_plain) $(language_copy) $(language_old): %D%/lang.stamp ;
CLEANFILES += %D%/lang.stamp $(language_plain) $(language_copy) $(language_old)
EXTRA_DIST += $(language_aidl) $(language_firm_aidl) $(language_old_aidl) $(language_new_aidl) \
	%D%/aidl/byhand/Matrix.aidl

if HAVE_CHECK
check_PROGRAMS += %D%/check_language
TESTS += %D%/check_language
check_LTLIBRARIES += %D%/liblanguage_plain.la %D%/liblanguage_copy.la %D%/liblanguage_old.la
endif

%C%_liblanguage_plain_la_SOURCES = %D%/language_calls.c %D%/language.h \
	%D%/byhand/matrix.c %D%/byhand/matrix.h
nodist_%C%_liblanguage_plain_la_SOURCES = $(language_plain)
%C%_liblanguage_plain_la_CPPFLAGS = $(generated_cppflags) -I%D%/lang/plain

%C%_liblanguage_copy_la_SOURCES = %D%/language_calls.c %D%/language_service.c
nodist_%C%_liblanguage_copy_la_SOURCES = $(language_copy)
%C%_liblanguage_copy_la_CPPFLAGS = $(generated_cppflags) -I%D%/lang/copy -DCALLS_DIRECT

%C%_liblanguage_old_la_SOURCES = %D%/language_old.c %D%/language_old.h
nodist_%C%_liblanguage_old_la_SOURCES = $(language_old)
%C%_liblanguage_old_la_CPPFLAGS = $(generated_cppflags) -I%D%/lang/old

%C%_check_language_SOURCES = %D%/check_language.c tests/support/no_driver.c
%C%_check_language_CPPFLAGS = $(generated_cppflags) -I$(top_srcdir)/runtime \
	-I$(top_srcdir)/driver -I%D%/lang/plain
%C%_check_language_LDADD = %D%/liblanguage_copy.la %D%/liblanguage_plain.la %D%/liblanguage_old.la \
	libhideglue_core.la $(CHECK_LIBS)

$(%C%_liblanguage_plain_la_OBJECTS) $(%C%_liblanguage_copy_la_OBJECTS) \
$(%C%_liblanguage_old_la_OBJECTS) $(%C%_check_language_OBJECTS): | %D%/lang.stamp
