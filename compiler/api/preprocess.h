/* SPDX-License-Identifier: MIT */
/*
 * preprocess.h - types declared in one file for all, to be used without their own files
 *
 * A declaration says by its full name what a type is, and holds its constants, enumerators and the
 * types in it: what code that uses it may name. Methods and fields are left out.
 */
#pragma once

#include "base/emit.h"
#include "sema/sema.h"

/** Appends the declaration of def, a type of an input that was checked. */
void api_preprocess(const struct model_def *def, struct emit *out);
