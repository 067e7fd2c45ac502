/* SPDX-License-Identifier: MIT */
/*
 * ops.c - one operation on one value, as C
 *
 * The functions named here are those of aidl_support.h and aidl_arrays.h, those that
 * each defined type has, and the helpers of arrays.c.
 */
#include "gen_c/gen.h"

#include <string.h>

struct place place_of(struct gen *g, struct ctype t, const char *name)
{
	if (ctype_form(t) == FORM_FIXED)
		return (struct place){ name, name };
	return (struct place){ name, gen_join(g, "&", name) };
}

struct place place_of_const(struct gen *g, struct ctype t, const char *name)
{
	if (ctype_form(t) == FORM_FIXED && t.n_dims > 1) {
		struct ctype row = ctype_element(t);
		const char *cast = ctype_declare(g, row, DECL_OWNED, "(*)");

		name = FMT("(%s)%s", cast, name);
	}
	return place_of(g, t, name);
}

struct place place_of_field(struct gen *g, const struct model_field *f, const char *object)
{
	return place_of(g, ctype_of(&f->type), gen_join(g, object, gen_field(g, f->name)));
}

struct place place_of_const_field(struct gen *g, const struct model_field *f, const char *object)
{
	return place_of_const(g, ctype_of(&f->type), gen_join(g, object, gen_field(g, f->name)));
}

struct place place_in(struct gen *g, struct ctype t, const char *name)
{
	switch (ctype_form(t)) {
	case FORM_STRUCT:
	case FORM_ARRAY:
		return place_out(g, t, name);
	default:
		return place_of(g, t, name);
	}
}

struct place place_out(struct gen *g, struct ctype t, const char *name)
{
	if (ctype_form(t) == FORM_FIXED)
		return (struct place){ name, name };
	return (struct place){ gen_join(g, "*", name), name };
}

const char *op_member(struct gen *g, struct place p, const char *name)
{
	if (p.addr[0] == '&')
		return FMT("%s.%s", p.val, name);
	return FMT("%s->%s", p.addr, name);
}

/* One dimension of scalars: handled as a block. */
static bool is_block(struct ctype t)
{
	return ctype_form(t) == FORM_FIXED && t.n_dims == 1 && ctype_is_plain(t);
}

static const char *nullable(struct ctype t)
{
	return t.null ? "nullable_" : "";
}

/* The word of a scalar in aidl_arrays.h, without regard to enums. */
static const char *block_word(struct gen *g, struct ctype t)
{
	struct ctype backing = { .base = t.base == MODEL_ENUM ? t.def->backing : t.base };

	return ctype_word(g, backing);
}

/* The type of a value whose functions are X_copy(), X_clear() and so on. */
static const char *struct_type(struct gen *g, struct ctype t)
{
	return ctype_form(t) == FORM_HOLDER ? "aidl_ParcelableHolder" : gen_type(g, t.def);
}

const char *op_write(struct gen *g, struct ctype t, const char *parcel, struct place p)
{
	switch (ctype_form(t)) {
	case FORM_SCALAR:
		return FMT("AParcel_write%s(%s, %s)", ctype_ndk(t), parcel, p.val);
	case FORM_STRING:
		return FMT("aidl_write_%sstring(%s, %s)", nullable(t), parcel, p.val);
	case FORM_BINDER:
		return FMT("aidl_write_%sbinder(%s, %s)", nullable(t), parcel, p.val);
	case FORM_INTERFACE:
		return FMT("aidl_write_%sbinder(%s, %s_asBinder(%s))", nullable(t), parcel,
			   gen_type(g, t.def), p.val);
	case FORM_FD:
		return FMT("aidl_write_%sfd(%s, %s)", nullable(t), parcel, p.val);
	case FORM_STRUCT:
		return FMT("%s(%s, %s)", helper(g, HELPER_WRITE, t), parcel, p.addr);
	case FORM_HOLDER:
		return FMT("aidl_write_holder(%s, %s, %s)", parcel, p.addr, gen_stability(t.vintf));
	case FORM_ARRAY:
		if (ctype_builtin_elements(t))
			return FMT("aidl_write_%s(%s, %s)", ctype_word(g, t), parcel, p.addr);
		return FMT("%s(%s, %s)", helper(g, HELPER_WRITE, t), parcel, p.addr);
	case FORM_FIXED:
		if (is_block(t))
			return FMT("aidl_write_fixed_%s(%s, %s, %d)", block_word(g, t), parcel,
				   p.val, (int)t.dims[0]);
		break;
	default:
		break;
	}
	return FMT("%s(%s, %s)", helper(g, HELPER_WRITE, t), parcel, p.val);
}

