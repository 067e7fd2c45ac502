/* SPDX-License-Identifier: MIT */
/*
 * sha1.h - SHA-1, by FIPS 180-4: the format of API hashes is older than we are, and they guard
 * against accidents, not attacks
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct sha1 {
	uint32_t state[5];
	uint64_t n_bytes;
	unsigned char block[64];
};

#define SHA1_HEX_LEN 40

void sha1_init(struct sha1 *h);
void sha1_add(struct sha1 *h, const void *data, size_t len);

/** The hash of all that was added, in lower case, terminated; h is used up. */
void sha1_finish(struct sha1 *h, char ret_hex[SHA1_HEX_LEN + 1]);
