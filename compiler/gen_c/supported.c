/* SPDX-License-Identifier: MIT */
/*
 * supported.c - what AIDL has and C has not
 *
 * Correct AIDL all of it: other backends can take it, so the checker lets it pass. The
 * same things as for AOSP's NDK backend are refused, each with a reason.
 */
#include "gen_c/gen_c.h"

/*
 * Elements of a fixed-size array in all: more bytes than these do not pass through one transaction.
 */
#define MAX_FIXED_ELEMENTS (1 << 20)

static const struct {
	enum model_base base;
	const char *name, *why;
} bases[] = {
	{MODEL_MAP, "Map",
	 "only Java has it in AIDL; a List of a parcelable with key and value does the same"},
	{MODEL_CHAR_SEQUENCE, "CharSequence", "only Java has it in AIDL; use String"},
	{MODEL_FILE_DESCRIPTOR, "FileDescriptor",
	 "it is not part of stable AIDL; use ParcelFileDescriptor"},
	{MODEL_UNTYPED_LIST, "List", "a List without an element type is Java's alone; write List<T>"},
};

static void check_dims(struct diag *d, const struct model_type *t)
{
	int64_t all = 1;

	for (int i = 0; i < t->n_dims; i++) {
		all *= t->dims[i];
		if (all == 0) {
			diag_at(d, DIAG_UNSUPPORTED, t->at,
				"an array of size 0: C has none; use T[] or leave it out");
			return;
		}
		if (all > MAX_FIXED_ELEMENTS) {
			diag_at(d, DIAG_UNSUPPORTED, t->at,
				"more than %d elements: larger than a transaction can carry",
				MAX_FIXED_ELEMENTS);
			return;
		}
	}
}

static void check_def(struct diag *d, const struct model_type *t)
{
	if (!t->def->external || t->def->c_header || t->def->ndk_header)
		return;
	diag_at(d, DIAG_UNSTRUCTURED, t->at, "'%s' has no fields in AIDL and names %s",
		t->def->name,
		t->def->cpp_header ? "a header of C++, but none of C" : "no C header");
	diag_note(d, t->def->at,
		  "declared here; 'c_header \"file.h\"' behind the name says where C finds it");
}

static void check_type(struct diag *d, const struct model_type *t)
{
	for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++)
		if (t->base == bases[i].base)
			diag_at(d, DIAG_UNSUPPORTED, t->at,
				"the type '%s' is not supported in C: %s", bases[i].name,
				bases[i].why);
	check_dims(d, t);
	if (t->circular) {
		diag_at(d, DIAG_UNSUPPORTED, t->at,
			"the header of '%s' has to come first, as C needs its definition here; but it needs this file's first",
			t->def->name);
		diag_note(d, t->def->at,
			  "declared here; T[], List<T> or @nullable T instead of the value breaks the circle, and so does a file of its own for a nested type");
	}
	if (t->def)
		check_def(d, t);
	for (int i = 0; i < t->n_args; i++)
		check_type(d, &t->args[i]);
}

/* A value of more could never be read where it is behind a pointer: the support header's limit. */
#define MAX_TYPE_MIB 256

static void check_size(struct diag *d, const struct model_def *def)
{
	int64_t bytes = def->size + def->default_bytes;

	if (bytes > (int64_t)MAX_TYPE_MIB << 20)
		diag_at(d, DIAG_UNSUPPORTED, def->at,
			"a value of '%s' would take more than %d MiB in C; T[] in place of fixed-size arrays takes what is there",
			def->name, MAX_TYPE_MIB);
}

static void check_members(struct diag *d, const struct model_def *def)
{
	for (int i = 0; i < def->n_fields; i++)
		check_type(d, &def->fields[i].type);
	for (int i = 0; i < def->n_methods; i++) {
		const struct model_method *m = &def->methods[i];

		if (m->permission.kind == MODEL_PERMISSION_ENFORCED && !m->permission.n_names)
			diag_at(d, DIAG_PERMISSION, m->at,
				"'%s' needs a permission, but none is named", m->name);
		check_type(d, &m->ret);
		for (int j = 0; j < m->n_args; j++)
			check_type(d, &m->args[j].type);
	}
}

bool gen_c_supported(struct diag *d, const struct model_file *file)
{
	int errors = d->n_errors;

	for (int i = 0; i < file->n_defs; i++) {
		const struct model_def *def = file->defs[i];

		if (def->external && !def->parent) /* a nested one is no AIDL at all */
			diag_at(d, DIAG_UNSTRUCTURED, def->at,
				"'%s' has no fields in AIDL: there is no code to generate for it",
				def->name);
		else
			check_members(d, def);
		check_size(d, def);
	}
	return d->n_errors == errors;
}
