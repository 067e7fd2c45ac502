/* SPDX-License-Identifier: MIT */
/*
 * references.c - the files that the inputs lead to
 */
#include "sema/references.h"

#include <string.h>

#include "sema/check.h"
#include "sema/names.h"
#include "sema/types.h"

static void add_peer(struct sema *s, struct ast_decl *from, struct ast_decl *to,
		     struct source_range at)
{
	struct ast_ref ref = {to, at};

	while (from->depth > ref.to->depth)
		from = from->parent;
	while (ref.to->depth > from->depth)
		ref.to = ref.to->parent;
	if (from == ref.to)
		return; /* one is inside the other */
	while (from->parent != ref.to->parent) {
		from = from->parent;
		ref.to = ref.to->parent;
	}
	if (from->parent && !(from->peers.n && vec_last(&from->peers).to == ref.to))
		vec_push(s->arena, &from->peers, ref);
}

void references_add(struct sema *s, struct ast_decl *from, struct ast_decl *to,
		    struct source_range at)
{
	struct ast_ref ref = {to, at};

	if (!to->file->reached && !to->file->input) {
		to->file->reached = true;
		vec_push(s->arena, &s->reached, to->file);
	}
	if (!from)
		return;
	if (from->file == to->file) {
		add_peer(s, from, to, at);
		return;
	}
	from = ast_root(from);
	if (!(from->out.n && vec_last(&from->out).to == to))
		vec_push(s->arena, &from->out, ref);
}

/* Following */

static void follow_name(struct sema *s, struct ast_decl *d, struct ast_name name)
{
	if (!types_is_builtin(s, name.s))
		names_find(s, d->file, d, name);
}

static void follow_expr(struct sema *s, struct ast_decl *d, const struct ast_expr *e)
{
	const char *dot;

	if (!e)
		return;
	if (e->kind == AST_REF && (dot = strrchr(e->text, '.')))
		follow_name(s, d,
			    (struct ast_name){intern(s->names, e->text, (size_t)(dot - e->text)),
					      e->at});
	follow_expr(s, d, e->left);
	follow_expr(s, d, e->right);
	for (int i = 0; e->list && i < e->list->v.n; i++)
		follow_expr(s, d, e->list->v.items[i]);
}

static void follow_type(struct sema *s, struct ast_decl *d, const struct ast_type *t)
{
	follow_name(s, d, t->name);
	for (int i = 0; t->args && i < t->args->v.n; i++)
		follow_type(s, d, t->args->v.items[i]);
	for (int i = 0; t->dims && i < t->dims->v.n; i++)
		follow_expr(s, d, t->dims->v.items[i]);
}

static void follow_method(struct sema *s, struct ast_decl *d, const struct ast_method *m)
{
	follow_type(s, d, m->type);
	if (s->opt.structured)
		types_check_typed(s, m->type);
	for (int i = 0; m->args && i < m->args->v.n; i++) {
		follow_type(s, d, m->args->v.items[i]->type);
		if (s->opt.structured)
			types_check_typed(s, m->args->v.items[i]->type);
	}
}

/* The little that is asked of every type, whoever asked for its file. */
static void follow_decl(struct sema *s, struct ast_decl *d)
{
	for (int i = 0; i < d->fields.n; i++) {
		follow_type(s, d, d->fields.items[i]->type);
		follow_expr(s, d, d->fields.items[i]->value);
		types_check_typed(s, d->fields.items[i]->type);
	}
	for (int i = 0; i < d->constants.n; i++) {
		follow_type(s, d, d->constants.items[i]->type);
		follow_expr(s, d, d->constants.items[i]->value);
	}
	for (int i = 0; i < d->methods.n; i++)
		follow_method(s, d, d->methods.items[i]);
	for (int i = 0; i < d->enumerators.n; i++)
		follow_expr(s, d, d->enumerators.items[i]->value);
	check_followed(s, d);
	for (int i = 0; i < d->nested.n; i++)
		follow_decl(s, d->nested.items[i]);
}

void references_follow(struct sema *s)
{
	for (int i = 0; i < s->reached.n; i++)
		for (int j = 0; j < s->reached.items[i]->decls.n; j++)
			follow_decl(s, s->reached.items[i]->decls.items[j]);
}
