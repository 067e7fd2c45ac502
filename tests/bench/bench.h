/* SPDX-License-Identifier: MIT */
/*
 * bench.h - measuring calls between two processes, side by side
 *
 * A peer is one way to call another process. All peers of a table are measured in
 * turn within each round, so that whatever else the machine does hits all of them;
 * a figure is the median over the rounds, a ratio the median of the rounds' ratios.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct peer {
	const char *name;

	/**
	 * open() - starts the server process and connects.
	 * Return: false where this peer cannot be had here (why is set).
	 */
	bool (*open)(struct peer *peer);
	/** call() - one synchronous call that carries an int there and back. */
	void (*call)(struct peer *peer);
	/** send() - one synchronous call that carries @n bytes there and nothing back. */
	void (*send)(struct peer *peer, const uint8_t *data, size_t n);
	/**
	 * note() - one one-way call; NULL where the peer has none. sync()
	 * returns when all are through.
	 */
	void (*note)(struct peer *peer);
	void (*sync)(struct peer *peer);
	void (*close)(struct peer *peer);

	/**
	 * How often each byte of a payload is copied between the caller's array and what the
	 * receiver's code reads, marshalling included; NULL without send().
	 */
	const char *copies;
	const char *why;	/* not available: the reason */
	void *state;
};

extern struct peer peer_seqpacket, peer_relay, peer_stream, peer_pipe, peer_memory, peer_hideglue,
	peer_sdbus;

enum { BENCH_ROUNDS = 9, BENCH_MAX_PAYLOAD = 1 << 20 };

/** What one peer took: nanoseconds per operation in each round. */
struct series {
	double ns[BENCH_ROUNDS];
};

double series_median(const struct series *s);
/** Median over the rounds of a's figure divided by b's. */
double series_ratio(const struct series *a, const struct series *b);

uint64_t bench_now_ns(void);

/** For a server: reads @n bytes; the process ends where the other side is gone. */
void bench_read_whole(int fd, void *buf, size_t n);
/** For a client: writes @n bytes or ends the program with a reason. */
void bench_write_whole(int fd, const void *buf, size_t n);

/** Kernel, processor, number of cores, and which of them this process may use. */
void bench_print_machine(void);

/** Prints why and ends the program: a bench that cannot measure must not print figures. */
_Noreturn void bench_die(const char *what);
