/* SPDX-License-Identifier: MIT */
/*
 * suggest.c - the closest of some known words, by optimal string alignment distance
 *
 * Words longer than MAX_WORD are not worth a guess, which bounds time and stack.
 */
#include "tools/suggest.h"

#include <string.h>

#define MAX_WORD 32

static unsigned int min3(unsigned int a, unsigned int b, unsigned int c)
{
	unsigned int m = a < b ? a : b;

	return m < c ? m : c;
}

static unsigned int distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned int d[MAX_WORD + 1][MAX_WORD + 1];

	for (size_t i = 0; i <= a_len; i++)
		d[i][0] = (unsigned int)i;
	for (size_t j = 0; j <= b_len; j++)
		d[0][j] = (unsigned int)j;
	for (size_t i = 1; i <= a_len; i++) {
		for (size_t j = 1; j <= b_len; j++) {
			d[i][j] = min3(d[i - 1][j] + 1, d[i][j - 1] + 1,
				       d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    d[i - 2][j - 2] + 1 < d[i][j])
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	}
	return d[a_len][b_len];
}

const char *suggest(const char *word, const char *const *words, size_t n_words)
{
	size_t len = strlen(word);
	const char *best = NULL;
	unsigned int best_distance = MAX_WORD;

	if (len == 0 || len > MAX_WORD)
		return NULL;
	for (size_t i = 0; i < n_words; i++) {
		size_t n = strlen(words[i]);
		unsigned int limit = n < 6 ? 1 : (unsigned int)(n / 3);
		unsigned int d;

		if (n > MAX_WORD)
			continue;
		d = len > 1 && strncmp(words[i], word, len) == 0 ? 0
								 : distance(word, len, words[i], n);
		if (d <= limit && d < best_distance) {
			best = words[i];
			best_distance = d;
		}
	}
	return best;
}
