# SPDX-License-Identifier: MIT
# Readers that aidl2c made, of the types that tests/unit has.
fuzz_reader_include = -Itests/unit/aidl/plain -Itests/unit/lang/plain

check_PROGRAMS += %D%/fuzz_reader
%C%_fuzz_reader_SOURCES = %D%/fuzz_reader.c %D%/received.c tests/support/no_driver.c \
	$(fuzz_plain)
nodist_%C%_fuzz_reader_SOURCES = \
	tests/unit/aidl/plain/generated/Data.c tests/unit/aidl/plain/generated/Holder.c \
	tests/unit/aidl/plain/generated/ICheck.c tests/unit/aidl/plain/generated/Kind.c \
	tests/unit/aidl/plain/generated/Tree.c \
	tests/unit/aidl/plain/generated/Value.c \
	tests/unit/lang/plain/lang/Bits.c tests/unit/lang/plain/lang/Chain.c \
	tests/unit/lang/plain/lang/Item.c tests/unit/lang/plain/lang/Node.c \
	tests/unit/lang/plain/lang/Slot.c tests/unit/lang/plain/lang/Tagged.c \
	tests/unit/lang/plain/lang/Word.c
%C%_fuzz_reader_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/runtime/include \
	-I$(top_srcdir)/runtime -I$(top_srcdir)/driver -I$(top_srcdir)/tests/unit \
	$(fuzz_reader_include)
%C%_fuzz_reader_LDADD = libhideglue_core.la
$(%C%_fuzz_reader_OBJECTS): | tests/unit/aidl.stamp tests/unit/lang.stamp

%D%/libfuzzer_reader: %D%/fuzz_reader.c %D%/received.c tests/support/no_driver.c \
		$(nodist_%C%_fuzz_reader_SOURCES) $(libhideglue_core_la_SOURCES)
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(FUZZ_CC) $(FUZZ_CFLAGS) $(libhideglue_core_la_CPPFLAGS) \
		-I$(top_srcdir)/tests/unit $(fuzz_reader_include) $(filter %.c,$^) \
		$(fuzz_libfuzzer) -o $@
CLEANFILES += %D%/libfuzzer_reader

.PHONY: fuzz-reader
fuzz: fuzz-reader
fuzz-reader: %D%/libfuzzer_reader %D%/fuzz_reader
	$(MKDIR_P) %D%/corpus-reader
	%D%/fuzz_reader -n 1 -w %D%/corpus-reader
	cd %D% && ./libfuzzer_reader $(FUZZ_FLAGS) -max_len=512 corpus-reader
