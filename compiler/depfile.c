/* SPDX-License-Identifier: MIT */
/*
 * depfile.c - what a run read, as rules for make
 */
#include "depfile.h"

#include <string.h>

/* A path as make reads it; '%' means something in targets only. */
static void write_path(struct emit *out, const char *path, bool target)
{
	for (const char *s = path; *s; s++) {
		if (*s == ' ' || *s == '\t' || *s == '#') {
			/* backslashes in front of one are doubled */
			for (const char *b = s; b > path && b[-1] == '\\'; b--)
				emit_raw(out, "\\");
			emit_raw(out, "\\");
		}
		if (*s == '$')
			emit_raw(out, "$");
		if (*s == ':' || (target && *s == '%'))
			emit_raw(out, "\\");
		emit_raw(out, (const char[]){*s, '\0'});
	}
}

struct paths {
	VEC(const char *) v;
};

static void collect(struct arena *arena, const struct depfile *dep, struct paths *paths)
{
	VEC(const struct ast_file *) files = {0};
	struct map seen = {0};

	for (int i = 0; i < dep->n_files; i++)
		if (!map_put(arena, &seen, dep->files[i], dep->files[i]))
			vec_push(arena, &files, dep->files[i]);
	for (int i = 0; i < files.n; i++) {
		if (!files.items[i]->preprocessed)
			vec_push(arena, &paths->v, files.items[i]->src->path);
		for (int j = 0; j < files.items[i]->dep_list.n; j++) {
			struct ast_file *on = files.items[i]->dep_list.items[j];

			if (!map_put(arena, &seen, on, on))
				vec_push(arena, &files, on);
		}
	}
	for (int i = 0; i < dep->n_others; i++)
		vec_push(arena, &paths->v, dep->others[i]);
}

void depfile_write(struct arena *arena, const struct depfile *dep, struct emit *out)
{
	struct paths paths = {0};

	collect(arena, dep, &paths);
	for (int i = 0; i < dep->n_targets; i++) {
		emit_raw(out, i ? " \\\n    " : "");
		write_path(out, dep->targets[i], true);
	}
	emit_raw(out, " :");
	for (int i = 0; i < paths.v.n; i++) {
		emit_raw(out, " \\\n  ");
		write_path(out, paths.v.items[i], false);
	}
	emit_raw(out, "\n");
	for (int i = 0; !dep->ninja && i < paths.v.n; i++) {
		emit_raw(out, i ? "" : "\n");
		write_path(out, paths.v.items[i], true);
		emit_raw(out, " :\n");
	}
}
