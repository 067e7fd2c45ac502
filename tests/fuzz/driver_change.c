/* SPDX-License-Identifier: MIT */
/* driver_change.c - changes of programs that leave them programs */
#include "driver_world.h"
#include "fuzz.h"

#include <string.h>

/* Those of fuzz_daemon.c too; for fuzz_driver.c they are others once more. */
#define STEP_ALL (STEP_N + 7)

/* Changes keep to steps: doubled, moved, dropped, another operand, another thread. */
size_t fuzz_change(uint8_t *data, size_t size, size_t max, uint32_t seed)
{
	const size_t unit = sizeof(struct step);
	uint32_t state = seed;
	size_t n = size / unit, from, to, count;

	if (n < 2)
		return fuzz_change_bytes(data, size, max, seed);
	from = fuzz_below(&state, n);
	to = fuzz_below(&state, n);
	count = 1 + fuzz_below(&state, 6);
	if (count > n - from)
		count = n - from;
	switch (fuzz_below(&state, 8)) {
	case 0: /* dropped */
		memmove(data + from * unit, data + (from + count) * unit, size - (from + count) * unit);
		return size - count * unit;
	case 1:
	case 2: { /* doubled elsewhere */
		uint8_t copy[6 * sizeof(struct step)];

		if (size + count * unit > max)
			return size;
		memcpy(copy, data + from * unit, count * unit);
		memmove(data + (to + count) * unit, data + to * unit, size - to * unit);
		memcpy(data + to * unit, copy, count * unit);
		return size + count * unit;
	}
	case 3: /* a new one */
		if (size + unit > max)
			return size;
		memmove(data + (to + 1) * unit, data + to * unit, size - to * unit);
		for (size_t i = 0; i < unit; i++)
			data[to * unit + i] = (uint8_t)fuzz_next(&state);
		data[to * unit] %= STEP_ALL;
		data[to * unit + 1] %= ACTORS;
		data[to * unit + 2] %= 16;
		return size + unit;
	case 4: /* by another thread */
		while (count--)
			data[(from + count) * unit + 1] = (uint8_t)fuzz_below(&state, ACTORS);
		return size;
	case 5:
		data[from * unit] = (uint8_t)fuzz_below(&state, STEP_ALL);
		return size;
	default:
		data[from * unit + 2 + fuzz_below(&state, unit - 2)] =
			(uint8_t)(fuzz_below(&state, 2) ? fuzz_next(&state) : fuzz_below(&state, 8));
		return size;
	}
}
