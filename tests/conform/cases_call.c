// SPDX-License-Identifier: MIT
/* cases_call.c - synchronous calls, nesting, failing */
#include "conform.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void ping(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;

	bc_call(c, 0, 0, 0x5f504e47, NULL);
	talk_start(c, 0, 256);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	CHECK_EQ(tr.code, 0x5f504e47);
	bc_free(m, 0, tr.data.ptr.buffer);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_REPLY);
	CHECK_EQ(c->talk[0].bwr.read_consumed, 76);
}

static void call_fields(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr, reply;

	payload_bytes(b, "hello", 5);
	bc_transact(c, 0, BC_TRANSACTION, 0, 9, TF_STATUS_CODE | 0x8000, b);
	talk_start(c, 0, 256);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	CHECK_EQ(tr.target.ptr, 0);
	CHECK_EQ(tr.flags, TF_STATUS_CODE | 0x8000);
	CHECK_EQ(tr.sender_pid, c->pid);
	CHECK_EQ(tr.sender_euid, transport->forks ? geteuid() : 500);
	CHECK_EQ(tr.data_size, 5);
	CHECK_EQ(tr.offsets_size, 0);
	CHECK_EQ(tr.data.ptr.offsets, tr.data.ptr.buffer + 8);
	CHECK(tr.data.ptr.buffer >= (uintptr_t)m->map &&
	      tr.data.ptr.buffer < (uintptr_t)m->map + MAP_SIZE);
	CHECK(!memcmp(peer_peek(m, tr.data.ptr.buffer, 5), "hello", 5));
	bc_transact(m, 0, BC_REPLY, 77, 3, TF_STATUS_CODE, b);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(c, 0), 0);
	reply = EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_REPLY).tr;
	CHECK_EQ(reply.target.ptr, 0);
	CHECK_EQ(reply.cookie, 0);
	CHECK_EQ(reply.code, 3);
	CHECK_EQ(reply.flags, TF_STATUS_CODE);
	CHECK_EQ(reply.sender_pid, 0);
	CHECK_EQ(reply.data_size, 5);
}

static void unknown_handle(void)
{
	struct peer *c = peer_open();
	struct binder_extended_error ee;

	bc_call(c, 0, 42, 1, NULL);
	READ(c, 0, BR_FAILED_REPLY);
	ee = extended_error(c, 0);
	CHECK_EQ(ee.command, BR_FAILED_REPLY);
	CHECK_EQ(ee.param, -EINVAL);
	CHECK(ee.id != 0);
	ee = extended_error(c, 0);
	CHECK_EQ(ee.id, 0);
	CHECK_EQ(ee.command, BR_OK);
	CHECK_EQ(ee.param, 0);
}

static void failure_stops_the_stream(void)
{
	struct peer *c = peer_open();

	bc_call(c, 0, 42, 1, NULL);
	bc(c, 0, BC_ENTER_LOOPER);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(c->talk[0].bwr.write_consumed, 68);
	bc(c, 0, BC_ENTER_LOOPER);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(c->talk[0].bwr.write_consumed, 0);
	READ(c, 0, BR_FAILED_REPLY);
	bc(c, 0, BC_ENTER_LOOPER);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(c->talk[0].bwr.write_consumed, 4);
}

static void reply_to_nothing(void)
{
	struct peer *c = peer_open();

	bc_reply(c, 0, NULL);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EPROTO);
}

static void second_call_while_waiting(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	(void)m;
	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	bc_call(c, 0, 0, 2, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EPROTO);
	bc_one_way(c, 0, 0, 3, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	bc_reply(c, 0, NULL);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EPROTO);
}

static void nested(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);
	struct binder_transaction_data tr, inner;

	bc_call(c, 0, 0, 1, NULL);
	talk_start(c, 0, 256);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	/*
	 * another thread of the caller waits for work: the blocked one gets the
	 * nested call all the same
	 */
	bc(c, 1, BC_ENTER_LOOPER);
	talk_start(c, 1, 256);
	peer_await_waiting(c, 1);
	bc_call(m, 0, h, 2, NULL);
	talk_start(m, 0, 256);
	CHECK_EQ(talk_finish(c, 0), 0);
	inner = EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_TRANSACTION).tr;
	CHECK_EQ(inner.target.ptr, 0x10);
	bc_free(c, 0, inner.data.ptr.buffer);
	bc_reply(c, 0, NULL);
	talk_start(c, 0, 256);
	CHECK_EQ(talk_finish(m, 0), 0);
	EXPECT(m, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_REPLY);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE);
	bc_free(m, 0, tr.data.ptr.buffer);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	READ(c, 0, BR_REPLY);
}

