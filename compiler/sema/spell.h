/* SPDX-License-Identifier: MIT */
/*
 * spell.h - parts of the model as AIDL writes them
 */
#pragma once

#include "base/arena.h"
#include "sema/model.h"

/** "int", "String", "List"; of a defined type its kind, as in "enum". */
const char *spell_base(enum model_base base);

/** "interface", "parcelable", "union", "enum". */
const char *spell_kind(enum model_kind kind);

/** "in", "out", "inout". */
const char *spell_direction(enum model_direction direction);

/**
 * "p.Foo[]", "List<String>", "Map<String, p.Foo>": full names, no annotations; comma stands between
 * type arguments. In the arena, or constant.
 */
const char *spell_type(struct arena *a, const struct model_type *type, const char *comma);
