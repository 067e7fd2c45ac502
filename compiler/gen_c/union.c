/* SPDX-License-Identifier: MIT */
/*
 * union.c - AIDL unions: a tag and a C union, with a setter and a getter each
 */
#include "gen_c/gen.h"

static const char *tag(struct gen *g, const struct model_def *def, const struct model_field *f)
{
	return gen_enumerator(g, def->tag, f->name);
}

/* Those of plain values cannot, but where self is put aside on the heap. */
static bool can_fail(const struct model_def *def, struct ctype t)
{
	return !ctype_is_plain(t) || (ctype_form(t) == FORM_FIXED && local_is_large(def));
}

/* Setters copy. */
static const char *setter(struct gen *g, const struct model_def *def, const struct model_field *f)
{
	struct ctype t = ctype_of(&f->type);

	return FMT("%s %s_set_%s(%s *self, %s)", can_fail(def, t) ? "binder_status_t" : "void",
		   gen_type(g, def), f->name, gen_type(g, def),
		   ctype_declare(g, t, DECL_IN, "value"));
}

static const char *getter(struct gen *g, const struct model_def *def, const struct model_field *f)
{
	struct ctype t = ctype_of(&f->type), row;
	const char *ret;

	if (ctype_form(t) != FORM_FIXED) {
		ret = ctype_declare(g, t, DECL_IN, "*ret");
	} else {
		row = ctype_element(t);
		if (t.n_dims > 1)
			ret = ctype_declare(g, row, DECL_OWNED, "(**ret)");
		else if (ctype_form(row) == FORM_SCALAR || ctype_form(row) == FORM_STRUCT ||
			 ctype_form(row) == FORM_FD)
			ret = FMT("const %s **ret", ctype_single(g, row));
		else
			ret = FMT("%sconst **ret", ctype_single(g, row));
	}
	return FMT("bool %s_get_%s(const %s *self, %s)", gen_type(g, def), f->name,
		   gen_type(g, def), ret);
}

void gen_union_header(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	gen_constants(g, e, def);
	gen_doc(g, e, &def->doc, NULL);
	emit(e, "struct $type$ {\n"
		"\t$type$_Tag tag;\n"
		"\tunion {\n");
	e->level += 2;
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];

		gen_doc(g, e, &f->doc, i < def->n_sent ? NULL :
			"New: it cannot be sent until this version is frozen (STATUS_BAD_VALUE).");
		emit_fmt(e, "%s;\n", ctype_declare(g, ctype_of(&f->type), DECL_OWNED,
						   gen_field(g, f->name)));
	}
	e->level -= 2;
	emit(e, "\t} value;\n"
		"};\n\n"
		"/* Setters copy value and free what was there; on failure (no memory) nothing changes. */\n\n");
	for (int i = 0; i < def->n_fields; i++)
		emit_fmt(e, "%s;\n", setter(g, def, &def->fields[i]));
	emit(e, "\n/* Getters lend what self holds; false where that is another member. */\n\n");
	for (int i = 0; i < def->n_fields; i++)
		emit_fmt(e, "%s;\n", getter(g, def, &def->fields[i]));
	emit(e, "\n");
	gen_value_functions(g, e, def);
	emit_pop(e);
}

/* Opens a switch over the tag of object; each member's statements go into its case. */
static void cases_begin(struct emit *e, const char *object)
{
	emit_fmt(e, "\tswitch (%stag) {\n", object);
}

static void case_begin(struct gen *g, struct emit *e, const struct model_def *def, int i)
{
	emit_fmt(e, "\tcase %s:\n", tag(g, def, &def->fields[i]));
	e->level += 2;
}

static void case_end(struct emit *e)
{
	emit(e, "break;\n");
	e->level -= 2;
}

/* The first field's descriptor, which is none at -1 and not at 0; NULL: that field is no descriptor. */
static const char *first_fd(struct gen *g, const struct model_def *def)
{
	if (!def->n_fields || ctype_form(ctype_of(&def->fields[0].type)) != FORM_FD)
		return NULL;
	return gen_field(g, def->fields[0].name);
}

static void clear_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	int n_owned = 0;

	for (int i = 0; i < def->n_fields; i++)
		n_owned += !ctype_is_plain(ctype_of(&def->fields[i].type));
	emit(e, "void $type$_clear($type$ *self)\n"
		"{\n");
	if (n_owned) {
		cases_begin(e, "self->");
		for (int i = 0; i < def->n_fields; i++) {
			struct ctype t = ctype_of(&def->fields[i].type);

			if (ctype_is_plain(t))
				continue;
			case_begin(g, e, def, i);
			op_clear(g, e, t, place_of_field(g, &def->fields[i], "self->value."));
			case_end(e);
		}
		emit(e, "\tdefault:\n"
			"\t\tbreak;\n"
			"\t}\n");
	}
	emit(e, "\tmemset(self, 0, sizeof(*self));\n");
	if (first_fd(g, def))
		emit_fmt(e, "\tself->value.%s = -1;\n", first_fd(g, def));
	emit(e, "}\n\n");
}

