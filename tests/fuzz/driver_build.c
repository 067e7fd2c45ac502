/* SPDX-License-Identifier: MIT */
/* driver_build.c - payloads and commands of a program's steps; see driver_world.h */
#include "driver_world.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Nothing is ever mapped there. */
#define NOWHERE 16

void build_reset(struct actor *a)
{
	memset(&a->draft, 0, sizeof(a->draft));
	a->n_out = 0;
}

static void add_bytes(struct actor *a, const void *bytes, size_t n)
{
	struct draft *d = &a->draft;

	if (n > sizeof(a->data) - d->data - d->size)
		return;
	if (bytes)
		memcpy(a->data + d->data + d->size, bytes, n);
	else
		memset(a->data + d->data + d->size, 0x5a, n);
	d->size += n;
}

static void add_object(struct actor *a, const void *object, size_t n)
{
	struct draft *d = &a->draft;

	if (d->offsets + d->n_offsets == sizeof(a->offsets) / sizeof(*a->offsets) ||
	    n > sizeof(a->data) - d->data - d->size)
		return;
	a->offsets[d->offsets + d->n_offsets++] = d->size;
	add_bytes(a, object, n);
}

static uint32_t handle(const struct actor *a, uint8_t which)
{
	const struct process *p = a->process;

	if (which < 8 || !p->n_handles)
		return which;
	return p->handles[which % p->n_handles];
}

static void add_binder(struct actor *a, const struct step *s)
{
	struct flat_binder_object object = {
		.hdr.type = s->b & 1 ? BINDER_TYPE_WEAK_BINDER : BINDER_TYPE_BINDER,
		.flags = (uint32_t)(s->c & 0xf) << 8 | (uint32_t)(s->c >> 4) << 12,
		.binder = object_ptr(s->a),
		.cookie = object_cookie(s->a) + (s->b >> 1 & 1),
	};

	add_object(a, &object, sizeof(object));
}

static void add_handle(struct actor *a, const struct step *s)
{
	struct flat_binder_object object = {
		.hdr.type = s->b & 1 ? BINDER_TYPE_WEAK_HANDLE : BINDER_TYPE_HANDLE,
	};

	object.handle = handle(a, s->a);
	add_object(a, &object, sizeof(object));
}

/* Standard input is open, nothing else is promised to be. */
static uint32_t file(uint8_t which)
{
	static const uint32_t files[] = { 0, 0, 0, 0, 0, 0, 0xffffffff, 1 << 20 };

	return files[which % 8];
}

static void add_fd(struct actor *a, const struct step *s)
{
	struct binder_fd_object object = { .hdr.type = BINDER_TYPE_FD };

	object.fd = file(s->a);
	add_object(a, &object, sizeof(object));
}

static void add_ptr(struct actor *a, const struct step *s)
{
	struct draft *d = &a->draft;
	uint32_t *memory = a->memory[d->n_offsets % 4];
	struct binder_buffer_object object = {
		.hdr.type = BINDER_TYPE_PTR,
		.flags = s->b ? BINDER_BUFFER_FLAG_HAS_PARENT : 0,
		.buffer = s->d & 1 ? NOWHERE : (uintptr_t)memory,
		.length = (size_t)(s->a % (MEMORY_WORDS + 1)) * 4 + (s->d >> 1 & 3),
		.parent = s->b ? (uint64_t)s->b - 1 : 0,
		.parent_offset = (uint64_t)s->c * 4,
	};

	if (object.length > sizeof(a->memory[0]))
		object.length = sizeof(a->memory[0]);
	add_object(a, &object, sizeof(object));
	d->sg_size += (object.length + 7) & ~(uint64_t)7;
}

