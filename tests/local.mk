# SPDX-License-Identifier: MIT
# Every test speaks TAP, so that the summary counts cases and not programs.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
AM_TESTS_ENVIRONMENT = \
	top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
	CC='$(CC)'; CXX='$(CXX)'; SAN_CFLAGS='$(SAN_CFLAGS)'; \
	TSAN_OPTIONS=halt_on_error=1$${TSAN_OPTIONS:+:$$TSAN_OPTIONS}; \
	CK_DEFAULT_TIMEOUT=$${CK_DEFAULT_TIMEOUT:-120}; \
	export top_srcdir top_builddir CC CXX SAN_CFLAGS TSAN_OPTIONS CK_DEFAULT_TIMEOUT;

EXTRA_DIST += %D%/README.md %D%/support/README.md

include %D%/unit/local.mk
include %D%/golden/local.mk
include %D%/compiler/local.mk
include %D%/corpus/local.mk
include %D%/generated/local.mk
include %D%/conform/local.mk
include %D%/integration/local.mk
include %D%/vm/local.mk
include %D%/fuzz/local.mk
include %D%/bench/local.mk
