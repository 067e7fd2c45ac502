/* SPDX-License-Identifier: MIT */
/*
 * vm_bench.c - our module against the stock one, in one boot of one kernel
 *
 * usage: vm_bench LIMIT ROUNDS CALLS TABLE...   (first call pairs handles buffers)
 *
 * A ratio above LIMIT is marked; 0 for none.
 * Figures are what the guest's clock counts: instructions under QEMU's -icount, else ns. Both
 * modules lie beside the program; it loads them itself, since that is measured too. In each
 * round each driver has its turn; a ratio is the median of the rounds' ratios.
 */
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vm_peers.h"

enum { STOCK, OURS, N_DRIVERS, MAX_ROUNDS = 25 };

static struct bench_driver drivers[N_DRIVERS] = {
	{.name = "stock", .device = "/dev/binder"},
	{.name = "ours", .device = "/dev/hgbinder"},
};
static const char *const modules[N_DRIVERS] = {"binder_linux.ko", "hideglue_binder.ko"};

static double limit;
static int n_rounds;
static uint32_t n_calls;

struct series {
	double of[N_DRIVERS][MAX_ROUNDS];
};

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(const double *values)
{
	double sorted[MAX_ROUNDS];

	memcpy(sorted, values, (size_t)n_rounds * sizeof(sorted[0]));
	qsort(sorted, (size_t)n_rounds, sizeof(sorted[0]), compare_doubles);
	return sorted[n_rounds / 2];
}

static double median_ratio(const struct series *s)
{
	double ratios[MAX_ROUNDS];

	for (int i = 0; i < n_rounds; i++)
		ratios[i] = s->of[OURS][i] / s->of[STOCK][i];
	return median(ratios);
}

static void print_row(const char *what, const struct series *s)
{
	double ratio = median_ratio(s);

	printf("  %-32s %12.0f %12.0f %8.3f", what, median(s->of[STOCK]), median(s->of[OURS]),
	       ratio);
	if (limit > 0)
		printf("  %s %.2f", ratio <= limit ? "within" : "OVER", limit);
	printf("\n");
	fflush(stdout);
}

static void print_head(const char *what)
{
	printf("\n  %-32s %12s %12s %8s\n", what, "stock", "ours", "ratio");
}

/* One round's cost of one operation; with several pairs, of one by all of them together. */
static double cost(struct bench_driver *driver, int n_pairs, const struct bench_order *order)
{
	return (double)bench_order(driver, n_pairs, order) / order->n / n_pairs;
}

static void measure(int n_pairs, const struct bench_order *order, struct series *ret)
{
	for (int i = 0; i < N_DRIVERS; i++)
		cost(&drivers[i], n_pairs, order); /* warm */
	for (int round = 0; round < n_rounds; round++)
		for (int i = 0; i < N_DRIVERS; i++)
			ret->of[i][round] = cost(&drivers[i], n_pairs, order);
}

static void row(const char *what, int n_pairs, struct bench_order order)
{
	struct series s;

	order.n = order.size > 16384 ? n_calls / 4 : n_calls;
	measure(n_pairs, &order, &s);
	print_row(what, &s);
}

static void row_of(const char *what, uint32_t op, uint32_t size)
{
	row(what, 1, (struct bench_order){.op = op, .size = size});
}

/*
 * Left alone, the scheduler lets a receiver run at once or after several calls, as its accounts
 * happen to stand. Here the sender is one that gives way to everybody, or to nobody.
 */
static void rows_one_way(void)
{
	row("one-way, each taken at once", 1,
	    (struct bench_order){.op = OP_ONE_WAY, .size = 4, .policy = SCHED_IDLE});
	row("one-way, all of a burst queued", 1,
	    (struct bench_order){.op = OP_ONE_WAY, .size = 4, .policy = SCHED_FIFO});
}

/* Tables */

static void die(const char *what)
{
	printf("Bail out! vm_bench: %s\n", what);
	exit(1);
}

static double load_module(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	uint64_t begun;
	long ret;

	if (fd < 0)
		die("a module is not there");
	begun = bench_clock_ns();
	ret = syscall(SYS_finit_module, fd, "", 0);
	if (ret != 0)
		die("a module does not load");
	close(fd);
	return (double)(bench_clock_ns() - begun);
}

/* The size in memory, as the kernel counts it. */
static double module_size(const char *name)
{
	char line[256], found[64];
	FILE *f = fopen("/proc/modules", "re");
	long size = 0, n;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "%63s %ld", found, &n) == 2 && strcmp(found, name) == 0)
			size = n;
	if (f)
		fclose(f);
	return (double)size;
}

static double file_size(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (double)st.st_size : 0;
}

static void print_once(const char *what, double stock, double ours)
{
	printf("  %-32s %12.0f %12.0f %8.3f\n", what, stock, ours, ours / stock);
}

