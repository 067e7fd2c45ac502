/* SPDX-License-Identifier: MIT */
/*
 * run.h - one run of aidl2c: what it was asked, what it read, what it will write
 *
 * A mode is what a run does with its input. Each is one function of a file of its own, named in
 * the table of main.c; it has said what is wrong where it returns false.
 */
#pragma once

#include "fileio.h"
#include "options.h"
#include "sema/sema.h"

struct run {
	struct arena arena;
	struct intern names;
	struct diag diag;
	struct import import;
	struct sema sema;
	struct options opt;
	VEC(struct fileio_output) outputs;
};

/** Reads and checks the inputs of the command line. False: there were errors. */
bool run_load(struct run *r);

/* The types below a folder, in a world of their own. */
struct run_api {
	struct import import;
	struct sema sema;
};

/** Reads and checks all .aidl files below dir, which is an import directory for them. */
bool run_load_api(struct run *r, const char *dir, struct run_api *ret_api);

/**
 * A new file to write; its path is the caller's, as long as the run. The emitter is valid until
 * the next call.
 */
struct emit *run_output(struct run *r, const char *path);

/**
 * The rules of -d or -a for targets made of these input files: into the file of -d, or beside
 * the first target. Nothing where none was asked for.
 */
void run_dep(struct run *r, struct ast_file *const *files, int n_files,
	     const char *const *targets, int n_targets);

/** The same for a mode that makes one target of all inputs. */
void run_dep_all(struct run *r, const char *target);

/** Writes all outputs, or none. */
bool run_write(struct run *r);

bool mode_c(struct run *r);
bool mode_dumpapi(struct run *r);
bool mode_checkapi(struct run *r);
bool mode_apihash(struct run *r);
bool mode_checkhash(struct run *r);
bool mode_json(struct run *r);
