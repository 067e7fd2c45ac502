/* SPDX-License-Identifier: MIT */
/*
 * format.c - the common conversions by hand, the others by libc
 *
 * A format is taken apart where it is first met; the pieces are remembered by the address of the
 * format. A program has a limited number of them, so nothing of that is ever forgotten. Who looks
 * for a format takes no lock: one that can be seen is there for good.
 */
#include "base/format.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include "base/arena.h"

enum { PLACE_BITS = 11, N_PLACES = 1 << PLACE_BITS, MAX_PIECES = 8192 };

/*
 * Those of a format stand together; the text of the first of them is the format itself. The one of
 * index 0 is none.
 */
static struct format_piece pieces[MAX_PIECES];
static int n_pieces = 1;

/* Indices of first pieces by address, 0 where there is none. Open addressing, at most half full. */
struct table {
	_Atomic(uint16_t) places[N_PLACES];
	int n;
};

static struct table formats, templates;

/* Of who adds to any of these. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Marks the one piece of a format that is for libc. */
#define FOR_LIBC '?'

/* Taking a format apart */

/* The conversion behind a '%'. Answers what is behind it; NULL: it is for libc. */
static const char *parse_conversion(const char *s, struct format_piece *piece)
{
	if (s[0] == '.' && s[1] == '*' && s[2] == 's') {
		piece->conversion = '.';
		return s + 3;
	}
	if (*s == 'z')
		piece->size = (uint8_t)*s++;
	else
		for (; *s == 'l' && piece->size < 2; s++)
			piece->size++;
	piece->conversion = *s;
	return *s && strchr(piece->size ? "du" : "scdu%", *s) ? s + 1 : NULL;
}

/* The literal text up to a conversion or the end of a line, and that. The same answer. */
static const char *parse_piece(const char *fmt, struct format_piece *piece)
{
	const char *s = fmt + strcspn(fmt, "%\n");

	memset(piece, 0, sizeof(*piece));
	piece->text = fmt;
	if (*s == '\n') {
		piece->ends_line = true;
		s++;
	}
	piece->len = (uint32_t)(s - fmt);
	return *s == '%' && !piece->ends_line ? parse_conversion(s + 1, piece) : s;
}

static struct format_piece *add_piece(void)
{
	if (n_pieces == MAX_PIECES)
		base_die("more than %d pieces of formats", MAX_PIECES);
	return &pieces[n_pieces++];
}

static void parse_format(const char *fmt)
{
	struct format_piece *first = &pieces[n_pieces], *piece;
	const char *s = fmt;

	do {
		piece = add_piece();
		s = parse_piece(s, piece);
	} while (s && *s);
	if (!s) {
		n_pieces = (int)(first - pieces) + 1;
		piece = first;
		piece->text = fmt;
		piece->conversion = FOR_LIBC;
	}
	piece->is_last = true;
}

/* The literal text up to a variable or the end of a line, and that. Answers what is behind it. */
static const char *parse_template_piece(const char *text, struct format_piece *piece)
{
	const char *s = text + strcspn(text, "$\n"), *end;

	memset(piece, 0, sizeof(*piece));
	piece->text = text;
	piece->len = (uint32_t)(s - text);
	if (!*s)
		return s;
	if (*s == '\n' || s[1] == '$') {
		piece->ends_line = *s == '\n';
		piece->len++;
		return *s == '\n' ? s + 1 : s + 2;
	}
	end = strchr(s + 1, '$');
	if (!end || end - s > UINT8_MAX)
		base_die("emit: a lone '$' in \"%s\"", text);
	piece->conversion = '$';
	piece->size = (uint8_t)(end - s - 1);
	return end + 1;
}

static void parse_template(const char *text)
{
	struct format_piece *piece;

	do {
		piece = add_piece();
		text = parse_template_piece(text, piece);
	} while (*text);
	piece->is_last = true;
}

/* Looking for what was taken apart */

/* Where to look for it first. */
static inline size_t first_place(const char *fmt)
{
	const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);

	return (size_t)(((uintptr_t)fmt * odd) >> (64 - PLACE_BITS));
}

static inline const struct format_piece *at_place(struct table *t, size_t place)
{
	return &pieces[atomic_load_explicit(&t->places[place], memory_order_acquire)];
}

