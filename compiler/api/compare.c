/* SPDX-License-Identifier: MIT */
/*
 * compare.c - types of two API dumps side by side
 */
#include "api/compare.h"

#include <stdlib.h>
#include <string.h>

#include "api/text.h"

void compare_error(struct compare *c, enum diag_id id, struct source_range at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_at(c->diag, id, at, "%s", arena_vfmt(c->a, fmt, ap));
	va_end(ap);
	c->same = false;
}

void compare_note(struct compare *c, struct source_range at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_note(c->diag, at, "%s", arena_vfmt(c->a, fmt, ap));
	va_end(ap);
}

/* Annotations */

/* They change neither what is in a parcel nor what a peer may rely on. */
static const char *const free_to_change[] = {
	"nullable", "SensitiveData", "JavaDerive", "JavaDefault", "JavaDelegator",
	"JavaOnlyImmutable", "JavaPassthrough", "JavaSuppressLint", "RustDerive",
	"SuppressWarnings",
};

/* What it means for others where one comes or goes. */
static const struct {
	const char *name, *effect;
} effects[] = {
	{"Backing", "programs built with this write and read its values in another width"},
	{"Descriptor", "programs built with this ask for the other descriptor and refuse the object"},
	{"FixedSize", "programs built with this lay the bytes out in another way"},
	{"VintfStability", "programs built with this treat its objects as of another stability, and refuse them"},
	{"utf8InCpp", "C++ code for this has the other type of string and does not build any more"},
	{"EnforcePermission", "who could call this may be refused now, or the other way round"},
};

static bool is_free(const char *name)
{
	for (size_t i = 0; i < sizeof(free_to_change) / sizeof(free_to_change[0]); i++)
		if (strcmp(name, free_to_change[i]) == 0)
			return true;
	return false;
}

static const struct model_annotation *strict_only(struct compare *c,
						  const struct model_annotation *list, int n,
						  int *ret_n)
{
	struct model_annotation *strict = arena_array(c->a, struct model_annotation, (size_t)n);

	*ret_n = 0;
	for (int i = 0; i < n; i++)
		if (!is_free(list[i].name))
			strict[(*ret_n)++] = list[i];
	return strict;
}

static const char *effect_of(const struct model_annotation *was, int n_was,
			     const struct model_annotation *is, int n_is)
{
	for (size_t i = 0; i < sizeof(effects) / sizeof(effects[0]); i++) {
		for (int j = 0; j < n_was; j++)
			if (strcmp(was[j].name, effects[i].name) == 0)
				return effects[i].effect;
		for (int j = 0; j < n_is; j++)
			if (strcmp(is[j].name, effects[i].name) == 0)
				return effects[i].effect;
	}
	return "code that was written for this expects what it was annotated with";
}

static const char *or_none(const char *text)
{
	return *text ? text : "none";
}

void compare_annotations(struct compare *c, const char *what, const struct model_annotation *was,
			 int n_was, struct source_range was_at, const struct model_annotation *is,
			 int n_is, struct source_range is_at)
{
	const char *before, *after;

	was = strict_only(c, was, n_was, &n_was);
	is = strict_only(c, is, n_is, &n_is);
	before = api_annotations(c->a, was, n_was);
	after = api_annotations(c->a, is, n_is);
	if (strcmp(before, after) == 0)
		return;
	compare_error(c, DIAG_API_ANNOTATIONS, is_at, "the annotations of %s changed from %s to %s",
		      what, or_none(before), or_none(after));
	compare_note(c, was_at, "%s", effect_of(was, n_was, is, n_is));
}

void compare_type(struct compare *c, const char *what, const struct model_type *was,
		  const struct model_type *is)
{
	const char *before = api_signature(c->a, was), *after = api_signature(c->a, is);

	if (strcmp(before, after) == 0)
		return;
	compare_error(c, DIAG_API_TYPE, is->at, "%s is of type %s, it was %s", what, after, before);
	compare_note(c, was->at, "programs built with this send and expect %s there", before);
}

