/* SPDX-License-Identifier: MIT */
/*
 * vec.c - doubling, the one function behind vec_push()
 */
#include "base/vec.h"

#include <limits.h>
#include <string.h>

void *vec_grow(struct arena *a, void *items, int n, int *cap, size_t size)
{
	int more = *cap ? *cap : 1;
	void *moved;

	if (more > INT_MAX / 2)
		base_die("more than %d items in one list", INT_MAX / 2);
	more *= 2;
	moved = arena_calloc(a, (size_t)more, size);
	if (n)
		memcpy(moved, items, (size_t)n * size);
	*cap = more;
	return moved;
}
