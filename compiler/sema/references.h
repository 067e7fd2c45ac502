/* SPDX-License-Identifier: MIT */
/*
 * references.h - what leads where
 */
#pragma once

#include "sema/sema.h"

/** A name written in from (NULL: at the top of a file) means to. */
void references_add(struct sema *s, struct ast_decl *from, struct ast_decl *to,
		    struct source_range at);

/**
 * Looks up the names in all files that the inputs lead to, loading more on the way: each has to
 * mean something, though nobody checks those files otherwise.
 */
void references_follow(struct sema *s);

/** Reports nested types of inputs that lead back to themselves. */
void references_check_cycles(struct sema *s);
