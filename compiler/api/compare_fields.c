/* SPDX-License-Identifier: MIT */
/*
 * compare_fields.c - fields of a parcelable or union before and after
 *
 * They are written in their order, without names: what counts is the place of each.
 */
#include <string.h>

#include "api/compare.h"
#include "api/text.h"
#include "sema/consteval.h"

/* The value a field has where none is written, as text; "": there is none of its type. */
static const char *default_text(struct compare *c, const struct model_field *f)
{
	static const char *const zeros[] = {
		[MODEL_BOOLEAN] = "false", [MODEL_BYTE] = "0", [MODEL_CHAR] = "'\\0'",
		[MODEL_INT] = "0", [MODEL_LONG] = "0", [MODEL_FLOAT] = "0.000000f",
		[MODEL_DOUBLE] = "0.000000",
	};
	enum model_base base = f->type.base;

	if (f->value.kind != MODEL_VALUE_NONE)
		return api_value(c->a, &f->type, &f->value);
	if (f->type.shape != MODEL_SINGLE || base > MODEL_DOUBLE || !zeros[base])
		return "";
	return zeros[base];
}

static bool has_zero(struct compare *c, const struct model_def *def)
{
	const struct ast_decl *decl = sema_decl(def);

	for (int i = 0; i < decl->enumerators.n; i++)
		if (const_of_enumerator(c->newer, decl->enumerators.items[i])->i == 0)
			return true;
	return false;
}

/* An enum that had no default may get the one that it had in fact. */
static bool is_zero_of_enum(struct compare *c, const struct model_field *f)
{
	if (f->type.base != MODEL_ENUM)
		return false;
	if (f->value.kind == MODEL_VALUE_NONE)
		return true;
	return f->value.kind == MODEL_VALUE_ENUMERATOR && f->value.enumerator->value == 0;
}

/* For a reader: an enum without a default is 0 all the same. */
static const char *shown(const char *text, const struct model_field *f)
{
	if (*text)
		return text;
	return f->type.base == MODEL_ENUM && f->type.shape == MODEL_SINGLE ? "0" : "none";
}

static void compare_field(struct compare *c, const struct model_field *was,
			  const struct model_field *is)
{
	const char *before = default_text(c, was), *after = default_text(c, is);

	compare_types(c, arena_fmt(c->a, "field '%s'", is->name), &was->type, &is->type);
	if (strcmp(before, after) == 0 || (!*before && is_zero_of_enum(c, is)))
		return;
	compare_error(c, DIAG_API_DEFAULT, is->at, "the default of '%s' is %s, it was %s", is->name,
		      shown(after, is), shown(before, was));
	compare_note(c, was->at,
		     "programs built with this leave the field alone and mean %s", shown(before, was));
}

static bool has_field(const struct model_def *def, const char *name)
{
	for (int i = 0; i < def->n_fields; i++)
		if (strcmp(def->fields[i].name, name) == 0)
			return true;
	return false;
}

/* Of a field that has moved, or that took the place of one, that is all there is to say. */
static bool is_in_place(struct compare *c, int i)
{
	const char *was = c->was->fields[i].name, *is = c->is->fields[i].name;

	return strcmp(was, is) == 0 || (!has_field(c->was, is) && !has_field(c->is, was));
}

static void compare_order(struct compare *c)
{
	for (int i = 0; i < c->is->n_fields; i++) {
		const struct model_field *is = &c->is->fields[i], *was = NULL;
		int at;

		for (at = 0; at < c->was->n_fields && !was; at++)
			if (strcmp(c->was->fields[at].name, is->name) == 0)
				was = &c->was->fields[at];
		if (!was || at - 1 == i)
			continue;
		compare_error(c, DIAG_API_FIELD_ORDER, is->at,
			      "field '%s' is number %d, it was number %d", is->name, i + 1, at);
		compare_note(c, was->at,
			     "programs built with this write it as number %d, which is read as %s%s%s: fields stay where they are, new ones go behind them",
			     at, at <= c->is->n_fields ? "'" : "", at <= c->is->n_fields ?
			     c->is->fields[at - 1].name : "nothing", at <= c->is->n_fields ? "'" : "");
	}
}

