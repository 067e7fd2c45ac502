// SPDX-License-Identifier: MIT
/* cases_read.c - the return stream: sizes, read_consumed, memory that is not there */
#include "conform.h"

#include <errno.h>
#include <string.h>

static struct binder_write_read reads(void *to, size_t size, size_t consumed)
{
	struct binder_write_read bwr = {
		.read_buffer = (uintptr_t)to, .read_size = size, .read_consumed = consumed,
	};

	return bwr;
}

static void one_way(struct peer *c, uint32_t code)
{
	bc_one_way(c, 0, 0, code, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
}

/* A word of four bytes needs the room of the largest one too. */
static void too_small(const void *arg)
{
	const size_t *size = arg;
	struct peer *m = manager_open(0), *c = peer_open();

	(void)m;
	one_way(c, 1);
	CHECK_EQ(talk(c, 0, *size), 0);
	EXPECT(c, 0, BR_NOOP);
	CHECK_EQ(c->talk[0].bwr.read_consumed, 4);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
}

#define TOO_SMALL(n) ROW("read: no item in " #n " bytes", too_small, (const size_t){ n })

static void just_enough(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	(void)m;
	one_way(c, 1);
	one_way(c, 2);
	CHECK_EQ(talk(c, 0, 80), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk(c, 0, 84), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE);
	one_way(c, 3);
	one_way(c, 4);
	CHECK_EQ(talk(c, 0, 84), 0);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_TRANSACTION_COMPLETE);
}

static void less_than_a_word(void)
{
	struct peer *p = peer_open();
	uint32_t *to = conform_alloc(16);
	struct binder_write_read bwr;
	size_t n;

	ours_only("it stores a word behind the end of the buffer (quirk not to copy)");
	for (n = 1; n < 4; n++) {
		to[0] = 0x55555555;
		bwr = reads(to, n, 0);
		CHECK_EQ(talk_raw(p, 0, &bwr), -EINVAL);
		CHECK_EQ(to[0], 0x55555555);
	}
}

static void continued(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t *to = conform_alloc(256);
	struct binder_write_read bwr = reads(to, 256, 8);

	(void)m;
	one_way(c, 1);
	memset(to, 0x55, 16);
	CHECK_EQ(talk_raw(c, 0, &bwr), 0);
	CHECK_EQ(c->talk[0].bwr.read_consumed, 12);
	CHECK_EQ(to[0], 0x55555555);	/* no NOOP, and all in its place */
	CHECK_EQ(to[1], 0x55555555);
	CHECK_EQ(to[2], BR_TRANSACTION_COMPLETE);
}

static void to_nowhere(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_write_read bwr = reads((void *)(uintptr_t)16, 256, 0);

	(void)m;
	stores_to_nowhere();
	one_way(c, 1);
	CHECK_EQ(talk_raw(c, 0, &bwr), -EFAULT);
	CHECK_EQ(c->talk[0].bwr.read_consumed, 0);
	READ(c, 0, BR_TRANSACTION_COMPLETE);	/* nothing was taken */
}

/* Room for the NOOP and no more, whatever the size says. */
static void call_to_nowhere(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_write_read bwr;

	stores_to_nowhere();
	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	bwr = reads(conform_edge(4), 256, 0);
	CHECK_EQ(talk_raw(m, 0, &bwr), -EFAULT);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_FAILED_REPLY);
	expect_nothing(m, 0);
	call_and_reply(c, m, 0, NULL, NULL, NULL);
}

static void one_way_to_nowhere(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_write_read bwr;

	stores_to_nowhere();
	ours_only("its node stays busy for ever (quirk not to copy)");
	one_way(c, 1);
	one_way(c, 2);
	bwr = reads(conform_edge(4), 256, 0);
	CHECK_EQ(talk_raw(m, 0, &bwr), -EFAULT);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 2);
}

static void nothing_yet(void)
{
	struct peer *m = manager_open(0);
	uint32_t *to = conform_alloc(256);
	struct binder_write_read bwr = reads(to, 256, 0);

	bc(m, 0, BC_ENTER_LOOPER);
	peer_nonblock(m, true);
	bwr.write_buffer = (uintptr_t)m->talk[0].out;
	bwr.write_size = 4;
	CHECK_EQ(talk_raw(m, 0, &bwr), -EAGAIN);
	CHECK_EQ(m->talk[0].bwr.read_consumed, 0);
	CHECK_EQ(m->talk[0].bwr.write_consumed, 4);
	peer_nonblock(m, false);
}

static void empty_call_counts_as_first(void)
{
	struct peer *p = peer_open();

	CHECK_EQ(talk(p, PEER_FRESH, 0), 0);
	peer_nonblock(p, true);
	CHECK_EQ(talk(p, PEER_FRESH, 256), -EAGAIN);
}

/* With something of its own to read, a thread takes nothing of the process in that read. */
static void own_work_first(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	one_way(c, 1);
	bc_one_way(m, 0, 0, 1, NULL);	/* to itself: refused */
	READ(m, 0, BR_FAILED_REPLY);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 1);
}

static void interrupted_write_is_kept(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 6, NULL);
	talk_start(c, 0, 256);
	peer_await_waiting(c, 0);
	peer_interrupt(c, 0);
	CHECK_EQ(talk_finish(c, 0), -EINTR);
	CHECK_EQ(c->talk[0].bwr.write_consumed, 68);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 6);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void flush_then_again(void)
{
	struct peer *p = manager_open(0), *c = peer_open();

	talk_start(p, 0, 256);
	peer_await_waiting(p, 0);
	peer_flush(p);
	CHECK_EQ(talk_finish(p, 0), 0);
	EXPECT(p, 0, BR_NOOP);
	talk_start(p, 0, 256);		/* once only */
	peer_await_waiting(p, 0);
	one_way(c, 9);
	CHECK_EQ(talk_finish(p, 0), 0);
	EXPECT(p, 0, BR_NOOP, BR_TRANSACTION);
}

const struct conform_case cases_read[] = {
	TOO_SMALL(4),
	TOO_SMALL(8),
	TOO_SMALL(44),
	TOO_SMALL(76),
	TOO_SMALL(79),
	CASE("read: as many items as there is room", just_enough),
	CASE("read: less than a word", less_than_a_word),
	CASE("read: continued behind what is there", continued),
	CASE("read: to nowhere takes nothing", to_nowhere),
	CASE("read: a call that cannot be stored fails", call_to_nowhere),
	CASE("read: a one-way call that cannot be stored makes way", one_way_to_nowhere),
	CASE("read: nothing yet, but the commands are done", nothing_yet),
	CASE("read: an empty call counts as a thread's first", empty_call_counts_as_first),
	CASE("read: own work first, and alone", own_work_first),
	CASE("read: interrupted, the call is out", interrupted_write_is_kept),
	CASE("read: a flush ends one read", flush_then_again),
	CASES_END
};
