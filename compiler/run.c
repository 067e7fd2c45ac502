/* SPDX-License-Identifier: MIT */
/*
 * run.c - what modes have in common: reading input, keeping output
 */
#include "run.h"

#include <string.h>

#include "depfile.h"

static void start(struct run *r, struct import *import)
{
	import_init(import, &r->arena, &r->names, &r->diag, &fileio_reader);
	for (int i = 0; i < r->opt.dirs.n; i++)
		import_add_dir(import, r->opt.dirs.items[i]);
}

bool run_load(struct run *r)
{
	struct sema_options opt = {.structured = r->opt.structured,
				   .vintf = r->opt.vintf,
				   .version = r->opt.version,
				   .hash = r->opt.hash};

	start(r, &r->import);
	for (int i = 0; i < r->opt.inputs.n; i++)
		import_input(&r->import, r->opt.inputs.items[i]);
	sema_init(&r->sema, &r->import, &opt);
	return sema_check(&r->sema);
}

bool run_load_api(struct run *r, const char *dir, struct run_api *ret_api)
{
	struct sema_options opt = {.structured = true, .vintf = r->opt.vintf};
	int n_errors = r->diag.n_errors;
	struct fileio_list files = {0};

	if (!fileio_list(&r->diag, &r->arena, dir, ".aidl", &files))
		return false;
	start(r, &ret_api->import);
	import_add_dir(&ret_api->import, dir);
	for (int i = 0; i < files.v.n; i++)
		import_input(&ret_api->import, arena_fmt(&r->arena, "%s%s%s", dir,
							 dir[strlen(dir) - 1] == '/' ? "" : "/",
							 files.v.items[i]));
	sema_init(&ret_api->sema, &ret_api->import, &opt);
	sema_check(&ret_api->sema);
	return r->diag.n_errors == n_errors;
}

struct emit *run_output(struct run *r, const char *path)
{
	struct fileio_output o = {.path = path};

	emit_init(&o.text);
	vec_push(&r->arena, &r->outputs, o);
	return &vec_last(&r->outputs).text;
}

void run_dep(struct run *r, struct ast_file *const *files, int n_files,
	     const char *const *targets, int n_targets)
{
	struct depfile dep = {
		.targets = targets,
		.n_targets = n_targets,
		.files = files,
		.n_files = n_files,
		.others = r->opt.preprocessed.items,
		.n_others = r->opt.preprocessed.n,
		.ninja = r->opt.ninja,
	};
	const char *path = r->opt.dep_file;

	if (!path && r->opt.dep_beside)
		path = arena_fmt(&r->arena, "%s.d", targets[0]);
	if (path)
		depfile_write(&r->arena, &dep, run_output(r, path));
}

void run_dep_all(struct run *r, const char *target)
{
	VEC(struct ast_file *) files = {0};

	for (int i = 0; i < r->import.files.n; i++)
		if (r->import.files.items[i]->input)
			vec_push(&r->arena, &files, r->import.files.items[i]);
	run_dep(r, files.items, files.n, &target, 1);
}

bool run_write(struct run *r)
{
	return fileio_write(&r->diag, r->outputs.items, r->outputs.n);
}
