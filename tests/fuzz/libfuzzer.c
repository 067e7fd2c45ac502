/* SPDX-License-Identifier: MIT */
/* libfuzzer.c - hands a target's own changes to libFuzzer, which mixes them with its own */
#include "fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed);

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed)
{
	return seed % 8 ? fuzz_change(data, size, max, seed / 8 * 2654435761u) :
			  LLVMFuzzerMutate(data, size, max);
}
