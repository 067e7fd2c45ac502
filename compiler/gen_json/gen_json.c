/* SPDX-License-Identifier: MIT */
/*
 * gen_json.c - the document: a file and its types
 */
#include "gen_json/gen_json.h"

#include <stdlib.h>
#include <string.h>

#include "gen_json/tree.h"
#include "sema/spell.h"

#define SCHEMA "hideglue-aidl-1"

static void write_type(struct tree *t, const char *key, const struct model_def *def);

static void write_interface(struct tree *t, const struct model_def *def)
{
	struct json *j = &t->json;

	json_string(j, "descriptor", def->descriptor);
	json_bool(j, "oneway", def->oneway);
	if (def->version)
		json_int(j, "version", def->version);
	else
		json_null(j, "version");
	json_string(j, "hash", def->hash);
	if (def->next_version)
		json_int(j, "nextVersion", def->next_version);
	else
		json_null(j, "nextVersion");
	tree_permission(t, &def->permission);
	tree_constants(t, def);
	tree_methods(t, def);
}

static void write_parcelable(struct tree *t, const struct model_def *def)
{
	struct json *j = &t->json;

	json_bool(j, "structured", !def->external);
	json_one_line(j);
	json_object(j, "headers");
	json_string(j, "c", def->c_header);
	json_string(j, "cpp", def->cpp_header);
	json_string(j, "ndk", def->ndk_header);
	json_string(j, "rust", def->rust_type);
	json_end_object(j);
	json_one_line(j);
	json_array(j, "typeParameters");
	for (int i = 0; i < def->n_type_params; i++)
		json_string(j, NULL, def->type_params[i]);
	json_end_array(j);
	json_bool(j, "fixedSize", def->fixed_size);
	tree_constants(t, def);
	tree_fields(t, def);
}

static void write_union(struct tree *t, const struct model_def *def)
{
	json_bool(&t->json, "fixedSize", def->fixed_size);
	tree_constants(t, def);
	tree_fields(t, def);
	write_type(t, "tag", def->tag);
}

static void write_enum(struct tree *t, const struct model_def *def)
{
	json_string(&t->json, "backing", spell_base(def->backing));
	tree_enumerators(t, def);
}

static void write_type(struct tree *t, const char *key, const struct model_def *def)
{
	static void (*const bodies[])(struct tree *t, const struct model_def *def) = {
		[MODEL_DEF_INTERFACE] = write_interface,
		[MODEL_DEF_PARCELABLE] = write_parcelable,
		[MODEL_DEF_UNION] = write_union,
		[MODEL_DEF_ENUM] = write_enum,
	};
	struct json *j = &t->json;

	json_object(j, key);
	json_string(j, "kind", spell_kind(def->kind));
	json_string(j, "name", def->name);
	json_string(j, "qualifiedName", def->qualified);
	tree_location(t, def->at);
	tree_doc(t, &def->doc);
	tree_annotations(t, def->annotations, def->n_annotations);
	json_string(j, "stability", def->vintf ? "vintf" : NULL);
	json_bool(j, "sensitive", def->sensitive);
	bodies[def->kind](t, def);
	json_array(j, "types");
	for (int i = 0; i < def->n_nested; i++)
		write_type(t, NULL, def->nested[i]);
	json_end_array(j);
	json_end_object(j);
}

/* The types at the top of the file, in the order of the text. */

static int by_place(const void *a, const void *b)
{
	const struct model_def *x = *(const struct model_def *const *)a;
	const struct model_def *y = *(const struct model_def *const *)b;

	return x->at.begin < y->at.begin ? -1 : x->at.begin > y->at.begin;
}

static void write_types(struct tree *t, const struct model_file *file)
{
	const struct model_def **top = arena_array(t->arena, const struct model_def *,
						   (size_t)file->n_defs);
	int n = 0;

	for (int i = 0; i < file->n_defs; i++)
		if (!file->defs[i]->parent)
			top[n++] = file->defs[i];
	qsort(top, (size_t)n, sizeof(*top), by_place);
	json_array(&t->json, "types");
	for (int i = 0; i < n; i++)
		write_type(t, NULL, top[i]);
	json_end_array(&t->json);
}

/* What it mentions of other files. */
static void write_uses(struct tree *t, const struct model_file *file)
{
	struct json *j = &t->json;

	json_array(j, "uses");
	for (int i = 0; i < file->n_uses; i++) {
		const struct model_def *def = file->uses[i].def;

		json_one_line(j);
		json_object(j, NULL);
		json_string(j, "kind", spell_kind(def->kind));
		json_string(j, "qualifiedName", def->qualified);
		json_string(j, "file", arena_fmt(t->arena, "%.*s.aidl",
						 (int)(strlen(def->header) - strlen(".h")),
						 def->header));
		json_end_object(j);
	}
	json_end_array(j);
}

void gen_json(const struct model_file *file, struct arena *arena, struct emit *out)
{
	struct tree t = {.arena = arena};
	struct json *j = &t.json;

	json_init(j, out, true);
	json_object(j, NULL);
	json_string(j, "schema", SCHEMA);
	json_string(j, "file", file->path);
	json_string(j, "package", file->n_defs ? file->defs[0]->package : "");
	json_array(j, "imports");
	for (int i = 0; i < file->n_imports; i++)
		json_string(j, NULL, file->imports[i]);
	json_end_array(j);
	write_uses(&t, file);
	write_types(&t, file);
	json_end_object(j);
	emit_raw(out, "\n");
}
