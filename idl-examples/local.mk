# SPDX-License-Identifier: MIT
# Each example is a server and a client that share what aidl2c makes of its .aidl files,
# in this folder of the build tree. compiler/gen_c/local.mk says why the rules look as they do.
examples_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/runtime/include
%D%/%/aidl.stamp: $(AIDL2C)
	$(AM_V_GEN)$(AIDL2C) -I $(srcdir)/%D%/$*/aidl -o %D%/$* $(filter %.aidl,$^) && touch $@

EXTRA_DIST += %D%/README.md

# hello
hello_example_aidl = %D%/hello/aidl/demo/IHello.aidl
hello_example_generated = %D%/hello/demo/IHello.c %D%/hello/demo/IHello.h
%D%/hello/aidl.stamp: $(hello_example_aidl)
$(hello_example_generated): %D%/hello/aidl.stamp ;
noinst_PROGRAMS += %D%/hello/server %D%/hello/client
%C%_hello_server_SOURCES = %D%/hello/server.c
nodist_%C%_hello_server_SOURCES = $(hello_example_generated)
%C%_hello_server_CPPFLAGS = $(examples_cppflags) -I%D%/hello
%C%_hello_server_LDADD = libhideglue.la
%C%_hello_client_SOURCES = %D%/hello/client.c
nodist_%C%_hello_client_SOURCES = $(hello_example_generated)
%C%_hello_client_CPPFLAGS = $(examples_cppflags) -I%D%/hello
%C%_hello_client_LDADD = libhideglue.la
$(%C%_hello_server_OBJECTS) $(%C%_hello_client_OBJECTS): | %D%/hello/aidl.stamp
CLEANFILES += %D%/hello/aidl.stamp $(hello_example_generated)
EXTRA_DIST += $(hello_example_aidl) %D%/hello/README.md %D%/hello/demo.sh

# calculator
calculator_example_aidl = %D%/calculator/aidl/demo/ICalculator.aidl
calculator_example_generated = \
	%D%/calculator/demo/ICalculator.c \
	%D%/calculator/demo/ICalculator.h
%D%/calculator/aidl.stamp: $(calculator_example_aidl)
$(calculator_example_generated): %D%/calculator/aidl.stamp ;
noinst_PROGRAMS += %D%/calculator/server %D%/calculator/client
%C%_calculator_server_SOURCES = %D%/calculator/server.c
nodist_%C%_calculator_server_SOURCES = $(calculator_example_generated)
%C%_calculator_server_CPPFLAGS = $(examples_cppflags) -I%D%/calculator
%C%_calculator_server_LDADD = libhideglue.la -lm
%C%_calculator_client_SOURCES = %D%/calculator/client.c
nodist_%C%_calculator_client_SOURCES = $(calculator_example_generated)
%C%_calculator_client_CPPFLAGS = $(examples_cppflags) -I%D%/calculator
%C%_calculator_client_LDADD = libhideglue.la
$(%C%_calculator_server_OBJECTS) $(%C%_calculator_client_OBJECTS): | %D%/calculator/aidl.stamp
CLEANFILES += %D%/calculator/aidl.stamp $(calculator_example_generated)
EXTRA_DIST += $(calculator_example_aidl) %D%/calculator/README.md %D%/calculator/demo.sh

# library
library_example_aidl = \
	%D%/library/aidl/demo/ILibrary.aidl \
	%D%/library/aidl/demo/Book.aidl \
	%D%/library/aidl/demo/Author.aidl \
	%D%/library/aidl/demo/Card.aidl
library_example_generated = \
	%D%/library/demo/ILibrary.c \
	%D%/library/demo/ILibrary.h \
	%D%/library/demo/Book.c \
	%D%/library/demo/Book.h \
	%D%/library/demo/Author.c \
	%D%/library/demo/Author.h \
	%D%/library/demo/Card.c \
	%D%/library/demo/Card.h
