// SPDX-License-Identifier: MIT
/*
 * record.c - cases as programs for tests/fuzz/fuzz_driver: `conform --record FOLDER`
 *
 * The in-process driver, and beside it each call is written down as steps (driver_program.h): a file
 * a case. What a program cannot say is left out or said a little otherwise: handles, objects and
 * cookies are small numbers there, and there are four processes of three threads.
 */
#include "conform.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "record.h"
#include "../fuzz/driver_program.h"

#define BUFFERS 64
#define NAMES 8

struct process {
	void *handle;
	uint32_t pid;
	pid_t threads[PROGRAM_THREADS];
	uint64_t buffers[BUFFERS];	/* as the program has them */
	unsigned int n_buffers;
};

static struct process processes[PROGRAM_PROCS];
static uint64_t objects[NAMES], cookies[NAMES], notices[NAMES];
static const char *folder;
static FILE *file;
static int n_files;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct process *process(const void *handle)
{
	for (int i = 0; i < PROGRAM_PROCS; i++)
		if (processes[i].handle == handle)
			return &processes[i];
	return NULL;
}

static uint8_t who(struct process *p)
{
	int t = 0;

	while (t < PROGRAM_THREADS - 1 && p->threads[t] && p->threads[t] != gettid())
		t++;
	p->threads[t] = gettid();
	return (uint8_t)((p - processes) * PROGRAM_THREADS + t);
}

static void step(struct process *p, uint8_t op, uint8_t a, uint8_t b, uint8_t c, uint8_t d)
{
	struct step s = { op, who(p), a, b, c, d };

	if (file)
		fwrite(&s, sizeof(s), 1, file);
}

/* The place of @value among those that were named so far; all that is too much is the last. */
static uint8_t name_of(uint64_t *names, uint64_t value)
{
	uint8_t i = 0;

	while (i < NAMES - 1 && names[i] && names[i] != value + 1)
		i++;
	names[i] = value + 1;
	return i;
}

static uint8_t small(uint64_t n)
{
	return n < 7 ? (uint8_t)n : 7;
}

/* Some addresses are bad on purpose. */
static bool readable(const void *at, size_t n)
{
	int ends[2];
	bool good;

	if (!at || !n || pipe(ends))
		return false;
	good = n <= 4096 && write(ends[1], at, n) == (ssize_t)n;
	close(ends[0]);
	close(ends[1]);
	return good;
}

/* Commands */

static void record_object(struct process *p, const uint8_t *data)
{
	union {
		struct flat_binder_object flat;
		struct binder_fd_object fd;
		struct binder_buffer_object ptr;
		struct binder_fd_array_object fda;
	} o;
	uint8_t object;

	memcpy(&o, data, sizeof(o));
	switch (o.flat.hdr.type) {
	case BINDER_TYPE_BINDER:
	case BINDER_TYPE_WEAK_BINDER:
		object = name_of(objects, o.flat.binder);
		if (!cookies[object])
			cookies[object] = o.flat.cookie + 1;
		step(p, STEP_BINDER, object,
		     (o.flat.hdr.type == BINDER_TYPE_WEAK_BINDER) |
			     (cookies[object] != o.flat.cookie + 1) << 1,
		     (uint8_t)(o.flat.flags >> 8), 0);
		break;
	case BINDER_TYPE_HANDLE:
	case BINDER_TYPE_WEAK_HANDLE:
		step(p, STEP_HANDLE, small(o.flat.handle),
		     o.flat.hdr.type == BINDER_TYPE_WEAK_HANDLE, 0, 0);
		break;
	case BINDER_TYPE_FD:
		step(p, STEP_FD, o.fd.fd < 1000 ? 0 : 7, 0, 0, 0);
		break;
	case BINDER_TYPE_PTR:
		step(p, STEP_PTR, (uint8_t)(o.ptr.length / 4 % 33),
		     o.ptr.flags ? (uint8_t)(o.ptr.parent + 1) : 0,
		     (uint8_t)(o.ptr.parent_offset / 4), (uint8_t)(o.ptr.length % 4 << 1));
		break;
	case BINDER_TYPE_FDA:
		step(p, STEP_FDA, (uint8_t)o.fda.num_fds, (uint8_t)o.fda.parent,
		     (uint8_t)(o.fda.parent_offset / 4), 0);
		break;
	}
}

