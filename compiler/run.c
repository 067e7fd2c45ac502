/* SPDX-License-Identifier: MIT */
/*
 * run.c - what modes have in common: reading input, keeping output
 */
#include "run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/compare.h"
#include "api/hash.h"
#include "depfile.h"
#include "interrupt.h"

#define MAX_DEFAULT_JOBS 8

/* Input whose output is written sooner than a thread starts. */
#define SMALL_BYTES ((size_t)32 << 10)

void run_shared_init(struct run_shared *s, int jobs, bool several)
{
	int n = jobs_processors();

	memset(s, 0, sizeof(*s));
	s->several = several;
	intern_init(&s->names, &s->arena);
	import_cache_init(&s->cache, &s->arena, &s->names);
	jobs_init(&s->jobs, jobs ? jobs : n < MAX_DEFAULT_JOBS ? n : MAX_DEFAULT_JOBS);
}

void run_shared_fini(struct run_shared *s)
{
	jobs_fini(&s->jobs);
	import_cache_fini(&s->cache);
	intern_fini(&s->names);
	arena_free(&s->arena);
}

static bool wants_color(void)
{
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) && !getenv("NO_COLOR") && term && strcmp(term, "dumb") != 0;
}

void run_init(struct run *r, struct run_shared *shared)
{
	memset(r, 0, sizeof(*r));
	r->shared = shared;
	diag_init(&r->diag, &r->arena, stderr);
	r->diag.color = wants_color();
}

void run_drop(struct run *r)
{
	diag_finish(&r->diag);
	arena_free(&r->arena);
}

bool run_finish(struct run *r, bool ok)
{
	jobs_wait(&r->shared->jobs, &r->group);
	if (ok && !interrupt_came())
		ok = fileio_commit(&r->diag, r->outputs.items, r->outputs.n);
	fileio_free(r->outputs.items, r->outputs.n);
	run_drop(r);
	return ok;
}

static void start(struct run *r, struct import *import, const struct options_dirs *dirs)
{
	import_init(import, &r->arena, &r->shared->names, &r->diag, &fileio_reader);
	for (int i = 0; i < dirs->v.n; i++)
		import_add_dir(import, dirs->v.items[i]);
	for (int i = 0; i < r->opt.preprocessed.n; i++)
		import_preprocessed(import, r->opt.preprocessed.items[i]);
}

/* What -b asks for. */
static bool have_bodies(struct run *r)
{
	for (int i = 0; r->opt.no_unstructured && i < r->import.files.n; i++) {
		const struct ast_file *file = r->import.files.items[i];

		for (int j = 0; file->input && j < file->decls.n; j++)
			if (file->decls.items[j]->unstructured)
				diag_at(&r->diag, DIAG_UNSTRUCTURED, file->decls.items[j]->name.at,
					"'%s' has no body, which -b asks for", file->decls.items[j]->name.s);
	}
	return r->diag.n_errors == 0;
}

/* The types below dir; their imports are found there and in dirs. */
static bool load_api(struct run *r, const char *dir, const struct options_dirs *dirs,
		     const struct sema_options *opt, struct run_api *ret_api)
{
	int n_errors = r->diag.n_errors;
	struct fileio_list files = {0};

	if (!fileio_list(&r->diag, &r->arena, dir, ".aidl", &files))
		return false;
	start(r, &ret_api->import, dirs);
	import_add_dir(&ret_api->import, dir);
	for (int i = 0; i < files.v.n; i++)
		import_input(&ret_api->import, arena_fmt(&r->arena, "%s%s%s", dir,
							 dir[strlen(dir) - 1] == '/' ? "" : "/",
							 files.v.items[i]));
	sema_init(&ret_api->sema, &ret_api->import, opt);
	sema_check(&ret_api->sema);
	return r->diag.n_errors == n_errors;
}

bool run_load_api(struct run *r, const char *dir, struct run_api *ret_api)
{
	struct sema_options opt = {.structured = r->opt.structured, .vintf = r->opt.vintf};

	return load_api(r, dir, &r->opt.dirs, &opt, ret_api);
}

/* What -N names belongs to the next version; nobody can change what is frozen, so no warnings. */
static bool load_previous(struct run *r)
{
	struct sema_options opt = {.structured = r->opt.structured, .vintf = r->opt.vintf,
				   .quiet = true};

	return load_api(r, r->opt.previous_dir, &r->opt.stable_dirs, &opt, &r->previous);
}

/* A dump says what there is, whatever was before. */
static bool generates(const struct run *r)
{
	return r->opt.mode == OPTIONS_C || r->opt.mode == OPTIONS_JSON;
}

bool run_load(struct run *r)
{
	struct sema_options opt = {.structured = r->opt.structured,
				   .vintf = r->opt.vintf,
				   .version = r->opt.version,
				   .hash = r->opt.hash,
				   .previous_hash = r->opt.previous_hash};

	if (generates(r) && r->opt.previous_dir && load_previous(r))
		opt.previous = &r->previous.sema;
	start(r, &r->import, &r->opt.dirs);
	if (r->shared->several)
		import_share(&r->import, &r->shared->cache);
	for (int i = 0; i < r->opt.inputs.n; i++)
		import_input(&r->import, r->opt.inputs.items[i]);
	sema_init(&r->sema, &r->import, &opt);
	return sema_check(&r->sema) && have_bodies(r);
}

static bool hash_file(struct run *r, struct api_hash *h, const char *dir, const char *path)
{
	const char *full = arena_fmt(&r->arena, "%s/%s", dir, path);
	struct arena scratch;
	size_t len = 0;
	char *text = NULL;
	int error;

	arena_init(&scratch);
	error = fileio_reader.read(fileio_reader.ctx, &scratch, full, &text, &len);
	if (error)
		diag_file(&r->diag, DIAG_FILE_OPEN, full, "cannot read the file: %s",
			  strerror(error));
	else
		api_hash_file(h, path, text, len);
	arena_free(&scratch);
	return error == 0;
}

