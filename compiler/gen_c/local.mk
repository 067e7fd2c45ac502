# SPDX-License-Identifier: MIT
# The C backend: model in, C out.
noinst_LTLIBRARIES += %D%/libgenc.la

%C%_libgenc_la_CPPFLAGS = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS)
%C%_libgenc_la_SOURCES = \
	%D%/arrays.c \
	%D%/check.c \
	%D%/ctype.c \
	%D%/enum.c \
	%D%/fixed.c \
	%D%/gen.h \
	%D%/gen_c.h \
	%D%/header.c \
	%D%/ident.c %D%/ident.h %D%/ident_words.c %D%/ident_words.h \
	%D%/interface.c \
	%D%/locals.c \
	%D%/ops.c \
	%D%/parcelable.c \
	%D%/proxy.c \
	%D%/source.c \
	%D%/stub.c \
	%D%/supported.c \
	%D%/text.c \
	%D%/union.c

EXTRA_DIST += %D%/README.md

# How a folder compiles its interfaces. All in one run, so that types of other files
# are found; files are only touched where their content changes:
#
#	hello_aidl = %D%/aidl/hello/IHello.aidl
#	hello_generated = %D%/gen/hello/IHello.c %D%/gen/hello/IHello.h
#	%D%/gen.stamp: $(hello_aidl) $(AIDL2C)
#		$(AM_V_GEN)$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D%/gen \
#			$(hello_aidl:%=$(srcdir)/%) && touch $@
#	$(hello_generated): %D%/gen.stamp ;
#	nodist_hello_SOURCES = $(hello_generated)
#	hello_CPPFLAGS = $(AM_CPPFLAGS) -I%D%/gen -I$(top_srcdir)/runtime/include
#	$(hello_OBJECTS): | %D%/gen.stamp
#	CLEANFILES += %D%/gen.stamp $(hello_generated)
#	EXTRA_DIST += $(hello_aidl)
AIDL2C = compiler/aidl2c$(EXEEXT)