static void print_sizes(void)
{
	print_head("bytes");
	print_once("module in memory", module_size("binder_linux"), module_size("hideglue_binder"));
	print_once("module file", file_size(modules[STOCK]), file_size(modules[OURS]));
}

static void table_first(void)
{
	struct series s;

	for (int round = 0; round < n_rounds; round++)
		for (int i = 0; i < N_DRIVERS; i++)
			s.of[i][round] = (double)bench_first_call(&drivers[i]);
	print_head("a new process");
	print_row("open, map, first call", &s);
}

static void table_call(void)
{
	print_head("one call, there and back");
	row_of("one int", OP_CALL, 4);
	row_of("4 KiB", OP_CALL, 4096);
	row_of("64 KiB", OP_CALL, 65536);
	row_of("the server's object as argument", OP_PASS, 0);
	row_of("an object as answer", OP_FETCH, 0);
	rows_one_way();
}

static void table_pairs(void)
{
	print_head("one int, by all pairs together");
	for (int n = 1; n <= MAX_PAIRS; n *= 2) {
		char what[32];

		snprintf(what, sizeof(what), "%d pair%s", n, n > 1 ? "s" : "");
		row(what, n, (struct bench_order){.op = OP_CALL, .size = 4});
	}
}

static double grown_cost(int driver, uint32_t op)
{
	struct bench_order order = {.op = op, .size = 4, .n = n_calls, .newest = 1};
	double rounds[MAX_ROUNDS];

	for (int round = 0; round < n_rounds; round++)
		rounds[round] = cost(&drivers[driver], 1, &order);
	return median(rounds);
}

/* The stock driver looks for a free handle along all of them: more than 10,000 take it minutes. */
static void table_handles(void)
{
	static const uint32_t steps[] = {0, 1000, 10000, 100000};
	static const uint32_t ops[] = {OP_CALL, OP_PASS, OP_FETCH};
	double base[N_DRIVERS][3];
	uint32_t have = 0;

	printf("\n  %-20s %26s %26s %26s\n", "handles and objects", "call", "as argument", "as answer");
	for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
		struct bench_order grow = {.op = OP_GROW_HANDLES, .n = steps[k] - have};

		have = steps[k];
		for (int i = 0; i < N_DRIVERS; i++) {
			if (i == STOCK && have > 10000)
				continue;
			bench_order(&drivers[i], 1, &grow);
			printf("  %6u %-13s", have, drivers[i].name);
			for (int op = 0; op < 3; op++) {
				double now = grown_cost(i, ops[op]);

				if (k == 0)
					base[i][op] = now;
				printf(" %15.0f %10.3f", now, now / base[i][op]);
			}
			printf("\n");
			fflush(stdout);
		}
	}
}

/* One process may leave 65,536 payloads lying; here ours refuses, the stock driver has no limit. */
static void table_buffers(void)
{
	static const uint32_t steps[] = {0, 1000, 10000, 60000};
	double base[N_DRIVERS];
	uint32_t have = 0;

	printf("\n  %-20s %26s\n", "buffers held", "call");
	for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
		struct bench_order grow = {.op = OP_GROW_BUFFERS, .n = steps[k] - have};

		have = steps[k];
		for (int i = 0; i < N_DRIVERS; i++) {
			double now;

			bench_order(&drivers[i], 1, &grow);
			now = grown_cost(i, OP_CALL);
			if (k == 0)
				base[i] = now;
			printf("  %6u %-13s %15.0f %10.3f\n", have, drivers[i].name, now,
			       now / base[i]);
			fflush(stdout);
		}
	}
}

static const struct {
	const char *name;
	void (*run)(void);
} tables[] = {
	{"first", table_first},	    {"call", table_call},	{"pairs", table_pairs},
	{"handles", table_handles}, {"buffers", table_buffers},
};

static void run_table(const char *name)
{
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (strcmp(tables[i].name, name) == 0) {
			tables[i].run();
			return;
		}
	die("no such table");
}

int main(int argc, char **argv)
{
	double loading[N_DRIVERS];

	if (argc < 4)
		die("usage: vm_bench LIMIT ROUNDS CALLS TABLE...");
	limit = atof(argv[1]);
	n_rounds = atoi(argv[2]);
	n_calls = (uint32_t)atoi(argv[3]);
	if (n_rounds < 1 || n_rounds > MAX_ROUNDS || n_calls < 4)
		die("rounds are 1 to 25, calls at least 4");
	for (int i = 0; i < N_DRIVERS; i++)
		loading[i] = load_module(modules[i]);
	print_sizes();
	print_head("once");
	print_once("loading the module", loading[STOCK], loading[OURS]);
	for (int i = 0; i < N_DRIVERS; i++)
		bench_start(&drivers[i], MAX_PAIRS);
	for (int i = 4; i < argc; i++)
		run_table(argv[i]);
	for (int i = 0; i < N_DRIVERS; i++)
		bench_stop(&drivers[i]);
	return 0;
}
