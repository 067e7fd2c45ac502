/* SPDX-License-Identifier: MIT */
/*
 * circles.c - files whose definitions need each other's
 *
 * Types that would contain themselves are refused, but a file is more than one type: where Q holds a
 * P and P.In holds a Q, the headers of both would have to stand before each other.
 */
#include "sema/circles.h"

#include "sema/order.h"

/* A type of a member of a file that has to be defined in another file before it. */
struct need {
	struct ast_file *file;
	struct model_type *type;
};

struct needs {
	VEC(struct need) v;
};

static void add_need(struct sema *s, struct needs *needs, struct ast_decl *d, struct model_type *t,
		     bool field)
{
	struct need need = {d->file, t};
	struct ast_file *other;

	if (!t->def || !order_needs_definition(t, field))
		return;
	other = sema_decl(t->def)->file;
	if (other == d->file)
		return;
	vec_push(s->arena, &needs->v, need);
	vec_push(s->arena, &d->file->needs, other);
}

static void find_needs(struct sema *s, struct needs *needs)
{
	for (int i = 0; i < s->queue.n; i++) {
		struct ast_decl *d = s->queue.items[i];
		struct model_def *def = d->def;

		for (int j = 0; def && j < def->n_fields; j++)
			add_need(s, needs, d, &def->fields[j].type, true);
		for (int j = 0; def && j < def->n_methods; j++) {
			struct model_method *m = &def->methods[j];

			add_need(s, needs, d, &m->ret, false);
			for (int k = 0; k < m->n_args; k++)
				add_need(s, needs, d, &m->args[k].type, false);
		}
	}
}

static struct ast_file *file_of(struct group_node *node)
{
	return (struct ast_file *)((char *)node - offsetof(struct ast_file, node));
}

static struct group_node *follow(void *ctx, struct group_node *node)
{
	const struct ast_file *file = file_of(node);

	(void)ctx;
	return node->next < file->needs.n ? &file->needs.items[node->next++]->node : NULL;
}

void circles_fill(struct sema *s)
{
	struct groups groups = {.arena = s->arena, .follow = follow};
	struct needs needs = {0};

	find_needs(s, &needs);
	for (int i = 0; i < s->import->files.n; i++)
		if (!s->import->files.items[i]->node.index)
			groups_walk(&groups, &s->import->files.items[i]->node);
	for (int i = 0; i < needs.v.n; i++) {
		const struct need *n = &needs.v.items[i];

		n->type->circular = sema_decl(n->type->def)->file->node.group == n->file->node.group;
	}
}
