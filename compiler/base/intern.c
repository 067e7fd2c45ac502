/* SPDX-License-Identifier: MIT */
/*
 * intern.c - hash tables with linear probing, at most three quarters full
 */
#include "base/intern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct intern_entry {
	const char *s;
	uint32_t len;
	uint32_t hash;
};

static uint32_t hash_bytes(const char *s, size_t len)
{
	const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t h = len, word;

	for (; len >= sizeof(word); s += sizeof(word), len -= sizeof(word)) {
		memcpy(&word, s, sizeof(word));
		h = (h ^ word) * odd;
		h ^= h >> 32;
	}
	word = 0;
	memcpy(&word, s, len);
	h = (h ^ word) * odd;
	return (uint32_t)(h >> 32);
}

void intern_init(struct intern *t, struct arena *arena)
{
	memset(t, 0, sizeof(*t));
	t->arena = arena;
}

void intern_fini(struct intern *t)
{
	free(t->table);
	memset(t, 0, sizeof(*t));
}

static struct intern_entry *intern_slot(const struct intern *t, const char *s, size_t len,
					uint32_t hash)
{
	size_t i = hash & (t->cap - 1);

	while (t->table[i].s) {
		const struct intern_entry *e = &t->table[i];

		if (e->hash == hash && e->len == len && memcmp(e->s, s, len) == 0)
			break;
		i = (i + 1) & (t->cap - 1);
	}
	return &t->table[i];
}

static bool intern_is_full(const struct intern *t, size_t n)
{
	return n >= t->cap / 4 * 3;
}

void intern_reserve(struct intern *t, size_t n)
{
	struct intern bigger = *t;

	if (!bigger.cap)
		bigger.cap = 256;
	while (intern_is_full(&bigger, n))
		bigger.cap *= 2;
	if (bigger.cap == t->cap)
		return;
	bigger.table = calloc(bigger.cap, sizeof(*bigger.table));
	if (!bigger.table)
		base_die("out of memory (%zu names)", bigger.cap);
	for (size_t i = 0; i < t->cap; i++) {
		const struct intern_entry *e = &t->table[i];

		if (e->s)
			*intern_slot(&bigger, e->s, e->len, e->hash) = *e;
	}
	free(t->table);
	*t = bigger;
}

const char *intern(struct intern *t, const char *s, size_t len)
{
	uint32_t hash = hash_bytes(s, len);
	struct intern_entry *e;

	if (len > UINT32_MAX)
		base_die("a name of %zu bytes", len);
	if (intern_is_full(t, t->n))
		intern_reserve(t, t->n + 1);
	e = intern_slot(t, s, len, hash);
	if (!e->s) {
		e->s = arena_strndup(t->arena, s, len);
		e->len = (uint32_t)len;
		e->hash = hash;
		t->n++;
	}
	return e->s;
}

const char *intern_str(struct intern *t, const char *s)
{
	return intern(t, s, strlen(s));
}

const char *intern_find(const struct intern *t, const char *s, size_t len)
{
	if (!t->cap)
		return NULL;
	return intern_slot(t, s, len, hash_bytes(s, len))->s;
}

static uint32_t hash_pointer(const void *p)
{
	uint64_t x = (uint64_t)(uintptr_t)p >> 4;

	return (uint32_t)((x * UINT64_C(0x9e3779b97f4a7c15)) >> 32);
}

static struct map_entry *map_slot(const struct map *m, const void *key)
{
	uint32_t i = hash_pointer(key) & (m->cap - 1);

	while (m->table[i].key && m->table[i].key != key)
		i = (i + 1) & (m->cap - 1);
	return &m->table[i];
}

void *map_get(const struct map *m, const void *key)
{
	return m->cap ? map_slot(m, key)->value : NULL;
}

static bool map_is_full(const struct map *m, uint32_t n)
{
	return n >= m->cap / 4 * 3;
}

void map_reserve(struct arena *a, struct map *m, uint32_t n)
{
	struct map bigger = {.cap = m->cap ? m->cap : 8, .n = m->n};

	while (map_is_full(&bigger, n))
		bigger.cap *= 2;
	if (bigger.cap == m->cap)
		return;
	bigger.table = arena_array(a, struct map_entry, bigger.cap);
	for (uint32_t i = 0; i < m->cap; i++)
		if (m->table[i].key)
			*map_slot(&bigger, m->table[i].key) = m->table[i];
	*m = bigger;
}

void *map_put(struct arena *a, struct map *m, const void *key, void *value)
{
	struct map_entry *e;
	void *old;

	if (map_is_full(m, m->n))
		map_reserve(a, m, m->n + 1);
	e = map_slot(m, key);
	old = e->value;
	if (!e->key) {
		e->key = key;
		m->n++;
	}
	e->value = value;
	return old;
}
