/* SPDX-License-Identifier: MIT */
/*
 * ctype.c - AIDL types as C declares them
 */
#include "gen_c/gen.h"

#include <string.h>

/* What depends on nothing but the base of a scalar or built-in object. */
static const struct base_info {
	const char *c;		/* one value; NULL: named after its definition */
	const char *ndk;	/* in names of AParcel_ functions */
	const char *array;	/* of aidl_arrays.h */
	const char *word;	/* in names of ours */
	const char *array_word, *nullable_array_word;
	int wire;		/* least bytes in a parcel, alone */
	/* What stands before a name in a declaration, by enum decl_role. */
	const char *declare[3], *declare_array[3];
} bases[] = {
/* constant, c and space make an in argument; a type and a name stand apart, but for a star. */
#define BUILTIN(constant, c, space, ndk, word, wire)                                              \
	{                                                                                          \
		c, ndk, "aidl_" ndk "Array", word, word "_array", "nullable_" word "_array", wire, \
		{ c space, constant c space, c space "*" },                                        \
		{ "aidl_" ndk "Array ", "const aidl_" ndk "Array *", "aidl_" ndk "Array *" },      \
	}
	[MODEL_BOOLEAN] = BUILTIN("", "bool", " ", "Bool", "bool", 4),
	[MODEL_BYTE] = BUILTIN("", "int8_t", " ", "Byte", "byte", 4),
	[MODEL_CHAR] = BUILTIN("", "char16_t", " ", "Char", "char", 4),
	[MODEL_INT] = BUILTIN("", "int32_t", " ", "Int32", "int32", 4),
	[MODEL_LONG] = BUILTIN("", "int64_t", " ", "Int64", "int64", 8),
	[MODEL_FLOAT] = BUILTIN("", "float", " ", "Float", "float", 4),
	[MODEL_DOUBLE] = BUILTIN("", "double", " ", "Double", "double", 8),
	[MODEL_STRING] = BUILTIN("const ", "char *", "", "String", "string", 4),
	[MODEL_IBINDER] = BUILTIN("", "AIBinder *", "", "Binder", "binder", 24),
	[MODEL_FD] = BUILTIN("", "int", " ", "Fd", "fd", 4),
#undef BUILTIN
	[MODEL_HOLDER] = { .c = "aidl_ParcelableHolder", .word = "holder", .wire = 12 },
	[MODEL_PARCELABLE] = { .wire = 4 },
	[MODEL_UNION] = { .wire = 4 },
	[MODEL_INTERFACE] = { .wire = 24 },
};

/* An enum is its backing type wherever C and the wire are concerned. */
static const struct base_info *info(struct ctype t)
{
	if (t.base == MODEL_ENUM)
		return &bases[t.def->backing];
	if (t.base == MODEL_VOID)
		base_die("gen_c: a type of base %d has no values here", (int)t.base);
	return &bases[t.base];
}

struct ctype ctype_of(const struct model_type *m)
{
	struct ctype t = { .base = m->base, .def = m->def };

	t.shape = m->shape == MODEL_LIST ? MODEL_ARRAY : m->shape;
	t.null = m->nullable;
	t.elem_null = m->nullable && t.shape != MODEL_SINGLE;
	if (t.shape == MODEL_FIXED_ARRAY) {
		t.n_dims = m->n_dims;
		t.dims = m->dims;
	}
	return t;
}

struct ctype ctype_of_field(const struct model_def *def, const struct model_field *f)
{
	struct ctype t = ctype_of(&f->type);

	t.vintf = def->vintf;
	return t;
}

struct ctype ctype_element(struct ctype t)
{
	struct ctype element = { .base = t.base, .def = t.def };

	if (t.shape == MODEL_FIXED_ARRAY && t.n_dims > 1) {
		element.shape = MODEL_FIXED_ARRAY;
		element.elem_null = t.elem_null;
		element.n_dims = t.n_dims - 1;
		element.dims = t.dims + 1;
	} else {
		element.null = t.elem_null;
	}
	return element;
}

struct ctype ctype_innermost(struct ctype t)
{
	while (t.shape == MODEL_FIXED_ARRAY)
		t = ctype_element(t);
	return t;
}

enum ctype_form ctype_form(struct ctype t)
{
	if (t.shape == MODEL_ARRAY)
		return FORM_ARRAY;
	if (t.shape == MODEL_FIXED_ARRAY)
		return t.null ? FORM_FIXED_PTR : FORM_FIXED;
	switch (t.base) {
	case MODEL_STRING:
		return FORM_STRING;
	case MODEL_IBINDER:
		return FORM_BINDER;
	case MODEL_INTERFACE:
		return FORM_INTERFACE;
	case MODEL_FD:
		return FORM_FD;
	case MODEL_HOLDER:
		return FORM_HOLDER;
	case MODEL_PARCELABLE:
	case MODEL_UNION:
		return t.null ? FORM_STRUCT_PTR : FORM_STRUCT;
	default:
		return FORM_SCALAR;
	}
}

bool ctype_spends(struct ctype t)
{
	return t.base == MODEL_PARCELABLE || t.base == MODEL_UNION || t.base == MODEL_HOLDER;
}

