/* SPDX-License-Identifier: MIT */
/*
 * circles.c - files whose definitions need each other's
 *
 * Types that would contain themselves are refused, but a file is more than one type: where Q holds a
 * P and P.In holds a Q, the headers of both would have to stand before each other. The groups of
 * such files are Tarjan's strongly connected components; the walk keeps its own stack.
 */
#include "sema/circles.h"

#include "sema/order.h"

struct frame {
	struct ast_file *file;
	int next;
};

struct walk {
	VEC(struct frame) stack;
	VEC(struct ast_file *) open;	/* those of no group yet */
	int n_met, n_groups;
};

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
	t->circular = sema_decl(t->def)->file->group == file->group;
}

static void open_file(struct sema *s, struct walk *w, struct ast_file *file)
{
	struct frame f = {file, 0};

	file->index = file->low = ++w->n_met;
	vec_push(s->arena, &w->stack, f);
	vec_push(s->arena, &w->open, file);
}

/* file is the first that was met of its group: the others lie above it. */
static void close_group(struct walk *w, const struct ast_file *file)
{
	struct ast_file *member;

	w->n_groups++;
	do {
		member = w->open.items[--w->open.n];
		member->group = w->n_groups;
	} while (member != file);
}

static void group_files(struct sema *s, struct walk *w, struct ast_file *start)
{
	open_file(s, w, start);
	while (w->stack.n) {
		struct frame *top = &vec_last(&w->stack);
		struct ast_file *file = top->file, *to;

		if (top->next < file->needs.n) {
			to = file->needs.items[top->next++];
			if (!to->index)
				open_file(s, w, to);
			else if (!to->group && to->index < file->low)
				file->low = to->index;
			continue;
		}
		w->stack.n--;
		if (w->stack.n && file->low < vec_last(&w->stack).file->low)
			vec_last(&w->stack).file->low = file->low;
		if (file->low == file->index)
			close_group(w, file);
	}
}

void circles_fill(struct sema *s)
{
	struct walk w = {0};

	visit_all(s, add_need);
	for (int i = 0; i < s->import->files.n; i++)
		if (!s->import->files.items[i]->index)
			group_files(s, &w, s->import->files.items[i]);
	visit_all(s, mark_circular);
}
