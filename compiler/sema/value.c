/* SPDX-License-Identifier: MIT */
/*
 * value.c - values, and those that literals have
 */
#include "sema/consteval.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct value *value_new(struct sema *s, enum value_kind kind, struct source_range at)
{
	struct value *v = arena_new(s->arena, struct value);

	v->kind = kind;
	v->at = at;
	return v;
}

struct value *value_bad(struct sema *s, struct source_range at)
{
	return value_new(s, VALUE_BAD, at);
}

struct value *value_int(struct sema *s, enum value_kind kind, int64_t i,
			     struct source_range at)
{
	struct value *v = value_new(s, kind, at);

	v->i = i;
	return v;
}

const char *value_kind_text(const struct value *v)
{
	switch (v->kind) {
	case VALUE_BOOL:
		return "a boolean";
	case VALUE_INT8:
	case VALUE_INT32:
	case VALUE_INT64:
		return "an integer";
	case VALUE_CHAR:
		return "a character";
	case VALUE_FLOAT:
		return "a floating-point number";
	case VALUE_STRING:
		return "a string";
	case VALUE_LIST:
		return "a list";
	case VALUE_BAD:
		break;
	}
	return "nothing";
}

/* Literals */

static const char *const suffixes[] = {"u8", "u32", "u64", "l", "L"};

/* Cuts one suffix off and answers it, "" where there is none; NULL: more than one. */
static const char *cut_suffix(char *text)
{
	const char *found = "";

	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
			size_t len = strlen(text), n = strlen(suffixes[i]);

			if (len <= n || strcmp(text + len - n, suffixes[i]) != 0)
				continue;
			if (*found)
				return NULL;
			found = suffixes[i];
			text[len - n] = '\0';
			again = true;
			break;
		}
	}
	return found;
}

/* Removes the '_'; false where one stands at the end or beside another. */
static bool drop_underscores(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (*from != '_')
			*to++ = *from;
		else if (from[1] == '_' || !from[1])
			return false;
	}
	*to = '\0';
	return true;
}

/* The value of digits that was read as unsigned, in the width its form asks for. */
static bool literal_kind(bool hex, const char *suffix, uint64_t u, struct value *v)
{
	if (strcmp(suffix, "u8") == 0) {
		v->kind = VALUE_INT8;
		v->i = (int8_t)u;
		return u <= UINT8_MAX;
	}
	if (strcmp(suffix, "u32") == 0 && !hex) {
		v->kind = VALUE_INT32;
		v->i = (int32_t)u;
		return u <= UINT32_MAX;
	}
	if (suffix[0] == 'l' || suffix[0] == 'L' || (suffix[0] == 'u' && !hex)) {
		v->kind = VALUE_INT64;
		v->i = (int64_t)u;
		return hex || suffix[0] == 'u' || u <= INT64_MAX;
	}
	if (hex) {
		v->kind = u <= UINT32_MAX ? VALUE_INT32 : VALUE_INT64;
		v->i = u <= UINT32_MAX ? (int32_t)u : (int64_t)u;
		return true;
	}
	v->kind = u <= INT8_MAX ? VALUE_INT8 : u <= INT32_MAX ? VALUE_INT32 : VALUE_INT64;
	v->i = (int64_t)u;
	return u <= INT64_MAX;
}

static struct value *int_literal(struct sema *s, struct ast_expr *e)
{
	struct value *v = value_new(s, VALUE_INT64, e->at);
	size_t len = strlen(e->text);
	struct arena scratch = {0};
	char small[40], *text = small;
	const char *suffix;
	const char *why = "is badly written: a '_' stands between two digits, and one suffix at the end";
	bool hex;
	uint64_t u;

	if (len >= sizeof(small))
		text = arena_alloc(&scratch, len + 1);
	memcpy(text, e->text, len + 1);
	suffix = cut_suffix(text);
	hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
	if (suffix && drop_underscores(text) && (!hex || text[2])) {
		errno = 0;
		u = strtoull(text, NULL, hex ? 16 : 10);
		why = errno == 0 && literal_kind(hex, suffix, u, v) ? NULL :
		      *suffix ? "is too large for its suffix" : "is too large for 64 bits";
	}
	arena_free(&scratch);
	if (why) {
		diag_at(s->diag, DIAG_BAD_NUMBER, e->at, "this number %s", why);
		if (strcmp(e->text, "9223372036854775808") == 0) /* a sign would come too late */
			diag_note(s->diag, (struct source_range){0},
				  "the smallest long is written 0x8000000000000000");
		return value_bad(s, e->at);
	}
	v->literal = true;
	return v;
}

struct value *value_literal(struct sema *s, struct ast_expr *e)
{
	struct value *v;

	switch (e->kind) {
	case AST_INT:
		return int_literal(s, e);
	case AST_BOOL:
		return value_int(s, VALUE_BOOL, e->text[0] == 't', e->at);
	case AST_CHAR:
		return value_int(s, VALUE_CHAR, (unsigned char)e->text[0], e->at);
	case AST_FLOAT:
		v = value_new(s, VALUE_FLOAT, e->at);
		v->text = e->text;
		return v;
	default:
		v = value_new(s, VALUE_STRING, e->at);
		v->text = e->text;
		return v;
	}
}
