/* SPDX-License-Identifier: MIT */
/*
 * mode_c.c - each input becomes a C source and its header
 */
#include <string.h>

#include "gen_c/gen_c.h"
#include "run.h"

/* A file to be generated. */
struct unit {
	const struct model_file *model;
	struct gen_c_options opt;
};

static void make_header(const void *ctx, struct emit *out)
{
	const struct unit *u = ctx;

	gen_c_header(u->model, &u->opt, out);
}

static void make_source(const void *ctx, struct emit *out)
{
	const struct unit *u = ctx;

	gen_c_source(u->model, &u->opt, out);
}

static void generate(struct run *r, struct ast_file *file)
{
	struct unit *u = arena_new(&r->arena, struct unit);
	const char *header, *source;
	int stem;

	u->model = sema_model(&r->sema, file);
	u->opt.prefixes = (const char *const (*)[2])r->opt.prefixes;
	u->opt.n_prefixes = r->opt.n_prefixes;
	stem = (int)(strlen(u->model->root->header) - strlen(".h"));
	header = arena_fmt(&r->arena, "%s%s", r->opt.header_out, u->model->root->header);
	source = arena_fmt(&r->arena, "%s%.*s.c", r->opt.out, stem, u->model->root->header);
	run_output_later(r, header, make_header, u);
	run_output_later(r, source, make_source, u);
	run_dep(r, &file, 1, (const char *const[]){source, header}, 2);
}

/* Also where something else is wrong: one run says it all. */
static bool supported(struct run *r)
{
	bool ok = true;

	for (int i = 0; i < r->import.files.n; i++) {
		struct ast_file *file = r->import.files.items[i];
		const struct model_file *model = file->input ? sema_model(&r->sema, file) : NULL;

		if (model)
			ok &= gen_c_supported(&r->diag, model);
	}
	return ok;
}

bool mode_c(struct run *r)
{
	bool ok = run_load(r);

	if (!supported(r) || !ok || !run_check_previous(r))
		return false;
	if (r->opt.check_only)
		return true;
	for (int i = 0; i < r->import.files.n; i++)
		if (r->import.files.items[i]->input)
			generate(r, r->import.files.items[i]);
	return run_write(r);
}
