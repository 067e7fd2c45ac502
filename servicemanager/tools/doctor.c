/* SPDX-License-Identifier: MIT */
/*
 * doctor.c - hideglue doctor: is there all that a program needs, and what to do where not
 *
 * One line a check. What is wrong counts as a problem and is followed by advice; the exit status
 * says whether there was one.
 */
#include "config.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hideglue/driver.h>
#include <hideglue/log.h>

#include "tools/command.h"
#include "tools/driver_debug.h"
#include "tools/manager.h"
#include "tools/services.h"

struct doctor {
	bool verbose;
	int n_problems;
	char said[2048];	/* what the runtime logged last */
};

static void print_help(void)
{
	puts("Usage: hideglue doctor [-v]\n"
	     "\n"
	     "Checks what Binder programs need here: which driver they would use, whether it has a\n"
	     "service manager, whether the services answer, and what the driver counts.\n"
	     "\n"
	     "Options:\n"
	     "  -v, --verbose   the driver's whole state too\n"
	     "  -h, --help      this text\n"
	     "\n"
	     "Exit status: 0 where all is well, 1 where something is wrong; the output says what to do.");
}

__attribute__((format(printf, 3, 4))) static void check_line(const char *mark, const char *what,
							     const char *format, ...)
{
	va_list ap;

	printf("[%-4s] %-16s ", mark, what);
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	putchar('\n');
}

#define GOOD(what, ...) check_line(" ok ", what, __VA_ARGS__)
#define NOTE(what, ...) check_line("note", what, __VA_ARGS__)
#define BAD(d, what, ...) ((d)->n_problems++, check_line("FAIL", what, __VA_ARGS__))

static void advice(const char *text)
{
	printf("       %-16s -> %s\n", "", text);
}

static void keep_log(enum hideglue_log_level level, const char *message, void *data)
{
	struct doctor *d = data;

	snprintf(d->said, sizeof d->said, "%s", message);
}

/* The runtime's own words, a line each, below a check. */
static void print_said(const struct doctor *d)
{
	const char *line = d->said;

	while (*line) {
		int n = (int)strcspn(line, "\n");

		printf("       %-16s %.*s\n", "", n, line);
		line += n;
		line += *line == '\n';
	}
}

static bool check_driver(struct doctor *d)
{
	const char *wanted = secure_getenv("HIDEGLUE_DRIVER");
	const char *name;

	hideglue_log_set(keep_log, d);
	name = hideglue_driver_name();
	if (!name) {
		BAD(d, "driver", "none can be used");
		print_said(d);
		return false;
	}
	GOOD("driver", "%s, %s, %s", name,
	     strncmp(name, "unix:", 5) == 0 ? "a hideglue-driverd" : "the kernel's",
	     wanted && *wanted ? "named by HIDEGLUE_DRIVER" : "found by search");
	return true;
}

static void check_services(struct doctor *d, const struct services *s)
{
	size_t n_bad = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct service_row *row = &s->rows[i];

		if (row->state != PROBE_NO_ANSWER)
			continue;
		n_bad++;
		BAD(d, "services", "'%s' does not answer (pid %d%s%s)", row->name, (int)row->pid,
		    row->process[0] ? ", " : "", row->process);
		advice("its process is stopped, or its binder threads are all busy or missing");
	}
	if (n_bad == 0)
		GOOD("services", "all of them answer");
}

static void check_manager(struct doctor *d)
{
	android_os_IServiceManager *manager;
	struct services services = { NULL, 0 };
	pid_t pid = 0;

	fflush(stdout);
	manager = manager_find();
	if (!manager) {
		BAD(d, "service manager", "there is none on this driver");
		advice("start hideglue-servicemanager, or your programs with 'hideglue run'");
		return;
	}
	if (services_read("doctor", manager, &services) != 0) {
		BAD(d, "service manager", "there is one, but it does not let us list the names");
		advice("ask as the user that it runs as, or as root");
		goto done;
	}
	for (size_t i = 0; i < services.n; i++)
		if (strcmp(services.rows[i].name, "manager") == 0)
			pid = services.rows[i].pid;
	GOOD("service manager", "pid %d, %zu name%s", (int)pid, services.n,
	     services.n == 1 ? "" : "s");
	check_services(d, &services);
done:
	services_clear(&services);
	manager_close(manager);
}

static void print_counts(struct doctor *d, const char *text)
{
	int64_t warnings = driver_debug_count(text, "warnings");

	GOOD("driver's counts", "%lld processes, %lld threads, %lld objects, %lld messages, "
	     "%lld refused",
	     (long long)driver_debug_count(text, "processes"),
	     (long long)driver_debug_count(text, "clients"),
	     (long long)driver_debug_count(text, "objects"),
	     (long long)driver_debug_count(text, "messages"),
	     (long long)driver_debug_count(text, "refused"));
	if (warnings > 0) {
		BAD(d, "driver's counts", "%lld warnings: the driver found an error in itself",
		    (long long)warnings);
		advice("its log tells more; please report it");
	}
	if (d->verbose)
		printf("\n%s", text);
}

static void check_daemon(struct doctor *d)
{
	const char *name = hideglue_driver_name();
	char *text;
	int r;

	if (!name || strncmp(name, "unix:", 5) != 0)
		return; /* the kernel's driver counts in /sys/kernel/debug/binder, for root */
	r = driver_debug_read(name + 5, &text);
	if (r == -EPERM) {
		NOTE("driver's counts", "only the user of hideglue-driverd and root may see them");
		return;
	}
	if (r < 0) {
		BAD(d, "driver's counts", "hideglue-driverd does not tell them: %s", strerror(-r));
		advice("it is overloaded, or of another version than this program");
		return;
	}
	print_counts(d, text);
	free(text);
}

int cmd_doctor(int argc, char **argv)
{
	struct doctor d = { 0 };

	for (int i = 1; i < argc; i++) {
		if (command_is_help(argv[i])) {
			print_help();
			return command_end("doctor", 0);
		}
		if (strcmp(argv[i], "-v") != 0 && strcmp(argv[i], "--verbose") != 0) {
			command_fail("doctor", "there is no option '%s'", argv[i]);
			return command_usage_error("doctor");
		}
		d.verbose = true;
	}
	if (check_driver(&d)) {
		check_manager(&d);
		check_daemon(&d);
	}
	hideglue_log_set(NULL, NULL);
	if (d.n_problems == 0)
		puts("\nAll is well.");
	else
		printf("\n%d problem%s.\n", d.n_problems, d.n_problems == 1 ? "" : "s");
	return command_end("doctor", d.n_problems ? STATUS_NEGATIVE : 0);
}
