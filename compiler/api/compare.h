/* SPDX-License-Identifier: MIT */
/*
 * compare.h - what has changed between two API dumps, and what that breaks
 *
 * Both are loaded and checked, each with its own sema; they share names, arena and messages. Each
 * message stands at the changed place, its note at the old one says who is hit by the change.
 */
#pragma once

#include "sema/sema.h"

/**
 * Whether programs built with older go on working with those built with newer, and the other way
 * round: the types in inputs of both are compared, those they import are not. whole: types that
 * newer has no more are missed. False: not, which was said.
 */
bool api_compatible(struct sema *older, struct sema *newer, bool whole);

/** Whether dumps of both say the same. False: not, which was said. */
bool api_equal(struct sema *older, struct sema *newer);

/* Between the parts */

struct compare {
	struct arena *a;
	struct diag *diag;
	struct sema *older, *newer;
	const struct model_def *was, *is;	/* the type that is compared */
	bool same;				/* nothing was said so far */
};

/* An error at the new place; a compare_note() behind it tells what it means. */
void compare_error(struct compare *c, enum diag_id id, struct source_range at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* At the old place. */
void compare_note(struct compare *c, struct source_range at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* what: whose annotations, "'p.IFoo'", or what is of a type. */
void compare_annotations(struct compare *c, const char *what, const struct model_annotation *was,
			 int n_was, struct source_range was_at, const struct model_annotation *is,
			 int n_is, struct source_range is_at);
void compare_type(struct compare *c, const char *what, const struct model_type *was,
		  const struct model_type *is);

/* The type and its annotations. */
void compare_types(struct compare *c, const char *what, const struct model_type *was,
		   const struct model_type *is);

void compare_methods(struct compare *c);
void compare_fields(struct compare *c);
void compare_constants(struct compare *c);
void compare_enumerators(struct compare *c);

/* All types of the inputs, nested ones behind those they are in. */
struct compare_defs {
	VEC(const struct model_def *) v;
};

void compare_collect(struct sema *s, struct compare_defs *ret_defs);

/* Enters them in map, which is in the arena of s, by their full names. */
void compare_by_name(struct sema *s, const struct compare_defs *defs, struct map *map);
