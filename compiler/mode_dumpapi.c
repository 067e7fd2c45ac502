/* SPDX-License-Identifier: MIT */
/*
 * mode_dumpapi.c - the API of each type of the inputs, as an .aidl file below the output folder
 */
#include "api/dump.h"
#include "run.h"

static void dump(struct run *r, struct ast_file *file)
{
	struct dump_options opt = {.no_license = r->opt.no_license};

	for (int i = 0; i < file->decls.n; i++) {
		struct ast_decl *decl = file->decls.items[i];
		char *folder = arena_fmt(&r->arena, "%s%s", file->package.s,
					 *file->package.s ? "/" : "");
		const char *path;

		for (char *s = folder; *s; s++)
			if (*s == '.')
				*s = '/';
		path = arena_fmt(&r->arena, "%s%s%s.aidl", r->opt.out, folder, decl->name.s);
		api_dump(&r->sema, decl, &opt, run_output(r, path));
		run_dep(r, &file, 1, &path, 1);
	}
}

bool mode_dumpapi(struct run *r)
{
	if (!run_load(r))
		return false;
	for (int i = 0; i < r->import.files.n; i++)
		if (r->import.files.items[i]->input)
			dump(r, r->import.files.items[i]);
	return run_write(r);
}
