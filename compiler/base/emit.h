/* SPDX-License-Identifier: MIT */
/*
 * emit.h - a writer of indented text with named variables
 *
 *	emit_let(e, "arg", "uri");
 *	emit(e, "r = $read$(in, &$arg$);\n"
 *		"if (r != STATUS_OK)\n"
 *		"\tgoto done;\n");
 *
 * Text goes to memory. Each line that is not empty starts with as many tabs as
 * the level says; a text may hold more tabs of its own. A value of a variable is
 * inserted as it is (a '$' in it means nothing), its lines are indented as well.
 * An unknown variable aborts: only a bug of the caller can cause it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Columns that a tab counts for. */
#define EMIT_TAB 8

struct emit_var;

struct emit {
	char *text;		/* always terminated once something was written */
	size_t len;
	size_t cap;
	int level;
	size_t line;		/* where the current line starts */
	bool mid_line;		/* the indentation of the current line is written */
	struct emit_var *vars;	/* innermost last */
	int n_vars;
	int cap_vars;
	int scope;		/* depth of emit_push() */
	/* emit_break_lines() */
	size_t columns;
	void (*break_line)(struct emit *e, const char *line, size_t len);
};

void emit_init(struct emit *e);

/** Frees text and variables. */
void emit_free(struct emit *e);

/**
 * From here on a line of more columns is handed to break_line as it stands, without its end, which
 * writes it again in other lines, all but the end of the last; the level means nothing there. Tabs
 * count where the line starts with them.
 */
void emit_break_lines(struct emit *e, size_t columns,
		      void (*break_line)(struct emit *e, const char *line, size_t len));

void emit_indent(struct emit *e);
void emit_dedent(struct emit *e);

/** Variables set from here on vanish at emit_pop(), which uncovers those of the same names. */
void emit_push(struct emit *e);
void emit_pop(struct emit *e);

/** Sets $name$ in the current scope; the value is copied. */
void emit_let(struct emit *e, const char *name, const char *value);
void emit_letf(struct emit *e, const char *name, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/** The value of $name$ as it stands, until it is set again; aborts where unknown. */
const char *emit_get(const struct emit *e, const char *name);

/** Appends text, with $name$ replaced and $$ for one dollar. */
void emit(struct emit *e, const char *text);

/** Appends text as it is but for the indentation. */
void emit_raw(struct emit *e, const char *text);

/** The same for len bytes. */
void emit_bytes(struct emit *e, const char *text, size_t len);

/** printf; no variables. */
void emit_fmt(struct emit *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/** Takes back an empty line at the end of the text. */
void emit_end_line(struct emit *e);

/** Puts len bytes before all that was written. */
void emit_prepend(struct emit *e, const char *text, size_t len);

/** The text so far, terminated, valid until the next call that writes. */
const char *emit_text(const struct emit *e);
size_t emit_len(const struct emit *e);
