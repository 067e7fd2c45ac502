/* SPDX-License-Identifier: MIT */
/*
 * emit.c - the indenting writer; see emit.h
 */
#include "base/emit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/format.h"
#include "base/pages.h"

/* Of a long text: what is not written to takes no memory, and moving it does. */
#define LONG_TEXT_BYTES ((size_t)64 << 20)

struct emit_var {
	const char *name;	/* of the caller: string literals */
	size_t name_len;
	char *value;		/* terminated; kept for the next variable when this one goes */
	size_t len;
	size_t cap;
	bool lines;		/* has line ends */
	int scope;
};

void emit_init(struct emit *e)
{
	memset(e, 0, sizeof(*e));
}

static void free_text(struct emit *e)
{
	if (e->cap >= PAGES_BYTES)
		pages_free(e->text, e->cap);
	else
		free(e->text);
}

void emit_free(struct emit *e)
{
	for (int i = 0; i < e->cap_vars; i++)
		free(e->vars[i].value);
	free(e->vars);
	free_text(e);
	emit_init(e);
}

void emit_break_lines(struct emit *e, size_t columns,
		      void (*break_line)(struct emit *e, const char *line, size_t len))
{
	e->columns = columns;
	e->break_line = break_line;
}

void emit_indent(struct emit *e)
{
	e->level++;
}

void emit_dedent(struct emit *e)
{
	if (e->level == 0)
		base_die("emit: more dedents than indents");
	e->level--;
}

void emit_push(struct emit *e)
{
	e->scope++;
}

void emit_pop(struct emit *e)
{
	if (e->scope == 0)
		base_die("emit: more pops than pushes");
	while (e->n_vars && e->vars[e->n_vars - 1].scope == e->scope)
		e->n_vars--;
	e->scope--;
}

static struct emit_var *find_var(const struct emit *e, const char *name, size_t len)
{
	for (int i = e->n_vars - 1; i >= 0; i--)
		if (e->vars[i].name_len == len && memcmp(e->vars[i].name, name, len) == 0)
			return &e->vars[i];
	return NULL;
}

/* The variable of this name in the current scope, made where there is none. */
static struct emit_var *own_var(struct emit *e, const char *name)
{
	size_t len = strlen(name);
	struct emit_var *v = find_var(e, name, len);

	if (v && v->scope == e->scope)
		return v;
	if (e->n_vars == e->cap_vars) {
		int cap = e->cap_vars ? e->cap_vars * 2 : 16;

		e->vars = realloc(e->vars, (size_t)cap * sizeof(*e->vars));
		if (!e->vars)
			base_die("out of memory");
		memset(e->vars + e->cap_vars, 0, (size_t)(cap - e->cap_vars) * sizeof(*e->vars));
		e->cap_vars = cap;
	}
	v = &e->vars[e->n_vars++];
	v->name = name;
	v->name_len = len;
	v->scope = e->scope;
	return v;
}

/* Room for a value of len bytes. */
static char *var_room(struct emit_var *v, size_t len)
{
	if (len >= v->cap) {
		free(v->value);
		v->cap = len + 32;
		v->value = malloc(v->cap);
		if (!v->value)
			base_die("out of memory");
	}
	v->len = len;
	return v->value;
}

void emit_let(struct emit *e, const char *name, const char *value)
{
	struct emit_var *v = own_var(e, name);
	size_t len = strlen(value);

	/* It may be the value it replaces. */
	if (value != v->value)
		memcpy(var_room(v, len), value, len + 1);
	v->lines = memchr(v->value, '\n', len);
}

void emit_letf(struct emit *e, const char *name, const char *fmt, ...)
{
	struct arena scratch = {0};
	va_list ap;

	va_start(ap, fmt);
	emit_let(e, name, arena_vfmt(&scratch, fmt, ap));
	va_end(ap);
	arena_free(&scratch);
}

const char *emit_get(const struct emit *e, const char *name)
{
	const struct emit_var *v = find_var(e, name, strlen(name));

	if (!v)
		base_die("emit: nobody set $%s$", name);
	return v->value;
}

static void grow(struct emit *e, size_t len)
{
	size_t cap = e->cap ? e->cap : 2048;
	char *more;

	do
		cap *= cap < LONG_TEXT_BYTES ? 2 : 4;
	while (cap - e->len <= len);
	if (cap >= PAGES_BYTES && cap < LONG_TEXT_BYTES)
		cap = LONG_TEXT_BYTES;
	if (cap < PAGES_BYTES) {
		e->text = realloc(e->text, cap);
		if (!e->text)
			base_die("out of memory (%zu bytes of output)", cap);
	} else {
		more = pages_new(cap);
		memcpy(more, e->text, e->len);
		free_text(e);
		e->text = more;
	}
	e->cap = cap;
}

/* Room for len bytes more and a terminator. */
static inline void reserve(struct emit *e, size_t len)
{
	if (e->cap - e->len <= len)
		grow(e, len);
}

static void write_lines(struct emit *e, const char *s, size_t len);

