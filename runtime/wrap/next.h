/* SPDX-License-Identifier: MIT */
/*
 * next.h - the functions that ours stand in front of
 *
 * Found by name behind this library, so that another preloaded library that stands in front of
 * the same ones goes on working. NEXT(name) is the function, or NULL where the C library has it
 * not.
 */
#pragma once

#include <dlfcn.h>
#include <stdatomic.h>

/** A name and where it was found; good for any thread, found anew where two ask at once. */
struct next {
	const char *name;
	_Atomic(void *) found;
};

static inline void *next_find(struct next *n)
{
	void *p = atomic_load_explicit(&n->found, memory_order_relaxed);

	if (!p) {
		p = dlsym(RTLD_NEXT, n->name);
		atomic_store_explicit(&n->found, p, memory_order_relaxed);
	}
	return p;
}

/* In a function of that name: what to call instead of it. */
#define NEXT(function)                                                            \
	({                                                                        \
		static struct next next_##function = {#function, NULL};           \
		__extension__(__typeof__(&function)) next_find(&next_##function); \
	})
