/* SPDX-License-Identifier: MIT */
/*
 * license.c - the comments at the head of a file
 *
 * The tree keeps comments of declarations only, so this reads the text again. It is known to be
 * correct AIDL: a word stands in front of each ';', and comments end.
 */
#include "api/license.h"

#include <ctype.h>
#include <string.h>

/* Behind the comment that begins at s; a line comment holds its end of line. */
static const char *end_of_comment(const char *s)
{
	const char *end = s[1] == '*' ? strstr(s + 2, "*/") : strchr(s, '\n');

	if (!end)
		return s + strlen(s);
	return end + (s[1] == '*' ? 2 : 1);
}

static bool at_comment(const char *s)
{
	return s[0] == '/' && (s[1] == '/' || s[1] == '*');
}

static const char *skip_space(const char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	return s;
}

/* The next thing that is neither space nor comment. */
static const char *skip_comments(const char *s)
{
	for (s = skip_space(s); at_comment(s); s = skip_space(end_of_comment(s)))
		;
	return s;
}

/* True: the last one wants its line ended. */
static bool write_comments(struct emit *out, struct arena *scratch, const char *s)
{
	bool open_line = false;

	for (s = skip_space(s); at_comment(s);) {
		const char *end = end_of_comment(s);

		emit_raw(out, arena_strndup(scratch, s, (size_t)(end - s)));
		open_line = s[1] == '*';
		s = skip_space(end);
	}
	return open_line;
}

static bool is_word(const char *s, const char *word)
{
	size_t len = strlen(word);

	return strncmp(s, word, len) == 0 && s[len] != '_' && !isalnum((unsigned char)s[len]);
}

void api_license(struct emit *out, const struct ast_file *file)
{
	const char *s = file->src->text;
	struct arena scratch;
	bool open_line = false;

	arena_init(&scratch);
	for (;;) {
		const char *token = skip_comments(s);

		if (!is_word(token, "package") && !is_word(token, "import"))
			break;
		if (skip_space(s) != token)
			open_line = write_comments(out, &scratch, s);
		while (*token && *token != ';')
			token = at_comment(token) ? end_of_comment(token) : token + 1;
		s = *token ? token + 1 : token;
	}
	if (open_line)
		emit_raw(out, "\n");
	arena_free(&scratch);
}
