/* SPDX-License-Identifier: MIT */
/*
 * build.c - nodes from the parser's actions
 */
#include "front/build.h"

#include <string.h>

struct source_range build_range(const struct build *b, struct build_span at)
{
	return (struct source_range){b->src, at.begin, at.end};
}

static bool deep(struct build *b, int depth, struct source_range at)
{
	if (depth <= AST_MAX_DEPTH)
		return false;
	if (!b->too_deep)
		diag_at(b->diag, DIAG_NESTING, at, "nested more than %d levels deep",
			AST_MAX_DEPTH);
	b->too_deep = true;
	b->file->broken = b->file->types_lost = true;
	return true;
}

const struct ast_comment *build_join_comments(struct build *b, const struct ast_comment *first,
					      const struct ast_comment *then)
{
	struct ast_comment *copy;

	if (!then)
		return first;
	if (!first)
		return then;
	copy = arena_new(b->arena, struct ast_comment);
	*copy = *then;
	copy->before = first; /* the newest of a group is what documentation is taken from */
	return copy;
}

const char *build_qualify(struct build *b, const char *left, const char *right)
{
	size_t l = strlen(left), r = strlen(right);
	char small[256], *text = small;
	struct arena scratch = {0};
	const char *name;

	if (l + r + 2 > sizeof(small))
		text = arena_alloc(&scratch, l + r + 2);
	memcpy(text, left, l);
	text[l] = '.';
	memcpy(text + l + 1, right, r);
	name = intern(b->names, text, l + r + 1);
	arena_free(&scratch);
	return name;
}

/* Expressions */

struct ast_expr *build_literal(struct build *b, enum ast_expr_kind kind, struct build_span at,
			       const char *text)
{
	struct ast_expr *e = arena_new(b->arena, struct ast_expr);

	e->kind = kind;
	e->at = build_range(b, at);
	e->text = text;
	e->depth = 1;
	return e;
}

static struct ast_expr *new_expr(struct build *b, enum ast_expr_kind kind, struct build_span at,
				 int depth)
{
	bool bad = deep(b, depth, build_range(b, at));
	struct ast_expr *e = build_literal(b, bad ? AST_BAD : kind, at, NULL);

	e->depth = bad ? 1 : depth;
	return e;
}

struct ast_expr *build_unary(struct build *b, enum ast_op op, struct build_span at,
			     struct ast_expr *left)
{
	struct ast_expr *e = new_expr(b, AST_UNARY, at, left->depth + 1);

	e->op = op;
	e->left = left;
	return e;
}

struct ast_expr *build_binary(struct build *b, enum ast_op op, struct ast_expr *left,
			      struct ast_expr *right)
{
	int depth = left->depth > right->depth ? left->depth : right->depth;
	struct build_span at = {left->at.begin, right->at.end};
	struct ast_expr *e = new_expr(b, AST_BINARY, at, depth + 1);

	e->op = op;
	e->left = left;
	e->right = right;
	return e;
}

struct ast_expr *build_paren(struct build *b, struct build_span at, struct ast_expr *inner)
{
	struct ast_expr *e = new_expr(b, AST_PAREN, at, inner->depth + 1);

	e->left = inner;
	return e;
}

struct ast_expr *build_list(struct build *b, struct build_span at, struct ast_exprs *items)
{
	int depth = 0;
	struct ast_expr *e;

	for (int i = 0; items && i < items->v.n; i++)
		if (items->v.items[i]->depth > depth)
			depth = items->v.items[i]->depth;
	e = new_expr(b, AST_LIST, at, depth + 1);
	e->list = items;
	return e;
}

/* Lists: made with their first item */

struct ast_exprs *build_exprs(struct build *b, struct ast_exprs *list, struct ast_expr *item)
{
	if (!list)
		list = arena_new(b->arena, struct ast_exprs);
	vec_push(b->arena, &list->v, item);
	return list;
}

struct ast_annotations *build_annotations(struct build *b, struct ast_annotations *list,
					  struct ast_annotation *item)
{
	if (!list)
		list = arena_new(b->arena, struct ast_annotations);
	vec_push(b->arena, &list->v, item);
	return list;
}

struct ast_params *build_params(struct build *b, struct ast_params *list, struct ast_name name,
				struct ast_expr *value)
{
	struct ast_param param = {name, value, NULL};

	if (!list)
		list = arena_new(b->arena, struct ast_params);
	vec_push(b->arena, &list->v, param);
	return list;
}

struct ast_types *build_types(struct build *b, struct ast_types *list, struct ast_type *item)
{
	if (!list)
		list = arena_new(b->arena, struct ast_types);
	vec_push(b->arena, &list->v, item);
	return list;
}

struct ast_dims *build_dims(struct build *b, struct ast_dims *list, struct ast_expr *size)
{
	if (!list)
		list = arena_new(b->arena, struct ast_dims);
	vec_push(b->arena, &list->v, size);
	return list;
}

struct ast_names *build_names(struct build *b, struct ast_names *list, struct ast_name name)
{
	if (!list)
		list = arena_new(b->arena, struct ast_names);
	vec_push(b->arena, &list->v, name);
	return list;
}

struct ast_args *build_args(struct build *b, struct ast_args *list, struct ast_arg *arg)
{
	if (!list)
		list = arena_new(b->arena, struct ast_args);
	vec_push(b->arena, &list->v, arg);
	return list;
}

/* Annotations and types */

