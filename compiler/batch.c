/* SPDX-License-Identifier: MIT */
/*
 * batch.c - commands one after the other, their output behind them
 *
 * The first thread parses and checks the lines in their order; other threads generate and write.
 * What was a command is finished in order as well, so that messages do not mix.
 */
#include "batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "interrupt.h"

/* Commands whose models wait in memory for their output. */
#define MAX_PENDING 64

struct command {
	struct run run;
	bool ok;
	unsigned long line;
	struct command *next;
};

struct batch {
	const char *path;
	bool json;	/* --diagnostics=json of the run that has the batch */
	struct run_shared shared;
	bool (*perform)(struct run *r);
	struct command *first, **end;
	int n_pending;
	enum batch_result result;
};

/* Ends the oldest command. */
static void finish_first(struct batch *b)
{
	struct command *c = b->first;
	bool text = !c->run.diag.json;

	b->first = c->next;
	if (!b->first)
		b->end = &b->first;
	b->n_pending--;
	if (!run_finish(&c->run, c->ok)) {
		if (b->result == BATCH_OK)
			b->result = BATCH_ERRORS;
		if (text && !interrupt_came())
			fprintf(stderr, "%s:%lu: note: this command failed\n", b->path, c->line);
	}
	free(c);
}

/* Words of a line to a command that is on its way or, where it is wrong, has failed. */
static void start(struct batch *b, struct command *c, char *text)
{
	struct run *r = &c->run;
	struct args args = {0};
	const char *why;

	vec_push(&r->arena, &args.v, (char *)"aidl2c");
	why = args_split(&r->arena, &args, text);
	if (why)
		diag_file(&r->diag, DIAG_USAGE, NULL, "%s", why);
	if (why || !args_expand(&r->arena, &r->diag, &args) ||
	    !options_parse(&r->opt, &r->arena, &r->diag, args.v.n, args.v.items)) {
		b->result = BATCH_USAGE;
		return;
	}
	if (r->opt.batch || r->opt.jobs || r->opt.help) {
		diag_file(&r->diag, DIAG_USAGE, NULL,
			  "--batch, -j and --help cannot stand in the line of a batch");
		b->result = BATCH_USAGE;
		return;
	}
	c->ok = b->perform(r);
}

static void run_line(struct batch *b, char *text, unsigned long line)
{
	struct command *c = calloc(1, sizeof(*c));

	if (!c)
		base_die("out of memory");
	run_init(&c->run, &b->shared);
	c->run.diag.json = b->json;
	c->line = line;
	*b->end = c;
	b->end = &c->next;
	b->n_pending++;
	start(b, c, text);
	while (b->first && (b->n_pending > MAX_PENDING ||
			    jobs_done(&b->shared.jobs, &b->first->run.group)))
		finish_first(b);
}

static void run_lines(struct batch *b, char *text)
{
	unsigned long line = 0;

	while (text && !interrupt_came()) {
		char *next = strchr(text, '\n');

		if (next)
			*next++ = '\0';
		line++;
		text += strspn(text, " \t\r");
		if (*text && *text != '#')
			run_line(b, text, line);
		text = next;
	}
	while (b->first)
		finish_first(b);
}

enum batch_result batch_run(struct run *r, bool (*perform)(struct run *r))
{
	const char *path = r->opt.batch;
	struct batch b = {.path = strcmp(path, "-") == 0 ? "<stdin>" : path,
			  .json = r->diag.json,
			  .perform = perform};
	char *text;

	b.end = &b.first;
	run_shared_init(&b.shared, r->opt.jobs, true);
	text = args_read(&b.shared.arena, path);
	if (text) {
		run_lines(&b, text);
	} else {
		diag_file(&r->diag, DIAG_FILE_OPEN, b.path, "cannot read the batch: %s",
			  strerror(errno));
		b.result = BATCH_USAGE;
	}
	run_shared_fini(&b.shared);
	return b.result;
}
