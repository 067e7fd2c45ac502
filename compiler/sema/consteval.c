/* SPDX-License-Identifier: MIT */
/*
 * consteval.c - evaluation: literals, references, operators
 *
 * Each constant and enumerator is evaluated once. AST_BUSY marks those whose
 * evaluation is under way, so that a cycle is met instead of followed. The depth
 * of recursion through expressions and references together is bounded.
 */
#include "sema/consteval.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "sema/names.h"

/* Expressions may be AST_MAX_DEPTH deep themselves. */
#define MAX_EVAL_DEPTH (2 * AST_MAX_DEPTH)

/* Of a joined string; a literal is as long as it is. */
#define MAX_STRING 65536

/* The references under way, the innermost first; on the C stack. */
struct eval_chain {
	struct eval_chain *outer;
	const void *what;
	const char *name;
};

static struct value *eval(struct sema *s, struct ast_decl *scope, struct ast_expr *e);

static struct value *new_value(struct sema *s, enum value_kind kind, struct source_range at)
{
	struct value *v = arena_new(s->arena, struct value);

	v->kind = kind;
	v->at = at;
	return v;
}

static struct value *bad(struct sema *s, struct source_range at)
{
	return new_value(s, VALUE_BAD, at);
}

static struct value *new_int(struct sema *s, enum value_kind kind, int64_t i,
			     struct source_range at)
{
	struct value *v = new_value(s, kind, at);

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
	struct value *v = new_value(s, VALUE_INT64, e->at);
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
		return bad(s, e->at);
	}
	v->literal = true;
	return v;
}

static struct value *literal(struct sema *s, struct ast_expr *e)
{
	struct value *v;

	switch (e->kind) {
	case AST_INT:
		return int_literal(s, e);
	case AST_BOOL:
		return new_int(s, VALUE_BOOL, e->text[0] == 't', e->at);
	case AST_CHAR:
		return new_int(s, VALUE_CHAR, (unsigned char)e->text[0], e->at);
	case AST_FLOAT:
		v = new_value(s, VALUE_FLOAT, e->at);
		v->text = e->text;
		return v;
	default:
		v = new_value(s, VALUE_STRING, e->at);
		v->text = e->text;
		return v;
	}
}

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
	return bad(s, at);
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
		return bad(s, e->name.at);
	if (before->i == limit) {
		diag_at(s->diag, DIAG_OVERFLOW, e->name.at,
			"'%s' would be one more than %" PRId64 ", which overflows %d bits", e->name.s,
			before->i, kind == VALUE_INT64 ? 64 : 32);
		if (kind == VALUE_INT32)
			diag_note(s->diag, before->at,
				  "write this value with an L suffix to count on in 64 bits");
		return bad(s, e->name.at);
	}
	return new_int(s, kind, before->i + 1, e->name.at);
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
			at->result = new_int(s, VALUE_INT32, i, at->name.at);
		else if (at->value)
			at->result = eval_named(s, e->owner, at->value, at, at->name.s);
		else if (i == 0)
			at->result = new_int(s, VALUE_INT8, 0, at->name.at);
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
		return bad(s, e->at);
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
		return bad(s, e->at);
	found = map_get(&owner->values_by_name, last);
	if (!found) {
		if (!names_unsure(owner))
			say_unknown_constant(s, owner, e, last, !dot);
		return bad(s, e->at);
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

/* Operators */

static const char *const op_text[] = {
	[AST_PLUS] = "+", [AST_MINUS] = "-", [AST_NOT] = "!", [AST_COMPL] = "~", [AST_MUL] = "*",
	[AST_DIV] = "/", [AST_MOD] = "%", [AST_SHL] = "<<", [AST_SHR] = ">>", [AST_LT] = "<",
	[AST_GT] = ">", [AST_LE] = "<=", [AST_GE] = ">=", [AST_EQ] = "==", [AST_NE] = "!=",
	[AST_AND] = "&", [AST_XOR] = "^", [AST_OR] = "|", [AST_LAND] = "&&", [AST_LOR] = "||",
};

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
	return bad(s, at);
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
			"'%s' takes an integer, not a floating-point number", op_text[e->op]);
		return bad(s, e->at);
	}
	if (operand->text[0] == '-' || operand->text[0] == '+') {
		diag_at(s->diag, DIAG_OPERAND, e->at,
			"a floating-point number takes one sign only");
		return bad(s, e->at);
	}
	v = new_value(s, VALUE_FLOAT, e->at);
	v->text = arena_fmt(s->arena, "%s%s", op_text[e->op], operand->text);
	return v;
}

