/* SPDX-License-Identifier: MIT */
/*
 * arrays.c - array types, and the file-local functions that expressions call
 *
 * The struct of an array of defined types stands in a guarded block that any header
 * may hold; its _alloc and _clear belong to the element's own file. Everything else
 * a file needs for arrays, optional and fixed-size values it has as static functions.
 * A function is composed of operations on its element, which are asked for first, so
 * that their own helpers stand before it.
 */
#include "gen_c/gen.h"

#include <string.h>

const char *const helper_verbs[] = {
	[HELPER_WRITE] = "write",
	[HELPER_READ] = "read",
	[HELPER_CLEAR] = "clear",
	[HELPER_COPY] = "copy",
	[HELPER_EQUAL] = "equal",
	[HELPER_TEXT] = "text",
	[HELPER_INIT] = "init",
	[HELPER_PREPARE] = "prepare",
	[HELPER_CHECK] = "check",
};

/* Array types */

void gen_arrays_block(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	if (def->kind == MODEL_DEF_ENUM) {
		struct ctype t = { .base = def->backing };

		emit_let(e, "word", ctype_ndk(t));
		emit(e, "#ifndef $type$_ARRAYS\n"
			"#define $type$_ARRAYS\n"
			"typedef aidl_$word$Array $type$_Array;\n"
			"#endif\n\n");
	} else if (def->kind == MODEL_DEF_INTERFACE) {
		emit(e, "#ifndef $type$_ARRAYS\n"
			"#define $type$_ARRAYS\n"
			"typedef struct $type$_Array {\n"
			"\t$type$ **data;\n"
			"\tint32_t length;\n"
			"} $type$_Array;\n"
			"#endif\n\n");
	} else {
		emit(e, "#ifndef $type$_ARRAYS\n"
			"#define $type$_ARRAYS\n"
			"typedef struct $type$_Array {\n"
			"\t$type$ *data;\n"
			"\tint32_t length;\n"
			"} $type$_Array;\n"
			"typedef struct $type$_NullableArray {\n"
			"\t$type$ **data;\n"
			"\tint32_t length;\n"
			"} $type$_NullableArray;\n"
			"#endif\n\n");
	}
	emit_pop(e);
}

static void array_functions(struct gen *g, struct emit *e, struct ctype array)
{
	struct ctype element = ctype_element(array);
	struct emit clear;

	emit_init(&clear);
	clear.level = 2;
	op_drop(g, &clear, element, place_of(g, element, "self->data[i]"));
	emit_push(e);
	emit_let(e, "array", ctype_array(g, array));
	emit(e, "void $array$_clear($array$ *self)\n"
		"{\n"
		"\tfor (int32_t i = 0; self->data && i < self->length; i++)\n");
	emit_raw(e, emit_text(&clear));
	emit(e, "\tfree(self->data);\n"
		"\tself->data = NULL;\n"
		"\tself->length = 0;\n"
		"}\n\n"
		"binder_status_t $array$_alloc($array$ *self, int32_t length)\n"
		"{\n"
		"\t$array$_clear(self);\n"
		"\tself->data = aidl_make_elements(length, sizeof(*self->data), &self->length);\n"
		"\treturn self->length < length ? STATUS_NO_MEMORY : STATUS_OK;\n"
		"}\n\n");
	emit_pop(e);
	emit_free(&clear);
}

void gen_array_functions(struct gen *g, struct emit *e, const struct model_def *def)
{
	struct ctype array = { .def = def, .shape = MODEL_ARRAY };

	if (def->kind == MODEL_DEF_INTERFACE) {
		array.base = MODEL_INTERFACE;
		array_functions(g, e, array);
		return;
	}
	array.base = def->kind == MODEL_DEF_UNION ? MODEL_UNION : MODEL_PARCELABLE;
	array_functions(g, e, array);
	array.elem_null = true;
	array_functions(g, e, array);
}

/* Single values that need more than a call: parcelables with their marker, interfaces. */

static void write_single(struct gen *g, struct emit *h, struct ctype t)
{
	if (t.null) {
		struct ctype present = t;

		present.null = false;
		emit_let(h, "present", helper(g, HELPER_WRITE, present));
		emit(h, "static binder_status_t $name$(AParcel *out, const $type$ *value)\n"
			"{\n"
			"\treturn value ? $present$(out, value) : AParcel_writeInt32(out, 0);\n"
			"}\n\n");
		return;
	}
	emit(h, "static binder_status_t $name$(AParcel *out, const $type$ *value)\n"
		"{\n"
		"\tbinder_status_t r = aidl_write_marker(out, value);\n\n"
		"\treturn r == STATUS_OK ? $type$_writeToParcel(value, out) : r;\n"
		"}\n\n");
}

