# SPDX-License-Identifier: MIT
bin_PROGRAMS += hideglue
hideglue_SOURCES = \
	%D%/tools/hideglue.c %D%/tools/command.h \
	%D%/tools/run.c \
	%D%/tools/session.c %D%/tools/session.h \
	%D%/tools/helper.c %D%/tools/helper.h \
	%D%/tools/suggest.c %D%/tools/suggest.h
hideglue_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/%D%
