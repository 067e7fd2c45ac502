// SPDX-License-Identifier: MIT
/* stream.c - BC_ streams, payloads and BR_ streams */
#include "conform.h"

#include <stdio.h>
#include <string.h>
#include <errno.h>

void bc_raw(struct peer *p, int t, const void *data, size_t n)
{
	struct talk *k = &p->talk[t];

	CHECK(k->out_size + n <= 16384);
	memcpy(k->out + k->out_size, data, n);
	k->out_size += n;
}

void bc(struct peer *p, int t, uint32_t cmd)
{
	bc_raw(p, t, &cmd, sizeof(cmd));
}

void bc_u32(struct peer *p, int t, uint32_t cmd, uint32_t arg)
{
	bc(p, t, cmd);
	bc_raw(p, t, &arg, sizeof(arg));
}

void bc_u64(struct peer *p, int t, uint32_t cmd, uint64_t arg)
{
	bc(p, t, cmd);
	bc_raw(p, t, &arg, sizeof(arg));
}

void bc_ptr_cookie(struct peer *p, int t, uint32_t cmd, uint64_t ptr, uint64_t cookie)
{
	bc_u64(p, t, cmd, ptr);
	bc_raw(p, t, &cookie, sizeof(cookie));
}

void bc_handle_cookie(struct peer *p, int t, uint32_t cmd, uint32_t handle, uint64_t cookie)
{
	bc_u32(p, t, cmd, handle);
	bc_raw(p, t, &cookie, sizeof(cookie));
}

#define PAYLOAD_ROOM 65536

struct payload *payload_new(void)
{
	struct payload *b = conform_alloc(sizeof(*b));

	b->data = conform_alloc(PAYLOAD_ROOM);
	b->offsets = conform_alloc(4096);
	return b;
}

void payload_bytes(struct payload *b, const void *data, size_t n)
{
	CHECK(b->size + n <= PAYLOAD_ROOM);
	if (data)
		memcpy(b->data + b->size, data, n);
	b->size += n;
}

void payload_object(struct payload *b, const void *obj, size_t n)
{
	b->offsets[b->n_offsets++] = b->size;
	payload_bytes(b, obj, n);
}

void payload_binder(struct payload *b, uint32_t type, uint64_t ptr, uint64_t cookie, uint32_t flags)
{
	struct flat_binder_object obj = {
		.hdr.type = type, .flags = flags, .binder = ptr, .cookie = cookie,
	};

	payload_object(b, &obj, sizeof(obj));
}

void payload_handle(struct payload *b, uint32_t type, uint32_t handle)
{
	struct flat_binder_object obj = { .hdr.type = type };

	obj.handle = handle;
	payload_object(b, &obj, sizeof(obj));
}

void payload_fd(struct payload *b, int fd)
{
	struct binder_fd_object obj = { .hdr.type = BINDER_TYPE_FD, .cookie = 77 };

	obj.fd = fd;
	payload_object(b, &obj, sizeof(obj));
}

static uint32_t add_ptr(struct payload *b, struct binder_buffer_object *obj, const void *mem,
			size_t n)
{
	obj->hdr.type = BINDER_TYPE_PTR;
	obj->buffer = (uintptr_t)mem;
	obj->length = n;
	payload_object(b, obj, sizeof(*obj));
	b->sg_size += (n + 7) & ~(size_t)7;
	return b->n_offsets - 1;
}

uint32_t payload_ptr(struct payload *b, const void *mem, size_t n)
{
	struct binder_buffer_object obj = { .flags = 0 };

	return add_ptr(b, &obj, mem, n);
}

uint32_t payload_child(struct payload *b, const void *mem, size_t n, uint64_t parent, uint64_t at)
{
	struct binder_buffer_object obj = {
		.flags = BINDER_BUFFER_FLAG_HAS_PARENT, .parent = parent, .parent_offset = at,
	};

	return add_ptr(b, &obj, mem, n);
}

