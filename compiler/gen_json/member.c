/* SPDX-License-Identifier: MIT */
/*
 * member.c - methods, fields, constants, enumerators
 */
#include "gen_json/tree.h"
#include "sema/spell.h"

#define FIRST_CALL_TRANSACTION 1

void tree_location(struct tree *t, struct source_range at)
{
	struct json *j = &t->json;
	struct source_pos pos;

	if (!at.src) {
		json_null(j, "location");
		return;
	}
	if (!t->index)
		t->index = source_index_new(t->arena, at.src); /* all of a file's places are in it */
	pos = source_locate(t->index, at.begin);
	json_one_line(j);
	json_object(j, "location");
	json_int(j, "line", pos.line);
	json_int(j, "column", pos.column);
	json_int(j, "utf16", source_utf16(t->index, pos));
	json_int(j, "offset", at.begin);
	json_int(j, "length", at.end - at.begin);
	json_end_object(j);
}

void tree_doc(struct tree *t, const struct model_doc *doc)
{
	json_string(&t->json, "doc", doc->text);
	json_string(&t->json, "deprecated", doc->deprecated);
	json_bool(&t->json, "hidden", doc->hidden);
}

void tree_permission(struct tree *t, const struct model_permission *permission)
{
	static const char *const words[] = {
		[MODEL_PERMISSION_UNSAID] = "unsaid",
		[MODEL_PERMISSION_NONE] = "none",
		[MODEL_PERMISSION_MANUAL] = "manual",
		[MODEL_PERMISSION_ENFORCED] = "enforced",
	};
	struct json *j = &t->json;

	json_one_line(j);
	json_object(j, "permission");
	json_string(j, "kind", words[permission->kind]);
	json_bool(j, "all", permission->all);
	json_array(j, "names");
	for (int i = 0; i < permission->n_names; i++)
		json_string(j, NULL, permission->names[i]);
	json_end_array(j);
	json_end_object(j);
}

/* What every member starts with; its annotations are its type's in the model. */
static void begin_member(struct tree *t, const char *name, struct source_range at,
			 const struct model_doc *doc, const struct model_type *type)
{
	json_object(&t->json, NULL);
	json_string(&t->json, "name", name);
	tree_location(t, at);
	tree_doc(t, doc);
	if (type)
		tree_annotations(t, type->annotations, type->n_annotations);
}

void tree_constants(struct tree *t, const struct model_def *def)
{
	json_array(&t->json, "constants");
	for (int i = 0; i < def->n_constants; i++) {
		const struct model_constant *c = &def->constants[i];

		begin_member(t, c->name, c->at, &c->doc, &c->type);
		tree_type(t, "type", &c->type);
		tree_value(t, "value", &c->value, c->type.base);
		json_end_object(&t->json);
	}
	json_end_array(&t->json);
}

void tree_fields(struct tree *t, const struct model_def *def)
{
	json_array(&t->json, "fields");
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];

		begin_member(t, f->name, f->at, &f->doc, &f->type);
		tree_type(t, "type", &f->type);
		tree_value(t, "default", &f->value, f->type.base);
		json_bool(&t->json, "new", i >= def->n_sent);
		json_end_object(&t->json);
	}
	json_end_array(&t->json);
}

void tree_enumerators(struct tree *t, const struct model_def *def)
{
	json_array(&t->json, "enumerators");
	for (int i = 0; i < def->n_enumerators; i++) {
		const struct model_enumerator *e = &def->enumerators[i];
		struct model_value value = {.kind = MODEL_VALUE_INT, .i = e->value};

		begin_member(t, e->name, e->at, &e->doc, NULL);
		tree_value(t, "value", &value, def->backing);
		json_end_object(&t->json);
	}
	json_end_array(&t->json);
}

static void write_args(struct tree *t, const struct model_method *m)
{
	struct json *j = &t->json;

	json_array(j, "arguments");
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *arg = &m->args[i];

		json_object(j, NULL);
		json_string(j, "name", arg->name);
		tree_location(t, arg->at);
		tree_annotations(t, arg->type.annotations, arg->type.n_annotations);
		json_string(j, "direction", spell_direction(arg->dir));
		tree_type(t, "type", &arg->type);
		json_end_object(j);
	}
	json_end_array(j);
}

void tree_methods(struct tree *t, const struct model_def *def)
{
	struct json *j = &t->json;

	json_array(j, "methods");
	for (int i = 0; i < def->n_methods; i++) {
		const struct model_method *m = &def->methods[i];

		begin_member(t, m->name, m->at, &m->doc, &m->ret);
		json_int(j, "id", m->id);
		json_int(j, "code", FIRST_CALL_TRANSACTION + m->id);
		json_bool(j, "new", m->is_new);
		json_string(j, "meta", m->meta_version ? "version" : m->meta_hash ? "hash" : NULL);
		json_bool(j, "oneway", m->oneway);
		json_bool(j, "sensitive", m->clear_buf);
		json_bool(j, "propagateAllowBlocking", m->allow_blocking);
		tree_permission(t, &m->permission);
		tree_type(t, "returns", &m->ret);
		write_args(t, m);
		json_end_object(j);
	}
	json_end_array(j);
}
