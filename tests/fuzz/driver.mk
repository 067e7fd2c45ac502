# SPDX-License-Identifier: MIT
# The driver's core, with processes and threads that a program makes (driver_program.h).
fuzz_driver_sources = %D%/fuzz_driver.c %D%/driver_build.c %D%/driver_heard.c \
	%D%/driver_seeds.c %D%/driver_change.c %D%/fiber.c

check_PROGRAMS += %D%/fuzz_driver
%C%_fuzz_driver_SOURCES = $(fuzz_driver_sources) %D%/driver_program.h %D%/driver_world.h \
	%D%/fiber.h $(fuzz_plain)
%C%_fuzz_driver_CPPFLAGS = $(AM_CPPFLAGS) -D_GNU_SOURCE $(BINDER_CORE_CPPFLAGS)
%C%_fuzz_driver_LDADD = libbinder_inproc.la

%D%/libfuzzer_driver: $(fuzz_driver_sources) $(libbinder_inproc_la_SOURCES) \
		$(libbinder_core_la_SOURCES)
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(FUZZ_CC) $(FUZZ_CFLAGS) -D_GNU_SOURCE \
		$(BINDER_CORE_CPPFLAGS) $(filter %.c,$^) $(fuzz_libfuzzer) -o $@
CLEANFILES += %D%/libfuzzer_driver

.PHONY: fuzz-driver
fuzz: fuzz-driver
fuzz-driver: %D%/libfuzzer_driver %D%/fuzz_driver tests/conform/conform
	$(MKDIR_P) %D%/corpus-driver
	%D%/fuzz_driver -n 1 -w %D%/corpus-driver
	tests/conform/conform --record %D%/corpus-driver >/dev/null
	cd %D% && ./libfuzzer_driver $(FUZZ_FLAGS) -max_len=1200 corpus-driver

# The daemon, with connections that a program makes. What it asks of the system goes through us.
fuzz_daemon_sources = %D%/fuzz_daemon.c %D%/driver_build.c %D%/driver_heard.c %D%/driver_seeds.c \
	%D%/driver_change.c
fuzz_daemon_wrap = -Wl,--wrap=recvmsg -Wl,--wrap=epoll_wait -Wl,--wrap=syscall \
	-Wl,--wrap=pthread_cond_timedwait

check_PROGRAMS += %D%/fuzz_daemon
%C%_fuzz_daemon_SOURCES = $(fuzz_daemon_sources) %D%/driver_program.h %D%/driver_world.h \
	$(fuzz_plain)
%C%_fuzz_daemon_CPPFLAGS = $(driverd_cppflags)
%C%_fuzz_daemon_LDFLAGS = $(AM_LDFLAGS) $(fuzz_daemon_wrap)
%C%_fuzz_daemon_LDADD = libdriverd.la

%D%/libfuzzer_daemon: $(fuzz_daemon_sources) $(libdriverd_la_SOURCES) \
		$(libbinder_core_one_la_SOURCES)
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(FUZZ_CC) $(FUZZ_CFLAGS) $(DEFS) $(DEFAULT_INCLUDES) \
		$(driverd_cppflags) $(filter-out %/daemon/start.c %/daemon/log.c,$(filter %.c,$^)) $(fuzz_libfuzzer) $(fuzz_daemon_wrap) -o $@
CLEANFILES += %D%/libfuzzer_daemon

.PHONY: fuzz-daemon
fuzz: fuzz-daemon
fuzz-daemon: %D%/libfuzzer_daemon %D%/fuzz_daemon tests/conform/conform
	$(MKDIR_P) %D%/corpus-daemon
	%D%/fuzz_daemon -n 1 -w %D%/corpus-daemon
	tests/conform/conform --record %D%/corpus-daemon >/dev/null
	cd %D% && ./libfuzzer_daemon $(FUZZ_FLAGS) -max_len=1200 corpus-daemon
