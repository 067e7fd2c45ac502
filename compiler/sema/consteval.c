/* SPDX-License-Identifier: MIT */
/*
 * consteval.c - evaluation: what refers to what, and in which order
 *
 * Each constant and enumerator is evaluated once. AST_BUSY marks those whose
 * evaluation is under way, so that a cycle is met instead of followed. The depth
 * of recursion through expressions and references together is bounded.
 */
#include "sema/consteval.h"

#include <inttypes.h>
#include <string.h>

#include "base/suggest.h"
#include "sema/names.h"
#include "sema/operators.h"

/* Expressions may be AST_MAX_DEPTH deep themselves. */
#define MAX_EVAL_DEPTH (2 * AST_MAX_DEPTH)

/* The references under way, the innermost first; on the C stack. */
struct eval_chain {
	struct eval_chain *outer;
	const void *what;
	const char *name;
};

static struct value *eval(struct sema *s, struct ast_decl *scope, struct ast_expr *e);

/* References */

static struct value *circular(struct sema *s, const void *what, const char *name,
			      struct source_range at)
{
	const char *chain = name;
	int shown = 0;

	for (struct eval_chain *c = s->eval_chain; c && shown < 8; c = c->outer, shown++) {
		chain = arena_fmt(s->arena, "%s -> %s", c->name, chain);
		if (c->what == what)
			break;
	}
	diag_at(s->diag, DIAG_CIRCULAR_CONSTANT, at, "the value of '%s' depends on itself: %s",
		name, chain);
	return value_bad(s, at);
}

static struct value *eval_named(struct sema *s, struct ast_decl *scope, struct ast_expr *e,
				const void *what, const char *name)
{
	struct eval_chain link = {s->eval_chain, what, name};
	struct value *v;

	s->eval_chain = &link;
	v = eval(s, scope, e);
	s->eval_chain = link.outer;
	return v;
}

struct value *const_of_constant(struct sema *s, struct ast_constant *c)
{
	if (c->state == AST_UNTOUCHED) {
		c->state = AST_BUSY;
		c->result = eval_named(s, c->owner, c->value, c, c->name.s);
		c->state = AST_DONE;
	}
	return c->result;
}

/* One more than the value of the enumerator before, in at least 32 bits. */
static struct value *next_value(struct sema *s, struct ast_enumerator *e,
				const struct value *before)
{
	enum value_kind kind = before->kind == VALUE_INT64 ? VALUE_INT64 : VALUE_INT32;
	int64_t limit = kind == VALUE_INT64 ? INT64_MAX : INT32_MAX;

	if (!value_is_int(before))
		return value_bad(s, e->name.at);
	if (before->i == limit) {
		diag_at(s->diag, DIAG_OVERFLOW, e->name.at,
			"'%s' would be one more than %" PRId64 ", which overflows %d bits", e->name.s,
			before->i, kind == VALUE_INT64 ? 64 : 32);
		if (kind == VALUE_INT32)
			diag_note(s->diag, before->at,
				  "write this value with an L suffix to count on in 64 bits");
		return value_bad(s, e->name.at);
	}
	return value_int(s, kind, before->i + 1, e->name.at);
}

/* Evaluates e, and those before it as far as their values are counted on: not by recursion. */
struct value *const_of_enumerator(struct sema *s, struct ast_enumerator *e)
{
	struct ast_enumerator **all = e->owner->enumerators.items;
	int first = e->index;

	if (e->state == AST_DONE)
		return e->result;
	while (first > 0 && all[first]->state == AST_UNTOUCHED && !all[first]->value)
		first--;
	if (all[first]->state == AST_BUSY)
		return circular(s, all[first], all[first]->name.s, e->name.at);
	for (int i = first; i <= e->index; i++) {
		struct ast_enumerator *at = all[i];

		if (at->state == AST_DONE)
			continue;
		at->state = AST_BUSY;
		if (e->owner->union_tag)
			at->result = value_int(s, VALUE_INT32, i, at->name.at);
		else if (at->value)
			at->result = eval_named(s, e->owner, at->value, at, at->name.s);
		else if (i == 0)
			at->result = value_int(s, VALUE_INT8, 0, at->name.at);
		else
			at->result = next_value(s, at, all[i - 1]->result);
		at->state = AST_DONE;
	}
	return e->result;
}

static bool has_enumerator(const struct ast_decl *d, const char *name)
{
	return d && d->kind == AST_ENUM && map_get(&d->values_by_name, name);
}

/* An enum with this enumerator that can be named where scope is. */
static const struct ast_decl *find_enumerator(struct sema *s, const struct ast_decl *scope,
					      const char *name)
{
	const struct ast_file *file = scope->file;

	for (int i = 0; i < file->imports.n; i++) {
		const struct ast_decl *d = map_get(&s->types, file->imports.items[i]->name.s);

		if (has_enumerator(d, name))
			return d;
	}
	for (; scope; scope = scope->parent)
		for (int i = 0; i < scope->nested.n; i++)
			if (has_enumerator(scope->nested.items[i], name))
				return scope->nested.items[i];
	return NULL;
}

