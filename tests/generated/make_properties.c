/* SPDX-License-Identifier: MIT */
/*
 * make_properties.c - from .aidl files, the C that gives their types random values
 *
 *	make_properties NAME FILE.aidl... >NAME.c
 *
 * For every parcelable and union of the files, in the order of their headers: a function that
 * fills an empty value by chance, and a row of struct property_type property_NAME[] for
 * properties.c. Left out are those that cannot be without an object, a descriptor or a holder's
 * parcelable, and those that people write by hand.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "gen_c/gen.h"
#include "sema/sema.h"

static int file_find(void *ctx, const char *path, struct import_id *ret_id)
{
	struct stat st;

	(void)ctx;
	if (stat(path, &st) < 0)
		return errno;
	ret_id->volume = (uint64_t)st.st_dev;
	ret_id->number = (uint64_t)st.st_ino;
	return 0;
}

static int file_read(void *ctx, struct arena *arena, const char *path, char **ret_text,
		     size_t *ret_len)
{
	FILE *in = fopen(path, "r");
	char *text = arena_alloc(arena, 1 << 20);

	(void)ctx;
	if (!in)
		return errno;
	*ret_len = fread(text, 1, (1 << 20) - 2, in);
	text[*ret_len] = text[*ret_len + 1] = '\0';
	*ret_text = text;
	return fclose(in) == 0 ? 0 : errno;
}

static const struct import_reader reader = {.find = file_find, .read = file_read};

#define FMT(...) arena_fmt(g->arena, __VA_ARGS__)

/* Whether a value of t can be made: null where it is an object or a descriptor. */
static bool can_be_made(struct gen *g, struct ctype t, struct map *seen);

static bool def_can_be_made(struct gen *g, const struct model_def *def, struct map *seen)
{
	if (def->external)
		return false;
	if (map_put(g->arena, seen, def, (void *)def))
		return true;
	for (int i = 0; i < def->n_fields; i++)
		if (!can_be_made(g, ctype_of_field(def, &def->fields[i]), seen))
			return false;
	return true;
}

static bool can_be_made(struct gen *g, struct ctype t, struct map *seen)
{
	switch (t.base) {
	case MODEL_IBINDER:
	case MODEL_INTERFACE:
	case MODEL_FD:
		return t.shape == MODEL_ARRAY || t.null || t.elem_null;
	case MODEL_HOLDER:
		return false;
	case MODEL_PARCELABLE:
	case MODEL_UNION:
		return def_can_be_made(g, t.def, seen);
	default:
		return true;
	}
}

/* Statements that fill what stands at the expression at, which is empty. */
static void fill(struct gen *g, struct ctype t, const char *at, int level);

static void fill_items(struct gen *g, struct ctype t, const char *at, const char *n, int level)
{
	struct ctype element = ctype_element(t);

	printf("%*sfor (int32_t i%d = 0; i%d < %s; i%d++) {\n", level * 4, "", level, level, n, level);
	fill(g, element, FMT("%s[i%d]", at, level), level + 1);
	printf("%*s}\n", level * 4, "");
}

static void fill(struct gen *g, struct ctype t, const char *at, int level)
{
	int tab = level * 4;

	switch (ctype_form(t)) {
	case FORM_SCALAR:
		printf("%*s%s = (%s)random_number(r);\n", tab, "", at, ctype_single(g, t));
		return;
	case FORM_STRING:
		printf("%*srandom_string(r, &%s, %s);\n", tab, "", at, t.null ? "true" : "false");
		return;
	case FORM_FD:
		printf("%*s%s = -1;\n", tab, "", at);
		return;
	case FORM_STRUCT:
		printf("%*srandom_%s(r, &%s);\n", tab, "", gen_type(g, t.def), at);
		return;
	case FORM_STRUCT_PTR:
		printf("%*sif (random_more(r)) {\n%*s    %s = calloc(1, sizeof(*%s));\n"
		       "%*s    random_%s(r, %s);\n%*s}\n",
		       tab, "", tab, "", at, at, tab, "", gen_type(g, t.def), at, tab, "");
		return;
	case FORM_ARRAY:
		printf("%*s%s_alloc(&%s, random_length(r, %s));\n", tab, "", ctype_array(g, t), at,
		       t.null ? "true" : "false");
		/* Objects and descriptors stay null; where null is not allowed there are none. */
		if (t.base == MODEL_IBINDER || t.base == MODEL_INTERFACE || t.base == MODEL_FD)
			printf("%*s%s_alloc(&%s, 0);\n", tab, "", ctype_array(g, t), at);
		else
			fill_items(g, t, FMT("%s.data", at), FMT("%s.length", at), level);
		return;
	case FORM_FIXED:
		fill_items(g, t, at, FMT("%d", (int)t.dims[0]), level);
		return;
	case FORM_FIXED_PTR:
		t.null = false;
		printf("%*sif (random_more(r)) {\n%*s    %s = calloc(1, sizeof(*%s));\n", tab, "", tab,
		       "", at, at);
		fill_items(g, t, FMT("(*%s)", at), FMT("%d", (int)t.dims[0]), level + 1);
		printf("%*s}\n", tab, "");
		return;
	default:
		return;
	}
}

