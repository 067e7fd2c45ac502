/* SPDX-License-Identifier: MIT */
/*
 * driver_daemon_walk.c - what a command stream names, handed over with it
 *
 * The daemon cannot read this process, so every payload that a BC_TRANSACTION or
 * BC_REPLY names (data, offsets, scatter-gather buffers) and every descriptor in
 * it go with the message. What cannot be read or does not fit is left out: the
 * driver then answers for it as it does for a bad address or descriptor.
 */
#include "core/driver_daemon.h"

#include <errno.h>
#include <string.h>

/* Left for the command stream in a message. */
#define STREAM_MAX (32 * 1024)
#define PAYLOAD_MAX (HGD_MESSAGE_MAX - STREAM_MAX)

/* Bytes of this process, which in careful mode need not be there. */
static bool fetch(const struct rt_handover *h, const struct rt_daemon *daemon, void *to,
		  uint64_t address, size_t n)
{
	struct iovec local = { to, n };
	struct iovec remote = { (void *)(uintptr_t)address, n };

	if (!h->careful) {
		memcpy(to, remote.iov_base, n);
		return true;
	}
	return process_vm_readv(daemon->pid, &local, 1, &remote, 1, 0) == (ssize_t)n;
}

static bool add_region(struct rt_handover *h, uint64_t address, uint64_t size, uint64_t place)
{
	if (h->n_regions == HGD_REGIONS_MAX || h->bytes + sizeof(*h->regions) > PAYLOAD_MAX)
		return false;
	h->regions[h->n_regions++] = (struct hgd_region){ address, size, place };
	h->bytes += sizeof(*h->regions);
	return true;
}

static bool add_inline(struct rt_handover *h, const struct rt_daemon *daemon, uint64_t address,
		       size_t size)
{
	void *at = (void *)(uintptr_t)address;

	if (h->bytes + sizeof(*h->regions) + size > PAYLOAD_MAX)
		return false;
	if (h->careful) {
		at = h->stage + h->n_staged;
		if (!fetch(h, daemon, at, address, size))
			return true;
		h->n_staged += size;
	}
	if (!add_region(h, address, size, HGD_REGION_INLINE))
		return false;
	h->iov[h->n_iov++] = (struct iovec){ at, size };
	h->bytes += size;
	return true;
}

/* Large and not in the arena: a copy there, which the daemon takes the payload from. */
static bool add_copy(struct rt_handover *h, struct rt_daemon *daemon, uint64_t address, size_t size)
{
	void *p;

	if (h->n_temps == RT_HANDOVER_TEMPS)
		return false;
	p = rt_arena_alloc(&daemon->arena, size);
	if (!p)
		return false;
	if (!fetch(h, daemon, p, address, size)) {
		rt_arena_free(&daemon->arena, p, size);
		return true;
	}
	h->temps[h->n_temps].p = p;
	h->temps[h->n_temps++].size = size;
	return add_region(h, address, size, (uint64_t)((uint8_t *)p - daemon->arena.base));
}

/* Return: false where this message has no room for it. */
static bool hand_over(struct rt_handover *h, struct rt_daemon *daemon, uint64_t address,
		      uint64_t size)
{
	if (!size || !address)
		return true;
	if (rt_arena_holds(&daemon->arena, address, size))
		return add_region(h, address, size,
				  address - (uint64_t)(uintptr_t)daemon->arena.base);
	if (size <= HGD_INLINE_MAX)
		return add_inline(h, daemon, address, (size_t)size);
	if (size > daemon->arena.size)
		return true; /* larger than any receiver has room for */
	return add_copy(h, daemon, address, (size_t)size) ||
	       add_inline(h, daemon, address, (size_t)size);
}

static bool add_file(struct rt_handover *h, int32_t fd)
{
	for (size_t i = 0; i < h->n_files; i++)
		if (h->numbers[i] == fd)
			return true;
	if (fd < 0)
		return true;
	if (h->n_files == HGD_FILES_AHEAD_MAX)
		return false;
	h->numbers[h->n_files++] = fd;
	return true;
}

struct payload {
	uint64_t data, data_size;
	uint64_t offsets, n_offsets;
};

/*
 * The object at entry @i of the offsets array, as far as its fixed part of @size
 * bytes is inside the data.
 */
static bool fetch_object(const struct rt_handover *h, const struct rt_daemon *daemon,
			 const struct payload *p, uint64_t i, void *to, size_t size)
{
	uint64_t offset;

	if (i >= p->n_offsets ||
	    !fetch(h, daemon, &offset, p->offsets + i * sizeof(offset), sizeof(offset)))
		return false;
	return p->data_size >= size && offset <= p->data_size - size &&
	       fetch(h, daemon, to, p->data + offset, size);
}

