/* SPDX-License-Identifier: MIT */
/*
 * holds.c - strict, recursive and holds_new, for each group of types that hold each other
 *
 * Tarjan's strongly connected components: a group is closed after all that it leads to, so that it
 * has what they have. The walk keeps its own stack: chains of types are as long as people like.
 */
#include "sema/holds.h"

struct node {
	struct model_def *def;
	int index, low;		/* index 0: not met yet */
	int next;		/* field */
	bool open;		/* in no group yet */
	bool strict, loop, holds_new;
	struct node *from;	/* where the walk goes on */
};

struct walk {
	struct map nodes;	/* by definition */
	VEC(struct node *) open;
	int n_met;
};

/* Whether a member of def of type t has values in C that cannot be sent; its own definition aside. */
static bool is_strict(const struct model_def *def, const struct model_type *t)
{
	if (t->shape == MODEL_ARRAY || t->shape == MODEL_LIST)
		return true;
	switch (t->base) {
	case MODEL_STRING:
		return true;
	case MODEL_HOLDER:
		return def->vintf;
	case MODEL_IBINDER:
	case MODEL_INTERFACE:
	case MODEL_FD:
		return !t->nullable;
	default:
		return false;
	}
}

static void close_group(struct walk *w, struct node *first)
{
	int n = w->open.n;
	bool strict = false, recursive = vec_last(&w->open) != first || first->loop;
	bool holds_new = false;

	do {
		strict |= w->open.items[--n]->strict;
		holds_new |= w->open.items[n]->holds_new;
	} while (w->open.items[n] != first);
	for (int i = n; i < w->open.n; i++) {
		struct node *node = w->open.items[i];

		node->open = false;
		node->strict = node->def->strict = strict;
		node->holds_new = node->def->holds_new = holds_new;
		node->def->recursive = recursive;
	}
	w->open.n = n;
}

static struct node *meet(struct sema *s, struct walk *w, struct node *node, struct node *from)
{
	node->index = node->low = ++w->n_met;
	node->open = true;
	node->from = from;
	node->strict = node->def->kind == MODEL_DEF_UNION; /* its tag may be any number */
	node->holds_new = node->def->kind == MODEL_DEF_PARCELABLE &&
			  node->def->n_sent < node->def->n_fields;
	vec_push(s->arena, &w->open, node);
	return node;
}

/* What a type has, who holds it has too: in the field before the next one, if that is sent. */
static void inherit(struct node *holder, const struct node *held)
{
	if (holder->next > holder->def->n_sent)
		return;
	holder->strict |= held->strict;
	holder->holds_new |= held->holds_new;
}

static struct node *leave(struct walk *w, struct node *at)
{
	struct node *from = at->from;

	if (at->low == at->index)
		close_group(w, at);
	if (from && at->low < from->low)
		from->low = at->low;
	if (from)
		inherit(from, at);
	return from;
}

/* Goes one step: over a field, or back. Answers where the walk is. */
static struct node *step(struct sema *s, struct walk *w, struct node *at)
{
	const struct model_type *t;
	struct node *to;

	if (at->next == at->def->n_fields)
		return leave(w, at);
	t = &at->def->fields[at->next++].type;
	if (at->next <= at->def->n_sent)
		at->strict |= is_strict(at->def, t);
	to = t->def ? map_get(&w->nodes, t->def) : NULL;
	if (!to)
		return at;
	at->loop |= to == at;
	if (!to->index)
		return meet(s, w, to, at);
	if (to->open && to->index < at->low)
		at->low = to->index;
	inherit(at, to);
	return at;
}

void holds_fill(struct sema *s)
{
	struct node *nodes = arena_array(s->arena, struct node, (size_t)s->queue.n);
	struct walk w = {0};

	for (int i = 0; i < s->queue.n; i++) {
		struct model_def *def = s->queue.items[i]->def;

		nodes[i].def = def;
		if (def && !def->external &&
		    (def->kind == MODEL_DEF_PARCELABLE || def->kind == MODEL_DEF_UNION))
			map_put(s->arena, &w.nodes, def, &nodes[i]);
	}
	for (int i = 0; i < s->queue.n; i++) {
		struct node *at = nodes[i].def ? map_get(&w.nodes, nodes[i].def) : NULL;

		if (!at || at->index)
			continue;
		for (at = meet(s, &w, at, NULL); at; )
			at = step(s, &w, at);
	}
}