void compare_types(struct compare *c, const char *what, const struct model_type *was,
		   const struct model_type *is)
{
	compare_type(c, what, was, is);
	compare_annotations(c, what, was->annotations, was->n_annotations, was->at, is->annotations,
			    is->n_annotations, is->at);
}

/* Types */

static void collect(struct sema *s, struct ast_decl *decl, struct compare_defs *defs)
{
	vec_push(s->arena, &defs->v, sema_def(s, decl));
	for (int i = 0; i < decl->nested.n; i++)
		collect(s, decl->nested.items[i], defs);
}

void compare_collect(struct sema *s, struct compare_defs *ret_defs)
{
	for (int i = 0; i < s->import->files.n; i++) {
		const struct ast_file *file = s->import->files.items[i];

		for (int j = 0; file->input && j < file->decls.n; j++)
			collect(s, file->decls.items[j], ret_defs);
	}
}

void compare_by_name(struct sema *s, const struct compare_defs *defs, struct map *map)
{
	for (int i = 0; i < defs->v.n; i++)
		map_put(s->arena, map, intern_str(s->names, defs->v.items[i]->qualified),
			(void *)defs->v.items[i]);
}

static const char *article(const struct model_def *def)
{
	switch (def->kind) {
	case MODEL_DEF_INTERFACE:
		return "an interface";
	case MODEL_DEF_UNION:
		return "a union";
	case MODEL_DEF_ENUM:
		return "an enum";
	case MODEL_DEF_PARCELABLE:
		break;
	}
	return def->external ? "a parcelable without a body" : "a parcelable";
}

static void compare_defs(struct compare *c)
{
	const struct model_def *was = c->was, *is = c->is;

	compare_annotations(c, arena_fmt(c->a, "'%s'", is->qualified), was->annotations,
			    was->n_annotations, was->at, is->annotations, is->n_annotations, is->at);
	if (was->external)
		return; /* what is in it is known elsewhere */
	if (was->kind != is->kind || is->external) {
		compare_error(c, DIAG_API_KIND, is->at, "'%s' is %s, it was %s", is->qualified,
			      article(is), article(was));
		compare_note(c, was->at, "programs built with this use it as %s", article(was));
		return;
	}
	if (is->kind == MODEL_DEF_INTERFACE)
		compare_methods(c);
	if (is->kind == MODEL_DEF_PARCELABLE || is->kind == MODEL_DEF_UNION)
		compare_fields(c);
	if (is->kind == MODEL_DEF_ENUM)
		compare_enumerators(c);
	compare_constants(c);
}

/* The name of the outermost type that def is in. */
static const char *top_name(const struct model_def *def)
{
	while (def->parent)
		def = def->parent;
	return def->qualified;
}

bool api_compatible(struct sema *older, struct sema *newer, bool whole)
{
	struct compare c = {.a = newer->arena, .diag = newer->diag, .older = older,
			    .newer = newer, .same = true};
	struct compare_defs was = {0}, is = {0};
	struct map by_name = {0};

	compare_collect(older, &was);
	compare_collect(newer, &is);
	compare_by_name(newer, &is, &by_name);
	for (int i = 0; i < was.v.n; i++) {
		c.was = was.v.items[i];
		c.is = map_get(&by_name, intern_str(newer->names, c.was->qualified));
		if (c.is) {
			compare_defs(&c);
			continue;
		}
		if (!whole && !map_get(&by_name, intern_str(newer->names, top_name(c.was))))
			continue;
		compare_error(&c, DIAG_API_REMOVED_TYPE, c.was->at, "'%s' is gone", c.was->qualified);
		compare_note(&c, (struct source_range){0},
			     "programs built with the old API still send and expect it: what is not to be used any more is @deprecated, and stays");
	}
	return c.same;
}
