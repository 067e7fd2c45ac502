// SPDX-License-Identifier: MIT
/*
 * stress.c - processes that send each other anything, and die at any moment
 *
 * Each slot opens the driver, lets its threads run random commands, is killed in the middle and
 * begins again. After each call everything that the driver keeps is looked at, and wherever it holds
 * no lock another thread may go first. In the end no object and no file is left over. The amount of
 * work is fixed; how far the threads get in it is theirs.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "inproc/inproc.h"
#include "uapi/binder.h"

#define SLOTS 5
#define THREADS 3
#define ROUNDS 600	/* of a thread in one life */
#define LIFE_MS 25	/* after which a life whose threads all wait is ended */

extern unsigned int binder_debug_mask;
long shim_slab_live(void);
unsigned long shim_warnings(void);

struct slot {
	struct inproc_device *device;
	struct inproc *p;
	const uint8_t *map;
	int number;
	int lives;
	int finished;	/* threads of this life; atomic */
	uint64_t served;	/* calls and replies read; atomic */
};

struct worker {
	struct slot *slot;
	pthread_t thread;
	uint64_t random;
	uint8_t out[2048];
	size_t n_out;
	uint8_t in[1024];
	uint8_t payload[512];
	uint64_t offsets[8];
	uint64_t buffers[16];
	int n_buffers;
	int calls;	/* to be answered */
};

static int null_fd;

static uint32_t pick(struct worker *w, uint32_t n)
{
	w->random ^= w->random << 13;
	w->random ^= w->random >> 7;
	w->random ^= w->random << 17;
	return (uint32_t)(w->random >> 20) % n;
}

/* In the midst of a call: let others run, and now and then for long. */
static void let_others(void)
{
	static _Thread_local uint32_t turns;
	struct timespec nap = { .tv_nsec = 20000 };

	turns = turns * 1103515245u + 12345;
	if (turns >> 29 == 0)
		nanosleep(&nap, NULL);
	else if (turns >> 30 == 1)
		sched_yield();
}

static void put(struct worker *w, const void *data, size_t n)
{
	if (w->n_out + n <= sizeof(w->out)) {
		memcpy(w->out + w->n_out, data, n);
		w->n_out += n;
	}
}

static void command(struct worker *w, uint32_t cmd, const void *data)
{
	if (w->n_out + 4 + _IOC_SIZE(cmd) > sizeof(w->out))
		return;
	put(w, &cmd, 4);
	put(w, data, _IOC_SIZE(cmd));
}

static void add_object(struct worker *w, struct binder_transaction_data *tr)
{
	static const uint32_t types[] = {
		BINDER_TYPE_BINDER, BINDER_TYPE_WEAK_BINDER, BINDER_TYPE_HANDLE,
		BINDER_TYPE_WEAK_HANDLE, BINDER_TYPE_BINDER, BINDER_TYPE_HANDLE, BINDER_TYPE_FD,
		0x12345678, /* no object */
	};
	struct flat_binder_object obj = { .hdr.type = types[pick(w, pick(w, 50) ? 7 : 8)] };

	obj.flags = 0x100;
	if (obj.hdr.type == BINDER_TYPE_FD)
		obj.handle = null_fd;
	else
		obj.binder = pick(w, 6);
	if (obj.hdr.type == BINDER_TYPE_BINDER || obj.hdr.type == BINDER_TYPE_WEAK_BINDER)
		obj.cookie = obj.binder + 100;
	w->offsets[tr->offsets_size / 8] = tr->data_size;
	memcpy(w->payload + tr->data_size, &obj, sizeof(obj));
	tr->data_size += sizeof(obj);
	tr->offsets_size += 8;
}

static void transact(struct worker *w, uint32_t cmd, uint32_t flags)
{
	struct binder_transaction_data tr = { .code = 1, .flags = flags };
	int objects = pick(w, 2) ? pick(w, 4) : 0;

	tr.target.handle = pick(w, 2) ? pick(w, 5) : 0;
	tr.data_size = pick(w, 2) * 4;
	tr.data.ptr.buffer = (uintptr_t)w->payload;
	tr.data.ptr.offsets = (uintptr_t)w->offsets;
	while (objects--)
		add_object(w, &tr);
	command(w, cmd, &tr);
}

static void free_one(struct worker *w)
{
	if (w->n_buffers && w->n_out + 12 <= sizeof(w->out))
		command(w, BC_FREE_BUFFER, &w->buffers[--w->n_buffers]);
}

