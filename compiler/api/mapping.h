/* SPDX-License-Identifier: MIT */
/*
 * mapping.h - where each method is declared
 *
 * For tools that know methods by their signature in Java: a line "p.IFoo|name|int,String,|void",
 * then a line "path:number".
 */
#pragma once

#include "base/emit.h"
#include "sema/sema.h"

/** Appends both lines for each method of def. */
void api_mapping(struct arena *arena, const struct model_def *def, struct emit *out);
