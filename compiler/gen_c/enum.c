/* SPDX-License-Identifier: MIT */
/*
 * enum.c - enums: a typedef over the backing type, constants, names and the list of values
 */
#include "gen_c/gen.h"

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

static bool seen_before(const struct model_def *def, int n)
{
	for (int i = 0; i < n; i++)
		if (def->enumerators[i].value == def->enumerators[n].value)
			return true;
	return false;
}

void gen_enum_source(struct gen *g, struct emit *e, const struct model_def *def)
{
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
		if (seen_before(def, i))
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
