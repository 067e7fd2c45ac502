/* SPDX-License-Identifier: MIT */
/*
 * types.h - from a written type to a type of the model
 */
#pragma once

#include "sema/sema.h"
#include "sema/spell.h"

/* What the type is of. */
enum type_place {
	TYPE_OF_FIELD,
	TYPE_OF_UNION_FIELD,
	TYPE_OF_ARGUMENT,
	TYPE_OF_RESULT,
	TYPE_OF_CONSTANT
};

/** Enters the names of the built-in types in s->builtins. */
void types_init(struct sema *s);

bool types_is_builtin(struct sema *s, const char *name);

/** The type, checked for its place. False: it is none, which was said. */
bool types_resolve(struct sema *s, struct ast_decl *scope, struct ast_type *type,
		   enum type_place place, struct model_type *ret_type);

/** For messages, as spell_type() has it. */
static inline const char *types_text(struct sema *s, const struct model_type *type)
{
	return spell_type(s->arena, type, ", ");
}

/** Refuses a List or Map without types, alone or between '<' and '>'; false where there is one. */
bool types_check_typed(struct sema *s, const struct ast_type *type);

/** Primitive or enum: cannot be null, is only ever an input. */
static inline bool types_is_plain(const struct model_type *t)
{
	return t->base <= MODEL_DOUBLE || t->base == MODEL_ENUM;
}
