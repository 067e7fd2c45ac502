/* SPDX-License-Identifier: MIT */
/*
 * check.c - rules of declarations, data members and enumerators
 */
#include "sema/check.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "sema/annotations.h"
#include "sema/consteval.h"
#include "sema/doc.h"
#include "sema/names.h"
#include "sema/types.h"

/* No part of a package and no type may be called so. */
static const char *const reserved_for_types[] = {
	"break", "case", "catch", "char", "class", "continue", "default", "do", "double", "else",
	"enum", "false", "float", "for", "goto", "if", "int", "long", "new", "private", "protected",
	"public", "return", "short", "static", "switch", "this", "throw", "true", "try", "void",
	"volatile", "while",
};

static bool reserved_type_name(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(reserved_for_types) / sizeof(reserved_for_types[0]); i++)
		if (strlen(reserved_for_types[i]) == len &&
		    memcmp(reserved_for_types[i], name, len) == 0)
			return true;
	return false;
}

/* Files */

static bool check_package(struct sema *s, const struct ast_file *file)
{
	for (const char *part = file->package.s; *part;) {
		size_t len = strcspn(part, ".");

		if (reserved_type_name(part, len) ||
		    map_get(&s->builtins, intern(s->names, part, len)))
			return diag_at(s->diag, DIAG_RESERVED_NAME, file->package.at,
				       "'%.*s' is a reserved word and cannot be part of a package",
				       (int)len, part);
		part += len + (part[len] == '.');
	}
	return true;
}

/* com/example/IFoo.aidl for the type com.example.IFoo */
static void check_file_name(struct sema *s, struct ast_file *file, const struct ast_decl *d)
{
	const char *path = file->src->path;
	char *wanted = arena_fmt(s->arena, "%s%s%.*s.aidl", file->package.s,
				       *file->package.s ? "/" : "", (int)strcspn(d->name.s, "."),
				       d->name.s);
	size_t len = strlen(path), n = strlen(wanted), package = strlen(file->package.s);

	for (size_t i = 0; i < package; i++)
		if (wanted[i] == '.')
			wanted[i] = '/';
	if (!d->qualified || (strchr(d->name.s, '.') && !d->unstructured))
		return; /* the name itself is wrong */
	if (len >= n && strcmp(path + len - n, wanted) == 0 &&
	    (len == n || path[len - n - 1] == '/'))
		return;
	diag_at(s->diag, DIAG_FILE_NAME, d->name.at, "type '%s' belongs into a file '%s'",
		d->name.s, wanted);
}

void check_file(struct sema *s, struct ast_file *file)
{
	const struct ast_decl *first = NULL;

	if (file->broken)
		return;
	if (!file->decls.n) {
		diag_file(s->diag, DIAG_FILE_COUNT, file->src->path, "the file declares no type");
		return;
	}
	if (check_package(s, file) && file->decls.n == 1)
		check_file_name(s, file, file->decls.items[0]);
	for (int i = 0; i < file->decls.n; i++) {
		const struct ast_decl *d = file->decls.items[i];

		if (d->unstructured)
			continue;
		if (first) {
			diag_at(s->diag, DIAG_FILE_COUNT, d->name.at,
				"a file declares one type; '%s' belongs into a file of its own", d->name.s);
			diag_note(s->diag, first->name.at, "the first one is here");
			return;
		}
		first = d;
	}
}

/* Declarations */

static unsigned target_of(const struct ast_decl *d)
{
	switch (d->kind) {
	case AST_INTERFACE:
		return ON_INTERFACE;
	case AST_UNION:
		return ON_UNION;
	case AST_ENUM:
		return ON_ENUM;
	case AST_PARCELABLE:
		break;
	}
	return d->unstructured ? ON_UNSTRUCTURED : ON_PARCELABLE;
}

static void check_name(struct sema *s, const struct ast_decl *d)
{
	if (strchr(d->name.s, '.') && !d->unstructured)
		diag_at(s->diag, DIAG_QUALIFIED_NAME, d->name.at,
			"a type is declared by its simple name; 'package' says where it belongs");
	else if (reserved_type_name(d->name.s, strlen(d->name.s)) || types_is_builtin(s, d->name.s))
		diag_at(s->diag, DIAG_RESERVED_NAME, d->name.at,
			"'%s' is a reserved word and cannot be the name of a type", d->name.s);
	if (d->parent && d->parent->name.s == d->name.s)
		diag_at(s->diag, DIAG_DUPLICATE_TYPE, d->name.at,
			"a nested type cannot have the name of the type it is in");
}

