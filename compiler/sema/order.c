/* SPDX-License-Identifier: MIT */
/*
 * order.c - who holds whom by value
 *
 * Both walks keep their own stack: chains of types are as long as a file is.
 */
#include "sema/order.h"

#include <stdlib.h>
#include <string.h>

#include "sema/measure.h"

enum { WHITE, GREY, BLACK };

struct frame {
	struct ast_decl *decl;
	int next;
};

struct walk {
	VEC(struct frame) stack;
};

/* Cycles */

/* A field that makes its owner contain the type; arrays and lists have their own memory. */
static bool contains(const struct model_type *t)
{
	if (t->base != MODEL_PARCELABLE && t->base != MODEL_UNION)
		return false;
	return (t->shape == MODEL_SINGLE && !t->heap) || t->shape == MODEL_FIXED_ARRAY;
}

static void say_cycle(struct sema *s, const struct walk *w, const struct ast_decl *again)
{
	const struct frame *top = &vec_last(&w->stack);
	const struct ast_field *f = top->decl->fields.items[top->next - 1];
	const char *chain = NULL;
	int shown = 0;

	for (int i = 0; i < w->stack.n; i++) {
		const struct ast_decl *d = w->stack.items[i].decl;

		if (!chain && d != again)
			continue;
		if (++shown > 8)
			break;
		chain = chain ? arena_fmt(s->arena, "%s -> %s", chain, d->name.s) : d->name.s;
	}
	diag_at(s->diag, DIAG_RECURSIVE_TYPE, f->name.at, "'%s' would contain itself: %s%s -> %s",
		again->qualified, chain, shown > 8 ? " ..." : "", again->name.s);
	diag_note(s->diag, (struct source_range){0},
		  "an array, a List or @nullable(heap=true) holds a value apart and breaks the circle");
}

static void walk_fields(struct sema *s, struct walk *w, struct ast_decl *start)
{
	struct frame first = {start, 0};

	start->mark = GREY;
	vec_push(s->arena, &w->stack, first);
	while (w->stack.n) {
		struct frame *top = &vec_last(&w->stack);
		const struct model_def *def = top->decl->def;
		struct ast_decl *to;

		if (top->next == def->n_fields) {
			top->decl->mark = BLACK;
			measure_data(top->decl->def);
			w->stack.n--;
			continue;
		}
		if (!contains(&def->fields[top->next++].type))
			continue;
		to = sema_decl(def->fields[top->next - 1].type.def);
		if (to->mark == GREY) {
			say_cycle(s, w, to);
		} else if (to->mark == WHITE) {
			struct frame next = {to, 0};

			to->mark = GREY;
			vec_push(s->arena, &w->stack, next);
		}
	}
}

bool order_check_cycles(struct sema *s)
{
	struct walk w = {0};
	int errors = s->diag->n_errors;

	for (int i = 0; i < s->queue.n; i++)
		if (s->queue.items[i]->mark == WHITE)
			walk_fields(s, &w, s->queue.items[i]);
	for (int i = 0; i < s->queue.n; i++)
		s->queue.items[i]->mark = WHITE;
	return s->diag->n_errors == errors;
}

/* Order of definitions */

struct collect {
	struct sema *s;
	struct ast_file *file;
	VEC(const struct model_def *) defs;
	VEC(struct model_use) uses;
	struct map use_index;		/* of a def: index + 1 */
	VEC(struct ast_decl *) needed;	/* those of one declaration, to be defined before it */
};

bool order_needs_definition(const struct model_type *t, bool field)
{
	if (t->base == MODEL_ENUM)
		return true; /* C cannot mention an enum's typedef before it is made */
	if (t->base != MODEL_PARCELABLE && t->base != MODEL_UNION)
		return false;
	if (t->shape == MODEL_FIXED_ARRAY)
		return true; /* nor an array of something, even as a parameter */
	return field && t->shape == MODEL_SINGLE && !t->nullable;
}

static void mention(struct collect *c, const struct model_type *t, bool field)
{
	bool by_value = order_needs_definition(t, field);
	struct ast_decl *d;
	struct model_use use;
	uintptr_t index;

	if (!t->def)
		return;
	d = sema_decl(t->def);
	if (d->file == c->file) {
		if (by_value)
			vec_push(c->s->arena, &c->needed, d);
		return;
	}
	index = (uintptr_t)map_get(&c->use_index, d);
	if (index) {
		c->uses.items[index - 1].by_value |= by_value;
		return;
	}
	use.def = sema_def(c->s, d);
	use.by_value = by_value;
	vec_push(c->s->arena, &c->uses, use);
	map_put(c->s->arena, &c->use_index, d, (void *)(uintptr_t)c->uses.n);
}

static void mention_all(struct collect *c, const struct model_def *def)
{
	for (int i = 0; i < def->n_fields; i++)
		mention(c, &def->fields[i].type, true);
	for (int i = 0; i < def->n_methods; i++) {
		mention(c, &def->methods[i].ret, false);
		for (int j = 0; j < def->methods[i].n_args; j++)
			mention(c, &def->methods[i].args[j].type, false);
	}
}

/* A declaration whose needed ones are items first to end of the list while it is on the stack. */
struct pending {
	struct ast_decl *decl;
	int first, at;
};

static void define(struct collect *c, struct ast_decl *start)
{
	VEC(struct pending) stack = {0};
	struct pending p = {start, c->needed.n, c->needed.n};

	if (start->mark != WHITE || !start->def) /* no definition: its name was refused */
		return;
	start->mark = GREY;
	mention_all(c, start->def);
	vec_push(c->s->arena, &stack, p);
	while (stack.n) {
		struct pending *top = &vec_last(&stack);
		struct ast_decl *d;

		if (top->at == c->needed.n) {
			top->decl->mark = BLACK;
			vec_push(c->s->arena, &c->defs, top->decl->def);
			c->needed.n = top->first;
			stack.n--;
			continue;
		}
		d = c->needed.items[top->at++];
		if (d->mark != WHITE)
			continue;
		/* The rest of top's list stays below the new one's. */
		p = (struct pending){d, c->needed.n, c->needed.n};
		d->mark = GREY;
		mention_all(c, d->def);
		vec_push(c->s->arena, &stack, p);
	}
}

static void define_tree(struct collect *c, struct ast_decl *d)
{
	for (int i = 0; i < d->nested.n; i++)
		define_tree(c, d->nested.items[i]);
	if (d->tag && d->def)
		define(c, d->tag);
	define(c, d);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct model_use *)a)->def->qualified,
		      ((const struct model_use *)b)->def->qualified);
}

void order_file(struct sema *s, struct ast_file *file, struct model_file *model)
{
	struct collect c = {.s = s, .file = file};

	for (int i = 0; i < file->decls.n; i++)
		define_tree(&c, file->decls.items[i]);
	if (c.uses.n)
		qsort(c.uses.items, (size_t)c.uses.n, sizeof(*c.uses.items), by_name);
	model->defs = c.defs.items;
	model->n_defs = c.defs.n;
	model->uses = c.uses.items;
	model->n_uses = c.uses.n;
}
