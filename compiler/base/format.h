/* SPDX-License-Identifier: MIT */
/*
 * format.h - printf for the few conversions that generated code needs, many times faster
 *
 * These are %s, %.*s, %c, %d, %u, their l, ll and z forms and %%. A format with any other is given to
 * vsnprintf() as a whole. Not NULL for %s.
 *
 * A format or template is a string literal: what is in it is remembered by its address. Thread-safe.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A part of a format that was taken apart: text, then a conversion or the end of a line. */
struct format_piece {
	const char *text;
	uint32_t len;		/* the line's end, if there is one, is in it */
	char conversion;	/* 0: none; '.' for %.*s, '$' for a variable of a template */
	uint8_t size;		/* how many l there are; 'z' for a size_t; the length of the name */
	bool ends_line;
	bool is_last;
};

/** A format taken apart; NULL: only vsnprintf() can do it. */
const struct format_piece *format_pieces(const char *fmt);

/** The same for a template, text with $name$, and $$ for a dollar. Aborts where a '$' stands alone. */
const struct format_piece *format_template(const char *text);

/** The name of a template's variable, piece->size bytes. */
static inline const char *format_name(const struct format_piece *piece)
{
	return piece->text + piece->len + 1;
}

/* Room for any number. */
#define FORMAT_DIGITS 24

/* Of a conversion that is not %s. */
const char *format_other(const struct format_piece *piece, va_list *ap, char digits[FORMAT_DIGITS],
			 size_t *ret_len);

/** What a piece's conversion makes of the next arguments: *ret_len bytes, in digits where need be. */
static inline const char *format_value(const struct format_piece *piece, va_list *ap,
				       char digits[FORMAT_DIGITS], size_t *ret_len)
{
	if (piece->conversion == 's') { /* most of them */
		const char *text = va_arg(*ap, const char *);

		*ret_len = strlen(text);
		return text;
	}
	return format_other(piece, ap, digits, ret_len);
}

/**
 * As vsnprintf(): writes at most cap bytes with the terminator and answers the length that the
 * text has. Aborts where a format is wrong. ap is as it was: it can be used once more.
 */
size_t format_text(char *buf, size_t cap, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));
