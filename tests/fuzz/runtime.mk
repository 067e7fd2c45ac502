# SPDX-License-Identifier: MIT
EXTRA_DIST += %D%/fuzz_parcel.c
CLEANFILES += %D%/fuzz_parcel

%D%/fuzz_parcel: %D%/fuzz_parcel.c tests/support/no_driver.c $(libhideglue_core_la_SOURCES)
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(FUZZ_CC) $(FUZZ_CFLAGS) $(libhideglue_core_la_CPPFLAGS) \
		$(filter %.c,$^) -o $@

.PHONY: fuzz-parcel
fuzz: fuzz-parcel
fuzz-parcel: %D%/fuzz_parcel
	$(MKDIR_P) %D%/corpus-parcel
	cd %D% && ./fuzz_parcel -max_total_time=$(FUZZ_SECONDS) -max_len=512 -rss_limit_mb=2000 \
		-timeout=20 -print_final_stats=1 corpus-parcel
