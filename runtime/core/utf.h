/* SPDX-License-Identifier: MIT */
/*
 * utf.h - between UTF-8 of programs and UTF-16 of the wire
 *
 * Towards the wire only well-formed UTF-8 is taken: no overlong forms, no surrogates, nothing
 * above U+10FFFF, nothing cut short. From the wire everything is taken, since a Java peer may send
 * it; a surrogate that stands alone is left out, as AOSP's native code does.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <uchar.h>

/** rt_utf16_units() - UTF-16 units that @len bytes of UTF-8 need, -1 where they are malformed. */
ssize_t rt_utf16_units(const char *utf8, size_t len);

/** rt_utf16_from_utf8() - converts @len bytes that rt_utf16_units() accepted. */
void rt_utf16_from_utf8(char16_t *ret_units, const char *utf8, size_t len);

/** rt_utf8_bytes() - bytes of UTF-8 that @n units need, without NUL. */
size_t rt_utf8_bytes(const char16_t *units, size_t n);

/** rt_utf8_from_utf16() - converts @n units into rt_utf8_bytes() bytes; writes no NUL. */
void rt_utf8_from_utf16(char *ret_utf8, const char16_t *units, size_t n);
