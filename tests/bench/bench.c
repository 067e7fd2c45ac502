/* SPDX-License-Identifier: MIT */
/* bench.c - medians, ratios and the description of the machine */
#include "config.h"
#include "bench.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(const double *values)
{
	double sorted[BENCH_ROUNDS];

	memcpy(sorted, values, sizeof sorted);
	qsort(sorted, BENCH_ROUNDS, sizeof sorted[0], compare_doubles);
	return sorted[BENCH_ROUNDS / 2];
}

double series_median(const struct series *s)
{
	return median(s->ns);
}

double series_ratio(const struct series *a, const struct series *b)
{
	double ratios[BENCH_ROUNDS];

	for (int i = 0; i < BENCH_ROUNDS; i++)
		ratios[i] = a->ns[i] / b->ns[i];
	return median(ratios);
}

void bench_read_whole(int fd, void *buf, size_t n)
{
	for (size_t got = 0; got < n;) {
		ssize_t r = read(fd, (char *)buf + got, n - got);

		if (r <= 0)
			_exit(0);
		got += (size_t)r;
	}
}

void bench_write_whole(int fd, const void *buf, size_t n)
{
	for (size_t put = 0; put < n;) {
		ssize_t r = write(fd, (const char *)buf + put, n - put);

		if (r <= 0)
			bench_die("write");
		put += (size_t)r;
	}
}

uint64_t bench_now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void print_processor(void)
{
	char line[256];
	FILE *f = fopen("/proc/cpuinfo", "re");

	while (f && fgets(line, sizeof line, f)) {
		char *colon = strchr(line, ':');

		if (colon && strncmp(line, "model name", 10) == 0) {
			printf(", %.*s", (int)strcspn(colon + 2, "\n"), colon + 2);
			break;
		}
	}
	if (f)
		fclose(f);
}

void bench_print_machine(void)
{
	struct utsname u;
	cpu_set_t set;

	uname(&u);
	CPU_ZERO(&set);
	sched_getaffinity(0, sizeof set, &set);
	printf("%s %s %s", u.sysname, u.release, u.machine);
	print_processor();
	printf(", %ld cores; this run may use %d of them\n", sysconf(_SC_NPROCESSORS_ONLN),
	       CPU_COUNT(&set));
}

_Noreturn void bench_die(const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	exit(1);
}
