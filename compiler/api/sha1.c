/* SPDX-License-Identifier: MIT */
/*
 * sha1.c - SHA-1
 */
#include "api/sha1.h"

#include <stdio.h>
#include <string.h>

void sha1_init(struct sha1 *h)
{
	*h = (struct sha1){
		.state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
	};
}

static uint32_t rotate(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

/* The function and the constant of a round. */
static uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d)
{
	switch (round / 20) {
	case 0:
		return ((b & c) | (~b & d)) + 0x5a827999;
	case 1:
		return (b ^ c ^ d) + 0x6ed9eba1;
	case 2:
		return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
	default:
		return (b ^ c ^ d) + 0xca62c1d6;
	}
}

static void add_block(struct sha1 *h)
{
	uint32_t w[80], s[5];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)h->block[4 * i] << 24 | (uint32_t)h->block[4 * i + 1] << 16 |
		       (uint32_t)h->block[4 * i + 2] << 8 | h->block[4 * i + 3];
	for (int i = 16; i < 80; i++)
		w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	memcpy(s, h->state, sizeof(s));
	for (int i = 0; i < 80; i++) {
		uint32_t next = rotate(s[0], 5) + mix(i, s[1], s[2], s[3]) + s[4] + w[i];

		s[4] = s[3];
		s[3] = s[2];
		s[2] = rotate(s[1], 30);
		s[1] = s[0];
		s[0] = next;
	}
	for (int i = 0; i < 5; i++)
		h->state[i] += s[i];
}

void sha1_add(struct sha1 *h, const void *data, size_t len)
{
	const unsigned char *bytes = data;

	while (len) {
		size_t at = h->n_bytes % 64, n = 64 - at < len ? 64 - at : len;

		memcpy(h->block + at, bytes, n);
		h->n_bytes += n;
		bytes += n;
		len -= n;
		if (at + n == 64)
			add_block(h);
	}
}

void sha1_finish(struct sha1 *h, char ret_hex[SHA1_HEX_LEN + 1])
{
	uint64_t n_bits = h->n_bytes * 8;
	unsigned char end[8];

	sha1_add(h, "\x80", 1);
	while (h->n_bytes % 64 != 56)
		sha1_add(h, "", 1);
	for (int i = 0; i < 8; i++)
		end[i] = (unsigned char)(n_bits >> (56 - 8 * i));
	sha1_add(h, end, sizeof(end));
	for (int i = 0; i < 5; i++)
		snprintf(ret_hex + 8 * i, 9, "%08x", (unsigned)h->state[i]);
}
