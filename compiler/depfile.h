/* SPDX-License-Identifier: MIT */
/*
 * depfile.h - what a run read, as rules for make
 */
#pragma once

#include "base/emit.h"
#include "front/ast.h"

struct depfile {
	const char *const *targets;
	int n_targets;
	struct ast_file *const *files;	/* the inputs they are made of */
	int n_files;
	const char *const *others;	/* what else was read */
	int n_others;
	bool ninja;			/* without the rules for files that are gone */
};

/**
 * Appends rules: the targets depend on the files, on all whose types these refer to, directly
 * or through others, and on what else was read; each of those gets an empty rule, so that its
 * removal is no error. Names are written as make reads them.
 */
void depfile_write(struct arena *arena, const struct depfile *dep, struct emit *out);
