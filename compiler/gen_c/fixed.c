/* SPDX-License-Identifier: MIT */
/*
 * fixed.c - the file-local functions for arrays of fixed size, and for pointers to one
 */
#include "gen_c/gen.h"

/* Fixed-size arrays: a loop over the outermost dimension. */

static void fixed_status_loop(struct emit *h, const char *first, const char *op)
{
	emit_let(h, "first", first);
	emit_let(h, "op", op);
	emit(h, "{\n"
		"\tbinder_status_t r = $first$;\n\n"
		"\tfor (int32_t i = 0; r == STATUS_OK && i < $n$; i++)\n"
		"\t\tr = $op$;\n");
}

/* The body of a copy: elements that need no function are assigned. */
static void fixed_copy(struct gen *g, struct emit *h, struct ctype element)
{
	struct place to = place_of(g, element, "to[i]"), from = place_of(g, element, "from[i]");
	const char *op = op_copy(g, element, to, from);

	emit(h, "static binder_status_t $name$($to$, $from$)\n");
	fixed_status_loop(h, "STATUS_OK", op);
	emit(h, "\treturn r;\n"
		"}\n\n");
}

static void fixed_statements(struct gen *g, struct emit *h, enum helper what, struct ctype element)
{
	struct place at = place_of(g, element, "value[i]");
	struct emit body;

	emit_init(&body);
	body.level = 2;
	if (what == HELPER_CLEAR) {
		op_clear(g, &body, element, at);
		emit(h, "static void $name$($owned$)\n"
			"{\n");
		emit_indent(h);
		gen_block(h,
			  arena_fmt(g->arena, "for (int32_t i = 0; i < %s; i++)", emit_get(h, "n")),
			  &body, "");
		emit_dedent(h);
		emit(h, "}\n\n");
	} else {
		op_text(g, &body, element, "text", at);
		emit(h, "static void $name$(aidl_text *text, $in$)\n"
			"{\n"
			"\taidl_text_add(text, \"[\");\n"
			"\tfor (int32_t i = 0; i < $n$; i++) {\n"
			"\t\taidl_text_add(text, i ? \", \" : \"\");\n");
		emit_raw(h, emit_text(&body));
		emit(h, "\t}\n"
			"\taidl_text_add(text, \"]\");\n"
			"}\n\n");
	}
	emit_free(&body);
}

static void fixed_read(struct gen *g, struct emit *h, struct ctype t)
{
	struct ctype element = ctype_element(t);
	struct emit clear;
	const char *op = op_read(g, element, "in", "budget", place_of(g, element, "value[i]"));

	emit_init(&clear);
	clear.level = 2;
	if (!ctype_is_plain(t))
		op_clear(g, &clear, t, place_of(g, t, "value"));
	emit_let(h, "budget", ctype_spends(t) ? ", aidl_budget *budget" : "");
	emit(h, "static binder_status_t $name$(const AParcel *in, $owned$$budget$)\n");
	fixed_status_loop(h, emit_get(h, "length"), op);
	if (!ctype_is_plain(t)) {
		emit(h, "\tif (r != STATUS_OK)\n");
		emit_raw(h, emit_text(&clear));
	}
	emit(h, "\treturn r;\n"
		"}\n\n");
	emit_free(&clear);
}

