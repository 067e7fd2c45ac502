/* SPDX-License-Identifier: MIT */
/*
 * peer.h - one thread's conversation with a binder device, for the programs of this folder
 *
 * Each program is one file that includes this; there is no libhideglue in the guest.
 */
#ifndef TESTS_VM_PEER_H
#define TESTS_VM_PEER_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "uapi/binder.h"

#ifndef MAP_SIZE
#define MAP_SIZE (128 * 1024)
#endif

static int n_tests;
static bool failed;

static inline void check(bool ok, const char *what)
{
	printf("%sok %d - %s\n", ok ? "" : "not ", ++n_tests, what);
	failed |= !ok;
}

/* A process that cannot go on: the other side sees its death, the harness its status. */
static inline void must(bool ok, const char *what)
{
	if (ok)
		return;
	printf("Bail out! %s: %s\n", what, strerror(errno));
	exit(1);
}

/* One thread's view of one open device. Commands wait until the next talk(). */
struct peer {
	int fd;
	uint8_t *map;
	uint8_t in[256];
	size_t in_pos, in_len;
	uint8_t out[4096];
	size_t out_len;
};

static inline int open_device(void)
{
	const char *device = getenv("BINDER_DEVICE");
	int fd = open(device ? device : "/dev/binder", O_RDWR | O_CLOEXEC);

	must(fd >= 0, "open the binder device ($BINDER_DEVICE)");
	return fd;
}

static inline void peer_open(struct peer *p)
{
	memset(p, 0, sizeof(*p));
	p->fd = open_device();
	p->map = mmap(NULL, MAP_SIZE, PROT_READ, MAP_PRIVATE | MAP_NORESERVE, p->fd, 0);
	must(p->map != MAP_FAILED, "map the device");
}

static inline void put(struct peer *p, uint32_t code, const void *payload, size_t len)
{
	must(p->out_len + 4 + len <= sizeof(p->out), "room for commands");
	memcpy(p->out + p->out_len, &code, 4);
	memcpy(p->out + p->out_len + 4, payload, len);
	p->out_len += 4 + len;
}

static inline int talk(struct peer *p, bool want_read)
{
	struct binder_write_read bwr = {
		.write_size = p->out_len,
		.write_buffer = (uintptr_t)p->out,
		.read_size = want_read ? sizeof(p->in) : 0,
		.read_buffer = (uintptr_t)p->in,
	};

	if (ioctl(p->fd, BINDER_WRITE_READ, &bwr) < 0)
		return -errno;
	memmove(p->out, p->out + bwr.write_consumed, p->out_len - bwr.write_consumed);
	p->out_len -= bwr.write_consumed;
	p->in_pos = 0;
	p->in_len = bwr.read_consumed;
	return 0;
}

/* The next return word that is not bookkeeping; its payload goes to *ret. */
static inline uint32_t next(struct peer *p, void *ret, size_t size)
{
	uint32_t code;
	size_t len;

	for (;;) {
		while (p->in_pos >= p->in_len)
			must(talk(p, true) == 0, "BINDER_WRITE_READ");
		memcpy(&code, p->in + p->in_pos, 4);
		len = _IOC_SIZE(code);
		if (ret && len <= size)
			memcpy(ret, p->in + p->in_pos + 4, len);
		p->in_pos += 4 + len;
		switch (code) {
		case BR_INCREFS:
		case BR_ACQUIRE:
			put(p, code == BR_ACQUIRE ? BC_ACQUIRE_DONE : BC_INCREFS_DONE,
			    p->in + p->in_pos - len, len);
			break;
		case BR_NOOP:
		case BR_TRANSACTION_COMPLETE:
		case BR_SPAWN_LOOPER:
		case BR_RELEASE:
		case BR_DECREFS:
			break;
		default:
			return code;
		}
	}
}

static inline void put_transaction(struct peer *p, uint32_t bc, uint32_t code, uint32_t flags,
			    const void *data, size_t size, const uint64_t *offset)
{
	struct binder_transaction_data tr = {
		.code = code,
		.flags = flags,
		.data_size = size,
		.offsets_size = offset ? sizeof(*offset) : 0,
		.data.ptr.buffer = (uintptr_t)data,
		.data.ptr.offsets = (uintptr_t)offset,
	};

	put(p, bc, &tr, sizeof(tr));
}

static inline void put_free(struct peer *p, const struct binder_transaction_data *tr)
{
	binder_uintptr_t buffer = tr->data.ptr.buffer;

	put(p, BC_FREE_BUFFER, &buffer, sizeof(buffer));
}

static inline const void *data_of(const struct binder_transaction_data *tr)
{
	return (const void *)(uintptr_t)tr->data.ptr.buffer;
}

static inline bool in_map(const struct peer *p, const struct binder_transaction_data *tr)
{
	const uint8_t *data = data_of(tr);

	return data >= p->map && data + tr->data_size <= p->map + MAP_SIZE;
}

#endif /* TESTS_VM_PEER_H */
