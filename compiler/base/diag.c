/* SPDX-License-Identifier: MIT */
/*
 * diag.c - messages, and how they look as text
 *
 * The source line is shown with tabs widened and bytes that are not printable
 * replaced, so that the caret stands where the reader sees the text and hostile
 * input cannot drive the terminal. A very long line is cut around the place.
 */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag_message.h"
#include "base/suggest.h"
#include "base/utf8.h"

#define TAB 8
#define SHOWN 160 /* columns of a source line */

static const struct {
	const char *name;
	enum diag_severity severity;
} table[DIAG_COUNT] = {
#define DIAG(id, name, severity) [DIAG_##id] = {name, severity},
#include "base/diag.def"
#undef DIAG
};

void diag_init(struct diag *d, struct arena *arena, FILE *out)
{
	memset(d, 0, sizeof(*d));
	d->arena = arena;
	d->out = out;
	for (int i = 0; i < DIAG_COUNT; i++)
		d->severity[i] = table[i].severity;
}

const char *diag_name(enum diag_id id)
{
	return table[id].name;
}

bool diag_is_warning(enum diag_id id)
{
	return table[id].severity != DIAG_ERROR;
}

enum diag_id diag_find(const char *name)
{
	int i;

	for (i = 0; i < DIAG_COUNT; i++)
		if (strcmp(table[i].name, name) == 0)
			break;
	return (enum diag_id)i;
}

/* Text in columns */

/* Columns a terminal gives a character: combining marks none, East Asian wide and emoji two. */
static int char_width(uint32_t c)
{
	static const struct {
		uint32_t first, last;
		int width;
	} odd[] = {
		{0x0300, 0x036f, 0},   {0x0483, 0x0489, 0},   {0x0591, 0x05bd, 0},
		{0x064b, 0x065f, 0},   {0x1100, 0x115f, 2},   {0x1ab0, 0x1aff, 0},
		{0x1dc0, 0x1dff, 0},   {0x200d, 0x200d, 0},   {0x20d0, 0x20ff, 0},
		{0x2e80, 0x303e, 2},   {0x3041, 0x4dbf, 2},   {0x4e00, 0xa4cf, 2},
		{0xa960, 0xa97f, 2},   {0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},
		{0xfe00, 0xfe0f, 0},   {0xfe20, 0xfe2f, 0},   {0xfe30, 0xfe6f, 2},
		{0xff01, 0xff60, 2},   {0xffe0, 0xffe6, 2},   {0x1f300, 0x1f64f, 2},
		{0x1f680, 0x1f6ff, 2}, {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2},
	};

	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		if (c >= odd[i].first && c <= odd[i].last)
			return odd[i].width;
	return 1;
}

/* One character of a source line: bytes taken, columns it fills from column on, how it is shown. */
struct cell {
	size_t bytes;
	int width;
	bool as_is;
	const char *shown;
};

static struct cell cell_at(const char *s, size_t len, int column)
{
	struct cell c = {.bytes = 1, .width = 1, .shown = UTF8_REPLACEMENT_TEXT};
	uint32_t code;
	bool valid;

	if (*s == '\t') {
		c.width = TAB - column % TAB;
		c.shown = NULL;
		return c;
	}
	c.bytes = utf8_next(s, len, &code, &valid);
	if (valid && !utf8_unprintable(code)) {
		c.as_is = true;
		c.width = char_width(code);
	}
	return c;
}

static int column_of(const char *line, size_t len, size_t offset)
{
	int column = 0;

	for (size_t i = 0; i < offset && i < len;) {
		struct cell c = cell_at(line + i, len - i, column);

		column += c.width;
		i += c.bytes;
	}
	return column;
}

/* Columns from up to to of a line. */
static void print_line(FILE *out, const char *line, size_t len, int from, int to)
{
	int column = 0;

	for (size_t i = 0; i < len && column < to;) {
		struct cell c = cell_at(line + i, len - i, column);

		if (column >= from) {
			if (c.as_is)
				fwrite(line + i, 1, c.bytes, out);
			else if (c.shown)
				fputs(c.shown, out);
			else
				fprintf(out, "%*s", c.width, "");
		}
		column += c.width;
		i += c.bytes;
	}
}

