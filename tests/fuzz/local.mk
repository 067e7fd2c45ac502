# SPDX-License-Identifier: MIT
# Fuzz targets. Each is built twice: by make check, with fuzz_main.c, for a bounded run that is
# always the same; by make fuzz, with clang's libFuzzer and sanitizers, for FUZZ_SECONDS.
FUZZ_CC = clang
FUZZ_SECONDS = 60
FUZZ_CFLAGS = -std=gnu11 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined
FUZZ_FLAGS = -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=2000 -timeout=20 -print_final_stats=1

EXTRA_DIST += %D%/README.md %D%/check_fuzz.sh %D%/aidl.dict
check_PROGRAMS += %D%/fuzz_aidl %D%/fuzz_parcel
TESTS += %D%/check_fuzz.sh
fuzz_plain = %D%/fuzz.h %D%/fuzz_bytes.c %D%/fuzz_main.c
fuzz_libfuzzer = $(srcdir)/%D%/fuzz_bytes.c $(srcdir)/%D%/libfuzzer.c
EXTRA_DIST += %D%/libfuzzer.c

fuzz_aidl_cppflags = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS) -I$(top_srcdir)/tests/support \
	-I$(top_srcdir)/tests
%C%_fuzz_aidl_SOURCES = %D%/fuzz_aidl.c %D%/change_aidl.c $(fuzz_plain)
%C%_fuzz_aidl_CPPFLAGS = $(fuzz_aidl_cppflags)
%C%_fuzz_aidl_LDADD = compiler/api/libapi.la compiler/gen_c/libgenc.la \
	compiler/gen_json/libgenjson.la compiler/libaidl.la
%C%_fuzz_parcel_SOURCES = %D%/fuzz_parcel.c %D%/received.c %D%/received.h \
	tests/support/no_driver.c $(fuzz_plain)
%C%_fuzz_parcel_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE -I$(top_srcdir)/runtime/include \
	-I$(top_srcdir)/runtime -I$(top_srcdir)/driver
%C%_fuzz_parcel_LDADD = libhideglue_core.la

# The parser and the lexer are made before this one names them.
%D%/libfuzzer_aidl: %D%/fuzz_aidl.c %D%/change_aidl.c compiler/front/parser.c \
		compiler/front/lexer.c $(compiler_libaidl_la_SOURCES) \
		$(compiler_gen_c_libgenc_la_SOURCES) $(compiler_api_libapi_la_SOURCES) \
		$(compiler_gen_json_libgenjson_la_SOURCES)
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(FUZZ_CC) $(FUZZ_CFLAGS) $(AIDL_CPPFLAGS) \
		-I$(top_srcdir)/tests/support -I$(top_srcdir)/tests $(filter %.c,$^) \
		$(fuzz_libfuzzer) -o $@
%D%/libfuzzer_parcel: %D%/fuzz_parcel.c %D%/received.c tests/support/no_driver.c \
		$(libhideglue_core_la_SOURCES)
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(FUZZ_CC) $(FUZZ_CFLAGS) $(libhideglue_core_la_CPPFLAGS) \
		$(filter %.c,$^) $(fuzz_libfuzzer) -o $@
CLEANFILES += %D%/libfuzzer_aidl %D%/libfuzzer_parcel

# What is found stays in the corpus folder of the build.
.PHONY: fuzz fuzz-aidl fuzz-parcel
fuzz: fuzz-aidl fuzz-parcel
fuzz-aidl: %D%/libfuzzer_aidl %D%/fuzz_aidl
	$(MKDIR_P) %D%/corpus-aidl
	find $(srcdir)/tests -name '*.aidl' -exec cp {} %D%/corpus-aidl ';'
	%D%/fuzz_aidl -n 1 -w %D%/corpus-aidl
	cd %D% && ./libfuzzer_aidl $(FUZZ_FLAGS) -max_len=6000 \
		-dict=$(abs_top_srcdir)/%D%/aidl.dict corpus-aidl
fuzz-parcel: %D%/libfuzzer_parcel
	$(MKDIR_P) %D%/corpus-parcel
	cd %D% && ./libfuzzer_parcel $(FUZZ_FLAGS) -max_len=512 corpus-parcel

include %D%/reader.mk
include %D%/driver.mk
