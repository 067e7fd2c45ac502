/* SPDX-License-Identifier: MIT */
/*
 * types.c - built-in types, lists, arrays, nullability
 */
#include "sema/types.h"

#include <string.h>

#include "sema/annotations.h"
#include "sema/consteval.h"
#include "sema/names.h"

/*
 * Elements of a fixed-size array in all: more bytes than these do not pass through one transaction.
 */
#define MAX_FIXED_ELEMENTS (1 << 20)

enum builtin_kind { BUILTIN_PLAIN, BUILTIN_LIST, BUILTIN_MAP, BUILTIN_UNSUPPORTED };

struct builtin {
	const char *name;
	enum builtin_kind kind;
	enum model_base base;
	const char *why;
};

static const struct builtin builtins[] = {
	{"void", BUILTIN_PLAIN, MODEL_VOID, NULL},
	{"boolean", BUILTIN_PLAIN, MODEL_BOOLEAN, NULL},
	{"byte", BUILTIN_PLAIN, MODEL_BYTE, NULL},
	{"char", BUILTIN_PLAIN, MODEL_CHAR, NULL},
	{"int", BUILTIN_PLAIN, MODEL_INT, NULL},
	{"long", BUILTIN_PLAIN, MODEL_LONG, NULL},
	{"float", BUILTIN_PLAIN, MODEL_FLOAT, NULL},
	{"double", BUILTIN_PLAIN, MODEL_DOUBLE, NULL},
	{"String", BUILTIN_PLAIN, MODEL_STRING, NULL},
	{"IBinder", BUILTIN_PLAIN, MODEL_IBINDER, NULL},
	{"ParcelFileDescriptor", BUILTIN_PLAIN, MODEL_FD, NULL},
	{"android.os.ParcelFileDescriptor", BUILTIN_PLAIN, MODEL_FD, NULL},
	{"List", BUILTIN_LIST, MODEL_VOID, NULL},
	{"java.util.List", BUILTIN_LIST, MODEL_VOID, NULL},
	{"Map", BUILTIN_MAP, MODEL_VOID,
	 "only Java has it in AIDL; a List of a parcelable with key and value does the same"},
	{"java.util.Map", BUILTIN_MAP, MODEL_VOID,
	 "only Java has it in AIDL; a List of a parcelable with key and value does the same"},
	{"CharSequence", BUILTIN_UNSUPPORTED, MODEL_VOID, "only Java has it in AIDL; use String"},
	{"FileDescriptor", BUILTIN_UNSUPPORTED, MODEL_VOID,
	 "it is not part of stable AIDL; use ParcelFileDescriptor"},
	{"ParcelableHolder", BUILTIN_UNSUPPORTED, MODEL_VOID, "C code for it is not generated yet"},
};

void types_init(struct sema *s)
{
	for (size_t i = 0; i < sizeof(builtins) / sizeof(builtins[0]); i++)
		map_put(s->arena, &s->builtins, intern_str(s->names, builtins[i].name),
			(void *)&builtins[i]);
}

bool types_is_builtin(struct sema *s, const char *name)
{
	return map_get(&s->builtins, name) != NULL;
}

/* Text */

static const char *base_text(const struct model_type *type)
{
	static const char *const words[] = {
		[MODEL_VOID] = "void", [MODEL_BOOLEAN] = "boolean", [MODEL_BYTE] = "byte",
		[MODEL_CHAR] = "char", [MODEL_INT] = "int", [MODEL_LONG] = "long",
		[MODEL_FLOAT] = "float", [MODEL_DOUBLE] = "double", [MODEL_STRING] = "String",
		[MODEL_IBINDER] = "IBinder", [MODEL_FD] = "ParcelFileDescriptor",
		[MODEL_HOLDER] = "ParcelableHolder",
	};

	return type->def ? type->def->qualified : words[type->base];
}

const char *types_text(struct sema *s, const struct model_type *type)
{
	const char *text = base_text(type);

	if (type->shape == MODEL_LIST)
		return arena_fmt(s->arena, "List<%s>", text);
	if (type->shape == MODEL_ARRAY)
		return arena_fmt(s->arena, "%s[]", text);
	for (int i = 0; type->shape == MODEL_FIXED_ARRAY && i < type->n_dims; i++)
		text = arena_fmt(s->arena, "%s[%d]", text, (int)type->dims[i]);
	return text;
}

/* The base */

static enum model_base base_of(const struct ast_decl *d)
{
	switch (d->kind) {
	case AST_INTERFACE:
		return MODEL_INTERFACE;
	case AST_UNION:
		return MODEL_UNION;
	case AST_ENUM:
		return MODEL_ENUM;
	case AST_PARCELABLE:
		break;
	}
	return MODEL_PARCELABLE;
}

