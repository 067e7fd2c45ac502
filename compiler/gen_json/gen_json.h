/* SPDX-License-Identifier: MIT */
/*
 * gen_json.h - the JSON backend: a checked file in, a document out
 *
 * Output depends on the model alone. No memory: aborts, as the rest of the compiler.
 */
#pragma once

#include "base/arena.h"
#include "base/emit.h"
#include "sema/model.h"

/**
 * Appends the document about a file to out, formatted, with a line end. The arena gets line
 * indexes of the sources.
 */
void gen_json(const struct model_file *file, struct arena *arena, struct emit *out);
