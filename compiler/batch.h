/* SPDX-License-Identifier: MIT */
/*
 * batch.h - many commands in one process
 *
 * Each line of a batch is a command line without the program's name, quoted as args.h says; empty
 * lines and those that start with '#' are left out. A line does what it would do alone, and what
 * is wrong with one is no reason not to run the others. Files are read and parsed once, as long as
 * there is nothing to say about them; while one command writes its files, the next are read.
 * Messages come in the order of the lines. No two lines may write one file, and none may read what
 * another writes.
 */
#pragma once

#include <stdbool.h>

#include "run.h"

enum batch_result { BATCH_OK, BATCH_ERRORS, BATCH_USAGE };

/**
 * Runs the batch that r was asked for, "-" being standard input; perform is called for each
 * command. Messages of the commands are written, in the form that r's take where a line says
 * nothing else; what is wrong with the batch itself goes to r.
 */
enum batch_result batch_run(struct run *r, bool (*perform)(struct run *r));