/* It may be there, but not at the first place. */
static const struct format_piece *find_or_learn(struct table *t, void (*parse)(const char *),
						const char *fmt)
{
	size_t place = first_place(fmt);
	uint16_t next;

	pthread_mutex_lock(&lock);
	while (at_place(t, place)->text && at_place(t, place)->text != fmt)
		place = (place + 1) % N_PLACES;
	if (!at_place(t, place)->text) {
		if (++t->n > N_PLACES / 2)
			base_die("more than %d formats", N_PLACES / 2);
		next = (uint16_t)n_pieces;
		parse(fmt);
		atomic_store_explicit(&t->places[place], next, memory_order_release);
	}
	pthread_mutex_unlock(&lock);
	return at_place(t, place);
}

const struct format_piece *format_pieces(const char *fmt)
{
	const struct format_piece *piece = at_place(&formats, first_place(fmt));

	if (piece->text != fmt)
		piece = find_or_learn(&formats, parse_format, fmt);
	return piece->conversion == FOR_LIBC ? NULL : piece;
}

const struct format_piece *format_template(const char *text)
{
	const struct format_piece *piece = at_place(&templates, first_place(text));

	return piece->text == text ? piece : find_or_learn(&templates, parse_template, text);
}

/* Putting it together */

static int64_t take_signed(va_list *ap, int size)
{
	switch (size) {
	case 0:
		return va_arg(*ap, int);
	case 1:
		return va_arg(*ap, long);
	case 2:
		return va_arg(*ap, long long);
	default:
		return (int64_t)va_arg(*ap, ssize_t);
	}
}

static uint64_t take_unsigned(va_list *ap, int size)
{
	switch (size) {
	case 0:
		return va_arg(*ap, unsigned int);
	case 1:
		return va_arg(*ap, unsigned long);
	case 2:
		return va_arg(*ap, unsigned long long);
	default:
		return va_arg(*ap, size_t);
	}
}

static const char *number(uint64_t n, bool negative, char digits[FORMAT_DIGITS], size_t *ret_len)
{
	char *to = digits + FORMAT_DIGITS;

	do {
		*--to = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	if (negative)
		*--to = '-';
	*ret_len = (size_t)(digits + FORMAT_DIGITS - to);
	return to;
}

const char *format_other(const struct format_piece *piece, va_list *ap, char digits[FORMAT_DIGITS],
			 size_t *ret_len)
{
	const char *text;
	int64_t n;
	int max;

	switch (piece->conversion) {
	case '.':
		max = va_arg(*ap, int);
		text = va_arg(*ap, const char *);
		*ret_len = max < 0 ? strlen(text) : strnlen(text, (size_t)max);
		return text;
	case 'd':
		n = take_signed(ap, piece->size);
		return number(n < 0 ? -(uint64_t)n : (uint64_t)n, n < 0, digits, ret_len);
	case 'u':
		return number(take_unsigned(ap, piece->size), false, digits, ret_len);
	default: /* 'c', '%' */
		digits[0] = piece->conversion == 'c' ? (char)va_arg(*ap, int) : '%';
		*ret_len = 1;
		return digits;
	}
}

__attribute__((format(printf, 3, 0)))
static size_t format_by_libc(char *buf, size_t cap, const char *fmt, va_list ap)
{
	va_list args;
	int len;

	va_copy(args, ap);
	len = vsnprintf(buf, cap, fmt, args);
	va_end(args);
	if (len < 0)
		base_die("cannot format \"%s\"", fmt);
	return (size_t)len;
}

/* As much of s as there is room for; answers where its end is, or would be. */
static inline size_t put(char *buf, size_t room, size_t at, const char *s, size_t len)
{
	if (!len)
		return at; /* buf may be NULL, which memcpy() must not see */
	if (at + len <= room)
		memcpy(buf + at, s, len);
	else if (at < room)
		memcpy(buf + at, s, room - at);
	return at + len;
}

size_t format_text(char *buf, size_t cap, const char *fmt, va_list ap)
{
	const struct format_piece *piece = format_pieces(fmt);
	size_t room = cap ? cap - 1 : 0, at = 0, len;
	char digits[FORMAT_DIGITS];
	const char *text;
	va_list args;

	if (!piece)
		return format_by_libc(buf, cap, fmt, ap);
	va_copy(args, ap);
	for (;; piece++) {
		at = put(buf, room, at, piece->text, piece->len);
		if (piece->conversion) {
			text = format_value(piece, &args, digits, &len);
			at = put(buf, room, at, text, len);
		}
		if (piece->is_last)
			break;
	}
	va_end(args);
	if (cap)
		buf[at < room ? at : room] = '\0';
	return at;
}