/* The fields of a union are the values of its enum Tag, which goes by their names. */
static void compare_tags(struct compare *c)
{
	for (int i = 0; i < c->was->n_fields; i++) {
		const struct model_field *was = &c->was->fields[i];

		if (has_field(c->is, was->name))
			continue;
		compare_error(c, DIAG_API_REMOVED_VALUE, c->is->fields[i].at,
			      "'%s' has no field '%s' any more, and so its Tag no '%s'",
			      c->is->qualified, was->name, was->name);
		compare_note(c, was->at, "code that asks for this field does not build any more");
	}
}

/* Fields that a released API had to be let through with. */
static const char *const excepted[][2] = {
	{"android.net.DhcpResultsParcelable", "serverHostName"},
	{"android.net.ResolverParamsParcel", "resolverOptions"},
};

static bool is_excepted(const struct model_def *def, const struct model_field *f)
{
	for (size_t i = 0; i < sizeof(excepted) / sizeof(excepted[0]); i++)
		if (strcmp(def->qualified, excepted[i][0]) == 0 &&
		    strcmp(f->name, excepted[i][1]) == 0)
			return true;
	return false;
}

/* What a reader of the new API has where the writer is older and does not know the field. */
static void check_new_field(struct compare *c, const struct model_field *f)
{
	if (*default_text(c, f) || f->type.nullable)
		return;
	if (f->type.base == MODEL_ENUM) {
		if (has_zero(c, f->type.def))
			return;
		compare_error(c, DIAG_API_NEW_FIELD, f->at,
			      "the new field '%s' has no default, and 0 is none of the values of '%s'",
			      f->name, f->type.def->qualified);
	} else if (is_excepted(c->was, f)) {
		return;
	} else {
		compare_error(c, DIAG_API_NEW_FIELD, f->at,
			      "the new field '%s' has no default: give it one, or make it @nullable",
			      f->name);
	}
	compare_note(c, c->was->at,
		     "a program built with this does not write the field: who reads what it sends has nothing to put there");
}

/* Whether there may be this many: at least as many as before. */
static bool count_is_right(struct compare *c)
{
	const struct model_def *was = c->was, *is = c->is;
	bool frozen = is->fixed_size || strcmp(was->qualified, "android.net.UidRangeParcel") == 0;

	if (is->n_fields < was->n_fields) {
		compare_error(c, DIAG_API_FIELD_COUNT, is->at, "the number of fields of '%s' fell from %d to %d",
			      is->qualified, was->n_fields, is->n_fields);
		compare_note(c, was->fields[was->n_fields - 1].at,
			     "programs built with this send and expect the fields that are gone: keep them, as @deprecated");
		return false;
	}
	if (frozen && is->n_fields != was->n_fields) {
		compare_error(c, DIAG_API_FIELD_COUNT, is->fields[was->n_fields].at,
			      "'%s' cannot grow: it is %s", is->qualified,
			      is->fixed_size ? "@FixedSize" : "one that old programs read to the end");
		compare_note(c, was->at, "programs built with this read as many bytes as it has here");
		return false;
	}
	return true;
}

void compare_fields(struct compare *c)
{
	if (!count_is_right(c))
		return;
	for (int i = 0; i < c->was->n_fields; i++)
		if (is_in_place(c, i))
			compare_field(c, &c->was->fields[i], &c->is->fields[i]);
	compare_order(c);
	if (c->is->kind == MODEL_DEF_UNION)
		compare_tags(c);
	for (int i = c->was->n_fields; c->is->kind != MODEL_DEF_UNION && i < c->is->n_fields; i++)
		check_new_field(c, &c->is->fields[i]);
}
