/* SPDX-License-Identifier: MIT */
/*
 * types.c - built-in types, lists, arrays, nullability
 */
#include "sema/types.h"

#include "sema/annotations.h"
#include "sema/consteval.h"
#include "sema/names.h"

struct builtin {
	const char *name;
	enum model_base base;
};

static const struct builtin builtins[] = {
	{"void", MODEL_VOID},
	{"boolean", MODEL_BOOLEAN},
	{"byte", MODEL_BYTE},
	{"char", MODEL_CHAR},
	{"int", MODEL_INT},
	{"long", MODEL_LONG},
	{"float", MODEL_FLOAT},
	{"double", MODEL_DOUBLE},
	{"String", MODEL_STRING},
	{"IBinder", MODEL_IBINDER},
	{"ParcelFileDescriptor", MODEL_FD},
	{"android.os.ParcelFileDescriptor", MODEL_FD},
	{"ParcelableHolder", MODEL_HOLDER},
	{"FileDescriptor", MODEL_FILE_DESCRIPTOR},
	{"CharSequence", MODEL_CHAR_SEQUENCE},
	{"List", MODEL_UNTYPED_LIST},
	{"java.util.List", MODEL_UNTYPED_LIST},
	{"Map", MODEL_MAP},
	{"java.util.Map", MODEL_MAP},
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

static bool resolve_type(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret);

/* What stands between '<' and '>', but for a List; AIDL refuses annotations of the first. */
static bool resolve_args(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret)
{
	int n = t->args->v.n;
	struct model_type *args = arena_array(s->arena, struct model_type, (size_t)n);
	const struct ast_annotations *first = t->args->v.items[0]->annotations;
	bool ok = true;

	if (first)
		return diag_at(s->diag, DIAG_ANNOTATION_TARGET, first->v.items[0]->at,
			       "a type between '<' and '>' takes no annotations");
	for (int i = 0; i < n; i++) {
		struct ast_type *arg = t->args->v.items[i];

		annotations_check(s, arg->annotations, ON_TYPE);
		ok &= resolve_type(s, scope, arg, &args[i]);
	}
	ret->args = args;
	ret->n_args = n;
	return ok;
}

static bool resolve_defined(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			    struct model_type *ret)
{
	struct ast_decl *d = names_find(s, scope->file, scope, t->name);

	if (!d)
		return false;
	if (t->args && !d->type_params)
		return diag_at(s->diag, DIAG_TYPE_ARGUMENTS, t->at,
			       "'%s' is not generic: it takes no '<...>'", t->name.s);
	if (t->args && t->args->v.n != d->type_params->v.n) {
		diag_at(s->diag, DIAG_TYPE_ARGUMENTS, t->at, "'%s' takes %d type%s, not %d",
			t->name.s, d->type_params->v.n, d->type_params->v.n == 1 ? "" : "s",
			t->args->v.n);
		diag_note(s->diag, d->name.at, "declared here");
		return false;
	}
	if (t->args && !resolve_args(s, scope, t, ret))
		return false;
	ret->base = base_of(d);
	ret->def = sema_def(s, d);
	return true;
}

static bool resolve_list(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret)
{
	struct ast_type *item = t->args->v.items[0];

	if (t->args->v.n != 1)
		return diag_at(s->diag, DIAG_TYPE_ARGUMENTS, t->at,
			       "List takes one element type, not %d", t->args->v.n);
	if (item->annotations)
		return diag_at(s->diag, DIAG_ANNOTATION_TARGET, item->annotations->v.items[0]->at,
			       "the element type of a List takes no annotations; they stand before 'List'");
	if (!resolve_type(s, scope, item, ret))
		return false;
	if (ret->shape != MODEL_SINGLE || ret->base == MODEL_UNTYPED_LIST || ret->base == MODEL_MAP)
		return diag_at(s->diag, DIAG_LIST_ELEMENT, item->at,
			       "a List cannot hold arrays, lists or maps; put them into a parcelable");
	if (ret->base == MODEL_VOID)
		return diag_at(s->diag, DIAG_VOID_TYPE, item->at, "there are no lists of void");
	if (types_is_plain(ret))
		return diag_at(s->diag, DIAG_LIST_ELEMENT, item->at,
			       "a List cannot hold %s values; use %s[]", item->name.s,
			       item->name.s);
	if (ret->base >= MODEL_HOLDER && ret->base < MODEL_ENUM)
		return diag_at(s->diag, DIAG_LIST_ELEMENT, item->at,
			       "a List cannot hold %s values; interfaces, parcelables, unions, String, IBinder and ParcelFileDescriptor are possible",
			       types_text(s, ret));
	ret->shape = MODEL_LIST;
	return true;
}

static bool resolve_map(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			struct model_type *ret)
{
	const struct model_type *key, *value;

	ret->base = MODEL_MAP;
	if (!t->args)
		return true;
	if (t->args->v.n != 2)
		return diag_at(s->diag, DIAG_TYPE_ARGUMENTS, t->at,
			       "Map takes the types of its keys and values, not %d type%s",
			       t->args->v.n, t->args->v.n == 1 ? "" : "s");
	if (!resolve_args(s, scope, t, ret))
		return false;
	key = &ret->args[0];
	value = &ret->args[1];
	if (key->base != MODEL_STRING || key->shape != MODEL_SINGLE)
		return diag_at(s->diag, DIAG_LIST_ELEMENT, key->at,
			       "the keys of a Map are of type String, not %s", types_text(s, key));
	if (types_is_plain(value) && value->shape == MODEL_SINGLE)
		return diag_at(s->diag, DIAG_LIST_ELEMENT, value->at,
			       "a Map cannot hold %s values; put them into a parcelable",
			       types_text(s, value));
	return true;
}

static bool resolve_base(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret)
{
	const struct builtin *b = map_get(&s->builtins, t->name.s);

	if (!b)
		return resolve_defined(s, scope, t, ret);
	if (b->base == MODEL_UNTYPED_LIST && t->args)
		return resolve_list(s, scope, t, ret);
	if (b->base == MODEL_MAP)
		return resolve_map(s, scope, t, ret);
	if (t->args)
		return diag_at(s->diag, DIAG_TYPE_ARGUMENTS, t->at,
			       "'%s' is not generic: it takes no '<...>'", t->name.s);
	ret->base = b->base;
	return true;
}

/* Arrays */

static bool resolve_dim(struct sema *s, struct ast_decl *scope, struct ast_expr *e,
			int32_t *ret_dim)
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
	*ret_dim = (int32_t)v->i;
	return true;
}

