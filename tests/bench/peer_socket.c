/* SPDX-License-Identifier: MIT */
/*
 * peer_socket.c - the floors: two processes and a Unix socket pair, nothing else; and a third
 * process between them that only passes messages on, as the user-space driver has to
 *
 * SEQPACKET for the small call, since it keeps messages apart as Binder does; STREAM
 * for payloads, since a SEQPACKET message cannot be that large.
 */
#include "config.h"
#include "bench.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void serve_ints(int fd)
{
	int32_t value;

	while (recv(fd, &value, sizeof value, 0) == sizeof value) {
		value++;
		send(fd, &value, sizeof value, MSG_NOSIGNAL);
	}
}

static void serve_payloads(int fd)
{
	uint8_t *buf = malloc(BENCH_MAX_PAYLOAD);
	uint32_t n;

	for (;;) {
		bench_read_whole(fd, &n, sizeof n);
		bench_read_whole(fd, buf, n);
		bench_write_whole(fd, &n, sizeof n);
	}
}

static bool open_pair(struct peer *peer, int type, void (*serve)(int fd))
{
	int fds[2];

	if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, fds) < 0)
		bench_die("socketpair");
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(fds[0]);
		serve(fds[1]);
		_exit(0);
	}
	close(fds[1]);
	peer->state = (void *)(intptr_t)fds[0];
	return true;
}

static int fd_of(const struct peer *peer)
{
	return (int)(intptr_t)peer->state;
}

static void close_pair(struct peer *peer)
{
	close(fd_of(peer));
}

static bool seqpacket_open(struct peer *peer)
{
	return open_pair(peer, SOCK_SEQPACKET, serve_ints);
}

static void seqpacket_call(struct peer *peer)
{
	int32_t value = 1;

	if (send(fd_of(peer), &value, sizeof value, 0) != sizeof value ||
	    recv(fd_of(peer), &value, sizeof value, 0) != sizeof value || value != 2)
		bench_die("SEQPACKET call");
}

/*
 * Waits for either side as a daemon waits for its clients, and copies from one socket to the other.
 */
static void relay(int a, int b)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event from_a = {.events = EPOLLIN, .data.fd = a};
	struct epoll_event from_b = {.events = EPOLLIN, .data.fd = b};
	struct epoll_event event;
	char message[256];

	epoll_ctl(epoll, EPOLL_CTL_ADD, a, &from_a);
	epoll_ctl(epoll, EPOLL_CTL_ADD, b, &from_b);
	while (epoll_wait(epoll, &event, 1, -1) == 1) {
		ssize_t n = recv(event.data.fd, message, sizeof message, 0);

		if (n <= 0)
			return;
		send(event.data.fd == a ? b : a, message, (size_t)n, MSG_NOSIGNAL);
	}
}

static bool relay_open(struct peer *peer)
{
	struct peer server = {0};
	int fds[2];

	open_pair(&server, SOCK_SEQPACKET, serve_ints);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) < 0)
		bench_die("socketpair");
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(fds[0]);
		relay(fds[1], fd_of(&server));
		_exit(0);
	}
	close(fds[1]);
	close_pair(&server);
	peer->state = (void *)(intptr_t)fds[0];
	return true;
}

static bool stream_open(struct peer *peer)
{
	return open_pair(peer, SOCK_STREAM, serve_payloads);
}

static void stream_send(struct peer *peer, const uint8_t *data, size_t n)
{
	uint32_t len = (uint32_t)n;

	bench_write_whole(fd_of(peer), &len, sizeof len);
	bench_write_whole(fd_of(peer), data, n);
	bench_read_whole(fd_of(peer), &len, sizeof len);
}

struct peer peer_seqpacket = {
	.name = "raw SEQPACKET pair",
	.open = seqpacket_open,
	.call = seqpacket_call,
	.close = close_pair,
};

struct peer peer_relay = {
	.name = "bare relay between sockets",
	.open = relay_open,
	.call = seqpacket_call,
	.close = close_pair,
};

struct peer peer_stream = {
	.name = "raw STREAM pair",
	.copies = "2",
	.open = stream_open,
	.send = stream_send,
	.close = close_pair,
};
