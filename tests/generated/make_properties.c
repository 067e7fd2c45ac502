/* SPDX-License-Identifier: MIT */
/*
 * make_properties.c - from .aidl files, the C that gives their types random values
 *
 *	make_properties NAME [OPTION...] FILE.aidl... >NAME.c
 *
 * For every parcelable and union of the files, in the order of their headers: a function that
 * fills an empty value by chance, and a row of struct property_type property_NAME[] for
 * properties.c. A holder gets one of the types that hold no object. Types that people write by hand
 * hold none; random_X() of theirs is somewhere else. The options are those of aidl2c that a golden
 * case has.
 */
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* What a value has to do with binders and descriptors, with what it holds. */
enum objects {
	NO_OBJECTS,
	SOME_OBJECTS,	/* and there are values without */
	NEEDS_OBJECTS,
};

static enum objects objects_of(struct gen *g, const struct model_def *def, struct map *seen)
{
	enum objects most = NO_OBJECTS;

	if (map_put(g->arena, seen, def, (void *)def))
		return NO_OBJECTS;
	for (int i = 0; i < def->n_fields; i++) {
		struct ctype t = ctype_of_field(def, &def->fields[i]);
		bool apart = t.shape == MODEL_ARRAY || t.null || t.elem_null;
		enum objects its = NO_OBJECTS;

		if (t.base == MODEL_IBINDER || t.base == MODEL_INTERFACE || t.base == MODEL_FD)
			its = NEEDS_OBJECTS;
		else if (t.base == MODEL_PARCELABLE || t.base == MODEL_UNION)
			its = objects_of(g, t.def, seen);
		if (its == NEEDS_OBJECTS && apart && t.base != MODEL_PARCELABLE && t.base != MODEL_UNION)
			its = SOME_OBJECTS;
		if (its > most)
			most = its;
	}
	return most;
}

static enum objects objects(struct gen *g, const struct model_def *def)
{
	struct map seen = {0};

	return objects_of(g, def, &seen);
}

/* The types that holders get: without objects and holders. */
static VEC(const struct model_def *) held;

static void put_holder(struct gen *g, struct ctype t, const char *at, int tab)
{
	if (t.vintf)
		printf("%*saidl_ParcelableHolder_init(&%s, AIDL_STABILITY_VINTF);\n", tab, "", at);
	printf("%*sswitch (random_number(r) %% %d) {\n", tab, "", held.n + 1);
	for (int i = 0; i < held.n; i++) {
		const char *type = gen_type(g, held.items[i]);

		printf("%*scase %d: {\n%*s    %s x = {0};\n%*s    random_%s(r, &x);\n"
		       "%*s    %s_writeToHolder(&x, &%s);\n%*s    %s_clear(&x);\n%*s    break;\n%*s}\n",
		       tab, "", i, tab, "", type, tab, "", type, tab, "", type, at, tab, "", type,
		       tab, "", tab, "");
	}
	printf("%*s}\n", tab, "");
}

