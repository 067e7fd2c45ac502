/* SPDX-License-Identifier: MIT */
/*
 * arena.h - memory that lives as long as one run of the compiler
 *
 * Everything the compiler builds (names, trees, the model) is taken from one
 * arena and given back at once. No memory: the process aborts with a message,
 * so that no caller checks. Memory is zeroed. Not thread-safe.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
	struct arena_block *blocks;
	char *at;	/* free part of the newest block */
	char *end;
	size_t used;	/* bytes handed out */
	struct arena_block *spare;	/* given back by arena_release(), all zeros, or NULL */
};

/** Makes an empty arena; all zero bytes is one too. */
void arena_init(struct arena *a);

/** Gives back everything that was taken from it; it is empty then and may be used again. */
void arena_free(struct arena *a);

/* A moment in the life of an arena. */
struct arena_mark {
	struct arena_block *block;
	char *at;
	size_t used;
};

struct arena_mark arena_mark(const struct arena *a);

/** Gives back what was taken since the mark; marks made since then mean nothing any more. */
void arena_release(struct arena *a, struct arena_mark mark);

struct arena_saved;

/**
 * A copy, in the arena to, of the bytes that were taken from another one since the mark.
 * arena_restore() puts them back, so that what was written there since then is gone.
 */
struct arena_saved *arena_save(const struct arena *from, struct arena_mark since, struct arena *to);
void arena_restore(const struct arena_saved *saved);

/* What everything in an arena is aligned for: all but long double. */
#define ARENA_ALIGN _Alignof(uint64_t)

/* Where the newest block has no room. */
void *arena_alloc_slowly(struct arena *a, size_t size);

/** Zeroed memory for any object that ARENA_ALIGN is enough for. size may be 0. */
static inline void *arena_alloc(struct arena *a, size_t size)
{
	size_t whole = (size + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1);
	void *p = a->at;

	if (whole - 1 >= (size_t)(a->end - a->at)) /* 0 bytes, also of an overflow, go there too */
		return arena_alloc_slowly(a, size);
	a->at += whole;
	a->used += whole;
	return p;
}

/** Zeroed memory for n items of size bytes; aborts where the product does not fit. */
void *arena_calloc(struct arena *a, size_t n, size_t size);

/** A copy of len bytes of s with a terminator. */
char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_strdup(struct arena *a, const char *s);

/** printf into the arena. */
char *arena_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vfmt(struct arena *a, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_calloc((a), (n), sizeof(type)))

/** Aborts with a message: for what only our own bug or the lack of memory can cause. */
_Noreturn void base_die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
