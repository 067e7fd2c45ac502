/* SPDX-License-Identifier: MIT */
/*
 * mode_json.c - each input becomes a JSON document of its checked tree
 */
#include <string.h>

#include "depfile.h"
#include "gen_json/gen_json.h"
#include "run.h"

static void generate(struct run *r, const struct ast_file *file, const struct model_file *model)
{
	const char *path = arena_fmt(&r->arena, "%s%.*s.json", r->opt.out,
				     (int)(strlen(model->path) - strlen(".aidl")), model->path);
	const char *dep = r->opt.dep_file;

	gen_json(model, &r->arena, run_output(r, path));
	if (!dep && !r->opt.dep_beside)
		return;
	if (!dep)
		dep = arena_fmt(&r->arena, "%s.d", path);
	depfile_write(&r->arena, file, path, NULL, run_output(r, dep));
}

bool mode_json(struct run *r)
{
	if (!run_load(r))
		return false;
	for (int i = 0; i < r->import.files.n; i++) {
		struct ast_file *file = r->import.files.items[i];
		const struct model_file *model = file->input ? sema_model(&r->sema, file) : NULL;

		if (model)
			generate(r, file, model);
	}
	return run_write(r);
}