const char *op_read(struct gen *g, struct ctype t, const char *parcel, const char *budget,
		    struct place p)
{
	switch (ctype_form(t)) {
	case FORM_SCALAR:
		return FMT("AParcel_read%s(%s, %s)", ctype_ndk(t), parcel, p.addr);
	case FORM_STRING:
	case FORM_BINDER:
	case FORM_FD:
		return FMT("aidl_read_%s(%s, %s)", ctype_word(g, t), parcel, p.addr);
	case FORM_HOLDER:
		return FMT("aidl_read_holder(%s, %s, %s, %s)", parcel, p.addr,
			   gen_stability(t.vintf), budget);
	case FORM_ARRAY:
		if (ctype_builtin_elements(t))
			return FMT("aidl_read_%s(%s, %s)", ctype_word(g, t), parcel, p.addr);
		break;
	case FORM_FIXED:
		if (is_block(t))
			return FMT("aidl_read_fixed_%s(%s, %s, %d)", block_word(g, t), parcel,
				   p.val, (int)t.dims[0]);
		break;
	default:
		break;
	}
	if (ctype_spends(t))
		return FMT("%s(%s, %s, %s)", helper(g, HELPER_READ, t), parcel, p.addr, budget);
	return FMT("%s(%s, %s)", helper(g, HELPER_READ, t), parcel, p.addr);
}

const char *op_copy(struct gen *g, struct ctype t, struct place to, struct place from)
{
	switch (ctype_form(t)) {
	case FORM_SCALAR:
		return NULL;
	case FORM_STRING:
		return FMT("aidl_String_copy(%s, %s)", to.addr, from.val);
	case FORM_BINDER:
		return FMT("aidl_Binder_copy(%s, %s)", to.addr, from.val);
	case FORM_FD:
		return FMT("aidl_Fd_copy(%s, %s)", to.addr, from.val);
	case FORM_STRUCT:
	case FORM_HOLDER:
		return FMT("%s_copy(%s, %s)", struct_type(g, t), to.addr, from.addr);
	case FORM_ARRAY:
		if (!ctype_builtin_elements(t))
			return FMT("%s(%s, %s)", helper(g, HELPER_COPY, t), to.addr, from.addr);
		return FMT("aidl_%sArray_copy(%s, %s)", ctype_ndk(t), to.addr, from.addr);
	case FORM_FIXED:
		if (ctype_is_plain(t))
			return NULL;
		break;
	default:
		break;
	}
	return FMT("%s(%s, %s)", helper(g, HELPER_COPY, t), to.addr, from.val);
}

const char *op_equal(struct gen *g, struct ctype t, struct place a, struct place b)
{
	switch (ctype_form(t)) {
	case FORM_SCALAR:
	case FORM_INTERFACE:
		return FMT("%s == %s", a.val, b.val);
	case FORM_STRING:
		return FMT("aidl_String_equals(%s, %s)", a.val, b.val);
	case FORM_BINDER:
		return FMT("aidl_Binder_equals(%s, %s)", a.val, b.val);
	case FORM_FD:
		return FMT("aidl_Fd_equals(%s, %s)", a.val, b.val);
	case FORM_STRUCT:
	case FORM_HOLDER:
		return FMT("%s_equals(%s, %s)", struct_type(g, t), a.addr, b.addr);
	case FORM_ARRAY:
		if (!ctype_builtin_elements(t))
			return FMT("%s(%s, %s)", helper(g, HELPER_EQUAL, t), a.addr, b.addr);
		return FMT("aidl_%sArray_equals(%s, %s)", ctype_ndk(t), a.addr, b.addr);
	case FORM_FIXED:
		if (is_block(t))
			return FMT("aidl_equal_%ss(%s, %s, %d)", block_word(g, t), a.val, b.val,
				   (int)t.dims[0]);
		break;
	default:
		break;
	}
	return FMT("%s(%s, %s)", helper(g, HELPER_EQUAL, t), a.val, b.val);
}