void helper_fixed(struct gen *g, struct emit *h, enum helper what, struct ctype t)
{
	struct ctype element = ctype_element(t);
	struct place at = place_of(g, element, "value[i]");
	const char *op;

	emit_letf(h, "n", "%d", (int)t.dims[0]);
	emit_letf(h, "length", "aidl_read_fixed_length(in, %d)", (int)t.dims[0]);
	emit_let(h, "in", ctype_declare(g, t, DECL_IN, "value"));
	emit_let(h, "owned", ctype_declare(g, t, DECL_OWNED, "value"));
	emit_let(h, "to", ctype_declare(g, t, DECL_OWNED, "to"));
	emit_let(h, "from", ctype_declare(g, t, DECL_IN, "from"));
	switch (what) {
	case HELPER_WRITE:
		op = op_write(g, element, "out", at);
		emit(h, "static binder_status_t $name$(AParcel *out, $in$)\n");
		fixed_status_loop(
			h, arena_fmt(g->arena, "AParcel_writeInt32(out, %d)", (int)t.dims[0]), op);
		emit(h, "\treturn r;\n"
			"}\n\n");
		break;
	case HELPER_READ:
		fixed_read(g, h, t);
		break;
	case HELPER_COPY:
		fixed_copy(g, h, element);
		break;
	case HELPER_CHECK:
		op = op_check(g, element, at);
		emit(h, "static binder_status_t $name$($in$)\n");
		fixed_status_loop(h, "STATUS_OK", op);
		emit(h, "\treturn r;\n"
			"}\n\n");
		break;
	case HELPER_INIT:
		op = op_init(g, element, at);
		emit(h, "static binder_status_t $name$($owned$)\n");
		fixed_status_loop(h, "STATUS_OK", op);
		emit(h, "\treturn r;\n"
			"}\n\n");
		break;
	case HELPER_EQUAL:
		op = op_equal(g, element, place_of(g, element, "a[i]"),
			      place_of(g, element, "b[i]"));
		emit_let(h, "a", ctype_declare(g, t, DECL_IN, "a"));
		emit_let(h, "b", ctype_declare(g, t, DECL_IN, "b"));
		emit_let(h, "op", op);
		emit(h, "static bool $name$($a$, $b$)\n"
			"{\n"
			"\tfor (int32_t i = 0; i < $n$; i++)\n"
			"\t\tif (!($op$))\n"
			"\t\t\treturn false;\n"
			"\treturn true;\n"
			"}\n\n");
		break;
	case HELPER_CLEAR:
	case HELPER_TEXT:
		fixed_statements(g, h, what, element);
		break;
	default:
		base_die("gen_c: no helper '%s' for a fixed-size array", helper_verbs[what]);
	}
}

/* Optional fixed-size arrays: a pointer to one, or NULL. */

static void fixed_ptr_read(struct gen *g, struct emit *h, struct ctype array)
{
	struct ctype single = ctype_innermost(array);

	emit_let(h, "object", ctype_declare(g, (struct ctype){
		.base = array.base, .def = array.def, .shape = MODEL_FIXED_ARRAY, .null = true,
		.elem_null = array.elem_null, .n_dims = array.n_dims, .dims = array.dims,
	}, DECL_OWNED, "object"));
	emit_let(h, "read", op_read(g, array, "in", "budget", place_of(g, array, "*object")));
	emit_letf(h, "min", "%ld", ctype_total(array) * (single.base == MODEL_BYTE ||
		(single.base == MODEL_ENUM && single.def->backing == MODEL_BYTE) ? 1 :
		ctype_min_wire(single)));
	emit_let(h, "budget", ctype_spends(array) ? ", aidl_budget *budget" : "");
	emit_let(h, "make", ctype_spends(array) ? "aidl_object(budget, sizeof(*object))" :
						 "calloc(1, sizeof(*object))");
	emit(h, "static binder_status_t $name$(const AParcel *in, $ref$$budget$)\n"
		"{\n"
		"\t$object$ = NULL;\n"
		"\tbool present;\n"
		"\tbinder_status_t r = aidl_read_fixed_present(in, &present, $min$);\n\n"
		"\tif (r == STATUS_OK && present) {\n"
		"\t\tobject = $make$;\n"
		"\t\tr = STATUS_NO_MEMORY;\n"
		"\t}\n"
		"\tif (object)\n"
		"\t\tr = $read$;\n"
		"\tif (r != STATUS_OK) {\n"
		"\t\tfree(object);\n"
		"\t\treturn r;\n"
		"\t}\n"
		"\t$clear$(value);\n"
		"\t*value = object;\n"
		"\treturn STATUS_OK;\n"
		"}\n\n");
}

/* Elements that need no function are copied as one block. */
static void plain_ptr_copy(struct emit *h)
{
	emit(h, "static binder_status_t $name$($to$, $from$)\n"
		"{\n"
		"\t$copy$ = NULL;\n\n"
		"\tif (from) {\n"
		"\t\tcopy = malloc(sizeof(*copy));\n"
		"\t\tif (!copy)\n"
		"\t\t\treturn STATUS_NO_MEMORY;\n"
		"\t\tmemcpy(copy, from, sizeof(*copy));\n"
		"\t}\n"
		"\t$clear$(to);\n"
		"\t*to = copy;\n"
		"\treturn STATUS_OK;\n"
		"}\n\n");
}

