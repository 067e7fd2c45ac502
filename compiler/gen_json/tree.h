/* SPDX-License-Identifier: MIT */
/*
 * tree.h - what the parts of the JSON backend share
 *
 *	gen_json.c	the file, types with what they hold
 *	member.c	methods, fields, constants, enumerators
 *	type.c		the type of a member
 *	value.c		values, annotations
 *
 * A thing of the same kind has the same members everywhere, null or empty where
 * there is nothing to say, so that readers need not ask what is there.
 */
#pragma once

#include "base/json.h"
#include "gen_json/gen_json.h"

struct tree {
	struct json json;
	struct arena *arena;
	struct source_index *index;	/* of the file; NULL: not built yet */
};

/** Where a name stands; null for what the compiler added. */
void tree_location(struct tree *t, struct source_range at);

/** doc, deprecated, hidden. */
void tree_doc(struct tree *t, const struct model_doc *doc);

void tree_permission(struct tree *t, const struct model_permission *permission);

void tree_constants(struct tree *t, const struct model_def *def);
void tree_methods(struct tree *t, const struct model_def *def);
void tree_fields(struct tree *t, const struct model_def *def);
void tree_enumerators(struct tree *t, const struct model_def *def);

void tree_type(struct tree *t, const char *key, const struct model_type *type);

/** base: of the value or, in a list, of its items; it tells a char from a number. */
void tree_value(struct tree *t, const char *key, const struct model_value *value,
		enum model_base base);

void tree_annotations(struct tree *t, const struct model_annotation *annotations, int n);
