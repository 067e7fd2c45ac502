/* SPDX-License-Identifier: MIT */
/*
 * bench_command.c - runs a command several times; prints the medians of its
 * time and its peak memory
 */
#include "config.h"
#include "bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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

int main(int argc, char **argv)
{
	struct series wall, cpu;
	long peak_kb = 0;

	if (argc < 2) {
		fprintf(stderr, "usage: bench_command COMMAND [ARG...]\n");
		return 2;
	}
	for (int i = 0; i < BENCH_ROUNDS; i++) {
		struct run r = run_once(argv + 1);

		wall.ns[i] = r.wall_ms;
		cpu.ns[i] = r.cpu_ms;
		if (r.peak_kb > peak_kb)
			peak_kb = r.peak_kb;
	}
	printf("%.1f ms wall, %.1f ms cpu, %.1f MiB peak\n", series_median(&wall),
	       series_median(&cpu), (double)peak_kb / 1024);
	return 0;
}
