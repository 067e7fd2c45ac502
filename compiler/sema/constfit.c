/* SPDX-License-Identifier: MIT */
/*
 * constfit.c - from the value of an expression to a value of a type
 */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sema/consteval.h"
#include "sema/types.h"

bool const_in_range(enum model_base base, int64_t i)
{
	if (base == MODEL_BYTE)
		return i >= INT8_MIN && i <= INT8_MAX;
	if (base == MODEL_INT)
		return i >= INT32_MIN && i <= INT32_MAX;
	return true;
}

static bool wrong_kind(struct sema *s, const struct model_type *type, const struct value *v)
{
	return diag_at(s->diag, DIAG_VALUE_TYPE, v->at, "%s where %s is wanted", value_kind_text(v),
		       types_text(s, type));
}

static bool fit_int(struct sema *s, const struct model_type *type, const struct value *v,
		    struct model_value *ret_value)
{
	bool byte = type->base == MODEL_BYTE;

	if (!value_is_int(v))
		return wrong_kind(s, type, v);
	if (!const_in_range(type->base, v->i)) {
		diag_at(s->diag, DIAG_VALUE_RANGE, v->at,
			"%" PRId64 " does not fit %s (%" PRId64 " to %" PRId64 ")", v->i,
			byte ? "byte" : "int", byte ? (int64_t)INT8_MIN : (int64_t)INT32_MIN,
			byte ? (int64_t)INT8_MAX : (int64_t)INT32_MAX);
		if (v->literal && v->i <= (byte ? (int64_t)UINT8_MAX : (int64_t)UINT32_MAX))
			diag_note(s->diag, (struct source_range){0},
				  "for the value with these bits, %" PRId64
				  ", a literal takes the suffix %s",
				  byte ? (int64_t)(int8_t)v->i : (int64_t)(int32_t)v->i,
				  byte ? "u8" : "u32");
		return false;
	}
	ret_value->kind = MODEL_VALUE_INT;
	ret_value->i = v->i;
	return true;
}

/* "1", ".5" and "-.5" are no C literals of a floating type, or no good ones. */
static const char *c_literal(struct sema *s, const char *text, size_t len)
{
	const char *sign = *text == '-' ? "-" : "";
	bool point;

	if (*text == '-' || *text == '+') {
		text++;
		len--;
	}
	point = memchr(text, '.', len) || memchr(text, 'e', len) || memchr(text, 'E', len);
	return arena_fmt(s->arena, "%s%s%.*s%s", sign, *text == '.' ? "0" : "", (int)len, text,
			 point ? "" : ".0");
}

static bool fit_floating(struct sema *s, const struct model_type *type, const struct value *v,
			 struct model_value *ret_value)
{
	size_t len;
	bool single;
	double f;

	if (v->kind != VALUE_FLOAT) {
		wrong_kind(s, type, v);
		if (value_is_int(v))
			diag_note(s->diag, (struct source_range){0},
				  "AIDL does not convert integers: write %" PRId64 ".0%s", v->i,
				  type->base == MODEL_FLOAT ? "f" : "");
		return false;
	}
	len = strlen(v->text);
	single = v->text[len - 1] == 'f';
	if (type->base == MODEL_FLOAT && !single)
		return diag_at(s->diag, DIAG_VALUE_TYPE, v->at,
			       "a double where float is wanted; write '%sf'", v->text);
	errno = 0;
	f = type->base == MODEL_FLOAT ? (double)strtof(v->text, NULL) : strtod(v->text, NULL);
	if (isinf(f))
		return diag_at(s->diag, DIAG_VALUE_RANGE, v->at, "this number is too large for %s",
			       types_text(s, type));
	if (errno == ERANGE)
		return diag_at(s->diag, DIAG_VALUE_RANGE, v->at,
			       "this number is too close to 0 for %s, which would lose digits of it; the smallest is %s",
			       types_text(s, type),
			       type->base == MODEL_FLOAT ? "1.17549435e-38f"
							 : "2.2250738585072014e-308");
	ret_value->kind = MODEL_VALUE_FLOATING;
	ret_value->f = f;
	ret_value->text = c_literal(s, v->text, len - single);
	return true;
}

static bool fit_enum(struct sema *s, const struct model_type *type, const struct value *v,
		     struct model_value *ret_value)
{
	const struct ast_enumerator *e = v->enumerator;
	struct model_def *def;

