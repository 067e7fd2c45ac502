/* SPDX-License-Identifier: MIT */
/*
 * order.h - who holds whom by value
 */
#pragma once

#include "sema/sema.h"

/**
 * Reports types that would contain themselves, among all that were completed; true: none. Measures
 * them on the way.
 */
bool order_check_cycles(struct sema *s);

/** Whether a field, or else an argument or result, of type t needs its definition in C. */
bool order_needs_definition(const struct model_type *t, bool field);

/** Fills defs and uses of a file's model. */
void order_file(struct sema *s, struct ast_file *file, struct model_file *model);
