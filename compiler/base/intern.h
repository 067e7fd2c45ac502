/* SPDX-License-Identifier: MIT */
/*
 * intern.h - one copy of each name, so that equal names are equal pointers
 *
 * The strings live in the arena given at the start. struct map finds values by
 * such pointers.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct intern_entry;

struct intern {
	struct arena *arena;
	struct intern_entry *table;	/* open addressing; from malloc */
	size_t cap;
	size_t n;
};

void intern_init(struct intern *t, struct arena *arena);
void intern_fini(struct intern *t);

/** Makes room for n names in all, so that adding them moves nothing. */
void intern_reserve(struct intern *t, size_t n);

/** The one copy of these len bytes (no NUL among them), terminated. */
const char *intern(struct intern *t, const char *s, size_t len);
const char *intern_str(struct intern *t, const char *s);

/** The copy if there is one, else NULL. */
const char *intern_find(const struct intern *t, const char *s, size_t len);

/*
 * Values by interned name, or by any other pointer. Grows in the arena. All
 * zero bytes is an empty map.
 */

struct map_entry {
	const void *key;
	void *value;
};

struct map {
	struct map_entry *table;
	uint32_t cap;
	uint32_t n;
};

/** NULL: not there. */
void *map_get(const struct map *m, const void *key);

/** Makes room for n entries in all, so that adding them moves nothing. */
void map_reserve(struct arena *a, struct map *m, uint32_t n);

/** Adds or replaces; answers what was there, NULL where the key is new. key must not be NULL. */
void *map_put(struct arena *a, struct map *m, const void *key, void *value);
