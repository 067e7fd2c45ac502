/* SPDX-License-Identifier: MIT */
/*
 * vec.h - growing arrays in an arena
 *
 *	VEC(struct ast_field *) fields = {0};
 *	vec_push(arena, &fields, f);
 *	for (int i = 0; i < fields.n; i++)
 *		use(fields.items[i]);
 *
 * Growing moves the items: keep an index, not a pointer, across a push. What a
 * move leaves behind goes with the arena (less than the final size).
 */
#pragma once

#include "base/arena.h"

#define VEC(type)               \
	struct {                \
		type *items;    \
		int n;          \
		int cap;        \
	}

/* Room for one more item of size bytes; sets *cap. */
void *vec_grow(struct arena *a, void *items, int n, int *cap, size_t size);

#define vec_push(a, v, item)                                                                       \
	do {                                                                                       \
		if ((v)->n == (v)->cap)                                                            \
			(v)->items = vec_grow((a), (v)->items, (v)->n, &(v)->cap,                  \
					      sizeof(*(v)->items));                                \
		(v)->items[(v)->n++] = (item);                                                     \
	} while (0)

#define vec_last(v) ((v)->items[(v)->n - 1])
