/* SPDX-License-Identifier: MIT */
/*
 * vm_peers.c - manager, servers and clients of the VM's bench, by the driver's own words alone
 *
 * The exchange is a Binder library's: a call is one ioctl of the client, with the last reply's
 * buffer freed on the way; a server answers in one and waits in the next, freeing what it answered.
 */
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#define MAP_SIZE (1024 * 1024 - 8192)
#include "tests/vm/peer.h"
#include "vm_peers.h"

enum { BATCH = 500 };	/* objects in one reply */

enum {
	CODE_PUT = 1,	/* to the manager: an object to give to who asks */
	CODE_GET,	/* from the manager: the n-th that was put */
	CODE_INT,	/* to a server: answers an int */
	CODE_MAKE,	/* answers BATCH new objects */
	CODE_LAST,	/* answers the newest object */
	CODE_KEEP,	/* its payload is never freed */
};

uint64_t bench_clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Messages */

static void send_objects(struct peer *p, uint32_t bc, uint32_t handle, uint32_t code,
			 const struct flat_binder_object *objects, size_t n)
{
	static uint64_t offsets[BATCH];
	struct binder_transaction_data tr = {
		.target.handle = handle,
		.code = code,
		.data_size = n * sizeof(*objects),
		.offsets_size = n * sizeof(*offsets),
		.data.ptr.buffer = (uintptr_t)objects,
		.data.ptr.offsets = (uintptr_t)offsets,
	};

	for (size_t i = 0; i < n; i++)
		offsets[i] = i * sizeof(*objects);
	put(p, bc, &tr, sizeof(tr));
}

static void send_bytes(struct peer *p, uint32_t bc, uint32_t handle, uint32_t code, uint32_t flags,
		       const void *data, size_t size)
{
	struct binder_transaction_data tr = {
		.target.handle = handle,
		.code = code,
		.flags = flags,
		.data_size = size,
		.data.ptr.buffer = (uintptr_t)data,
	};

	put(p, bc, &tr, sizeof(tr));
}

/* The reply, which the caller frees with its next call. */
static void await(struct peer *p, struct binder_transaction_data *reply)
{
	must(next(p, reply, sizeof(*reply)) == BR_REPLY, "a call is answered");
	put_free(p, reply);
}

/* The server */

/* One-way calls that the servers have seen; shared by all processes, one counter a pair. */
static atomic_uint *one_way_seen;

/* The objects it made are numbers above 0; cookie and address are the same. */
static uint64_t n_made;

static struct flat_binder_object own_object(uint64_t number)
{
	return (struct flat_binder_object){
		.hdr.type = BINDER_TYPE_BINDER,
		.binder = (number + 1) * 16,
		.cookie = (number + 1) * 16,
	};
}

static void serve_make(struct peer *p)
{
	static struct flat_binder_object objects[BATCH];

	for (int i = 0; i < BATCH; i++)
		objects[i] = own_object(++n_made);
	send_objects(p, BC_REPLY, 0, 0, objects, BATCH);
	must(talk(p, true) == 0, "reply with objects");
}

static void serve_one(struct peer *p, const struct binder_transaction_data *tr, uint32_t number)
{
	static int32_t answer;
	struct flat_binder_object last = own_object(n_made);

	if (tr->flags & TF_ONE_WAY) {
		put_free(p, tr);
		atomic_fetch_add(&one_way_seen[number], 1);
		return;
	}
	switch (tr->code) {
	case CODE_MAKE:
		serve_make(p);
		break;
	case CODE_LAST:
		send_objects(p, BC_REPLY, 0, 0, &last, 1);
		must(talk(p, true) == 0, "reply");
		break;
	default:
		answer++;
		send_bytes(p, BC_REPLY, 0, 0, 0, &answer, sizeof(answer));
		must(talk(p, true) == 0, "reply");
	}
	if (tr->code != CODE_KEEP)
		put_free(p, tr);
}

static void serve(struct peer *p, uint32_t number)
{
	struct binder_transaction_data tr;

	put(p, BC_ENTER_LOOPER, NULL, 0);
	for (;;) {
		must(next(p, &tr, sizeof(tr)) == BR_TRANSACTION, "a call");
		serve_one(p, &tr, number);
	}
}

static void server_main(struct peer *p, int ready, uint32_t number)
{
	struct flat_binder_object first = own_object(0);
	struct binder_transaction_data reply;

	send_objects(p, BC_TRANSACTION, 0, CODE_PUT, &first, 1);
	await(p, &reply);
	must(write(ready, "r", 1) == 1, "say so");
	serve(p, number);
}

/* The manager: hands the servers' first objects on. */

