/* SPDX-License-Identifier: MIT */
/*
 * suggest.c - edit distance between short names
 */
#include "base/suggest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

#define LONGEST 64 /* names longer than this get no suggestion */

void suggest_init(struct suggest *s, const char *wanted)
{
	s->wanted = wanted;
	s->best = NULL;
	s->distance = (int)strlen(wanted) / 3 + 1;
}

static int least(int a, int b, int c)
{
	int m = a < b ? a : b;

	return m < c ? m : c;
}

/* Insertions, deletions, replacements and swapped neighbours; limit or more: not interesting. */
static int edit_distance(const char *a, int la, const char *b, int lb, int limit)
{
	int rows[3][LONGEST + 1];
	int *before = rows[0], *last = rows[1], *row = rows[2];

	for (int j = 0; j <= lb; j++)
		last[j] = j;
	for (int i = 1; i <= la; i++) {
		int *spare = before;
		int low = row[0] = i;

		for (int j = 1; j <= lb; j++) {
			int cost = a[i - 1] != b[j - 1];

			row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
			if (row[j] < low)
				low = row[j];
		}
		if (low >= limit)
			return limit;
		before = last;
		last = row;
		row = spare;
	}
	return last[lb];
}

void suggest_offer(struct suggest *s, const char *candidate)
{
	size_t la = strlen(s->wanted), lb = strlen(candidate);
	int distance;

	if (la > LONGEST || lb > LONGEST || abs((int)la - (int)lb) > s->distance)
		return;
	if (strcmp(s->wanted, candidate) == 0) /* that very name has been looked for */
		return;
	if (la > 1 && strcasecmp(s->wanted, candidate) == 0)
		distance = 0;
	else
		distance = edit_distance(s->wanted, (int)la, candidate, (int)lb, s->distance + 1);
	if (distance < s->distance ||
	    (!s->best && distance == s->distance && distance * 2 < (int)la)) {
		s->distance = distance;
		s->best = candidate;
	}
}

const char *suggest_text(const struct suggest *s, struct arena *a)
{
	return s->best ? arena_fmt(a, "; did you mean '%s'?", s->best) : "";
}
