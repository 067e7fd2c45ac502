/* SPDX-License-Identifier: MIT */
/*
 * window.c - the caller's memory as far as it was handed over
 *
 * While a message's commands run, its command stream and the regions that it
 * brought stand for the addresses they have in the client; the argument of the
 * ioctl and the read buffer are the daemon's own memory. All else is EFAULT. After
 * the first run nothing of the message is left: what runs later only reads.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Where the bytes of inline regions begin, and that the sizes add up. */
static int place_regions(struct windows *w, const struct env_thread *c, const u8 *at, const u8 *end)
{
	for (unsigned int i = 0; i < w->n_regions; i++) {
		const struct hgd_region *r = &w->regions[i];

		if (r->address >= ARG_ADDRESS || r->size > ARG_ADDRESS - r->address)
			return -EBADMSG;
		if (r->place == HGD_REGION_INLINE) {
			if (r->size > (u64)(end - at))
				return -EBADMSG;
			w->bytes[i] = at;
			at += r->size;
		} else {
			const struct arena *arena = &c->process->arena;

			if (r->place > arena->send_size || r->size > arena->send_size - r->place)
				return -EBADMSG;
			w->bytes[i] = NULL;
		}
	}
	return at == end ? 0 : -EBADMSG;
}

int window_open(struct env_thread *c, const struct message *m)
{
	const struct hgd_write_read *msg = (const void *)m->header;
	struct windows *w = &c->daemon->windows;
	const u8 *at = (const u8 *)(msg + 1);
	const u8 *end = (const u8 *)msg + m->size;
	size_t head;

	if (m->size < sizeof(*msg) || msg->n_regions > HGD_REGIONS_MAX ||
	    (msg->n_files != m->n_fds && !m->cut) || msg->n_files < m->n_fds)
		return -EBADMSG;
	head = msg->n_regions * sizeof(*w->regions) + msg->n_files * sizeof(s32);
	if (head > (size_t)(end - at) || msg->write_size > (size_t)(end - at) - head ||
	    msg->write_buffer >= ARG_ADDRESS || msg->read_buffer >= ARG_ADDRESS)
		return -EBADMSG;
	memcpy(w->regions, at, msg->n_regions * sizeof(*w->regions));
	at += msg->n_regions * sizeof(*w->regions);
	/* Those that we had no room for are, to the core, no descriptors. */
	if (files_add(c, m, (const s32 *)at, m->n_fds) < 0)
		return -EBADMSG;
	at += msg->n_files * sizeof(s32);
	w->write_at = msg->write_buffer;
	w->write = at;
	w->write_size = msg->write_size;
	w->n_regions = msg->n_regions;
	if (place_regions(w, c, at + msg->write_size, end) < 0)
		return -EBADMSG;
	w->client = c;
	return 0;
}

void window_close(struct daemon *d)
{
	d->windows.client = NULL;
}

/* The daemon's own memory behind @from, or NULL. */
static u8 *own_bytes(struct env_thread *c, u64 from, size_t n)
{
	u64 off = from - ARG_ADDRESS;

	if (from >= ARG_ADDRESS)
		return off < c->arg_size && n <= c->arg_size - off ? c->arg.bytes + off : NULL;
	return NULL;
}

/* Bytes that the message brought. *@arena: they lie in the send arena, and may change. */
static const u8 *handed_bytes(const struct env_thread *c, u64 from, size_t n, bool *arena)
{
	const struct windows *w = &c->daemon->windows;

	*arena = false;
	if (w->client != c)
		return NULL;
	if (from - w->write_at < w->write_size && n <= w->write_size - (from - w->write_at))
		return w->write + (from - w->write_at);
	for (unsigned int i = 0; i < w->n_regions; i++) {
		const struct hgd_region *r = &w->regions[i];
		u64 off = from - r->address;

		if (off >= r->size || n > r->size - off)
			continue;
		if (w->bytes[i])
			return w->bytes[i] + off;
		*arena = true;
		return c->process->arena.send + r->place + off;
	}
	return NULL;
}

static int copy_handed(const struct env_thread *c, void *to, u64 from, size_t n)
{
	bool arena;
	const u8 *bytes = handed_bytes(c, from, n, &arena);

	if (!bytes)
		return -EFAULT;
	if (arena)
		return arena_copy_guarded(to, bytes, n);
	memcpy(to, bytes, n);
	return 0;
}

int env_copy_from_caller(struct binder_thread *thread, void *to, u64 from, size_t n)
{
	struct env_thread *c = binder_thread_env(thread);
	const u8 *own = own_bytes(c, from, n);

	if (!n)
		return 0;
	if (!own)
		return copy_handed(c, to, from, n);
	memcpy(to, own, n);
	return 0;
}

int env_arena_copy_from_caller(struct binder_proc *to, size_t off, struct binder_thread *from,
			       u64 addr, size_t n)
{
	struct env_thread *c = binder_thread_env(from);
	struct arena *arena = &binder_proc_env(to)->arena;
	int r;

	if (!n)
		return 0;
	r = copy_handed(c, arena->map + off, addr, n);
	c->daemon->bytes_copied += n;
	if (!r && arena->next)
		memcpy(arena->next + off, arena->map + off, n);
	return r;
}

int env_copy_to_caller(struct binder_thread *thread, u64 to, const void *from, size_t n)
{
	struct env_thread *c = binder_thread_env(thread);
	u8 *own = own_bytes(c, to, n);
	u64 off = to - c->arg.bwr.read_buffer;
	size_t size;

	if (!n)
		return 0;
	if (own) {
		memcpy(own, from, n);
		return 0;
	}
	if (c->type != HGD_WRITE_READ)
		return -EFAULT;
	size = c->arg.bwr.read_size < HGD_READ_MAX ? (size_t)c->arg.bwr.read_size : HGD_READ_MAX;
	if (off >= size || n > size - off)
		return -EFAULT;
	memcpy(c->daemon->read + off, from, n);
	if (c->read_high < off + n)
		c->read_high = (u32)(off + n);
	return 0;
}

void window_load_read(struct env_thread *c)
{
	struct daemon *d = c->daemon;

	if (d->read_owner == c)
		return;
	d->read_owner = c;
	if (c->read_high)
		memcpy(d->read, c->saved_more ? c->saved_more : c->saved, c->read_high);
}

void window_drop_read(struct env_thread *c)
{
	if (!c->saved_more)
		return;
	free(c->saved_more);
	c->saved_more = NULL;
	account_uncharge(c->account, c->saved_size);
}

int window_save_read(struct env_thread *c)
{
	window_drop_read(c);
	if (c->read_high > sizeof(c->saved)) {
		if (account_charge(c->daemon, c->account, c->read_high) < 0)
			return -ENOMEM;
		c->saved_size = c->read_high;
		c->saved_more = malloc(c->saved_size);
		if (!c->saved_more) {
			account_uncharge(c->account, c->saved_size);
			return -ENOMEM;
		}
	}
	memcpy(c->saved_more ? c->saved_more : c->saved, c->daemon->read, c->read_high);
	return 0;
}
