/* SPDX-License-Identifier: MIT */
/*
 * mode_json.c - each input becomes a JSON document of its checked tree
 */
#include <string.h>

#include "gen_json/gen_json.h"
#include "run.h"

static void generate(struct run *r, struct ast_file *file, const struct model_file *model)
{
	const char *path = arena_fmt(&r->arena, "%s%.*s.json", r->opt.out,
				     (int)(strlen(model->path) - strlen(".aidl")), model->path);

	gen_json(model, &r->arena, run_output(r, path));
	run_dep(r, &file, 1, &path, 1);
}

bool mode_json(struct run *r)
{
	if (!run_load(r) || !run_check_previous(r))
		return false;
	for (int i = 0; i < r->import.files.n; i++) {
		struct ast_file *file = r->import.files.items[i];
		const struct model_file *model = file->input ? sema_model(&r->sema, file) : NULL;

		if (model)
			generate(r, file, model);
	}
	return run_write(r);
}