const char *op_init(struct gen *g, struct ctype t, struct place p)
{
	struct ctype element;

	switch (ctype_form(t)) {
	case FORM_STRING:
		return t.null ? NULL : FMT("aidl_String_copy(%s, \"\")", p.addr);
	case FORM_FD:
		return FMT("aidl_Fd_copy(%s, -1)", p.addr);
	case FORM_STRUCT:
		return FMT("%s_init(%s)", gen_type(g, t.def), p.addr);
	case FORM_HOLDER:
		if (!t.vintf)
			return NULL;
		return FMT("aidl_ParcelableHolder_init(%s, %s)", p.addr, gen_stability(t.vintf));
	case FORM_ARRAY:
		return t.null ? FMT("%s_alloc(%s, -1)", ctype_array(g, t), p.addr) : NULL;
	case FORM_FIXED:
		element = ctype_element(t);
		if (!op_init(g, element, place_of(g, element, "x")))
			return NULL;
		return FMT("%s(%s)", helper(g, HELPER_INIT, t), p.val);
	default:
		return NULL;
	}
}

const char *op_prepare(struct gen *g, struct ctype t, struct place p)
{
	if (ctype_builtin_elements(t))
		return FMT("aidl_prepare_%s(%s)", ctype_word(g, t), p.addr);
	return FMT("%s(%s)", helper(g, HELPER_PREPARE, t), p.addr);
}

void op_drop(struct gen *g, struct emit *e, struct ctype t, struct place p)
{
	if (ctype_form(t) == FORM_INTERFACE)
		emit_fmt(e, "%s_release(%s);\n", gen_type(g, t.def), p.val);
	else if (ctype_form(t) == FORM_STRUCT_PTR)
		emit_fmt(e, "%s_delete(%s);\n", gen_type(g, t.def), p.val);
	else if (ctype_form(t) == FORM_STRING)
		emit_fmt(e, "free(%s);\n", p.val);
	else if (!ctype_is_plain(t))
		op_clear(g, e, t, p);
}

void op_clear(struct gen *g, struct emit *e, struct ctype t, struct place p)
{
	switch (ctype_form(t)) {
	case FORM_SCALAR:
		emit_fmt(e, "%s = %s;\n", p.val, t.base == MODEL_BOOLEAN ? "false" : "0");
		return;
	case FORM_STRING:
		emit_fmt(e, "aidl_String_clear(%s);\n", p.addr);
		return;
	case FORM_BINDER:
		emit_fmt(e, "aidl_Binder_clear(%s);\n", p.addr);
		return;
	case FORM_FD:
		emit_fmt(e, "aidl_Fd_clear(%s);\n", p.addr);
		return;
	case FORM_INTERFACE:
		emit_fmt(e, "%s_release(%s);\n%s = NULL;\n", gen_type(g, t.def), p.val, p.val);
		return;
	case FORM_STRUCT:
	case FORM_HOLDER:
		emit_fmt(e, "%s_clear(%s);\n", struct_type(g, t), p.addr);
		return;
	case FORM_STRUCT_PTR:
		emit_fmt(e, "%s_delete(%s);\n%s = NULL;\n", gen_type(g, t.def), p.val, p.val);
		return;
	case FORM_ARRAY:
		emit_fmt(e, "%s_clear(%s);\n", ctype_array(g, t), p.addr);
		return;
	case FORM_FIXED:
		if (ctype_is_plain(t))
			op_zero(g, e, t, p);
		else
			emit_fmt(e, "%s(%s);\n", helper(g, HELPER_CLEAR, t), p.val);
		return;
	case FORM_FIXED_PTR:
		emit_fmt(e, "%s(%s);\n", helper(g, HELPER_CLEAR, t), p.addr);
		return;
	}
}

/* The size of a fixed-size array in bytes. */
static const char *fixed_size(struct gen *g, struct ctype t)
{
	return FMT("%ld * sizeof(%s)", ctype_total(t), ctype_single(g, ctype_innermost(t)));
}

