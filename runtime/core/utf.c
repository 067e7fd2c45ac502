/* SPDX-License-Identifier: MIT */
/*
 * utf.c - UTF-8 and UTF-16
 */
#include "core/utf.h"

#include <stdbool.h>

static bool is_continuation(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Decodes the character at @s; its length in bytes, 0 where it is malformed. */
static size_t decode(const unsigned char *s, size_t left, uint32_t *ret)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t c = s[0];
	size_t n, i;

	if (c < 0x80) {
		*ret = c;
		return 1;
	}
	if (c >= 0xc2 && c < 0xe0) {
		n = 2;
		c &= 0x1f;
	} else if (c >= 0xe0 && c < 0xf0) {
		n = 3;
		c &= 0x0f;
	} else if (c >= 0xf0 && c < 0xf5) {
		n = 4;
		c &= 0x07;
	} else {
		return 0;
	}
	if (left < n)
		return 0;
	for (i = 1; i < n; i++) {
		if (!is_continuation(s[i]))
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0;
	*ret = c;
	return n;
}

ssize_t rt_utf16_units(const char *utf8, size_t len)
{
	const unsigned char *s = (const unsigned char *)utf8;
	ssize_t units = 0;

	while (len) {
		uint32_t c;
		size_t n = decode(s, len, &c);

		if (!n)
			return -1;
		units += c >= 0x10000 ? 2 : 1;
		s += n;
		len -= n;
	}
	return units;
}

void rt_utf16_from_utf8(char16_t *ret_units, const char *utf8, size_t len)
{
	const unsigned char *s = (const unsigned char *)utf8;

	while (len) {
		uint32_t c;
		size_t n = decode(s, len, &c);

		if (!n)
			return;
		if (c >= 0x10000) {
			*ret_units++ = (char16_t)(0xd800 + ((c - 0x10000) >> 10));
			*ret_units++ = (char16_t)(0xdc00 + ((c - 0x10000) & 0x3ff));
		} else {
			*ret_units++ = (char16_t)c;
		}
		s += n;
		len -= n;
	}
}

/* Takes the character at @units; the units it took. A lone surrogate gives @ret 0xd800. */
static size_t take(const char16_t *units, size_t left, uint32_t *ret)
{
	uint32_t c = units[0];

	if (c >= 0xd800 && c < 0xdc00 && left > 1 && units[1] >= 0xdc00 && units[1] < 0xe000) {
		*ret = 0x10000 + ((c - 0xd800) << 10) + (units[1] - 0xdc00u);
		return 2;
	}
	*ret = c >= 0xd800 && c < 0xe000 ? 0xd800 : c;
	return 1;
}

size_t rt_utf8_bytes(const char16_t *units, size_t n)
{
	size_t bytes = 0, i = 0;
	uint32_t c;

	while (i < n) {
		i += take(units + i, n - i, &c);
		if (c < 0x80)
			bytes += 1;
		else if (c < 0x800)
			bytes += 2;
		else if (c != 0xd800)
			bytes += c < 0x10000 ? 3 : 4;
	}
	return bytes;
}

void rt_utf8_from_utf16(char *ret_utf8, const char16_t *units, size_t n)
{
	size_t i = 0;
	uint32_t c;

	while (i < n) {
		i += take(units + i, n - i, &c);
		if (c < 0x80) {
			*ret_utf8++ = (char)c;
		} else if (c < 0x800) {
			*ret_utf8++ = (char)(0xc0 | c >> 6);
			*ret_utf8++ = (char)(0x80 | (c & 0x3f));
		} else if (c == 0xd800) {
			continue;
		} else if (c < 0x10000) {
			*ret_utf8++ = (char)(0xe0 | c >> 12);
			*ret_utf8++ = (char)(0x80 | (c >> 6 & 0x3f));
			*ret_utf8++ = (char)(0x80 | (c & 0x3f));
		} else {
			*ret_utf8++ = (char)(0xf0 | c >> 18);
			*ret_utf8++ = (char)(0x80 | (c >> 12 & 0x3f));
			*ret_utf8++ = (char)(0x80 | (c >> 6 & 0x3f));
			*ret_utf8++ = (char)(0x80 | (c & 0x3f));
		}
	}
}
