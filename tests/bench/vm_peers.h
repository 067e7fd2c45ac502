/* SPDX-License-Identifier: MIT */
/*
 * vm_peers.h - the processes of the VM's bench: servers, and clients that call them when told
 *
 * All of a driver's processes are there before anything is measured. A client is told by a pipe
 * what to do how often and answers with the time it took, so that starting and scheduling the
 * bench itself is in no figure.
 */
#ifndef TESTS_BENCH_VM_PEERS_H
#define TESTS_BENCH_VM_PEERS_H

#include <stdint.h>
#include <sys/types.h>

#define MAX_PAIRS 8

enum bench_op {
	OP_CALL,	/* size bytes there, an int back */
	OP_ONE_WAY,	/* size bytes there, until the server has seen them all */
	OP_GROW_HANDLES, /* n more objects of the server, all held */
	OP_GROW_BUFFERS, /* n more payloads that the server keeps */
	OP_PASS,	/* call with the newest handle as an argument, to its owner */
	OP_FETCH,	/* call that gives the newest object back once more */
	OP_QUIT,
};

struct bench_order {
	uint32_t op;
	uint32_t size;
	uint32_t n;
	uint32_t newest;	/* call the object made last, not the first one */
	int policy;	/* the client's scheduling meanwhile, of <sched.h> */
};

/** When an order was begun and done, by the clock that all processes share. */
struct bench_done {
	uint64_t begun_ns;
	uint64_t done_ns;
};

/** One driver under test and everybody who uses it. */
struct bench_driver {
	const char *name;
	const char *device;
	pid_t pids[1 + 2 * MAX_PAIRS];
	int n_pids;
	int orders[MAX_PAIRS];
	int answers[MAX_PAIRS];
};

uint64_t bench_clock_ns(void);

/** bench_start() - a manager and @n_pairs servers and clients, all connected. */
void bench_start(struct bench_driver *driver, int n_pairs);
void bench_stop(struct bench_driver *driver);

/** bench_order() - the first @n_pairs clients do @order at once. Return: ns from first to last. */
uint64_t bench_order(struct bench_driver *driver, int n_pairs, const struct bench_order *order);

/** bench_first_call() - ns of a new process from its open to its first call's answer. */
uint64_t bench_first_call(struct bench_driver *driver);

#endif /* TESTS_BENCH_VM_PEERS_H */