static void manager_serve(struct peer *p, const struct binder_transaction_data *tr)
{
	static uint32_t handles[MAX_PAIRS], n;
	static int32_t answer;

	if (tr->code == CODE_PUT) {
		const struct flat_binder_object *object = data_of(tr);

		must(n < MAX_PAIRS, "room for a server");
		handles[n++] = object->handle;
		put(p, BC_ACQUIRE, &object->handle, sizeof(object->handle));
	}
	if (tr->code == CODE_GET) {
		uint32_t number = *(const uint32_t *)data_of(tr);
		struct flat_binder_object object = {
			.hdr.type = BINDER_TYPE_HANDLE, .handle = handles[number % MAX_PAIRS]};

		send_objects(p, BC_REPLY, 0, 0, &object, 1);
		must(talk(p, true) == 0, "reply");
	} else {
		send_bytes(p, BC_REPLY, 0, 0, 0, &answer, sizeof(answer));
		must(talk(p, true) == 0, "reply");
	}
	put_free(p, tr);
}

static void manager_main(struct peer *p, int ready, uint32_t number)
{
	(void)number;
	struct binder_transaction_data tr;

	must(ioctl(p->fd, BINDER_SET_CONTEXT_MGR, 0) == 0, "become context manager");
	must(write(ready, "r", 1) == 1, "say so");
	put(p, BC_ENTER_LOOPER, NULL, 0);
	for (;;) {
		must(next(p, &tr, sizeof(tr)) == BR_TRANSACTION, "a call");
		manager_serve(p, &tr);
	}
}

/* The client */

struct client {
	struct peer peer;
	uint32_t number;	/* its server's, too */
	uint32_t server;	/* handle */
	uint32_t newest;
	uint8_t *payload;
};

static void client_connect(struct client *c)
{
	struct binder_transaction_data reply;
	const struct flat_binder_object *object;

	send_bytes(&c->peer, BC_TRANSACTION, 0, CODE_GET, 0, &c->number, sizeof(c->number));
	must(next(&c->peer, &reply, sizeof(reply)) == BR_REPLY, "the manager answers");
	object = data_of(&reply);
	must(object->hdr.type == BINDER_TYPE_HANDLE, "with a handle");
	c->server = c->newest = object->handle;
	put(&c->peer, BC_ACQUIRE, &c->server, sizeof(c->server));
	put_free(&c->peer, &reply);
	must(talk(&c->peer, false) == 0, "hold the server");
}

static void client_call(struct client *c, uint32_t handle, uint32_t code, uint32_t size)
{
	struct binder_transaction_data reply;

	send_bytes(&c->peer, BC_TRANSACTION, handle, code, 0, c->payload, size);
	await(&c->peer, &reply);
}

static void set_policy(int policy)
{
	struct sched_param param = {.sched_priority = policy == SCHED_FIFO ? 1 : 0};

	must(sched_setscheduler(0, policy, &param) == 0, "set the scheduling policy");
}

static void client_one_way(struct client *c, const struct bench_order *order)
{
	uint32_t end = atomic_load(&one_way_seen[c->number]) + order->n;

	set_policy(order->policy);
	for (uint32_t i = 0; i < order->n; i++) {
		send_bytes(&c->peer, BC_TRANSACTION, c->server, CODE_INT, TF_ONE_WAY, c->payload,
			   order->size);
		must(talk(&c->peer, true) == 0, "send one-way");
	}
	set_policy(SCHED_IDLE); /* on one CPU: runs again when all is done */
	while (atomic_load(&one_way_seen[c->number]) != end)
		sched_yield();
	set_policy(SCHED_OTHER);
}

static void client_grow_handles(struct client *c, uint32_t n)
{
	struct binder_transaction_data reply;

	for (; n >= BATCH; n -= BATCH) {
		const struct flat_binder_object *objects;

		send_bytes(&c->peer, BC_TRANSACTION, c->server, CODE_MAKE, 0, NULL, 0);
		must(next(&c->peer, &reply, sizeof(reply)) == BR_REPLY, "objects come");
		objects = data_of(&reply);
		for (int i = 0; i < BATCH; i++) {
			c->newest = objects[i].handle;
			put(&c->peer, BC_ACQUIRE, &c->newest, sizeof(c->newest));
			if (i % 100 == 99)
				must(talk(&c->peer, false) == 0, "hold objects");
		}
		put_free(&c->peer, &reply);
	}
}

static void client_pass(struct client *c)
{
	struct flat_binder_object object = {.hdr.type = BINDER_TYPE_HANDLE, .handle = c->newest};
	struct binder_transaction_data reply;

	send_objects(&c->peer, BC_TRANSACTION, c->server, CODE_INT, &object, 1);
	await(&c->peer, &reply);
}

