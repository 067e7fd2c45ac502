/* SPDX-License-Identifier: MIT */
/*
 * model.c - from checked declarations to what a backend reads
 */
#include <string.h>

#include "sema/annotations.h"
#include "sema/check.h"
#include "sema/circles.h"
#include "sema/doc.h"
#include "sema/lint.h"
#include "sema/holds.h"
#include "sema/measure.h"
#include "sema/names.h"
#include "sema/order.h"
#include "sema/permissions.h"
#include "sema/previous.h"
#include "sema/references.h"
#include "sema/stability.h"
#include "sema/types.h"

/* A model's definition with the way back to the tree. */
struct shell {
	struct model_def def;
	struct ast_decl *decl;
};

void sema_init(struct sema *s, struct import *import, const struct sema_options *opt)
{
	memset(s, 0, sizeof(*s));
	s->arena = import->arena;
	s->names = import->names;
	s->diag = import->diag;
	s->import = import;
	s->opt = *opt;
	types_init(s);
}

struct ast_decl *sema_decl(const struct model_def *def)
{
	return ((const struct shell *)def)->decl;
}

/* com/example/Outer.h */
static const char *header_of(struct sema *s, const struct ast_decl *d)
{
	char *text;

	while (d->parent)
		d = d->parent;
	text = arena_fmt(s->arena, "%s%s%s.h", d->file->package.s, *d->file->package.s ? "/" : "",
			 d->name.s);
	for (char *c = text, *end = text + strlen(text) - 2; c < end; c++)
		if (*c == '.')
			*c = '/';
	return text;
}

static enum model_base backing_of(struct sema *s, const struct ast_decl *d)
{
	const struct ast_annotation *a = annotation_find(d->annotations, "Backing");
	const char *type = a ? annotation_string(s, a, "type") : NULL;

	if (d->union_tag)
		return annotation_find(d->parent->annotations, "FixedSize") ? MODEL_BYTE
									    : MODEL_INT;
	if (type && strcmp(type, "int") == 0)
		return MODEL_INT;
	if (type && strcmp(type, "long") == 0)
		return MODEL_LONG;
	return MODEL_BYTE;
}

static void fill_flags(struct sema *s, const struct ast_decl *d, struct model_def *def)
{
	const struct ast_annotation *a = annotation_find(d->annotations, "Descriptor");
	const char *descriptor = a ? annotation_string(s, a, "value") : NULL;

	def->descriptor = descriptor ? descriptor : def->qualified;
	def->vintf = stability_is_vintf(d);
	def->sensitive = annotation_find(d->annotations, "SensitiveData") != NULL;
	def->fixed_size = annotation_find(d->annotations, "FixedSize") != NULL;
	def->external = d->unstructured;
	def->c_header = d->c_header;
	def->cpp_header = d->cpp_header;
	def->ndk_header = d->ndk_header;
	def->rust_type = d->rust_type;
	def->annotations = annotations_model(s, d->annotations, &def->n_annotations);
	def->permission = permissions_of(s, d->annotations);
	def->oneway = d->oneway;
	if (d->kind == AST_INTERFACE && d->file->input) {
		bool frozen = !s->opt.previous;

		def->version = frozen ? s->opt.version : s->opt.version - 1;
		def->hash = frozen || !s->opt.hash ? s->opt.hash : s->opt.previous_hash;
		def->next_version = frozen ? 0 : s->opt.version;
	}
}

/* Names are there at once, so that a default value can point to its enumerator. */
static void fill_enumerators(struct sema *s, const struct ast_decl *d, struct model_def *def)
{
	def->backing = backing_of(s, d);
	def->n_enumerators = d->enumerators.n;
	def->enumerators = arena_array(s->arena, struct model_enumerator, (size_t)d->enumerators.n);
	for (int i = 0; i < d->enumerators.n; i++)
		def->enumerators[i].name = d->enumerators.items[i]->name.s;
}

/* Nothing of it needs a check. */
static void fill_tag(struct sema *s, const struct ast_decl *d, struct model_def *def)
{
	def->is_tag = true;
	for (int i = 0; i < d->enumerators.n; i++) {
		def->enumerators[i].at = d->enumerators.items[i]->name.at;
		def->enumerators[i].value = i;
		def->enumerators[i].doc = doc_of(s, d->file, d->enumerators.items[i]->comments);
	}
}

static void fill_type_params(struct sema *s, const struct ast_decl *d, struct model_def *def)
{
	int n = d->type_params ? d->type_params->v.n : 0;
	const char **names = arena_array(s->arena, const char *, (size_t)n);

	for (int i = 0; i < n; i++)
		names[i] = d->type_params->v.items[i].s;
	def->type_params = names;
	def->n_type_params = n;
}

