/* SPDX-License-Identifier: MIT */
/*
 * parcelable.c - structured parcelables: a struct and the functions of a value
 *
 * The functions are chains over r: a step runs while all before it went well, so
 * that each has one way out.
 */
#include "gen_c/gen.h"

#include <string.h>

/* What parcelables and unions share */

/* The way into a ParcelableHolder and out: inline, so that who has no holder does not pay. */
static void holder_functions(struct emit *e, const struct model_def *def)
{
	emit_let(e, "descriptor", def->descriptor);
	emit_let(e, "stability", gen_stability(def->vintf));
	emit(e, "#define $type$_DESCRIPTOR \"$descriptor$\"\n\n");
	emit(e, def->vintf ?
		"/** Makes holder hold a copy of self; it is as it was on failure. */\n" :
		"/** Makes holder hold a copy of self. STATUS_BAD_VALUE: it asks for a VINTF-stable type. */\n");
	emit(e, "static inline binder_status_t $type$_writeToHolder(const $type$ *self, aidl_ParcelableHolder *holder)\n"
		"{\n"
		"\tAParcel *parcel = NULL;\n"
		"\tbinder_status_t r = aidl_begin_holder(holder, $type$_DESCRIPTOR, $stability$, &parcel);\n\n"
		"\tif (r == STATUS_OK)\n"
		"\t\tr = $type$_writeToParcel(self, parcel);\n"
		"\treturn aidl_end_holder(holder, parcel, $stability$, r);\n"
		"}\n\n"
		"/** Replaces self. STATUS_BAD_TYPE: holder has another type, STATUS_UNEXPECTED_NULL: nothing. */\n"
		"static inline binder_status_t $type$_readFromHolder($type$ *self, const aidl_ParcelableHolder *holder)\n"
		"{\n"
		"\tconst AParcel *parcel = NULL;\n"
		"\tbinder_status_t r = aidl_open_holder(holder, $type$_DESCRIPTOR, &parcel);\n\n"
		"\treturn r == STATUS_OK ? $type$_readFromParcel(self, parcel) : r;\n"
		"}\n\n");
}

void gen_value_functions(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	emit_let(e, "check", !gen_has_check(def) ? "" : arena_fmt(g->arena,
		 "/** STATUS_OK: self can be sent. Else what writing it would answer; see aidl_support.h. */\n"
		 "binder_status_t %s_check(const %s *self);\n\n", gen_type(g, def), gen_type(g, def)));
	emit(e, "/** Gives raw memory the defaults of AIDL. On failure (no memory) it is empty. */\n"
		"binder_status_t $type$_init($type$ *self);\n\n"
		"/** Frees what self owns; it is empty then. All zero bytes are empty too. */\n"
		"void $type$_clear($type$ *self);\n\n"
		"/** One of its own with the defaults, NULL where there is no memory; and its end. */\n"
		"$type$ *$type$_new(void);\n"
		"void $type$_delete($type$ *self);\n\n"
		"/** Replaces self by a deep copy; self is as it was on failure. */\n"
		"binder_status_t $type$_copy($type$ *self, const $type$ *from);\n\n"
		"/** Deep; binders are equal where they are the same object, descriptors by number. */\n"
		"bool $type$_equals(const $type$ *a, const $type$ *b);\n\n"
		"/** For people; from malloc, NULL where there is no memory. */\n"
		"char *$type$_toString(const $type$ *self);\n\n"
		"$check$"
		"/** The body, as it stands behind the marker that says that there is one. */\n"
		"binder_status_t $type$_writeToParcel(const $type$ *self, AParcel *parcel);\n\n"
		"/** Replaces self; it is empty on failure. Spends of budget, that of all that parcel holds. */\n"
		"binder_status_t $type$_readWithin($type$ *self, const AParcel *parcel, aidl_budget *budget);\n\n"
		"/** The same with a budget of its own. */\n"
		"static inline binder_status_t $type$_readFromParcel($type$ *self, const AParcel *parcel)\n"
		"{\n"
		"\taidl_budget budget = aidl_full_budget();\n\n"
		"\treturn $type$_readWithin(self, parcel, &budget);\n"
		"}\n\n"
		"void $type$_Array_clear($type$_Array *self);\n"
		"void $type$_NullableArray_clear($type$_NullableArray *self);\n\n"
		"/** Replaces self by length empty elements; -1 makes it the null array. */\n"
		"binder_status_t $type$_Array_alloc($type$_Array *self, int32_t length);\n"
		"binder_status_t $type$_NullableArray_alloc($type$_NullableArray *self, int32_t length);\n\n");
	holder_functions(e, def);
	emit_pop(e);
}

