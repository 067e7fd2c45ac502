/* SPDX-License-Identifier: MIT */
/*
 * check.c - whether a value could be sent: nothing null that must not be
 *
 * A marshalled call finds a forbidden null where it writes it. A direct call writes
 * nothing, so it asks first, and gives the same answer.
 */
#include "gen_c/gen.h"

#define FMT(...) arena_fmt(g->arena, __VA_ARGS__)

/* Whether t itself, not what its definition holds, can be null where it must not be. */
static bool is_strict(struct ctype t)
{
	if (t.shape == MODEL_ARRAY)
		return !t.null;
	while (t.shape == MODEL_FIXED_ARRAY)
		t = ctype_element(t);
	switch (t.base) {
	case MODEL_STRING:
	case MODEL_IBINDER:
	case MODEL_INTERFACE:
	case MODEL_FD:
		return !t.null;
	default:
		return false;
	}
}

bool gen_has_check(const struct model_def *def)
{
	return def && def->strict;
}

static const char *check_array(struct gen *g, struct ctype t, struct place p)
{
	bool inside = gen_has_check(t.def);

	if (t.null && !inside)
		return NULL;
	if (ctype_builtin_elements(t)) {
		if (t.base == MODEL_STRING || t.base == MODEL_IBINDER || t.base == MODEL_FD)
			return FMT("aidl_check_%s(%s)", ctype_word(g, t), p.addr);
		return FMT("aidl_check_array(%s, %s)", op_member(g, p, "data"),
			   op_member(g, p, "length"));
	}
	if (t.base != MODEL_INTERFACE && !inside)
		return FMT("aidl_check_array(%s, %s)", op_member(g, p, "data"),
			   op_member(g, p, "length"));
	return FMT("%s(%s)", helper(g, HELPER_CHECK, t), p.addr);
}

const char *op_check(struct gen *g, struct ctype t, struct place p)
{
	if (!is_strict(t) && !gen_has_check(t.def))
		return NULL;
	switch (ctype_form(t)) {
	case FORM_STRING:
		return FMT("aidl_check_string(%s)", p.val);
	case FORM_BINDER:
		return FMT("aidl_check_binder(%s)", p.val);
	case FORM_INTERFACE:
		return FMT("aidl_check_binder(%s_asBinder(%s))", gen_type(g, t.def), p.val);
	case FORM_FD:
		return FMT("aidl_check_fd(%s)", p.val);
	case FORM_STRUCT:
		return FMT("%s_check(%s)", gen_type(g, t.def), p.addr);
	case FORM_STRUCT_PTR:
		return FMT("%s ? %s_check(%s) : STATUS_OK", p.val, gen_type(g, t.def), p.val);
	case FORM_ARRAY:
		return check_array(g, t, p);
	case FORM_FIXED:
		return FMT("%s(%s)", helper(g, HELPER_CHECK, t), p.val);
	case FORM_FIXED_PTR:
		t.null = false;
		return FMT("%s ? %s(*%s) : STATUS_OK", p.val, helper(g, HELPER_CHECK, t), p.val);
	default:
		return NULL;
	}
}

/* Parcelables: a chain over the members. */
static void parcelable_check(struct gen *g, struct emit *e, const struct model_def *def)
{
	bool first = true;

	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];
		struct ctype t = ctype_of(&f->type);
		const char *op = op_check(g, t, place_of_const(g, t, FMT("self->%s",
			gen_field(g, f->name))));

		if (op)
			gen_step(e, &first, op);
	}
	emit(e, "return r;\n");
}

static void union_check(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit(e, "switch (self->tag) {\n");
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];
		struct ctype t = ctype_of(&f->type);
		const char *op = op_check(g, t, place_of_const(g, t, FMT("self->value.%s",
			gen_field(g, f->name))));

		if (op)
			emit_fmt(e, "case %s:\n\treturn %s;\n",
				 gen_enumerator(g, def->tag, f->name), op);
	}
	emit(e, "default:\n"
		"\treturn STATUS_OK;\n"
		"}\n");
}

void gen_check_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	bool is_union = def->kind == MODEL_DEF_UNION;

	if (!gen_has_check(def))
		return;
	emit(e, "binder_status_t $type$_check(const $type$ *self)\n"
		"{\n");
	if (!is_union)
		emit(e, "\tbinder_status_t r;\n\n");
	emit_indent(e);
	if (is_union)
		union_check(g, e, def);
	else
		parcelable_check(g, e, def);
	emit_dedent(e);
	emit(e, "}\n\n");
}
