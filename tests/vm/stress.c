/* SPDX-License-Identifier: MIT */
/*
 * stress.c - clients killed at any moment; a server with several threads outlives them
 *
 * Clients call with payloads, descriptors and one-way, and give the server an object to
 * watch. The parent kills each at some point. In the end the server has heard of every
 * death it asked for, and still answers. usage: stress [CLIENTS]
 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>

#include "tests/vm/peer.h"

#define N_THREADS 3
#define N_AT_ONCE 4
#define CODE_SUM 1
#define CODE_FD 2
#define CODE_WATCH 3
#define CODE_COUNTS 4

struct counts {
	int32_t watched;
	int32_t died;
};

static atomic_int n_watched, n_died;

/*
 * The server. A cookie is the handle it watches: handles are not used again
 * before they are released.
 */

static void watch(struct peer *p, const struct binder_transaction_data *tr)
{
	const struct flat_binder_object *object = data_of(tr);
	struct binder_handle_cookie watched = { .handle = object->handle,
							.cookie = object->handle };

	put(p, BC_ACQUIRE, &watched.handle, 4);
	put(p, BC_REQUEST_DEATH_NOTIFICATION, &watched, sizeof(watched));
	atomic_fetch_add(&n_watched, 1);
}

static void answer(struct peer *p, const struct binder_transaction_data *tr)
{
	struct counts counts = { 0 };
	const uint8_t *bytes = data_of(tr);
	int64_t sum = 0;

	if (tr->code == CODE_COUNTS) {
		counts.died = atomic_load(&n_died);
		counts.watched = atomic_load(&n_watched);
		memcpy(&sum, &counts, sizeof(sum));
	} else if (tr->code == CODE_FD) {
		close(((const struct binder_fd_object *)data_of(tr))->fd);
	} else if (tr->code == CODE_WATCH) {
		watch(p, tr);
	} else {
		for (size_t i = 0; i < tr->data_size; i++)
			sum += bytes[i];
	}
	put_free(p, tr);
	if (!(tr->flags & TF_ONE_WAY))
		put_transaction(p, BC_REPLY, 0, 0, &sum, sizeof(sum), NULL);
	must(talk(p, false) == 0, "reply");
}

static void mourn(struct peer *p, uint64_t cookie)
{
	uint32_t handle = cookie;

	put(p, BC_DEAD_BINDER_DONE, &cookie, sizeof(cookie));
	put(p, BC_RELEASE, &handle, sizeof(handle));
	must(talk(p, false) == 0, "BC_DEAD_BINDER_DONE");
	atomic_fetch_add(&n_died, 1);
}

static void *serve(void *arg)
{
	struct peer p = *(struct peer *)arg;
	struct binder_transaction_data tr;

	put(&p, BC_ENTER_LOOPER, NULL, 0);
	for (;;) {
		memset(&tr, 0, sizeof(tr));
		switch (next(&p, &tr, sizeof(tr))) {
		case BR_TRANSACTION:
			answer(&p, &tr);
			break;
		case BR_DEAD_BINDER: {
			uint64_t cookie;

			memcpy(&cookie, &tr, sizeof(cookie));
			mourn(&p, cookie);
			break;
		}
		case BR_DEAD_REPLY: /* whom we answered is dead */
		case BR_FAILED_REPLY:
			break;
		default:
			must(false, "an unknown return");
		}
	}
	return NULL;
}

static void server(int ready)
{
	struct flat_binder_object manager = { .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };
	struct peer p;
	pthread_t thread;

	peer_open(&p);
	must(ioctl(p.fd, BINDER_SET_CONTEXT_MGR_EXT, &manager) == 0, "become context manager");
	must(write(ready, "r", 1) == 1, "say so");
	for (int i = 1; i < N_THREADS; i++)
		must(pthread_create(&thread, NULL, serve, &p) == 0, "make a thread");
	serve(&p);
}

/* The clients. */

static int64_t call(struct peer *p, uint32_t code, const void *data, size_t size,
		    const uint64_t *offset)
{
	struct binder_transaction_data tr = { 0 };
	int64_t ret = -1;

	put_transaction(p, BC_TRANSACTION, code, 0, data, size, offset);
	must(next(p, &tr, sizeof(tr)) == BR_REPLY, "a call is answered");
	must(tr.data_size == sizeof(ret), "with eight bytes");
	memcpy(&ret, data_of(&tr), sizeof(ret));
	put_free(p, &tr);
	must(talk(p, false) == 0, "free the reply");
	return ret;
}

