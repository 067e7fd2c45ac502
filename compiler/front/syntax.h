/* SPDX-License-Identifier: MIT */
/*
 * syntax.h - syntax errors in plain words
 */
#pragma once

#include <stdbool.h>

#include "front/build.h"

#define SYNTAX_MAX_EXPECTED 16

/* What was being read. */
enum syntax_place {
	SYNTAX_DECL,
	SYNTAX_PACKAGE,
	SYNTAX_IMPORT,
	SYNTAX_PARCELABLE,		/* behind the name of one without a body */
	SYNTAX_INTERFACE_MEMBER,
	SYNTAX_DATA_MEMBER,
	SYNTAX_METHOD,
	SYNTAX_ARGS,
	SYNTAX_FIELD,
	SYNTAX_CONSTANT,
	SYNTAX_ENUMERATOR,
	SYNTAX_TYPES,			/* between '<' and '>' */
	SYNTAX_ANNOTATION,
};

/* What was read last. */
enum syntax_last { SYNTAX_AFTER_OTHER, SYNTAX_AFTER_TYPE, SYNTAX_AFTER_KIND, SYNTAX_AFTER_LESS };

struct syntax_error {
	enum syntax_place place;
	enum syntax_last last;
	struct build_span at;		/* the token that does not fit */
	bool end;			/* it is the end of the file */
	bool reserved;			/* it is a reserved word */
	bool semicolon, name, value;	/* a ';', a name, an expression could stand here */
	bool member;			/* or an annotation: a member or declaration starts here */
	bool in_value;			/* or an operator: an expression could go on */
	const char *expected[SYNTAX_MAX_EXPECTED];
	int n_expected;
};

/** Reports it and marks the file as broken. */
void syntax_report(struct build *b, const struct syntax_error *e);
