/* SPDX-License-Identifier: MIT */
/*
 * run.c - what modes have in common: reading input, keeping output
 */
#include "run.h"

bool run_load(struct run *r)
{
	struct sema_options opt = {.structured = r->opt.structured,
				   .vintf = r->opt.vintf,
				   .version = r->opt.version,
				   .hash = r->opt.hash};

	import_init(&r->import, &r->arena, &r->names, &r->diag, &fileio_reader);
	for (int i = 0; i < r->opt.dirs.n; i++)
		import_add_dir(&r->import, r->opt.dirs.items[i]);
	for (int i = 0; i < r->opt.inputs.n; i++)
		import_input(&r->import, r->opt.inputs.items[i]);
	sema_init(&r->sema, &r->import, &opt);
	return sema_check(&r->sema);
}

struct emit *run_output(struct run *r, const char *path)
{
	struct fileio_output o = {.path = path};

	emit_init(&o.text);
	vec_push(&r->arena, &r->outputs, o);
	return &vec_last(&r->outputs).text;
}

bool run_write(struct run *r)
{
	return fileio_write(&r->diag, r->outputs.items, r->outputs.n);
}
