/* SPDX-License-Identifier: MIT */
/*
 * utf8.c - see utf8.h
 */
#include "base/utf8.h"

/* Bytes of the sequence that starts with lead, 0: none does; the second one is low to high. */
static size_t sequence(unsigned char lead, unsigned char *ret_low, unsigned char *ret_high)
{
	*ret_low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	*ret_high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

size_t utf8_next(const char *s, size_t len, uint32_t *ret_code, bool *ret_valid)
{
	const unsigned char *u = (const unsigned char *)s;
	unsigned char low, high;
	size_t n = sequence(u[0], &low, &high), i;
	uint32_t code = n > 1 ? u[0] & (0xffu >> (n + 1)) : u[0];

	for (i = 1; i < n && i < len && u[i] >= low && u[i] <= high; i++) {
		code = code << 6 | (u[i] & 0x3f);
		low = 0x80;
		high = 0xbf;
	}
	if (ret_valid)
		*ret_valid = n && i >= n;
	*ret_code = n && i >= n ? code : UTF8_REPLACEMENT;
	return i;
}

bool utf8_unprintable(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}
