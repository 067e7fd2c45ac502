/* SPDX-License-Identifier: MIT */
/*
 * check.c - whether a value could be sent: no null that must not be, no text that is no UTF-8, no
 * array without its elements, no unknown tag
 *
 * A marshalled call finds these where it writes them. A direct call writes nothing, so it asks
 * first, and gives the same answer.
 */
#include "gen_c/gen.h"

/* Whether t itself, not what its definition holds, has values that cannot be sent. */
static bool is_strict(struct ctype t)
{
	if (t.shape == MODEL_ARRAY)
		return true;
	t = ctype_innermost(t);
	return model_is_strict(t.base, t.null, t.vintf);
}

bool gen_has_check(const struct model_def *def)
{
	return def && def->strict;
}

static bool is_checked(struct ctype t)
{
	return is_strict(t) || gen_has_check(t.def);
}

static const char *check_array(struct gen *g, struct ctype t, struct place p)
{
	struct ctype element = ctype_element(t);

	if (!is_checked(element))
		return FMT("aidl_check_%sarray(%s, %s)", t.null ? "nullable_" : "",
			   op_member(g, p, "data"), op_member(g, p, "length"));
	if (ctype_builtin_elements(t))
		return FMT("aidl_check_%s(%s)", ctype_word(g, t), p.addr);
	return FMT("%s(%s)", helper(g, HELPER_CHECK, t), p.addr);
}

const char *op_check(struct gen *g, struct ctype t, struct place p)
{
	if (!is_checked(t))
		return NULL;
	switch (ctype_form(t)) {
	case FORM_STRING:
		return FMT("aidl_check_%sstring(%s)", t.null ? "nullable_" : "", p.val);
	case FORM_BINDER:
		return FMT("aidl_check_binder(%s)", p.val);
	case FORM_INTERFACE:
		return FMT("aidl_check_binder(%s_asBinder(%s))", gen_type(g, t.def), p.val);
	case FORM_FD:
		return FMT("aidl_check_fd(%s)", p.val);
	case FORM_HOLDER:
		return FMT("aidl_check_holder(%s, %s)", p.addr, gen_stability(t.vintf));
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
	const char **ops = arena_array(g->arena, const char *, (size_t)def->n_sent + 1);
	bool first = false;
	int n = 0;

	for (int i = 0; i < def->n_sent; i++) {
		const struct model_field *f = &def->fields[i];

		ops[n] = op_check(g, ctype_of_field(def, f), place_of_const_field(g, f, "self->"));
		n += ops[n] != NULL;
	}
	if (n == 0) /* what made it strict is not sent */
		emit(e, "(void)self;\n");
	if (n <= 1) {
		emit_fmt(e, "return %s;\n", n ? ops[0] : "STATUS_OK");
		return;
	}
	emit_fmt(e, "binder_status_t r = %s;\n\n", ops[0]);
	for (int i = 1; i < n; i++)
		gen_step(e, &first, ops[i]);
	emit(e, "return r;\n");
}

static void union_check(struct gen *g, struct emit *e, const struct model_def *def)
{
	const char *end = def->n_sent < def->n_fields ?
				  gen_enumerator(g, def->tag, def->fields[def->n_sent].name) :
				  FMT("%s_COUNT", gen_type(g, def->tag));
	const char *known = FMT("return aidl_check_tag(self->tag, %s);\n", end);
	int n_checked = 0;

	for (int i = 0; i < def->n_sent; i++)
		n_checked += is_checked(ctype_of(&def->fields[i].type));
	if (!n_checked) {
		emit_fmt(e, "%s", known);
		return;
	}
	emit(e, "switch (self->tag) {\n");
	for (int i = 0; i < def->n_sent; i++) {
		const struct model_field *f = &def->fields[i];
		struct ctype t = ctype_of(&f->type);
		const char *op = op_check(g, t, place_of_const_field(g, f, "self->value."));

		if (op)
			emit_fmt(e, "case %s:\n\treturn %s;\n",
				 gen_enumerator(g, def->tag, f->name), op);
	}
	emit_fmt(e, "default:\n"
		    "\t%s"
		    "}\n", known);
}

void gen_check_function(struct gen *g, struct emit *e, const struct model_def *def)
{
	bool is_union = def->kind == MODEL_DEF_UNION;

	if (!gen_has_check(def))
		return;
	emit(e, "binder_status_t $type$_check(const $type$ *self)\n"
		"{\n");
	emit_indent(e);
	if (is_union)
		union_check(g, e, def);
	else
		parcelable_check(g, e, def);
	emit_dedent(e);
	emit(e, "}\n\n");
}
