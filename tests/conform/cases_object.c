// SPDX-License-Identifier: MIT
/* cases_object.c - payloads: offsets, files, scatter-gather */
#include "conform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void refused(struct peer *c, const struct payload *b, int err)
{
	bc_call(c, 0, 0, 1, b);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, err);
}

static void refused_raw(struct peer *c, const struct payload *b, size_t offsets_size, int err)
{
	struct binder_transaction_data tr;

	memset(&tr, 0, sizeof(tr));
	tr.data_size = b->size;
	tr.offsets_size = offsets_size;
	tr.data.ptr.buffer = (uintptr_t)b->data;
	tr.data.ptr.offsets = (uintptr_t)b->offsets;
	bc(c, 0, BC_TRANSACTION);
	bc_raw(c, 0, &tr, sizeof(tr));
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, err);
}

static void offsets(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	(void)m;
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	payload_bytes(b, NULL, 32);
	refused_raw(c, b, 4, -EINVAL);
	b->offsets[0] = 2;
	refused(c, b, -EINVAL);
	b->offsets[0] = b->size - 4;
	refused(c, b, -EINVAL);
	b->offsets[0] = b->size + 4096;
	refused(c, b, -EFAULT);
	b->offsets[0] = UINT64_MAX - 3;
	refused(c, b, -EFAULT);
	b->offsets[0] = 0;
	b->offsets[1] = 8;
	b->n_offsets = 2;
	refused(c, b, -EFAULT);	/* overlap */
	b->n_offsets = 1;
	b->offsets[0] = 24;
	refused(c, b, -EINVAL);	/* no object there */
}

static void bad_offsets_pointer(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	(void)m;
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	b->offsets = (uint64_t *)(uintptr_t)16;
	refused(c, b, -EFAULT);
}

static void opaque_bytes(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	payload_bytes(b, "tail", 4);
	b->n_offsets = 0;
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	CHECK(!memcmp(peer_peek(m, tr.data.ptr.buffer, b->size), b->data, b->size));
}

static void undone_as_a_whole(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	payload_binder(b, BINDER_TYPE_BINDER, 0x20, 2, 0);
	payload_binder(b, BINDER_TYPE_WEAK_BINDER, 0x30, 3, 0);
	payload_handle(b, BINDER_TYPE_HANDLE, 99);
	refused(c, b, -EINVAL);
	CHECK_EQ(give_object(c, m, 0x40, 4, 0), 1);	/* its numbers are free again */
}

static void handle_fields_are_clean(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	struct flat_binder_object *obj;

	payload_binder(b, BINDER_TYPE_BINDER, 0xfedcba9876543210, 0x1122334455667788, 0x123);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer, sizeof(*obj));
	CHECK_EQ(obj->binder, 1);
	CHECK_EQ(obj->cookie, 0);
	CHECK_EQ(obj->flags, 0x123);
}

/* Files: the peer makes a pipe; its numbers are in shared memory. */

static int do_pipe(struct peer *p, int t, void *arg)
{
	int *fds = arg;

	return pipe2(fds, O_CLOEXEC) ? -errno : 0;
}

static int do_write_byte(struct peer *p, int t, void *arg)
{
	return write(*(int *)arg, "x", 1) == 1 ? 0 : -errno;
}

static int do_read_byte(struct peer *p, int t, void *arg)
{
	char c = 0;

	return read(*(int *)arg, &c, 1) == 1 ? c : -errno;
}

/* Return: 0 at the end of the pipe. */
static int do_read_end(struct peer *p, int t, void *arg)
{
	char c;

	return read(*(int *)arg, &c, 1);
}

static int do_is_open(struct peer *p, int t, void *arg)
{
	int flags = fcntl(*(int *)arg, F_GETFD);

	return flags < 0 ? 0 : 1 + (flags & FD_CLOEXEC);
}

static int do_close(struct peer *p, int t, void *arg)
{
	return close(*(int *)arg) ? -errno : 0;
}

static int *make_pipe(struct peer *p)
{
	int *fds = conform_alloc(2 * sizeof(int));

	CHECK_EQ(peer_call(p, 1, do_pipe, fds), 0);
	return fds;
}

