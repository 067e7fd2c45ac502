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

/**
 * A new file to write; its path is the caller's, as long as the run. The emitter is valid until
 * the next call.
 */
struct emit *run_output(struct run *r, const char *path);

/** Writes all outputs, or none. */
bool run_write(struct run *r);

/** C, mode_c.c. */
bool mode_c(struct run *r);

/** JSON, mode_json.c. */
bool mode_json(struct run *r);
