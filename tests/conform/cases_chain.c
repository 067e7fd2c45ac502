// SPDX-License-Identifier: MIT
/* cases_chain.c - chains of calls: who is called back, and what becomes of them when a link goes */
#include "conform.h"

#include <errno.h>

/* c calls m by its thread 0, and m, by its thread 0, has it. */
static void in_a_call(struct peer *c, struct peer *m, uint32_t handle)
{
	bc_call(c, 0, handle, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(talk(m, 0, 256), 0);
	while (next_word(m, 0).cmd != BR_TRANSACTION)
		CHECK(m->talk[0].in_at < m->talk[0].bwr.read_consumed);
}

static void reply(struct peer *p)
{
	bc_reply(p, 0, NULL);
	READ(p, 0, BR_TRANSACTION_COMPLETE);
}

static void exit_thread(struct peer *p, int t)
{
	CHECK_EQ(peer_ioctl(p, t, BINDER_THREAD_EXIT, NULL), 0);
}

/* c calls m, m calls d. */
static void three(struct peer **c, struct peer **m, struct peer **d)
{
	uint32_t h;

	*m = manager_open(0);
	*c = peer_open();
	*d = peer_open();
	h = give_object(*d, *m, 0x10, 0x11, 0);
	in_a_call(*c, *m, 0);
	in_a_call(*m, *d, h);
}

static void last_link_dies(void)
{
	struct peer *c, *m, *d;

	three(&c, &m, &d);
	peer_kill(d);
	READ(m, 0, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
	reply(m);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void last_links_thread_exits(void)
{
	struct peer *c, *m, *d;

	three(&c, &m, &d);
	exit_thread(d, 0);
	READ(m, 0, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
	reply(m);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void first_link_dies(void)
{
	struct peer *c, *m, *d;

	three(&c, &m, &d);
	peer_kill(c);
	reply(d);
	READ(m, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
	reply(m);
	expect_nothing(m, 0);
}

/* Who waits hears of it only when the call above has ended. */
static void middle_links_thread_exits(void)
{
	struct peer *c, *m, *d;

	three(&c, &m, &d);
	exit_thread(m, 0);
	talk_start(c, 0, 256);
	peer_await_waiting(c, 0);
	reply(d);
	CHECK_EQ(talk_finish(c, 0), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
}

static void middle_and_last_die(void)
{
	struct peer *c, *m, *d;

	three(&c, &m, &d);
	peer_kill(m);
	peer_kill(d);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
}

static void all_but_the_middle_die(void)
{
	struct peer *c, *m, *d;

	three(&c, &m, &d);
	peer_kill(c);
	peer_kill(d);
	READ(m, 0, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
	reply(m);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_FAILED_REPLY);
}

static void callers_thread_exits(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	in_a_call(c, m, 0);
	exit_thread(c, 0);
	reply(m);
	expect_nothing(c, 0);
	call_and_reply(c, m, 0, NULL, NULL, NULL);
}

static void callers_thread_exits_unread(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	exit_thread(c, 0);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.sender_pid, 0);	/* of nobody */
	reply(m);
}

/* c calls m, m calls c back; the loop loses m, which a witness sees: a kernel ends it in its own time. */
static void called_back_by_one_that_dies(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *witness = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0);

	bc_u32(witness, 0, BC_INCREFS, 0);
	bc_handle_cookie(witness, 0, BC_REQUEST_DEATH_NOTIFICATION, 0, 1);
	CHECK_EQ(talk_write(witness, 0), 0);

	in_a_call(c, m, 0);
	bc_call(m, 0, h, 2, NULL);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_TRANSACTION);
	peer_kill(m);
	READ(witness, 0, BR_DEAD_BINDER);
	bc_reply(c, 0, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
}

static void calling_back_one_that_dies(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0);

	in_a_call(c, m, 0);
	bc_call(m, 0, h, 2, NULL);
	CHECK_EQ(talk_write(m, 0), 0);
	peer_kill(c);
	READ(m, 0, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
	reply(m);
}

static void another_thread_is_not_in_the_chain(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0);

	in_a_call(c, m, 0);
	bc_call(m, 1, h, 2, NULL);	/* from a thread that handles nothing */
	CHECK_EQ(talk_write(m, 1), 0);
	expect_nothing(c, 0);
	bc(c, 1, BC_ENTER_LOOPER);
	CHECK_EQ(READ(c, 1, BR_TRANSACTION).tr.code, 2);
}

static void one_way_does_not_come_back(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0);

	in_a_call(c, m, 0);
	bc_one_way(m, 0, h, 2, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	expect_nothing(c, 0);
	bc(c, 1, BC_ENTER_LOOPER);
	CHECK_EQ(READ(c, 1, BR_TRANSACTION).tr.code, 2);
}

static void into_the_middle(void)
{
	struct peer *c, *m, *d;

	three(&c, &m, &d);
	bc_call(d, 0, 0, 9, NULL);	/* the manager waits for d in this chain */
	CHECK_EQ(talk_write(d, 0), 0);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION_COMPLETE, BR_TRANSACTION).tr.code, 9);
	reply(m);
	READ(d, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
	reply(d);
	READ(m, 0, BR_REPLY);
	reply(m);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void replied_by_another_thread(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	in_a_call(c, m, 0);
	bc_reply(m, 1, NULL);
	READ(m, 1, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(m, 1).param, -EPROTO);
	reply(m);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void replied_twice(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	in_a_call(c, m, 0);
	bc_reply(m, 0, NULL);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE, BR_FAILED_REPLY);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
	expect_nothing(c, 0);
}

static void replied_while_calling(void)
{
	struct peer *c, *m, *d;

	three(&c, &m, &d);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(m, 0).param, -EPROTO);
	reply(d);
	READ(m, 0, BR_REPLY);
	reply(m);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void failing_inside(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	in_a_call(c, m, 0);
	bc_call(m, 0, 77, 1, NULL);
	READ(m, 0, BR_FAILED_REPLY);
	reply(m);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void replies_cross(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	int t;

	for (t = 0; t < 2; t++) {
		bc_call(c, t, 0, t, NULL);
		CHECK_EQ(talk_write(c, t), 0);
		bc(m, t, BC_ENTER_LOOPER);
		CHECK_EQ(READ(m, t, BR_TRANSACTION).tr.code, t);
	}
	for (t = 1; t >= 0; t--) {
		bc_transact(m, t, BC_REPLY, 0, 100 + t, 0, NULL);
		READ(m, t, BR_TRANSACTION_COMPLETE);
		CHECK_EQ(READ(c, t, BR_TRANSACTION_COMPLETE, BR_REPLY).tr.code, 100 + t);
	}
}

static void freed_before_the_reply(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;

	payload_bytes(b, "reply", 5);
	bc_call(c, 0, 0, 1, b);
	CHECK_EQ(talk_write(c, 0), 0);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	bc_free(m, 1, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 1), 0);
	bc_reply(m, 0, b);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY).tr.data_size, 5);
}

static int do_second_open(struct peer *p, int t, void *arg)
{
	struct binder_write_read *bwr = arg;
	void *h = transport->open(p->pid, NULL);
	int ret;

	if (!h)
		return -ENODEV;
	ret = transport->ioctl(h, BINDER_WRITE_READ, bwr);
	transport->close(h);
	return ret;
}

/* The manager's process cannot call its own manager by another open either. */
static void second_open_of_the_manager(void)
{
	struct peer *m = manager_open(0);
	struct binder_write_read *bwr = conform_alloc(sizeof(*bwr));
	uint32_t *words = conform_alloc(256);

	bc_one_way(m, 1, 0, 1, NULL);
	bwr->write_buffer = (uintptr_t)m->talk[1].out;
	bwr->write_size = m->talk[1].out_size;
	bwr->read_buffer = (uintptr_t)words;
	bwr->read_size = 256;
	CHECK_EQ(peer_call(m, 2, do_second_open, bwr), 0);
	CHECK_EQ(words[1], BR_FAILED_REPLY);
}

const struct conform_case cases_chain[] = {
	CASE("chain: the last dies", last_link_dies),
	CASE("chain: the last one's thread exits", last_links_thread_exits),
	CASE("chain: the first dies", first_link_dies),
	CASE("chain: the middle one's thread exits", middle_links_thread_exits),
	CASE("chain: the middle and the last die", middle_and_last_die),
	CASE("chain: all but the middle die", all_but_the_middle_die),
	CASE("chain: the caller's thread exits", callers_thread_exits),
	CASE("chain: the caller's thread exits with it unread", callers_thread_exits_unread),
	CASE("chain: called back by one that dies", called_back_by_one_that_dies),
	CASE("chain: calling back one that dies", calling_back_one_that_dies),
	CASE("chain: another thread is not in it", another_thread_is_not_in_the_chain),
	CASE("chain: a one-way call is not in it", one_way_does_not_come_back),
	CASE("chain: back into the middle", into_the_middle),
	CASE("chain: a reply by another thread", replied_by_another_thread),
	CASE("chain: a second reply", replied_twice),
	CASE("chain: a reply while calling", replied_while_calling),
	CASE("chain: a failure inside", failing_inside),
	CASE("chain: replies cross", replies_cross),
	CASE("chain: freed by another thread before the reply", freed_before_the_reply),
	CASE("chain: another open of the manager's process", second_open_of_the_manager),
	CASES_END
};