static void copy_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	const char *object = local_is_large(def) ? "copy->" : "copy.";

	emit(e, "binder_status_t $type$_copy($type$ *self, const $type$ *from)\n"
		"{\n");
	gen_copy_begin(e, def, "r = STATUS_OK");
	emit_fmt(e, "\t%stag = from->tag;\n", object);
	cases_begin(e, "from->");
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];
		struct ctype t = ctype_of(&f->type);
		struct place to = place_of_field(g, f, FMT("%svalue.", object)),
			     from = place_of_const_field(g, f, "from->value.");
		const char *op = op_copy(g, t, to, from);

		case_begin(g, e, def, i);
		if (op)
			emit_fmt(e, "r = %s;\n", op);
		else
			op_move(g, e, t, to, place_of_field(g, f, "from->value."));
		case_end(e);
	}
	emit(e, "\tdefault:\n"
		"\t\tr = STATUS_BAD_VALUE;\n"
		"\t\tbreak;\n"
		"\t}\n");
	gen_copy_end(e, def);
}

static void equals_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit(e, "bool $type$_equals(const $type$ *a, const $type$ *b)\n"
		"{\n"
		"\tif (a->tag != b->tag)\n"
		"\t\treturn false;\n");
	cases_begin(e, "a->");
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];

		case_begin(g, e, def, i);
		emit_fmt(e, "return %s;\n",
			 op_equal(g, ctype_of(&f->type), place_of_const_field(g, f, "a->value."),
				  place_of_const_field(g, f, "b->value.")));
		e->level -= 2;
	}
	emit(e, "\tdefault:\n"
		"\t\treturn false;\n"
		"\t}\n"
		"}\n\n");
}

static void to_string_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit(e, "char *$type$_toString(const $type$ *self)\n"
		"{\n"
		"\taidl_text text = {NULL, 0, 0, false};\n\n");
	cases_begin(e, "self->");
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];

		case_begin(g, e, def, i);
		emit_fmt(e, "aidl_text_add(&text, \"%s{%s: \");\n", def->name, f->name);
		op_text(g, e, ctype_of(&f->type), "&text", place_of_const_field(g, f, "self->value."));
		case_end(e);
	}
	emit_fmt(e, "\tdefault:\n"
		    "\t\taidl_text_add(&text, \"%s{?\");\n"
		    "\t\tbreak;\n"
		    "\t}\n"
		    "\taidl_text_add(&text, \"}\");\n"
		    "\treturn aidl_text_end(&text);\n"
		    "}\n\n", def->name);
}

static void write_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit(e, "binder_status_t $type$_writeToParcel(const $type$ *self, AParcel *parcel)\n"
		"{\n"
		"\tbinder_status_t r = AParcel_writeInt32(parcel, self->tag);\n\n"
		"\tif (r != STATUS_OK)\n"
		"\t\treturn r;\n");
	cases_begin(e, "self->");
	for (int i = 0; i < def->n_sent; i++) {
		const struct model_field *f = &def->fields[i];

		case_begin(g, e, def, i);
		emit_fmt(e, "return %s;\n",
			 op_write(g, ctype_of(&f->type), "parcel",
				  place_of_const_field(g, f, "self->value.")));
		e->level -= 2;
	}
	emit(e, "\tdefault:\n"
		"\t\treturn STATUS_BAD_VALUE;\n"
		"\t}\n"
		"}\n\n");
}