/* Writes the line that ends here anew. */
static void break_line(struct emit *e)
{
	void (*how)(struct emit *e, const char *line, size_t len) = e->break_line;
	size_t len = e->len - e->line - 1;
	char small[512], *copy = len < sizeof(small) ? small : malloc(len + 1);
	int level = e->level;

	if (!copy)
		base_die("out of memory (a line of %zu bytes)", len);
	memcpy(copy, e->text + e->line, len);
	copy[len] = '\0';
	e->len = e->line;
	e->level = 0;
	e->break_line = NULL;
	how(e, copy, len);
	write_lines(e, "\n", 1);
	e->break_line = how;
	e->level = level;
	if (copy != small)
		free(copy);
}

static void end_line(struct emit *e)
{
	const char *line = e->text + e->line;
	size_t len = e->len - e->line - 1, tabs = 0;

	e->mid_line = false;
	if (e->break_line && len > EMIT_TAB) {
		while (line[tabs] == '\t')
			tabs++;
		if (len + tabs * (EMIT_TAB - 1) > e->columns)
			break_line(e);
	}
	e->line = e->len;
}

/* The room for it is there. */
static inline void write_tabs(struct emit *e)
{
	for (int i = 0; i < e->level; i++)
		e->text[e->len++] = '\t';
}

/* Text without an end of line but, perhaps, as its last byte. */
static inline void write_part(struct emit *e, const char *s, size_t len)
{
	reserve(e, len + (size_t)e->level);
	if (!e->mid_line && *s != '\n')
		write_tabs(e);
	memcpy(e->text + e->len, s, len);
	e->len += len;
	e->mid_line = true;
}

static inline void terminate(struct emit *e)
{
	if (e->text)
		e->text[e->len] = '\0';
}

static void write_lines(struct emit *e, const char *s, size_t len)
{
	while (len) {
		const char *nl = memchr(s, '\n', len);
		size_t part = nl ? (size_t)(nl - s) + 1 : len;

		write_part(e, s, part);
		if (nl)
			end_line(e);
		s += part;
		len -= part;
	}
	terminate(e);
}

/* Mostly a part of a line. */
static inline void write_value(struct emit *e, const char *s, size_t len)
{
	if (memchr(s, '\n', len))
		write_lines(e, s, len);
	else if (len)
		write_part(e, s, len);
}

/* The variable of a template's piece. */
static const struct emit_var *named(const struct emit *e, const struct format_piece *piece)
{
	const struct emit_var *v = find_var(e, format_name(piece), piece->size);

	if (!v)
		base_die("emit: nobody set $%.*s$", (int)piece->size, format_name(piece));
	return v;
}

/* What a piece has before its variable or conversion. */
static inline void write_piece(struct emit *e, const struct format_piece *piece)
{
	if (piece->len)
		write_part(e, piece->text, piece->len);
	if (piece->ends_line)
		end_line(e);
}

void emit(struct emit *e, const char *text)
{
	const struct format_piece *piece = format_template(text);

	for (;; piece++) {
		write_piece(e, piece);
		if (piece->conversion) {
			const struct emit_var *v = named(e, piece);

			if (v->lines)
				write_lines(e, v->value, v->len);
			else if (v->len)
				write_part(e, v->value, v->len);
		}
		if (piece->is_last)
			break;
	}
	terminate(e);
}

void emit_raw(struct emit *e, const char *text)
{
	write_lines(e, text, strlen(text));
}

void emit_bytes(struct emit *e, const char *text, size_t len)
{
	write_lines(e, text, len);
}

/* What libc has to format. */
__attribute__((format(printf, 2, 0)))
static void write_by_libc(struct emit *e, const char *fmt, va_list ap)
{
	struct arena scratch = {0};
	const char *text = arena_vfmt(&scratch, fmt, ap);

	write_lines(e, text, strlen(text));
	arena_free(&scratch);
}

void emit_fmt(struct emit *e, const char *fmt, ...)
{
	const struct format_piece *piece = format_pieces(fmt);
	char digits[FORMAT_DIGITS];
	const char *text;
	va_list ap;
	size_t len;

	va_start(ap, fmt);
	if (!piece) {
		write_by_libc(e, fmt, ap);
		va_end(ap);
		return;
	}
	for (;; piece++) {
		write_piece(e, piece);
		if (piece->conversion) {
			text = format_value(piece, &ap, digits, &len);
			write_value(e, text, len);
		}
		if (piece->is_last)
			break;
	}
	va_end(ap);
	terminate(e);
}

void emit_end_line(struct emit *e)
{
	if (e->len > 1 && e->text[e->len - 1] == '\n' && e->text[e->len - 2] == '\n')
		e->text[--e->len] = '\0';
	e->line = e->len;
}

void emit_prepend(struct emit *e, const char *text, size_t len)
{
	reserve(e, len);
	memmove(e->text + len, e->text, e->len);
	memcpy(e->text, text, len);
	e->len += len;
	e->line += len;
	e->text[e->len] = '\0';
}

const char *emit_text(const struct emit *e)
{
	return e->text ? e->text : "";
}

size_t emit_len(const struct emit *e)
{
	return e->len;
}
