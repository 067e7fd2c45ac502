// SPDX-License-Identifier: MIT
/* cases_refs.c - handles, counts, and what an object's owner is told */
#include "conform.h"

#include <errno.h>

static struct binder_transaction_data send_object(struct peer *c, struct peer *m, uint32_t type,
						  uint64_t ptr)
{
	struct payload *b = payload_new();

	payload_binder(b, type, ptr, ptr + 1, 0);
	return call_and_reply(c, m, 0, b, NULL, NULL);
}

static uint32_t handle_in(struct peer *m, const struct binder_transaction_data *tr)
{
	struct flat_binder_object *obj = peer_peek(m, tr->data.ptr.buffer, sizeof(*obj));

	return obj->handle;
}

static void smallest_number(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	CHECK_EQ(give_object(c, m, 0x10, 1, 0), 1);
	CHECK_EQ(give_object(c, m, 0x20, 2, 0), 2);
	bc_u32(m, 0, BC_RELEASE, 1);
	CHECK_EQ(talk_write(m, 0), 0);
	CHECK_EQ(give_object(c, m, 0x30, 3, 0), 1);
	CHECK_EQ(give_object(c, m, 0x40, 4, 0), 3);
}

static void same_object_same_handle(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data a, b;

	a = send_object(c, m, BINDER_TYPE_BINDER, 0x10);
	b = send_object(c, m, BINDER_TYPE_BINDER, 0x10);
	CHECK_EQ(handle_in(m, &a), handle_in(m, &b));
	bc_free(m, 0, a.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	bc_u32(m, 0, BC_ACQUIRE, handle_in(m, &b));
	bc_u32(m, 0, BC_RELEASE, handle_in(m, &b));
	bc_free(m, 0, b.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
}

static void owner_is_told_first(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	struct word word;

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x20, 0);
	bc_call(c, 0, 0, 1, b);
	talk_start(c, 0, 256);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(c, 0), 0);
	CHECK_EQ(next_word(c, 0).cmd, BR_NOOP);
	word = next_word(c, 0);
	CHECK_EQ(word.cmd, BR_INCREFS);
	CHECK_EQ(word.ptr_cookie.ptr, 0x10);
	CHECK_EQ(word.ptr_cookie.cookie, 0x20);
	CHECK_EQ(next_word(c, 0).cmd, BR_ACQUIRE);
	CHECK_EQ(next_word(c, 0).cmd, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(next_word(c, 0).cmd, BR_REPLY);
	/* freed unacquired before the owner acknowledged: nothing overtakes */
	bc_free(m, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(c, 0);
	bc_ptr_cookie(c, 0, BC_INCREFS_DONE, 0x10, 0x20);
	bc_ptr_cookie(c, 0, BC_ACQUIRE_DONE, 0x10, 0x20);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static void told_once(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	give_object(c, m, 0x10, 0x20, 0);
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x20, 0);
	bc_call(c, 0, 0, 1, b);
	talk_start(c, 0, 256);
	READ(m, 0, BR_TRANSACTION);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void weak_then_strong(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new(), *s = payload_new();

	payload_binder(b, BINDER_TYPE_WEAK_BINDER, 0x10, 0x20, 0);
	bc_one_way(c, 0, 0, 1, b);
	READ(c, 0, BR_INCREFS, BR_TRANSACTION_COMPLETE);
	payload_binder(s, BINDER_TYPE_BINDER, 0x10, 0x20, 0);
	bc_one_way(c, 0, 0, 1, s);
	READ(c, 0, BR_ACQUIRE, BR_TRANSACTION_COMPLETE);
	READ(m, 0, BR_TRANSACTION);
}

static void release_tells_owner(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static void weak_hold_keeps_weak(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	bc_u32(m, 0, BC_INCREFS, h);
	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_RELEASE);
	bc_u32(m, 0, BC_DECREFS, h);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_DECREFS);
}

static void misuse_is_skipped(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	uint32_t h;

	payload_binder(b, BINDER_TYPE_WEAK_BINDER, 0x10, 0x20, 0);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	h = handle_in(m, &tr);
	bc_u32(m, 0, BC_ACQUIRE, h);	/* only weak */
	bc_u32(m, 0, BC_RELEASE, h);
	bc_u32(m, 0, BC_ACQUIRE, 99);
	bc_u32(m, 0, BC_DECREFS, 99);
	bc_free(m, 0, 12345);
	bc_ptr_cookie(m, 0, BC_INCREFS_DONE, 5, 6);
	CHECK_EQ(talk_write(m, 0), 0);
	CHECK_EQ(m->talk[0].bwr.write_consumed, m->talk[0].bwr.write_size);
	bc_call(m, 0, h, 1, NULL);	/* and a weak handle cannot be called */
	READ(m, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(m, 0).param, -EINVAL);
}

static void wrong_done_is_skipped(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr = send_object(c, m, BINDER_TYPE_BINDER, 0x10);

	bc_ptr_cookie(c, 0, BC_INCREFS_DONE, 0x10, 0x99);
	bc_ptr_cookie(c, 0, BC_ACQUIRE_DONE, 0x55, 0x11);
	CHECK_EQ(talk_write(c, 0), 0);
	bc_free(m, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(c, 0);
	bc_ptr_cookie(c, 0, BC_ACQUIRE_DONE, 0x10, 0x11);
	READ(c, 0, BR_RELEASE);
	bc_ptr_cookie(c, 0, BC_INCREFS_DONE, 0x10, 0x11);
	READ(c, 0, BR_DECREFS);
	bc_ptr_cookie(c, 0, BC_INCREFS_DONE, 0x10, 0x11);
	CHECK_EQ(talk_write(c, 0), 0);
}

static void cookie_mismatch(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	give_object(c, m, 0x10, 0x20, 0);
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x21, 0);
	bc_call(c, 0, 0, 1, b);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EINVAL);
}

static void object_comes_home(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);
	struct payload *b = payload_new();
	struct binder_transaction_data reply;
	struct flat_binder_object *obj;

	payload_handle(b, BINDER_TYPE_HANDLE, h);
	payload_handle(b, BINDER_TYPE_WEAK_HANDLE, h);
	call_and_reply(c, m, 0, NULL, b, &reply);
	obj = peer_peek(c, reply.data.ptr.buffer, 2 * sizeof(*obj));
	CHECK_EQ(obj[0].hdr.type, BINDER_TYPE_BINDER);
	CHECK_EQ(obj[0].binder, 0x10);
	CHECK_EQ(obj[0].cookie, 0x20);
	CHECK_EQ(obj[1].hdr.type, BINDER_TYPE_WEAK_BINDER);
	CHECK_EQ(obj[1].binder, 0x10);
}

