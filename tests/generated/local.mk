# SPDX-License-Identifier: MIT
# What holds for generated C, whatever the .aidl.
dist_check_SCRIPTS += %D%/includes.sh %D%/names.sh %D%/properties.sh
TESTS += %D%/includes.sh %D%/names.sh %D%/properties.sh
%D%/names.log %D%/includes.log: compiler/aidl2c$(EXEEXT)
%D%/properties.log: %D%/make_properties$(EXEEXT) libhideglue_core.la
EXTRA_DIST += %D%/README.md %D%/compile.sh %D%/properties.c %D%/properties.h %D%/random_matrix.c

check_PROGRAMS += %D%/make_properties
%C%_make_properties_SOURCES = %D%/make_properties.c
%C%_make_properties_CPPFLAGS = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS)
%C%_make_properties_LDADD = compiler/gen_c/libgenc.la compiler/libaidl.la