static struct value *unary(struct sema *s, struct ast_decl *scope, struct ast_expr *e)
{
	struct value *v = eval(s, scope, e->left);
	int64_t i = v->i;

	if (v->kind == VALUE_BAD)
		return v;
	if (v->kind == VALUE_FLOAT)
		return unary_float(s, e, v);
	if (!value_is_int(v) || (v->kind == VALUE_BOOL && e->op == AST_COMPL)) {
		diag_at(s->diag, DIAG_OPERAND, e->at, "'%s' takes an integer, not %s",
			op_text[e->op], value_kind_text(v));
		return bad(s, e->at);
	}
	if (v->kind == VALUE_BOOL && e->op == AST_MINUS && i == 0) {
		diag_at(s->diag, DIAG_OPERAND, e->at,
			"'-' takes a number, not false");
		return bad(s, e->at);
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
	return new_int(s, v->kind, i, e->at);
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
		return bad(s, e->at);
	}
	if (r < 0 || r >= bits) {
		diag_at(s->diag, DIAG_SHIFT, e->right->at,
			"a shift by %" PRId64 " of a value of %d bits", r, bits);
		if (bits == 32 && r >= 0 && r < 64)
			diag_note(s->diag, (struct source_range){0},
				  "write the left side with an L suffix to shift 64 bits");
		return bad(s, e->at);
	}
	if (!left)
		return new_int(s, kind, (int64_t)(u >> r), e->at);
	if (r && u >> (bits - r)) { /* into the sign bit is allowed, beyond it not */
		diag_at(s->diag, DIAG_SHIFT, e->at, "the shift moves set bits out of %d bits",
			bits);
		return bad(s, e->at);
	}
	u <<= r;
	return new_int(s, kind, bits == 32 ? (int32_t)(uint32_t)u : (int64_t)u, e->at);
}

static struct value *divide(struct sema *s, struct ast_expr *e, enum value_kind kind, int64_t l,
			    int64_t r)
{
	if (r == 0) {
		diag_at(s->diag, DIAG_DIVISION_BY_ZERO, e->right->at, "division by zero");
		return bad(s, e->at);
	}
	if (r == -1)
		return l == INT64_MIN || !fits_kind(kind, -l) ? overflow(s, kind, e->at)
				       : new_int(s, kind, e->op == AST_DIV ? -l : 0, e->at);
	return new_int(s, kind, e->op == AST_DIV ? l / r : l % r, e->at);
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
	return new_int(s, kind, i, e->at);
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
	return new_int(s, VALUE_BOOL, b, e->at);
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
			"strings can only be joined with '+', not '%s'", op_text[e->op]);
		return bad(s, e->at);
	}
	if (strlen(l->text) + strlen(r->text) > MAX_STRING) {
		diag_at(s->diag, DIAG_OVERFLOW, e->at, "the string is longer than %d bytes",
			MAX_STRING);
		return bad(s, e->at);
	}
	v = new_value(s, VALUE_STRING, e->at);
	v->text = arena_fmt(s->arena, "%s%s", l->text, r->text);
	return v;
}

static struct value *binary(struct sema *s, struct ast_decl *scope, struct ast_expr *e)
{
	struct value *l = eval(s, scope, e->left);
	struct value *r = eval(s, scope, e->right);

	if (l->kind == VALUE_BAD || r->kind == VALUE_BAD)
		return bad(s, e->at);
	if (value_is_int(l) && value_is_int(r))
		return integers(s, e, l, r);
	if (l->kind == VALUE_STRING && r->kind == VALUE_STRING)
		return concatenate(s, e, l, r);
	diag_at(s->diag, DIAG_OPERAND, e->at, "'%s' cannot be used with %s and %s", op_text[e->op],
		value_kind_text(l), value_kind_text(r));
	return bad(s, e->at);
}

static struct value *list(struct sema *s, struct ast_decl *scope, struct ast_expr *e)
{
	struct value *v = new_value(s, VALUE_LIST, e->at);
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
		return bad(s, e->at);
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
		v = bad(s, e->at);
		break;
	case AST_UNARY:
		v = unary(s, scope, e);
		break;
	case AST_BINARY:
		v = binary(s, scope, e);
		break;
	case AST_PAREN:
		v = eval(s, scope, e->left);
		break;
	case AST_LIST:
		v = list(s, scope, e);
		break;
	case AST_BAD:
		v = bad(s, e->at);
		break;
	default:
		v = literal(s, e);
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
