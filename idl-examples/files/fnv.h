/* SPDX-License-Identifier: MIT */
/*
 * fnv.h - the hash both sides compute: FNV-1a, 64 bits
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define FNV_START UINT64_C(0xcbf29ce484222325)

/** The hash of what was hashed before (FNV_START: nothing) and size bytes more. */
static inline uint64_t fnv(uint64_t hash, const void *data, size_t size)
{
	const unsigned char *byte = data;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
	return hash;
}
