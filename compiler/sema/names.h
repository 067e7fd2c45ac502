/* SPDX-License-Identifier: MIT */
/*
 * names.h - which declaration a name means
 */
#pragma once

#include "sema/sema.h"

/** Enters the declarations of a file; once a file, done for those that are loaded on the way. */
void names_enter(struct sema *s, struct ast_file *file);

/** Loads what an input file imports and reports what is not there. */
void names_load_imports(struct sema *s, struct ast_file *file);

/**
 * The type a name means inside scope (NULL: at the top of file). Loads files as
 * needed. NULL: there is none, which was said, here or before.
 */
struct ast_decl *names_find(struct sema *s, struct ast_file *file, struct ast_decl *scope,
			    struct ast_name name);

/** "file is known to be incomplete": silence about what is missing there. */
bool names_unsure(const struct ast_decl *decl);