static void put_random(struct gen *g, const struct model_def *def)
{
	const char *type = gen_type(g, def);

	printf("static void random_%s(struct random *r, %s *self)\n{\n    r->depth++;\n", type, type);
	if (def->kind == MODEL_DEF_UNION)
		printf("    self->tag = (%s_Tag)(random_number(r) %% %d);\n    switch (self->tag) {\n",
		       type, def->n_fields);
	else
		printf("    %s_init(self);\n    %s_clear(self);\n    (void)self;\n", type, type);
	for (int i = 0; i < def->n_fields; i++) {
		const struct model_field *f = &def->fields[i];
		bool is_union = def->kind == MODEL_DEF_UNION;

		if (is_union)
			printf("    case %s_TAG_%s:\n", type, f->name);
		fill(g, ctype_of_field(def, f),
		     FMT(is_union ? "self->value.%s" : "self->%s", gen_field(g, f->name)),
		     1 + is_union);
		if (is_union)
			printf("        break;\n");
	}
	if (def->kind == MODEL_DEF_UNION)
		printf("    }\n");
	printf("    r->depth--;\n}\n\n");
}

static void put_row(struct gen *g, const struct model_def *def)
{
	const char *type = gen_type(g, def);

	printf("    PROPERTY_TYPE(%s),\n", type);
}

enum step { STEP_INCLUDE, STEP_DECLARE, STEP_DEFINE, STEP_ROW };

static void put_step(struct sema *s, struct import *import, enum step step)
{
	struct gen_c_options opt = {0};

	for (int i = 0; i < import->files.n; i++) {
		const struct model_file *file;
		struct arena arena = {0};
		struct gen g;

		if (!import->files.items[i]->input)
			continue;
		file = sema_model(s, import->files.items[i]);
		if (!file)
			continue;
		gen_init(&g, &arena, file, &opt);
		if (step == STEP_INCLUDE)
			printf("#include \"%s\"\n", file->root->header);
		for (int j = 0; step != STEP_INCLUDE && j < file->n_defs; j++) {
			const struct model_def *def = file->defs[j];
			struct map seen = {0};

			if ((def->kind != MODEL_DEF_PARCELABLE && def->kind != MODEL_DEF_UNION) ||
			    !def_can_be_made(&g, def, &seen))
				continue;
			if (step == STEP_DECLARE)
				printf("static void random_%s(struct random *r, %s *self);\n",
				       gen_type(&g, def), gen_type(&g, def));
			else if (step == STEP_DEFINE)
				put_random(&g, def);
			else
				put_row(&g, def);
		}
		gen_fini(&g);
		arena_free(&arena);
	}
}

int main(int argc, char **argv)
{
	struct sema_options opt = {0};
	struct arena arena = {0};
	struct intern names;
	struct import import;
	struct diag diag;
	struct sema sema;

	if (argc < 3)
		return 2;
	intern_init(&names, &arena);
	diag_init(&diag, &arena, stderr);
	import_init(&import, &arena, &names, &diag, &reader);
	import_add_dir(&import, ".");
	for (int i = 2; i < argc; i++)
		import_input(&import, argv[i]);
	sema_init(&sema, &import, &opt);
	if (!sema_check(&sema))
		return 1;
	printf("#include \"properties.h\"\n");
	put_step(&sema, &import, STEP_INCLUDE);
	put_step(&sema, &import, STEP_DECLARE);
	printf("\n");
	put_step(&sema, &import, STEP_DEFINE);
	printf("const struct property_type property_%s[] = {\n", argv[1]);
	put_step(&sema, &import, STEP_ROW);
	printf("    {0},\n};\n");
	diag_finish(&diag);
	intern_fini(&names);
	arena_free(&arena);
	return ferror(stdout) ? 1 : 0;
}