static void read_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	bool spends = false;

	for (int i = 0; i < def->n_sent; i++)
		spends |= ctype_spends(ctype_of(&def->fields[i].type));
	emit(e, "binder_status_t $type$_readWithin($type$ *self, const AParcel *parcel, aidl_budget *budget)\n"
		"{\n"
		"\tint32_t tag = -1;\n"
		"\tbinder_status_t r = AParcel_readInt32(parcel, &tag);\n\n");
	emit(e, spends ? "" : "\t(void)budget;\n");
	emit(e, "\t$type$_clear(self);\n");
	if (def->recursive)
		emit(e, "\tif (r == STATUS_OK)\n"
			"\t\tr = aidl_enter(budget);\n");
	emit(e, "\tif (r != STATUS_OK)\n"
		"\t\treturn r;\n");
	if (first_fd(g, def))
		emit_fmt(e, "\tself->value.%s = 0; /* readers of other fields start from zero */\n",
			 first_fd(g, def));
	emit(e, "\tswitch (tag) {\n");
	for (int i = 0; i < def->n_sent; i++) {
		const struct model_field *f = &def->fields[i];

		case_begin(g, e, def, i);
		emit_fmt(e, "r = %s;\n",
			 op_read(g, ctype_of(&f->type), "parcel", "budget",
				 place_of_field(g, f, "self->value.")));
		case_end(e);
	}
	emit(e, "\tdefault:\n"
		"\t\tr = STATUS_BAD_VALUE;\n"
		"\t\tbreak;\n"
		"\t}\n");
	if (def->recursive)
		emit(e, "\taidl_leave(budget);\n");
	emit(e, "\tif (r != STATUS_OK) {\n"
		"\t\tmemset(self, 0, sizeof(*self)); /* the reader left nothing behind */\n");
	if (first_fd(g, def))
		emit_fmt(e, "\t\tself->value.%s = -1;\n", first_fd(g, def));
	emit(e, "\t\treturn r;\n"
		"\t}\n"
		"\tself->tag = ($type$_Tag)tag;\n"
		"\treturn STATUS_OK;\n"
		"}\n\n");
}

static void setter_function(struct gen *g, struct emit *e, const struct model_def *def,
			    const struct model_field *f)
{
	struct ctype t = ctype_of(&f->type);
	struct place at = place_of_field(g, f, "self->value.");
	int64_t room = GEN_MAX_COPY;
	struct local copy = local_of(g, &f->type, "copy", &room);

	emit_let(e, "tag", tag(g, def, f));
	emit_fmt(e, "%s\n{\n", setter(g, def, f));
	emit_indent(e);
	if (ctype_is_plain(t) && can_fail(def, t)) {
		emit(e, "$type$ *old = malloc(sizeof(*old));\n\n"
			"if (!old)\n"
			"\treturn STATUS_NO_MEMORY;\n"
			"*old = *self;\n");
		emit_fmt(e, "memmove(%s, value, sizeof(%s));\n", at.val, at.val);
		emit(e, "self->tag = $tag$;\n"
			"$type$_delete(old);\n"
			"return STATUS_OK;\n");
	} else if (ctype_is_plain(t) && ctype_form(t) == FORM_FIXED) {
		/* Last goes what was there: value may be a part of it. */
		emit(e, "$type$ old = *self;\n\n");
		emit_fmt(e, "memmove(%s, value, sizeof(%s));\n", at.val, at.val);
		emit(e, "self->tag = $tag$;\n"
			"$type$_clear(&old);\n");
	} else if (ctype_is_plain(t)) {
		emit(e, "$type$_clear(self);\n"
			"self->tag = $tag$;\n");
		op_move(g, e, t, at, place_in(g, t, "value"));
	} else {
		local_declare(g, e, &copy);
		emit_fmt(e, copy.boxed ? "binder_status_t r = copy ? %s : STATUS_NO_MEMORY;\n\n" :
					 "binder_status_t r = %s;\n\n",
			 op_copy(g, t, copy.at, place_in(g, t, "value")));
		emit(e, "if (r != STATUS_OK) {\n");
		emit_indent(e);
		if (copy.boxed)
			local_drop(g, e, &copy);
		else
			op_clear(g, e, t, copy.at);
		emit(e, "return r;\n");
		emit_dedent(e);
		emit(e, "}\n"
			"$type$_clear(self);\n"
			"self->tag = $tag$;\n");
		op_move(g, e, t, at, copy.at);
		emit(e, copy.boxed ? "free(copy);\n" : "");
		emit(e, "return STATUS_OK;\n");
	}
	emit_dedent(e);
	emit(e, "}\n\n");
}

static void getter_function(struct gen *g, struct emit *e, const struct model_def *def,
			    const struct model_field *f)
{
	struct ctype t = ctype_of(&f->type);
	struct place at = place_of_const_field(g, f, "self->value.");
	bool lent = ctype_form(t) == FORM_STRUCT || ctype_form(t) == FORM_ARRAY;

	emit_let(e, "tag", tag(g, def, f));
	emit_let(e, "value", lent ? at.addr : at.val);
	emit_fmt(e, "%s\n", getter(g, def, f));
	emit(e, "{\n"
		"\tif (self->tag != $tag$)\n"
		"\t\treturn false;\n"
		"\t*ret = $value$;\n"
		"\treturn true;\n"
		"}\n\n");
}

void gen_union_source(struct gen *g, struct emit *e, const struct model_def *def)
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
	for (int i = 0; i < def->n_fields; i++)
		setter_function(g, e, def, &def->fields[i]);
	for (int i = 0; i < def->n_fields; i++)
		getter_function(g, e, def, &def->fields[i]);
	gen_array_functions(g, e, def);
	emit_pop(e);
}
