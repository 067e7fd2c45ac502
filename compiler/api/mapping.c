/* SPDX-License-Identifier: MIT */
/*
 * mapping.c - signatures of methods and the lines they are declared in
 */
#include "api/mapping.h"

#include <inttypes.h>

/* Names in Java: as a type, and between '<' and '>'. */
static const char *const java_names[][2] = {
	[MODEL_VOID] = {"void", "Void"},
	[MODEL_BOOLEAN] = {"boolean", "Boolean"},
	[MODEL_BYTE] = {"byte", "Byte"},
	[MODEL_CHAR] = {"char", "Character"},
	[MODEL_INT] = {"int", "Integer"},
	[MODEL_LONG] = {"long", "Long"},
	[MODEL_FLOAT] = {"float", "Float"},
	[MODEL_DOUBLE] = {"double", "Double"},
	[MODEL_STRING] = {"java.lang.String", "java.lang.String"},
	[MODEL_IBINDER] = {"android.os.IBinder", "android.os.IBinder"},
	[MODEL_FD] = {"android.os.ParcelFileDescriptor", "android.os.ParcelFileDescriptor"},
	[MODEL_HOLDER] = {"android.os.ParcelableHolder", "android.os.ParcelableHolder"},
	[MODEL_FILE_DESCRIPTOR] = {"java.io.FileDescriptor", "java.io.FileDescriptor"},
	[MODEL_CHAR_SEQUENCE] = {"java.lang.CharSequence", "java.lang.CharSequence"},
	[MODEL_UNTYPED_LIST] = {"java.util.List", "java.util.List"},
	[MODEL_MAP] = {"java.util.Map", "java.util.Map"},
};

static void write_type(struct emit *out, const struct model_type *type, bool boxed);

/* The type without its shape; an enum is its backing type. */
static void write_base(struct emit *out, const struct model_type *type, bool boxed)
{
	if (type->base == MODEL_ENUM)
		emit_raw(out, java_names[type->def->backing][boxed]);
	else if (type->def)
		emit_raw(out, type->def->qualified);
	else
		emit_raw(out, java_names[type->base][boxed]);
	for (int i = 0; i < type->n_args; i++) {
		emit_raw(out, i ? "," : "<");
		write_type(out, &type->args[i], true);
	}
	emit_raw(out, type->n_args ? ">" : "");
}

static void write_type(struct emit *out, const struct model_type *type, bool boxed)
{
	switch (type->shape) {
	case MODEL_SINGLE:
		write_base(out, type, boxed);
		break;
	case MODEL_ARRAY:
		write_base(out, type, false);
		emit_raw(out, "[]");
		break;
	case MODEL_LIST:
		emit_raw(out, "java.util.List<");
		write_base(out, type, true);
		emit_raw(out, ">");
		break;
	case MODEL_FIXED_ARRAY:
		write_base(out, type, false);
		for (int i = 0; i < type->n_dims; i++)
			emit_raw(out, "[]");
		break;
	}
}

static void write_method(const struct source_index *index, const struct model_def *def,
			 const struct model_method *m, struct emit *out)
{
	emit_raw(out, def->qualified);
	emit_raw(out, "|");
	emit_raw(out, m->name);
	emit_raw(out, "|");
	for (int i = 0; i < m->n_args; i++) {
		write_type(out, &m->args[i].type, false);
		emit_raw(out, ",");
	}
	emit_raw(out, "|");
	write_type(out, &m->ret, false);
	emit_raw(out, "\n");
	emit_fmt(out, "%s:%" PRIu32 "\n", m->at.src->path,
		 source_locate(index, m->at.begin).line);
}

void api_mapping(struct arena *arena, const struct model_def *def, struct emit *out)
{
	const struct source_index *index =
		def->n_methods ? source_index_new(arena, def->at.src) : NULL;

	for (int i = 0; i < def->n_methods; i++)
		if (!def->methods[i].meta_version && !def->methods[i].meta_hash)
			write_method(index, def, &def->methods[i], out);
}
