/* SPDX-License-Identifier: MIT */
/*
 * format.h - printf for the few conversions that generated code needs, several times faster
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>

/**
 * As vsnprintf(): writes at most cap bytes with the terminator and answers the length that the
 * text has. A format with anything but %s, %.*s, %c, %d, %u, their l, ll and z forms and %% is
 * given to vsnprintf() as a whole. Not NULL for %s. Aborts where a format is wrong.
 */
size_t format_text(char *buf, size_t cap, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));
