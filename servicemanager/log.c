/* SPDX-License-Identifier: MIT */
/* log.c - lines on stderr; one write each, so that they are not torn */
#include "log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#define LINES_A_SECOND 10

static bool verbose_wanted;

__attribute__((format(printf, 1, 0))) static void write_line(const char *format, va_list ap)
{
	char line[1024];

	vsnprintf(line, sizeof line, format, ap);
	fprintf(stderr, "hideglue-servicemanager: %s\n", line);
}

void log_set_verbose(bool verbose)
{
	verbose_wanted = verbose;
}

void log_line(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	write_line(format, ap);
	va_end(ap);
}

void log_limited(const char *format, ...)
{
	static time_t second;
	static unsigned int n, left_out;
	struct timespec now;
	va_list ap;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec != second) {
		second = now.tv_sec;
		n = 0;
	}
	if (n >= LINES_A_SECOND) {
		left_out++;
		return;
	}
	n++;
	if (left_out > 0)
		log_line("%u lines like these were left out", left_out);
	left_out = 0;
	va_start(ap, format);
	write_line(format, ap);
	va_end(ap);
}

void log_verbose(const char *format, ...)
{
	va_list ap;

	if (!verbose_wanted)
		return;
	va_start(ap, format);
	write_line(format, ap);
	va_end(ap);
}