static bool resolve_dims(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret)
{
	int n = t->dims ? t->dims->v.n : 0;
	int32_t *dims;

	if (n == 0)
		return true;
	if (ret->base == MODEL_VOID)
		return diag_at(s->diag, DIAG_VOID_TYPE, t->at, "there are no arrays of void");
	if (ret->shape == MODEL_LIST || ret->base == MODEL_UNTYPED_LIST ||
	    ret->base == MODEL_MAP || ret->base == MODEL_CHAR_SEQUENCE ||
	    ret->base == MODEL_HOLDER)
		return diag_at(s->diag, DIAG_ARRAY_ELEMENT, t->at,
			       "there are no arrays of %s; put each into a parcelable",
			       ret->shape == MODEL_LIST || ret->base == MODEL_UNTYPED_LIST
				       ? "lists" : types_text(s, ret));
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
	dims = arena_array(s->arena, int32_t, (size_t)n);
	for (int i = 0; i < n; i++)
		if (!resolve_dim(s, scope, t->dims->v.items[i], &dims[i]))
			return false;
	ret->dims = dims;
	ret->n_dims = n;
	ret->shape = MODEL_FIXED_ARRAY;
	return true;
}

/* Nullability and the like */

static bool check_nullable(struct sema *s, const struct ast_type *t, const struct ast_annotation *a,
			   struct model_type *ret)
{
	ret->nullable = true;
	ret->heap = annotation_bool(s, a, "heap");
	if (ret->shape == MODEL_SINGLE && types_is_plain(ret))
		return diag_at(s->diag, DIAG_NULLABLE, a->at, "%s '%s' cannot be null",
			       ret->base == MODEL_ENUM ? "the enum" : "the primitive type",
			       t->name.s);
	if (ret->base == MODEL_HOLDER)
		return diag_at(s->diag, DIAG_NULLABLE, a->at,
			       "a ParcelableHolder cannot be null; it can be empty");
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
	ret->utf8_in_cpp = utf8 != NULL;
	return !a || check_nullable(s, t, a, ret);
}

static bool check_void(struct sema *s, const struct ast_type *t, enum type_place place,
		       const struct model_type *ret)
{
	if (ret->base != MODEL_VOID)
		return true;
	if (place != TYPE_OF_RESULT)
		return diag_at(s->diag, DIAG_VOID_TYPE, t->at,
			       "only the result of a method can be void");
	return true;
}

static bool resolve_shape(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			  struct model_type *ret)
{
	ret->at = t->at;
	return !t->bad && resolve_base(s, scope, t, ret) && resolve_dims(s, scope, t, ret);
}

static bool resolve_type(struct sema *s, struct ast_decl *scope, struct ast_type *t,
			 struct model_type *ret)
{
	return resolve_shape(s, scope, t, ret) && check_annotations(s, t, ret);
}

bool types_resolve(struct sema *s, struct ast_decl *scope, struct ast_type *t,
		   enum type_place place, struct model_type *ret_type)
{
	static const unsigned targets[] = {[TYPE_OF_FIELD] = ON_FIELD | ON_TYPE,
					   [TYPE_OF_UNION_FIELD] = ON_FIELD | ON_TYPE,
					   [TYPE_OF_ARGUMENT] = ON_TYPE,
					   [TYPE_OF_RESULT] = ON_METHOD | ON_TYPE,
					   [TYPE_OF_CONSTANT] = ON_CONSTANT | ON_TYPE};
	struct model_type type = {0};

	annotations_check(s, t->annotations, targets[place]);
	if (!resolve_shape(s, scope, t, &type) || !check_void(s, t, place, &type) ||
	    !check_annotations(s, t, &type))
		return false;
	type.annotations = annotations_model(s, t->annotations, &type.n_annotations);
	*ret_type = type;
	return true;
}

bool types_check_typed(struct sema *s, const struct ast_type *t)
{
	const struct builtin *b = map_get(&s->builtins, t->name.s);
	bool ok = true;

	for (int i = 0; t->args && i < t->args->v.n; i++)
		ok &= types_check_typed(s, t->args->v.items[i]);
	if (t->args || !b || (b->base != MODEL_UNTYPED_LIST && b->base != MODEL_MAP))
		return ok;
	return diag_at(s->diag, DIAG_UNTYPED, t->at,
		       "'%s' without types: the other side could not know what is in it; write %s",
		       b->name, b->base == MODEL_MAP ? "Map<String, T>" : "List<T>");
}