static void nested_through_a_third(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	uint32_t hc = give_object(c, m, 0x10, 0x20, 0), hd = give_object(d, m, 0x30, 0x40, 0);
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	struct flat_binder_object *obj;

	/* c calls m, m calls d with c's object, d calls c */
	bc_call(c, 0, 0, 1, NULL);
	talk_start(c, 0, 256);
	READ(m, 0, BR_TRANSACTION);
	payload_handle(b, BINDER_TYPE_HANDLE, hc);
	bc_call(m, 0, hd, 2, b);
	talk_start(m, 0, 256);
	tr = READ(d, 0, BR_TRANSACTION).tr;
	obj = peer_peek(d, tr.data.ptr.buffer, sizeof(*obj));
	bc_call(d, 0, obj->handle, 3, NULL);
	talk_start(d, 0, 256);
	CHECK_EQ(talk_finish(c, 0), 0);
	tr = EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_TRANSACTION).tr;
	CHECK_EQ(tr.code, 3);
	bc_reply(c, 0, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(d, 0), 0);
	EXPECT(d, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_REPLY);
	bc_reply(d, 0, NULL);
	READ(d, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(m, 0), 0);
	EXPECT(m, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_REPLY);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	READ(c, 0, BR_REPLY);
}

static void queued_until_somebody_reads(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 1, BR_TRANSACTION);
	bc_reply(m, 1, NULL);
	READ(m, 1, BR_TRANSACTION_COMPLETE);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void last_parked_first(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	talk_start(m, 0, 256);
	peer_await_waiting(m, 0);
	talk_start(m, 1, 256);
	peer_await_waiting(m, 1);
	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(talk_finish(m, 1), 0);
	EXPECT(m, 1, BR_NOOP, BR_TRANSACTION);
	bc_call(c, 1, 0, 2, NULL);
	CHECK_EQ(talk_write(c, 1), 0);
	CHECK_EQ(talk_finish(m, 0), 0);
	EXPECT(m, 0, BR_NOOP, BR_TRANSACTION);
}

static void busy_thread_takes_no_other(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	bc_call(c, 1, 0, 2, NULL);
	CHECK_EQ(talk_write(c, 1), 0);
	expect_nothing(m, 0);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	READ(m, 0, BR_TRANSACTION);
}

static void server_thread_exits(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	void *arg = conform_alloc(4);

	bc_call(c, 0, 0, 1, NULL);
	talk_start(c, 0, 256);
	READ(m, 0, BR_TRANSACTION);
	CHECK_EQ(peer_ioctl(m, 0, BINDER_THREAD_EXIT, arg), 0);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
	CHECK_EQ(extended_error(c, 0).command, BR_OK);
}

static void server_dies(bool read_first)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 1, NULL);
	talk_start(c, 0, 256);
	if (read_first)
		READ(m, 0, BR_TRANSACTION);
	else
		peer_await_waiting(c, 0);
	peer_kill(m);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
}

static void server_dies_unread(void)
{
	server_dies(false);
}

static void server_dies_reading(void)
{
	server_dies(true);
}

static void caller_dies(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	peer_kill(c);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
}

static void middle_dies(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	uint32_t hm;

	/* d calls c, c calls m, c dies: d hears when m has answered */
	hm = pass_handle(m, d, give_object(c, m, 0x10, 0x20, 0));
	bc_call(d, 0, hm, 1, NULL);
	talk_start(d, 0, 256);
	READ(c, 0, BR_TRANSACTION);
	bc_call(c, 0, 0, 2, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	bc_handle_cookie(m, 1, BC_REQUEST_DEATH_NOTIFICATION, 1, 5);
	CHECK_EQ(talk_write(m, 1), 0);
	peer_kill(c);
	READ(m, 1, BR_DEAD_BINDER);
	CHECK(!peer_done(d, 0));
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(d, 0), 0);
	EXPECT(d, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
}

static void unmapped_target(void)
{
	struct peer *m = peer_open_as(NULL, 0), *c = peer_open();
	void *arg = conform_alloc(24);

	CHECK_EQ(peer_ioctl(m, 0, BINDER_SET_CONTEXT_MGR, arg), 0);
	bc_call(c, 0, 0, 1, NULL);
	READ(c, 0, BR_DEAD_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -ESRCH);
}

static void unmapped_caller(void)
{
	struct peer *m = manager_open(0), *c = peer_open_as(NULL, 0);

	bc_call(c, 0, 0, 1, NULL);
	talk_start(c, 0, 256);
	READ(m, 0, BR_TRANSACTION);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -ESRCH);
}

