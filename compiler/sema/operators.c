/* SPDX-License-Identifier: MIT */
/*
 * operators.c - arithmetic as AIDL does it: 32 or 64 bits wide, overflow is an error
 */
#include "sema/operators.h"

#include <inttypes.h>
#include <string.h>

/* Of a joined string; a literal is as long as it is. */
#define MAX_STRING 65536

static int bits_of(enum value_kind kind)
{
	return kind == VALUE_INT8 ? 8 : kind == VALUE_INT64 ? 64 : 32;
}

static struct value *overflow(struct sema *s, enum value_kind kind, struct source_range at)
{
	diag_at(s->diag, DIAG_OVERFLOW, at, "the result overflows %d bits", bits_of(kind));
	if (kind != VALUE_INT64)
		diag_note(s->diag, (struct source_range){0},
			  "an operand with an L suffix makes the calculation 64 bits wide");
	return value_bad(s, at);
}

static bool fits_kind(enum value_kind kind, int64_t i)
{
	if (kind == VALUE_INT8)
		return i >= INT8_MIN && i <= INT8_MAX;
	if (kind == VALUE_INT32)
		return i >= INT32_MIN && i <= INT32_MAX;
	return true;
}

static struct value *unary_float(struct sema *s, struct ast_expr *e, const struct value *operand)
{
	struct value *v;

	if (e->op != AST_PLUS && e->op != AST_MINUS) {
		diag_at(s->diag, DIAG_OPERAND, e->at,
			"'%s' takes an integer, not a floating-point number", ast_op_text(e->op));
		return value_bad(s, e->at);
	}
	if (operand->text[0] == '-' || operand->text[0] == '+') {
		diag_at(s->diag, DIAG_OPERAND, e->at,
			"a floating-point number takes one sign only");
		return value_bad(s, e->at);
	}
	v = value_new(s, VALUE_FLOAT, e->at);
	v->text = arena_fmt(s->arena, "%s%s", ast_op_text(e->op), operand->text);
	return v;
}

struct value *operator_unary(struct sema *s, struct ast_expr *e, struct value *v)
{
	int64_t i = v->i;

	if (v->kind == VALUE_BAD)
		return v;
	if (v->kind == VALUE_FLOAT)
		return unary_float(s, e, v);
	if (!value_is_int(v) || (v->kind == VALUE_BOOL && e->op == AST_COMPL)) {
		diag_at(s->diag, DIAG_OPERAND, e->at, "'%s' takes an integer, not %s",
			ast_op_text(e->op), value_kind_text(v));
		return value_bad(s, e->at);
	}
	if (v->kind == VALUE_BOOL && e->op == AST_MINUS && i == 0) {
		diag_at(s->diag, DIAG_OPERAND, e->at,
			"'-' takes a number, not false");
		return value_bad(s, e->at);
	}
	switch (e->op) {
	case AST_MINUS:
		if (i == INT64_MIN || (v->kind != VALUE_BOOL && !fits_kind(v->kind, -i)))
			return overflow(s, v->kind, e->at);
		i = v->kind == VALUE_BOOL ? i : -i;
		break;
	case AST_NOT:
		i = !i;
		break;
	case AST_COMPL:
		i = ~i;
		break;
	default:
		break;
	}
	return value_int(s, v->kind, i, e->at);
}

static void note_wider_shift(struct sema *s, int bits)
{
	if (bits < 64)
		diag_note(s->diag, (struct source_range){0},
			  "write the left side with an L suffix to shift 64 bits");
}

static struct value *shift(struct sema *s, struct ast_expr *e, enum value_kind kind, int64_t l,
			   int64_t r)
{
	int bits = bits_of(kind);
	bool left = e->op == AST_SHL;
	uint64_t u = (uint64_t)l;

	if (r < 0 && r != INT64_MIN) {
		left = !left;
		r = -r;
	}
	if (l < 0) {
		diag_at(s->diag, DIAG_SHIFT, e->left->at,
			"a negative value (%" PRId64 ") cannot be shifted", l);
		return value_bad(s, e->at);
	}
	if (r < 0 || r >= bits) {
		diag_at(s->diag, DIAG_SHIFT, e->right->at,
			"a value of %d bits cannot be shifted by %" PRId64, bits, r);
		if (r >= 0 && r < 64)
			note_wider_shift(s, bits);
		return value_bad(s, e->at);
	}
	if (!left)
		return value_int(s, kind, (int64_t)(u >> r), e->at);
	if (r && u >> (bits - r)) { /* into the sign bit is allowed, beyond it not */
		diag_at(s->diag, DIAG_SHIFT, e->at, "the shift moves set bits out of %d bits",
			bits);
		note_wider_shift(s, bits);
		return value_bad(s, e->at);
	}
	u <<= r;
	return value_int(s, kind, bits == 32 ? (int32_t)(uint32_t)u : (int64_t)u, e->at);
}