/* A new object: one that answers no method, or of no interface at all. */
static void put_object(struct gen *g, struct ctype t, const char *at, int tab)
{
	const char *type;

	printf("%*sif (random_object(r, %s)) {\n", tab, "", t.null ? "true" : "false");
	if (t.base == MODEL_IBINDER) {
		printf("%*s    %s = random_binder();\n%*s}\n", tab, "", at, tab, "");
		return;
	}
	type = gen_type(g, t.def);
	printf("%*s    static const %s_ops ops;\n%*s    static %s_impl impl = {.ops = &ops};\n"
	       "%*s    %s = %s_new(&impl);\n%*s}\n",
	       tab, "", type, tab, "", type, tab, "", at, type, tab, "");
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
		printf("%*s%s = random_object(r, %s) ? random_fd(r) : -1;\n", tab, "", at,
		       t.null ? "true" : "false");
		return;
	case FORM_BINDER:
	case FORM_INTERFACE:
		put_object(g, t, at, tab);
		return;
	case FORM_HOLDER:
		put_holder(g, t, at, tab);
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
		/* Where there are to be no objects, not even null ones. */
		if (t.base == MODEL_IBINDER || t.base == MODEL_INTERFACE || t.base == MODEL_FD)
			printf("%*sif (!r->objects)\n%*s    %s_alloc(&%s, 0);\n", tab, "", tab, "",
			       ctype_array(g, t), at);
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

/* What is not sent has its default where the value arrives. */
static void put_defaults(struct gen *g, const struct model_def *def)
{
	const char *type = gen_type(g, def);

	printf("    {\n        %s fresh;\n        %s_init(&fresh);\n", type, type);
	for (int i = def->n_sent; i < def->n_fields; i++) {
		const char *name = gen_field(g, def->fields[i].name);

		printf("        memcpy(&self->%s, &fresh.%s, sizeof(self->%s));\n"
		       "        memset(&fresh.%s, 0, sizeof(fresh.%s));\n", name, name, name, name, name);
	}
	printf("        %s_clear(&fresh);\n    }\n", type);
}

static void put_random(struct gen *g, const struct model_def *def)
{
	const char *type = gen_type(g, def);

	printf("static void random_%s(struct random *r, %s *self)\n{\n    r->depth++;\n", type, type);
	if (def->kind == MODEL_DEF_UNION)
		printf("    self->tag = (%s_Tag)(random_number(r) %% %d);\n    switch (self->tag) {\n",
		       type, def->n_sent);
	else
		printf("    %s_init(self);\n    %s_clear(self);\n    (void)self;\n", type, type);
	for (int i = 0; i < def->n_sent; i++) {
		const struct model_field *f = &def->fields[i];
		bool is_union = def->kind == MODEL_DEF_UNION;

		if (is_union)
			printf("    case %s:\n", gen_enumerator(g, def->tag, f->name));
		fill(g, ctype_of_field(def, f),
		     FMT(is_union ? "self->value.%s" : "self->%s", gen_field(g, f->name)),
		     1 + is_union);
		if (is_union)
			printf("        break;\n");
	}
	if (def->kind == MODEL_DEF_UNION)
		printf("    }\n");
	else if (def->n_sent < def->n_fields)
		put_defaults(g, def);
	printf("    r->depth--;\n}\n\n");
}

static void put_row(struct gen *g, const struct model_def *def)
{
	static const char *const words[] = {"PROPERTY_NONE", "PROPERTY_SOME", "PROPERTY_NEEDED"};
	const char *type = gen_type(g, def);

	printf("    PROPERTY_TYPE(%s, %s, %s", type, words[objects(g, def)],
	       def->kind == MODEL_DEF_UNION ? "true" : "false");
	for (int i = 0; i < def->n_fields; i++)
		printf(", \"%s\"", def->fields[i].name);
	printf(", NULL),\n");
}

enum step { STEP_INCLUDE, STEP_HOLD, STEP_DECLARE, STEP_DEFINE, STEP_ROW };

static bool has_holder(const struct model_def *def)
{
	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].type.base == MODEL_HOLDER ||
		    (def->fields[i].type.def && def->fields[i].type.def->kind != MODEL_DEF_ENUM))
			return true;
	return false;
}

static void put_def(struct gen *g, struct arena *keep, const struct model_def *def, enum step step)
{
	if (def->kind != MODEL_DEF_PARCELABLE && def->kind != MODEL_DEF_UNION)
		return;
	if (step == STEP_HOLD && !has_holder(def) && objects(g, def) == NO_OBJECTS)
		vec_push(keep, &held, def);
	else if (step == STEP_DECLARE)
		printf("static void random_%s(struct random *r, %s *self);\n", gen_type(g, def),
		       gen_type(g, def));
	else if (step == STEP_DEFINE)
		put_random(g, def);
	else if (step == STEP_ROW)
		put_row(g, def);
}

