/* SPDX-License-Identifier: MIT */
/*
 * lint.c - the lints of AIDL, under the names they have in Android
 *
 * All are off unless -W asks. @SuppressWarnings on a type holds for all in it, on a method
 * for the method; on a field or constant it is allowed and does nothing, as in aidl.
 */
#include "sema/lint.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

#include "base/suggest.h"
#include "sema/annotations.h"
#include "sema/permissions.h"

/* A bit of scope.suppressed for each. */
static const enum diag_id lints[] = {
	DIAG_CONST_NAME, DIAG_ENUM_EXPLICIT_DEFAULT, DIAG_FILE_DESCRIPTOR, DIAG_INOUT_PARAMETER,
	DIAG_INTERFACE_NAME, DIAG_MISSING_PERMISSION, DIAG_MIXED_ONEWAY, DIAG_OUT_ARRAY,
	DIAG_OUT_NULLABLE, DIAG_REDUNDANT_NAME, DIAG_REDUNDANT_ONEWAY, DIAG_UNIQUE_IMPORT,
	DIAG_UNKNOWN_WARNING, DIAG_UNTYPED_COLLECTION,
};

#define N_LINTS ((int)(sizeof(lints) / sizeof(lints[0])))

static int find_lint(const char *name)
{
	for (int i = 0; i < N_LINTS; i++)
		if (strcmp(diag_name(lints[i]), name) == 0)
			return i;
	return -1;
}

void lint_check_names(struct sema *s, const struct ast_annotation *a)
{
	const char *const *names;
	int n = 0;

	names = annotation_strings(s, a, "value", &n);
	for (int i = 0; i < n; i++) {
		struct suggest best;

		if (find_lint(names[i]) >= 0)
			continue;
		suggest_init(&best, names[i]);
		for (int j = 0; j < N_LINTS; j++)
			suggest_offer(&best, diag_name(lints[j]));
		diag_at(s->diag, DIAG_UNKNOWN_WARNING, a->at, "@SuppressWarnings knows no warning '%s'%s",
			names[i], suggest_text(&best, s->arena));
	}
}

/* Where the walk is: what is suppressed there, a bit for each lint. */
struct scope {
	struct sema *s;
	unsigned suppressed;
};

static unsigned suppressed_by(struct sema *s, const struct ast_annotations *list)
{
	const struct ast_annotation *a = annotation_find(list, "SuppressWarnings");
	const char *const *names;
	unsigned bits = 0;
	int n = 0;

	if (!a)
		return 0;
	names = annotation_strings(s, a, "value", &n);
	for (int i = 0; i < n; i++)
		bits |= 1u << find_lint(names[i]);
	return bits;
}

static bool is_suppressed(unsigned bits, enum diag_id id)
{
	for (int i = 0; i < N_LINTS; i++)
		if (lints[i] == id)
			return bits & 1u << i;
	return false;
}

static bool wanted(const struct scope *sc, enum diag_id id)
{
	return sc->s->diag->severity[id] != DIAG_OFF && !is_suppressed(sc->suppressed, id);
}

/* Names */

/* "maxSize" as "MAX_SIZE". */
static const char *capitals(struct arena *a, const char *name)
{
	char *text = arena_alloc(a, 2 * strlen(name) + 1), *to = text;

	for (const char *c = name; *c; c++) {
		if (c > name && isupper((unsigned char)*c) && islower((unsigned char)c[-1]))
			*to++ = '_';
		*to++ = (char)toupper((unsigned char)*c);
	}
	return text;
}

static bool has_lower(const char *name)
{
	for (; *name; name++)
		if (islower((unsigned char)*name))
			return true;
	return false;
}

static void lint_upper(const struct scope *sc, const struct ast_name *name, const char *what)
{
	if (wanted(sc, DIAG_CONST_NAME) && has_lower(name->s))
		diag_at(sc->s->diag, DIAG_CONST_NAME, name->at,
			"%s are named in capital letters: '%s'", what,
			capitals(sc->s->arena, name->s));
}

static bool all_upper(const char *name)
{
	for (; *name; name++)
		if (!isupper((unsigned char)*name))
			return false;
	return true;
}

/*
 * The next word of a name: between underscores where it has any, else from capital to capital;
 * a name of capitals is one word.
 */
static size_t next_word(const char *name, const char **at)
{
	size_t len;

	if (strchr(name, '_')) {
		*at += strspn(*at, "_");
		return strcspn(*at, "_");
	}
	if (all_upper(name))
		return strlen(*at);
	for (len = **at != '\0'; (*at)[len] && !isupper((unsigned char)(*at)[len]);)
		len++;
	return len;
}

static bool has_word(const char *name, const char *word, size_t len)
{
	const char *at = name;
	size_t n;

	while ((n = next_word(name, &at))) {
		if (n == len && strncasecmp(at, word, len) == 0)
			return true;
		at += n;
	}
	return false;
}

