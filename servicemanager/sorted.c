/* SPDX-License-Identifier: MIT */
/* sorted.c - an array of pointers kept in order */
#include "sorted.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool sorted_find(const struct sorted *s, const void *key, size_t *ret_at)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = s->compare(key, s->items[mid]);

		if (order == 0) {
			*ret_at = mid;
			return true;
		}
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	*ret_at = low;
	return false;
}

int sorted_insert(struct sorted *s, size_t at, void *item)
{
	if (s->n == s->room) {
		size_t room = s->room ? s->room * 2 : 16;
		void **items = reallocarray(s->items, room, sizeof *items);

		if (!items)
			return -ENOMEM;
		s->items = items;
		s->room = room;
	}
	memmove(s->items + at + 1, s->items + at, (s->n - at) * sizeof *s->items);
	s->items[at] = item;
	s->n++;
	return 0;
}

void sorted_remove(struct sorted *s, size_t at)
{
	s->n--;
	memmove(s->items + at, s->items + at + 1, (s->n - at) * sizeof *s->items);
}

void sorted_fini(struct sorted *s)
{
	free(s->items);
	s->items = NULL;
	s->n = s->room = 0;
}
