/* SPDX-License-Identifier: MIT */
/*
 * circles.c - files whose definitions need each other's
 *
 * Types that would contain themselves are refused, but a file is more than one type: where Q holds a
 * P and P.In holds a Q, the headers of both would have to stand before each other.
 */
#include "sema/circles.h"

#include "sema/order.h"

typedef void (*visit_fn)(struct sema *s, struct ast_file *file, struct model_type *t);

/* Each type of a member of d that has to be defined in another file before it. */
static void visit_type(struct sema *s, struct ast_decl *d, struct model_type *t, bool field,
		       visit_fn visit)
{
	if (t->def && order_needs_definition(t, field) && sema_decl(t->def)->file != d->file)
		visit(s, d->file, t);
}

static void visit_all(struct sema *s, visit_fn visit)
{
	for (int i = 0; i < s->queue.n; i++) {
		struct ast_decl *d = s->queue.items[i];
		struct model_def *def = d->def;

		for (int j = 0; def && j < def->n_fields; j++)
			visit_type(s, d, &def->fields[j].type, true, visit);
		for (int j = 0; def && j < def->n_methods; j++) {
			struct model_method *m = &def->methods[j];

			visit_type(s, d, &m->ret, false, visit);
			for (int k = 0; k < m->n_args; k++)
				visit_type(s, d, &m->args[k].type, false, visit);
		}
	}
}

static void add_need(struct sema *s, struct ast_file *file, struct model_type *t)
{
	vec_push(s->arena, &file->needs, sema_decl(t->def)->file);
}

static void mark_circular(struct sema *s, struct ast_file *file, struct model_type *t)
{
	(void)s;
	t->circular = sema_decl(t->def)->file->node.group == file->node.group;
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

	visit_all(s, add_need);
	for (int i = 0; i < s->import->files.n; i++)
		if (!s->import->files.items[i]->node.index)
			groups_walk(&groups, &s->import->files.items[i]->node);
	visit_all(s, mark_circular);
}
