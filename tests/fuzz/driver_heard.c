/* SPDX-License-Identifier: MIT */
/*
 * driver_heard.c - what the driver says, and whether it may; see driver_world.h
 *
 * Each process remembers what it was told: a word that contradicts it ends the program.
 */
#include "driver_world.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FDS 4096

static bool given[FDS];	/* descriptors that the driver says when to close */

void heard_close(int fd)
{
	MUST(fd >= 0 && fd < FDS && (given[fd] || world.blind));
	given[fd] = false;
	close(fd);
}

void heard_take(int fd)
{
	MUST(fd < FDS);
	given[fd] = true;
}

unsigned int heard_open_files(void)
{
	unsigned int n = 0;

	for (int fd = 0; fd < 128; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

void heard_end(void)
{
	for (int fd = 0; fd < FDS; fd++) {
		if (given[fd])
			close(fd);
		given[fd] = false;
	}
}

static void remember_handle(struct process *p, uint32_t handle)
{
	for (unsigned int i = 0; i < p->n_handles; i++) {
		if (p->handles[i] == handle)
			return;
	}
	if (p->n_handles < sizeof(p->handles) / sizeof(*p->handles))
		p->handles[p->n_handles++] = handle;
}

/* The objects of a payload, as the receiver sees them. */

static void heard_array(struct process *p, const uint8_t *data, const uint64_t *offsets,
			const struct binder_fd_array_object *fda)
{
	struct binder_buffer_object parent;

	memcpy(&parent, data + offsets[fda->parent], sizeof(parent));
	MUST(parent.hdr.type == BINDER_TYPE_PTR);
	MUST(parent.buffer >= (uintptr_t)p->map);
	for (uint64_t i = 0; i < fda->num_fds; i++) {
		uint32_t fd;

		memcpy(&fd, (const uint8_t *)(uintptr_t)parent.buffer + fda->parent_offset + 4 * i,
		       sizeof(fd));
		MUST(fd < FDS);
		given[fd] = true;
	}
}

static void heard_object(struct process *p, const uint8_t *data, const uint64_t *offsets,
			 uint64_t at, uint64_t size)
{
	union {
		struct binder_object_header hdr;
		struct flat_binder_object flat;
		struct binder_fd_object fd;
		struct binder_buffer_object ptr;
		struct binder_fd_array_object fda;
	} object = { .hdr.type = 0 };
	uint64_t left = size - at;

	memcpy(&object, data + at, left < sizeof(object) ? left : sizeof(object));
	switch (object.hdr.type) {
	case BINDER_TYPE_HANDLE:
	case BINDER_TYPE_WEAK_HANDLE:
		MUST(!object.flat.cookie && !(object.flat.binder >> 32));
		remember_handle(p, object.flat.handle);
		break;
	case BINDER_TYPE_BINDER:
	case BINDER_TYPE_WEAK_BINDER:
		MUST(p->wild || object.flat.binder / 16 < OBJECTS);
		break;
	case BINDER_TYPE_FD:
		MUST(object.fd.fd < FDS && !close((int)object.fd.fd));
		given[object.fd.fd] = false;
		break;
	case BINDER_TYPE_PTR:
		MUST(object.ptr.buffer >= (uintptr_t)p->map);
		MUST(object.ptr.buffer + object.ptr.length <= (uintptr_t)p->map + p->map_size);
		break;
	case BINDER_TYPE_FDA:
		heard_array(p, data, offsets, &object.fda);
		break;
	default:
		world_wrong("an object that nobody knows");
	}
}

static void heard_transaction(struct process *p, const struct binder_transaction_data *tr)
{
	uint64_t begin = tr->data.ptr.buffer, size = (tr->data_size + 7) & ~7ull;
	const uint8_t *data = (const uint8_t *)(uintptr_t)begin;
	const uint64_t *offsets = (const uint64_t *)(uintptr_t)tr->data.ptr.offsets;

	if (!p->map)
		return;
	MUST(begin >= (uintptr_t)p->map && !(begin % 8));
	MUST(tr->data_size <= p->map_size && tr->offsets_size <= p->map_size);
	MUST(tr->data.ptr.offsets == begin + size && !(tr->offsets_size % 8));
	size += tr->offsets_size;
	MUST(begin + size <= (uintptr_t)p->map + p->map_size);
	size = size ? size : 8;
	for (unsigned int i = 0; !p->wild && i < p->n_buffers; i++) {
		const struct held_buffer *b = &p->buffers[i];

		MUST(begin >= b->address + b->size || b->address >= begin + size);
	}
	if (p->n_buffers < sizeof(p->buffers) / sizeof(*p->buffers))
		p->buffers[p->n_buffers++] = (struct held_buffer){ begin, size };
	for (uint64_t i = 0; i < tr->offsets_size / 8; i++) {
		MUST(offsets[i] % 4 == 0 && offsets[i] + 24 <= tr->data_size);
		MUST(!i || offsets[i] >= offsets[i - 1] + 24);
		heard_object(p, data, offsets, offsets[i], tr->data_size);
	}
}

/* Holds on our objects */

static void heard_count(struct process *p, uint32_t cmd, const void *payload)
{
	struct binder_ptr_cookie pc;
	struct object *o;

	memcpy(&pc, payload, sizeof(pc));
	if (p->wild)
		return;
	MUST(pc.ptr / 16 < OBJECTS && !(pc.ptr % 16));
	MUST((pc.cookie & ~1ull) == object_cookie((unsigned int)(pc.ptr / 16)));
	o = &p->objects[pc.ptr / 16];
	switch (cmd) {
	case BR_INCREFS:
		MUST(!o->weak);
		o->weak = o->weak_waits = true;
		break;
	case BR_ACQUIRE:
		MUST(!o->strong);
		o->strong = o->strong_waits = true;
		break;
	case BR_RELEASE:
		MUST(o->strong && !o->strong_waits);
		o->strong = false;
		break;
	case BR_DECREFS:
		MUST(o->weak && !o->weak_waits && !o->strong);
		o->weak = false;
		break;
	}
	/* one with the other cookie is another's memory: we would acknowledge it wrongly */
	p->wild |= pc.cookie & 1;
}

static void remember_cookie(uint64_t *told, unsigned int *n, uint64_t cookie)
{
	if (*n < 8)
		told[(*n)++] = cookie;
}

static void heard_word(struct actor *a, uint32_t cmd, const uint8_t *payload)
{
	struct process *p = a->process;
	struct binder_transaction_data tr;
	uint64_t cookie = 0;

	if (world.trace)
		fprintf(stderr, "\t%#x\n", cmd);
	if (_IOC_SIZE(cmd) >= sizeof(cookie))
		memcpy(&cookie, payload, sizeof(cookie));
	switch (cmd) {
	case BR_TRANSACTION:
	case BR_TRANSACTION_SEC_CTX:
	case BR_REPLY:
		memcpy(&tr, payload, sizeof(tr));
		heard_transaction(p, &tr);
		break;
	case BR_INCREFS:
	case BR_ACQUIRE:
	case BR_RELEASE:
	case BR_DECREFS:
		heard_count(p, cmd, payload);
		break;
	case BR_DEAD_BINDER:
		remember_cookie(p->deaths, &p->n_deaths, cookie);
		break;
	case BR_FROZEN_BINDER:
		remember_cookie(p->notices, &p->n_notices, cookie);
		break;
	case BR_ERROR:
	case BR_NOOP:
	case BR_SPAWN_LOOPER:
	case BR_TRANSACTION_COMPLETE:
	case BR_DEAD_REPLY:
	case BR_FAILED_REPLY:
	case BR_FROZEN_REPLY:
	case BR_ONEWAY_SPAM_SUSPECT:
	case BR_TRANSACTION_PENDING_FROZEN:
	case BR_CLEAR_DEATH_NOTIFICATION_DONE:
	case BR_CLEAR_FREEZE_NOTIFICATION_DONE:
		break;
	default:
		world_wrong("a word that nobody knows");
	}
}

void heard(struct actor *a)
{
	uint32_t cmd = 0;

	for (;;) {
		MUST(!a->heard_last || a->heard + sizeof(cmd) > sizeof(a->in) ||
		     !memcmp(a->in + a->heard, "\0\0\0", sizeof(cmd)));
		if (a->heard + sizeof(cmd) > sizeof(a->in))
			return;
		memcpy(&cmd, a->in + a->heard, sizeof(cmd));
		if (!cmd)
			return;
		MUST(sizeof(a->in) - a->heard - sizeof(cmd) >= _IOC_SIZE(cmd));
		MUST((cmd == BR_NOOP || cmd == BR_SPAWN_LOOPER) == !a->heard);
		heard_word(a, cmd, a->in + a->heard + sizeof(cmd));
		a->heard_last = cmd == BR_TRANSACTION || cmd == BR_TRANSACTION_SEC_CTX ||
				cmd == BR_REPLY || cmd == BR_DEAD_BINDER || cmd == BR_FROZEN_BINDER;
		a->heard += sizeof(cmd) + _IOC_SIZE(cmd);
	}
}
