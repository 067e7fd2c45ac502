/* SPDX-License-Identifier: MIT */
/*
 * diag.h - messages to the user, with the source line they are about
 *
 *	IPlayer.aidl:7:9: error: method 'play' is declared twice [duplicate-method]
 *	    7 |     int play(String uri);
 *	      |         ^~~~
 *	IPlayer.aidl:5:9: note: first declared here
 *
 * Every message has an id in diag.def. A note belongs to the message before it
 * and is dropped with it. Messages are kept and written at the end, sorted, since
 * checks do not run in the order of the text. Columns count bytes from 1, as editors expect of
 * compilers; the caret line follows what a terminal shows.
 */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "base/intern.h"
#include "base/source.h"
#include "base/vec.h"

enum diag_id {
#define DIAG(id, name, severity) DIAG_##id,
#include "base/diag.def"
#undef DIAG
	DIAG_COUNT
};

enum diag_severity { DIAG_OFF, DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* After this many errors, and as many warnings, the rest is counted but not printed. */
#define DIAG_MAX_PRINTED 1000

struct diag_message;

struct diag {
	struct arena *arena;	/* messages, line indexes */
	FILE *out;		/* NULL: count only */
	bool color;
	bool json;		/* --diagnostics=json: one document instead of text */
	bool werror;		/* -Werror */
	int n_errors;
	int n_warnings;
	unsigned int n_said;	/* how often there was something to say, shown or not */
	bool muted;		/* the last message was not shown, nor are its notes */
	VEC(struct diag_message *) messages;	/* kept until diag_finish(), which sorts them */
	struct map indexes;	/* struct source_index of the sources that messages are about */
	struct map order;	/* of the sources: the position of the first message about it */
	enum diag_severity severity[DIAG_COUNT];
	bool never_error[DIAG_COUNT];	/* -Wno-error= */
};

/** Messages go to out (borrowed). */
void diag_init(struct diag *d, struct arena *arena, FILE *out);

/** The name used by -W and in brackets, e.g. "duplicate-method". */
const char *diag_name(enum diag_id id);

/** The id with this name, or DIAG_COUNT. */
enum diag_id diag_find(const char *name);

/** Whether it can be turned on and off. */
bool diag_is_warning(enum diag_id id);

/** An error or warning at a place; answers false, so that a caller can return it. */
bool diag_at(struct diag *d, enum diag_id id, struct source_range at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/** One about a file as a whole, or none (path NULL). */
bool diag_file(struct diag *d, enum diag_id id, const char *path, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/** Adds to the message before; at.src NULL: about the same place, which is not shown again. */
void diag_note(struct diag *d, struct source_range at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * Adds a replacement of the bytes at (none: an insertion) that would mend what the message before
 * is about, for editors. Text output does not show it: the message says it in words.
 */
void diag_fix(struct diag *d, struct source_range at, const char *text);

struct suggest;

/**
 * Adds what a suggestion found as the fix of the message before, where the text at ends with
 * the name that was looked for.
 */
void diag_suggest(struct diag *d, struct source_range at, const struct suggest *found);

/** Writes the messages: by file, in the order of the text. */
void diag_finish(struct diag *d);
