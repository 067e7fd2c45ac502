/* SPDX-License-Identifier: MIT */
/*
 * run.h - one run of aidl2c: what it was asked, what it read, what it will write
 *
 * A mode is what a run does with its input. Each is one function of a file of its own, named in
 * the table of main.c; it has said what is wrong where it returns false.
 */
#pragma once

#include "api/sha1.h"
#include "fileio.h"
#include "jobs.h"
#include "options.h"
#include "sema/sema.h"

/** What the runs of one process share. */
struct run_shared {
	struct arena arena;
	struct intern names;
	struct import_cache cache;
	struct jobs jobs;
	struct map written;	/* paths of outputs, interned: the number of the run */
	uintptr_t n_runs;	/* that write */
	bool several;		/* runs may come after the first */
};

/* The types below a folder, in a world of their own. */
struct run_api {
	struct import import;
	struct sema sema;
};

struct run {
	struct run_shared *shared;
	struct arena arena;
	struct diag diag;
	struct import import;
	struct sema sema;
	struct run_api previous;	/* the frozen API that --previous_api_dir names */
	struct options opt;
	VEC(struct fileio_output) outputs;
	struct job_group group;		/* of those that are on their way to disk */
};

/** jobs: how many threads may work; 0: as many as there are processors, up to 8. */
void run_shared_init(struct run_shared *s, int jobs, bool several);
void run_shared_fini(struct run_shared *s);

/** Messages go to stderr. shared may be set later, before anything is loaded. */
void run_init(struct run *r, struct run_shared *shared);

/**
 * Ends what run_write() began, writes the messages and frees all. ok: whether all went well before.
 * Return: whether all went well.
 */
bool run_finish(struct run *r, bool ok);

/** Frees a run that wrote nothing, and says what there is to say. */
void run_drop(struct run *r);

/**
 * Reads and checks the frozen API that --previous_api_dir names, if any, and the inputs of the
 * command line. False: there were errors.
 */
bool run_load(struct run *r);

/** Reads and checks all .aidl files below dir, which is an import directory for them. */
bool run_load_api(struct run *r, const char *dir, struct run_api *ret_api);

/** The hash of what is below dir as the API of a version, 0: it has none. False: unreadable. */
bool run_hash_api(struct run *r, const char *dir, int32_t version,
		  char ret_hex[SHA1_HEX_LEN + 1]);

/**
 * Where --previous_api_dir was given: whether the inputs are its compatible successors, as far as
 * their types are in it.
 */
bool run_check_previous(struct run *r);

/**
 * A new file to write; its path is the caller's, as long as the run. The emitter is valid until
 * the next call.
 */
struct emit *run_output(struct run *r, const char *path);

/** The same with a text that is made when it is written, as struct fileio_output says. */
void run_output_later(struct run *r, const char *path,
		      void (*make)(const void *ctx, struct emit *out), const void *ctx);

/**
 * The rules of -d or -a for targets made of these input files: into the file of -d, or beside
 * the first target. Nothing where none was asked for.
 */
void run_dep(struct run *r, struct ast_file *const *files, int n_files,
	     const char *const *targets, int n_targets);

/**
 * Begins to write all outputs; run_finish() puts them in their places, or none. False: two are to be
 * one file, which was said, and nothing is written.
 */
bool run_write(struct run *r);

/** All of a mode that writes the types at the top of all inputs, one after the other, to one file. */
bool run_one_output(struct run *r, void (*write_def)(struct run *r, const struct model_def *def,
						     struct emit *out));

bool mode_c(struct run *r);
bool mode_dumpapi(struct run *r);
bool mode_preprocess(struct run *r);
bool mode_apimapping(struct run *r);
bool mode_checkapi(struct run *r);
bool mode_apihash(struct run *r);
bool mode_checkhash(struct run *r);
bool mode_json(struct run *r);
