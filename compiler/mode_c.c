/* SPDX-License-Identifier: MIT */
/*
 * mode_c.c - each input becomes a C source and its header
 */
#include <string.h>

#include "gen_c/gen_c.h"
#include "run.h"

static void generate(struct run *r, struct ast_file *file)
{
	const struct model_file *model = sema_model(&r->sema, file);
	struct gen_c_options opt = {
		.prefixes = (const char *const (*)[2])r->opt.prefixes,
		.n_prefixes = r->opt.n_prefixes,
	};
	const char *header, *source;
	int stem;

	stem = (int)(strlen(model->root->header) - strlen(".h"));
	header = arena_fmt(&r->arena, "%s%s", r->opt.header_out, model->root->header);
	source = arena_fmt(&r->arena, "%s%.*s.c", r->opt.out, stem, model->root->header);
	gen_c_header(model, &opt, run_output(r, header));
	gen_c_source(model, &opt, run_output(r, source));
	run_dep(r, &file, 1, (const char *const[]){source, header}, 2);
}

static bool supported(struct run *r)
{
	bool ok = true;

	for (int i = 0; i < r->import.files.n; i++) {
		struct ast_file *file = r->import.files.items[i];

		if (file->input)
			ok &= gen_c_supported(&r->diag, sema_model(&r->sema, file));
	}
	return ok;
}

bool mode_c(struct run *r)
{
	if (!run_load(r) || !supported(r))
		return false;
	for (int i = 0; i < r->import.files.n; i++)
		if (r->import.files.items[i]->input)
			generate(r, r->import.files.items[i]);
	return run_write(r);
}