static void some_command(struct worker *w)
{
	static const uint32_t counts[] = { BC_INCREFS, BC_ACQUIRE, BC_RELEASE, BC_DECREFS };
	static const uint32_t notices[] = {
		BC_REQUEST_DEATH_NOTIFICATION, BC_CLEAR_DEATH_NOTIFICATION,
		BC_REQUEST_FREEZE_NOTIFICATION, BC_CLEAR_FREEZE_NOTIFICATION,
	};
	struct binder_handle_cookie hc = { .handle = pick(w, 5) };
	uint32_t handle = pick(w, 5);

	hc.cookie = hc.handle;
	switch (pick(w, 12)) {
	case 0: case 1: case 2:
		/*
		 * who is being waited for mostly answers, so that not all end
		 * up waiting in a circle
		 */
		if (w->calls && pick(w, 8)) {
			w->calls--;
			transact(w, BC_REPLY, pick(w, 2) ? TF_CLEAR_BUF : 0);
		} else {
			transact(w, BC_TRANSACTION, TF_ACCEPT_FDS);
		}
		break;
	case 3: case 4:
		transact(w, BC_TRANSACTION, TF_ONE_WAY | (pick(w, 2) ? TF_UPDATE_TXN : 0));
		break;
	case 5: case 6: case 7: case 8:
		free_one(w);
		break;
	case 9: case 10:
		command(w, counts[pick(w, 4)], &handle);
		break;
	default:
		command(w, notices[pick(w, 4)], &hc);
		break;
	}
}

/* The files in a payload are ours now. */
static void close_files(const struct binder_transaction_data *tr)
{
	const uint64_t *offsets = (const void *)(uintptr_t)tr->data.ptr.offsets;
	size_t i;

	for (i = 0; i < tr->offsets_size / 8; i++) {
		struct binder_fd_object obj;

		memcpy(&obj, (const uint8_t *)(uintptr_t)tr->data.ptr.buffer + offsets[i],
		       sizeof(obj));
		if (obj.hdr.type == BINDER_TYPE_FD)
			close(obj.fd);
	}
}

static void got_transaction(struct worker *w, uint32_t cmd, const void *data)
{
	struct binder_transaction_data tr;

	memcpy(&tr, data, sizeof(tr));
	close_files(&tr);
	if (cmd == BR_TRANSACTION && !(tr.flags & TF_ONE_WAY))
		w->calls++;
	if (w->n_buffers == 16)
		free_one(w);
	w->buffers[w->n_buffers++] = tr.data.ptr.buffer;
	if (pick(w, 4))
		free_one(w);
	__atomic_add_fetch(&w->slot->served, 1, __ATOMIC_RELAXED);
}

static void got_word(struct worker *w, uint32_t cmd, const void *data)
{
	switch (cmd) {
	case BR_TRANSACTION:
	case BR_REPLY:
		got_transaction(w, cmd, data);
		break;
	case BR_INCREFS:
		command(w, BC_INCREFS_DONE, data);
		break;
	case BR_ACQUIRE:
		command(w, BC_ACQUIRE_DONE, data);
		break;
	case BR_DEAD_BINDER:
		command(w, BC_DEAD_BINDER_DONE, data);
		break;
	case BR_FROZEN_BINDER:
		command(w, BC_FREEZE_NOTIFICATION_DONE, data);
		break;
	default:
		break;
	}
}

static int talk(struct worker *w, bool read)
{
	struct binder_write_read bwr = {
		.write_size = w->n_out, .write_buffer = (uintptr_t)w->out,
		.read_size = read ? sizeof(w->in) : 0, .read_buffer = (uintptr_t)w->in,
	};
	size_t at = 0;
	int ret = inproc_ioctl(w->slot->p, BINDER_WRITE_READ, &bwr);

	w->n_out = 0;
	while (!ret && at + 4 <= bwr.read_consumed) {
		uint32_t cmd;

		memcpy(&cmd, w->in + at, 4);
		got_word(w, cmd, w->in + at + 4);
		at += 4 + _IOC_SIZE(cmd);
	}
	return ret;
}

