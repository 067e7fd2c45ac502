# SPDX-License-Identifier: MIT
if HAVE_CHECK
compiler_checks = %D%/check_base %D%/check_consteval %D%/check_ident %D%/check_import \
	%D%/check_lints %D%/check_model %D%/check_verdicts
check_PROGRAMS += $(compiler_checks)
TESTS += $(compiler_checks)
endif

compiler_check_cppflags = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS) -I$(top_srcdir)/tests/support \
	$(CHECK_CFLAGS)
compiler_check_libs = compiler/libaidl.la $(CHECK_LIBS)

%C%_check_base_CPPFLAGS = $(compiler_check_cppflags)
%C%_check_base_LDADD = $(compiler_check_libs)
%C%_check_consteval_SOURCES = %D%/check_consteval.c tests/support/aidl_memory.h
%C%_check_consteval_CPPFLAGS = $(compiler_check_cppflags)
%C%_check_consteval_LDADD = $(compiler_check_libs)
%C%_check_ident_CPPFLAGS = $(compiler_check_cppflags)
%C%_check_ident_LDADD = compiler/gen_c/libgenc.la $(compiler_check_libs)
%C%_check_import_SOURCES = %D%/check_import.c tests/support/aidl_memory.h
%C%_check_import_CPPFLAGS = $(compiler_check_cppflags)
%C%_check_import_LDADD = $(compiler_check_libs)
%C%_check_lints_CPPFLAGS = $(compiler_check_cppflags)
%C%_check_lints_LDADD = $(compiler_check_libs)
%C%_check_model_CPPFLAGS = $(compiler_check_cppflags)
%C%_check_model_LDADD = $(compiler_check_libs)
%C%_check_verdicts_SOURCES = %D%/check_verdicts.c %D%/verdicts.h
%C%_check_verdicts_CPPFLAGS = $(compiler_check_cppflags)
%C%_check_verdicts_LDADD = compiler/gen_c/libgenc.la $(compiler_check_libs)