void payload_fda(struct payload *b, uint64_t n_fds, uint64_t parent, uint64_t at)
{
	struct binder_fd_array_object obj = {
		.hdr.type = BINDER_TYPE_FDA, .num_fds = n_fds, .parent = parent,
		.parent_offset = at,
	};

	payload_object(b, &obj, sizeof(obj));
}

void bc_transact(struct peer *p, int t, uint32_t cmd, uint32_t handle, uint32_t code,
		 uint32_t flags, const struct payload *b)
{
	struct binder_transaction_data_sg sg;

	memset(&sg, 0, sizeof(sg));
	sg.transaction_data.target.handle = handle;
	sg.transaction_data.code = code;
	sg.transaction_data.flags = flags;
	if (b) {
		sg.transaction_data.data_size = b->size;
		sg.transaction_data.offsets_size = b->n_offsets * sizeof(uint64_t);
		sg.transaction_data.data.ptr.buffer = (uintptr_t)b->data;
		sg.transaction_data.data.ptr.offsets = (uintptr_t)b->offsets;
		sg.buffers_size = b->sg_size;
	}
	bc(p, t, cmd);
	bc_raw(p, t, &sg, _IOC_SIZE(cmd));
}

void bc_call(struct peer *p, int t, uint32_t handle, uint32_t code, const struct payload *b)
{
	bc_transact(p, t, b && b->sg_size ? BC_TRANSACTION_SG : BC_TRANSACTION, handle, code,
		    TF_ACCEPT_FDS, b);
}

void bc_one_way(struct peer *p, int t, uint32_t handle, uint32_t code, const struct payload *b)
{
	bc_transact(p, t, BC_TRANSACTION, handle, code, TF_ONE_WAY, b);
}

void bc_reply(struct peer *p, int t, const struct payload *b)
{
	bc_transact(p, t, b && b->sg_size ? BC_REPLY_SG : BC_REPLY, 0, 0, 0, b);
}

void bc_free(struct peer *p, int t, uint64_t buffer)
{
	bc_u64(p, t, BC_FREE_BUFFER, buffer);
}

struct word next_word(struct peer *p, int t)
{
	struct talk *k = &p->talk[t];
	struct word word = { .cmd = 0 };
	size_t size;

	if (k->in_at + sizeof(word.cmd) > k->bwr.read_consumed)
		return word;
	memcpy(&word.cmd, k->in + k->in_at, sizeof(word.cmd));
	k->in_at += sizeof(word.cmd);
	size = _IOC_SIZE(word.cmd);
	CHECK(k->in_at + size <= k->bwr.read_consumed);
	CHECK(size <= sizeof(word.secctx));
	memcpy(&word.secctx, k->in + k->in_at, size);
	k->in_at += size;
	return word;
}

static void fail_words(struct peer *p, int t, const uint32_t *want)
{
	char text[512];
	struct word word;
	size_t n = 0;

	p->talk[t].in_at = 0;
	n += snprintf(text + n, sizeof(text) - n, "read");
	while (n < sizeof(text) - 16 && (word = next_word(p, t)).cmd)
		n += snprintf(text + n, sizeof(text) - n, " %u", _IOC_NR(word.cmd));
	n += snprintf(text + n, sizeof(text) - n, "; wanted");
	for (; *want && n < sizeof(text) - 16; want++)
		n += snprintf(text + n, sizeof(text) - n, " %u", _IOC_NR(*want));
	conform_fail(__FILE__, __LINE__, "thread %d of peer %d: BR numbers %s", t, p->pid, text);
}

struct word expect(struct peer *p, int t, const uint32_t *words)
{
	struct word word = { .cmd = 0 };
	const uint32_t *w;

	for (w = words; *w; w++) {
		word = next_word(p, t);
		if (word.cmd != *w)
			fail_words(p, t, words);
	}
	if (next_word(p, t).cmd)
		fail_words(p, t, words);
	return word;
}

struct word read_expect(struct peer *p, int t, const uint32_t *words)
{
	CHECK_EQ(talk(p, t, 256), 0);
	return expect(p, t, words);
}

