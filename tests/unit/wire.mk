# SPDX-License-Identifier: MIT
# The bytes of generated calls, each side against an object of another kind.
wire_aidl = %D%/aidl/wire/ISecret.aidl %D%/aidl/wire/IWire.aidl
wire_made = %D%/wire/wire/ISecret.c %D%/wire/wire/ISecret.h \
	%D%/wire/wire/IWire.c %D%/wire/wire/IWire.h

%D%/wire.stamp: $(wire_aidl) $(AIDL2C)
	$(AM_V_GEN)$(AIDL2C) --version=3 --hash=abc -o %D%/wire $(wire_aidl:%=$(srcdir)/%) && touch $@
$(wire_made): %D%/wire.stamp ;
CLEANFILES += %D%/wire.stamp $(wire_made)
EXTRA_DIST += $(wire_aidl)

if HAVE_CHECK
check_PROGRAMS += %D%/check_wire
TESTS += %D%/check_wire
endif

%C%_check_wire_SOURCES = %D%/check_wire.c tests/support/no_driver.c
nodist_%C%_check_wire_SOURCES = $(wire_made)
%C%_check_wire_CPPFLAGS = $(generated_cppflags) -I$(top_srcdir)/runtime -I$(top_srcdir)/driver \
	-I%D%/wire
# Calls of generated code pass by the test.
%C%_check_wire_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=AIBinder_transact,--wrap=AParcel_markSensitive
%C%_check_wire_LDADD = libhideglue_core.la $(CHECK_LIBS)

$(%C%_check_wire_OBJECTS): | %D%/wire.stamp
