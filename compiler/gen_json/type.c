/* SPDX-License-Identifier: MIT */
/*
 * type.c - the type of a member, in parts and as AIDL writes it
 */
#include "gen_json/tree.h"

static const char *const base_words[] = {
	[MODEL_VOID] = "void",
	[MODEL_BOOLEAN] = "boolean",
	[MODEL_BYTE] = "byte",
	[MODEL_CHAR] = "char",
	[MODEL_INT] = "int",
	[MODEL_LONG] = "long",
	[MODEL_FLOAT] = "float",
	[MODEL_DOUBLE] = "double",
	[MODEL_STRING] = "String",
	[MODEL_IBINDER] = "IBinder",
	[MODEL_FD] = "ParcelFileDescriptor",
	[MODEL_HOLDER] = "ParcelableHolder",
	[MODEL_FILE_DESCRIPTOR] = "FileDescriptor",
	[MODEL_CHAR_SEQUENCE] = "CharSequence",
	[MODEL_UNTYPED_LIST] = "List",
	[MODEL_MAP] = "Map",
	[MODEL_ENUM] = "enum",
	[MODEL_PARCELABLE] = "parcelable",
	[MODEL_UNION] = "union",
	[MODEL_INTERFACE] = "interface",
};

static const char *const shape_words[] = {
	[MODEL_SINGLE] = "single",
	[MODEL_ARRAY] = "array",
	[MODEL_LIST] = "list",
	[MODEL_FIXED_ARRAY] = "fixedArray",
};

const char *tree_base_word(enum model_base base)
{
	return base_words[base];
}

/* With full names, without annotations. */
static const char *spell(struct arena *a, const struct model_type *type)
{
	const char *text = type->def ? type->def->qualified : base_words[type->base];

	for (int i = 0; i < type->n_args; i++)
		text = arena_fmt(a, "%s%s%s%s", text, i ? ", " : "<", spell(a, &type->args[i]),
				 i == type->n_args - 1 ? ">" : "");
	if (type->shape == MODEL_ARRAY)
		text = arena_fmt(a, "%s[]", text);
	if (type->shape == MODEL_LIST)
		text = arena_fmt(a, "List<%s>", text);
	for (int i = 0; i < type->n_dims; i++)
		text = arena_fmt(a, "%s[%d]", text, type->dims[i]);
	return text;
}

void tree_type(struct tree *t, const char *key, const struct model_type *type)
{
	struct json *j = &t->json;

	json_one_line(j);
	json_object(j, key);
	json_string(j, "aidl", spell(t->arena, type));
	json_string(j, "base", base_words[type->base]);
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
