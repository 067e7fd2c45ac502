/* SPDX-License-Identifier: MIT */
/*
 * previous.c - what the frozen API before this version does not have
 *
 * A method is known by its name. Fields are known by their places, since only their order is on
 * the wire: one that got another name is sent as before. Whether all else is as it was is said by
 * api/compare.c. A type that the frozen API does not have at all is whole: nothing frozen leads to it.
 */
#include "sema/previous.h"

/* The declaration of the same type with its members, or NULL. */
static const struct ast_decl *find(const struct sema *s, const struct model_def *def)
{
	const struct ast_decl *d = s->opt.previous ? map_get(&s->opt.previous->types, def->qualified)
						   : NULL;

	return d && !d->unstructured && !d->file->preprocessed ? d : NULL;
}

static void mark_methods(struct sema *s, const struct ast_decl *was, struct model_def *def)
{
	struct map names = {0};

	for (int i = 0; i < was->methods.n; i++)
		map_put(s->arena, &names, was->methods.items[i]->name.s, was->methods.items[i]);
	for (int i = 0; i < def->n_methods; i++) {
		struct model_method *m = &def->methods[i];

		m->is_new = !m->meta_version && !m->meta_hash && !map_get(&names, m->name);
	}
}

void previous_mark(struct sema *s)
{
	for (int i = 0; i < s->queue.n; i++) {
		struct model_def *def = s->queue.items[i]->def;
		const struct ast_decl *was = find(s, def);

		def->n_sent = def->n_fields;
		if (was && was->fields.n < def->n_sent)
			def->n_sent = was->fields.n;
		if (was && def->kind == MODEL_DEF_INTERFACE)
			mark_methods(s, was, def);
	}
}
