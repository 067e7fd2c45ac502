// SPDX-License-Identifier: MIT
/* cases_oneway.c - one-way calls: order, space, spam */
#include "conform.h"

#include <errno.h>

static void send(struct peer *c, uint32_t handle, uint32_t code, const struct payload *b)
{
	bc_one_way(c, 0, handle, code, b);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
}

static void one_at_a_time(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;
	uint32_t i;

	for (i = 1; i <= 10; i++)
		send(c, 0, i, NULL);
	for (i = 1; i <= 10; i++) {
		tr = READ(m, 0, BR_TRANSACTION).tr;
		CHECK_EQ(tr.code, i);
		CHECK_EQ(tr.sender_pid, 0);
		expect_nothing(m, 0);
		bc_free(m, 0, tr.data.ptr.buffer);
		CHECK_EQ(talk_write(m, 0), 0);
	}
	expect_nothing(m, 0);
}

static void two_nodes(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t a = give_object(c, m, 0x10, 1, 0), b = give_object(c, m, 0x20, 2, 0);
	struct binder_transaction_data tr;

	send(m, a, 1, NULL);
	send(m, a, 2, NULL);
	send(m, b, 3, NULL);
	CHECK_EQ(READ(c, 0, BR_TRANSACTION).tr.code, 1);
	tr = READ(c, 0, BR_TRANSACTION).tr;
	CHECK_EQ(tr.code, 3);
	expect_nothing(c, 0);
}

static void calls_overtake(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	send(c, 0, 1, NULL);
	send(c, 0, 2, NULL);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 1);
	bc_call(c, 0, 0, 3, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 3);
}

static void half_the_space(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	int i;

	payload_bytes(b, NULL, MAP_SIZE / 8);
	for (i = 0; i < 4; i++)
		send(c, 0, i, b);
	bc_one_way(c, 0, 0, 9, NULL);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -ENOSPC);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	bc_free(m, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	send(c, 0, 9, b);
	bc_call(c, 0, 0, 10, b);	/* the other half is for calls */
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
}

static void empty_ones_return_their_space(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	int i;

	for (i = 0; i < 200; i++) {
		send(c, 0, i, NULL);
		tr = READ(m, 0, BR_TRANSACTION).tr;
		bc_free(m, 0, tr.data.ptr.buffer);
		CHECK_EQ(talk_write(m, 0), 0);
	}
	payload_bytes(b, NULL, MAP_SIZE / 8);
	for (i = 0; i < 4; i++)
		send(c, 0, i, b);
}

static void spam(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	uint32_t *on = conform_alloc(4);
	int i, suspects = 0;

	(void)m;
	*on = 1;
	CHECK_EQ(peer_ioctl(c, 0, BINDER_ENABLE_ONEWAY_SPAM_DETECTION, on), 0);
	payload_bytes(b, NULL, MAP_SIZE / 128);
	for (i = 0; i < 60; i++) {
		bc_one_way(c, 0, 0, i, b);
		CHECK_EQ(talk(c, 0, 256), 0);
		CHECK_EQ(next_word(c, 0).cmd, BR_NOOP);
		if (next_word(c, 0).cmd == BR_ONEWAY_SPAM_SUSPECT) {
			suspects++;
			CHECK(i >= 50);
		}
	}
	CHECK_EQ(suspects, 1);
}

static void no_reply_allowed(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	send(c, 0, 1, NULL);
	READ(m, 0, BR_TRANSACTION);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(m, 0).param, -EPROTO);
}

static void dropped_with_a_thread(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	void *arg = conform_alloc(4);

	if (!transport->strict)
		conform_skip("the stock driver loses work of a thread that exits");
	talk_start(m, 0, 256);
	peer_await_waiting(m, 0);
	peer_flush(m);
	CHECK_EQ(talk_finish(m, 0), 0);
	send(c, 0, 1, NULL);
	send(c, 0, 2, NULL);
	CHECK_EQ(peer_ioctl(m, 0, BINDER_THREAD_EXIT, arg), 0);
	CHECK_EQ(READ(m, 1, BR_TRANSACTION).tr.code, 1);
}

const struct conform_case cases_oneway[] = {
	CASE("oneway: one at a time, in order", one_at_a_time),
	CASE("oneway: nodes are independent", two_nodes),
	CASE("oneway: calls are not held back", calls_overtake),
	CASE("oneway: half the space", half_the_space),
	CASE("oneway: empty ones give their space back", empty_ones_return_their_space),
	CASE("oneway: spam is suspected once", spam),
	CASE("oneway: no reply allowed", no_reply_allowed),
	CASE("oneway: outlives the thread that would take it", dropped_with_a_thread),
	CASES_END
};
