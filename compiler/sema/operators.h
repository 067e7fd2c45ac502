/* SPDX-License-Identifier: MIT */
/*
 * operators.h - operators of constant expressions
 */
#pragma once

#include "sema/consteval.h"

/**
 * The value of e, whose operand has value v. Never NULL; VALUE_BAD where it has none, which was
 * said.
 */
struct value *operator_unary(struct sema *s, struct ast_expr *e, struct value *v);

/** The same of two operands. */
struct value *operator_binary(struct sema *s, struct ast_expr *e, const struct value *l,
			      const struct value *r);