/* Default values */

static void put_value(struct gen *g, struct emit *e, bool *first, struct ctype t, const char *name,
		      const struct model_value *v);

static void put_items(struct gen *g, struct emit *e, bool *first, struct ctype t, const char *name,
		      const struct model_value *v)
{
	struct ctype element = ctype_element(t);
	bool plain = ctype_is_plain(element) && ctype_form(t) == FORM_ARRAY;
	const char *data = ctype_form(t) == FORM_ARRAY ? FMT("%s.data", name) :
			   ctype_form(t) == FORM_FIXED_PTR ? FMT("(*%s)", name) : name;
	struct emit items;

	if (ctype_form(t) == FORM_ARRAY) {
		gen_step(e, first, FMT("%s_alloc(&%s, %d)", ctype_array(g, t), name, v->n_items));
	} else if (ctype_form(t) == FORM_FIXED_PTR) {
		emit_fmt(e, "%s = calloc(1, sizeof(*%s));\n", name, name);
		gen_step(e, first, FMT("%s ? STATUS_OK : STATUS_NO_MEMORY", name));
		plain = ctype_is_plain(element);
	}
	emit_init(&items);
	items.level = e->level + 1;
	for (int i = 0; i < v->n_items; i++)
		put_value(g, plain ? &items : e, first, element, FMT("%s[%d]", data, i),
			  &v->items[i]);
	gen_block(e, "if (r == STATUS_OK)", &items, "");
	emit_free(&items);
}

/* Steps that give name, all zero, the value v. */
static void put_value(struct gen *g, struct emit *e, bool *first, struct ctype t, const char *name,
		      const struct model_value *v)
{
	const char *init;

	switch (v->kind) {
	case MODEL_VALUE_NONE:
		if (ctype_form(t) == FORM_FD) {
			op_zero(g, e, t, place_of(g, t, name));
			return;
		}
		init = op_init(g, t, place_of(g, t, name));
		if (init)
			gen_step(e, first, init);
		return;
	case MODEL_VALUE_LIST:
		if (v->n_items || ctype_form(t) != FORM_ARRAY)
			put_items(g, e, first, t, name, v);
		return;
	case MODEL_VALUE_STRING:
		gen_step(e, first, FMT("aidl_String_copy(&%s, %s)", name,
				       gen_string_literal(g, v->s, v->len)));
		return;
	default:
		emit_fmt(e, "%s = %s;\n", name, gen_literal(g, t, v));
		return;
	}
}

void gen_init_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	int n = def->kind == MODEL_DEF_UNION ? 1 : def->n_fields;
	const char *at = def->kind == MODEL_DEF_UNION ? "self->value." : "self->";
	struct emit body;
	bool first = true;

	emit_init(&body);
	body.level = 1;
	for (int i = 0; i < n && i < def->n_fields; i++)
		put_value(g, &body, &first, ctype_of_field(def, &def->fields[i]),
			  FMT("%s%s", at, gen_field(g, def->fields[i].name)),
			  &def->fields[i].value);
	emit(e, "binder_status_t $type$_init($type$ *self)\n"
		"{\n");
	if (!first)
		emit(e, "\tbinder_status_t r;\n\n");
	emit(e, "\tmemset(self, 0, sizeof(*self));\n");
	emit_raw(e, emit_text(&body));
	emit(e, first ? "\treturn STATUS_OK;\n" :
			"\tif (r != STATUS_OK)\n"
			"\t\t$type$_clear(self);\n"
			"\treturn r;\n");
	emit(e, "}\n\n");
	emit_free(&body);
}

