/* SPDX-License-Identifier: MIT */
/*
 * bench_calls.c - what a call costs, against the bare socket below and D-Bus beside us
 *
 * usage: bench_calls TABLE...    (call payload oneway threads objects processes)
 * Started by run.sh inside 'hideglue run' and a session bus of its own.
 */
#include "config.h"
#include "bench.h"
#include "peer_hideglue.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct peer *const peers[] = {
	&peer_seqpacket, &peer_relay,	 &peer_stream, &peer_pipe,
	&peer_memory,	 &peer_hideglue, &peer_sdbus,
};
enum { N_PEERS = sizeof peers / sizeof peers[0] };

enum { ROUND_NS = 60 * 1000 * 1000 };

/** One thing to measure: done once for a peer. */
typedef void operation(struct peer *peer, const void *arg);

static double time_round(struct peer *peer, operation *op, const void *arg)
{
	uint64_t start = bench_now_ns(), now;
	uint64_t n = 0;

	do {
		for (int i = 0; i < 8; i++, n++)
			op(peer, arg);
		now = bench_now_ns();
	} while (now - start < ROUND_NS);
	return (double)(now - start) / (double)n;
}

static void measure(struct peer *const *who, int n_who, operation *op, const void *arg,
		    struct series *ret)
{
	for (int i = 0; i < n_who; i++)
		time_round(who[i], op, arg); /* warm */
	for (int round = 0; round < BENCH_ROUNDS; round++)
		for (int i = 0; i < n_who; i++)
			ret[i].ns[round] = time_round(who[i], op, arg);
}

static void print_verdict(double ratio, double limit)
{
	printf("  %s %.2f", ratio <= limit ? "within" : "OVER", limit);
}

static bool peer_up(const struct peer *peer)
{
	return !peer->why;
}

static void op_call(struct peer *peer, const void *arg)
{
	(void)arg;
	peer->call(peer);
}

/* What the driver counted for one operation, the smallest whole number of which is the design's. */
static double counted(const char *counter, operation *op, const void *arg)
{
	enum { N = 1000 };
	long long before = bench_driver_count(counter);

	for (int i = 0; i < N; i++)
		op(&peer_hideglue, arg);
	return (double)(bench_driver_count(counter) - before) / N;
}

static void table_call(void)
{
	struct peer *who[] = {&peer_seqpacket, &peer_relay, &peer_hideglue, &peer_sdbus};
	int n = peer_up(&peer_sdbus) ? 4 : 3;
	struct series s[4];

	measure(who, n, op_call, NULL, s);
	printf("\nOne call with one int, there and back\n");
	for (int i = 0; i < n; i++)
		printf("  %-28s %9.2f us  %5.2f of raw\n", who[i]->name, series_median(&s[i]) / 1e3,
		       series_ratio(&s[i], &s[0]));
	printf("  of hideglue's time, a bare relay takes %.0f %%; messages to the driver in a call: %.1f\n",
	       100 * series_ratio(&s[1], &s[2]), counted("messages", op_call, NULL));
	printf("  hideglue / raw pair %20.2f", series_ratio(&s[2], &s[0]));
	print_verdict(series_ratio(&s[2], &s[0]), 3.5);
	if (n == 4) {
		printf("\n  hideglue / D-Bus %23.2f", series_ratio(&s[2], &s[3]));
		print_verdict(series_ratio(&s[2], &s[3]), 0.6);
	}
	printf("\n");
}

struct payload {
	const uint8_t *data;
	size_t n;
};

static void op_send(struct peer *peer, const void *arg)
{
	const struct payload *p = arg;

	peer->send(peer, p->data, p->n);
}

static void print_payload(const struct peer *peer, size_t n, const struct series *s,
			  const struct series *raw)
{
	printf("    %-28s %9.2f us %9.0f MB/s  %5.2f of raw  copied %s times\n", peer->name,
	       series_median(s) / 1e3, (double)n * 1e3 / series_median(s), series_ratio(s, raw),
	       peer->copies);
}

static void table_payload(void)
{
	static const size_t sizes[] = {4 << 10, 64 << 10, 512 << 10};
	struct peer *who[] = {&peer_stream, &peer_pipe, &peer_memory, &peer_hideglue, &peer_sdbus};
	int n = peer_up(&peer_sdbus) ? 5 : 4;
	struct payload p = {calloc(1, BENCH_MAX_PAYLOAD), 0};

	printf("\nOne call with a payload, an empty answer\n");
	for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
		struct series s[5];

		p.n = sizes[k];
		measure(who, n, op_send, &p, s);
		printf("  %zu KiB\n", p.n >> 10);
		for (int i = 0; i < n; i++)
			print_payload(who[i], p.n, &s[i], &s[0]);
		printf("    copied by the driver for each byte of payload: %.3f\n",
		       counted("copied", op_send, &p) / (double)p.n);
		if (p.n == 512 << 10) {
			printf("    hideglue / raw STREAM pair %16.2f", series_ratio(&s[3], &s[0]));
			print_verdict(series_ratio(&s[3], &s[0]), 1.3);
			printf("\n");
		}
	}
	free((void *)p.data);
}