static void check_type_params(struct sema *s, const struct ast_decl *d)
{
	struct map seen = {0};

	if (d->kind == AST_UNION)
		diag_at(s->diag, DIAG_TYPE_PARAMETERS, d->name.at,
			"a union cannot be generic: it has a nested type, its Tag");
	else if (d->nested.n)
		diag_at(s->diag, DIAG_TYPE_PARAMETERS, d->nested.items[0]->name.at,
			"the generic parcelable '%s' cannot have nested types", d->name.s);
	for (int i = 0; i < d->type_params->v.n; i++) {
		const struct ast_name *name = &d->type_params->v.items[i];

		if (map_put(s->arena, &seen, name->s, (void *)name))
			diag_at(s->diag, DIAG_TYPE_PARAMETERS, name->at,
				"the type parameter '%s' is there twice", name->s);
	}
}

void check_decl(struct sema *s, struct ast_decl *d)
{
	check_name(s, d);
	annotations_check(s, d->annotations, target_of(d));
	if (d->parent && d->unstructured && !names_unsure(d))
		diag_at(s->diag, DIAG_UNSTRUCTURED, d->name.at,
			"a nested parcelable needs a body: '{ ... }'");
	if (d->type_params)
		check_type_params(s, d);
}

/* Constants */

static bool constant_type_ok(const struct model_type *t)
{
	if (t->shape != MODEL_SINGLE)
		return false;
	return t->base == MODEL_BYTE || t->base == MODEL_INT || t->base == MODEL_LONG ||
	       t->base == MODEL_FLOAT || t->base == MODEL_DOUBLE || t->base == MODEL_STRING;
}

static void check_constant(struct sema *s, struct ast_decl *d, struct ast_constant *c,
			   struct model_constant *out)
{
	struct value *v = const_of_constant(s, c);

	out->name = c->name.s;
	out->at = c->name.at;
	out->doc = doc_of(s, d->file, c->comments);
	if (!types_resolve(s, d, c->type, TYPE_OF_CONSTANT, &out->type))
		return;
	if (!constant_type_ok(&out->type))
		diag_at(s->diag, DIAG_CONSTANT_TYPE, c->type->at,
			"a constant cannot be of type %s; byte, int, long, float, double and String are possible",
			types_text(s, &out->type));
	else
		const_fit(s, &out->type, v, &out->value);
}

void check_constants(struct sema *s, struct ast_decl *d, struct model_def *def)
{
	def->n_constants = d->constants.n;
	def->constants = arena_array(s->arena, struct model_constant, (size_t)d->constants.n);
	for (int i = 0; i < d->constants.n; i++) {
		struct ast_constant *c = d->constants.items[i];
		const struct ast_constant *first = map_get(&d->values_by_name, c->name.s);

		if (first != c) {
			diag_at(s->diag, DIAG_DUPLICATE_CONSTANT, c->name.at,
				"constant '%s' is defined twice", c->name.s);
			if (first)
				diag_note(s->diag, first->name.at, "first defined here");
		}
		check_constant(s, d, c, &def->constants[i]);
	}
}

/* Fields */

static bool is_fixed_size(const struct model_type *t)
{
	if (t->nullable || (t->shape != MODEL_SINGLE && t->shape != MODEL_FIXED_ARRAY))
		return false;
	return types_is_plain(t) ||
	       ((t->base == MODEL_PARCELABLE || t->base == MODEL_UNION) && t->def->fixed_size);
}

/* Of Java's view: a type that nobody can change. */
static bool is_immutable(const struct model_type *t)
{
	bool ok = t->base != MODEL_MAP || t->n_args;

	if (t->base == MODEL_MAP)
		for (int i = 0; i < t->n_args; i++)
			ok &= is_immutable(&t->args[i]);
	else if (t->base == MODEL_PARCELABLE || t->base == MODEL_UNION)
		ok = !t->n_args && annotation_find(sema_decl(t->def)->annotations,
						   "JavaOnlyImmutable");
	else
		ok = types_is_plain(t) || t->base == MODEL_STRING;
	return ok;
}

