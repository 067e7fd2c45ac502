/* SPDX-License-Identifier: MIT */
/*
 * check.h - the rules of members and names; fills the members of the model
 */
#pragma once

#include "sema/sema.h"

/** Names, annotations, and where the declaration stands. */
void check_decl(struct sema *s, struct ast_decl *d);

/**
 * Members into the model, each kind with its rules. Of a file that is no input only what
 * the input's own layout needs is looked at: the rest is said where that file is the input.
 */
void check_interface(struct sema *s, struct ast_decl *d, struct model_def *def);
void check_data(struct sema *s, struct ast_decl *d, struct model_def *def);
void check_enum(struct sema *s, struct ast_decl *d, struct model_def *def);

/** What is asked of a declaration of a file that is no input, beside its names. */
void check_followed(struct sema *s, struct ast_decl *d);

/** That the ids of methods are there or not, different and in range. */
void check_ids(struct sema *s, const struct ast_decl *d, struct model_def *def);

/** Constants, of any kind but enums. */
void check_constants(struct sema *s, struct ast_decl *d, struct model_def *def);

/** What an input file as a whole has to be. */
void check_file(struct sema *s, struct ast_file *file);