/* One-way calls in bursts, each burst closed by one synchronous call that says all are through. */
static void op_note_burst(struct peer *peer, const void *arg)
{
	int n = *(const int *)arg;

	for (int i = 0; i < n; i++)
		peer->note(peer);
	peer->sync(peer);
}

static void table_oneway(void)
{
	struct peer *who[] = {&peer_hideglue, &peer_sdbus};
	int n = peer_up(&peer_sdbus) ? 2 : 1;
	int burst = 100;
	struct series s[2];

	measure(who, n, op_note_burst, &burst, s);
	printf("\nOne-way calls, in bursts of %d\n", burst);
	for (int i = 0; i < n; i++)
		printf("  %-28s %9.0f calls/s\n", who[i]->name, 1e9 * burst / series_median(&s[i]));
}

struct client_thread {
	pthread_t thread;
	uint64_t until, n;
};

static void *client_main(void *data)
{
	struct client_thread *c = data;

	for (; bench_now_ns() < c->until; c->n++)
		peer_hideglue.call(&peer_hideglue);
	return NULL;
}

static double calls_per_second(int n_threads)
{
	struct client_thread clients[16] = {0};
	uint64_t start = bench_now_ns(), n = 0;

	for (int i = 0; i < n_threads; i++) {
		clients[i].until = start + 4 * (uint64_t)ROUND_NS;
		pthread_create(&clients[i].thread, NULL, client_main, &clients[i]);
	}
	for (int i = 0; i < n_threads; i++) {
		pthread_join(clients[i].thread, NULL);
		n += clients[i].n;
	}
	return (double)n * 1e9 / (double)(bench_now_ns() - start);
}

static void table_threads(void)
{
	printf("\nClient threads, calls of one int by all of them\n");
	for (int n = 1; n <= 4; n *= 2) {
		struct series s;

		for (int round = 0; round < BENCH_ROUNDS; round++)
			s.ns[round] = calls_per_second(n);
		printf("  %d %10.0f calls/s\n", n, series_median(&s));
	}
}

static void print_growth(const char *what, int n, struct series *base)
{
	struct peer *who[] = {&peer_hideglue};
	struct series s;

	measure(who, 1, op_call, NULL, &s);
	if (n == 0)
		*base = s;
	printf("  %6d %-10s %9.2f us per call  %5.2f\n", n, what, series_median(&s) / 1e3,
	       series_median(&s) / series_median(base));
}

/* Each object is a node of the server, a reference in the driver and a handle of ours. */
static void table_objects(void)
{
	static const int steps[] = {0, 100, 1000, 10000};
	AIBinder **held = calloc(10000, sizeof *held);
	struct series base;
	int n = 0;

	printf("\nCost of a call as objects and handles grow\n");
	for (size_t k = 0; k < sizeof steps / sizeof steps[0]; k++) {
		for (; n < steps[k]; n++) {
			AStatus *st = hideglue_bench_IBench_make(peer_hideglue.state, &held[n]);

			if (st)
				bench_die(AStatus_getDescription(st));
		}
		print_growth("objects", n, &base);
	}
	while (n > 0)
		AIBinder_decStrong(held[--n]);
	free(held);
}

static void table_processes(void)
{
	static const int steps[] = {0, 50, 500};
	hideglue_bench_IBench **servers = calloc(500, sizeof *servers);
	struct series base;
	int n = 0;

	printf("\nCost of a call as connected processes grow\n");
	for (size_t k = 0; k < sizeof steps / sizeof steps[0]; k++) {
		for (; n < steps[k]; n++) {
			char name[32];

			snprintf(name, sizeof name, "bench/idle%d", n);
			servers[n] = bench_start_server(name, 0);
			if (!servers[n])
				bench_die("an idle server did not come up");
		}
		print_growth("processes", n, &base);
	}
	while (n > 0)
		hideglue_bench_IBench_release(servers[--n]);
	free(servers);
}

static const struct {
	const char *name;
	void (*run)(void);
} tables[] = {
	{"call", table_call},	    {"payload", table_payload}, {"oneway", table_oneway},
	{"threads", table_threads}, {"objects", table_objects}, {"processes", table_processes},
};

static void run_table(const char *name)
{
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		if (strcmp(tables[i].name, name) == 0) {
			tables[i].run();
			fflush(stdout);
			return;
		}
	fprintf(stderr, "bench_calls: no table '%s'\n", name);
	exit(2);
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--serve") == 0)
		return bench_serve(argv[2], atoi(argv[3]));

	bench_print_machine();
	for (int i = 0; i < N_PEERS; i++)
		if (!peers[i]->open(peers[i]))
			printf("not measured: %s: %s\n", peers[i]->name, peers[i]->why);
	if (!peer_up(&peer_hideglue))
		return 1;
	for (int i = 1; i < argc; i++)
		run_table(argv[i]);
	for (int i = 0; i < N_PEERS; i++)
		if (peer_up(peers[i]))
			peers[i]->close(peers[i]);
	return 0;
}
