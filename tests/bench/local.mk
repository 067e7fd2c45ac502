# SPDX-License-Identifier: MIT
# 'make bench' builds and runs it all; nothing here is part of 'make check'.
bench_aidl = %D%/aidl/hideglue/bench/IBench.aidl
bench_generated = %D%/hideglue/bench/IBench.c %D%/hideglue/bench/IBench.h
%D%/aidl.stamp: $(bench_aidl) $(AIDL2C)
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)$(AIDL2C) -I $(srcdir)/%D%/aidl -o %D% $(bench_aidl:%=$(srcdir)/%) && touch $@
$(bench_generated): %D%/aidl.stamp ;

EXTRA_PROGRAMS = %D%/bench_calls %D%/bench_command
%C%_bench_calls_SOURCES = \
	%D%/bench.c \
	%D%/bench.h \
	%D%/bench_calls.c \
	%D%/peer_hideglue.c \
	%D%/peer_hideglue.h \
	%D%/peer_memory.c \
	%D%/peer_pipe.c \
	%D%/peer_sdbus.c \
	%D%/peer_socket.c
nodist_%C%_bench_calls_SOURCES = $(bench_generated)
%C%_bench_calls_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/runtime/include -I%D% $(SYSTEMD_CFLAGS)
%C%_bench_calls_LDADD = libhideglue.la $(SYSTEMD_LIBS)
$(%C%_bench_calls_OBJECTS): | %D%/aidl.stamp
%C%_bench_command_SOURCES = %D%/bench.c %D%/bench_command.c

EXTRA_DIST += $(bench_aidl) %D%/code_size.sh %D%/compiler.sh %D%/run.sh %D%/shapes.awk %D%/README.md
CLEANFILES += %D%/aidl.stamp $(bench_generated) $(EXTRA_PROGRAMS)

EXTRA_DIST += %D%/vm.sh %D%/vm_bench.c %D%/vm_peers.c %D%/vm_peers.h

.PHONY: bench bench-vm
bench: all $(EXTRA_PROGRAMS)
	sh $(srcdir)/%D%/run.sh .
# Our kernel module against the stock one; needs QEMU and headers, nothing of this build.
bench-vm:
	sh $(srcdir)/%D%/vm.sh . $(TABLES)
clean-local: clean-bench-vm
.PHONY: clean-bench-vm
clean-bench-vm:
	rm -rf %D%/vm