%D%/library/aidl.stamp: $(library_example_aidl)
$(library_example_generated): %D%/library/aidl.stamp ;
noinst_PROGRAMS += %D%/library/server %D%/library/client
%C%_library_server_SOURCES = %D%/library/server.c
nodist_%C%_library_server_SOURCES = $(library_example_generated)
%C%_library_server_CPPFLAGS = $(examples_cppflags) -I%D%/library
%C%_library_server_LDADD = libhideglue.la
%C%_library_client_SOURCES = %D%/library/client.c
nodist_%C%_library_client_SOURCES = $(library_example_generated)
%C%_library_client_CPPFLAGS = $(examples_cppflags) -I%D%/library
%C%_library_client_LDADD = libhideglue.la
$(%C%_library_server_OBJECTS) $(%C%_library_client_OBJECTS): | %D%/library/aidl.stamp
CLEANFILES += %D%/library/aidl.stamp $(library_example_generated)
EXTRA_DIST += $(library_example_aidl) %D%/library/README.md %D%/library/demo.sh

# notifier
notifier_example_aidl = \
	%D%/notifier/aidl/demo/INotifier.aidl \
	%D%/notifier/aidl/demo/IListener.aidl
notifier_example_generated = \
	%D%/notifier/demo/INotifier.c \
	%D%/notifier/demo/INotifier.h \
	%D%/notifier/demo/IListener.c \
	%D%/notifier/demo/IListener.h
%D%/notifier/aidl.stamp: $(notifier_example_aidl)
$(notifier_example_generated): %D%/notifier/aidl.stamp ;
noinst_PROGRAMS += %D%/notifier/server %D%/notifier/client
%C%_notifier_server_SOURCES = %D%/notifier/server.c
nodist_%C%_notifier_server_SOURCES = $(notifier_example_generated)
%C%_notifier_server_CPPFLAGS = $(examples_cppflags) -I%D%/notifier
%C%_notifier_server_LDADD = libhideglue.la
%C%_notifier_client_SOURCES = %D%/notifier/client.c
nodist_%C%_notifier_client_SOURCES = $(notifier_example_generated)
%C%_notifier_client_CPPFLAGS = $(examples_cppflags) -I%D%/notifier
%C%_notifier_client_LDADD = libhideglue.la
$(%C%_notifier_server_OBJECTS) $(%C%_notifier_client_OBJECTS): | %D%/notifier/aidl.stamp
CLEANFILES += %D%/notifier/aidl.stamp $(notifier_example_generated)
EXTRA_DIST += $(notifier_example_aidl) %D%/notifier/README.md %D%/notifier/demo.sh

# files
files_example_aidl = %D%/files/aidl/demo/IFiles.aidl
files_example_generated = %D%/files/demo/IFiles.c %D%/files/demo/IFiles.h
%D%/files/aidl.stamp: $(files_example_aidl)
$(files_example_generated): %D%/files/aidl.stamp ;
noinst_PROGRAMS += %D%/files/server %D%/files/client
%C%_files_server_SOURCES = %D%/files/server.c %D%/files/fnv.h
nodist_%C%_files_server_SOURCES = $(files_example_generated)
%C%_files_server_CPPFLAGS = $(examples_cppflags) -I%D%/files
%C%_files_server_LDADD = libhideglue.la
%C%_files_client_SOURCES = %D%/files/client.c %D%/files/fnv.h
nodist_%C%_files_client_SOURCES = $(files_example_generated)
%C%_files_client_CPPFLAGS = $(examples_cppflags) -I%D%/files
%C%_files_client_LDADD = libhideglue.la
$(%C%_files_server_OBJECTS) $(%C%_files_client_OBJECTS): | %D%/files/aidl.stamp
CLEANFILES += %D%/files/aidl.stamp $(files_example_generated)
EXTRA_DIST += $(files_example_aidl) %D%/files/README.md %D%/files/demo.sh