static void other_ioctl(struct worker *w)
{
	struct binder_freeze_info freeze = {
		.pid = 1 + pick(w, SLOTS), .enable = !pick(w, 8), .timeout_ms = pick(w, 3),
	};
	struct binder_frozen_status_info status = { .pid = freeze.pid };
	struct binder_node_debug_info node = { .ptr = pick(w, 6) };
	struct flat_binder_object manager = { .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };
	uint32_t n = pick(w, 4);

	switch (pick(w, 8)) {
	case 0:
		inproc_ioctl(w->slot->p, BINDER_THREAD_EXIT, NULL);
		w->calls = 0;
		break;
	case 1:
		inproc_ioctl(w->slot->p, BINDER_FREEZE, &freeze);
		break;
	case 2:
		inproc_ioctl(w->slot->p, BINDER_GET_FROZEN_INFO, &status);
		break;
	case 3:
		inproc_ioctl(w->slot->p, BINDER_GET_NODE_DEBUG_INFO, &node);
		break;
	case 4:
		inproc_ioctl(w->slot->p, BINDER_SET_MAX_THREADS, &n);
		break;
	case 5:
		inproc_flush(w->slot->p);
		break;
	case 6:
		free(inproc_device_show(w->slot->device, pick(w, 2)));
		break;
	default:
		inproc_ioctl(w->slot->p, BINDER_SET_CONTEXT_MGR_EXT, &manager);
		break;
	}
}

static void *work(void *arg)
{
	struct worker *w = arg;
	uint32_t enter = BC_ENTER_LOOPER;
	int i;

	put(w, &enter, 4);
	for (i = 0; i < ROUNDS; i++) {
		int n = pick(w, 5);

		while (n--)
			some_command(w);
		if (!pick(w, 12))
			other_ioctl(w);
		if (talk(w, inproc_poll(w->slot->p, 0) > 0 || !pick(w, 60)) == -EINTR)
			break;
	}
	__atomic_add_fetch(&w->slot->finished, 1, __ATOMIC_SEQ_CST);
	return NULL;
}

static void let_live(struct slot *s)
{
	struct timespec ms = { .tv_nsec = 1000000 };
	int i;

	for (i = 0; i < LIFE_MS; i++) {
		if (__atomic_load_n(&s->finished, __ATOMIC_SEQ_CST) == THREADS)
			return;
		nanosleep(&ms, NULL);
	}
}

static void one_life(struct slot *s, int life)
{
	struct inproc_options options = {
		.pid = s->number + 1, .euid = 1000,
		.waiting = life % 2 ? INPROC_PARK : INPROC_SLEEP,
	};
	struct flat_binder_object manager = { .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };
	struct worker *workers = calloc(THREADS, sizeof(*workers));
	const void *map;
	int i;

	s->finished = 0;
	s->p = workers ? inproc_open(s->device, &options) : NULL;
	if (!s->p || inproc_map(s->p, 64 << 10, &map))
		abort();
	s->map = map;
	inproc_ioctl(s->p, BINDER_SET_CONTEXT_MGR_EXT, &manager);
	for (i = 0; i < THREADS; i++) {
		workers[i].slot = s;
		workers[i].random = 1 + (uint64_t)s->number * 1000003 + life * 7919 + i * 104729;
		if (pthread_create(&workers[i].thread, NULL, work, &workers[i]))
			abort();
	}
	let_live(s);
	inproc_kill(s->p);
	for (i = 0; i < THREADS; i++)
		pthread_join(workers[i].thread, NULL);
	inproc_close(s->p);
	free(workers);
}

static void *run_slot(void *arg)
{
	struct slot *s = arg;
	int life;

	for (life = 0; life < s->lives; life++)
		one_life(s, life);
	return NULL;
}

static int count_files(void)
{
	DIR *dir = opendir("/proc/self/fd");
	int n = 0;

	while (dir && readdir(dir))
		n++;
	if (dir)
		closedir(dir);
	return n;
}

static int result(int number, bool good, const char *what, unsigned long long n)
{
	printf("%sok %d - %s (%llu)\n", good ? "" : "not ", number, what, n);
	return !good;
}

int main(int argc, char **argv)
{
	struct inproc_device *device;
	struct slot slots[SLOTS];
	pthread_t threads[SLOTS];
	uint64_t served = 0;
	int i, before, after, bad = 0;

	binder_debug_mask = 0;
	inproc_verify_always = true;
	inproc_yield = let_others;
	null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	before = count_files();
	device = inproc_device_new(NULL);
	for (i = 0; i < SLOTS; i++) {
		slots[i] = (struct slot){ .device = device, .number = i };
		slots[i].lives = argc > 1 ? atoi(argv[1]) : 30;
		pthread_create(&threads[i], NULL, run_slot, &slots[i]);
	}
	for (i = 0; i < SLOTS; i++) {
		pthread_join(threads[i], NULL);
		served += slots[i].served;
	}
	inproc_device_free(device);
	after = count_files();
	bad += result(1, served > 0, "calls and replies came through", served);
	bad += result(2, !shim_slab_live(), "no object is left", shim_slab_live());
	bad += result(3, !shim_warnings(), "no invariant broke", shim_warnings());
	bad += result(4, before == after, "no file is left", after - before);
	printf("1..4\n");
	return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
