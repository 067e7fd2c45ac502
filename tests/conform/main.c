// SPDX-License-Identifier: MIT
/*
 * main.c - runs the cases and answers in TAP
 *
 *   conform [--parking|--daemon|--record FOLDER] [NAME...]	cases whose names begin so, or all
 *
 * CONFORM_DEVICE (or, in the virtual machine of tests/vm, BINDER_DEVICE) runs them on a kernel
 * driver, which must have no context manager. BINDER_MODULE=ours says that it is this one's,
 * BINDER_MODULE=wrapped that it is no kernel's but a daemon, by `hideglue wrap`.
 */
#include "conform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"
#include "record.h"

const struct transport *transport;

static jmp_buf end_of_case;
static char reason[1024];
static bool skipped;

static const struct conform_case *const all[] = {
	cases_device, cases_manager, cases_refs, cases_call, cases_oneway, cases_object,
	cases_arena, cases_thread, cases_death, cases_freeze, cases_ioctl, cases_write, cases_read,
	cases_layout, cases_sg, cases_map, cases_counts, cases_chain,
	cases_limits, cases_cve, cases_holes,
};

#define N_LISTS (sizeof(all) / sizeof(all[0]))

void conform_fail(const char *file, int line, const char *fmt, ...)
{
	size_t n = snprintf(reason, sizeof(reason), "%s:%d: ", file, line);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason + n, sizeof(reason) - n, fmt, ap);
	va_end(ap);
	longjmp(end_of_case, 1);
}

void conform_skip(const char *why)
{
	snprintf(reason, sizeof(reason), "%s", why);
	skipped = true;
	longjmp(end_of_case, 1);
}

void ours_only(const char *why)
{
	if (!transport->strict)
		conform_skip(why);
}

void stores_to_nowhere(void)
{
	if (transport->by_message)
		conform_skip("returns are a message, lost with memory that cannot take them");
}

void mapping_is_watched(void)
{
	if (transport->by_message)
		conform_skip("its mapping is a file's memory, which nobody watches");
}

static bool run(int number, const struct conform_case *c)
{
	const char *left;

	reason[0] = '\0';
	skipped = false;
	if (!setjmp(end_of_case)) {
		if (transport->setup())
			conform_fail(__FILE__, __LINE__, "the driver cannot be set up");
		if (c->run)
			c->run();
		else
			c->run_row(c->row);
	}
	peers_end();
	left = transport->teardown();
	if (left && !reason[0])
		snprintf(reason, sizeof(reason), "%s", left);
	if (skipped) {
		printf("ok %d - %s # SKIP %s\n", number, c->name, reason);
		return true;
	}
	printf("%sok %d - %s: %s\n", reason[0] ? "not " : "", number, transport->name, c->name);
	if (reason[0])
		printf("# %s\n", reason);
	return !reason[0];
}

static bool wanted(const struct conform_case *c, int argc, char **argv)
{
	int i;

	for (i = 0; i < argc; i++) {
		if (!strncmp(c->name, argv[i], strlen(argv[i])))
			return true;
	}
	return argc == 0;
}

static const struct transport *choose(void)
{
	const char *module = getenv("BINDER_MODULE");

	if (!getenv("CONFORM_DEVICE") && !getenv("BINDER_DEVICE"))
		return &transport_inproc;
	if (module && !strcmp(module, "wrapped"))
		return &transport_wrapped_device;
	return module && !strcmp(module, "ours") ? &transport_our_device : &transport_device;
}

int main(int argc, char **argv)
{
	const struct conform_case *c;
	int number = 0, failed = 0;
	size_t i;

	setvbuf(stdout, NULL, _IONBF, 0); /* a forked peer must not inherit half a line */
	argc--;
	argv++;
	transport = choose();
	if (argc && (!strcmp(argv[0], "--parking") || !strcmp(argv[0], "--daemon"))) {
		transport = argv[0][2] == 'p' ? &transport_inproc_parking : &transport_daemon;
		argc--;
		argv++;
	}
	if (argc > 1 && !strcmp(argv[0], "--record")) {
		transport = record_transport(argv[1]);
		argc -= 2;
		argv += 2;
	}
	for (i = 0; i < N_LISTS; i++) {
		for (c = all[i]; c->name; c++) {
			if (wanted(c, argc, argv))
				failed += !run(++number, c);
		}
	}
	printf("1..%d\n", number);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
