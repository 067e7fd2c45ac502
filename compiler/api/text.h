/* SPDX-License-Identifier: MIT */
/*
 * text.h - parts of the model in the spelling of an API dump
 *
 * The spelling is fixed: hashes of frozen APIs are taken over it. Types are written by their full
 * names, annotations in the order of their text, values evaluated. All text is in the arena.
 */
#pragma once

#include "base/arena.h"
#include "sema/model.h"

/** "p.Foo[]", "List<String>": what a type is, without its annotations. */
const char *api_signature(struct arena *a, const struct model_type *type);

/** The same behind its annotations. */
const char *api_type(struct arena *a, const struct model_type *type);

/**
 * "@Backing(type=\"int\")", parameters in the order of their names; all of them, sorted and separated
 * by blanks; "" where there are none.
 */
const char *api_annotations(struct arena *a, const struct model_annotation *list, int n);

/** "2048", "\"text\"", "p.Enum.NAME", "{1, 2}". value is of type. */
const char *api_value(struct arena *a, const struct model_type *type,
		      const struct model_value *value);

/** A value whose type is said by base alone. */
const char *api_integer(struct arena *a, int64_t value);

/** "name(int, String)": what tells a method from others. */
const char *api_method(struct arena *a, const struct model_method *method);