static void drop_pipe(struct peer *p, int *fds)
{
	peer_call(p, 1, do_close, &fds[0]);
	peer_call(p, 1, do_close, &fds[1]);
}

static void file_arrives(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct payload *b = payload_new();
	int *fds = make_pipe(c);
	struct binder_transaction_data tr;
	struct binder_fd_object *obj;
	int *fd = conform_alloc(sizeof(*fd));

	payload_bytes(b, "1234", 4);
	payload_fd(b, fds[1]);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer + 4, sizeof(*obj));
	CHECK_EQ(obj->hdr.type, BINDER_TYPE_FD);
	CHECK_EQ(obj->cookie, 77);
	*fd = obj->fd;
	CHECK_EQ(obj->pad_binder, *fd);
	CHECK_EQ(peer_call(m, 1, do_is_open, fd), 1 + FD_CLOEXEC);
	CHECK_EQ(peer_call(m, 1, do_write_byte, fd), 0);
	CHECK_EQ(peer_call(c, 1, do_read_byte, &fds[0]), 'x');
	bc_free(m, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	CHECK_EQ(peer_call(m, 1, do_is_open, fd), 1 + FD_CLOEXEC);	/* the receiver's own now */
	peer_call(m, 1, do_close, fd);
	drop_pipe(c, fds);
}

static void file_not_accepted(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	(void)m;
	payload_fd(b, 0);
	refused(c, b, -EPERM);
}

static void bad_file(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct payload *b = payload_new();

	(void)m;
	payload_fd(b, 98765);
	refused(c, b, -EBADF);
}

static void file_in_a_reply(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	int *fds = make_pipe(m);
	struct binder_transaction_data reply;
	struct binder_fd_object *obj;
	int *fd = conform_alloc(sizeof(*fd));

	payload_fd(b, fds[1]);
	bc_transact(c, 0, BC_TRANSACTION, 0, 1, 0, NULL);	/* does not say ACCEPT_FDS */
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	bc_reply(m, 0, b);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EPERM);
	call_and_reply(c, m, 0, NULL, b, &reply);
	obj = peer_peek(c, reply.data.ptr.buffer, sizeof(*obj));
	*fd = obj->fd;
	CHECK_EQ(peer_call(c, 1, do_write_byte, fd), 0);
	CHECK_EQ(peer_call(m, 1, do_read_byte, &fds[0]), 'x');
	peer_call(c, 1, do_close, fd);
	drop_pipe(m, fds);
}

static void undelivered_file_is_closed(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct payload *b = payload_new();
	int *fds = make_pipe(c);

	payload_fd(b, fds[1]);
	bc_call(c, 0, 0, 1, b);
	talk_start(c, 0, 256);
	peer_await_waiting(c, 0);
	peer_kill(m);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
	peer_call(c, 1, do_close, &fds[1]);
	CHECK_EQ(peer_call(c, 1, do_read_end, &fds[0]), 0);
	peer_call(c, 1, do_close, &fds[0]);
}

/* Scatter-gather */

static void ptr_arrives(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_buffer_object *obj;
	struct binder_transaction_data tr;
	char *text = conform_alloc(16);

	strcpy(text, "eleven char");
	payload_bytes(b, "head....", 8);
	payload_ptr(b, text, 11);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer + 8, sizeof(*obj));
	CHECK_EQ(obj->length, 11);
	CHECK_EQ(obj->buffer % 8, 0);
	CHECK(obj->buffer > tr.data.ptr.buffer);
	CHECK(!memcmp(peer_peek(m, obj->buffer, 11), text, 11));
}

static void child_slot_is_patched(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_buffer_object *obj;
	struct binder_transaction_data tr;
	uint64_t *parent = conform_alloc(32);
	char *leaf = conform_alloc(8);
	uint64_t *got;

	parent[0] = 1;
	parent[1] = (uintptr_t)leaf;
	parent[2] = 3;
	memcpy(leaf, "leaf", 4);
	payload_bytes(b, "head....", 8);
	payload_ptr(b, parent, 24);
	payload_child(b, leaf, 4, 0, 8);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer + 8, 2 * sizeof(*obj));
	got = peer_peek(m, obj[0].buffer, 24);
	CHECK_EQ(got[0], 1);
	CHECK_EQ(got[1], obj[1].buffer);
	CHECK_EQ(got[2], 3);
	CHECK(!memcmp(peer_peek(m, got[1], 4), "leaf", 4));
}

