# SPDX-License-Identifier: MIT
# The tree as JSON: model in, one document a file out.
noinst_LTLIBRARIES += %D%/libgenjson.la

%C%_libgenjson_la_CPPFLAGS = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS)
%C%_libgenjson_la_SOURCES = \
	%D%/gen_json.c %D%/gen_json.h \
	%D%/member.c \
	%D%/tree.h \
	%D%/type.c \
	%D%/value.c

EXTRA_DIST += %D%/README.md
