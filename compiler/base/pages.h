/* SPDX-License-Identifier: MIT */
/*
 * pages.h - much memory at once, in large pages where the system has them
 *
 * The kernel is asked for 2 MiB at a time and not for 4 KiB, so that a large input does not pay for
 * a fault every few lines. Safe from several threads.
 */
#pragma once

#include <stddef.h>

/* It is worth it from this size on; less comes from malloc. */
#define PAGES_BYTES ((size_t)2 << 20)

/** The size that pages_new() has room for: size or more. */
size_t pages_rounded(size_t size);

/** Zeroed memory of pages_rounded(size) bytes; aborts where there is none. */
void *pages_new(size_t size);

/** size is that of pages_new(). */
void pages_free(void *p, size_t size);
