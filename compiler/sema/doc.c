/* SPDX-License-Identifier: MIT */
/*
 * doc.c - comments as documentation
 *
 * A tag counts in every block comment, text only in those that open with two
 * stars. Of each line the leading blanks, one star and one blank go, and blanks at its
 * end; empty lines at both ends go.
 */
#include "sema/doc.h"

#include <ctype.h>
#include <string.h>

/* One line of a comment, cleaned. */
struct line {
	const char *s;
	size_t len;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Takes the next line off *text; false: none left. */
static bool next_line(const char **text, const char *end, struct line *ret)
{
	const char *s = *text, *nl;

	if (!s)
		return false;
	nl = memchr(s, '\n', (size_t)(end - s));
	*text = nl ? nl + 1 : NULL;
	if (!nl)
		nl = end;
	while (s < nl && is_blank(*s))
		s++;
	if (s < nl && *s == '*')
		s++;
	if (s < nl && *s == ' ')
		s++;
	while (nl > s && is_blank(nl[-1]))
		nl--;
	ret->s = s;
	ret->len = (size_t)(nl - s);
	return true;
}

/* What is between the markers of a block comment. */
static void inside(const struct ast_file *file, const struct ast_comment *c, const char **ret_begin,
		   const char **ret_end)
{
	const char *begin = file->src->text + c->begin + 2;
	const char *end = file->src->text + c->end - 2;

	while (begin < end && *begin == '*')
		begin++;
	while (end > begin && end[-1] == '*')
		end--;
	*ret_begin = begin;
	*ret_end = end;
}

static const char *clean_text(struct sema *s, const struct ast_file *file,
			      const struct ast_comment *c)
{
	const char *at, *end;
	struct line line;
	char *text, *to;
	size_t blank_lines = 0;

	inside(file, c, &at, &end);
	text = to = arena_alloc(s->arena, (size_t)(end - at) + 1);
	while (next_line(&at, end, &line)) {
		if (!line.len) {
			blank_lines += to != text;
			continue;
		}
		if (to != text)
			*to++ = '\n';
		for (; blank_lines; blank_lines--)
			*to++ = '\n';
		/* hostile bytes do not reach generated code */
		for (size_t i = 0; i < line.len; i++)
			*to++ = line.s[i] == '\t' || (unsigned char)line.s[i] >= ' ' ? line.s[i]
										      : '?';
	}
	*to = '\0';
	return to == text ? NULL : text;
}

static size_t tag_length(const struct line *line, size_t from)
{
	size_t n = 0;

	if (from >= line->len || line->s[from] != '@')
		return 0;
	while (from + 1 + n < line->len && isalpha((unsigned char)line->s[from + 1 + n]))
		n++;
	return n;
}

/* The note behind @deprecated, "" where there is none; NULL: no such tag. */
static const char *deprecated_note(struct sema *s, const struct ast_file *file,
				   const struct ast_comment *c)
{
	const char *at, *end, *note = NULL;
	struct line line;

	inside(file, c, &at, &end);
	while (next_line(&at, end, &line)) {
		size_t from = 0, tag;

		while (from < line.len && is_blank(line.s[from]))
			from++;
		tag = tag_length(&line, from);
		if (note && tag)
			break;
		if (!note && tag == 10 && strncmp(line.s + from + 1, "deprecated", 10) == 0) {
			note = "";
			from += 11;
		} else if (!note) {
			continue;
		}
		while (from < line.len && is_blank(line.s[from]))
			from++;
		if (from < line.len)
			note = arena_fmt(s->arena, "%s%s%.*s", note, *note ? " " : "",
					 (int)(line.len - from), line.s + from);
	}
	return note;
}

/* "@hide" as a word of its own. */
static bool has_hide(const struct ast_file *file, const struct ast_comment *c)
{
	const char *at = file->src->text + c->begin, *end = file->src->text + c->end;

	while ((at = memchr(at, '@', (size_t)(end - at)))) {
		at++;
		if (end - at > 4 && memcmp(at, "hide", 4) == 0 && at[4] != '_' &&
		    !isalnum((unsigned char)at[4]))
			return true;
	}
	return false;
}

struct model_doc doc_of(struct sema *s, const struct ast_file *file,
			const struct ast_comment *comments)
{
	struct model_doc doc = {0};

	for (const struct ast_comment *c = comments; c; c = c->before) {
		const char *text = file->src->text + c->begin;
		bool tags = memchr(text, '@', c->end - c->begin);
		const char *note = tags ? deprecated_note(s, file, c) : NULL;

		if (note)
			doc.deprecated = note;
		doc.hidden |= tags && has_hide(file, c);
		if (!doc.text && c->end - c->begin > 4 && text[2] == '*')
			doc.text = clean_text(s, file, c);
	}
	return doc;
}
