/* SPDX-License-Identifier: MIT */
/*
 * doc.h - comments as documentation
 */
#pragma once

#include "sema/sema.h"

/** The last doc comment of the list without its markers, and what its tags say. */
struct model_doc doc_of(struct sema *s, const struct ast_file *file,
			const struct ast_comment *comments);
