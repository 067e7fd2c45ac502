/* SPDX-License-Identifier: MIT */
/*
 * spell.c - see spell.h
 */
#include "sema/spell.h"

#include <inttypes.h>

const char *spell_base(enum model_base base)
{
	static const char *const words[] = {
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

	return words[base];
}

const char *spell_kind(enum model_kind kind)
{
	static const char *const words[] = {
		[MODEL_DEF_INTERFACE] = "interface",
		[MODEL_DEF_PARCELABLE] = "parcelable",
		[MODEL_DEF_UNION] = "union",
		[MODEL_DEF_ENUM] = "enum",
	};

	return words[kind];
}

const char *spell_direction(enum model_direction direction)
{
	static const char *const words[] = {
		[MODEL_IN] = "in", [MODEL_OUT] = "out", [MODEL_INOUT] = "inout",
	};

	return words[direction];
}

static const char *with_args(struct arena *a, const struct model_type *type, const char *comma)
{
	const char *text = type->def ? type->def->qualified : spell_base(type->base);

	for (int i = 0; i < type->n_args; i++)
		text = arena_fmt(a, "%s%s%s", text, i ? comma : "<",
				 spell_type(a, &type->args[i], comma));
	return type->n_args ? arena_fmt(a, "%s>", text) : text;
}

const char *spell_type(struct arena *a, const struct model_type *type, const char *comma)
{
	const char *text = with_args(a, type, comma);

	switch (type->shape) {
	case MODEL_SINGLE:
		break;
	case MODEL_ARRAY:
		return arena_fmt(a, "%s[]", text);
	case MODEL_LIST:
		return arena_fmt(a, "List<%s>", text);
	case MODEL_FIXED_ARRAY:
		for (int i = 0; i < type->n_dims; i++)
			text = arena_fmt(a, "%s[%" PRId32 "]", text, type->dims[i]);
		break;
	}
	return text;
}