struct model_def *sema_def(struct sema *s, struct ast_decl *d)
{
	static const enum model_kind kinds[] = {[AST_INTERFACE] = MODEL_DEF_INTERFACE,
						[AST_PARCELABLE] = MODEL_DEF_PARCELABLE,
						[AST_UNION] = MODEL_DEF_UNION,
						[AST_ENUM] = MODEL_DEF_ENUM};
	struct shell *shell;
	struct model_def *def;

	if (d->def)
		return d->def;
	shell = arena_new(s->arena, struct shell);
	shell->decl = d;
	def = d->def = &shell->def;
	def->kind = kinds[d->kind];
	def->name = d->name.s;
	def->at = d->name.at;
	def->package = d->file->package.s;
	def->qualified = d->qualified;
	def->parent = d->parent ? sema_def(s, d->parent) : NULL;
	def->doc = doc_of(s, d->file, d->comments);
	def->header = header_of(s, d);
	fill_flags(s, d, def);
	if (d->type_params)
		fill_type_params(s, d, def);
	if (d->kind == AST_ENUM)
		fill_enumerators(s, d, def);
	if (d->union_tag)
		fill_tag(s, d, def);
	if (d->kind == AST_UNION && d->tag)
		def->tag = sema_def(s, d->tag);
	return def;
}

void sema_want(struct sema *s, struct ast_decl *d)
{
	if (d->completed || !d->qualified || d->union_tag)
		return;
	d->completed = true;
	sema_def(s, d);
	vec_push(s->arena, &s->queue, d);
}

static void complete(struct sema *s, struct ast_decl *d)
{
	struct model_def *def = d->def;

	if (d->file->input)
		check_decl(s, d);
	if (d->kind == AST_ENUM)
		check_enum(s, d, def);
	else if (d->kind == AST_INTERFACE)
		check_interface(s, d, def);
	else if (!d->unstructured)
		check_data(s, d, def);
	def->nested = arena_array(s->arena, const struct model_def *, (size_t)d->nested.n);
	for (int i = 0; i < d->nested.n; i++) {
		struct ast_decl *nested = d->nested.items[i];

		if (!nested->qualified)
			continue; /* defined twice, or too long a name: reported */
		def->nested[def->n_nested++] = sema_def(s, nested);
		if (d->file->input)
			sema_want(s, nested);
	}
}

bool sema_check(struct sema *s)
{
	int n = s->import->files.n; /* more are loaded on the way, none of them input */

	for (int i = 0; i < n; i++)
		names_enter(s, s->import->files.items[i]);
	for (int i = 0; i < n; i++) {
		struct ast_file *file = s->import->files.items[i];

		if (!file->input)
			continue;
		check_file(s, file);
		names_load_imports(s, file);
		for (int j = 0; j < file->decls.n; j++)
			sema_want(s, file->decls.items[j]);
	}
	for (; s->n_completed < s->queue.n; s->n_completed++)
		complete(s, s->queue.items[s->n_completed]);
	references_follow(s);
	if (order_check_cycles(s)) /* else the same ones would be said again */
		references_check_cycles(s);
	stability_check(s);
	if (s->diag->n_errors)
		return false;
	previous_mark(s);
	holds_fill(s);
	measure_methods(s);
	circles_fill(s);
	for (int i = 0; !s->opt.quiet && i < n; i++)
		if (s->import->files.items[i]->input)
			lint_file(s, s->import->files.items[i]);
	return s->diag->n_errors == 0; /* -Werror */
}

static void fill_imports(struct sema *s, const struct ast_file *file, struct model_file *model)
{
	const char **names = arena_array(s->arena, const char *, (size_t)file->imports.n);

	for (int i = 0; i < file->imports.n; i++)
		names[i] = file->imports.items[i]->name.s;
	model->imports = names;
	model->n_imports = file->imports.n;
}

static int folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (int)(slash + 1 - path) : 0;
}

const struct model_file *sema_model(struct sema *s, struct ast_file *file)
{
	const char *slash = strrchr(file->src->path, '/'), *header;
	const struct model_def *root = NULL;
	struct model_file *model;

	if (file->model)
		return file->model;
	for (int i = 0; i < file->decls.n; i++)
		if (file->decls.items[i]->def && (!root || !file->decls.items[i]->unstructured))
			root = file->decls.items[i]->def;
	if (!root)
		return NULL;
	file->model = model = arena_new(s->arena, struct model_file);
	model->root = root->external ? NULL : root;
	header = root->header;
	model->path = arena_fmt(s->arena, "%.*s%s", folder_len(header), header,
				slash ? slash + 1 : file->src->path);
	fill_imports(s, file, model);
	order_file(s, file, model);
	return model;
}
