/* SPDX-License-Identifier: MIT */
/*
 * lint.h - what is correct and yet not good
 */
#pragma once

#include "sema/sema.h"

/** Looks at an input that is correct; its declarations are completed. */
void lint_file(struct sema *s, const struct ast_file *file);

/** Refuses names in a @SuppressWarnings that no lint has. */
void lint_check_names(struct sema *s, const struct ast_annotation *a);
