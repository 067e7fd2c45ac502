/* SPDX-License-Identifier: MIT */
/*
 * enum.c - enums: a typedef over the backing type, constants, names and the list of values
 */
#include "gen_c/gen.h"

#include <stdlib.h>

static bool fits_int(const struct model_def *def)
{
	for (int i = 0; i < def->n_enumerators; i++)
		if (def->enumerators[i].value < INT32_MIN || def->enumerators[i].value > INT32_MAX)
			return false;
	return true;
}

static const char *value_text(struct gen *g, const struct model_def *def, int64_t value)
{
	struct ctype t = { .base = MODEL_ENUM, .def = def };
	struct model_value v = { .kind = MODEL_VALUE_INT, .i = value };

	return gen_literal(g, t, &v);
}

static void enumerators(struct gen *g, struct emit *e, const struct model_def *def)
{
	const char *type = gen_type(g, def);
	bool as_macros = !fits_int(def);

	if (!as_macros) {
		emit(e, "enum {\n");
		emit_indent(e);
	}
	for (int i = 0; i < def->n_enumerators; i++) {
		const struct model_enumerator *en = &def->enumerators[i];
		const char *name = gen_enumerator(g, def, en->name);

		gen_doc(g, e, &en->doc, NULL);
		if (as_macros)
			emit_fmt(e, "#define %s ((%s)%s)\n", name, type,
				 value_text(g, def, en->value));
		else
			emit_fmt(e, "%s = %lld,\n", name, (long long)en->value);
	}
	if (!as_macros) {
		emit_dedent(e);
		emit(e, "};\n");
	}
	emit(e, "\n");
}

void gen_enum_header(struct gen *g, struct emit *e, const struct model_def *def)
{
	struct ctype backing = { .base = def->backing };

	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	emit_let(e, "backing", ctype_single(g, backing));
	emit_let(e, "ndk", ctype_ndk(backing));
	emit_letf(e, "n", "%d", def->n_enumerators);
	if (def->is_tag)
		emit_fmt(e, "/** Which member a %s holds. */\n", gen_type(g, def->parent));
	else
		gen_doc(g, e, &def->doc, NULL);
	emit(e, "typedef $backing$ $type$;\n\n");
	enumerators(g, e, def);
	gen_arrays_block(g, e, def);
	emit(e, "/** The name of value; \"?\" where it has none: a peer may send any number. */\n"
		"const char *$type$_toString($type$ value);\n\n"
		"/** Every value, in order of declaration. */\n"
		"#define $type$_COUNT $n$\n"
		"extern const $type$ $type$_values[$type$_COUNT];\n\n"
		"static inline void $type$_Array_clear($type$_Array *self)\n"
		"{\n"
		"\taidl_$ndk$Array_clear(self);\n"
		"}\n\n"
		"static inline binder_status_t $type$_Array_alloc($type$_Array *self, int32_t length)\n"
		"{\n"
		"\treturn aidl_$ndk$Array_alloc(self, length);\n"
		"}\n\n");
	emit_pop(e);
}

static int by_value(const void *a, const void *b)
{
	const struct model_enumerator *x = *(const struct model_enumerator *const *)a;
	const struct model_enumerator *y = *(const struct model_enumerator *const *)b;

	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return x < y ? -1 : 1;
}

/* Of each enumerator whether none before it has its value: a switch takes a value once. */
static const bool *first_of_value(struct gen *g, const struct model_def *def)
{
	size_t n = (size_t)def->n_enumerators;
	const struct model_enumerator **sorted =
		arena_array(g->arena, const struct model_enumerator *, n);
	bool *first = arena_array(g->arena, bool, n);

	for (size_t i = 0; i < n; i++)
		sorted[i] = &def->enumerators[i];
	qsort(sorted, n, sizeof(*sorted), by_value);
	for (size_t i = 0; i < n; i++)
		first[sorted[i] - def->enumerators] =
			i == 0 || sorted[i - 1]->value != sorted[i]->value;
	return first;
}

void gen_enum_source(struct gen *g, struct emit *e, const struct model_def *def)
{
	const bool *first = first_of_value(g, def);

	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	emit(e, "const $type$ $type$_values[$type$_COUNT] = {\n");
	for (int i = 0; i < def->n_enumerators; i++)
		emit_fmt(e, "\t%s,\n", gen_enumerator(g, def, def->enumerators[i].name));
	emit(e, "};\n\n"
		"const char *$type$_toString($type$ value)\n"
		"{\n"
		"\tswitch (value) {\n");
	for (int i = 0; i < def->n_enumerators; i++) {
		if (!first[i])
			continue;
		emit_let(e, "name", def->enumerators[i].name);
		emit_let(e, "value", gen_enumerator(g, def, def->enumerators[i].name));
		emit(e, "\tcase $value$:\n"
			"\t\treturn \"$name$\";\n");
	}
	emit(e, "\tdefault:\n"
		"\t\treturn \"?\";\n"
		"\t}\n"
		"}\n\n");
	emit_pop(e);
}
