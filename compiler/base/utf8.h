/* SPDX-License-Identifier: MIT */
/*
 * utf8.h - characters of text that may hold any bytes
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What stands for bytes that are no UTF-8. */
#define UTF8_REPLACEMENT 0xfffdu
#define UTF8_REPLACEMENT_TEXT "\xef\xbf\xbd"

/**
 * The character at the start of s, which has len bytes, at least one; ret_valid may be NULL.
 * A malformed sequence counts as one UTF8_REPLACEMENT up to the first byte that cannot
 * continue it, as in browsers and editors, so that columns agree with theirs.
 * Return: bytes taken, at least 1.
 */
size_t utf8_next(const char *s, size_t len, uint32_t *ret_code, bool *ret_valid);

/** Controls, and marks that reorder or hide what the reader sees. */
bool utf8_unprintable(uint32_t code);
