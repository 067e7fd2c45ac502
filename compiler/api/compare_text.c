/* SPDX-License-Identifier: MIT */
/*
 * compare_text.c - whether two dumps say the same
 */
#include <string.h>

#include "api/compare.h"
#include "api/dump.h"
#include "api/text.h"

/* The line at text without its indentation. */
static const char *line_at(struct compare *c, const char *text)
{
	text += strspn(text, " ");
	if (strncmp(text, "/**\n", 4) == 0) {
		text += 4;
		text += strspn(text, " *");
	}
	return arena_strndup(c->a, text, strcspn(text, "\n"));
}

/* Moves both to the first line that differs; false: there is none. */
static bool first_difference(const char **was, const char **is)
{
	for (;;) {
		size_t len = strcspn(*was, "\n");

		if (strcspn(*is, "\n") != len || memcmp(*was, *is, len) != 0)
			return true;
		if (!(*was)[len] || !(*is)[len])
			return (*was)[len] != (*is)[len];
		*was += len + 1;
		*is += len + 1;
	}
}

static void compare_text(struct compare *c, const char *was, const char *is)
{
	const char *before, *after;

	if (!first_difference(&was, &is))
		return;
	before = line_at(c, was);
	after = line_at(c, is);
	if (strcmp(before, "}") == 0)
		compare_error(c, DIAG_API_NOT_EQUAL, c->is->at, "'%s' has changed: '%s' is new",
			      c->is->qualified, after);
	else if (strcmp(after, "}") == 0)
		compare_error(c, DIAG_API_NOT_EQUAL, c->is->at, "'%s' has changed: '%s' is gone",
			      c->is->qualified, before);
	else
		compare_error(c, DIAG_API_NOT_EQUAL, c->is->at,
			      "'%s' has changed: '%s' stands where '%s' was", c->is->qualified, after,
			      before);
	compare_note(c, c->was->at, "compared with this");
}

static void compare_dumps(struct compare *c)
{
	struct emit was, is;

	emit_init(&was);
	emit_init(&is);
	api_dump_values(c->older, sema_decl(c->was), &was);
	api_dump_values(c->newer, sema_decl(c->is), &is);
	compare_text(c, emit_text(&was), emit_text(&is));
	emit_free(&was);
	emit_free(&is);
}

bool api_equal(struct sema *older, struct sema *newer)
{
	struct compare c = {.a = newer->arena, .diag = newer->diag, .older = older,
			    .newer = newer, .same = true};
	struct compare_defs was = {0}, is = {0};
	struct map was_named = {0}, is_named = {0};

	compare_collect(older, &was);
	compare_collect(newer, &is);
	compare_by_name(newer, &was, &was_named);
	compare_by_name(newer, &is, &is_named);
	for (int i = 0; i < is.v.n; i++) {
		c.is = is.v.items[i];
		c.was = map_get(&was_named, intern_str(newer->names, c.is->qualified));
		if (c.was)
			compare_dumps(&c);
		else
			compare_error(&c, DIAG_API_ADDED_TYPE, c.is->at, "'%s' is new", c.is->qualified);
	}
	for (int i = 0; i < was.v.n; i++) {
		c.was = was.v.items[i];
		if (!map_get(&is_named, intern_str(newer->names, c.was->qualified)))
			compare_error(&c, DIAG_API_REMOVED_TYPE, c.was->at, "'%s' is gone",
				      c.was->qualified);
	}
	return c.same;
}
