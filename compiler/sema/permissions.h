/* SPDX-License-Identifier: MIT */
/*
 * permissions.h - what the permission annotations say
 */
#pragma once

#include "sema/sema.h"

/** The condition of a list of annotations; MODEL_PERMISSION_UNSAID: it has none. */
struct model_permission permissions_of(struct sema *s, const struct ast_annotations *list);

/** Whether there is one of the three annotations. */
bool permissions_stated(const struct ast_annotations *list);

/** That the methods of an annotated interface have none of their own. */
void permissions_check(struct sema *s, const struct ast_decl *d);