static void read_interface(struct gen *g, struct emit *h, struct ctype t)
{
	emit(h, "static binder_status_t $name$(const AParcel *in, $type$ **value)\n"
		"{\n"
		"\tAIBinder *binder = NULL;\n"
		"\t$type$ *object;\n");
	if (t.null)
		emit(h, "\tbinder_status_t r = aidl_read_nullable_binder(in, &binder);\n\n"
			"\tif (r != STATUS_OK)\n"
			"\t\treturn r;\n"
			"\tobject = binder ? $type$_castBinder(binder) : NULL;\n"
			"\tif (binder && !object)\n"
			"\t\tr = STATUS_BAD_TYPE;\n"
			"\taidl_Binder_clear(&binder);\n"
			"\tif (r != STATUS_OK)\n"
			"\t\treturn r;\n");
	else
		emit(h, "\tbinder_status_t r = aidl_read_binder(in, &binder);\n\n"
			"\tif (r != STATUS_OK)\n"
			"\t\treturn r;\n"
			"\tobject = $type$_fromBinder(binder);\n"
			"\tif (!object)\n"
			"\t\treturn STATUS_BAD_TYPE;\n");
	emit(h, "\t$type$_release(*value);\n"
		"\t*value = object;\n"
		"\treturn STATUS_OK;\n"
		"}\n\n");
}

/*
 * The function that reads a body. What a type written by hand holds is not known: a value of the
 * same kind for all that is known, so that it counts as recursive.
 */
static const char *read_body(struct gen *g, struct ctype t)
{
	const char *name;

	if (!t.def->external)
		return arena_fmt(g->arena, "%s_readWithin", gen_type(g, t.def));
	name = arena_fmt(g->arena, "read_body_of_%s", gen_type(g, t.def));
	if (intern_find(&g->helper_names, name, strlen(name)))
		return name;
	intern_str(&g->helper_names, name);
	emit_push(&g->before);
	emit_let(&g->before, "body", name);
	emit_let(&g->before, "type", gen_type(g, t.def));
	emit(&g->before,
	     "static binder_status_t $body$($type$ *value, const AParcel *in, aidl_budget *budget)\n"
	     "{\n"
	     "\tbinder_status_t r = aidl_enter(budget);\n\n"
	     "\tif (r != STATUS_OK)\n"
	     "\t\treturn r;\n"
	     "\tr = $type$_readWithin(value, in, budget);\n"
	     "\taidl_leave(budget);\n"
	     "\treturn r;\n"
	     "}\n\n");
	emit_pop(&g->before);
	return name;
}

static void read_single(struct gen *g, struct emit *h, struct ctype t)
{
	if (t.base == MODEL_INTERFACE) {
		read_interface(g, h, t);
		return;
	}
	emit_let(h, "within", read_body(g, t));
	if (t.null) {
		emit(h, "static binder_status_t $name$(const AParcel *in, $type$ **value, aidl_budget *budget)\n"
			"{\n"
			"\tbool present;\n"
			"\t$type$ *object = NULL;\n"
			"\tbinder_status_t r = aidl_read_present(in, &present);\n\n"
			"\tif (r == STATUS_OK && present) {\n"
			"\t\tobject = aidl_object(budget, sizeof(*object));\n"
			"\t\tr = STATUS_NO_MEMORY;\n"
			"\t}\n"
			"\tif (object)\n"
			"\t\tr = $within$(object, in, budget);\n"
			"\tif (r != STATUS_OK) {\n"
			"\t\tfree(object);\n"
			"\t\treturn r;\n"
			"\t}\n"
			"\t$type$_delete(*value);\n"
			"\t*value = object;\n"
			"\treturn STATUS_OK;\n"
			"}\n\n");
	} else {
		emit(h, "static binder_status_t $name$(const AParcel *in, $type$ *value, aidl_budget *budget)\n"
			"{\n"
			"\tbinder_status_t r = aidl_read_marker(in);\n\n"
			"\treturn r == STATUS_OK ? $within$(value, in, budget) : r;\n"
			"}\n\n");
	}
}

