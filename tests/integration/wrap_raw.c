/* SPDX-License-Identifier: MIT */
/* wrap_raw.c - opening, calling and being called, by the kernel's interface */
#include "wrap_raw.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

int raw_open(struct raw *b, int flags)
{
	struct binder_version version;

	b->map = NULL;
	b->fd = open(RAW_DEVICE, O_RDWR | flags);
	if (b->fd < 0)
		return -errno;
	if (ioctl(b->fd, BINDER_VERSION, &version) < 0)
		return -errno;
	if (version.protocol_version != BINDER_CURRENT_PROTOCOL_VERSION)
		return -EPROTONOSUPPORT;
	b->map = mmap(NULL, RAW_MAP_SIZE, PROT_READ, MAP_PRIVATE | MAP_NORESERVE, b->fd, 0);
	return b->map == MAP_FAILED ? -errno : 0;
}

void raw_close(struct raw *b)
{
	if (b->map)
		munmap(b->map, RAW_MAP_SIZE);
	close(b->fd);
}

int raw_exchange(struct raw *b, const void *out, size_t out_size, void *in, size_t *n)
{
	struct binder_write_read bwr = {
		.write_size = out_size,
		.write_buffer = (uintptr_t)out,
		.read_size = n ? *n : 0,
		.read_buffer = (uintptr_t)in,
	};

	if (ioctl(b->fd, BINDER_WRITE_READ, &bwr) < 0)
		return -errno;
	if (n)
		*n = bwr.read_consumed;
	return 0;
}

bool raw_next(const uint8_t **at, size_t *n, struct raw_word *ret)
{
	size_t size;

	if (*n < sizeof(ret->cmd))
		return false;
	memcpy(&ret->cmd, *at, sizeof(ret->cmd));
	size = _IOC_SIZE(ret->cmd);
	*at += sizeof(ret->cmd);
	*n -= sizeof(ret->cmd);
	if (size > *n || size > sizeof(ret->tr))
		return false;
	memcpy(&ret->tr, *at, size);
	*at += size;
	*n -= size;
	return true;
}

void raw_add_bytes(struct raw_call *c, const void *p, size_t n)
{
	memcpy(c->bytes + c->size, p, n);
	c->size += (n + 7) & ~(size_t)7;
}

static void add(struct raw_call *c, const void *object, size_t size)
{
	c->offsets[c->n_offsets++] = c->size;
	raw_add_bytes(c, object, size);
}

void raw_add_fd(struct raw_call *c, int fd)
{
	struct binder_fd_object object = {.hdr.type = BINDER_TYPE_FD, .fd = (uint32_t)fd};

	add(c, &object, sizeof(object));
}

void raw_add_object(struct raw_call *c, uint64_t cookie)
{
	struct flat_binder_object object = {
		.hdr.type = BINDER_TYPE_BINDER, .binder = cookie, .cookie = cookie};

	add(c, &object, sizeof(object));
}

int raw_free(struct raw *b, uint64_t buffer)
{
	struct {
		uint32_t cmd;
		binder_uintptr_t buffer;
	} __attribute__((packed)) out = {BC_FREE_BUFFER, buffer};

	return raw_exchange(b, &out, sizeof(out), NULL, NULL);
}

/* The answer of a call among what came. Return: its size, -EINPROGRESS where it did not. */
static int take_answer(struct raw *b, const uint8_t *in, size_t n, void *answer, size_t size)
{
	struct raw_word word;

	while (raw_next(&in, &n, &word)) {
		switch (word.cmd) {
		case BR_DEAD_REPLY:
			return -ESRCH;
		case BR_FAILED_REPLY:
			return -EPROTO;
		case BR_REPLY:
			if (word.tr.data_size < size)
				size = word.tr.data_size;
			if (size)
				memcpy(answer, (const void *)(uintptr_t)word.tr.data.ptr.buffer,
				       size);
			raw_free(b, word.tr.data.ptr.buffer);
			return (int)size;
		}
	}
	return -EINPROGRESS;
}

int raw_transact(struct raw *b, uint32_t handle, uint32_t code, const struct raw_call *c,
		 void *answer, size_t size)
{
	struct {
		uint32_t cmd;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {.cmd = BC_TRANSACTION};
	size_t out_size = sizeof(out);
	uint8_t in[256];
	int r;

	out.tr.target.handle = handle;
	out.tr.code = code;
	out.tr.flags = TF_ACCEPT_FDS;
	if (c) {
		out.tr.data_size = c->size;
		out.tr.offsets_size = c->n_offsets * sizeof(c->offsets[0]);
		out.tr.data.ptr.buffer = (uintptr_t)c->bytes;
		out.tr.data.ptr.offsets = (uintptr_t)c->offsets;
	}
	do {
		size_t n = sizeof(in);

		r = raw_exchange(b, &out, out_size, in, &n);
		if (!r)
			r = take_answer(b, in, n, answer, size);
		out_size = 0;
	} while (r == -EINPROGRESS);
	return r;
}
