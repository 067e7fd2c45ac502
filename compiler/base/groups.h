/* SPDX-License-Identifier: MIT */
/*
 * groups.h - which of many things lead to each other
 *
 * The groups are the strongly connected components of a graph, found by Tarjan's walk. It keeps its
 * own stack: chains are as long as people like. A group is closed after all that it leads to.
 */
#pragma once

#include "base/vec.h"

/** Part of each thing. All zero bytes: not met yet. */
struct group_node {
	int index, low;		/* the walk's; index from 1 */
	int next;		/* for follow: where it goes on */
	int group;		/* from 1; 0: in none yet */
	struct group_node *from;
};

struct groups {
	struct arena *arena;
	void *ctx;
	/** One that node leads to, each once, node.next counting them; NULL: there are no more. */
	struct group_node *(*follow)(void *ctx, struct group_node *node);
	/** Is told of each group when it is whole; may be NULL. */
	void (*close)(void *ctx, struct group_node *const *members, int n);
	VEC(struct group_node *) open;
	int n_met, n_groups;
};

/** Finds the groups of start, which was not met yet, and of all that it leads to. */
void groups_walk(struct groups *g, struct group_node *start);