bool run_hash_api(struct run *r, const char *dir, int32_t version,
		  char ret_hex[SHA1_HEX_LEN + 1])
{
	struct fileio_list files = {0};
	struct api_hash h;
	bool ok = true;

	if (!fileio_list(&r->diag, &r->arena, dir, ".aidl", &files))
		return false;
	api_hash_init(&h);
	for (int i = 0; i < files.v.n; i++)
		ok &= hash_file(r, &h, dir, files.v.items[i]);
	api_hash_finish(&h, version, ret_hex);
	return ok;
}

bool run_check_previous(struct run *r)
{
	const char *dir = r->opt.previous_dir;
	char hex[SHA1_HEX_LEN + 1];

	if (!dir)
		return true;
	if (!run_hash_api(r, dir, r->opt.version - 1, hex))
		return false;
	if (strcmp(hex, r->opt.previous_hash) != 0)
		return diag_file(&r->diag, DIAG_API_HASH, dir,
				 "these are not the files that were frozen: their hash is %s, --previous_hash says %s",
				 hex, r->opt.previous_hash);
	return api_compatible(&r->previous.sema, &r->sema, false);
}

struct emit *run_output(struct run *r, const char *path)
{
	struct fileio_output o = {.path = path};

	emit_init(&o.text);
	vec_push(&r->arena, &r->outputs, o);
	return &vec_last(&r->outputs).text;
}

/* What was read beside the inputs and what they import. */
struct others {
	VEC(const char *) v;
};

static struct others others_of(struct run *r)
{
	struct others others = {0};

	for (int i = 0; i < r->opt.preprocessed.n; i++)
		vec_push(&r->arena, &others.v, r->opt.preprocessed.items[i]);
	for (int i = 0; i < r->previous.import.files.n; i++)
		if (r->previous.import.files.items[i]->input)
			vec_push(&r->arena, &others.v,
				 r->previous.import.files.items[i]->src->path);
	return others;
}

void run_dep(struct run *r, struct ast_file *const *files, int n_files,
	     const char *const *targets, int n_targets)
{
	struct others others = others_of(r);
	struct depfile dep = {
		.targets = targets,
		.n_targets = n_targets,
		.files = files,
		.n_files = n_files,
		.others = others.v.items,
		.n_others = others.v.n,
		.ninja = r->opt.ninja,
	};
	const char *path = r->opt.dep_file;

	if (!path && r->opt.dep_beside)
		path = arena_fmt(&r->arena, "%s.d", targets[0]);
	if (path)
		depfile_write(&r->arena, &dep, run_output(r, path));
}

void run_output_later(struct run *r, const char *path,
		      void (*make)(const void *ctx, struct emit *out), const void *ctx)
{
	run_output(r, path);
	vec_last(&r->outputs).make = make;
	vec_last(&r->outputs).ctx = ctx;
}

/* Whether no other output of this process is the same file. */
static bool claim(struct run *r, const char *path)
{
	struct run_shared *s = r->shared;
	void *self = (void *)s->n_runs;
	void *other = map_put(&s->arena, &s->written, intern_str(&s->names, path), self);

	if (!other)
		return true;
	return diag_file(&r->diag, DIAG_FILE_WRITE, path, "%s",
			 other == self ? "two inputs would both be written to this file"
				    : "another command of the batch writes this file");
}

/* One output on its way. */
struct staging {
	struct job job;
	struct fileio_output *output;
};

static void stage(struct job *job)
{
	fileio_stage(((struct staging *)job)->output);
}

/* Whether to keep to one thread; the commands of a batch go in parallel. */
static bool is_small(const struct run *r)
{
	size_t bytes = 0;

	for (int i = 0; i < r->import.files.n; i++)
		if (r->import.files.items[i]->input)
			bytes += r->import.files.items[i]->src->len;
	return !r->shared->several && bytes < SMALL_BYTES;
}

bool run_write(struct run *r)
{
	struct staging *s = arena_array(&r->arena, struct staging, (size_t)r->outputs.n);
	bool ok = true, small = is_small(r);

	r->shared->n_runs++;
	for (int i = 0; i < r->outputs.n; i++)
		ok &= claim(r, r->outputs.items[i].path);
	if (!ok)
		return false;
	interrupt_catch();
	for (int i = 0; i < r->outputs.n; i++) {
		s[i].job.run = stage;
		s[i].output = &r->outputs.items[i];
		if (small)
			stage(&s[i].job);
		else
			jobs_add(&r->shared->jobs, &r->group, &s[i].job);
	}
	return true;
}

/* One target of all inputs. */
static void dep_all(struct run *r, const char *target)
{
	VEC(struct ast_file *) files = {0};

	for (int i = 0; i < r->import.files.n; i++)
		if (r->import.files.items[i]->input)
			vec_push(&r->arena, &files, r->import.files.items[i]);
	run_dep(r, files.items, files.n, &target, 1);
}

bool run_one_output(struct run *r, void (*write_def)(struct run *r, const struct model_def *def,
						     struct emit *out))
{
	struct emit *out;

	if (!run_load(r))
		return false;
	out = run_output(r, r->opt.out_file);
	for (int i = 0; i < r->import.files.n; i++) {
		const struct ast_file *file = r->import.files.items[i];

		for (int j = 0; file->input && j < file->decls.n; j++)
			write_def(r, sema_def(&r->sema, file->decls.items[j]), out);
	}
	dep_all(r, r->opt.out_file);
	return run_write(r);
}
