/* SPDX-License-Identifier: MIT */
/*
 * locals.c - values that generated functions make for themselves
 *
 * Threads of a service may have small stacks, and an AIDL type can be of megabytes: what is large
 * stands on the heap.
 */
#include "gen_c/gen.h"

static bool can_be_boxed(struct ctype t)
{
	/* A type written by hand need not have a _delete(). */
	return (ctype_form(t) == FORM_STRUCT && !t.def->external) || ctype_form(t) == FORM_FIXED;
}

/* A pointer to a value of type t. */
static struct ctype boxed(struct ctype t)
{
	t.null = true;
	return t;
}

struct local local_of(struct gen *g, const struct model_type *t, const char *name, int64_t *room)
{
	struct local l = {.type = ctype_of(t), .name = name};

	l.boxed = can_be_boxed(l.type) && t->size > *room;
	if (!l.boxed) {
		*room -= t->size;
		l.at = place_of(g, l.type, name);
		return l;
	}
	l.at.val = FMT("*%s", name);
	l.at.addr = ctype_form(l.type) == FORM_FIXED ? l.at.val : name;
	return l;
}

bool local_is_large(const struct model_def *def)
{
	return def->size > GEN_MAX_COPY;
}

void local_declare(struct gen *g, struct emit *e, const struct local *l)
{
	if (!l->boxed)
		op_declare(g, e, l->type, l->name);
	else
		emit_fmt(e, "%s = calloc(1, sizeof(*%s));\n",
			 ctype_declare(g, boxed(l->type), DECL_OWNED, l->name), l->name);
}

void local_drop(struct gen *g, struct emit *e, const struct local *l)
{
	if (!l->boxed)
		op_drop(g, e, l->type, l->at);
	else if (ctype_is_plain(l->type))
		emit_fmt(e, "free(%s);\n", l->name);
	else
		op_drop(g, e, boxed(l->type), place_of(g, boxed(l->type), l->name));
}

const char *locals_made(struct gen *g, const struct local *locals, int n)
{
	const char *all = NULL;

	for (int i = 0; i < n; i++)
		if (locals[i].boxed)
			all = all ? FMT("%s && %s", all, locals[i].name) : locals[i].name;
	return all ? FMT("%s ? STATUS_OK : STATUS_NO_MEMORY", all) : NULL;
}
