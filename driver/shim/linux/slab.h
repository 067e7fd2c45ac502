/* SPDX-License-Identifier: MIT */
/*
 * slab.h - kernel memory from malloc
 *
 * GFP flags mean nothing. Every piece is counted, so that tests see leaks, and a test can make
 * the n-th request fail.
 */
#ifndef SHIM_LINUX_SLAB_H
#define SHIM_LINUX_SLAB_H

#include <linux/types.h>

typedef unsigned int gfp_t;
#define GFP_KERNEL 0u
#define GFP_KERNEL_ACCOUNT 0u

void *kzalloc(size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
char *kstrdup(const char *s, gfp_t flags);
void kfree(const void *p);

/** shim_slab_live() - pieces allocated and not freed. */
long shim_slab_live(void);

/** shim_slab_fail() - let the @nth request from now fail, 1 being the next; 0: none. */
void shim_slab_fail(long nth);

#endif /* SHIM_LINUX_SLAB_H */
