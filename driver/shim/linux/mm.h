/* SPDX-License-Identifier: MIT */
/* mm.h - large pieces of memory, which are like small ones here; the page size is a constant. */
#ifndef SHIM_LINUX_MM_H
#define SHIM_LINUX_MM_H

#include <linux/slab.h>

#define PAGE_SIZE ((size_t)4096)

#define kvzalloc(size, flags) kzalloc(size, flags)
#define kvcalloc(n, size, flags) kcalloc(n, size, flags)
#define kvfree(p) kfree(p)

#endif /* SHIM_LINUX_MM_H */