void op_zero(struct gen *g, struct emit *e, struct ctype t, struct place p)
{
	switch (ctype_form(t)) {
	case FORM_SCALAR:
		emit_fmt(e, "%s = %s;\n", p.val, t.base == MODEL_BOOLEAN ? "false" : "0");
		return;
	case FORM_FD:
		emit_fmt(e, "%s = -1;\n", p.val);
		return;
	case FORM_STRUCT:
	case FORM_HOLDER:
	case FORM_ARRAY:
		emit_fmt(e, "memset(%s, 0, sizeof(%s));\n", p.addr, p.val);
		return;
	case FORM_FIXED:
		emit_fmt(e, "memset(%s, 0, %s);\n", p.val, fixed_size(g, t));
		return;
	default:
		emit_fmt(e, "%s = NULL;\n", p.val);
		return;
	}
}

void op_move(struct gen *g, struct emit *e, struct ctype t, struct place to, struct place from)
{
	if (ctype_form(t) == FORM_FIXED)
		emit_fmt(e, "memcpy(%s, %s, %s);\n", to.val, from.val, fixed_size(g, t));
	else
		emit_fmt(e, "%s = %s;\n", to.val, from.val);
}

void op_declare(struct gen *g, struct emit *e, struct ctype t, const char *name)
{
	const char *empty;

	switch (ctype_form(t)) {
	case FORM_SCALAR:
		empty = t.base == MODEL_BOOLEAN ? "false" : "0";
		break;
	case FORM_FD:
		empty = "-1";
		break;
	case FORM_STRUCT:
	case FORM_HOLDER:
	case FORM_ARRAY:
	case FORM_FIXED:
		empty = "{0}";
		break;
	default:
		empty = "NULL";
		break;
	}
	emit_fmt(e, "%s = %s;\n", ctype_declare(g, t, DECL_OWNED, name), empty);
}

static void text_scalar(struct gen *g, struct emit *e, struct ctype t, const char *text,
			struct place p)
{
	const char *word;

	switch (t.base) {
	case MODEL_ENUM:
		emit_fmt(e, "aidl_text_enum(%s, %s_toString(%s), %s);\n", text, gen_type(g, t.def),
			 p.val, p.val);
		return;
	case MODEL_BOOLEAN:
		word = "bool";
		break;
	case MODEL_CHAR:
		word = "char";
		break;
	case MODEL_FLOAT:
	case MODEL_DOUBLE:
		word = "double";
		break;
	default:
		word = "int64";
		break;
	}
	emit_fmt(e, "aidl_text_%s(%s, %s);\n", word, text, p.val);
}

void op_text(struct gen *g, struct emit *e, struct ctype t, const char *text, struct place p)
{
	switch (ctype_form(t)) {
	case FORM_SCALAR:
		text_scalar(g, e, t, text, p);
		return;
	case FORM_STRING:
		emit_fmt(e, "aidl_text_string(%s, %s);\n", text, p.val);
		return;
	case FORM_BINDER:
		emit_fmt(e, "aidl_text_binder(%s, %s);\n", text, p.val);
		return;
	case FORM_INTERFACE:
		emit_fmt(e, "aidl_text_binder(%s, %s_asBinder(%s));\n", text, gen_type(g, t.def),
			 p.val);
		return;
	case FORM_FD:
		emit_fmt(e, "aidl_text_fd(%s, %s);\n", text, p.val);
		return;
	case FORM_STRUCT:
		emit_fmt(e, "aidl_text_take(%s, %s_toString(%s));\n", text, gen_type(g, t.def),
			 p.addr);
		return;
	case FORM_HOLDER:
		emit_fmt(e, "aidl_text_holder(%s, %s);\n", text, p.addr);
		return;
	case FORM_ARRAY:
		if (ctype_builtin_elements(t)) {
			struct ctype plain = t;

			plain.null = false;
			emit_fmt(e, "aidl_text_%s(%s, %s);\n", ctype_word(g, plain), text, p.addr);
		} else {
			emit_fmt(e, "%s(%s, %s);\n", helper(g, HELPER_TEXT, t), text, p.addr);
		}
		return;
	case FORM_FIXED:
		if (is_block(t)) {
			emit_fmt(e, "aidl_text_%ss(%s, %s, %d);\n", block_word(g, t), text, p.val,
				 (int)t.dims[0]);
			return;
		}
		break;
	default:
		break;
	}
	emit_fmt(e, "%s(%s, %s);\n", helper(g, HELPER_TEXT, t), text, p.val);
}
