/* SPDX-License-Identifier: MIT */
/*
 * log.c - lines for the one who runs the daemon
 *
 * At most so many a second: a client that misbehaves must not fill a disk. What
 * was left out is counted and said with the next line.
 */
#include "daemon/daemon.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#define LINES_A_SECOND 20

void log_line(const char *format, ...)
{
	static time_t second;
	static unsigned int n, left_out;
	char line[512];
	struct timespec now;
	va_list ap;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec != second) {
		second = now.tv_sec;
		n = 0;
	}
	if (++n > LINES_A_SECOND) {
		left_out++;
		return;
	}
	va_start(ap, format);
	vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	if (left_out)
		fprintf(stderr, "hideglue-driverd: %u messages left out\n", left_out);
	left_out = 0;
	fprintf(stderr, "hideglue-driverd: %s\n", line);
}