static void add_fda(struct actor *a, const struct step *s)
{
	struct binder_fd_array_object object = {
		.hdr.type = BINDER_TYPE_FDA,
		.num_fds = s->a < 0xf0 ? s->a % 8 : (uint64_t)s->a << 56 | s->a,
		.parent = s->b,
		.parent_offset = (uint64_t)s->c * 4 + (s->d & 1),
	};
	uint32_t *memory = a->memory[s->b % 4];

	if (s->d & 2) /* a number that is none */
		memory[s->c % MEMORY_WORDS] = file(s->d >> 2);
	add_object(a, &object, sizeof(object));
}

static void command(struct actor *a, uint32_t cmd, const void *payload)
{
	size_t n = _IOC_SIZE(cmd);

	if (a->n_out + sizeof(cmd) + n > sizeof(a->out))
		return;
	memcpy(a->out + a->n_out, &cmd, sizeof(cmd));
	memcpy(a->out + a->n_out + sizeof(cmd), payload, n);
	a->n_out += sizeof(cmd) + n;
}

static void add_transact(struct actor *a, const struct step *s)
{
	static const uint32_t cmds[] = { BC_TRANSACTION, BC_REPLY, BC_TRANSACTION_SG, BC_REPLY_SG };
	struct draft *d = &a->draft;
	struct binder_transaction_data_sg sg = { .buffers_size = d->sg_size };
	struct binder_transaction_data *tr = &sg.transaction_data;

	tr->target.handle = handle(a, s->a);
	tr->code = s->d;
	tr->flags = s->c;
	tr->data_size = d->size + d->more_size;
	tr->offsets_size = d->n_offsets * sizeof(uint64_t) + d->more_offsets;
	tr->data.ptr.buffer = d->bad_data ? NOWHERE : (uintptr_t)a->data + d->data;
	tr->data.ptr.offsets = d->bad_offsets ? NOWHERE : (uintptr_t)(a->offsets + d->offsets);
	command(a, cmds[s->b % 4], &sg);
	*d = (struct draft){
		.data = d->data + ((d->size + 7) & ~(size_t)7),
		.offsets = d->offsets + d->n_offsets,
	};
}

static void add_free(struct actor *a, const struct step *s)
{
	struct process *p = a->process;
	uint64_t address = (uintptr_t)p->map + s->a * 8;
	unsigned int i;

	if (p->n_buffers && s->a < 0xf0) {
		i = s->a % p->n_buffers;
		address = p->buffers[i].address;
		p->buffers[i] = p->buffers[--p->n_buffers];
	} else {
		p->wild = true; /* a guess can be right, now or when it is written */
	}
	command(a, BC_FREE_BUFFER, &address);
}

static void add_count(struct actor *a, const struct step *s)
{
	static const uint32_t cmds[] = { BC_INCREFS, BC_ACQUIRE, BC_RELEASE, BC_DECREFS };
	uint32_t h = handle(a, s->b);

	command(a, cmds[s->a % 4], &h);
}

static bool waits(const struct process *p, unsigned int n, unsigned int *object, bool *strong)
{
	for (unsigned int i = 0; i < 4 * OBJECTS; i++) {
		const struct object *o = &p->objects[(n + i) / 2 % OBJECTS];

		*object = (n + i) / 2 % OBJECTS;
		*strong = (n + i) & 1;
		if (*strong ? o->strong_waits : o->weak_waits)
			return true;
	}
	return false;
}

static void add_ack(struct actor *a, const struct step *s)
{
	struct process *p = a->process;
	struct binder_ptr_cookie ack;
	unsigned int object;
	bool strong;

	if (s->a & 0x80 || !waits(p, s->a, &object, &strong)) {
		object = s->c % OBJECTS;
		strong = s->b & 1;
		p->wild |= strong ? !p->objects[object].strong_waits :
				    !p->objects[object].weak_waits;
	}
	ack.ptr = object_ptr(object);
	ack.cookie = object_cookie(object) + (s->b >> 1 & 1 & s->a >> 7);
	if (strong)
		p->objects[object].strong_waits = false;
	else
		p->objects[object].weak_waits = false;
	command(a, strong ? BC_ACQUIRE_DONE : BC_INCREFS_DONE, &ack);
}