static void put_step(struct sema *s, struct import *import, const struct gen_c_options *opt,
		     enum step step)
{
	for (int i = 0; i < import->files.n; i++) {
		const struct model_file *file;
		struct arena arena = {0};
		struct gen g;

		if (!import->files.items[i]->input)
			continue;
		file = sema_model(s, import->files.items[i]);
		if (!file)
			continue;
		gen_init(&g, &arena, file, opt);
		if (step == STEP_INCLUDE)
			printf("#include \"%s\"\n", file->root->header);
		for (int j = 0; step == STEP_DECLARE && j < file->n_uses; j++)
			if (file->uses[j].def->external)
				printf("void random_%s(struct random *r, %s *self);\n",
				       gen_type(&g, file->uses[j].def),
				       gen_type(&g, file->uses[j].def));
		for (int j = 0; step != STEP_INCLUDE && j < file->n_defs; j++)
			put_def(&g, s->arena, file->defs[j], step);
		gen_fini(&g);
		arena_free(&arena);
	}
}

/* The options of aidl2c that matter here; any other one without a value of its own is let through. */
struct options {
	struct sema_options sema;
	struct import previous_import;
	struct sema previous;
	const char *prefix[1][2];
	struct gen_c_options gen;
};

/* For nftw(), which knows no other way. */
static struct import *walked;

static int import_walked(const char *path, const struct stat *st, int type, struct FTW *at)
{
	size_t len = strlen(path);

	(void)st;
	(void)at;
	if (type == FTW_F && len > 5 && strcmp(path + len - 5, ".aidl") == 0)
		import_input(walked, path);
	return 0;
}

/* --previous_api_dir */
static void read_previous(struct options *opt, const struct import *import, const char *dir)
{
	struct sema_options quiet = {.quiet = true};

	walked = &opt->previous_import;
	import_init(walked, import->arena, import->names, import->diag, &reader);
	import_add_dir(walked, dir);
	nftw(dir, import_walked, 8, FTW_PHYS);
	sema_init(&opt->previous, walked, &quiet);
	if (!sema_check(&opt->previous))
		exit(1);
	opt->sema.previous = &opt->previous;
}

/* How many words of argv, at an option, were taken. */
static int read_option(struct options *opt, struct arena *arena, struct import *import, char **argv)
{
	const char *arg = argv[0];

	if (strcmp(arg, "-I") == 0)
		import_add_dir(import, argv[1]);
	else if (strcmp(arg, "--version") == 0)
		opt->sema.version = atoi(argv[1]);
	else if (strcmp(arg, "--hash") == 0)
		opt->sema.hash = argv[1];
	else if (strncmp(arg, "--prefix=", 9) == 0) {
		const char *is = strchr(arg + 9, '=');

		opt->prefix[0][0] = arena_fmt(arena, "%.*s", (int)(is - arg - 9), arg + 9);
		opt->prefix[0][1] = is + 1;
		opt->gen.prefixes = opt->prefix;
		opt->gen.n_prefixes = 1;
	} else if (strncmp(arg, "--previous_api_dir=", 19) == 0) {
		read_previous(opt, import, arg + 19);
		return 1;
	} else {
		opt->sema.structured |= strcmp(arg, "--structured") == 0;
		opt->sema.vintf |= strcmp(arg, "--stability=vintf") == 0;
		return 1;
	}
	return strncmp(arg, "--prefix=", 9) == 0 ? 1 : 2;
}

int main(int argc, char **argv)
{
	struct options opt = {0};
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
	for (int i = 2; i < argc; )
		if (argv[i][0] == '-')
			i += read_option(&opt, &arena, &import, &argv[i]);
		else
			import_input(&import, argv[i++]);
	sema_init(&sema, &import, &opt.sema);
	if (!sema_check(&sema))
		return 1;
	printf("#include \"properties.h\"\n");
	put_step(&sema, &import, &opt.gen, STEP_INCLUDE);
	put_step(&sema, &import, &opt.gen, STEP_HOLD);
	put_step(&sema, &import, &opt.gen, STEP_DECLARE);
	printf("\n");
	put_step(&sema, &import, &opt.gen, STEP_DEFINE);
	printf("const struct property_type property_%s[] = {\n", argv[1]);
	put_step(&sema, &import, &opt.gen, STEP_ROW);
	printf("    {0},\n};\n");
	diag_finish(&diag);
	intern_fini(&names);
	arena_free(&arena);
	return ferror(stdout) ? 1 : 0;
}