static void say_unknown_constant(struct sema *s, struct ast_decl *owner, struct ast_expr *e,
				 const char *last, bool bare)
{
	const struct ast_decl *e_owner;
	struct suggest best;

	if (bare && strcmp(last, "null") == 0) {
		diag_at(s->diag, DIAG_UNKNOWN_CONSTANT, e->at,
			"AIDL has no 'null'; a @nullable field without a default is null");
		return;
	}
	suggest_init(&best, last);
	for (int i = 0; i < owner->constants.n; i++)
		suggest_offer(&best, owner->constants.items[i]->name.s);
	for (int i = 0; i < owner->enumerators.n; i++)
		suggest_offer(&best, owner->enumerators.items[i]->name.s);
	diag_at(s->diag, DIAG_UNKNOWN_CONSTANT, e->at, "'%s' has no constant '%s'%s",
		owner->qualified, last, suggest_text(&best, s->arena));
	diag_suggest(s->diag, e->at, &best);
	if (!bare)
		return;
	e_owner = find_enumerator(s, owner, last);
	if (e_owner) {
		diag_note(s->diag, (struct source_range){0},
			  "an enumerator is written with its enum: '%s.%s'", e_owner->name.s, last);
		return;
	}
	for (struct ast_decl *p = owner->parent; p; p = p->parent)
		if (map_get(&p->values_by_name, last)) {
			diag_note(s->diag, (struct source_range){0},
				  "constants of an enclosing type are written with its name: '%s.%s'",
				  p->name.s, last);
			return;
		}
}

/* The constant's own type decides what may refer to it. */
static struct value *referred_constant(struct sema *s, struct ast_constant *c, struct ast_expr *e)
{
	struct value *v;

	if (c->state == AST_BUSY)
		return circular(s, c, c->name.s, e->at);
	v = const_of_constant(s, c);
	if (v->kind == VALUE_FLOAT) {
		diag_at(s->diag, DIAG_VALUE_TYPE, e->at,
			"'%s' is a floating-point constant; AIDL cannot refer to those", e->text);
		return value_bad(s, e->at);
	}
	return v;
}

static struct value *reference(struct sema *s, struct ast_decl *scope, struct ast_expr *e)
{
	const char *dot = strrchr(e->text, '.');
	const char *last = dot ? intern_str(s->names, dot + 1) : e->text;
	struct ast_decl *owner = scope;
	struct value *v, *copy;
	void *found;

	if (dot) {
		struct ast_name type = {intern(s->names, e->text, (size_t)(dot - e->text)), e->at};

		type.at.end = type.at.begin + (uint32_t)(dot - e->text);
		/* blanks around the dots: the text is shorter than the place */
		if (type.at.end > e->at.end)
			type.at.end = e->at.end;
		owner = names_find(s, scope->file, scope, type);
	}
	if (!owner)
		return value_bad(s, e->at);
	found = map_get(&owner->values_by_name, last);
	if (!found) {
		if (!names_unsure(owner))
			say_unknown_constant(s, owner, e, last, !dot);
		return value_bad(s, e->at);
	}
	if (owner->kind == AST_ENUM) {
		struct ast_enumerator *en = found;

		v = en->state == AST_BUSY ? circular(s, en, en->name.s, e->at)
					  : const_of_enumerator(s, en);
	} else {
		v = referred_constant(s, found, e);
	}
	copy = arena_new(s->arena, struct value);
	*copy = *v;
	copy->at = e->at;
	copy->literal = false;
	copy->enumerator = owner->kind == AST_ENUM && v->kind != VALUE_BAD ? found : NULL;
	return copy;
}

static struct value *list(struct sema *s, struct ast_decl *scope, struct ast_expr *e)
{
	struct value *v = value_new(s, VALUE_LIST, e->at);
	const struct value *first = NULL;

	v->n_items = e->list ? e->list->v.n : 0;
	v->items = arena_array(s->arena, struct value *, (size_t)v->n_items);
	for (int i = 0; i < v->n_items; i++) {
		struct value *item = v->items[i] = eval(s, scope, e->list->v.items[i]);

		if (item->kind == VALUE_BAD) {
			v->kind = VALUE_BAD;
		} else if (!first) {
			first = item;
		} else if (first->kind != item->kind &&
			   !(value_is_int(first) && value_is_int(item))) {
			diag_at(s->diag, DIAG_LIST_VALUE, item->at,
				"%s in a list that starts with %s", value_kind_text(item),
				value_kind_text(first));
			v->kind = VALUE_BAD;
			break;
		}
	}
	return v;
}

static struct value *eval(struct sema *s, struct ast_decl *scope, struct ast_expr *e)
{
	struct value *v;

	if (s->eval_depth >= MAX_EVAL_DEPTH) {
		diag_at(s->diag, DIAG_NESTING, e->at,
			"constants that refer to each other through more than %d steps", MAX_EVAL_DEPTH);
		return value_bad(s, e->at);
	}
	s->eval_depth++;
	switch (e->kind) {
	case AST_REF:
		if (scope) {
			v = reference(s, scope, e);
			break;
		}
		diag_at(s->diag, DIAG_ANNOTATION_PARAMETER, e->at,
			"'%s': annotations cannot refer to constants; a string stands in quotes",
			e->text);
		v = value_bad(s, e->at);
		break;
	case AST_UNARY:
		v = operator_unary(s, e, eval(s, scope, e->left));
		break;
	case AST_BINARY:
		v = eval(s, scope, e->left);
		v = operator_binary(s, e, v, eval(s, scope, e->right));
		break;
	case AST_PAREN:
		v = eval(s, scope, e->left);
		break;
	case AST_LIST:
		v = list(s, scope, e);
		break;
	case AST_BAD:
		v = value_bad(s, e->at);
		break;
	default:
		v = value_literal(s, e);
		break;
	}
	s->eval_depth--;
	return v;
}

struct value *const_eval(struct sema *s, struct ast_decl *scope, struct ast_expr *expr)
{
	return eval(s, scope, expr);
}

struct value *const_eval_literal(struct sema *s, struct ast_expr *expr)
{
	return eval(s, NULL, expr);
}
