/* SPDX-License-Identifier: MIT */
/*
 * aidl_memory.h - the compiler on files in memory
 *
 *	struct aidl_memory m;
 *	aidl_memory_init(&m);
 *	aidl_memory_add(&m, "p/IFoo.aidl", text, strlen(text));
 *	if (aidl_memory_check(&m, "p/IFoo.aidl")) use(m.model);
 *	aidl_memory_free(&m);
 *
 * m.messages holds what was reported. Import folder: the root of the names.
 */
#pragma once

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sema/sema.h"

struct aidl_memory {
	struct sema_options opt;	/* set between _init and _check */
	struct arena arena;
	struct intern names;
	struct diag diag;
	struct import import;
	struct sema sema;
	struct {
		const char *path, *text;
		size_t len;
	} files[32];
	int n_files;
	struct import_reader reader;
	const struct model_file *model;
	char *messages;
	size_t messages_len;
	FILE *out;
};

static inline int aidl_memory_index(const struct aidl_memory *m, const char *path)
{
	for (int i = 0; i < m->n_files; i++)
		if (strcmp(m->files[i].path, path) == 0)
			return i;
	return -1;
}

static inline int aidl_memory_find(void *ctx, const char *path, struct import_id *ret_id)
{
	int i = aidl_memory_index(ctx, path);

	if (i < 0)
		return ENOENT;
	ret_id->volume = 1;
	ret_id->number = (uint64_t)i;
	return 0;
}

static inline int aidl_memory_read(void *ctx, struct arena *arena, const char *path,
				   char **ret_text, size_t *ret_len)
{
	const struct aidl_memory *m = ctx;
	int i = aidl_memory_index(m, path);

	*ret_text = arena_alloc(arena, m->files[i].len + 2);
	memcpy(*ret_text, m->files[i].text, m->files[i].len);
	*ret_len = m->files[i].len;
	return 0;
}

static inline void aidl_memory_init(struct aidl_memory *m)
{
	memset(m, 0, sizeof(*m));
	intern_init(&m->names, &m->arena);
	m->out = open_memstream(&m->messages, &m->messages_len);
	diag_init(&m->diag, &m->arena, m->out);
	m->reader = (struct import_reader){
		.ctx = m, .find = aidl_memory_find, .read = aidl_memory_read};
	import_init(&m->import, &m->arena, &m->names, &m->diag, &m->reader);
	import_add_dir(&m->import, ".");
}

static inline void aidl_memory_add(struct aidl_memory *m, const char *path, const char *text,
				   size_t len)
{
	m->files[m->n_files].path = path;
	m->files[m->n_files].text = text;
	m->files[m->n_files].len = len;
	m->n_files++;
}

/** Checks a file as the input; true where it is correct, and m->model is its model. */
static inline bool aidl_memory_check(struct aidl_memory *m, const char *path)
{
	struct ast_file *file = import_input(&m->import, path);
	bool ok;

	sema_init(&m->sema, &m->import, &m->opt);
	ok = sema_check(&m->sema);
	if (ok && file)
		m->model = sema_model(&m->sema, file);
	diag_finish(&m->diag);
	fflush(m->out);
	return ok;
}

static inline void aidl_memory_free(struct aidl_memory *m)
{
	fclose(m->out);
	free(m->messages);
	intern_fini(&m->names);
	arena_free(&m->arena);
}
