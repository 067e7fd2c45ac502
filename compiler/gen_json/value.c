/* SPDX-License-Identifier: MIT */
/*
 * value.c - values of constants and defaults, annotations
 *
 * A value is there twice: as a JSON value, and as text, since JavaScript and
 * others read numbers as doubles and long has 64 bits.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "gen_json/tree.h"

static const char *const kind_words[] = {
	[MODEL_VALUE_BOOL] = "boolean",		[MODEL_VALUE_INT] = "integer",
	[MODEL_VALUE_FLOATING] = "floating",	[MODEL_VALUE_STRING] = "string",
	[MODEL_VALUE_ENUMERATOR] = "enumerator", [MODEL_VALUE_LIST] = "list",
};

/* The fewest digits that read back as the same value. */
static void write_double(struct json *j, const char *key, double f)
{
	char text[40];

	if (!isfinite(f)) {
		json_null(j, key);
		return;
	}
	for (int digits = 1; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, f);
		if (strtod(text, NULL) == f)
			break;
	}
	json_number(j, key, text);
}

static void write_int(struct tree *t, int64_t n)
{
	json_string(&t->json, "text", arena_fmt(t->arena, "%lld", (long long)n));
	json_int(&t->json, "value", n);
}

static void write_char(struct tree *t, int64_t unit)
{
	char c = (char)unit; /* AIDL writes printable ASCII only */

	json_text(&t->json, "text", &c, 1);
	json_int(&t->json, "value", unit);
}

static void write_items(struct tree *t, const struct model_value *v, enum model_base base)
{
	json_array(&t->json, "items");
	for (int i = 0; i < v->n_items; i++)
		tree_value(t, NULL, &v->items[i], base);
	json_end_array(&t->json);
}

static void write_enumerator(struct tree *t, const struct model_value *v)
{
	write_int(t, v->enumerator->value);
	json_string(&t->json, "enum", v->enum_def->qualified);
	json_string(&t->json, "enumerator", v->enumerator->name);
}

static void write_content(struct tree *t, const struct model_value *v, enum model_base base)
{
	struct json *j = &t->json;

	switch (v->kind) {
	case MODEL_VALUE_BOOL:
		json_string(j, "text", v->i ? "true" : "false");
		json_bool(j, "value", v->i != 0);
		break;
	case MODEL_VALUE_INT:
		if (base == MODEL_CHAR)
			write_char(t, v->i);
		else
			write_int(t, v->i);
		break;
	case MODEL_VALUE_FLOATING:
		json_string(j, "text", v->text);
		write_double(j, "value", v->f);
		break;
	case MODEL_VALUE_STRING:
		json_text(j, "text", v->s, v->len);
		json_text(j, "value", v->s, v->len);
		break;
	case MODEL_VALUE_ENUMERATOR:
		write_enumerator(t, v);
		break;
	case MODEL_VALUE_LIST:
		write_items(t, v, base);
		break;
	case MODEL_VALUE_NONE:
		break;
	}
}

void tree_value(struct tree *t, const char *key, const struct model_value *v, enum model_base base)
{
	struct json *j = &t->json;
	bool is_char = v->kind == MODEL_VALUE_INT && base == MODEL_CHAR;

	if (v->kind == MODEL_VALUE_NONE) {
		json_null(j, key);
		return;
	}
	json_one_line(j);
	json_object(j, key);
	json_string(j, "kind", is_char ? "char" : kind_words[v->kind]);
	write_content(t, v, base);
	json_end_object(j);
}

void tree_annotations(struct tree *t, const struct model_annotation *annotations, int n)
{
	struct json *j = &t->json;

	json_array(j, "annotations");
	for (int i = 0; i < n; i++) {
		const struct model_annotation *a = &annotations[i];

		json_one_line(j);
		json_object(j, NULL);
		json_string(j, "name", a->name);
		json_array(j, "parameters");
		for (int k = 0; k < a->n_params; k++) {
			json_object(j, NULL);
			json_string(j, "name", a->params[k].name);
			tree_value(t, "value", &a->params[k].value, MODEL_VOID);
			json_end_object(j);
		}
		json_end_array(j);
		json_end_object(j);
	}
	json_end_array(j);
}