static bool hand_over_fd_array(struct rt_handover *h, struct rt_daemon *daemon,
			       const struct payload *p, uint64_t i)
{
	struct binder_fd_array_object array;
	struct binder_buffer_object parent;
	int32_t fd;

	if (!fetch_object(h, daemon, p, i, &array, sizeof(array)) ||
	    !fetch_object(h, daemon, p, array.parent, &parent, sizeof(parent)) ||
	    parent.hdr.type != BINDER_TYPE_PTR || array.parent_offset > parent.length ||
	    array.num_fds > (parent.length - array.parent_offset) / sizeof(fd))
		return true;
	for (uint64_t k = 0; k < array.num_fds; k++) {
		uint64_t at = parent.buffer + array.parent_offset + k * sizeof(fd);

		if (!fetch(h, daemon, &fd, at, sizeof(fd)))
			return true;
		if (!add_file(h, fd))
			return false;
	}
	return true;
}

static bool hand_over_object(struct rt_handover *h, struct rt_daemon *daemon,
			     const struct payload *p, uint64_t i)
{
	struct binder_object_header hdr;
	struct binder_buffer_object buffer;
	struct binder_fd_object file;

	if (!fetch_object(h, daemon, p, i, &hdr, sizeof(hdr)))
		return true;
	switch (hdr.type) {
	case BINDER_TYPE_PTR:
		if (!fetch_object(h, daemon, p, i, &buffer, sizeof(buffer)))
			return true;
		return hand_over(h, daemon, buffer.buffer, buffer.length);
	case BINDER_TYPE_FD:
		if (!fetch_object(h, daemon, p, i, &file, sizeof(file)))
			return true;
		return add_file(h, (int32_t)file.fd);
	case BINDER_TYPE_FDA:
		return hand_over_fd_array(h, daemon, p, i);
	default:
		return true;
	}
}

static bool hand_over_transaction(struct rt_handover *h, struct rt_daemon *daemon,
				  const struct binder_transaction_data *tr)
{
	struct payload p = { tr->data.ptr.buffer, tr->data_size, tr->data.ptr.offsets, 0 };

	if (!hand_over(h, daemon, p.data, p.data_size) ||
	    !hand_over(h, daemon, p.offsets, tr->offsets_size))
		return false;
	/*
	 * More offsets than data has room for objects cannot be right; nor need they be looked at.
	 */
	if (p.offsets && p.data && p.data_size <= daemon->arena.size &&
	    tr->offsets_size / sizeof(uint64_t) <= p.data_size)
		p.n_offsets = tr->offsets_size / sizeof(uint64_t);
	for (uint64_t i = 0; i < p.n_offsets; i++)
		if (!hand_over_object(h, daemon, &p, i))
			return false;
	return true;
}

static bool hand_over_command(struct rt_handover *h, struct rt_daemon *daemon, uint32_t code,
			      uint64_t payload)
{
	struct binder_transaction_data tr;

	switch (code) {
	case BC_TRANSACTION:
	case BC_REPLY:
	case BC_TRANSACTION_SG:
	case BC_REPLY_SG:
		return !fetch(h, daemon, &tr, payload, sizeof(tr)) ||
		       hand_over_transaction(h, daemon, &tr);
	default:
		return true;
	}
}

/* How far a message has grown. */
struct mark {
	size_t n_regions, n_iov, n_files, n_temps, n_staged, bytes;
};

static struct mark mark_here(const struct rt_handover *h)
{
	return (struct mark){ h->n_regions, h->n_iov,	 h->n_files,
			      h->n_temps,   h->n_staged, h->bytes };
}

static void reset(struct rt_handover *h)
{
	h->n_regions = 0;
	h->n_iov = 4;
	h->n_files = 0;
	h->n_temps = 0;
	h->n_staged = 0;
	h->bytes = sizeof(h->msg);
}

/* Back to what the earlier commands need, where the last one did not fit. */
static void roll_back(struct rt_handover *h, struct rt_daemon *daemon, const struct mark *mark)
{
	while (h->n_temps > mark->n_temps) {
		h->n_temps--;
		rt_arena_free(&daemon->arena, h->temps[h->n_temps].p, h->temps[h->n_temps].size);
	}
	h->n_regions = mark->n_regions;
	h->n_iov = mark->n_iov;
	h->n_files = mark->n_files;
	h->n_staged = mark->n_staged;
	h->bytes = mark->bytes;
}

ssize_t rt_handover_walk(struct rt_handover *h, struct rt_daemon *daemon, uint64_t from,
			 size_t size)
{
	size_t pos = 0;

	reset(h);
	while (pos < size) {
		struct mark mark = mark_here(h);
		size_t n = size - pos;
		uint32_t code;

		if (n >= sizeof(code)) {
			if (!fetch(h, daemon, &code, from + pos, sizeof(code)))
				return pos ? (ssize_t)pos : -EFAULT;
			if (sizeof(code) + _IOC_SIZE(code) <= n)
				n = sizeof(code) + _IOC_SIZE(code);
			else
				code = 0;
		} else {
			/* cut short: goes as it is, the driver says what it thinks of it */
			code = 0;
		}
		if (pos + n > STREAM_MAX)
			break;
		if (!hand_over_command(h, daemon, code, from + pos + sizeof(code))) {
			roll_back(h, daemon, &mark);
			/* More than a whole message has room for: this one call is then refused. */
			if (pos)
				break;
		}
		pos += n;
	}
	return (ssize_t)pos;
}

void rt_handover_done(struct rt_handover *h, struct rt_daemon *daemon)
{
	const struct mark nothing = { 0 };

	roll_back(h, daemon, &nothing);
}
