# SPDX-License-Identifier: MIT
# aidl2c, and the convenience library libaidl (front end and checked model) that
# other tools link too. Sources say #include "base/arena.h": -I is this folder.
noinst_LTLIBRARIES += %D%/libaidl.la

AIDL_CPPFLAGS = -D_GNU_SOURCE -I$(top_srcdir)/compiler -I$(top_builddir)/compiler

%C%_libaidl_la_CPPFLAGS = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS)
%C%_libaidl_la_SOURCES = \
	%D%/base/arena.c %D%/base/arena.h \
	%D%/base/diag.c %D%/base/diag.h %D%/base/diag.def \
	%D%/base/diag_json.c %D%/base/diag_message.h \
	%D%/base/emit.c %D%/base/emit.h \
	%D%/base/format.c %D%/base/format.h \
	%D%/base/groups.c %D%/base/groups.h \
	%D%/base/intern.c %D%/base/intern.h \
	%D%/base/json.c %D%/base/json.h \
	%D%/base/pages.c %D%/base/pages.h \
	%D%/base/source.c %D%/base/source.h \
	%D%/base/suggest.c %D%/base/suggest.h \
	%D%/base/utf8.c %D%/base/utf8.h \
	%D%/base/vec.c %D%/base/vec.h \
	%D%/front/ast.c %D%/front/ast.h \
	%D%/front/build.c %D%/front/build.h \
	%D%/front/import.c %D%/front/import.h \
	%D%/front/lexer.l %D%/front/lexer.h \
	%D%/front/near.c %D%/front/near.h \
	%D%/front/parse.h %D%/front/parser.y \
	%D%/front/syntax.c %D%/front/syntax.h \
	%D%/sema/annotations.c %D%/sema/annotations.h \
	%D%/sema/check.c %D%/sema/check.h %D%/sema/methods.c \
	%D%/sema/circles.c %D%/sema/circles.h \
	%D%/sema/consteval.c %D%/sema/consteval.h %D%/sema/value.c \
	%D%/sema/operators.c %D%/sema/operators.h %D%/sema/constfit.c \
	%D%/sema/cycles.c %D%/sema/references.c %D%/sema/references.h \
	%D%/sema/doc.c %D%/sema/doc.h \
	%D%/sema/lint.c %D%/sema/lint.h \
	%D%/sema/model.c %D%/sema/model.h \
	%D%/sema/holds.c %D%/sema/holds.h \
	%D%/sema/measure.c %D%/sema/measure.h \
	%D%/sema/names.c %D%/sema/names.h \
	%D%/sema/order.c %D%/sema/order.h \
	%D%/sema/permissions.c %D%/sema/permissions.h \
	%D%/sema/previous.c %D%/sema/previous.h \
	%D%/sema/sema.h \
	%D%/sema/spell.c %D%/sema/spell.h \
	%D%/sema/stability.c %D%/sema/stability.h \
	%D%/sema/types.c %D%/sema/types.h

AM_YFLAGS = -d -Wno-yacc
BUILT_SOURCES += %D%/front/parser.h
# The lexer needs the tokens also where a target is made by name.
aidl_lexer_object = %D%/front/libaidl_la-lexer.lo
$(aidl_lexer_object): %D%/front/parser.h

bin_PROGRAMS += %D%/aidl2c
%C%_aidl2c_CPPFLAGS = $(AM_CPPFLAGS) $(AIDL_CPPFLAGS)
%C%_aidl2c_SOURCES = \
	%D%/args.c %D%/args.h \
	%D%/batch.c %D%/batch.h \
	%D%/depfile.c %D%/depfile.h \
	%D%/fileio.c %D%/fileio.h \
	%D%/help.c \
	%D%/interrupt.c %D%/interrupt.h \
	%D%/jobs.c %D%/jobs.h \
	%D%/main.c \
	%D%/mode_apihash.c %D%/mode_apimapping.c \
	%D%/mode_c.c \
	%D%/mode_checkapi.c %D%/mode_dumpapi.c \
	%D%/mode_json.c %D%/mode_preprocess.c \
	%D%/options.c %D%/options.h \
	%D%/warnings.c %D%/warnings.h \
	%D%/run.c %D%/run.h
%C%_aidl2c_LDADD = %D%/api/libapi.la %D%/gen_c/libgenc.la %D%/gen_json/libgenjson.la %D%/libaidl.la

EXTRA_DIST += %D%/README.md %D%/base/README.md %D%/front/README.md %D%/sema/README.md

include %D%/api/local.mk
include %D%/gen_c/local.mk
include %D%/gen_json/local.mk