static bool check_unstructured(struct sema *s, const struct ast_type *t, const struct ast_decl *d)
{
	if (!d->unstructured)
		return true;
	if (s->opt.structured)
		diag_at(s->diag, DIAG_UNSTRUCTURED, t->name.at,
			"'%s' has no fields in AIDL, which --structured does not allow", t->name.s);
	else if (!d->c_header)
		diag_at(s->diag, DIAG_UNSTRUCTURED, t->name.at,
			"'%s' has no fields in AIDL and names no C header", t->name.s);
	else
		return true;
	diag_note(s->diag, d->name.at, "declared here%s",
		  d->c_header ? ""
			      : "; 'c_header \"file.h\"' behind the name says where C finds it");
	return false;
}

static bool resolve_defined(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			    struct model_type *ret)
{
	struct ast_decl *d = names_find(s, scope->file, scope, t->name);

	if (!d)
		return false;
	if (d->type_params)
		return diag_at(s->diag, DIAG_UNSUPPORTED, t->at,
			       "'%s' is a generic parcelable, which C code is not generated for yet",
			       t->name.s);
	if (t->args)
		return diag_at(s->diag, DIAG_TYPE_ARGUMENTS, t->at,
			       "'%s' is not generic: it takes no '<...>'", t->name.s);
	if (d->union_tag)
		return diag_at(s->diag, DIAG_UNSUPPORTED, t->at,
			       "the Tag of a union is not supported as a type: C code is not generated for it yet; its values are, as in '%s.%s'",
			       t->name.s, d->enumerators.n ? d->enumerators.items[0]->name.s : "x");
	if (!check_unstructured(s, t, d))
		return false;
	ret->base = base_of(d);
	ret->def = sema_def(s, d);
	return true;
}

static bool resolve_base(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret)
{
	const struct builtin *b = map_get(&s->builtins, t->name.s);

	if (!b)
		return resolve_defined(s, scope, t, ret);
	if (b->why)
		return diag_at(s->diag, DIAG_UNSUPPORTED, t->name.at,
			       "the type '%s' is not supported in C: %s", b->name, b->why);
	if (t->args)
		return diag_at(s->diag, DIAG_TYPE_ARGUMENTS, t->at,
			       "'%s' is not generic: it takes no '<...>'", t->name.s);
	ret->base = b->base;
	return true;
}

/* Lists */

static bool resolve_list(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret)
{
	struct ast_type *item;
	const struct builtin *b;

	if (!t->args)
		return diag_at(s->diag, DIAG_UNSUPPORTED, t->name.at,
			       "a List without an element type is not supported in C: write List<T>");
	if (t->args->v.n != 1)
		return diag_at(s->diag, DIAG_TYPE_ARGUMENTS, t->at,
			       "List takes one element type, not %d", t->args->v.n);
	item = t->args->v.items[0];
	b = map_get(&s->builtins, item->name.s);
	if (item->annotations)
		return diag_at(s->diag, DIAG_ANNOTATION_TARGET, item->annotations->v.items[0]->at,
			       "the element type of a List takes no annotations; they stand before 'List'");
	if (item->dims || (b && b->kind == BUILTIN_LIST))
		return diag_at(s->diag, DIAG_LIST_ELEMENT, item->at,
			       "a List cannot hold arrays or other lists; put them into a parcelable");
	if (!resolve_base(s, scope, item, ret))
		return false;
	if (ret->base == MODEL_VOID)
		return diag_at(s->diag, DIAG_VOID_TYPE, item->at, "there are no lists of void");
	if (types_is_plain(ret))
		return diag_at(s->diag, DIAG_LIST_ELEMENT, item->at,
			       "a List cannot hold %s values; use %s[]", item->name.s, item->name.s);
	ret->shape = MODEL_LIST;
	return true;
}

/* Arrays */

static bool resolve_dim(struct sema *s, struct ast_decl *scope, struct ast_expr *e,
			struct model_type *ret)
{
	struct value *v = const_eval(s, scope, e);

	if (v->kind == VALUE_BAD)
		return false;
	if (!value_is_int(v) || v->kind == VALUE_INT64)
		return diag_at(s->diag, DIAG_ARRAY_SIZE, e->at,
			       "the size of an array is an integer of at most 32 bits, not %s",
			       v->kind == VALUE_INT64 ? "one of 64" : value_kind_text(v));
	if (v->i < 0)
		return diag_at(s->diag, DIAG_ARRAY_SIZE, e->at,
			       "the size of an array cannot be negative (%d)", (int)v->i);
	if (v->i == 0)
		return diag_at(s->diag, DIAG_ARRAY_SIZE, e->at,
			       "an array of size 0: C has none; use T[] or leave it out");
	ret->dims[ret->n_dims++] = (int32_t)v->i;
	return true;
}