static size_t object_size(uint32_t type)
{
	return type == BINDER_TYPE_PTR ? 40 : type == BINDER_TYPE_FDA ? 32 : 24;
}

static void record_bytes(struct process *p, uint64_t n)
{
	if (n)
		step(p, STEP_BYTES, (uint8_t)(n / 4 < 63 ? n / 4 : 63) | (uint8_t)(n % 4 << 6), 0, 0, 0);
}

static void record_payload(struct process *p, const struct binder_transaction_data *tr)
{
	const uint8_t *data = (const uint8_t *)(uintptr_t)tr->data.ptr.buffer;
	const uint8_t *offsets = (const uint8_t *)(uintptr_t)tr->data.ptr.offsets;
	uint64_t done = 0, at, i;
	uint32_t type;

	if (tr->offsets_size && (!readable(data, tr->data_size) || !readable(offsets, tr->offsets_size)))
		return;
	for (i = 0; i < tr->offsets_size / 8; i++) {
		memcpy(&at, offsets + 8 * i, sizeof(at));
		if (at < done || at > tr->data_size || tr->data_size - at < 40)
			break;
		record_bytes(p, at - done);
		record_object(p, data + at);
		memcpy(&type, data + at, sizeof(type));
		done = at + object_size(type);
	}
	record_bytes(p, tr->data_size > done ? tr->data_size - done : 0);
}

static void record_transact(struct process *p, uint32_t cmd, const uint8_t *payload)
{
	bool sg = cmd == BC_TRANSACTION_SG || cmd == BC_REPLY_SG;
	bool reply = cmd == BC_REPLY || cmd == BC_REPLY_SG;
	struct binder_transaction_data tr;

	memcpy(&tr, payload, sizeof(tr));
	record_payload(p, &tr);
	step(p, STEP_TRANSACT, small(tr.target.handle),
	     (uint8_t)(sg ? STEP_CALL_SG + reply : STEP_CALL + reply), (uint8_t)tr.flags,
	     (uint8_t)tr.code);
}

static void record_free(struct process *p, uint64_t address)
{
	unsigned int i = 0;

	while (i < p->n_buffers && p->buffers[i] != address)
		i++;
	if (i == p->n_buffers) {
		step(p, STEP_FREE, 0xff, 0, 0, 0);
		return;
	}
	step(p, STEP_FREE, (uint8_t)i, 0, 0, 0);
	p->buffers[i] = p->buffers[--p->n_buffers];
}

static void record_ack(struct process *p, bool strong, const uint8_t *payload)
{
	struct binder_ptr_cookie pc;
	uint8_t object;

	memcpy(&pc, payload, sizeof(pc));
	object = name_of(objects, pc.ptr);
	step(p, STEP_ACK, 0x80, strong | (cookies[object] != pc.cookie + 1) << 1, object, 0);
}

static void record_registration(struct process *p, uint8_t op, uint8_t what, const uint8_t *payload)
{
	struct binder_handle_cookie hc = { .handle = 0 };

	if (what == 2)
		memcpy(&hc.cookie, payload, sizeof(hc.cookie));
	else
		memcpy(&hc, payload, sizeof(hc));
	step(p, op, what, small(hc.handle), name_of(notices, hc.cookie), 0);
}

