/* SPDX-License-Identifier: MIT */
/*
 * mode_apimapping.c - where the methods of all inputs are declared, in one file
 */
#include "api/mapping.h"
#include "run.h"

bool mode_apimapping(struct run *r)
{
	struct emit *out;

	if (!run_load(r))
		return false;
	out = run_output(r, r->opt.out_file);
	for (int i = 0; i < r->import.files.n; i++) {
		const struct ast_file *file = r->import.files.items[i];

		for (int j = 0; file->input && j < file->decls.n; j++)
			api_mapping(&r->arena, sema_def(&r->sema, file->decls.items[j]), out);
	}
	run_dep_all(r, r->opt.out_file);
	return run_write(r);
}