static void check_derive(struct sema *s, const struct ast_decl *d, const struct ast_field *f,
			 const struct model_type *t)
{
	const struct ast_annotation *own = annotation_find(d->annotations, "RustDerive"), *its;
	const struct ast_decl *of;

	if (!own || !own->params || t->shape == MODEL_LIST || t->base == MODEL_INTERFACE ||
	    t->base == MODEL_ENUM || !t->def || t->def->external)
		return;
	of = sema_decl(t->def);
	its = annotation_find(of->annotations, "RustDerive");
	for (int i = 0; i < own->params->v.n; i++) {
		const char *name = own->params->v.items[i].name.s;

		if (!annotation_bool(s, own, name) || (its && annotation_bool(s, its, name)))
			continue;
		diag_at(s->diag, DIAG_RUST_DERIVE, f->type->at,
			"'%s' derives %s, so '%s' has to: @RustDerive(%s=true)", d->name.s, name,
			of->name.s, name);
		diag_note(s->diag, of->name.at, "declared here");
	}
}

static void check_field(struct sema *s, struct ast_decl *d, struct ast_field *f,
			struct model_def *def, struct model_field *out)
{
	enum type_place place = d->kind == AST_UNION ? TYPE_OF_UNION_FIELD : TYPE_OF_FIELD;

	out->name = f->name.s;
	out->at = f->name.at;
	out->doc = doc_of(s, d->file, f->comments);
	if (!types_resolve(s, d, f->type, place, &out->type)) {
		if (f->value)
			const_eval(s, d, f->value);
		return;
	}
	if (!types_check_typed(s, f->type)) {
		out->type = (struct model_type){0};
		return;
	}
	if (d->kind == AST_UNION && out->type.base == MODEL_HOLDER)
		diag_at(s->diag, DIAG_HOLDER, f->type->at,
			"a union cannot have a ParcelableHolder; put it into a parcelable");
	if (def->fixed_size && !is_fixed_size(&out->type))
		diag_at(s->diag, DIAG_FIXED_SIZE, f->type->at,
			"'%s' is @FixedSize, but the size of %s%s is not fixed", d->name.s,
			out->type.nullable ? "@nullable " : "", types_text(s, &out->type));
	if (annotation_find(d->annotations, "JavaOnlyImmutable") && !is_immutable(&out->type))
		diag_at(s->diag, DIAG_IMMUTABLE, f->type->at,
			"'%s' is @JavaOnlyImmutable, but %s is not immutable", d->name.s,
			types_text(s, &out->type));
	check_derive(s, d, f, &out->type);
	if (out->type.def && out->type.base != MODEL_INTERFACE)
		sema_want(s, sema_decl(out->type.def));
	if (f->value)
		const_fit(s, &out->type, const_eval(s, d, f->value), &out->value);
}

static const char *capitalised(struct sema *s, const char *name)
{
	char *copy = arena_strdup(s->arena, name);

	copy[0] = (char)toupper((unsigned char)copy[0]);
	return intern_str(s->names, copy);
}

static void check_field_name(struct sema *s, struct ast_decl *d, struct ast_field *f,
			     struct map *seen)
{
	bool fold = d->kind == AST_UNION || annotation_find(d->annotations, "JavaOnlyImmutable");
	const char *key = fold ? capitalised(s, f->name.s) : f->name.s;
	struct ast_field *first = map_get(seen, key);

	if (!first) {
		map_put(s->arena, seen, key, f);
		return;
	}
	diag_at(s->diag, DIAG_DUPLICATE_FIELD, f->name.at, "field '%s' is declared twice%s",
		f->name.s,
		first->name.s == f->name.s
			? ""
			: ": here the case of the first letter makes no difference");
	diag_note(s->diag, first->name.at, "first declared here");
}

