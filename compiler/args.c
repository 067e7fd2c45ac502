/* SPDX-License-Identifier: MIT */
/*
 * args.c - words of a text, and files of them
 */
#include "args.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* More are a file that names itself. */
#define MAX_FILES 1000

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Takes the word that *text starts with, in place: no word is longer than how it is written. */
static char *take_word(char **text)
{
	char *word = *text, *to = word, *s = word;
	char quote = '\0';

	for (; *s && (quote || !is_space(*s)); s++) {
		if (quote ? *s == quote : *s == '"' || *s == '\'')
			quote = quote ? '\0' : *s;
		else if (*s == '\\' && quote != '\'' && s[1])
			*to++ = *++s;
		else
			*to++ = *s;
	}
	*text = *s ? s + 1 : s;
	*to = '\0';
	return quote ? NULL : word;
}

const char *args_split(struct arena *a, struct args *args, char *text)
{
	for (;;) {
		char *word;

		while (is_space(*text))
			text++;
		if (!*text)
			return NULL;
		word = take_word(&text);
		if (!word)
			return "a quote is not closed";
		vec_push(a, &args->v, word);
	}
}

char *args_read(struct arena *a, const char *path)
{
	FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	size_t len = 0, cap = 1 << 16;
	char *text;
	int error;

	if (!in)
		return NULL;
	text = arena_alloc(a, cap);
	for (;;) {
		size_t n = fread(text + len, 1, cap - len - 1, in);

		len += n;
		if (!n)
			break;
		if (len + 1 == cap) {
			char *more = arena_alloc(a, cap * 2);

			memcpy(more, text, len);
			text = more;
			cap *= 2;
		}
	}
	text[len] = '\0';
	error = ferror(in) ? errno : memchr(text, '\0', len) ? EILSEQ : 0;
	if (in != stdin)
		fclose(in);
	errno = error;
	return error ? NULL : text;
}

/* The words of an @FILE. */
static bool read_words(struct arena *a, struct diag *d, const char *path, struct args *ret)
{
	char *text = args_read(a, path);
	const char *why;

	if (!text)
		return diag_file(d, DIAG_USAGE, path, "cannot read the arguments in it: %s",
				 strerror(errno));
	why = args_split(a, ret, text);
	return !why || diag_file(d, DIAG_USAGE, path, "%s", why);
}

/* Appends the words of from, those of its files in their place; n_files counts down. */
static bool expand(struct arena *a, struct diag *d, struct args *to, const struct args *from,
		   int *n_files)
{
	for (int i = 0; i < from->v.n; i++) {
		char *word = from->v.items[i];
		struct args inner = {0};

		if (word[0] != '@' || !word[1]) {
			vec_push(a, &to->v, word);
			continue;
		}
		if (--*n_files < 0)
			return diag_file(d, DIAG_USAGE, word + 1,
					 "more than %d files of arguments: does one name itself?",
					 MAX_FILES);
		if (!read_words(a, d, word + 1, &inner) || !expand(a, d, to, &inner, n_files))
			return false;
	}
	return true;
}

bool args_expand(struct arena *a, struct diag *d, struct args *args)
{
	struct args all = {0};
	int n_files = MAX_FILES;

	if (!expand(a, d, &all, args, &n_files))
		return false;
	vec_push(a, &all.v, NULL);
	all.v.n--;
	*args = all;
	return true;
}
