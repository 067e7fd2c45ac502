/* SPDX-License-Identifier: MIT */
/* fuzz_bytes.c - changes of inputs that are bytes and words */
#include "fuzz.h"

#include <string.h>

static const uint32_t edges[] = {
	0, 1, 2, 3, 4, 7, 8, 255, 256, 0x7fff, 0xffff, 0x10000, 0xfffff, 1000000, 0x7ffffffe,
	0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x3fffffff, 0x40000000, 0x1fffffff,
};

size_t fuzz_change_bytes(uint8_t *data, size_t size, size_t max, uint32_t seed)
{
	uint32_t state = seed;
	size_t at = fuzz_below(&state, size), n = 1 + fuzz_below(&state, 16);
	uint32_t word = edges[fuzz_below(&state, sizeof(edges) / sizeof(*edges))];

	switch (fuzz_below(&state, 6)) {
	case 0:
		if (size)
			data[at] ^= (uint8_t)(1u << fuzz_below(&state, 8));
		return size;
	case 1:
		if (size)
			data[at] = (uint8_t)fuzz_next(&state);
		return size;
	case 2:
		at &= ~(size_t)3;
		if (at + sizeof(word) <= size)
			memcpy(data + at, &word, sizeof(word));
		return size;
	case 3: /* cut out */
		n = n < size - at ? n : size - at;
		memmove(data + at, data + at + n, size - at - n);
		return size - n;
	case 4: /* doubled */
		n = n < size - at ? n : size - at;
		if (size + n > max)
			return size;
		memmove(data + at + n, data + at, size - at);
		return size + n;
	default: /* cut off, mostly near the end */
		return size - (n < size ? n : size);
	}
}
