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

struct emit_var {
	const char *name;	/* of the caller: string literals */
	char *value;
	int scope;
};

void emit_init(struct emit *e)
{
	memset(e, 0, sizeof(*e));
}

void emit_free(struct emit *e)
{
	for (int i = 0; i < e->n_vars; i++)
		free(e->vars[i].value);
	free(e->vars);
	free(e->text);
	emit_init(e);
}

void emit_reset(struct emit *e)
{
	e->len = 0;
	e->mid_line = false;
	if (e->text)
		e->text[0] = '\0';
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
		free(e->vars[--e->n_vars].value);
	e->scope--;
}

static struct emit_var *find_var(const struct emit *e, const char *name, size_t len)
{
	for (int i = e->n_vars - 1; i >= 0; i--)
		if (strncmp(e->vars[i].name, name, len) == 0 && !e->vars[i].name[len])
			return &e->vars[i];
	return NULL;
}

static void let_owned(struct emit *e, const char *name, char *value)
{
	struct emit_var *v = find_var(e, name, strlen(name));

	if (!value)
		base_die("out of memory");
	if (v && v->scope == e->scope) {
		free(v->value);
		v->value = value;
		return;
	}
	if (e->n_vars == e->cap_vars) {
		e->cap_vars = e->cap_vars ? e->cap_vars * 2 : 16;
		e->vars = realloc(e->vars, (size_t)e->cap_vars * sizeof(*e->vars));
		if (!e->vars)
			base_die("out of memory");
	}
	e->vars[e->n_vars++] = (struct emit_var){name, value, e->scope};
}

void emit_let(struct emit *e, const char *name, const char *value)
{
	let_owned(e, name, strdup(value));
}

void emit_letf(struct emit *e, const char *name, const char *fmt, ...)
{
	char *value = NULL;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&value, fmt, ap) < 0)
		base_die("out of memory");
	va_end(ap);
	let_owned(e, name, value);
}

const char *emit_get(const struct emit *e, const char *name)
{
	const struct emit_var *v = find_var(e, name, strlen(name));

	if (!v)
		base_die("emit: nobody set $%s$", name);
	return v->value;
}

static void append(struct emit *e, const char *s, size_t len)
{
	if (e->cap - e->len <= len) {
		while (e->cap - e->len <= len)
			e->cap = e->cap ? e->cap * 2 : 4096;
		e->text = realloc(e->text, e->cap);
		if (!e->text)
			base_die("out of memory (%zu bytes of output)", e->cap);
	}
	memcpy(e->text + e->len, s, len);
	e->len += len;
	e->text[e->len] = '\0';
}

static void write_lines(struct emit *e, const char *s, size_t len)
{
	while (len) {
		const char *nl = memchr(s, '\n', len);
		size_t part = nl ? (size_t)(nl - s) : len;

		if (part && !e->mid_line) {
			for (int i = 0; i < e->level; i++)
				append(e, "\t", 1);
			e->mid_line = true;
		}
		append(e, s, part);
		if (!nl)
			return;
		append(e, "\n", 1);
		e->mid_line = false;
		s += part + 1;
		len -= part + 1;
	}
}

void emit(struct emit *e, const char *text)
{
	const char *s = text;

	while (*s) {
		size_t plain = strcspn(s, "$");
		const struct emit_var *v;
		const char *end;

		write_lines(e, s, plain);
		s += plain;
		if (!*s)
			return;
		end = strchr(++s, '$');
		if (!end)
			base_die("emit: a lone '$' in \"%s\"", text);
		if (end == s) {
			write_lines(e, "$", 1);
		} else {
			v = find_var(e, s, (size_t)(end - s));
			if (!v)
				base_die("emit: nobody set $%.*s$", (int)(end - s), s);
			write_lines(e, v->value, strlen(v->value));
		}
		s = end + 1;
	}
}

void emit_raw(struct emit *e, const char *text)
{
	write_lines(e, text, strlen(text));
}

void emit_fmt(struct emit *e, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (len < 0)
		base_die("out of memory");
	write_lines(e, text, (size_t)len);
	free(text);
}

const char *emit_text(const struct emit *e)
{
	return e->text ? e->text : "";
}

size_t emit_len(const struct emit *e)
{
	return e->len;
}
