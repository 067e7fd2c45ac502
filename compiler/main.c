/* SPDX-License-Identifier: MIT */
/*
 * main.c - aidl2c: AIDL to C, and what else can be made of AIDL
 *
 * All inputs are read and checked together, all outputs generated in memory, then
 * written. The only code that picks an exit status.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run.h"

enum { EXIT_OK = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2 };

static bool (*const modes[])(struct run *r) = {
	[OPTIONS_C] = mode_c,
	[OPTIONS_JSON] = mode_json,
	[OPTIONS_DUMPAPI] = mode_dumpapi,
	[OPTIONS_CHECKAPI] = mode_checkapi,
	[OPTIONS_APIHASH] = mode_apihash,
	[OPTIONS_CHECKHASH] = mode_checkhash,
};

static bool wants_color(void)
{
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) && !getenv("NO_COLOR") && term && strcmp(term, "dumb") != 0;
}

int main(int argc, char **argv)
{
	struct run r = {0};
	int status = EXIT_OK;

	arena_init(&r.arena);
	intern_init(&r.names, &r.arena);
	diag_init(&r.diag, &r.arena, stderr);
	r.diag.color = wants_color();
	if (!options_parse(&r.opt, &r.arena, &r.diag, argc, argv))
		status = EXIT_USAGE;
	else if (r.opt.help)
		fputs(options_help(), stdout);
	else if (!modes[r.opt.mode](&r))
		status = EXIT_ERRORS;
	diag_finish(&r.diag);
	fileio_free(r.outputs.items, r.outputs.n);
	intern_fini(&r.names);
	arena_free(&r.arena);
	if (status == EXIT_OK && fflush(stdout) != 0)
		status = EXIT_ERRORS;
	return status;
}
