/* SPDX-License-Identifier: MIT */
/*
 * peer_pipe.c - two processes and two pipes between them
 *
 * A payload goes through one pipe and its length comes back through the other. The kernel copies it
 * twice: into pages of the pipe, which hold 64 KiB, and out of them.
 */
#include "config.h"
#include "bench.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

static struct {
	int to, from;
} pipes;

static void serve(int in, int out)
{
	uint8_t *buf = malloc(BENCH_MAX_PAYLOAD);
	uint32_t n;

	for (;;) {
		bench_read_whole(in, &n, sizeof n);
		bench_read_whole(in, buf, n);
		bench_write_whole(out, &n, sizeof n);
	}
}

static bool pipe_open(struct peer *peer)
{
	int there[2], back[2];

	if (pipe(there) < 0 || pipe(back) < 0)
		bench_die("pipe");
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(there[1]);
		close(back[0]);
		serve(there[0], back[1]);
		_exit(0);
	}
	close(there[0]);
	close(back[1]);
	pipes.to = there[1];
	pipes.from = back[0];
	peer->state = &pipes;
	return true;
}

static void pipe_send(struct peer *peer, const uint8_t *data, size_t n)
{
	uint32_t len = (uint32_t)n;

	(void)peer;
	bench_write_whole(pipes.to, &len, sizeof len);
	bench_write_whole(pipes.to, data, n);
	bench_read_whole(pipes.from, &len, sizeof len);
}

static void pipe_close(struct peer *peer)
{
	(void)peer;
	close(pipes.to);
	close(pipes.from);
}

struct peer peer_pipe = {
	.name = "two pipes",
	.copies = "2",
	.open = pipe_open,
	.send = pipe_send,
	.close = pipe_close,
};