static void lint_redundant(const struct scope *sc, const struct ast_decl *d,
			   const struct ast_name *name)
{
	const char *at = name->s;
	size_t n;

	if (!wanted(sc, DIAG_REDUNDANT_NAME))
		return;
	while ((n = next_word(name->s, &at))) {
		if (has_word(d->name.s, at, n))
			diag_at(sc->s->diag, DIAG_REDUNDANT_NAME, name->at,
				"'%.*s' in '%s' says again what the name of '%s' says", (int)n, at,
				name->s, d->name.s);
		at += n;
	}
}

/* Types */

static void lint_type(const struct scope *sc, const struct ast_type *t)
{
	bool list = strcmp(t->name.s, "List") == 0 || strcmp(t->name.s, "java.util.List") == 0;
	bool map = strcmp(t->name.s, "Map") == 0 || strcmp(t->name.s, "java.util.Map") == 0;

	if (wanted(sc, DIAG_FILE_DESCRIPTOR) && strcmp(t->name.s, "FileDescriptor") == 0)
		diag_at(sc->s->diag, DIAG_FILE_DESCRIPTOR, t->name.at,
			"FileDescriptor is not part of stable AIDL; use ParcelFileDescriptor");
	if (!t->args && (list || map) && wanted(sc, DIAG_UNTYPED_COLLECTION))
		diag_at(sc->s->diag, DIAG_UNTYPED_COLLECTION, t->name.at,
			"what is in this %s is not said; use %s", list ? "List" : "Map",
			list ? "List<T>" : "Map<String, T>");
	for (int i = 0; t->args && i < t->args->v.n; i++)
		lint_type(sc, t->args->v.items[i]);
}

/* Fields */

static void lint_default(const struct scope *sc, const struct ast_field *f,
			 const struct model_field *model)
{
	if (f->value || model->type.base != MODEL_ENUM || model->type.shape != MODEL_SINGLE ||
	    !wanted(sc, DIAG_ENUM_EXPLICIT_DEFAULT))
		return;
	diag_at(sc->s->diag, DIAG_ENUM_EXPLICIT_DEFAULT, f->name.at,
		"the enum field '%s' has no default; '= %s.NAME' says which value it starts with",
		f->name.s, f->type->name.s);
}

/* Methods */

static void lint_arg(const struct scope *sc, const struct ast_method *m, const struct ast_arg *arg)
{
	bool out = arg->direction == AST_OUT || arg->direction == AST_INOUT;

	lint_type(sc, arg->type);
	if (!out)
		return;
	if (arg->direction == AST_INOUT && wanted(sc, DIAG_INOUT_PARAMETER))
		diag_at(sc->s->diag, DIAG_INOUT_PARAMETER, arg->direction_at,
			"'%s' is 'inout': callers take it for an output alone; an input and a result are clearer",
			arg->name.s);
	if (arg->type->dims && wanted(sc, DIAG_OUT_ARRAY))
		diag_at(sc->s->diag, DIAG_OUT_ARRAY, arg->direction_at,
			"the array '%s' is an output: '%s' could return it", arg->name.s, m->name.s);
	if (!arg->type->dims && annotation_find(arg->type->annotations, "nullable") &&
	    wanted(sc, DIAG_OUT_NULLABLE))
		diag_at(sc->s->diag, DIAG_OUT_NULLABLE, arg->direction_at,
			"the output '%s' can be null, which not every language can say; return it, or drop @nullable",
			arg->name.s);
}

static void lint_method(struct scope sc, const struct ast_decl *d, const struct ast_method *m)
{
	sc.suppressed |= suppressed_by(sc.s, m->type->annotations);
	lint_type(&sc, m->type);
	for (int i = 0; m->args && i < m->args->v.n; i++)
		lint_arg(&sc, m, m->args->v.items[i]);
	if (d->oneway && m->oneway && wanted(&sc, DIAG_REDUNDANT_ONEWAY))
		diag_at(sc.s->diag, DIAG_REDUNDANT_ONEWAY, m->oneway_at,
			"all methods of '%s' are oneway already", d->name.s);
}

static void lint_mixed(const struct scope *sc, const struct ast_decl *d)
{
	const struct ast_method *one = NULL, *two = NULL;

	if (!wanted(sc, DIAG_MIXED_ONEWAY) || d->oneway)
		return;
	for (int i = 0; i < d->methods.n && !(one && two); i++) {
		const struct ast_method *m = d->methods.items[i];
		unsigned bits = suppressed_by(sc->s, m->type->annotations);

		if (is_suppressed(bits, DIAG_MIXED_ONEWAY))
			continue;
		if (m->oneway)
			one = one ? one : m;
		else
			two = two ? two : m;
	}
	if (!one || !two)
		return;
	diag_at(sc->s->diag, DIAG_MIXED_ONEWAY, d->name.at,
		"'%s' has methods that wait for an answer and oneway ones: in which order they run is hard to say",
		d->name.s);
	diag_note(sc->s->diag, one->name.at, "'%s' is oneway", one->name.s);
	diag_note(sc->s->diag, two->name.at, "'%s' is not", two->name.s);
}

