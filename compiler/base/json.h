/* SPDX-License-Identifier: MIT */
/*
 * json.h - a writer of JSON
 *
 *	json_object(j, NULL);
 *	json_string(j, "name", "IFoo");
 *	json_array(j, "codes");
 *	json_int(j, NULL, 1);
 *	json_end_array(j);
 *	json_end_object(j);
 *
 * A key is given for a member of an object (a plain word, written as it is) and
 * NULL for an item of an array and for the document itself. What comes out is
 * valid JSON in UTF-8 whatever bytes a text holds: what is no UTF-8 becomes
 * U+FFFD, controls and marks that reorder text are escaped.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/emit.h"

struct json {
	struct emit *out;	/* borrowed */
	bool lines;		/* each member on a line of its own */
	bool filled;		/* the innermost object or array has a member */
	int depth;
	int one_line;		/* depth at which a json_one_line() began; 0: none */
};

/** lines: each member on its own, indented with tabs; else all of it on one line. */
void json_init(struct json *j, struct emit *out, bool lines);

/** The next object or array, with all that is in it, stays on one line. */
void json_one_line(struct json *j);

void json_object(struct json *j, const char *key);
void json_end_object(struct json *j);
void json_array(struct json *j, const char *key);
void json_end_array(struct json *j);

/** s NULL: null. */
void json_string(struct json *j, const char *key, const char *s);
void json_text(struct json *j, const char *key, const char *s, size_t len);
void json_int(struct json *j, const char *key, int64_t n);
void json_bool(struct json *j, const char *key, bool b);
void json_null(struct json *j, const char *key);

/** number: in JSON's own form, written as it is. */
void json_number(struct json *j, const char *key, const char *number);