static void failing_reply(bool large)
{
	struct peer *m = manager_open(0), *c = peer_open_as(NULL, 4096);
	struct payload *b = payload_new();

	if (large)
		payload_bytes(b, NULL, 8192);
	else
		payload_handle(b, BINDER_TYPE_HANDLE, 55);
	bc_call(c, 0, 0, 1, NULL);
	talk_start(c, 0, 256);
	READ(m, 0, BR_TRANSACTION);
	bc_reply(m, 0, b);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, large ? -ENOSPC : -EINVAL);
}

static void reply_too_large(void)
{
	failing_reply(true);
}

static void reply_with_bad_handle(void)
{
	failing_reply(false);
}

static void small_read_buffer(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_one_way(c, 0, 0, 1, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk(m, 0, 79), 0);
	EXPECT(m, 0, BR_NOOP);
	CHECK_EQ(talk(m, 0, 80), 0);
	EXPECT(m, 0, BR_NOOP, BR_TRANSACTION);
}

static void bad_data_pointer(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	(void)m;
	b->data = (void *)(uintptr_t)16;
	b->size = 8;
	bc_call(c, 0, 0, 1, b);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EFAULT);
}

static void deep_recursion(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);
	int i, depth = 100;

	for (i = 0; i < depth; i++) {
		bc_call(c, 0, 0, 1, NULL);
		CHECK_EQ(talk_write(c, 0), 0);
		CHECK_EQ(talk(m, 0, 256), 0);
		bc_call(m, 0, h, 1, NULL);
		CHECK_EQ(talk_write(m, 0), 0);
		CHECK_EQ(talk(c, 0, 256), 0);
	}
	for (i = 0; i < depth; i++) {
		bc_reply(c, 0, NULL);
		READ(c, 0, BR_TRANSACTION_COMPLETE);
		CHECK_EQ(talk(m, 0, 256), 0);
		bc_reply(m, 0, NULL);
		READ(m, 0, BR_TRANSACTION_COMPLETE);
		CHECK_EQ(talk(c, 0, 256), 0);
	}
}

static void secctx(void)
{
	struct identity who = { .euid = 500, .secctx = "user:role:type" };
	struct peer *m, *c;
	struct word word;

	if (transport->forks)
		conform_skip("needs a kernel with labels");
	m = manager_open(FLAT_BINDER_FLAG_TXN_SECURITY_CTX);
	c = peer_open_as(&who, MAP_SIZE);
	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	word = READ(m, 0, BR_TRANSACTION_SEC_CTX);
	CHECK(!strcmp(peer_peek(m, word.secctx.secctx, 15), "user:role:type"));
}

const struct conform_case cases_call[] = {
	CASE("call: ping", ping),
	CASE("call: what both sides see", call_fields),
	CASE("call: unknown handle, extended error", unknown_handle),
	CASE("call: a failure stops the stream until read", failure_stops_the_stream),
	CASE("call: a reply to nothing", reply_to_nothing),
	CASE("call: a second one while waiting", second_call_while_waiting),
	CASE("call: a nested one comes to the blocked thread", nested),
	CASE("call: nested through a third process", nested_through_a_third),
	CASE("call: queued until somebody reads", queued_until_somebody_reads),
	CASE("call: who parked last is chosen first", last_parked_first),
	CASE("call: a thread in a call takes no other", busy_thread_takes_no_other),
	CASE("call: the server's thread exits", server_thread_exits),
	CASE("call: the server dies with it unread", server_dies_unread),
	CASE("call: the server dies with it delivered", server_dies_reading),
	CASE("call: the caller dies", caller_dies),
	CASE("call: the one in the middle dies", middle_dies),
	CASE("call: the target never mapped", unmapped_target),
	CASE("call: the caller never mapped", unmapped_caller),
	CASE("call: a reply too large", reply_too_large),
	CASE("call: a reply with a bad handle", reply_with_bad_handle),
	CASE("call: a read buffer too small", small_read_buffer),
	CASE("call: a bad data pointer", bad_data_pointer),
	CASE("call: 100 deep", deep_recursion),
	CASE("call: the sender's label", secctx),
	CASES_END
};