/* Message texts quote names and paths of the user's; no controls pass. */
static void print_text(FILE *out, const char *s)
{
	size_t len = strlen(s);

	for (size_t i = 0; i < len;) {
		struct cell c = cell_at(s + i, len - i, 0);

		if (c.as_is || s[i] == '\n')
			fwrite(s + i, 1, c.bytes, out);
		else
			fputs(UTF8_REPLACEMENT_TEXT, out);
		i += c.bytes;
	}
}

static void print_excerpt(struct diag *d, struct source_range at, struct source_pos pos)
{
	const char *line = at.src->text + pos.line_begin;
	size_t len = pos.line_end - pos.line_begin;
	size_t begin = at.begin - pos.line_begin;
	size_t end = at.end < pos.line_end ? at.end - pos.line_begin : len;
	int from = 0, first, last;
	const char *cut = "";

	if (len > 4096 && begin > 2048) { /* do not walk a line of megabytes for each message */
		size_t skip = begin - 2048;

		line += skip;
		len -= skip;
		begin -= skip;
		end = end > skip ? end - skip : 0;
	}
	if (len > 8192)
		len = 8192;
	first = column_of(line, len, begin);
	last = end > begin ? column_of(line, len, end) : first;
	if (first > SHOWN * 3 / 4) {
		from = first - SHOWN / 2;
		cut = "...";
	}
	if (last > from + SHOWN)
		last = from + SHOWN;
	fprintf(d->out, "%5u | %s", pos.line, cut);
	print_line(d->out, line, len, from, from + SHOWN);
	fprintf(d->out, "\n      | %*s%s", first - from + (int)strlen(cut), "",
		d->color ? "\033[1;32m^" : "^");
	for (int i = first + 1; i < last; i++)
		fputc('~', d->out);
	fputs(d->color ? "\033[0m\n" : "\n", d->out);
}

struct source_index *diag_index(struct diag *d, struct source *src)
{
	struct source_index *index = map_get(&d->indexes, src);

	if (!index) {
		index = source_index_new(d->arena, src);
		map_put(d->arena, &d->indexes, src, index);
	}
	return index;
}

static void print(struct diag *d, const struct diag_message *m)
{
	static const char *const words[] = {[DIAG_NOTE] = "note", [DIAG_WARNING] = "warning",
					    [DIAG_ERROR] = "error"};
	static const char *const colors[] = {[DIAG_NOTE] = "\033[1;36m",
					     [DIAG_WARNING] = "\033[1;35m",
					     [DIAG_ERROR] = "\033[1;31m"};
	const char *bold = d->color ? "\033[1m" : "", *plain = d->color ? "\033[0m" : "";
	struct source_pos pos = {0};

	fputs(bold, d->out);
	if (m->at.src) {
		pos = source_locate(diag_index(d, m->at.src), m->at.begin);
		print_text(d->out, m->at.src->path);
		fprintf(d->out, ":%u:%u: ", pos.line, pos.column);
	} else {
		print_text(d->out, m->path ? m->path : "aidl2c");
		fputs(": ", d->out);
	}
	fprintf(d->out, "%s%s: %s%s", d->color ? colors[m->severity] : "", words[m->severity],
		plain, bold);
	print_text(d->out, m->text);
	fputs(plain, d->out);
	if (m->name)
		fprintf(d->out, " [%s]", m->name);
	fputc('\n', d->out);
	if (m->excerpt)
		print_excerpt(d, m->at, pos);
}

static struct diag_message *new_message(struct diag *d, enum diag_severity severity,
					const char *path, struct source_range at, const char *text)
{
	struct diag_message *m = arena_new(d->arena, struct diag_message);

	m->severity = severity;
	m->path = path;
	m->at = at;
	m->excerpt = at.src != NULL;
	m->text = text;
	return m;
}

