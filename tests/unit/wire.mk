# SPDX-License-Identifier: MIT
# The bytes of generated calls, each side against an object of another kind.
wire_made = %D%/wire/wire/IWire.c %D%/wire/wire/IWire.h

%D%/wire.stamp: %D%/aidl/wire/IWire.aidl $(AIDL2C)
	$(AM_V_GEN)$(AIDL2C) -o %D%/wire $(srcdir)/%D%/aidl/wire/IWire.aidl && touch $@
$(wire_made): %D%/wire.stamp ;
CLEANFILES += %D%/wire.stamp $(wire_made)
EXTRA_DIST += %D%/aidl/wire/IWire.aidl

if HAVE_CHECK
check_PROGRAMS += %D%/check_wire
TESTS += %D%/check_wire
endif

%C%_check_wire_SOURCES = %D%/check_wire.c tests/support/no_driver.c
nodist_%C%_check_wire_SOURCES = $(wire_made)
%C%_check_wire_CPPFLAGS = $(generated_cppflags) -I$(top_srcdir)/runtime -I$(top_srcdir)/driver \
	-I%D%/wire
%C%_check_wire_LDADD = libhideglue_core.la $(CHECK_LIBS)

$(%C%_check_wire_OBJECTS): | %D%/wire.stamp