static void lint_permissions(const struct scope *sc, const struct ast_decl *d)
{
	static const char advice[] =
		"@EnforcePermission, @PermissionManuallyEnforced or @RequiresNoPermission";
	int without = 0;

	if (!wanted(sc, DIAG_MISSING_PERMISSION) || permissions_stated(d->annotations))
		return;
	for (int i = 0; i < d->methods.n; i++)
		without += !permissions_stated(d->methods.items[i]->type->annotations);
	if (without == d->methods.n) {
		diag_at(sc->s->diag, DIAG_MISSING_PERMISSION, d->name.at,
			"'%s' does not say which permissions its callers need: %s, on it or on each method",
			d->name.s, advice);
		return;
	}
	for (int i = 0; i < d->methods.n; i++) {
		struct scope inner = *sc;

		if (permissions_stated(d->methods.items[i]->type->annotations))
			continue;
		inner.suppressed |= suppressed_by(sc->s, d->methods.items[i]->type->annotations);
		if (wanted(&inner, DIAG_MISSING_PERMISSION))
			diag_at(sc->s->diag, DIAG_MISSING_PERMISSION, d->methods.items[i]->name.at,
				"'%s' does not say which permissions its callers need: %s",
				d->methods.items[i]->name.s, advice);
	}
}

/* Declarations */

static void lint_interface(const struct scope *sc, const struct ast_decl *d)
{
	if (d->name.s[0] != 'I' && wanted(sc, DIAG_INTERFACE_NAME))
		diag_at(sc->s->diag, DIAG_INTERFACE_NAME, d->name.at,
			"names of interfaces start with 'I': 'I%s'", d->name.s);
	lint_mixed(sc, d);
	lint_permissions(sc, d);
	for (int i = 0; i < d->methods.n; i++)
		lint_method(*sc, d, d->methods.items[i]);
}

static void lint_decl(struct scope sc, const struct ast_decl *d)
{
	sc.suppressed |= suppressed_by(sc.s, d->annotations);
	if (d->kind == AST_INTERFACE)
		lint_interface(&sc, d);
	for (int i = 0; i < d->fields.n; i++) {
		lint_type(&sc, d->fields.items[i]->type);
		if (d->kind != AST_UNION || i == 0)
			lint_default(&sc, d->fields.items[i], &d->def->fields[i]);
	}
	for (int i = 0; i < d->constants.n; i++) {
		lint_upper(&sc, &d->constants.items[i]->name, "constants");
		lint_redundant(&sc, d, &d->constants.items[i]->name);
	}
	for (int i = 0; i < d->enumerators.n; i++) {
		lint_upper(&sc, &d->enumerators.items[i]->name, "values of enums");
		lint_redundant(&sc, d, &d->enumerators.items[i]->name);
	}
	for (int i = 0; i < d->nested.n; i++)
		lint_decl(sc, d->nested.items[i]);
}

/* Imports: nothing suppresses what is said about them. */

static void lint_imports(struct sema *s, const struct ast_file *file)
{
	struct map own = {0};

	for (int i = 0; i < file->decls.n; i++)
		map_put(s->arena, &own, file->decls.items[i]->name.s, file->decls.items[i]);
	for (int i = 0; i < file->imports.n; i++) {
		const struct ast_import *imp = file->imports.items[i];
		const struct ast_import *first = map_get(&file->imports_by_last, imp->last);
		const struct ast_decl *d = map_get(&own, imp->last);

		if (d && d->qualified != imp->name.s) {
			diag_at(s->diag, DIAG_UNIQUE_IMPORT, imp->name.at,
				"the import hides the type '%s' of this file", imp->last);
			diag_note(s->diag, d->name.at, "which is here");
		}
		if (first != imp) {
			diag_at(s->diag, DIAG_UNIQUE_IMPORT, imp->name.at,
				first->name.s == imp->name.s
					? "'%s' is imported twice"
					: "the name '%s' is imported twice: the first import counts",
				imp->last);
			diag_note(s->diag, first->name.at, "the first import is here");
		}
	}
}

void lint_file(struct sema *s, const struct ast_file *file)
{
	struct scope sc = {s, 0};
	bool any = false;

	for (int i = 0; i < N_LINTS; i++)
		any |= s->diag->severity[lints[i]] == DIAG_WARNING;
	if (!any)
		return;
	if (wanted(&sc, DIAG_UNIQUE_IMPORT))
		lint_imports(s, file);
	for (int i = 0; i < file->decls.n; i++)
		lint_decl(sc, file->decls.items[i]);
}
