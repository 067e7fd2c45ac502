/* SPDX-License-Identifier: MIT */
/* wrap_manager.c - a context manager by the kernel's interface, which waits in each way there is */
#include "wrap_raw.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 20000

struct manager {
	struct raw b;
	enum raw_waiting waiting;
	int epoll_fd;
	int watcher; /* told when the object watched is dead */
	bool end;
};

static void fail(const char *what)
{
	fprintf(stderr, "# manager: %s: %s\n", what, strerror(errno));
	_exit(3);
}

/* Readable within the limit, in the way that is under test. */
static void await(struct manager *m)
{
	struct pollfd p = {.fd = m->b.fd, .events = POLLIN};
	struct timeval limit = {.tv_sec = WAIT_MS / 1000};
	const struct timespec exact = {.tv_sec = WAIT_MS / 1000};
	sigset_t mask;
	struct epoll_event event;
	fd_set set;
	int n = 1;

	sigemptyset(&mask);
	FD_ZERO(&set);
	FD_SET(m->b.fd, &set);
	switch (m->waiting) {
	case RAW_READS:
		return;
	case RAW_POLLS:
		n = poll(&p, 1, WAIT_MS);
		break;
	case RAW_PPOLLS:
		n = ppoll(&p, 1, &exact, &mask);
		break;
	case RAW_SELECTS:
		n = select(m->b.fd + 1, &set, NULL, NULL, &limit);
		break;
	case RAW_PSELECTS:
		n = pselect(m->b.fd + 1, &set, NULL, NULL, &exact, &mask);
		break;
	case RAW_EPOLLS:
	case RAW_EPOLL_PWAITS:
		n = m->waiting == RAW_EPOLLS ?
			    epoll_wait(m->epoll_fd, &event, 1, WAIT_MS) :
			    epoll_pwait(m->epoll_fd, &event, 1, WAIT_MS, &mask);
		if (n == 1 && (event.events != EPOLLIN || event.data.u32 != 42))
			fail("another event than that of the device");
		break;
	}
	if (n != 1)
		fail("nothing to read");
}

static void send_reply(struct manager *m, const void *data, size_t size)
{
	struct {
		uint32_t cmd;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {.cmd = BC_REPLY};

	out.tr.data_size = size;
	out.tr.data.ptr.buffer = (uintptr_t)data;
	if (raw_exchange(&m->b, &out, sizeof(out), NULL, NULL))
		fail("reply");
}

/* Holds the object and asks to be told of its death. */
static void watch(struct manager *m, const struct flat_binder_object *object, int fd)
{
	struct {
		uint32_t acquire, handle;
		uint32_t request;
		struct binder_handle_cookie death;
	} __attribute__((packed)) out = {
		BC_ACQUIRE,
		object->handle,
		BC_REQUEST_DEATH_NOTIFICATION,
		{object->handle, 7},
	};

	m->watcher = dup(fd);
	if (raw_exchange(&m->b, &out, sizeof(out), NULL, NULL))
		fail("death notification");
}

static void serve(struct manager *m, const struct binder_transaction_data *tr)
{
	const uint8_t *data = (const uint8_t *)(uintptr_t)tr->data.ptr.buffer;
	const binder_size_t *at = (const binder_size_t *)(uintptr_t)tr->data.ptr.offsets;
	const struct binder_fd_object *file;

	switch (tr->code) {
	case RAW_WRITE:
		file = (const void *)(data + at[0]);
		if (!(fcntl((int)file->fd, F_GETFD) & FD_CLOEXEC) ||
		    write((int)file->fd, "written", 7) != 7)
			fail("descriptor");
		close((int)file->fd);
		break;
	case RAW_WATCH:
		file = (const void *)(data + at[1]);
		watch(m, (const void *)(data + at[0]), (int)file->fd);
		close((int)file->fd);
		break;
	case RAW_END:
		m->end = true;
		break;
	}
	send_reply(m, data, tr->code == RAW_ECHO ? tr->data_size : 0);
	raw_free(&m->b, tr->data.ptr.buffer);
}

static void tell_death(struct manager *m, uint64_t cookie)
{
	struct {
		uint32_t cmd;
		binder_uintptr_t cookie;
	} __attribute__((packed)) done = {BC_DEAD_BINDER_DONE, cookie};

	if (cookie != 7 || write(m->watcher, "dead", 4) != 4)
		fail("death");
	close(m->watcher);
	raw_exchange(&m->b, &done, sizeof(done), NULL, NULL);
}

static void loop(struct manager *m)
{
	while (!m->end) {
		uint8_t in[512];
		const uint8_t *at = in;
		size_t n = sizeof(in);
		struct raw_word word;

		await(m);
		if (raw_exchange(&m->b, NULL, 0, in, &n))
			fail("read");
		while (raw_next(&at, &n, &word)) {
			if (word.cmd == BR_TRANSACTION)
				serve(m, &word.tr);
			else if (word.cmd == BR_DEAD_BINDER)
				tell_death(m, word.cookie);
		}
	}
}

static void manager_main(enum raw_waiting waiting, int ready)
{
	struct manager m = {.waiting = waiting};
	struct flat_binder_object self = {.hdr.type = BINDER_TYPE_BINDER,
					  .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS};
	struct epoll_event event = {.events = EPOLLIN, .data.u32 = 42};
	uint32_t enter = BC_ENTER_LOOPER;

	if (raw_open(&m.b, O_CLOEXEC) < 0)
		fail("open");
	if (ioctl(m.b.fd, BINDER_SET_CONTEXT_MGR_EXT, &self) < 0)
		fail("BINDER_SET_CONTEXT_MGR_EXT");
	if (raw_exchange(&m.b, &enter, sizeof(enter), NULL, NULL))
		fail("BC_ENTER_LOOPER");
	m.epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (epoll_ctl(m.epoll_fd, EPOLL_CTL_ADD, m.b.fd, &event) < 0)
		fail("epoll_ctl");
	if (write(ready, "r", 1) != 1)
		fail("ready");
	loop(&m);
	raw_close(&m.b);
	_exit(0);
}

pid_t raw_start_manager(enum raw_waiting waiting)
{
	pid_t parent = getpid(), pid;
	int ready[2];
	char byte;
	bool up;

	if (pipe(ready))
		return -1;
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(3);
		close(ready[0]);
		manager_main(waiting, ready[1]);
	}
	close(ready[1]);
	up = read(ready[0], &byte, 1) == 1;
	close(ready[0]);
	return up ? pid : -1;
}

int raw_end_manager(struct raw *b, pid_t pid)
{
	int status;

	raw_transact(b, 0, RAW_END, NULL, NULL, 0);
	if (waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