static void sg_misuse(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	uint64_t *mem = conform_alloc(64);
	struct payload *b;

	(void)m;
	b = payload_new();
	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 32);
	b->sg_size = 24;
	refused(c, b, -EINVAL);		/* longer than the area */
	b->sg_size = 36;
	refused(c, b, -EINVAL);		/* no multiple of 8 */

	b = payload_new();
	payload_bytes(b, "head....", 8);
	payload_child(b, mem, 8, 0, 0);
	refused(c, b, -EINVAL);		/* its own parent */

	b = payload_new();
	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 32);
	payload_child(b, mem, 8, 0, 25);
	refused(c, b, -EINVAL);		/* the slot sticks out */

	b = payload_new();
	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 32);
	payload_child(b, mem, 8, 0, 16);
	payload_child(b, mem, 8, 0, 8);
	refused(c, b, -EINVAL);		/* backwards */

	b = payload_new();
	payload_bytes(b, "head....", 8);
	payload_ptr(b, (void *)(uintptr_t)16, 8);
	refused(c, b, -EINVAL);		/* unreadable */

	b = payload_new();
	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 32);
	payload_fda(b, 1ull << 62, 0, 0);
	refused(c, b, -EINVAL);
	b = payload_new();
	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 32);
	payload_fda(b, 9, 0, 0);
	refused(c, b, -EINVAL);
}

static void grandchildren(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	uint64_t *mem = conform_alloc(64);

	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 32);
	payload_child(b, mem, 16, 0, 0);
	payload_child(b, mem, 16, 1, 8);
	payload_child(b, mem, 16, 0, 8);	/* back to the ancestor, further on */
	call_and_reply(c, m, 0, b, NULL, NULL);
}

static void fd_array(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_buffer_object *obj;
	struct binder_transaction_data tr;
	int *fds = make_pipe(c), *got;
	uint32_t *mem = conform_alloc(32);

	mem[0] = 7;
	mem[1] = fds[0];
	mem[2] = fds[1];
	mem[3] = 9;
	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 16);
	payload_fda(b, 2, 0, 4);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer + 8, sizeof(*obj));
	got = peer_peek(m, obj->buffer, 16);
	CHECK_EQ(got[0], 7);
	CHECK_EQ(got[3], 9);
	CHECK_EQ(peer_call(m, 1, do_write_byte, &got[2]), 0);
	CHECK_EQ(peer_call(c, 1, do_read_byte, &fds[0]), 'x');
	bc_free(m, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	CHECK_EQ(peer_call(m, 1, do_is_open, &got[1]), 0);	/* closed with the buffer */
	CHECK_EQ(peer_call(m, 1, do_is_open, &got[2]), 0);
	CHECK_EQ(peer_call(c, 1, do_is_open, &fds[1]), 1 + FD_CLOEXEC);
	drop_pipe(c, fds);
}

static void empty_fd_array(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	uint32_t *mem = conform_alloc(32);

	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 16);
	payload_fda(b, 0, 0, 4);
	call_and_reply(c, m, 0, b, NULL, NULL);
}

const struct conform_case cases_object[] = {
	CASE("object: offsets are checked", offsets),
	CASE("object: unreadable offsets", bad_offsets_pointer),
	CASE("object: bytes outside offsets are opaque", opaque_bytes),
	CASE("object: a failure undoes the ones before", undone_as_a_whole),
	CASE("object: a received handle's other fields", handle_fields_are_clean),
	CASE("object: a file arrives", file_arrives),
	CASE("object: a file that is not accepted", file_not_accepted),
	CASE("object: a bad descriptor", bad_file),
	CASE("object: a file in a reply", file_in_a_reply),
	CASE("object: an undelivered file is closed", undelivered_file_is_closed),
	CASE("object: scattered memory arrives", ptr_arrives),
	CASE("object: the parent's slot is patched", child_slot_is_patched),
	CASE("object: scatter-gather misuse", sg_misuse),
	CASE("object: grandchildren", grandchildren),
	CASE("object: an array of descriptors", fd_array),
	CASE("object: an empty array of descriptors", empty_fd_array),
	CASES_END
};