static void copy_single(struct emit *h, struct ctype t)
{
	if (t.base == MODEL_INTERFACE) {
		emit(h, "static binder_status_t $name$($type$ **to, $type$ *from)\n"
			"{\n"
			"\t$type$_acquire(from);\n"
			"\t$type$_release(*to);\n"
			"\t*to = from;\n"
			"\treturn STATUS_OK;\n"
			"}\n\n");
		return;
	}
	emit(h, "static binder_status_t $name$($type$ **to, const $type$ *from)\n"
		"{\n"
		"\t$type$ *copy = NULL;\n"
		"\tbinder_status_t r = STATUS_OK;\n\n"
		"\tif (from) {\n"
		"\t\tcopy = calloc(1, sizeof(*copy));\n"
		"\t\tr = copy ? $type$_copy(copy, from) : STATUS_NO_MEMORY;\n"
		"\t}\n"
		"\tif (r != STATUS_OK) {\n"
		"\t\tfree(copy);\n"
		"\t\treturn r;\n"
		"\t}\n"
		"\t$type$_delete(*to);\n"
		"\t*to = copy;\n"
		"\treturn STATUS_OK;\n"
		"}\n\n");
}

static void emit_single(struct gen *g, struct emit *h, enum helper what, struct ctype t)
{
	emit_let(h, "type", gen_type(g, t.def));
	switch (what) {
	case HELPER_WRITE:
		write_single(g, h, t);
		break;
	case HELPER_READ:
		read_single(g, h, t);
		break;
	case HELPER_COPY:
		copy_single(h, t);
		break;
	case HELPER_EQUAL:
		emit(h, "static bool $name$(const $type$ *a, const $type$ *b)\n"
			"{\n"
			"\treturn a && b ? $type$_equals(a, b) : a == b;\n"
			"}\n\n");
		break;
	case HELPER_TEXT:
		emit(h, "static void $name$(aidl_text *text, const $type$ *value)\n"
			"{\n"
			"\tif (value)\n"
			"\t\taidl_text_take(text, $type$_toString(value));\n"
			"\telse\n"
			"\t\taidl_text_add(text, \"null\");\n"
			"}\n\n");
		break;
	default:
		base_die("gen_c: no helper '%s' for one value", helper_verbs[what]);
	}
}

/* Dynamic arrays of defined types */

/* Each writes one function; $name$ and $array$ are set. */

static void array_write(struct gen *g, struct emit *h, struct ctype t)
{
	struct ctype element = ctype_element(t);
	struct place at = place_of(g, element, "value->data[i]");

	emit_let(h, "op", op_write(g, element, "out", at));
	emit(h, "static binder_status_t $name$(AParcel *out, const $array$ *value)\n"
		"{\n");
	if (t.null)
		emit(h, "\tbinder_status_t r;\n\n"
			"\tif (value->length < 0)\n"
			"\t\treturn AParcel_writeInt32(out, -1);\n"
			"\tr = aidl_check_array(value->data, value->length);\n");
	else
		emit(h, "\tbinder_status_t r = aidl_check_array(value->data, value->length);\n\n");
	emit(h, "\tif (r == STATUS_OK)\n"
		"\t\tr = AParcel_writeInt32(out, value->length);\n"
		"\tfor (int32_t i = 0; r == STATUS_OK && i < value->length; i++)\n"
		"\t\tr = $op$;\n"
		"\treturn r;\n"
		"}\n\n");
}

static void array_read(struct gen *g, struct emit *h, struct ctype t)
{
	struct ctype element = ctype_element(t);
	struct place at = place_of(g, element, "value->data[i]");

	emit_let(h, "op", op_read(g, element, "in", "budget", at));
	emit_let(h, "null", t.null ? "nullable_" : "");
	emit_let(h, "budget", ctype_spends(t) ? ", aidl_budget *budget" : "");
	emit_letf(h, "min", "%d", ctype_min_wire(element));
	emit(h, "static binder_status_t $name$(const AParcel *in, $array$ *value$budget$)\n"
		"{\n"
		"\tint32_t length = 0;\n"
		"\tbinder_status_t r = aidl_read_$null$length(in, &length, $min$);\n\n");
	if (ctype_spends(t))
		emit(h, "\tif (r == STATUS_OK)\n"
			"\t\tr = aidl_spend(budget, length, sizeof(*value->data));\n");
	emit(h, "\tif (r == STATUS_OK)\n"
		"\t\tr = $array$_alloc(value, length);\n"
		"\tfor (int32_t i = 0; r == STATUS_OK && i < length; i++)\n"
		"\t\tr = $op$;\n"
		"\tif (r != STATUS_OK)\n"
		"\t\t$array$_clear(value);\n"
		"\treturn r;\n"
		"}\n\n");
}

static void array_prepare(struct gen *g, struct emit *h, struct ctype t)
{
	struct ctype element = ctype_element(t);
	struct place at = place_of(g, element, "value->data[i]");
	const char *init = op_init(g, element, at);

	emit_let(h, "null", t.null ? "true" : "false");
	emit(h, "static binder_status_t $name$($array$ *value)\n"
		"{\n"
		"\tbinder_status_t r = aidl_take_out_length(&value->length, $null$);\n\n"
		"\tif (r == STATUS_OK)\n"
		"\t\tr = $array$_alloc(value, value->length);\n");
	if (init) {
		emit_let(h, "op", init);
		emit(h, "\tfor (int32_t i = 0; r == STATUS_OK && i < value->length; i++)\n"
			"\t\tr = $op$;\n"
			"\tif (r != STATUS_OK)\n"
			"\t\t$array$_clear(value);\n");
	}
	emit(h, "\treturn r;\n"
		"}\n\n");
}