void expect_nothing(struct peer *p, int t)
{
	int ret;

	peer_nonblock(p, true);
	ret = talk(p, t, 256);
	if (!ret && p->talk[t].bwr.read_consumed == 4)
		ret = talk(p, t, 256); /* a record's first read returns at once */
	peer_nonblock(p, false);
	CHECK_EQ(ret, -EAGAIN);
}

struct binder_extended_error extended_error(struct peer *p, int t)
{
	struct binder_extended_error *ee = conform_alloc(sizeof(*ee));

	CHECK_EQ(peer_ioctl(p, t, BINDER_GET_EXTENDED_ERROR, ee), 0);
	return *ee;
}

static int try_manager(struct peer *m, struct flat_binder_object *obj)
{
	return peer_ioctl(m, 0, BINDER_SET_CONTEXT_MGR_EXT, obj);
}

struct peer *manager_open(uint32_t flags)
{
	struct peer *m = peer_open();
	struct flat_binder_object *obj = conform_alloc(sizeof(*obj));

	obj->hdr.type = BINDER_TYPE_BINDER;
	obj->flags = flags;
	CHECK_EQ(try_manager(m, obj), 0);
	bc(m, 0, BC_ENTER_LOOPER);
	CHECK_EQ(talk_write(m, 0), 0);
	return m;
}

struct binder_transaction_data call_and_reply(struct peer *c, struct peer *s, uint32_t handle,
					      const struct payload *b, const struct payload *reply,
					      struct binder_transaction_data *ret_reply)
{
	struct binder_transaction_data got;
	struct word word;

	bc_call(c, 0, handle, 5, b);
	talk_start(c, 0, 256);
	CHECK_EQ(talk(s, 0, 256), 0);
	do
		word = next_word(s, 0);
	while (word.cmd && word.cmd != BR_TRANSACTION);
	CHECK_EQ(word.cmd, BR_TRANSACTION);
	got = word.tr;
	bc_reply(s, 0, reply);
	CHECK_EQ(talk(s, 0, 256), 0);
	CHECK_EQ(talk_finish(c, 0), 0);
	do
		word = next_word(c, 0);
	while (word.cmd && word.cmd != BR_REPLY);
	CHECK_EQ(word.cmd, BR_REPLY);
	if (ret_reply) {
		*ret_reply = word.tr;
	} else {
		bc_free(c, 0, word.tr.data.ptr.buffer);
		CHECK_EQ(talk_write(c, 0), 0);
	}
	return got;
}

uint32_t give_object(struct peer *c, struct peer *s, uint64_t ptr, uint64_t cookie, uint32_t flags)
{
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	struct flat_binder_object *obj;

	payload_binder(b, BINDER_TYPE_BINDER, ptr, cookie, flags);
	tr = call_and_reply(c, s, 0, b, NULL, NULL);
	obj = peer_peek(s, tr.data.ptr.buffer, sizeof(*obj));
	CHECK_EQ(obj->hdr.type, BINDER_TYPE_HANDLE);
	bc_u32(s, 0, BC_ACQUIRE, obj->handle);
	bc_free(s, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(s, 0), 0);
	bc_ptr_cookie(c, 0, BC_INCREFS_DONE, ptr, cookie);
	bc_ptr_cookie(c, 0, BC_ACQUIRE_DONE, ptr, cookie);
	CHECK_EQ(talk_write(c, 0), 0);
	return obj->handle;
}

uint32_t pass_handle(struct peer *s, struct peer *c, uint32_t h)
{
	struct payload *b = payload_new();
	struct binder_transaction_data tr, reply;
	struct flat_binder_object *obj;

	payload_handle(b, BINDER_TYPE_HANDLE, h);
	tr = call_and_reply(c, s, 0, NULL, b, &reply);
	obj = peer_peek(c, reply.data.ptr.buffer, sizeof(*obj));
	CHECK_EQ(obj->hdr.type, BINDER_TYPE_HANDLE);
	bc_u32(c, 0, BC_ACQUIRE, obj->handle);
	bc_free(c, 0, reply.data.ptr.buffer);
	CHECK_EQ(talk_write(c, 0), 0);
	bc_free(s, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(s, 0), 0);
	return obj->handle;
}
