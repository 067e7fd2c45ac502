/* SPDX-License-Identifier: MIT */
/*
 * main.c - aidl2c: AIDL to C, and what else can be made of AIDL
 *
 * All inputs of a command are read and checked before the first of its outputs is written. The
 * only code that picks an exit status.
 */
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "batch.h"
#include "interrupt.h"
#include "run.h"

enum { EXIT_OK = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2 };

static bool (*const modes[])(struct run *r) = {
	[OPTIONS_C] = mode_c,
	[OPTIONS_JSON] = mode_json,
	[OPTIONS_DUMPAPI] = mode_dumpapi,
	[OPTIONS_PREPROCESS] = mode_preprocess,
	[OPTIONS_APIMAPPING] = mode_apimapping,
	[OPTIONS_CHECKAPI] = mode_checkapi,
	[OPTIONS_APIHASH] = mode_apihash,
	[OPTIONS_CHECKHASH] = mode_checkhash,
};

static bool perform(struct run *r)
{
	return modes[r->opt.mode](r);
}

/* --batch: the worst of what became of its commands. */
static int run_batch(struct run *r)
{
	enum batch_result result = batch_run(r, perform);

	if (!r->diag.n_errors)
		r->diag.json = false; /* a document for each command, and no more */
	run_drop(r);
	switch (result) {
	case BATCH_OK:
		return EXIT_OK;
	case BATCH_ERRORS:
		return EXIT_ERRORS;
	case BATCH_USAGE:
		break;
	}
	return EXIT_USAGE;
}

static int run_one(struct run *r)
{
	struct run_shared shared;
	bool ok;

	run_shared_init(&shared, r->opt.jobs, false);
	r->shared = &shared;
	ok = perform(r);
	ok &= run_finish(r, ok);
	run_shared_fini(&shared);
	return ok ? EXIT_OK : EXIT_ERRORS;
}

int main(int argc, char **argv)
{
	struct args args = {0};
	struct run r;
	int status;

	run_init(&r, NULL);
	for (int i = 0; i < argc; i++)
		vec_push(&r.arena, &args.v, argv[i]);
	if (!args_expand(&r.arena, &r.diag, &args) ||
	    !options_parse(&r.opt, &r.arena, &r.diag, args.v.n, args.v.items)) {
		run_drop(&r);
		return EXIT_USAGE;
	}
	if (r.opt.help) {
		fputs(options_help(), stdout);
		run_drop(&r);
		status = EXIT_OK;
	} else if (r.opt.batch) {
		status = run_batch(&r);
	} else {
		status = run_one(&r);
	}
	interrupt_finish();
	if (status == EXIT_OK && fflush(stdout) != 0)
		status = EXIT_ERRORS;
	return status;
}