static void add_looper(struct actor *a, const struct step *s)
{
	static const uint32_t cmds[] = { BC_ENTER_LOOPER, BC_REGISTER_LOOPER, BC_EXIT_LOOPER };

	command(a, cmds[s->a % 3], "");
}

static void add_registration(struct actor *a, const struct step *s, const uint32_t *cmds,
			     uint64_t *told, unsigned int *n)
{
	struct binder_handle_cookie hc = { .handle = handle(a, s->b), .cookie = s->c % 8 };
	uint64_t cookie = s->c;

	if (s->a % 3 < 2) {
		command(a, cmds[s->a % 3], &hc);
		return;
	}
	if (*n && s->c < 0xf0) {
		unsigned int i = s->c % *n;

		cookie = told[i];
		told[i] = told[--*n];
	}
	command(a, cmds[2], &cookie);
}

static void add_death(struct actor *a, const struct step *s)
{
	static const uint32_t cmds[] = {
		BC_REQUEST_DEATH_NOTIFICATION, BC_CLEAR_DEATH_NOTIFICATION, BC_DEAD_BINDER_DONE,
	};

	add_registration(a, s, cmds, a->process->deaths, &a->process->n_deaths);
}

static void add_notice(struct actor *a, const struct step *s)
{
	static const uint32_t cmds[] = {
		BC_REQUEST_FREEZE_NOTIFICATION, BC_CLEAR_FREEZE_NOTIFICATION,
		BC_FREEZE_NOTIFICATION_DONE,
	};

	add_registration(a, s, cmds, a->process->notices, &a->process->n_notices);
}

static void add_word(struct actor *a, const struct step *s)
{
	uint32_t cmd = _IOC(_IOC_WRITE, s->b ? 'c' : 'b', s->a % 32, s->b % 16);

	command(a, cmd, a->data);
}

/* A little more or less, or as much as overflows. */
static uint64_t wrong_size(const struct step *s)
{
	if (s->b & 1)
		return UINT64_MAX / (1 + (s->b >> 1 & 3)) - s->c;
	return (uint64_t)(int64_t)(int8_t)s->c;
}

void build_spoil(struct actor *a, const struct step *s)
{
	struct draft *d = &a->draft;

	switch (s->a % 9) {
	case 0:
		a->data[s->b % sizeof(a->data)] = s->c;
		break;
	case 1:
		a->offsets[s->b % 16] = s->c < 0xf0 ? s->c : (uint64_t)-(int64_t)(0x100 - s->c);
		break;
	case 2:
		a->memory[s->b / 64][s->b % MEMORY_WORDS] = s->c;
		break;
	case 3:
		a->out[s->b % sizeof(a->out)] = s->c;
		a->process->wild = true;
		break;
	case 4:
		d->more_size = wrong_size(s);
		break;
	case 5:
		d->more_offsets = wrong_size(s);
		break;
	case 6:
		d->sg_size += wrong_size(s);
		break;
	case 7:
		d->bad_data = true;
		break;
	case 8:
		d->bad_offsets = true;
		break;
	}
	world.spoiled = true;
}

void build_step(struct actor *a, const struct step *s)
{
	static void (*const adds[])(struct actor *a, const struct step *s) = {
		[STEP_BINDER] = add_binder, [STEP_HANDLE] = add_handle, [STEP_FD] = add_fd,
		[STEP_PTR] = add_ptr, [STEP_FDA] = add_fda, [STEP_SPOIL] = build_spoil,
		[STEP_TRANSACT] = add_transact, [STEP_FREE] = add_free, [STEP_COUNT] = add_count,
		[STEP_ACK] = add_ack, [STEP_LOOPER] = add_looper, [STEP_DEATH] = add_death,
		[STEP_NOTICE] = add_notice, [STEP_WORD] = add_word,
	};

	if (s->op == STEP_BYTES)
		add_bytes(a, NULL, s->a % 64 * 4 + s->a / 64);
	else
		adds[s->op](a, s);
}
