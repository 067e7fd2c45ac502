/* SPDX-License-Identifier: MIT */
/*
 * groups.c - see groups.h
 */
#include "base/groups.h"

static struct group_node *meet(struct groups *g, struct group_node *node, struct group_node *from)
{
	node->index = node->low = ++g->n_met;
	node->from = from;
	vec_push(g->arena, &g->open, node);
	return node;
}

/* first was met before all others of its group: they lie above it. */
static void close_group(struct groups *g, const struct group_node *first)
{
	int n = g->open.n;

	g->n_groups++;
	do {
		g->open.items[--n]->group = g->n_groups;
	} while (g->open.items[n] != first);
	if (g->close)
		g->close(g->ctx, g->open.items + n, g->open.n - n);
	g->open.n = n;
}

static struct group_node *leave(struct groups *g, struct group_node *at)
{
	struct group_node *from = at->from;

	if (at->low == at->index)
		close_group(g, at);
	if (from && at->low < from->low)
		from->low = at->low;
	return from;
}

void groups_walk(struct groups *g, struct group_node *start)
{
	struct group_node *at = meet(g, start, NULL), *to;

	while (at) {
		to = g->follow(g->ctx, at);
		if (!to)
			at = leave(g, at);
		else if (!to->index)
			at = meet(g, to, at);
		else if (!to->group && to->index < at->low)
			at->low = to->index;
	}
}
