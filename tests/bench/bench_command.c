/* SPDX-License-Identifier: MIT */
/*
 * bench_command.c - runs a command several times, a slow one fewer times; prints
 * the medians of its time and its peak memory. Before each round the folder for
 * its output is taken away.
 */
#include "config.h"
#include "bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Rounds of a slow command: no more once there are a few, no more at all after a long time. */
#define FEW_ROUNDS 3
#define ENOUGH_NS UINT64_C(500000000)
#define LONG_NS UINT64_C(3000000000)

struct run {
	double wall_ms, cpu_ms;
	long peak_kb;
};

static double timeval_ms(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static struct run run_once(char **argv)
{
	uint64_t start = bench_now_ns();
	struct rusage usage;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	if (wait4(pid, &status, 0, &usage) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "bench_command: '%s' failed\n", argv[0]);
		exit(1);
	}
	return (struct run){
		.wall_ms = (double)(bench_now_ns() - start) / 1e6,
		.cpu_ms = timeval_ms(usage.ru_utime) + timeval_ms(usage.ru_stime),
		.peak_kb = usage.ru_maxrss,
	};
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

static double median(double *values, int n)
{
	qsort(values, (size_t)n, sizeof(*values), by_size);
	return values[n / 2];
}

static bool another_round(int n, uint64_t spent_ns)
{
	if (n == BENCH_ROUNDS || (n && spent_ns > LONG_NS))
		return false;
	return n < FEW_ROUNDS || spent_ns < ENOUGH_NS;
}

int main(int argc, char **argv)
{
	uint64_t start = bench_now_ns();
	double wall[BENCH_ROUNDS], cpu[BENCH_ROUNDS];
	long peak_kb = 0;
	int n = 0;

	if (argc == 2 && strcmp(argv[1], "--machine") == 0) {
		bench_print_machine();
		return 0;
	}
	if (argc < 3) {
		fprintf(stderr, "usage: bench_command --machine | FOLDER COMMAND [ARG...]\n");
		return 2;
	}
	while (another_round(n, bench_now_ns() - start)) {
		char *clean[] = {"rm", "-rf", argv[1], NULL};
		struct run r;

		run_once(clean);
		r = run_once(argv + 2);
		wall[n] = r.wall_ms;
		cpu[n++] = r.cpu_ms;
		if (r.peak_kb > peak_kb)
			peak_kb = r.peak_kb;
	}
	printf("%.2f ms wall, %.2f ms cpu, %.1f MiB peak\n", median(wall, n), median(cpu, n),
	       (double)peak_kb / 1024);
	return 0;
}
