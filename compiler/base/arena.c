/* SPDX-License-Identifier: MIT */
/*
 * arena.c - blocks of growing size, handed out from the front
 */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/pages.h"

#define FIRST_BLOCK ((size_t)16 << 10)
#define LARGEST_BLOCK ((size_t)4 << 20)

struct arena_block {
	struct arena_block *next;
	size_t size;
	size_t dirty;	/* bytes handed out, once it is not the newest */
	_Alignas(ARENA_ALIGN) char data[];
};

void base_die(const char *fmt, ...)
{
	va_list ap;

	fputs("aidl2c: internal error: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

void arena_init(struct arena *a)
{
	memset(a, 0, sizeof(*a));
}

static void free_block(struct arena_block *b)
{
	if (b->size >= PAGES_BYTES - sizeof(*b))
		pages_free(b, sizeof(*b) + b->size);
	else
		free(b);
}

void arena_free(struct arena *a)
{
	struct arena_block *b = a->blocks;

	while (b) {
		struct arena_block *next = b->next;

		free_block(b);
		b = next;
	}
	if (a->spare)
		free_block(a->spare);
	arena_init(a);
}

static size_t rounded(size_t size)
{
	return (size + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1);
}

/* need is a whole number of alignments, as all sizes of blocks are. */
static void add_block(struct arena *a, size_t need)
{
	size_t whole = a->blocks ? (sizeof(*a->blocks) + a->blocks->size) * 2 : FIRST_BLOCK;
	struct arena_block *b;
	size_t size;

	if (whole > LARGEST_BLOCK)
		whole = LARGEST_BLOCK;
	size = whole - sizeof(*b) > need ? whole - sizeof(*b) : need;
	if (a->spare && a->spare->size >= size) {
		b = a->spare;
		a->spare = NULL;
		size = b->size;
	} else if (size >= PAGES_BYTES - sizeof(*b)) {
		size = pages_rounded(size + sizeof(*b)) - sizeof(*b);
		b = pages_new(size + sizeof(*b));
	} else {
		b = calloc(1, sizeof(*b) + size);
		if (!b)
			base_die("out of memory (%zu bytes wanted)", size);
	}
	if (a->blocks)
		a->blocks->dirty = (size_t)(a->at - a->blocks->data);
	b->size = size;
	b->next = a->blocks;
	a->blocks = b;
	a->at = b->data;
	a->end = b->data + size;
}

void *arena_alloc_slowly(struct arena *a, size_t size)
{
	void *p;

	if (size > SIZE_MAX / 2)
		base_die("out of memory (%zu bytes wanted)", size);
	size = rounded(size);
	if (!a->blocks || size > (size_t)(a->end - a->at))
		add_block(a, size);
	p = a->at;
	a->at += size;
	a->used += size;
	return p;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->blocks, a->at, a->used};
}

/*
 * Who releases will need as much again: the larger of b, used up to end, and the spare block. What
 * was mapped by itself goes back.
 */
static void keep_spare(struct arena *a, struct arena_block *b, const char *end)
{
	if (b->size >= PAGES_BYTES - sizeof(*b) || (a->spare && a->spare->size >= b->size)) {
		free_block(b);
		return;
	}
	if (a->spare)
		free_block(a->spare);
	memset(b->data, 0, (size_t)(end - b->data));
	a->spare = b;
}

void arena_release(struct arena *a, struct arena_mark mark)
{
	char *end = a->at;

	while (a->blocks != mark.block) {
		struct arena_block *b = a->blocks;

		a->blocks = b->next;
		keep_spare(a, b, end);
		if (a->blocks)
			end = a->blocks->data + a->blocks->dirty;
	}
	a->used = mark.used;
	a->at = mark.at;
	a->end = a->blocks ? a->blocks->data + a->blocks->size : NULL;
	if (a->blocks)
		memset(a->at, 0, (size_t)(end - a->at));
}

/* A piece of one block; the older pieces follow. */
struct arena_saved {
	struct arena_saved *next;
	char *place;
	size_t len;
	char bytes[];
};

struct arena_saved *arena_save(const struct arena *from, struct arena_mark since, struct arena *to)
{
	struct arena_saved *first = NULL, **end = &first;

	for (struct arena_block *b = from->blocks; b; b = b->next) {
		char *begin = b == since.block ? since.at : b->data;
		char *last = b == from->blocks ? from->at : b->data + b->dirty;
		struct arena_saved *s = arena_alloc(to, sizeof(*s) + (size_t)(last - begin));

		s->place = begin;
		s->len = (size_t)(last - begin);
		memcpy(s->bytes, begin, s->len);
		*end = s;
		end = &s->next;
		if (b == since.block)
			break;
	}
	return first;
}

void arena_restore(const struct arena_saved *saved)
{
	for (; saved; saved = saved->next)
		memcpy(saved->place, saved->bytes, saved->len);
}

void *arena_calloc(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		base_die("out of memory (%zu items of %zu bytes wanted)", n, size);
	return arena_alloc(a, n * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *copy = arena_alloc(a, len + 1);

	memcpy(copy, s, len);
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *arena_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	size_t room = (size_t)(a->end - a->at), len;
	char *text = a->at;

	/* Into the free part, where it mostly fits. */
	len = format_text(text, room, fmt, ap);
	if (len < room)
		return arena_alloc(a, len + 1);
	a->at = a->end; /* no longer zeros */
	text = arena_alloc(a, len + 1);
	format_text(text, len + 1, fmt, ap);
	return text;
}

char *arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = arena_vfmt(a, fmt, ap);
	va_end(ap);
	return text;
}