static struct value *divide(struct sema *s, struct ast_expr *e, enum value_kind kind, int64_t l,
			    int64_t r)
{
	if (r == 0) {
		diag_at(s->diag, DIAG_DIVISION_BY_ZERO, e->right->at, "division by zero");
		return value_bad(s, e->at);
	}
	if (r == -1)
		return l == INT64_MIN || !fits_kind(kind, -l) ? overflow(s, kind, e->at)
				       : value_int(s, kind, e->op == AST_DIV ? -l : 0, e->at);
	return value_int(s, kind, e->op == AST_DIV ? l / r : l % r, e->at);
}

static struct value *arithmetic(struct sema *s, struct ast_expr *e, enum value_kind kind, int64_t l,
				int64_t r)
{
	bool over = false;
	int64_t i = 0;

	switch (e->op) {
	case AST_PLUS:
		over = __builtin_add_overflow(l, r, &i);
		break;
	case AST_MINUS:
		over = __builtin_sub_overflow(l, r, &i);
		break;
	case AST_MUL:
		over = __builtin_mul_overflow(l, r, &i);
		break;
	case AST_AND:
		i = l & r;
		break;
	case AST_XOR:
		i = l ^ r;
		break;
	default:
		i = l | r;
		break;
	}
	if (over || !fits_kind(kind, i))
		return overflow(s, kind, e->at);
	return value_int(s, kind, i, e->at);
}

static struct value *compare(struct sema *s, struct ast_expr *e, int64_t l, int64_t r)
{
	bool b = false;

	switch (e->op) {
	case AST_LT:
		b = l < r;
		break;
	case AST_GT:
		b = l > r;
		break;
	case AST_LE:
		b = l <= r;
		break;
	case AST_GE:
		b = l >= r;
		break;
	case AST_EQ:
		b = l == r;
		break;
	case AST_NE:
		b = l != r;
		break;
	case AST_LAND:
		b = l && r;
		break;
	default:
		b = l || r;
		break;
	}
	return value_int(s, VALUE_BOOL, b, e->at);
}

static struct value *integers(struct sema *s, struct ast_expr *e, const struct value *l,
			      const struct value *r)
{
	enum value_kind kind = l->kind == VALUE_INT64 || r->kind == VALUE_INT64 ? VALUE_INT64
										: VALUE_INT32;

	switch (e->op) {
	case AST_SHL:
	case AST_SHR:
		return shift(s, e, kind, l->i, r->i);
	case AST_DIV:
	case AST_MOD:
		return divide(s, e, kind, l->i, r->i);
	case AST_PLUS:
	case AST_MINUS:
	case AST_MUL:
	case AST_AND:
	case AST_XOR:
	case AST_OR:
		return arithmetic(s, e, kind, l->i, r->i);
	default:
		return compare(s, e, l->i, r->i);
	}
}

static struct value *concatenate(struct sema *s, struct ast_expr *e, const struct value *l,
				 const struct value *r)
{
	struct value *v;

	if (e->op != AST_PLUS) {
		diag_at(s->diag, DIAG_OPERAND, e->at,
			"strings can only be joined with '+', not '%s'", ast_op_text(e->op));
		return value_bad(s, e->at);
	}
	if (strlen(l->text) + strlen(r->text) > MAX_STRING) {
		diag_at(s->diag, DIAG_OVERFLOW, e->at, "the string is longer than %d bytes",
			MAX_STRING);
		return value_bad(s, e->at);
	}
	v = value_new(s, VALUE_STRING, e->at);
	v->text = arena_fmt(s->arena, "%s%s", l->text, r->text);
	return v;
}

struct value *operator_binary(struct sema *s, struct ast_expr *e, const struct value *l,
			      const struct value *r)
{
	if (l->kind == VALUE_BAD || r->kind == VALUE_BAD)
		return value_bad(s, e->at);
	if (value_is_int(l) && value_is_int(r))
		return integers(s, e, l, r);
	if (l->kind == VALUE_STRING && r->kind == VALUE_STRING)
		return concatenate(s, e, l, r);
	diag_at(s->diag, DIAG_OPERAND, e->at, "'%s' cannot be used with %s and %s", ast_op_text(e->op),
		value_kind_text(l), value_kind_text(r));
	return value_bad(s, e->at);
}