static bool resolve_dims(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret)
{
	int64_t all = 1;
	int n = t->dims ? t->dims->v.n : 0;

	if (n == 0)
		return true;
	if (ret->shape == MODEL_LIST)
		return diag_at(s->diag, DIAG_ARRAY_ELEMENT, t->at,
			       "arrays of lists are not supported; put the list into a parcelable");
	for (int i = 0; i < n; i++)
		if (!t->dims->v.items[i] && n > 1)
			return diag_at(s->diag, DIAG_ARRAY_DIMENSIONS, t->at,
				       "an array of several dimensions has a size for each: %s[N][M]", t->name.s);
	if (!t->dims->v.items[0]) {
		ret->shape = MODEL_ARRAY;
		return true;
	}
	if (n > MODEL_MAX_DIMS)
		return diag_at(s->diag, DIAG_ARRAY_DIMENSIONS, t->at,
			       "%d dimensions; at most %d are possible", n, MODEL_MAX_DIMS);
	for (int i = 0; i < n; i++) {
		if (!resolve_dim(s, scope, t->dims->v.items[i], ret))
			return false;
		all *= ret->dims[i];
		if (all > MAX_FIXED_ELEMENTS)
			return diag_at(s->diag, DIAG_ARRAY_SIZE, t->at,
				       "more than %d elements: larger than a transaction can carry",
				       MAX_FIXED_ELEMENTS);
	}
	ret->shape = MODEL_FIXED_ARRAY;
	return true;
}

/* Nullability and the like */

static bool check_nullable(struct sema *s, const struct ast_type *t, const struct ast_annotation *a,
			   struct model_type *ret)
{
	ret->nullable = true;
	ret->heap = annotation_bool(a, "heap");
	if (ret->shape == MODEL_SINGLE && types_is_plain(ret))
		return diag_at(s->diag, DIAG_NULLABLE, a->at, "%s '%s' cannot be null",
			       ret->base == MODEL_ENUM ? "the enum" : "the primitive type",
			       t->name.s);
	if (ret->heap && (ret->shape != MODEL_SINGLE ||
			  (ret->base != MODEL_PARCELABLE && ret->base != MODEL_UNION)))
		return diag_at(s->diag, DIAG_NULLABLE, a->at,
			       "heap=true is for a single parcelable or union, not for %s",
			       types_text(s, ret));
	return true;
}

static bool check_annotations(struct sema *s, const struct ast_type *t, struct model_type *ret)
{
	const struct ast_annotation *a = annotation_find(t->annotations, "nullable");
	const struct ast_annotation *utf8 = annotation_find(t->annotations, "utf8InCpp");

	if (utf8 && ret->base != MODEL_STRING)
		return diag_at(s->diag, DIAG_UTF8_IN_CPP, utf8->at,
			       "@utf8InCpp is for String, its arrays and List<String>, not for %s",
			       types_text(s, ret));
	return !a || check_nullable(s, t, a, ret);
}

static bool check_void(struct sema *s, const struct ast_type *t, enum type_place place,
		       const struct model_type *ret)
{
	if (ret->base != MODEL_VOID)
		return true;
	if (ret->shape != MODEL_SINGLE)
		return diag_at(s->diag, DIAG_VOID_TYPE, t->at, "there are no arrays of void");
	if (place != TYPE_OF_RESULT)
		return diag_at(s->diag, DIAG_VOID_TYPE, t->at,
			       "only the result of a method can be void");
	return true;
}

bool types_resolve(struct sema *s, struct ast_decl *scope, struct ast_type *t,
		   enum type_place place, struct model_type *ret_type)
{
	static const unsigned targets[] = {[TYPE_OF_FIELD] = ON_FIELD | ON_TYPE,
					   [TYPE_OF_UNION_FIELD] = ON_FIELD | ON_TYPE,
					   [TYPE_OF_ARGUMENT] = ON_TYPE,
					   [TYPE_OF_RESULT] = ON_METHOD | ON_TYPE,
					   [TYPE_OF_CONSTANT] = ON_CONSTANT | ON_TYPE};
	const struct builtin *b = map_get(&s->builtins, t->name.s);
	struct model_type type = {0};
	bool ok;

	annotations_check(s, t->annotations, targets[place]);
	if (b && b->kind == BUILTIN_LIST)
		ok = resolve_list(s, scope, t, &type);
	else
		ok = resolve_base(s, scope, t, &type);
	if (!ok || !resolve_dims(s, scope, t, &type) || !check_void(s, t, place, &type) ||
	    !check_annotations(s, t, &type))
		return false;
	*ret_type = type;
	return true;
}