void gen_heap_functions(struct emit *e)
{
	emit(e, "$type$ *$type$_new(void)\n"
		"{\n"
		"\t$type$ *self = malloc(sizeof(*self));\n\n"
		"\tif (self && $type$_init(self) != STATUS_OK) {\n"
		"\t\tfree(self);\n"
		"\t\treturn NULL;\n"
		"\t}\n"
		"\treturn self;\n"
		"}\n\n"
		"void $type$_delete($type$ *self)\n"
		"{\n"
		"\tif (self)\n"
		"\t\t$type$_clear(self);\n"
		"\tfree(self);\n"
		"}\n\n");
}

/* The struct */

void gen_parcelable_header(struct gen *g, struct emit *e, const struct model_def *def)
{
	gen_constants(g, e, def);
	gen_doc(g, e, &def->doc, NULL);
	emit_fmt(e, "struct %s {\n", gen_type(g, def));
	emit_indent(e);
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];

		gen_doc(g, e, &f->doc, i < def->n_sent ? NULL :
			"New: it stays out of parcels until this version is frozen.");
		emit_fmt(e, "%s;\n", ctype_declare(g, ctype_of(&f->type), DECL_OWNED,
						   gen_field(g, f->name)));
	}
	if (!def->n_fields)
		emit(e, "char unused; /* C has no empty struct */\n");
	emit_dedent(e);
	emit(e, "};\n\n");
	gen_value_functions(g, e, def);
}

static void clear_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit(e, "void $type$_clear($type$ *self)\n"
		"{\n");
	emit_indent(e);
	for (int i = 0; i < def->n_fields; i++)
		op_clear(g, e, ctype_of(&def->fields[i].type),
			 place_of_field(g, &def->fields[i], "self->"));
	if (!def->n_fields)
		emit(e, "self->unused = 0;\n");
	emit_dedent(e);
	emit(e, "}\n\n");
}

void gen_copy_begin(struct emit *e, const struct model_def *def, const char *r)
{
	emit_let(e, "r", r);
	if (local_is_large(def))
		emit(e, "\t$type$ *copy = calloc(1, sizeof(*copy));\n"
			"\tbinder_status_t $r$;\n\n"
			"\tif (!copy)\n"
			"\t\treturn STATUS_NO_MEMORY;\n");
	else
		emit(e, "\t$type$ copy = {0};\n"
			"\tbinder_status_t $r$;\n\n");
}

void gen_copy_end(struct emit *e, const struct model_def *def)
{
	bool large = local_is_large(def);

	emit(e, "\tif (r != STATUS_OK) {\n");
	emit(e, large ? "\t\t$type$_delete(copy);\n" : "\t\t$type$_clear(&copy);\n");
	emit(e, "\t\treturn r;\n"
		"\t}\n"
		"\t$type$_clear(self);\n");
	emit(e, large ? "\t*self = *copy;\n"
			"\tfree(copy);\n" : "\t*self = copy;\n");
	emit(e, "\treturn STATUS_OK;\n"
		"}\n\n");
}

static void copy_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	const char *object = local_is_large(def) ? "copy->" : "copy.";
	struct emit body;
	bool first = true;

	emit_init(&body);
	body.level = 1;
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];
		struct ctype t = ctype_of(&f->type);
		struct place to = place_of_field(g, f, object);
		struct place from = place_of_const_field(g, f, "from->");
		const char *op = op_copy(g, t, to, from);

		if (op)
			gen_step(&body, &first, op);
		else
			op_move(g, &body, t, to, place_of_field(g, f, "from->"));
	}
	emit(e, "binder_status_t $type$_copy($type$ *self, const $type$ *from)\n"
		"{\n");
	if (first) {
		emit(e, "\t*self = *from;\n"
			"\treturn STATUS_OK;\n"
			"}\n\n");
	} else {
		gen_copy_begin(e, def, "r");
		emit_raw(e, emit_text(&body));
		gen_copy_end(e, def);
	}
	emit_free(&body);
}

static void equals_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit(e, "bool $type$_equals(const $type$ *a, const $type$ *b)\n"
		"{\n"
		"\treturn ");
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];

		emit_fmt(e, "%s%s", i ? " &&\n\t       " : "",
			 op_equal(g, ctype_of(&f->type), place_of_const_field(g, f, "a->"),
				  place_of_const_field(g, f, "b->")));
	}
	emit(e, def->n_fields ? ";\n}\n\n" : "a->unused == b->unused;\n}\n\n");
}

