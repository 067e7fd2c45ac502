/* SPDX-License-Identifier: MIT */
/*
 * holds.c - strict, recursive and holds_new, for each group of types that hold each other
 *
 * A group is closed after all that it leads to, so that it has what they have.
 */
#include "sema/holds.h"

#include "base/groups.h"

struct node {
	struct group_node node;		/* first: a pointer to it is one to this */
	struct model_def *def;
};

/* Whether a member of def of type t has values in C that cannot be sent; its own definition aside. */
static bool is_strict(const struct model_def *def, const struct model_type *t)
{
	if (t->shape == MODEL_ARRAY || t->shape == MODEL_LIST)
		return true;
	return model_is_strict(t->base, t->nullable, def->vintf);
}

/* What def holds in a field, if it is known; else NULL. */
static struct node *held_in(const struct map *nodes, const struct model_field *f)
{
	return f->type.def ? map_get(nodes, f->type.def) : NULL;
}

static struct group_node *follow(void *ctx, struct group_node *node)
{
	const struct model_def *def = ((struct node *)node)->def;

	while (node->next < def->n_fields) {
		struct node *held = held_in(ctx, &def->fields[node->next++]);

		if (held)
			return &held->node;
	}
	return NULL;
}

/* What a group has in common. */
struct traits {
	bool strict, recursive, holds_new;
};

/* What def has, and what those have that it holds; of its own group that is not known yet. */
static void add_traits(const struct map *nodes, const struct model_def *def, struct traits *t)
{
	t->strict |= def->kind == MODEL_DEF_UNION; /* its tag may be any number */
	t->holds_new |= def->kind == MODEL_DEF_PARCELABLE && def->n_sent < def->n_fields;
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];
		const struct node *held = held_in(nodes, f);

		t->recursive |= held && held->def == def;
		if (i >= def->n_sent)
			continue;
		t->strict |= is_strict(def, &f->type) || (held && held->def->strict);
		t->holds_new |= held && held->def->holds_new;
	}
}

static void close_group(void *ctx, struct group_node *const *members, int n)
{
	struct traits t = {.recursive = n > 1};

	for (int i = 0; i < n; i++)
		add_traits(ctx, ((struct node *)members[i])->def, &t);
	for (int i = 0; i < n; i++) {
		struct model_def *def = ((struct node *)members[i])->def;

		def->strict = t.strict;
		def->recursive = t.recursive;
		def->holds_new = t.holds_new;
	}
}

void holds_fill(struct sema *s)
{
	struct node *nodes = arena_array(s->arena, struct node, (size_t)s->queue.n);
	struct map by_def = {0};
	struct groups groups = {
		.arena = s->arena, .ctx = &by_def, .follow = follow, .close = close_group};

	for (int i = 0; i < s->queue.n; i++) {
		struct model_def *def = s->queue.items[i]->def;

		if (!def || def->external ||
		    (def->kind != MODEL_DEF_PARCELABLE && def->kind != MODEL_DEF_UNION))
			continue;
		nodes[i].def = def;
		map_put(s->arena, &by_def, def, &nodes[i]);
	}
	for (int i = 0; i < s->queue.n; i++)
		if (nodes[i].def && !nodes[i].node.index)
			groups_walk(&groups, &nodes[i].node);
}
