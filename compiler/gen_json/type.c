/* SPDX-License-Identifier: MIT */
/*
 * type.c - the type of a member, in parts and as AIDL writes it
 */
#include "gen_json/tree.h"
#include "sema/spell.h"

static const char *const shape_words[] = {
	[MODEL_SINGLE] = "single",
	[MODEL_ARRAY] = "array",
	[MODEL_LIST] = "list",
	[MODEL_FIXED_ARRAY] = "fixedArray",
};

void tree_type(struct tree *t, const char *key, const struct model_type *type)
{
	struct json *j = &t->json;

	json_one_line(j);
	json_object(j, key);
	json_string(j, "aidl", spell_type(t->arena, type, ", "));
	json_string(j, "base", spell_base(type->base));
	json_string(j, "name", type->def ? type->def->qualified : NULL);
	json_string(j, "shape", shape_words[type->shape]);
	json_array(j, "dimensions");
	for (int i = 0; i < type->n_dims; i++)
		json_int(j, NULL, type->dims[i]);
	json_end_array(j);
	json_bool(j, "nullable", type->nullable);
	json_bool(j, "heap", type->heap);
	json_bool(j, "utf8InCpp", type->utf8_in_cpp);
	json_array(j, "arguments");
	for (int i = 0; i < type->n_args; i++)
		tree_type(t, NULL, &type->args[i]);
	json_end_array(j);
	json_end_object(j);
}