struct ast_annotation *build_annotation(struct build *b, struct build_span at,
					struct build_span name_at, struct build_token name,
					struct ast_params *params)
{
	struct ast_annotation *a = arena_new(b->arena, struct ast_annotation);

	a->name = (struct ast_name){name.text, build_range(b, name_at)};
	a->at = build_range(b, at);
	a->params = params;
	a->comments = name.comments;
	return a;
}

struct ast_type *build_type(struct build *b, struct build_span at, struct ast_name name,
			    const struct ast_comment *comments, struct ast_types *args,
			    struct ast_dims *dims)
{
	struct ast_type *t = arena_new(b->arena, struct ast_type);

	t->name = name;
	t->at = build_range(b, at);
	t->comments = comments;
	b->type = at;
	t->depth = 1;
	for (int i = 0; args && i < args->v.n; i++)
		if (args->v.items[i]->depth >= t->depth)
			t->depth = args->v.items[i]->depth + 1;
	t->bad = deep(b, t->depth, t->at);
	if (t->bad)
		t->depth = 1;
	else
		t->args = args;
	t->dims = dims;
	return t;
}

static const struct ast_comment *comments_of(struct build *b, const struct ast_annotations *list,
					     const struct ast_comment *then)
{
	const struct ast_comment *all = NULL;

	for (int i = 0; list && i < list->v.n; i++)
		all = build_join_comments(b, all, list->v.items[i]->comments);
	return build_join_comments(b, all, then);
}

struct ast_type *build_annotate(struct build *b, struct ast_annotations *outer,
				struct ast_annotations *inner, struct ast_type *type)
{
	for (int i = 0; outer && inner && i < inner->v.n; i++)
		outer = build_annotations(b, outer, inner->v.items[i]);
	type->annotations = outer ? outer : inner;
	type->comments = comments_of(b, type->annotations, type->comments);
	return type;
}

/* Declarations */

void build_package(struct build *b, struct ast_name name)
{
	b->file->package = name;
}

void build_import(struct build *b, struct ast_name name)
{
	struct ast_import *i = arena_new(b->arena, struct ast_import);
	const char *dot = strrchr(name.s, '.');

	if (b->file->decls.n)
		diag_at(b->diag, DIAG_SYNTAX, name.at,
			"an import stands behind the package and before the first type");
	i->name = name;
	i->last = dot ? intern_str(b->names, dot + 1) : name.s;
	vec_push(b->arena, &b->file->imports, i);
}

struct ast_decl *build_decl(struct build *b, enum ast_decl_kind kind, struct ast_name name,
			    struct ast_annotations *annotations, const struct ast_comment *comments)
{
	struct ast_decl *d = arena_new(b->arena, struct ast_decl);

	d->kind = kind;
	d->name = name;
	d->file = b->file;
	d->parent = b->current;
	d->depth = b->current ? b->current->depth + 1 : 1;
	d->annotations = annotations;
	d->comments = comments_of(b, annotations, comments);
	if (deep(b, d->depth, name.at))
		return d; /* in no list: nothing walks deeper */
	if (b->current)
		vec_push(b->arena, &b->current->nested, d);
	else
		vec_push(b->arena, &b->file->decls, d);
	return d;
}

void build_open(struct build *b, struct ast_decl *decl)
{
	b->current = decl;
}

void build_close(struct build *b)
{
	b->current = b->current->parent;
}

/* Members */

void build_field(struct build *b, struct ast_type *type, struct ast_name name,
		 struct ast_expr *value)
{
	struct ast_field *f = arena_new(b->arena, struct ast_field);

	f->type = type;
	f->name = name;
	f->value = value;
	f->comments = type->comments;
	vec_push(b->arena, &b->current->fields, f);
}

void build_unfinished(const struct build *b, int *n)
{
	if (b->cut_short && *n > 0)
		(*n)--;
}

void build_constant(struct build *b, struct ast_type *type, struct ast_name name,
		    struct ast_expr *value, const struct ast_comment *comments)
{
	struct ast_constant *c = arena_new(b->arena, struct ast_constant);

	c->type = type;
	c->name = name;
	c->value = value;
	c->comments = build_join_comments(b, type->comments, comments);
	c->owner = b->current;
	vec_push(b->arena, &b->current->constants, c);
}

void build_enumerator(struct build *b, struct ast_name name, struct ast_expr *value,
		      const struct ast_comment *comments)
{
	struct ast_enumerator *e = arena_new(b->arena, struct ast_enumerator);

	e->name = name;
	e->value = value;
	e->comments = comments;
	e->owner = b->current;
	e->index = b->current->enumerators.n;
	vec_push(b->arena, &b->current->enumerators, e);
}

struct ast_arg *build_arg(struct build *b, enum ast_direction direction,
			  struct build_span direction_at, struct ast_type *type,
			  struct ast_name name)
{
	struct ast_arg *a = arena_new(b->arena, struct ast_arg);

	a->direction = direction;
	a->direction_at = build_range(b, direction_at);
	a->type = type;
	a->name = name;
	return a;
}

struct ast_method *build_method(struct build *b, struct ast_type *type, struct ast_name name,
				struct ast_args *args, struct ast_expr *id,
				const struct ast_comment *comments)
{
	struct ast_method *m = arena_new(b->arena, struct ast_method);

	m->type = type;
	m->name = name;
	m->args = args;
	m->id = id;
	m->comments = build_join_comments(b, type->comments, comments);
	vec_push(b->arena, &b->current->methods, m);
	return m;
}
