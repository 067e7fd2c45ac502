// SPDX-License-Identifier: MIT
/* cases_write.c - the command stream: cut, unknown and resumed commands, write_consumed */
#include "conform.h"

#include <errno.h>
#include <string.h>

static struct binder_write_read writes(const void *data, size_t size, size_t consumed)
{
	struct binder_write_read bwr = {
		.write_buffer = (uintptr_t)data, .write_size = size, .write_consumed = consumed,
	};

	return bwr;
}

static const uint32_t *words_at_edge(uint32_t a, uint32_t b)
{
	uint32_t *words = conform_edge(8);

	words[0] = a;
	words[1] = b;
	return words;
}

/* Its payload would begin where memory ends. */
static void cut(const void *arg)
{
	const uint32_t *cmd = arg;
	struct peer *p = peer_open();
	struct binder_write_read bwr = writes(words_at_edge(BC_ENTER_LOOPER, *cmd), 8, 0);

	CHECK_EQ(talk_raw(p, 0, &bwr), -EFAULT);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 4);
	CHECK_EQ(p->talk[0].bwr.read_consumed, 0);
}

/* All but its last byte is there, and the size says so: nothing behind the end is read. */
static void one_byte_short(const void *arg)
{
	const uint32_t *cmd = arg;
	struct peer *p = peer_open();
	uint8_t *room = conform_alloc(128);
	struct binder_write_read bwr;

	ours_only("it reads behind the end of the stream (quirk not to copy)");
	memcpy(room, cmd, sizeof(*cmd));
	bwr = writes(room, sizeof(*cmd) + _IOC_SIZE(*cmd) - 1, 0);
	CHECK_EQ(talk_raw(p, 0, &bwr), -EFAULT);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 0);
}

#define CUT(cmd)                                                                                   \
	ROW("write: " #cmd " cut where memory ends", cut, (const uint32_t){ cmd }),                \
	ROW("write: " #cmd " cut by a byte", one_byte_short, (const uint32_t){ cmd })

static void unknown(const void *arg)
{
	const uint32_t *cmd = arg;
	struct peer *p = peer_open();

	bc(p, 0, BC_ENTER_LOOPER);
	bc(p, 0, *cmd);
	bc_raw(p, 0, "................................", 32);
	CHECK_EQ(talk(p, 0, 256), -EINVAL);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 4);
	CHECK_EQ(p->talk[0].bwr.read_consumed, 0);
	bc(p, 0, BC_ENTER_LOOPER);
	CHECK_EQ(talk_write(p, 0), 0);
}

#define UNKNOWN(name, cmd) ROW("write: " name, unknown, (const uint32_t){ cmd })

static void less_than_a_word(void)
{
	struct peer *p = peer_open();
	struct binder_write_read bwr;
	size_t n;

	for (n = 1; n < 4; n++) {
		bwr = writes(conform_edge(n), n, 0);
		CHECK_EQ(talk_raw(p, 0, &bwr), -EFAULT);
		CHECK_EQ(p->talk[0].bwr.write_consumed, 0);
	}
}

static void from_nowhere(void)
{
	struct peer *p = peer_open();
	struct binder_write_read bwr = writes((void *)(uintptr_t)16, 64, 0);

	bwr.read_size = 64;
	bwr.read_consumed = 8;
	bwr.read_buffer = (uintptr_t)conform_alloc(64);
	CHECK_EQ(talk_raw(p, 0, &bwr), -EFAULT);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 0);
	CHECK_EQ(p->talk[0].bwr.read_consumed, 0);
}

static void resumed(void)
{
	struct peer *p = peer_open();
	uint32_t *words = conform_alloc(16);
	struct binder_write_read bwr = writes(words, 12, 4);

	words[0] = 0xdeadbeef;
	words[1] = BC_ENTER_LOOPER;
	words[2] = BC_EXIT_LOOPER;
	CHECK_EQ(talk_raw(p, 0, &bwr), 0);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 12);
}