static void third_party(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0), hd;
	struct binder_transaction_data tr;

	hd = pass_handle(m, d, h);
	CHECK_EQ(hd, 1);
	tr = call_and_reply(d, c, hd, NULL, NULL, NULL);
	CHECK_EQ(tr.target.ptr, 0x10);
	CHECK_EQ(tr.cookie, 0x20);
}

static void handle_zero_as_object(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	uint32_t h = give_object(d, m, 0x10, 0x20, 0), hc;
	struct payload *b = payload_new();
	struct binder_transaction_data tr;

	hc = pass_handle(m, c, h);
	bc_u32(c, 0, BC_ACQUIRE, 0);
	CHECK_EQ(talk_write(c, 0), 0);
	payload_handle(b, BINDER_TYPE_HANDLE, 0);
	tr = call_and_reply(c, d, hc, b, NULL, NULL);
	CHECK_EQ(handle_in(d, &tr), 0);	/* the manager's number is 0 there too */
}

static void unknown_handle_object(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	(void)m;
	payload_handle(b, BINDER_TYPE_HANDLE, 7);
	bc_call(c, 0, 0, 1, b);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EINVAL);
}

static void dead_owner(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, 1);
	CHECK_EQ(talk_write(m, 0), 0);
	peer_kill(c);
	READ(m, 0, BR_DEAD_BINDER);
	bc_u32(m, 0, BC_INCREFS, h);
	bc_u32(m, 0, BC_DECREFS, h);
	bc_call(m, 0, h, 1, NULL);
	READ(m, 0, BR_DEAD_REPLY);
	CHECK_EQ(extended_error(m, 0).param, -EINVAL);
	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
}

const struct conform_case cases_refs[] = {
	CASE("refs: the smallest free number", smallest_number),
	CASE("refs: same object, same handle", same_object_same_handle),
	CASE("refs: the owner is told before its reply, and in order", owner_is_told_first),
	CASE("refs: the owner is told once", told_once),
	CASE("refs: weak first, strong later", weak_then_strong),
	CASE("refs: the last release tells the owner", release_tells_owner),
	CASE("refs: a weak hold outlives the strong one", weak_hold_keeps_weak),
	CASE("refs: misuse is skipped", misuse_is_skipped),
	CASE("refs: wrong acknowledgements are skipped", wrong_done_is_skipped),
	CASE("refs: another cookie is an error", cookie_mismatch),
	CASE("refs: an object comes home as itself", object_comes_home),
	CASE("refs: a handle for a third process", third_party),
	CASE("refs: handle 0 as an object", handle_zero_as_object),
	CASE("refs: an unknown handle as an object", unknown_handle_object),
	CASE("refs: handles of a dead owner", dead_owner),
	CASES_END
};
