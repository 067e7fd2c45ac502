# SPDX-License-Identifier: MIT
# What is much larger in memory than in a parcel. Under two prefixes, as in generated.mk, and with
# another limit than libraries and programs have.
large_aidl = \
	%D%/aidl/large/Hall.aidl %D%/aidl/large/Hotel.aidl %D%/aidl/large/IHotel.aidl \
	%D%/aidl/large/Knot.aidl %D%/aidl/large/Link.aidl
large_plain = \
	%D%/large/plain/large/Hall.c %D%/large/plain/large/Hall.h \
	%D%/large/plain/large/Hotel.c %D%/large/plain/large/Hotel.h \
	%D%/large/plain/large/IHotel.c %D%/large/plain/large/IHotel.h \
	%D%/large/plain/large/Knot.c %D%/large/plain/large/Knot.h \
	%D%/large/plain/large/Link.c %D%/large/plain/large/Link.h
large_copy = \
	%D%/large/copy/large/Hall.c %D%/large/copy/large/Hall.h \
	%D%/large/copy/large/IHotel.c %D%/large/copy/large/IHotel.h

%D%/large.stamp: $(large_aidl) %D%/aidl/byhand/Wrap.aidl $(AIDL2C)
	$(AM_V_GEN)$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D%/large/plain $(large_aidl:%=$(srcdir)/%) && \
	$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D%/large/copy --prefix=large=copy_ \
		$(srcdir)/%D%/aidl/large/Hall.aidl $(srcdir)/%D%/aidl/large/IHotel.aidl && touch $@
$(large_plain) $(large_copy): %D%/large.stamp ;
CLEANFILES += %D%/large.stamp $(large_plain) $(large_copy)
EXTRA_DIST += $(large_aidl) %D%/aidl/byhand/Wrap.aidl

if HAVE_CHECK
check_PROGRAMS += %D%/check_large
TESTS += %D%/check_large
check_LTLIBRARIES += %D%/liblarge_plain.la %D%/liblarge_copy.la
endif

large_cppflags = $(generated_cppflags) -DAIDL_MAX_READ_BYTES=1048576u

%C%_liblarge_plain_la_SOURCES = %D%/large_calls.c %D%/large.h \
	%D%/byhand/wrap.c %D%/byhand/wrap.h
nodist_%C%_liblarge_plain_la_SOURCES = $(large_plain)
%C%_liblarge_plain_la_CPPFLAGS = $(large_cppflags) -I%D%/large/plain

%C%_liblarge_copy_la_SOURCES = %D%/large_calls.c %D%/large_service.c
nodist_%C%_liblarge_copy_la_SOURCES = $(large_copy)
%C%_liblarge_copy_la_CPPFLAGS = $(large_cppflags) -I%D%/large/copy -DCALLS_DIRECT

%C%_check_large_SOURCES = %D%/check_large.c tests/support/no_driver.c
%C%_check_large_CPPFLAGS = $(large_cppflags) -I$(top_srcdir)/runtime \
	-I$(top_srcdir)/driver -I%D%/large/plain
%C%_check_large_LDADD = %D%/liblarge_copy.la %D%/liblarge_plain.la libhideglue_core.la $(CHECK_LIBS)

$(%C%_liblarge_plain_la_OBJECTS) $(%C%_liblarge_copy_la_OBJECTS) \
$(%C%_check_large_OBJECTS): | %D%/large.stamp
