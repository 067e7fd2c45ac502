/* SPDX-License-Identifier: MIT */
/*
 * mode_preprocess.c - declarations of the types of all inputs, in one file
 */
#include "api/preprocess.h"
#include "run.h"

bool mode_preprocess(struct run *r)
{
	struct emit *out;

	if (!run_load(r))
		return false;
	out = run_output(r, r->opt.out_file);
	for (int i = 0; i < r->import.files.n; i++) {
		const struct ast_file *file = r->import.files.items[i];

		for (int j = 0; file->input && j < file->decls.n; j++)
			api_preprocess(sema_def(&r->sema, file->decls.items[j]), out);
	}
	run_dep_all(r, r->opt.out_file);
	return run_write(r);
}