bool ctype_is_plain(struct ctype t)
{
	struct ctype single = { .base = t.base, .def = t.def };

	return t.shape != MODEL_ARRAY && !(t.shape == MODEL_FIXED_ARRAY && t.null) &&
	       ctype_form(single) == FORM_SCALAR;
}

const char *ctype_ndk(struct ctype t)
{
	return info(t)->ndk;
}

bool ctype_builtin_elements(struct ctype t)
{
	return info(t)->ndk != NULL;
}

int ctype_min_wire(struct ctype t)
{
	if (t.shape != MODEL_SINGLE)
		return 4;
	/*
	 * The size of a parcelable, the tag of a union; nobody knows what stands
	 * in an unstructured one.
	 */
	if (t.def && t.def->external)
		return 4;
	if ((t.base == MODEL_PARCELABLE || t.base == MODEL_UNION) && !t.null)
		return 8;
	return info(t)->wire;
}

long ctype_total(struct ctype t)
{
	long n = 1;

	for (int i = 0; i < t.n_dims; i++)
		n *= t.dims[i];
	return n;
}

const char *ctype_single(struct gen *g, struct ctype t)
{
	if (t.base == MODEL_ENUM)
		return gen_type(g, t.def);
	if (info(t)->c)
		return info(t)->c;
	if (t.base == MODEL_INTERFACE || t.null)
		return arena_fmt(g->arena, "%s *", gen_type(g, t.def));
	return gen_type(g, t.def);
}

const char *ctype_array(struct gen *g, struct ctype t)
{
	if (t.base != MODEL_ENUM && ctype_builtin_elements(t))
		return info(t)->array;
	return arena_fmt(g->arena, "%s_%sArray", gen_type(g, t.def),
			 t.elem_null && t.base != MODEL_INTERFACE && t.base != MODEL_ENUM ?
				 "Nullable" : "");
}

/* What stands between a type and a declarator: nothing behind "char *". */
static const char *space(const char *type)
{
	return type[strlen(type) - 1] == '*' ? "" : " ";
}

static const char *dims_text(struct gen *g, struct ctype t)
{
	const char *text = "";

	for (int i = 0; i < t.n_dims; i++)
		text = arena_fmt(g->arena, "%s[%d]", text, (int)t.dims[i]);
	return text;
}

static const char *declare_fixed(struct gen *g, struct ctype t, enum decl_role role,
				 const char *name)
{
	const char *type = ctype_single(g, ctype_innermost(t));
	const char *dims = dims_text(g, t);

	if (t.null)
		return arena_fmt(g->arena, "%s%s(%s%s)%s", type, space(type),
				 role == DECL_OUT ? "**" : "*", name, dims);
	/* C has no const for rows: only an array of one dimension is. */
	if (role == DECL_IN && t.n_dims == 1) {
		if (type[strlen(type) - 1] == '*')
			return arena_fmt(g->arena, "%sconst %s%s", type, name, dims);
		return arena_fmt(g->arena, "const %s %s%s", type, name, dims);
	}
	return arena_fmt(g->arena, "%s%s%s%s", type, space(type), name, dims);
}

const char *ctype_declare(struct gen *g, struct ctype t, enum decl_role role, const char *name)
{
	enum ctype_form form = ctype_form(t);
	const char *type;

	if (form == FORM_FIXED || form == FORM_FIXED_PTR)
		return declare_fixed(g, t, role, name);
	if (t.base != MODEL_ENUM && ctype_builtin_elements(t))
		return gen_join(g, (form == FORM_ARRAY ? info(t)->declare_array :
							 info(t)->declare)[role], name);
	type = form == FORM_ARRAY ? ctype_array(g, t) : ctype_single(g, t);
	if (role == DECL_OUT)
		return arena_fmt(g->arena, "%s%s*%s", type, space(type), name);
	if (role == DECL_IN && (form == FORM_ARRAY || form == FORM_STRUCT))
		return arena_fmt(g->arena, "const %s *%s", type, name);
	if (role == DECL_IN && (form == FORM_STRING || form == FORM_STRUCT_PTR))
		return arena_fmt(g->arena, "const %s%s", type, name);
	return arena_fmt(g->arena, "%s%s%s", type, space(type), name);
}

const char *ctype_word(struct gen *g, struct ctype t)
{
	struct ctype single = ctype_innermost(t);
	const char *word;

	if (t.shape == MODEL_ARRAY) {
		if (ctype_builtin_elements(t))
			return t.null ? info(t)->nullable_array_word : info(t)->array_word;
		return arena_fmt(g->arena, "%s%s",
				 t.null && t.base == MODEL_INTERFACE ? "nullable_" : "",
				 ctype_array(g, t));
	}
	if (t.base == MODEL_ENUM || !info(single)->word)
		word = gen_type(g, single.def);
	else
		word = info(single)->word;
	if (single.null && ctype_form(single) != FORM_SCALAR)
		word = arena_fmt(g->arena, "nullable_%s", word);
	if (t.shape != MODEL_FIXED_ARRAY)
		return word;
	for (int i = 0; i < t.n_dims; i++)
		word = arena_fmt(g->arena, "%s%c%d", word, i ? 'x' : '_', (int)t.dims[i]);
	return t.null ? arena_fmt(g->arena, "%s_or_null", word) : word;
}
