/* SPDX-License-Identifier: MIT */
/*
 * pages.c - mmap, aligned to the large pages
 */
#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#include "base/arena.h"

size_t pages_rounded(size_t size)
{
	return (size + PAGES_BYTES - 1) & ~(PAGES_BYTES - 1);
}

void *pages_new(size_t size)
{
	size_t used = pages_rounded(size), all = used + PAGES_BYTES, before;
	char *p = MAP_FAILED;

	if (size <= SIZE_MAX / 2)
		p = mmap(NULL, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		base_die("out of memory (%zu bytes wanted)", size);
	before = (size_t)(-(uintptr_t)p & (PAGES_BYTES - 1));
	if (before)
		munmap(p, before);
	if (before < PAGES_BYTES)
		munmap(p + before + used, PAGES_BYTES - before);
	/* Where the system has no large pages, the others do. */
	madvise(p + before, used, MADV_HUGEPAGE);
	return p + before;
}

void pages_free(void *p, size_t size)
{
	munmap(p, pages_rounded(size));
}
