/* SPDX-License-Identifier: MIT */
/*
 * driver_daemon_arena.c - the send arena: payload memory that the daemon can read
 *
 * Whole pages, first fit, so that what is used stays near the start; what large
 * payloads leave behind is given back to the system when the arena stands empty.
 */
#include "core/driver_daemon.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Kept when the arena is empty: large calls in a row do not fault their pages in each time. */
#define ARENA_KEEP (1024 * 1024)

int rt_arena_init(struct rt_arena *arena, int fd, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *p;

	pthread_mutex_init(&arena->lock, NULL);
	if (!size)
		return 0;
	arena->page = page;
	arena->n_pages = size / page;
	arena->used = calloc((arena->n_pages + 63) / 64, sizeof(*arena->used));
	if (!arena->used)
		return -ENOMEM;
	p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return -errno;
	madvise(p, size, MADV_DONTFORK);
	arena->base = p;
	arena->size = size;
	return 0;
}

void rt_arena_fini(struct rt_arena *arena)
{
	if (arena->base)
		munmap(arena->base, arena->size);
	free(arena->used);
	pthread_mutex_destroy(&arena->lock);
}

static bool page_used(const struct rt_arena *arena, size_t i)
{
	return arena->used[i / 64] >> (i % 64) & 1;
}

static void mark(struct rt_arena *arena, size_t first, size_t n, bool used)
{
	for (size_t i = first; i < first + n; i++) {
		uint64_t bit = UINT64_C(1) << (i % 64);

		if (used)
			arena->used[i / 64] |= bit;
		else
			arena->used[i / 64] &= ~bit;
	}
}

/* The first run of @n free pages; n_pages where there is none. */
static size_t find_run(const struct rt_arena *arena, size_t n)
{
	size_t run = 0;

	for (size_t i = 0; i < arena->n_pages; i++) {
		run = page_used(arena, i) ? 0 : run + 1;
		if (run == n)
			return i + 1 - n;
	}
	return arena->n_pages;
}

void *rt_arena_alloc(struct rt_arena *arena, size_t size)
{
	void *p = NULL;
	size_t n, first;

	if (!arena->base || !size || size > arena->size)
		return NULL;
	n = (size + arena->page - 1) / arena->page;

	pthread_mutex_lock(&arena->lock);
	first = find_run(arena, n);
	if (first < arena->n_pages) {
		mark(arena, first, n, true);
		arena->n_used += n;
		if (arena->n_touched < first + n)
			arena->n_touched = first + n;
		p = arena->base + first * arena->page;
	}
	pthread_mutex_unlock(&arena->lock);
	return p;
}

void rt_arena_free(struct rt_arena *arena, void *p, size_t size)
{
	size_t n = (size + arena->page - 1) / arena->page;
	size_t keep = ARENA_KEEP / arena->page;

	pthread_mutex_lock(&arena->lock);
	mark(arena, (size_t)((uint8_t *)p - arena->base) / arena->page, n, false);
	arena->n_used -= n;
	if (!arena->n_used && arena->n_touched > keep) {
		madvise(arena->base + ARENA_KEEP, arena->n_touched * arena->page - ARENA_KEEP,
			MADV_REMOVE);
		arena->n_touched = keep;
	}
	pthread_mutex_unlock(&arena->lock);
}

bool rt_arena_holds(const struct rt_arena *arena, uint64_t address, uint64_t size)
{
	uint64_t base = (uintptr_t)arena->base;

	return arena->base && address >= base && address - base < arena->size &&
	       size <= arena->size - (address - base);
}
