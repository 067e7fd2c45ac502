/* SPDX-License-Identifier: MIT */
/*
 * main.c - hideglue-driverd: the Binder driver as an unprivileged process
 */
#include "daemon/options.h"

#include <errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>

/* The kernel lets nobody but root look into it now: not another process of the user either. */
static void become_private(void)
{
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	arena_catch_bus_errors();
}

int main(int argc, char **argv)
{
	struct settings settings;
	int r;

	options_parse(argc, argv, &settings);
	become_private();
	r = daemon_serve(&settings);
	if (shim_slab_live() || shim_warnings()) {
		fprintf(stderr, "hideglue-driverd: bug: %ld objects were never freed, %lu warnings\n",
			shim_slab_live(), shim_warnings());
		r = -EUCLEAN;
	}
	/* Nothing of any client is left; a leak checker may look. */
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	return r < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
