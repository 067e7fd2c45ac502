/* SPDX-License-Identifier: MIT */
/*
 * text.c - types, annotations and values as text
 */
#include "api/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/emit.h"
#include "sema/spell.h"

/* The text of e, which is freed. */
static const char *finish(struct arena *a, struct emit *e)
{
	const char *text = arena_strndup(a, emit_text(e), emit_len(e));

	emit_free(e);
	return text;
}

const char *api_signature(struct arena *a, const struct model_type *type)
{
	return spell_type(a, type, ",");
}

const char *api_type(struct arena *a, const struct model_type *type)
{
	const char *text = api_signature(a, type);

	if (!type->n_annotations)
		return text;
	return arena_fmt(a, "%s %s", api_annotations(a, type->annotations, type->n_annotations),
			 text);
}

/* Annotations */

static int by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The texts sorted, with separator between them. */
static const char *join_sorted(struct arena *a, const char **texts, int n, const char *separator)
{
	struct emit e;

	qsort(texts, (size_t)n, sizeof(*texts), by_text);
	emit_init(&e);
	for (int i = 0; i < n; i++) {
		emit_raw(&e, i ? separator : "");
		emit_raw(&e, texts[i]);
	}
	return finish(a, &e);
}

static const char *untyped(struct arena *a, const struct model_value *value)
{
	static const struct model_type none = {.base = MODEL_VOID};

	return api_value(a, &none, value);
}

static const char *one_annotation(struct arena *a, const struct model_annotation *annotation)
{
	const char **params = arena_array(a, const char *, (size_t)annotation->n_params);

	if (!annotation->n_params)
		return arena_fmt(a, "@%s", annotation->name);
	for (int i = 0; i < annotation->n_params; i++)
		params[i] = arena_fmt(a, "%s=%s", annotation->params[i].name,
				      untyped(a, &annotation->params[i].value));
	return arena_fmt(a, "@%s(%s)", annotation->name,
			 join_sorted(a, params, annotation->n_params, ", "));
}

const char *api_annotations(struct arena *a, const struct model_annotation *list, int n)
{
	const char **texts = arena_array(a, const char *, (size_t)n);

	for (int i = 0; i < n; i++)
		texts[i] = one_annotation(a, &list[i]);
	return join_sorted(a, texts, n, " ");
}

/* Values */

static const char *list_value(struct arena *a, const struct model_type *type,
			      const struct model_value *value)
{
	struct emit e;

	emit_init(&e);
	emit_raw(&e, "{");
	for (int i = 0; i < value->n_items; i++) {
		emit_raw(&e, i ? ", " : "");
		emit_raw(&e, api_value(a, type, &value->items[i]));
	}
	emit_raw(&e, "}");
	return finish(a, &e);
}

const char *api_integer(struct arena *a, int64_t value)
{
	return arena_fmt(a, "%" PRId64, value);
}

const char *api_value(struct arena *a, const struct model_type *type,
		      const struct model_value *value)
{
	switch (value->kind) {
	case MODEL_VALUE_NONE:
		break;
	case MODEL_VALUE_BOOL:
		return value->i ? "true" : "false";
	case MODEL_VALUE_INT:
		if (type->base == MODEL_CHAR)
			return value->i ? arena_fmt(a, "'%c'", (int)value->i) : "'\\0'";
		return api_integer(a, value->i);
	case MODEL_VALUE_FLOATING:
		if (type->base == MODEL_FLOAT)
			return arena_fmt(a, "%ff", (double)(float)value->f);
		return arena_fmt(a, "%f", value->f);
	case MODEL_VALUE_STRING:
		return arena_fmt(a, "\"%.*s\"", (int)value->len, value->s);
	case MODEL_VALUE_ENUMERATOR:
		return arena_fmt(a, "%s.%s", value->enum_def->qualified, value->enumerator->name);
	case MODEL_VALUE_LIST:
		return list_value(a, type, value);
	}
	return "";
}

/* Members */

const char *api_method(struct arena *a, const struct model_method *method)
{
	struct emit e;

	emit_init(&e);
	emit_raw(&e, method->name);
	emit_raw(&e, "(");
	for (int i = 0; i < method->n_args; i++) {
		emit_raw(&e, i ? ", " : "");
		emit_raw(&e, api_signature(a, &method->args[i].type));
	}
	emit_raw(&e, ")");
	return finish(a, &e);
}