__attribute__((format(printf, 5, 0)))
static bool report(struct diag *d, enum diag_id id, const char *path, struct source_range at,
		   const char *fmt, va_list ap)
{
	enum diag_severity severity = d->severity[id];
	struct diag_message *m;
	int n;

	d->n_said++;
	d->muted = true;
	if (severity == DIAG_OFF)
		return false;
	if (severity == DIAG_WARNING && d->werror && !d->never_error[id])
		severity = DIAG_ERROR;
	n = severity == DIAG_ERROR ? ++d->n_errors : ++d->n_warnings;
	if (!d->out || n > DIAG_MAX_PRINTED)
		return false;
	d->muted = false;
	m = new_message(d, severity, path, at, arena_vfmt(d->arena, fmt, ap));
	m->name = diag_name(id);
	m->seq = d->messages.n;
	if (at.src && !map_get(&d->order, at.src))
		map_put(d->arena, &d->order, at.src, (void *)(uintptr_t)(d->messages.n + 1));
	m->source_order =
		at.src ? (uintptr_t)map_get(&d->order, at.src) : (uintptr_t)d->messages.n + 1;
	vec_push(d->arena, &d->messages, m);
	return false;
}

bool diag_at(struct diag *d, enum diag_id id, struct source_range at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(d, id, NULL, at, fmt, ap);
	va_end(ap);
	return false;
}

bool diag_file(struct diag *d, enum diag_id id, const char *path, const char *fmt, ...)
{
	struct source_range nowhere = {0};
	va_list ap;

	va_start(ap, fmt);
	report(d, id, path, nowhere, fmt, ap);
	va_end(ap);
	return false;
}

void diag_note(struct diag *d, struct source_range at, const char *fmt, ...)
{
	struct diag_message *m, *note;
	va_list ap;

	if (d->muted || !d->out || !d->messages.n)
		return;
	m = vec_last(&d->messages);
	va_start(ap, fmt);
	note = new_message(d, DIAG_NOTE, m->path, at.src ? at : m->at,
			   arena_vfmt(d->arena, fmt, ap));
	va_end(ap);
	note->excerpt = at.src != NULL;
	if (m->last_note)
		m->last_note->note = note;
	else
		m->note = note;
	m->last_note = note;
}

void diag_fix(struct diag *d, struct source_range at, const char *text)
{
	struct diag_message *m;
	struct diag_fix *fix;

	if (d->muted || !d->out || !d->messages.n)
		return;
	m = vec_last(&d->messages);
	fix = arena_new(d->arena, struct diag_fix);
	fix->at = at;
	fix->text = arena_strdup(d->arena, text);
	fix->next = m->fix;
	m->fix = fix;
}

void diag_suggest(struct diag *d, struct source_range at, const struct suggest *found)
{
	size_t len = strlen(found->wanted);

	if (!found->best || !at.src || len > at.end - at.begin)
		return;
	at.begin = at.end - (uint32_t)len;
	if (memcmp(at.src->text + at.begin, found->wanted, len) == 0)
		diag_fix(d, at, found->best);
}

static int by_place(const void *a, const void *b)
{
	const struct diag_message *x = *(struct diag_message *const *)a;
	const struct diag_message *y = *(struct diag_message *const *)b;

	if (x->source_order != y->source_order)
		return x->source_order < y->source_order ? -1 : 1;
	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	return x->seq - y->seq;
}

static void print_all(struct diag *d)
{
	int hidden = d->n_errors + d->n_warnings - d->messages.n;

	for (int i = 0; i < d->messages.n; i++)
		for (const struct diag_message *m = d->messages.items[i]; m; m = m->note)
			print(d, m);
	if (hidden)
		fprintf(d->out, "aidl2c: note: %d more message%s not shown\n", hidden,
			hidden == 1 ? " is" : "s are");
}

void diag_finish(struct diag *d)
{
	if (d->messages.n)
		qsort(d->messages.items, (size_t)d->messages.n, sizeof(*d->messages.items),
		      by_place);
	if (d->out && d->json)
		diag_json(d);
	else if (d->out)
		print_all(d);
	d->messages.n = 0;
	d->n_errors = d->n_warnings = 0;
	d->muted = true;
}
