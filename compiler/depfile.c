/* SPDX-License-Identifier: MIT */
/*
 * depfile.c - what a run read, as rules for make
 */
#include "depfile.h"

/* A path as make reads it. */
static void write_path(struct emit *out, const char *path)
{
	for (const char *s = path; *s; s++) {
		if (*s == ' ' || *s == '#')
			emit_raw(out, "\\");
		if (*s == '$')
			emit_raw(out, "$");
		emit_fmt(out, "%c", *s);
	}
}

void depfile_write(struct arena *arena, const struct ast_file *file, const char *source,
		   const char *header, struct emit *out)
{
	VEC(const struct ast_file *) files = {0};
	struct map seen = {0};

	vec_push(arena, &files, file);
	map_put(arena, &seen, file, (void *)file);
	for (int i = 0; i < files.n; i++)
		for (int j = 0; j < files.items[i]->dep_list.n; j++) {
			struct ast_file *on = files.items[i]->dep_list.items[j];

			if (!map_put(arena, &seen, on, on))
				vec_push(arena, &files, on);
		}
	write_path(out, source);
	if (header) {
		emit_raw(out, " \\\n    ");
		write_path(out, header);
	}
	emit_raw(out, " :");
	for (int i = 0; i < files.n; i++) {
		emit_raw(out, " \\\n  ");
		write_path(out, files.items[i]->src->path);
	}
	emit_raw(out, "\n\n");
	for (int i = 0; i < files.n; i++) {
		write_path(out, files.items[i]->src->path);
		emit_raw(out, " :\n");
	}
}
