/* SPDX-License-Identifier: MIT */
/* ktime.h - the monotonic clock. */
#ifndef SHIM_LINUX_KTIME_H
#define SHIM_LINUX_KTIME_H

#include <linux/types.h>

typedef s64 ktime_t;

/** ktime_get() - nanoseconds, monotonic. */
ktime_t ktime_get(void);

static inline s64 ktime_to_ms(ktime_t t)
{
	return t / 1000000;
}

#endif /* SHIM_LINUX_KTIME_H */
