# SPDX-License-Identifier: MIT
# Code that aidl2c made, against the runtime. One interface twice, under two prefixes:
# calls through the copy that made an object are direct, through the other marshalled.
generated_aidl = \
	%D%/aidl/generated/Data.aidl \
	%D%/aidl/generated/Holder.aidl \
	%D%/aidl/generated/ICheck.aidl \
	%D%/aidl/generated/IOther.aidl \
	%D%/aidl/generated/Kind.aidl \
	%D%/aidl/generated/Tree.aidl \
	%D%/aidl/generated/Value.aidl
generated_plain = \
	%D%/aidl/plain/generated/Data.c %D%/aidl/plain/generated/Data.h \
	%D%/aidl/plain/generated/Holder.c %D%/aidl/plain/generated/Holder.h \
	%D%/aidl/plain/generated/ICheck.c %D%/aidl/plain/generated/ICheck.h \
	%D%/aidl/plain/generated/IOther.c %D%/aidl/plain/generated/IOther.h \
	%D%/aidl/plain/generated/Kind.c %D%/aidl/plain/generated/Kind.h \
	%D%/aidl/plain/generated/Tree.c %D%/aidl/plain/generated/Tree.h \
	%D%/aidl/plain/generated/Value.c %D%/aidl/plain/generated/Value.h
generated_copy = \
	%D%/aidl/copy/generated/Data.c %D%/aidl/copy/generated/Data.h \
	%D%/aidl/copy/generated/Holder.c %D%/aidl/copy/generated/Holder.h \
	%D%/aidl/copy/generated/ICheck.c %D%/aidl/copy/generated/ICheck.h \
	%D%/aidl/copy/generated/IOther.c %D%/aidl/copy/generated/IOther.h \
	%D%/aidl/copy/generated/Kind.c %D%/aidl/copy/generated/Kind.h \
	%D%/aidl/copy/generated/Tree.c %D%/aidl/copy/generated/Tree.h \
	%D%/aidl/copy/generated/Value.c %D%/aidl/copy/generated/Value.h

%D%/aidl.stamp: $(generated_aidl) $(AIDL2C)
	$(AM_V_GEN)$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D%/aidl/plain \
		$(generated_aidl:%=$(srcdir)/%) && \
	$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D%/aidl/copy --prefix=generated=copy_ \
		$(generated_aidl:%=$(srcdir)/%) && touch $@
$(generated_plain) $(generated_copy): %D%/aidl.stamp ;
CLEANFILES += %D%/aidl.stamp $(generated_plain) $(generated_copy)
EXTRA_DIST += $(generated_aidl)

if HAVE_CHECK
check_PROGRAMS += %D%/check_generated
TESTS += %D%/check_generated
check_LTLIBRARIES += %D%/libgenerated_plain.la %D%/libgenerated_copy.la
endif

generated_cppflags = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/runtime/include \
	-I$(top_srcdir)/tests/support -I$(top_srcdir)/%D% $(CHECK_CFLAGS)

%C%_libgenerated_plain_la_SOURCES = %D%/generated_calls.c %D%/generated_calls.h
nodist_%C%_libgenerated_plain_la_SOURCES = $(generated_plain)
%C%_libgenerated_plain_la_CPPFLAGS = $(generated_cppflags) -I%D%/aidl/plain

%C%_libgenerated_copy_la_SOURCES = %D%/generated_calls.c %D%/generated_service.c
nodist_%C%_libgenerated_copy_la_SOURCES = $(generated_copy)
%C%_libgenerated_copy_la_CPPFLAGS = $(generated_cppflags) -I%D%/aidl/copy -DCALLS_DIRECT

%C%_check_generated_SOURCES = %D%/check_generated.c tests/support/no_driver.c
%C%_check_generated_CPPFLAGS = $(generated_cppflags) -I$(top_srcdir)/runtime \
	-I$(top_srcdir)/driver -I%D%/aidl/plain
%C%_check_generated_LDADD = %D%/libgenerated_plain.la %D%/libgenerated_copy.la libhideglue_core.la \
	$(CHECK_LIBS)

$(%C%_libgenerated_plain_la_OBJECTS) $(%C%_libgenerated_copy_la_OBJECTS) \
$(%C%_check_generated_OBJECTS): | %D%/aidl.stamp