static void call_sum(struct peer *p, unsigned int size, uint32_t flags)
{
	static uint8_t bytes[16384];
	int64_t expect = 0;

	for (unsigned int i = 0; i < size; i++)
		expect += bytes[i] = size + i;
	if (flags & TF_ONE_WAY) {
		put_transaction(p, BC_TRANSACTION, CODE_SUM, flags, bytes, size, NULL);
		must(talk(p, false) == 0, "send one-way");
		return;
	}
	must(call(p, CODE_SUM, bytes, size, NULL) == expect, "the sum is right");
}

static void call_fd(struct peer *p)
{
	struct binder_fd_object object = { .hdr.type = BINDER_TYPE_FD, .fd = p->fd };
	uint64_t offset = 0;

	object.fd = dup(0);
	must(call(p, CODE_FD, &object, sizeof(object), &offset) == 0, "pass a descriptor");
	close(object.fd);
}

static void call_watch(struct peer *p)
{
	struct flat_binder_object object = {
		.hdr.type = BINDER_TYPE_BINDER, .binder = 16, .cookie = 17};
	uint64_t offset = 0;

	must(call(p, CODE_WATCH, &object, sizeof(object), &offset) == 0, "be watched");
}

static void client(int begun, unsigned int seed)
{
	struct peer p;

	peer_open(&p);
	call_watch(&p);
	must(write(begun, "b", 1) == 1, "say so");
	for (;;) {
		seed = seed * 1103515245 + 12345;
		switch (seed >> 16 & 3) {
		case 0:
			call_fd(&p);
			break;
		case 1:
			call_sum(&p, (seed >> 18) % 512, TF_ONE_WAY);
			call_sum(&p, 8, 0); /* and read what came back for it */
			break;
		default:
			call_sum(&p, (seed >> 18) % 16384, 0);
		}
	}
}

/* The parent. */


static pid_t start(bool is_server, int pipe_end, unsigned int seed)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0) {
		alarm(60);
		if (is_server)
			server(pipe_end);
		else
			client(pipe_end, seed);
	}
	return pid;
}

/* Kill after a number of turns of the scheduler: some moment, not some time. */
static bool kill_some_time(pid_t pid, unsigned int turns)
{
	int status;

	while (turns--)
		sched_yield();
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static bool run_clients(int n_clients)
{
	pid_t running[N_AT_ONCE] = { 0 };
	bool good = true;
	char byte;
	int begun[2];

	must(pipe(begun) == 0, "make a pipe");
	for (int i = 0; i < n_clients + N_AT_ONCE; i++) {
		pid_t *slot = &running[i % N_AT_ONCE];

		if (*slot)
			good &= kill_some_time(*slot, (i * 37) % 100);
		*slot = 0;
		if (i >= n_clients)
			continue;
		*slot = start(false, begun[1], i);
		must(read(begun[0], &byte, 1) == 1, "wait for a client");
	}
	close(begun[0]);
	close(begun[1]);
	return good;
}

/* Deaths are told a little after the fact: ask until all are in. The limit is generous. */
static bool all_mourned(struct peer *p, int n_clients)
{
	struct counts counts = { 0 };
	int64_t packed;

	for (int i = 0; i < 1000; i++) {
		packed = call(p, CODE_COUNTS, NULL, 0, NULL);
		memcpy(&counts, &packed, sizeof(counts));
		if (counts.watched == n_clients && counts.died == n_clients)
			return true;
		usleep(10000);
	}
	printf("# %d clients, %d watched, %d died\n", n_clients, counts.watched, counts.died);
	return false;
}

int main(int argc, char **argv)
{
	int n_clients = argc > 1 ? atoi(argv[1]) : 100;
	struct peer p;
	int ready[2], status;
	pid_t pid;
	char byte;

	must(pipe(ready) == 0, "make a pipe");
	pid = start(true, ready[1], 0);
	must(read(ready[0], &byte, 1) == 1, "wait for the server");
	check(run_clients(n_clients), "no client found a wrong answer before it was killed");
	peer_open(&p);
	check(all_mourned(&p, n_clients), "the server heard of every death");
	call_sum(&p, 10000, 0);
	call_fd(&p);
	check(true, "the server still answers");
	check(waitpid(pid, &status, WNOHANG) == 0, "the server lives");
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	printf("1..%d\n", n_tests);
	return failed;
}