static void client_obey(struct client *c, const struct bench_order *order)
{
	uint32_t handle = order->newest ? c->newest : c->server;

	switch (order->op) {
	case OP_ONE_WAY:
		client_one_way(c, order);
		return;
	case OP_GROW_HANDLES:
		client_grow_handles(c, order->n);
		return;
	}
	for (uint32_t i = 0; i < order->n; i++) {
		if (order->op == OP_PASS)
			client_pass(c);
		else if (order->op == OP_FETCH)
			client_call(c, handle, CODE_LAST, 0);
		else if (order->op == OP_GROW_BUFFERS)
			client_call(c, handle, CODE_KEEP, 8);
		else
			client_call(c, handle, CODE_INT, order->size);
	}
}

static void client_main(int orders, int answers, uint32_t number)
{
	struct client c = {.number = number, .payload = calloc(1, 256 * 1024)};
	struct bench_order order;
	struct bench_done done;

	must(c.payload != NULL, "memory");
	peer_open(&c.peer);
	client_connect(&c);
	must(write(answers, "r", 1) == 1, "say so");
	while (read(orders, &order, sizeof(order)) == sizeof(order) && order.op != OP_QUIT) {
		done.begun_ns = bench_clock_ns();
		client_obey(&c, &order);
		done.done_ns = bench_clock_ns();
		must(write(answers, &done, sizeof(done)) == sizeof(done), "answer");
	}
	exit(0);
}

/* The bench's side */

static pid_t child(struct bench_driver *driver)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setenv("BINDER_DEVICE", driver->device, 1);
	}
	return pid;
}

static void await_ready(int fd)
{
	char byte;

	must(read(fd, &byte, 1) == 1, "a process is ready");
}

/* A process that is there for the others: @main tells @ready when they may come. */
static void start_serving(struct bench_driver *driver, uint32_t number,
			  void (*main)(struct peer *p, int ready, uint32_t number))
{
	int ready[2];
	pid_t pid;

	must(pipe(ready) == 0, "make a pipe");
	pid = child(driver);
	if (pid == 0) {
		struct peer p;

		peer_open(&p);
		main(&p, ready[1], number);
	}
	driver->pids[driver->n_pids++] = pid;
	await_ready(ready[0]);
	close(ready[0]);
	close(ready[1]);
}

static void start_client(struct bench_driver *driver, int number)
{
	int orders[2], answers[2];
	pid_t pid;

	must(pipe(orders) == 0 && pipe(answers) == 0, "make pipes");
	pid = child(driver);
	if (pid == 0)
		client_main(orders[0], answers[1], (uint32_t)number);
	driver->pids[driver->n_pids++] = pid;
	close(orders[0]);
	close(answers[1]);
	driver->orders[number] = orders[1];
	driver->answers[number] = answers[0];
	await_ready(answers[0]);
}

void bench_start(struct bench_driver *driver, int n_pairs)
{
	one_way_seen = mmap(NULL, MAX_PAIRS * sizeof(*one_way_seen), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(one_way_seen != MAP_FAILED, "share counters");
	start_serving(driver, 0, manager_main);
	for (int i = 0; i < n_pairs; i++)
		start_serving(driver, (uint32_t)i, server_main);
	for (int i = 0; i < n_pairs; i++)
		start_client(driver, i);
}

void bench_stop(struct bench_driver *driver)
{
	for (int i = 0; i < driver->n_pids; i++)
		kill(driver->pids[i], SIGKILL);
	for (int i = 0; i < driver->n_pids; i++)
		waitpid(driver->pids[i], NULL, 0);
	driver->n_pids = 0;
}

uint64_t bench_order(struct bench_driver *driver, int n_pairs, const struct bench_order *order)
{
	uint64_t begun = UINT64_MAX, end = 0;

	for (int i = 0; i < n_pairs; i++)
		must(write(driver->orders[i], order, sizeof(*order)) == sizeof(*order), "order");
	for (int i = 0; i < n_pairs; i++) {
		struct bench_done done;

		must(read(driver->answers[i], &done, sizeof(done)) == sizeof(done), "an answer");
		begun = done.begun_ns < begun ? done.begun_ns : begun;
		end = done.done_ns > end ? done.done_ns : end;
	}
	return end - begun;
}

uint64_t bench_first_call(struct bench_driver *driver)
{
	struct bench_done done;
	int answer[2];
	pid_t pid;

	must(pipe(answer) == 0, "make a pipe");
	pid = child(driver);
	if (pid == 0) {
		struct client c = {.payload = NULL};

		done.begun_ns = bench_clock_ns();
		peer_open(&c.peer);
		client_connect(&c);
		done.done_ns = bench_clock_ns();
		must(write(answer[1], &done, sizeof(done)) == sizeof(done), "answer");
		_exit(0);
	}
	must(read(answer[0], &done, sizeof(done)) == sizeof(done), "an answer");
	waitpid(pid, NULL, 0);
	close(answer[0]);
	close(answer[1]);
	return done.done_ns - done.begun_ns;
}