static void array_text(struct gen *g, struct emit *h, struct ctype t)
{
	struct ctype element = ctype_element(t);
	struct place at = place_of(g, element, "value->data[i]");
	struct emit add;

	emit_init(&add);
	add.level = 2;
	op_text(g, &add, element, "text", at);
	emit(h, "static void $name$(aidl_text *text, const $array$ *value)\n"
		"{\n"
		"\taidl_text_add(text, value->length < 0 ? \"null\" : \"[\");\n"
		"\tfor (int32_t i = 0; i < value->length; i++) {\n"
		"\t\taidl_text_add(text, i ? \", \" : \"\");\n");
	emit_raw(h, emit_text(&add));
	emit(h, "\t}\n"
		"\taidl_text_add(text, value->length < 0 ? \"\" : \"]\");\n"
		"}\n\n");
	emit_free(&add);
}

static void emit_array(struct gen *g, struct emit *h, enum helper what, struct ctype t)
{
	struct ctype element = ctype_element(t);
	struct place at = place_of(g, element, "value->data[i]");

	emit_let(h, "array", ctype_array(g, t));
	switch (what) {
	case HELPER_WRITE:
		array_write(g, h, t);
		break;
	case HELPER_READ:
		array_read(g, h, t);
		break;
	case HELPER_COPY:
		emit_let(h, "op", op_copy(g, element, place_of(g, element, "to->data[i]"),
					  place_of(g, element, "from->data[i]")));
		emit(h, "static binder_status_t $name$($array$ *to, const $array$ *from)\n"
			"{\n"
			"\tbinder_status_t r = $array$_alloc(to, from->length);\n\n"
			"\tfor (int32_t i = 0; r == STATUS_OK && i < from->length; i++)\n"
			"\t\tr = $op$;\n"
			"\treturn r;\n"
			"}\n\n");
		break;
	case HELPER_EQUAL:
		emit_let(h, "op", op_equal(g, element, place_of(g, element, "a->data[i]"),
					   place_of(g, element, "b->data[i]")));
		emit(h, "static bool $name$(const $array$ *a, const $array$ *b)\n"
			"{\n"
			"\tif (a->length != b->length)\n"
			"\t\treturn false;\n"
			"\tfor (int32_t i = 0; i < a->length; i++)\n"
			"\t\tif (!($op$))\n"
			"\t\t\treturn false;\n"
			"\treturn true;\n"
			"}\n\n");
		break;
	case HELPER_CHECK:
		emit_let(h, "op", op_check(g, element, at));
		emit_let(h, "first",
			 t.null ? "aidl_check_nullable_array(value->data, value->length)" :
				  "aidl_check_array(value->data, value->length)");
		emit(h, "static binder_status_t $name$(const $array$ *value)\n"
			"{\n"
			"\tbinder_status_t r = $first$;\n\n"
			"\tfor (int32_t i = 0; r == STATUS_OK && i < value->length; i++)\n"
			"\t\tr = $op$;\n"
			"\treturn r;\n"
			"}\n\n");
		break;
	case HELPER_PREPARE:
		array_prepare(g, h, t);
		break;
	case HELPER_TEXT:
		array_text(g, h, t);
		break;
	default:
		base_die("gen_c: no helper '%s' for an array", helper_verbs[what]);
	}
}

const char *helper(struct gen *g, enum helper what, struct ctype t)
{
	const char *name = arena_fmt(g->arena, "%s_%s", helper_verbs[what], ctype_word(g, t));
	struct emit h;

	if (intern_find(&g->helper_names, name, strlen(name)))
		return name;
	intern_str(&g->helper_names, name);

	/* Its own text apart, so that the helpers it asks for come first. */
	emit_init(&h);
	emit_let(&h, "name", name);
	switch (ctype_form(t)) {
	case FORM_ARRAY:
		emit_array(g, &h, what, t);
		break;
	case FORM_FIXED:
		helper_fixed(g, &h, what, t);
		break;
	case FORM_FIXED_PTR:
		helper_fixed_ptr(g, &h, what, t);
		break;
	default:
		emit_single(g, &h, what, t);
		break;
	}
	emit_raw(&g->before, emit_text(&h));
	emit_free(&h);
	return name;
}