static void to_string_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit(e, "char *$type$_toString(const $type$ *self)\n"
		"{\n"
		"\taidl_text text = {NULL, 0, 0, false};\n\n");
	emit_indent(e);
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];

		emit_fmt(e, "aidl_text_add(&text, \"%s%s: \");\n", i ? ", " : FMT("%s{", def->name),
			 f->name);
		op_text(g, e, ctype_of(&f->type), "&text", place_of_const_field(g, f, "self->"));
	}
	if (def->n_fields)
		emit(e, "aidl_text_add(&text, \"}\");\n");
	else
		emit_fmt(e, "(void)self;\naidl_text_add(&text, \"%s{}\");\n", def->name);
	emit(e, "return aidl_text_end(&text);\n");
	emit_dedent(e);
	emit(e, "}\n\n");
}

static void write_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	bool first = false;

	emit(e, "binder_status_t $type$_writeToParcel(const $type$ *self, AParcel *parcel)\n"
		"{\n"
		"\tint32_t start = AParcel_getDataPosition(parcel);\n"
		"\tbinder_status_t r = AParcel_writeInt32(parcel, 0); /* the size, known at the end */\n\n");
	emit_indent(e);
	if (!def->n_sent)
		emit(e, "(void)self;\n");
	for (int i = 0; i < def->n_sent; i++) {
		const struct model_field *f = &def->fields[i];

		gen_step(e, &first, op_write(g, ctype_of_field(def, f), "parcel",
					     place_of_const_field(g, f, "self->")));
	}
	emit(e, "return r == STATUS_OK ? aidl_write_size(parcel, start) : r;\n");
	emit_dedent(e);
	emit(e, "}\n\n");
}

void gen_spend_defaults(struct emit *e, const struct model_def *def)
{
	if (def->default_bytes)
		emit_fmt(e, "\tif (r == STATUS_OK)\n"
			    "\t\tr = aidl_spend(budget, 1, %lld); /* its defaults */\n",
			 (long long)def->default_bytes);
}

static void read_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	bool spends = def->recursive || def->default_bytes;

	for (int i = 0; i < def->n_sent; i++)
		spends |= ctype_spends(ctype_of(&def->fields[i].type));
	emit(e, "binder_status_t $type$_readWithin($type$ *self, const AParcel *parcel, aidl_budget *budget)\n"
		"{\n"
		"\tint32_t end = 0;\n"
		"\tbinder_status_t r = aidl_read_size(parcel, &end);\n\n");
	emit(e, spends ? "" : "\t(void)budget;\n");
	emit(e, "\t$type$_clear(self);\n");
	if (def->recursive)
		emit(e, "\tif (r == STATUS_OK)\n"
			"\t\tr = aidl_enter(budget);\n"
			"\tif (r != STATUS_OK)\n"
			"\t\treturn r;\n");
	gen_spend_defaults(e, def);
	emit(e, "\tif (r == STATUS_OK)\n"
		"\t\tr = $type$_init(self);\n");
	for (int i = 0; i < def->n_sent; i++) {
		const struct model_field *f = &def->fields[i];

		emit_let(e, "read",
			 op_read(g, ctype_of_field(def, f), "parcel", "budget",
				 place_of_field(g, f, "self->")));
		emit(e, "\tif (r == STATUS_OK && aidl_has_field(parcel, end))\n"
			"\t\tr = $read$;\n");
	}
	if (def->recursive)
		emit(e, "\taidl_leave(budget);\n");
	emit(e, "\tif (r == STATUS_OK)\n"
		"\t\tr = aidl_end_body(parcel, end);\n"
		"\tif (r != STATUS_OK)\n"
		"\t\t$type$_clear(self);\n"
		"\treturn r;\n"
		"}\n\n");
}

void gen_parcelable_source(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	gen_init_function(g, e, def);
	clear_function(g, e, def);
	gen_heap_functions(e);
	copy_function(g, e, def);
	equals_function(g, e, def);
	to_string_function(g, e, def);
	gen_check_function(g, e, def);
	write_function(g, e, def);
	read_function(g, e, def);
	gen_array_functions(g, e, def);
	emit_pop(e);
}