	if (!e)
		return diag_at(s->diag, DIAG_VALUE_TYPE, v->at,
			       "a value of enum '%s' is written as one of its enumerators, '%s.NAME'",
			       type->def->name, type->def->name);
	def = sema_def(s, e->owner);
	if (def != type->def)
		return diag_at(s->diag, DIAG_VALUE_TYPE, v->at,
			       "an enumerator of '%s' where one of '%s' is wanted", def->qualified,
			       type->def->qualified);
	sema_want(s, e->owner);
	ret_value->kind = MODEL_VALUE_ENUMERATOR;
	ret_value->i = v->i;
	ret_value->enum_def = def;
	ret_value->enumerator = &def->enumerators[e->index];
	return true;
}

static bool fit_single(struct sema *s, const struct model_type *type, const struct value *v,
		       struct model_value *ret_value)
{
	switch (type->base) {
	case MODEL_BOOLEAN:
		if (!value_is_int(v))
			return wrong_kind(s, type, v);
		ret_value->kind = MODEL_VALUE_BOOL;
		ret_value->i = v->i != 0;
		return true;
	case MODEL_BYTE:
	case MODEL_INT:
	case MODEL_LONG:
		return fit_int(s, type, v, ret_value);
	case MODEL_CHAR:
		if (v->kind != VALUE_CHAR)
			return wrong_kind(s, type, v);
		ret_value->kind = MODEL_VALUE_INT;
		ret_value->i = v->i;
		return true;
	case MODEL_FLOAT:
	case MODEL_DOUBLE:
		return fit_floating(s, type, v, ret_value);
	case MODEL_STRING:
		if (v->kind != VALUE_STRING)
			return wrong_kind(s, type, v);
		ret_value->kind = MODEL_VALUE_STRING;
		ret_value->s = v->text;
		ret_value->len = strlen(v->text);
		return true;
	case MODEL_ENUM:
		return fit_enum(s, type, v, ret_value);
	default:
		return diag_at(s->diag, DIAG_DEFAULT_VALUE, v->at,
			       "a field of type %s takes no default value", types_text(s, type));
	}
}

static bool fit_list(struct sema *s, const struct model_type *type, const struct value *v,
		     struct model_value *ret_value)
{
	struct model_type item = *type;
	struct model_value *items;
	bool ok = true;

	if (v->kind != VALUE_LIST)
		return wrong_kind(s, type, v);
	if (type->shape == MODEL_FIXED_ARRAY && v->n_items != type->dims[0])
		return diag_at(s->diag, DIAG_LIST_VALUE, v->at, "%d item%s where %d are wanted",
			       v->n_items, v->n_items == 1 ? "" : "s", (int)type->dims[0]);
	item.nullable = false;
	if (type->shape == MODEL_FIXED_ARRAY && type->n_dims > 1) {
		item.n_dims--;
		item.dims++;
	} else {
		item.shape = MODEL_SINGLE;
	}
	items = arena_array(s->arena, struct model_value, (size_t)v->n_items);
	for (int i = 0; i < v->n_items; i++)
		ok &= const_fit(s, &item, v->items[i], &items[i]);
	ret_value->kind = MODEL_VALUE_LIST;
	ret_value->items = items;
	ret_value->n_items = v->n_items;
	return ok;
}

bool const_fit(struct sema *s, const struct model_type *type, const struct value *v,
	       struct model_value *ret_value)
{
	if (v->kind == VALUE_BAD)
		return false;
	if (type->shape == MODEL_LIST)
		return diag_at(s->diag, DIAG_DEFAULT_VALUE, v->at,
			       "a field of type %s takes no default value; T[] does",
			       types_text(s, type));
	if (type->shape != MODEL_SINGLE)
		return fit_list(s, type, v, ret_value);
	return fit_single(s, type, v, ret_value);
}

void const_untyped(struct sema *s, const struct value *v, struct model_value *ret_value)
{
	struct model_value *items;

	switch (v->kind) {
	case VALUE_STRING:
		ret_value->kind = MODEL_VALUE_STRING;
		ret_value->s = v->text;
		ret_value->len = strlen(v->text);
		return;
	case VALUE_FLOAT:
		ret_value->kind = MODEL_VALUE_FLOATING;
		ret_value->f = strtod(v->text, NULL);
		ret_value->text = v->text;
		return;
	case VALUE_LIST:
		ret_value->kind = MODEL_VALUE_LIST;
		ret_value->n_items = v->n_items;
		items = arena_array(s->arena, struct model_value, (size_t)v->n_items);
		for (int i = 0; i < v->n_items; i++)
			const_untyped(s, v->items[i], &items[i]);
		ret_value->items = items;
		return;
	case VALUE_BOOL:
		ret_value->kind = MODEL_VALUE_BOOL;
		ret_value->i = v->i;
		return;
	default:
		ret_value->kind = MODEL_VALUE_INT;
		ret_value->i = v->i;
	}
}
