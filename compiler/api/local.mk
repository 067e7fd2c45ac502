# SPDX-License-Identifier: MIT
# The API of types: dumps, comparing them, hashes, the one-file form.
noinst_LTLIBRARIES += %D%/libapi.la

%C%_libapi_la_CPPFLAGS = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS)
%C%_libapi_la_SOURCES = \
	%D%/compare.c %D%/compare.h \
	%D%/compare_fields.c %D%/compare_methods.c \
	%D%/compare_text.c %D%/compare_values.c \
	%D%/dump.c %D%/dump.h \
	%D%/hash.c %D%/hash.h \
	%D%/license.c %D%/license.h \
	%D%/mapping.c %D%/mapping.h \
	%D%/preprocess.c %D%/preprocess.h \
	%D%/sha1.c %D%/sha1.h \
	%D%/text.c %D%/text.h

EXTRA_DIST += %D%/README.md
