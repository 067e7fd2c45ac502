/* SPDX-License-Identifier: MIT */
/*
 * fuzz.h - what a fuzz target gives: to libFuzzer, and to fuzz_main.c where there is none
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/** One input. Never keeps anything for the next. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/**
 * fuzz_change() - a change of an input that this target knows to make
 * @data:	@size bytes, room for @max
 * @seed:	the same seed makes the same change
 * Return: the new size, at most @max.
 */
size_t fuzz_change(uint8_t *data, size_t size, size_t max, uint32_t seed);

/** Seed number @i into @data, room for @max. Return: its size; SIZE_MAX where there are no more. */
size_t fuzz_seed(int i, uint8_t *data, size_t max);

/** Numbers that are the same everywhere. */
static inline uint32_t fuzz_next(uint32_t *state)
{
	uint32_t x = *state ? *state : 0x9e3779b9;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return *state = x;
}

static inline size_t fuzz_below(uint32_t *state, size_t n)
{
	return n ? fuzz_next(state) % n : 0;
}

/** Bytes flipped, set, cut out, doubled or cut off: for targets that read bytes. */
size_t fuzz_change_bytes(uint8_t *data, size_t size, size_t max, uint32_t seed);
