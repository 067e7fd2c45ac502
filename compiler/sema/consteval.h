/* SPDX-License-Identifier: MIT */
/*
 * consteval.h - values of constant expressions
 *
 * Integers have the width of the expression (8, 32 or 64 bits, promoted as the
 * language says), whatever they are assigned to; const_fit() then checks and
 * converts to the type that is wanted.
 */
#pragma once

#include "sema/sema.h"

enum value_kind {
	VALUE_BAD,	/* an error was reported */
	VALUE_BOOL,
	VALUE_INT8,
	VALUE_INT32,
	VALUE_INT64,
	VALUE_CHAR,	/* i */
	VALUE_FLOAT,	/* text, with its sign and suffix */
	VALUE_STRING,	/* text */
	VALUE_LIST,	/* items */
};

struct value {
	enum value_kind kind;
	int64_t i;
	const char *text;
	struct value **items;
	int n_items;
	struct source_range at;
	bool literal;		/* an integer as it was written */
	struct ast_enumerator *enumerator;	/* the expression is a plain reference to it */
};

struct value *value_new(struct sema *s, enum value_kind kind, struct source_range at);

/** Of what was said to be wrong. */
struct value *value_bad(struct sema *s, struct source_range at);
struct value *value_int(struct sema *s, enum value_kind kind, int64_t i, struct source_range at);

/** Of a number, a string, a character or a boolean; VALUE_BAD where it is none, which was said. */
struct value *value_literal(struct sema *s, struct ast_expr *e);

/**
 * The value of expr, written inside scope. Never NULL; VALUE_BAD where it has none, which was said.
 */
struct value *const_eval(struct sema *s, struct ast_decl *scope, struct ast_expr *expr);

/** The same without references to constants: for annotations. */
struct value *const_eval_literal(struct sema *s, struct ast_expr *expr);

struct value *const_of_constant(struct sema *s, struct ast_constant *c);
struct value *const_of_enumerator(struct sema *s, struct ast_enumerator *e);

static inline bool value_is_int(const struct value *v)
{
	return v->kind >= VALUE_BOOL && v->kind <= VALUE_INT64;
}

/** "a string", "an integer"... */
const char *value_kind_text(const struct value *v);

/**
 * Converts v to type. False: it does not fit, which was said (also for VALUE_BAD,
 * silently).
 */
bool const_fit(struct sema *s, const struct model_type *type, const struct value *v,
	       struct model_value *ret_value);

/** The value as it is, of no type in particular; v is not VALUE_BAD. */
void const_untyped(struct sema *s, const struct value *v, struct model_value *ret_value);

/** Whether i fits base: MODEL_BYTE, MODEL_INT or MODEL_LONG. */
bool const_in_range(enum model_base base, int64_t i);
