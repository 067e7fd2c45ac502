/* SPDX-License-Identifier: MIT */
/*
 * cycles.c - references that lead back to a nested type
 *
 * Other languages declare a nested type inside the one around it, so AIDL refuses two
 * shapes: nested types of one type that refer to each other, and files that lead to each
 * other where one refers to a nested type of the other. The second is asked of the groups of
 * files that lead to each other. All walks keep their own stack.
 */
#include "sema/references.h"

enum { WHITE, GREY, BLACK };

struct frame {
	struct ast_decl *decl;
	int next;
};

struct walk {
	VEC(struct frame) stack;
};

/* Siblings */

static void say_siblings(struct sema *s, const struct walk *w, const struct ast_ref *ref)
{
	const char *chain = NULL;
	int shown = 0;

	for (int i = 0; i < w->stack.n && shown < 8; i++) {
		const struct ast_decl *d = w->stack.items[i].decl;

		if (!chain && d != ref->to)
			continue;
		chain = chain ? arena_fmt(s->arena, "%s -> %s", chain, d->name.s) : d->name.s;
		shown++;
	}
	diag_at(s->diag, DIAG_NESTED_CYCLE, ref->at,
		"nested types cannot refer to each other: %s%s -> %s", chain,
		shown == 8 ? " ..." : "", ref->to->name.s);
	diag_note(s->diag, ref->to->name.at,
		  "'%s' is one of them; in a file of its own it could", ref->to->name.s);
}

static void walk_siblings(struct sema *s, struct walk *w, struct ast_decl *start)
{
	struct frame first = {start, 0};

	start->mark = GREY;
	vec_push(s->arena, &w->stack, first);
	while (w->stack.n) {
		struct frame *top = &vec_last(&w->stack);
		const struct ast_ref *ref;

		if (top->next == top->decl->peers.n) {
			top->decl->mark = BLACK;
			w->stack.n--;
			continue;
		}
		ref = &top->decl->peers.items[top->next++];
		if (ref->to->mark == GREY) {
			say_siblings(s, w, ref);
		} else if (ref->to->mark == WHITE) {
			struct frame next = {ref->to, 0};

			ref->to->mark = GREY;
			vec_push(s->arena, &w->stack, next);
		}
	}
}

static void check_siblings(struct sema *s, struct walk *w, struct ast_decl *d)
{
	for (int i = 0; i < d->nested.n; i++) {
		if (d->nested.items[i]->mark == WHITE)
			walk_siblings(s, w, d->nested.items[i]);
		check_siblings(s, w, d->nested.items[i]);
	}
}

static void forget_marks(struct ast_decl *d)
{
	d->mark = WHITE;
	if (d->tag)
		d->tag->mark = WHITE;
	for (int i = 0; i < d->nested.n; i++)
		forget_marks(d->nested.items[i]);
}

/* Files */

static struct ast_decl *decl_of(struct group_node *node)
{
	return (struct ast_decl *)((char *)node - offsetof(struct ast_decl, node));
}

static struct group_node *follow(void *ctx, struct group_node *node)
{
	const struct ast_decl *d = decl_of(node);

	(void)ctx;
	return node->next < d->out.n ? &ast_root(d->out.items[node->next++].to)->node : NULL;
}

static void check_root(struct sema *s, const struct ast_decl *root)
{
	for (int i = 0; root->node.group && i < root->out.n; i++) {
		const struct ast_ref *ref = &root->out.items[i];

		if (!ref->to->parent || !ref->to->file->input || ast_root(ref->to)->node.group != root->node.group)
			continue;
		diag_at(s->diag, DIAG_NESTED_CYCLE, ref->to->name.at,
			"'%s' leads to '%s', which refers back to this nested type",
			ast_root(ref->to)->name.s, root->name.s);
		diag_note(s->diag, ref->at, "here; in a file of its own the type could be used so");
	}
}

void references_check_cycles(struct sema *s)
{
	struct groups groups = {.arena = s->arena, .follow = follow};
	struct walk w = {0};

	for (int i = 0; i < s->import->files.n; i++) {
		const struct ast_file *file = s->import->files.items[i];

		for (int j = 0; file->input && j < file->decls.n; j++) {
			check_siblings(s, &w, file->decls.items[j]);
			forget_marks(file->decls.items[j]);
			if (!file->decls.items[j]->node.index)
				groups_walk(&groups, &file->decls.items[j]->node);
		}
	}
	for (int i = 0; i < s->import->files.n; i++) {
		const struct ast_file *file = s->import->files.items[i];

		for (int j = 0; j < file->decls.n; j++)
			check_root(s, file->decls.items[j]);
	}
}
