/* SPDX-License-Identifier: MIT */
/*
 * depfile.h - what a run read, as rules for make
 */
#pragma once

#include "base/emit.h"
#include "front/ast.h"

/**
 * Appends rules: source and header (NULL: none) depend on the file and on all whose types it
 * refers to, directly or through others; each of those files gets an empty rule, so that its
 * removal is no error.
 */
void depfile_write(struct arena *arena, const struct ast_file *file, const char *source,
		   const char *header, struct emit *out);