static void record_command(struct process *p, uint32_t cmd, const uint8_t *payload)
{
	uint64_t address;
	uint32_t h;

	switch (cmd) {
	case BC_TRANSACTION:
	case BC_REPLY:
	case BC_TRANSACTION_SG:
	case BC_REPLY_SG:
		record_transact(p, cmd, payload);
		break;
	case BC_FREE_BUFFER:
		memcpy(&address, payload, sizeof(address));
		record_free(p, address);
		break;
	case BC_INCREFS:
	case BC_ACQUIRE:
	case BC_RELEASE:
	case BC_DECREFS:
		memcpy(&h, payload, sizeof(h));
		step(p, STEP_COUNT, (uint8_t)(_IOC_NR(cmd) - _IOC_NR(BC_INCREFS)), small(h), 0, 0);
		break;
	case BC_INCREFS_DONE:
	case BC_ACQUIRE_DONE:
		record_ack(p, cmd == BC_ACQUIRE_DONE, payload);
		break;
	case BC_ENTER_LOOPER:
		step(p, STEP_LOOPER, 0, 0, 0, 0);
		break;
	case BC_REGISTER_LOOPER:
		step(p, STEP_LOOPER, 1, 0, 0, 0);
		break;
	case BC_EXIT_LOOPER:
		step(p, STEP_LOOPER, 2, 0, 0, 0);
		break;
	case BC_REQUEST_DEATH_NOTIFICATION:
	case BC_CLEAR_DEATH_NOTIFICATION:
		record_registration(p, STEP_DEATH, cmd == BC_CLEAR_DEATH_NOTIFICATION, payload);
		break;
	case BC_DEAD_BINDER_DONE:
		record_registration(p, STEP_DEATH, 2, payload);
		break;
	case BC_REQUEST_FREEZE_NOTIFICATION:
	case BC_CLEAR_FREEZE_NOTIFICATION:
		record_registration(p, STEP_NOTICE, cmd == BC_CLEAR_FREEZE_NOTIFICATION, payload);
		break;
	case BC_FREEZE_NOTIFICATION_DONE:
		record_registration(p, STEP_NOTICE, 2, payload);
		break;
	default:
		step(p, STEP_WORD, (uint8_t)_IOC_NR(cmd), (uint8_t)_IOC_SIZE(cmd), 0, 0);
		break;
	}
}

static void record_talk(struct process *p, const struct binder_write_read *bwr)
{
	const uint8_t *out = (const uint8_t *)(uintptr_t)bwr->write_buffer;
	uint64_t at = bwr->write_consumed;
	uint8_t read = STEP_READ;
	uint32_t cmd;

	if (bwr->write_size > at && !readable(out, bwr->write_size))
		return;
	while (at + sizeof(cmd) <= bwr->write_size) {
		memcpy(&cmd, out + at, sizeof(cmd));
		at += sizeof(cmd) + _IOC_SIZE(cmd);
		if (at <= bwr->write_size)
			record_command(p, cmd, out + at - _IOC_SIZE(cmd));
	}
	if (!bwr->read_size)
		read = STEP_WRITE_ONLY;
	else if (bwr->read_consumed)
		read = STEP_READ_ON;
	else if (bwr->read_size <= 80)
		read = bwr->read_size < 80 ? STEP_READ_LITTLE : STEP_READ_ONE;
	step(p, STEP_TALK, read, 0, 0, 0);
}

/* Which buffers came. */
static void record_returns(struct process *p, const struct binder_write_read *bwr)
{
	const uint8_t *in = (const uint8_t *)(uintptr_t)bwr->read_buffer;
	struct binder_transaction_data tr;
	uint64_t at = 0;
	uint32_t cmd;

	while (at + sizeof(cmd) <= bwr->read_consumed) {
		memcpy(&cmd, in + at, sizeof(cmd));
		if (cmd == BR_TRANSACTION || cmd == BR_TRANSACTION_SEC_CTX || cmd == BR_REPLY) {
			memcpy(&tr, in + at + sizeof(cmd), sizeof(tr));
			if (p->n_buffers < BUFFERS)
				p->buffers[p->n_buffers++] = tr.data.ptr.buffer;
		}
		at += sizeof(cmd) + _IOC_SIZE(cmd);
	}
}

/* Other calls */

static void record_manager(struct process *p, const struct flat_binder_object *object)
{
	uint32_t flags = object ? object->flags : 0;

	if (object)
		objects[0] = object->binder + 1;
	step(p, STEP_IOCTL, STEP_MANAGER, 0, (uint8_t)(flags >> 8), 0);
}

