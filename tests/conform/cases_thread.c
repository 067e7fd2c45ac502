// SPDX-License-Identifier: MIT
/* cases_thread.c - loopers and requests for more of them */
#include "conform.h"

#include <errno.h>

static void allow(struct peer *p, uint32_t n)
{
	uint32_t *max = conform_alloc(sizeof(*max));

	*max = n;
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_MAX_THREADS, max), 0);
}

static void one_way(struct peer *c, uint32_t code)
{
	bc_one_way(c, 0, 0, code, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
}

static void take(struct peer *m, int t, uint32_t first)
{
	struct word word;

	CHECK_EQ(talk(m, t, 256), 0);
	word = EXPECT(m, t, first, BR_TRANSACTION);
	bc_free(m, t, word.tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, t), 0);
}

static void spawn_requests(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	allow(m, 2);
	one_way(c, 1);
	take(m, 0, BR_SPAWN_LOOPER);
	one_way(c, 2);
	take(m, 0, BR_NOOP);		/* asked once until answered */
	bc(m, 1, BC_REGISTER_LOOPER);
	CHECK_EQ(talk_write(m, 1), 0);
	one_way(c, 3);
	take(m, 0, BR_SPAWN_LOOPER);
	bc(m, 2, BC_REGISTER_LOOPER);
	CHECK_EQ(talk_write(m, 2), 0);
	one_way(c, 4);
	take(m, 0, BR_NOOP);		/* never a third */
}

static void no_spawn_while_one_waits(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct word word;

	allow(m, 4);
	bc(m, 1, BC_ENTER_LOOPER);
	talk_start(m, 1, 256);
	peer_await_waiting(m, 1);
	bc(m, 0, BC_ENTER_LOOPER);
	talk_start(m, 0, 256);
	peer_await_waiting(m, 0);
	one_way(c, 1);
	CHECK_EQ(talk_finish(m, 0), 0);
	word = EXPECT(m, 0, BR_NOOP, BR_TRANSACTION);
	bc_free(m, 0, word.tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	one_way(c, 2);
	CHECK_EQ(talk_finish(m, 1), 0);
	EXPECT(m, 1, BR_SPAWN_LOOPER, BR_TRANSACTION);
}

static void eagain_never_spawns(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	allow(m, 1);
	peer_nonblock(m, true);
	CHECK_EQ(talk(m, 0, 256), -EAGAIN);
	peer_nonblock(m, false);
	one_way(c, 1);
	take(m, 0, BR_SPAWN_LOOPER);
}

static void any_reader_serves(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	if (!transport->strict)
		conform_skip("older drivers serve loopers only");
	one_way(c, 1);
	CHECK_EQ(READ(m, 2, BR_TRANSACTION).tr.code, 1);
}

static void register_unasked(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc(m, 1, BC_REGISTER_LOOPER);
	bc(m, 1, BC_ENTER_LOOPER);
	CHECK_EQ(talk_write(m, 1), 0);
	one_way(c, 1);
	CHECK_EQ(talk(m, 1, 256), 0);
	EXPECT(m, 1, BR_NOOP, BR_TRANSACTION);
}

static void node_work_survives_exit(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	void *arg = conform_alloc(4);

	(void)m;
	if (!transport->strict)
		conform_skip("the stock driver loses work of a thread that exits");
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x20, 0);
	bc_one_way(c, 0, 0, 1, b);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(peer_ioctl(c, 0, BINDER_THREAD_EXIT, arg), 0);
	READ(c, 1, BR_INCREFS, BR_ACQUIRE);
}

const struct conform_case cases_thread[] = {
	CASE("thread: spawn requests", spawn_requests),
	CASE("thread: none while another waits", no_spawn_while_one_waits),
	CASE("thread: EAGAIN never spawns", eagain_never_spawns),
	CASE("thread: any reader serves", any_reader_serves),
	CASE("thread: registered without being asked", register_unasked),
	CASE("thread: node work outlives a thread", node_work_survives_exit),
	CASES_END
};
