# SPDX-License-Identifier: MIT
# Fuzzers, built with clang by `make fuzz` and never by make check. FUZZ_SECONDS: for each.
FUZZ_CC = clang
FUZZ_SECONDS = 60
FUZZ_CFLAGS = -std=gnu11 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined

EXTRA_DIST += %D%/README.md %D%/aidl.dict %D%/fuzz_aidl.c
CLEANFILES += %D%/fuzz_aidl

# Seeds are the golden inputs and the texts of the verdicts; what is found stays in corpus-aidl/
# of the build folder.
%D%/fuzz_aidl: %D%/fuzz_aidl.c compiler/front/parser.c compiler/front/lexer.c \
		$(compiler_libaidl_la_SOURCES) $(compiler_gen_c_libgenc_la_SOURCES) \
		$(compiler_gen_json_libgenjson_la_SOURCES)
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(FUZZ_CC) $(FUZZ_CFLAGS) $(AIDL_CPPFLAGS) \
		-I$(top_srcdir)/tests/support $(filter %.c,$^) -o $@

.PHONY: fuzz fuzz-aidl
fuzz: fuzz-aidl
fuzz-aidl: %D%/fuzz_aidl
	$(MKDIR_P) %D%/corpus-aidl
	find $(srcdir)/tests/golden -name '*.aidl' -exec cp {} %D%/corpus-aidl ';'
	sed -n 's/^.*"\(.*;.*\)"}.*/\1/p' $(srcdir)/tests/unit/verdicts.h | sed 's/\\"/"/g' | \
		awk '{ f = "%D%/corpus-aidl/verdict-" NR; \
			print "package p; import p.Q; import p.E; parcelable F { interface I { " $$0 " } }" >f; close(f) }'
	cd %D% && ./fuzz_aidl -dict=$(abs_top_srcdir)/%D%/aidl.dict \
		-max_total_time=$(FUZZ_SECONDS) -max_len=4000 -rss_limit_mb=2000 \
		-timeout=20 -print_final_stats=1 corpus-aidl

include %D%/runtime.mk
