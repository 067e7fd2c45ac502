/* SPDX-License-Identifier: MIT */
/*
 * dump.h - the API of a type: what its users depend on, as .aidl
 *
 * A dump is frozen, hashed and compared, so each byte of it matters: it is what Android's aidl
 * writes for the same input. Constant expressions stay as they were written, with their value in a
 * comment; of comments only @hide and @deprecated are kept.
 */
#pragma once

#include "base/emit.h"
#include "sema/sema.h"

struct dump_options {
	bool no_license;	/* without the comments at the head of the file */
};

/** Writes the dump of decl, a type at the top of an input that was checked. */
void api_dump(struct sema *s, struct ast_decl *decl, const struct dump_options *opt,
	      struct emit *out);

/**
 * Writes what counts when two dumps are compared: decl with values instead of expressions, and of
 * the types in it only that they are there.
 */
void api_dump_values(struct sema *s, struct ast_decl *decl, struct emit *out);
