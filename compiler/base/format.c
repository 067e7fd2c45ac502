/* SPDX-License-Identifier: MIT */
/*
 * format.c - the common conversions by hand, the others by libc
 */
#include "base/format.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

struct out {
	char *buf;
	size_t cap;
	size_t len;	/* of the whole text, also where it does not fit */
};

static void put(struct out *o, const char *s, size_t len)
{
	if (o->len < o->cap) {
		size_t room = o->cap - o->len;

		memcpy(o->buf + o->len, s, len < room ? len : room);
	}
	o->len += len;
}

static void put_number(struct out *o, uint64_t n, bool negative)
{
	char digits[24], *to = digits + sizeof(digits);

	do {
		*--to = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	if (negative)
		*--to = '-';
	put(o, to, (size_t)(digits + sizeof(digits) - to));
}

/* The size letters of a conversion: how many l there are, 'z' for a size_t. */
static const char *size_of(const char *s, int *ret_size)
{
	*ret_size = 0;
	if (*s == 'z') {
		*ret_size = 'z';
		return s + 1;
	}
	for (; *s == 'l' && *ret_size < 2; s++)
		++*ret_size;
	return s;
}

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

/* One conversion; s is behind the '%'. Answers what is behind the conversion; NULL: not ours. */
static const char *convert(struct out *o, const char *s, va_list *ap)
{
	const char *text;
	int64_t number;
	int size, max;
	char c;

	if (*s == '.') {
		if (s[1] != '*' || s[2] != 's')
			return NULL;
		max = va_arg(*ap, int);
		text = va_arg(*ap, const char *);
		put(o, text, max < 0 ? strlen(text) : strnlen(text, (size_t)max));
		return s + 3;
	}
	s = size_of(s, &size);
	if (size && *s != 'd' && *s != 'u')
		return NULL;
	switch (*s) {
	case 's':
		text = va_arg(*ap, const char *);
		put(o, text, strlen(text));
		break;
	case 'c':
		c = (char)va_arg(*ap, int);
		put(o, &c, 1);
		break;
	case 'd':
		number = take_signed(ap, size);
		put_number(o, number < 0 ? -(uint64_t)number : (uint64_t)number, number < 0);
		break;
	case 'u':
		put_number(o, take_unsigned(ap, size), false);
		break;
	case '%':
		put(o, "%", 1);
		break;
	default:
		return NULL;
	}
	return s + 1;
}

__attribute__((format(printf, 3, 0)))
static size_t format_by_libc(char *buf, size_t cap, const char *fmt, va_list ap)
{
	int len = vsnprintf(buf, cap, fmt, ap);

	if (len < 0)
		base_die("cannot format \"%s\"", fmt);
	return (size_t)len;
}

size_t format_text(char *buf, size_t cap, const char *fmt, va_list ap)
{
	struct out o = {buf, cap ? cap - 1 : 0, 0};
	const char *s = fmt;
	va_list args;

	va_copy(args, ap);
	while (s && *s) {
		if (s[0] == '%' && s[1] == 's') { /* most of them */
			const char *text = va_arg(args, const char *);

			put(&o, text, strlen(text));
			s += 2;
		} else if (*s == '%') {
			s = convert(&o, s + 1, &args);
		} else {
			if (o.len < o.cap)
				o.buf[o.len] = *s;
			o.len++;
			s++;
		}
	}
	va_end(args);
	if (!s)
		return format_by_libc(buf, cap, fmt, ap);
	if (cap)
		buf[o.len < o.cap ? o.len : o.cap] = '\0';
	return o.len;
}
