/* SPDX-License-Identifier: MIT */
/*
 * annotations.h - which annotations there are, where they may stand, what they take
 */
#pragma once

#include "sema/sema.h"

/* Where an annotation stands. A member's annotations are on its type: both bits. */
enum annotation_target {
	ON_INTERFACE = 1 << 0,
	ON_ENUM = 1 << 1,
	ON_PARCELABLE = 1 << 2,
	ON_UNION = 1 << 3,
	ON_UNSTRUCTURED = 1 << 4,
	ON_METHOD = 1 << 5,
	ON_FIELD = 1 << 6,
	ON_CONSTANT = 1 << 7,
	ON_TYPE = 1 << 8,
};

/** Checks names, places, repetition and parameters; targets: the bits of the place. */
void annotations_check(struct sema *s, const struct ast_annotations *list, unsigned targets);

/** The annotation of this name, or NULL. */
const struct ast_annotation *annotation_find(const struct ast_annotations *list, const char *name);

/** A string parameter, NULL where it is missing or no string. */
const char *annotation_string(struct sema *s, const struct ast_annotation *a, const char *param);

/** A boolean parameter, false where it is missing. */
bool annotation_bool(struct sema *s, const struct ast_annotation *a, const char *param);

/** A parameter that is a list of strings; NULL where it is missing or no such list. */
const char *const *annotation_strings(struct sema *s, const struct ast_annotation *a,
				      const char *param, int *ret_n);

/** All of them for the model; NULL where there are none. */
const struct model_annotation *annotations_model(struct sema *s,
						 const struct ast_annotations *list, int *ret_n);