static void record_ioctl(struct process *p, unsigned int cmd, const void *arg)
{
	const struct binder_freeze_info *freeze = arg;
	uint8_t pid = 0;

	if (cmd == BINDER_SET_CONTEXT_MGR)
		record_manager(p, NULL);
	else if (!readable(arg, _IOC_SIZE(cmd)))
		step(p, STEP_IOCTL, cmd == BINDER_THREAD_EXIT ? STEP_THREAD_EXIT : STEP_UNKNOWN, 0, 0, 0);
	else if (cmd == BINDER_WRITE_READ)
		record_talk(p, arg);
	else if (cmd == BINDER_SET_CONTEXT_MGR_EXT)
		record_manager(p, arg);
	else if (cmd == BINDER_SET_MAX_THREADS)
		step(p, STEP_IOCTL, STEP_MAX_THREADS, *(const uint8_t *)arg, 0, 0);
	else if (cmd == BINDER_THREAD_EXIT)
		step(p, STEP_IOCTL, STEP_THREAD_EXIT, 0, 0, 0);
	else if (cmd == BINDER_ENABLE_ONEWAY_SPAM_DETECTION)
		step(p, STEP_IOCTL, STEP_SPAM, *(const uint8_t *)arg, 0, 0);
	else if (cmd == BINDER_GET_EXTENDED_ERROR)
		step(p, STEP_IOCTL, STEP_ERROR, 0, 0, 0);
	if (cmd != BINDER_FREEZE || !readable(arg, _IOC_SIZE(cmd)))
		return;
	while (pid < PROGRAM_PROCS - 1 && processes[pid].pid != freeze->pid)
		pid++;
	step(p, STEP_IOCTL, STEP_FREEZE, pid, (uint8_t)(!freeze->enable + 2 * !!freeze->timeout_ms), 0);
}

static int do_ioctl(void *h, unsigned int cmd, void *arg)
{
	struct process *p;
	int ret;

	pthread_mutex_lock(&lock);
	p = process(h);
	if (p)
		record_ioctl(p, cmd, arg);
	pthread_mutex_unlock(&lock);
	ret = transport_inproc.ioctl(h, cmd, arg);
	pthread_mutex_lock(&lock);
	if (p && cmd == BINDER_WRITE_READ && !ret)
		record_returns(p, arg);
	if (p && (cmd == BINDER_WRITE_READ || cmd == BINDER_FREEZE))
		step(p, STEP_GO_ON, 0, 0, 0, 0);
	pthread_mutex_unlock(&lock);
	return ret;
}

static void record_step(void *h, uint8_t op)
{
	struct process *p;

	pthread_mutex_lock(&lock);
	p = process(h);
	if (p)
		step(p, op, 0, 0, 0, 0);
	if (p && op == STEP_CLOSE)
		p->handle = NULL;
	pthread_mutex_unlock(&lock);
}

static void *do_open(int pid, const struct identity *id)
{
	void *h = transport_inproc.open(pid, id);
	struct process *p;

	pthread_mutex_lock(&lock);
	p = process(NULL);
	if (p) {
		*p = (struct process){ .handle = h, .pid = (uint32_t)pid };
		step(p, STEP_OPEN, 0, id && id->secctx ? 1 : 0, 0, 0);
	}
	pthread_mutex_unlock(&lock);
	return h;
}

static void do_close(void *h)
{
	record_step(h, STEP_CLOSE);
	transport_inproc.close(h);
}

static int do_unmap(void *h)
{
	record_step(h, STEP_UNMAP);
	return transport_inproc.unmap(h);
}

static void do_flush(void *h)
{
	record_step(h, STEP_FLUSH);
	transport_inproc.flush(h);
}

static int setup(void)
{
	static const struct step settings = { 0 };
	char path[4096];

	memset(processes, 0, sizeof(processes));
	memset(objects, 0, sizeof(objects));
	memset(cookies, 0, sizeof(cookies));
	memset(notices, 0, sizeof(notices));
	snprintf(path, sizeof(path), "%s/case-%d", folder, ++n_files);
	file = fopen(path, "we");
	if (!file)
		return -errno;
	fwrite(&settings, sizeof(settings), 1, file);
	return transport_inproc.setup();
}

static const char *teardown(void)
{
	if (file)
		fclose(file);
	file = NULL;
	return transport_inproc.teardown();
}

const struct transport *record_transport(const char *to)
{
	static struct transport recorded;

	folder = to;
	recorded = transport_inproc;
	recorded.setup = setup;
	recorded.teardown = teardown;
	recorded.open = do_open;
	recorded.close = do_close;
	recorded.ioctl = do_ioctl;
	recorded.unmap = do_unmap;
	recorded.flush = do_flush;
	return &recorded;
}