static void check_union(struct sema *s, struct ast_decl *d, struct model_def *def)
{
	const struct model_type *t;

	if (d->file->preprocessed)
		return;
	if (!d->fields.n) {
		diag_at(s->diag, DIAG_EMPTY_UNION, d->name.at,
			"union '%s' has no fields; it needs one at least", d->name.s);
		return;
	}
	t = &def->fields[0].type;
	if (d->fields.items[0]->value)
		return;
	if (t->shape == MODEL_SINGLE && t->base == MODEL_ENUM)
		diag_at(s->diag, DIAG_UNION_DEFAULT, d->fields.items[0]->name.at,
			"the first field of a union is its default: an enum needs '= %s.NAME'", t->def->name);
	else if ((t->shape == MODEL_ARRAY || t->shape == MODEL_FIXED_ARRAY) && !t->nullable)
		diag_at(s->diag, DIAG_UNION_DEFAULT, d->fields.items[0]->name.at,
			"the first field of a union is its default: an array needs '= {...}' or @nullable");
}

/* The layout alone. */
static void fill_fields(struct sema *s, struct ast_decl *d, struct model_def *def)
{
	for (int i = 0; i < d->fields.n; i++) {
		struct ast_field *f = d->fields.items[i];
		struct model_field *out = &def->fields[i];

		out->name = f->name.s;
		out->at = f->name.at;
		if (types_resolve(s, d, f->type, TYPE_OF_FIELD, &out->type) && out->type.def &&
		    out->type.base != MODEL_INTERFACE)
			sema_want(s, sema_decl(out->type.def));
	}
}

void check_data(struct sema *s, struct ast_decl *d, struct model_def *def)
{
	struct map seen = {0};

	def->n_fields = d->fields.n;
	def->fields = arena_array(s->arena, struct model_field, (size_t)d->fields.n);
	if (!d->file->input) {
		fill_fields(s, d, def);
		return;
	}
	check_constants(s, d, def);
	for (int i = 0; i < d->fields.n; i++) {
		check_field_name(s, d, d->fields.items[i], &seen);
		check_field(s, d, d->fields.items[i], def, &def->fields[i]);
	}
	if (d->kind == AST_UNION && !names_unsure(d))
		check_union(s, d, def);
}

/* Enumerators */

static void check_backing(struct sema *s, struct ast_decl *d)
{
	const struct ast_annotation *a = annotation_find(d->annotations, "Backing");
	const char *type = a ? annotation_string(s, a, "type") : NULL;

	if (type && strcmp(type, "byte") != 0 && strcmp(type, "int") != 0 &&
	    strcmp(type, "long") != 0)
		diag_at(s->diag, DIAG_BACKING_TYPE, a->at,
			"an enum cannot be backed by '%s'; \"byte\", \"int\" and \"long\" are possible", type);
}

void check_followed(struct sema *s, struct ast_decl *d)
{
	if (d->kind == AST_ENUM && !d->completed)
		check_backing(s, d);
	else if (d->kind == AST_INTERFACE)
		check_ids(s, d, NULL);
}

void check_enum(struct sema *s, struct ast_decl *d, struct model_def *def)
{
	struct model_type backing = {.base = def->backing};

	check_backing(s, d);
	if (!d->enumerators.n && !names_unsure(d))
		diag_at(s->diag, DIAG_EMPTY_ENUM, d->name.at,
			"enum '%s' has no values; it needs one at least", d->name.s);
	for (int i = 0; i < d->enumerators.n; i++) {
		struct ast_enumerator *e = d->enumerators.items[i];
		const struct ast_enumerator *first = map_get(&d->values_by_name, e->name.s);
		struct model_value v;
		struct value *value = const_of_enumerator(s, e);

		if (first != e) {
			diag_at(s->diag, DIAG_DUPLICATE_ENUMERATOR, e->name.at,
				"enumerator '%s' is defined twice", e->name.s);
			if (first)
				diag_note(s->diag, first->name.at, "first defined here");
		}
		def->enumerators[i].at = e->name.at;
		def->enumerators[i].doc = doc_of(s, d->file, e->comments);
		if (const_fit(s, &backing, value, &v)) {
			def->enumerators[i].value = v.i;
		} else if (value_is_int(value)) {
			if (!annotation_find(d->annotations, "Backing"))
				diag_note(s->diag, (struct source_range){0},
					  "an enum holds bytes unless @Backing(type=\"int\") or \"long\" stands before it");
			return; /* those that are counted on from here would be wrong as well */
		}
	}
}