static void fixed_ptr_copy(struct gen *g, struct emit *h, struct ctype t, struct ctype array)
{
	struct place to = place_of(g, array, "*copy"), from = place_of(g, array, "*from");
	const char *op = op_copy(g, array, to, from);

	emit_let(h, "to", ctype_declare(g, t, DECL_OUT, "to"));
	emit_let(h, "from", ctype_declare(g, t, DECL_IN, "from"));
	emit_let(h, "copy", ctype_declare(g, t, DECL_OWNED, "copy"));
	if (!op) {
		plain_ptr_copy(h);
		return;
	}
	emit_let(h, "op", op);
	emit(h, "static binder_status_t $name$($to$, $from$)\n"
		"{\n"
		"\t$copy$ = NULL;\n"
		"\tbinder_status_t r = STATUS_OK;\n\n"
		"\tif (from) {\n"
		"\t\tcopy = calloc(1, sizeof(*copy));\n"
		"\t\tr = copy ? $op$ : STATUS_NO_MEMORY;\n"
		"\t}\n"
		"\tif (r != STATUS_OK) {\n"
		"\t\t$clear$(&copy);\n"
		"\t\treturn r;\n"
		"\t}\n"
		"\t$clear$(to);\n"
		"\t*to = copy;\n"
		"\treturn STATUS_OK;\n"
		"}\n\n");
}

static void fixed_ptr_clear(struct gen *g, struct emit *h, struct ctype array)
{
	struct emit clear;

	emit_init(&clear);
	clear.level = 2;
	if (!ctype_is_plain(array))
		op_clear(g, &clear, array, place_of(g, array, "**value"));
	emit(h, "static void $name$($ref$)\n"
		"{\n");
	if (!ctype_is_plain(array)) {
		emit(h, "\tif (*value)\n");
		emit_raw(h, emit_text(&clear));
	}
	emit(h, "\tfree(*value);\n"
		"\t*value = NULL;\n"
		"}\n\n");
	emit_free(&clear);
}

void helper_fixed_ptr(struct gen *g, struct emit *h, enum helper what, struct ctype t)
{
	struct ctype array = t;
	struct place at;

	array.null = false;
	at = place_of(g, array, "*value");
	emit_let(h, "ref", ctype_declare(g, t, DECL_OUT, "value"));
	emit_let(h, "in", ctype_declare(g, t, DECL_IN, "value"));
	if (what == HELPER_READ || what == HELPER_COPY)
		emit_let(h, "clear", helper(g, HELPER_CLEAR, t));
	switch (what) {
	case HELPER_WRITE:
		emit_let(h, "op", op_write(g, array, "out", at));
		emit(h, "static binder_status_t $name$(AParcel *out, $in$)\n"
			"{\n"
			"\treturn value ? $op$ : AParcel_writeInt32(out, -1);\n"
			"}\n\n");
		break;
	case HELPER_READ:
		fixed_ptr_read(g, h, array);
		break;
	case HELPER_COPY:
		fixed_ptr_copy(g, h, t, array);
		break;
	case HELPER_CLEAR:
		fixed_ptr_clear(g, h, array);
		break;
	case HELPER_EQUAL:
		emit_let(h, "op",
			 op_equal(g, array, place_of(g, array, "*a"), place_of(g, array, "*b")));
		emit_let(h, "a", ctype_declare(g, t, DECL_IN, "a"));
		emit_let(h, "b", ctype_declare(g, t, DECL_IN, "b"));
		emit(h, "static bool $name$($a$, $b$)\n"
			"{\n"
			"\treturn a && b ? $op$ : a == b;\n"
			"}\n\n");
		break;
	case HELPER_TEXT: {
		struct emit body;

		emit_init(&body);
		body.level = 2;
		op_text(g, &body, array, "text", at);
		emit(h, "static void $name$(aidl_text *text, $in$)\n"
			"{\n"
			"\tif (value)\n");
		emit_raw(h, emit_text(&body));
		emit(h, "\telse\n"
			"\t\taidl_text_add(text, \"null\");\n"
			"}\n\n");
		emit_free(&body);
		break;
	}
	default:
		base_die("gen_c: no helper '%s' for an optional array", helper_verbs[what]);
	}
}
