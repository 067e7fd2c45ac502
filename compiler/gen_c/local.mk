# SPDX-License-Identifier: MIT
# The C backend: model in, C out.
noinst_LTLIBRARIES += %D%/libgenc.la

%C%_libgenc_la_CPPFLAGS = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS)
%C%_libgenc_la_SOURCES = \
	%D%/arrays.c \
	%D%/ctype.c \
	%D%/enum.c \
	%D%/gen.h \
	%D%/gen_c.h \
	%D%/header.c \
	%D%/ident.c %D%/ident.h \
	%D%/interface.c \
	%D%/ops.c \
	%D%/parcelable.c \
	%D%/proxy.c \
	%D%/source.c \
	%D%/stub.c \
	%D%/text.c \
	%D%/union.c

EXTRA_DIST += %D%/README.md
