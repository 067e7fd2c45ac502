/* SPDX-License-Identifier: MIT */
/* bitmap.h - searching in a map of bits. */
#ifndef SHIM_LINUX_BITMAP_H
#define SHIM_LINUX_BITMAP_H

#include <linux/bitops.h>

/**
 * find_next_zero_bit() - the first clear bit of @bits at or behind @from; @bits if there is none.
 */
unsigned long find_next_zero_bit(const unsigned long *map, unsigned long bits, unsigned long from);

#endif /* SHIM_LINUX_BITMAP_H */