static void all_consumed(void)
{
	struct peer *p = peer_open();
	uint32_t *words = conform_alloc(16);
	struct binder_write_read bwr = writes(words, 4, 4);

	words[0] = 0xdeadbeef;
	CHECK_EQ(talk_raw(p, 0, &bwr), 0);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 4);
	bwr = writes(words, 4, 8);
	CHECK_EQ(talk_raw(p, 0, &bwr), 0);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 8);
}

static void what_came_before_is_done(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_one_way(c, 0, 0, 3, NULL);
	bc(c, 0, 0xdeadbeef);
	bc_one_way(c, 0, 0, 4, NULL);
	CHECK_EQ(talk(c, 0, 256), -EINVAL);
	CHECK_EQ(c->talk[0].bwr.write_consumed, 68);
	CHECK_EQ(c->talk[0].bwr.read_consumed, 0);
	READ(c, 0, BR_TRANSACTION_COMPLETE);	/* was kept */
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 3);
	expect_nothing(c, 0);
}

static void many_in_one(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	int i;

	for (i = 0; i < 10; i++)
		bc_one_way(c, 0, 0, i, NULL);
	bc_u32(c, 0, BC_INCREFS, 0);
	bc(c, 0, BC_ENTER_LOOPER);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_TRANSACTION_COMPLETE, BR_TRANSACTION_COMPLETE,
	     BR_TRANSACTION_COMPLETE, BR_TRANSACTION_COMPLETE, BR_TRANSACTION_COMPLETE,
	     BR_TRANSACTION_COMPLETE, BR_TRANSACTION_COMPLETE, BR_TRANSACTION_COMPLETE,
	     BR_TRANSACTION_COMPLETE);
	CHECK_EQ(c->talk[0].bwr.write_consumed, c->talk[0].bwr.write_size);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 0);
}

/* An error that comes later than the stream, from the other side, does not stop the next one. */
static void later_errors_do_not_stop(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	peer_kill(m);
	while (!peer_poll(c, 0))
		;
	bc(c, 0, BC_ENTER_LOOPER);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(c->talk[0].bwr.write_consumed, 4);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
}

static void second_error_waits(void)
{
	struct peer *c = peer_open();

	bc_call(c, 0, 42, 1, NULL);
	bc_call(c, 0, 43, 2, NULL);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(c->talk[0].bwr.write_consumed, 68);
	bc_call(c, 0, 43, 2, NULL);
	READ(c, 0, BR_FAILED_REPLY);
}

const struct conform_case cases_write[] = {
	CUT(BC_TRANSACTION),
	CUT(BC_REPLY),
	CUT(BC_TRANSACTION_SG),
	CUT(BC_REPLY_SG),
	CUT(BC_FREE_BUFFER),
	CUT(BC_INCREFS),
	CUT(BC_ACQUIRE),
	CUT(BC_RELEASE),
	CUT(BC_DECREFS),
	CUT(BC_INCREFS_DONE),
	CUT(BC_ACQUIRE_DONE),
	CUT(BC_REQUEST_DEATH_NOTIFICATION),
	CUT(BC_CLEAR_DEATH_NOTIFICATION),
	CUT(BC_DEAD_BINDER_DONE),
	UNKNOWN("the word 0", 0),
	UNKNOWN("a return as a command", BR_NOOP),
	UNKNOWN("a command's number with another size", _IOW('c', 3, uint32_t)),
	UNKNOWN("a command's number with another direction", _IOR('c', 4, uint32_t)),
	UNKNOWN("a number behind the last", _IO('c', 99)),
	UNKNOWN("BC_ACQUIRE_RESULT, of which there is only the name", BC_ACQUIRE_RESULT),
	UNKNOWN("BC_ATTEMPT_ACQUIRE, of which there is only the name", BC_ATTEMPT_ACQUIRE),
	CASE("write: less than a word where memory ends", less_than_a_word),
	CASE("write: from nowhere", from_nowhere),
	CASE("write: resumed in the middle", resumed),
	CASE("write: nothing left to consume", all_consumed),
	CASE("write: what came before the bad command is done", what_came_before_is_done),
	CASE("write: many commands in one", many_in_one),
	CASE("write: an error from the other side stops nothing", later_errors_do_not_stop),
	CASE("write: one error at a time", second_error_waits),
	CASES_END
};
