/* SPDX-License-Identifier: MIT */
/*
 * diag_message.h - messages as they are kept until all are written
 *
 * Between diag.c and the ways of writing them, for nobody else.
 */
#pragma once

#include "base/diag.h"

/* One way to mend it; the newest first. */
struct diag_fix {
	struct source_range at;
	const char *text;
	const struct diag_fix *next;
};

/* A message or one of its notes. */
struct diag_message {
	enum diag_severity severity;
	const char *path;		/* where at.src is NULL */
	struct source_range at;
	bool excerpt;
	const char *name;		/* NULL: a note */
	const char *text;
	uintptr_t source_order;
	int seq;
	struct diag_message *note, *last_note;
	const struct diag_fix *fix;
};

/** Writes the messages, sorted already, as the document that docs/diagnostics-json.md describes. */
void diag_json(struct diag *d);

/** The index of a source, built when first asked for. */
struct source_index *diag_index(struct diag *d, struct source *src);
