// SPDX-License-Identifier: MIT
/* cases_death.c - death notifications */
#include "conform.h"

#include <errno.h>

static void ask(struct peer *p, uint32_t h, uint64_t cookie)
{
	bc_handle_cookie(p, 0, BC_REQUEST_DEATH_NOTIFICATION, h, cookie);
	CHECK_EQ(talk_write(p, 0), 0);
}

static void notice(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	ask(m, h, 0x77);
	expect_nothing(m, 0);
	peer_kill(c);
	CHECK_EQ(READ(m, 0, BR_DEAD_BINDER).cookie, 0x77);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 0x77);
	bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h, 0x77);
	CHECK_EQ(READ(m, 0, BR_CLEAR_DEATH_NOTIFICATION_DONE).cookie, 0x77);
}

static void clear_alive(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	(void)m;
	bc_u32(c, 0, BC_INCREFS, 0);
	bc_handle_cookie(c, 0, BC_REQUEST_DEATH_NOTIFICATION, 0, 1);
	bc_handle_cookie(c, 0, BC_CLEAR_DEATH_NOTIFICATION, 0, 1);
	bc_u32(c, 0, BC_DECREFS, 0);
	READ(c, 0, BR_CLEAR_DEATH_NOTIFICATION_DONE);
	CHECK_EQ(c->talk[0].bwr.read_consumed, 16);
}

static void clear_while_queued(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	ask(m, h, 1);
	peer_kill(c);
	while (!peer_poll(m, 0))
		;
	bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h, 1);
	READ(m, 0, BR_DEAD_BINDER);
	expect_nothing(m, 0);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 1);
	READ(m, 0, BR_CLEAR_DEATH_NOTIFICATION_DONE);
}

static void misuse(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	ask(m, h, 1);
	ask(m, h, 2);
	ask(m, 99, 3);
	bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h, 2);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 5);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(m, 0);
	peer_kill(c);
	CHECK_EQ(READ(m, 0, BR_DEAD_BINDER).cookie, 1);
	expect_nothing(m, 0);
}

static void on_a_dead_node(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0), h2 = give_object(c, m, 0x30, 0x40, 0);

	ask(m, h, 1);
	peer_kill(c);
	READ(m, 0, BR_DEAD_BINDER);
	ask(m, h2, 2);
	CHECK_EQ(READ(m, 0, BR_DEAD_BINDER).cookie, 2);
}

static void ref_takes_it_along(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	ask(m, h, 1);
	peer_kill(c);
	while (!peer_poll(m, 0))
		;
	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(m, 0);
}

static void confirmation_for_any_thread(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	(void)m;
	bc_u32(c, 0, BC_INCREFS, 0);
	bc_handle_cookie(c, 0, BC_REQUEST_DEATH_NOTIFICATION, 0, 1);
	bc_handle_cookie(c, 0, BC_CLEAR_DEATH_NOTIFICATION, 0, 1);
	CHECK_EQ(talk_write(c, 0), 0);
	bc(c, 1, BC_ENTER_LOOPER);
	READ(c, 1, BR_CLEAR_DEATH_NOTIFICATION_DONE);
}

static void several_holders(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0), hd = pass_handle(m, d, h);

	ask(m, h, 1);
	ask(d, hd, 2);
	peer_kill(c);
	CHECK_EQ(READ(m, 0, BR_DEAD_BINDER).cookie, 1);
	CHECK_EQ(READ(d, 0, BR_DEAD_BINDER).cookie, 2);
}

static void holder_dies(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();

	pass_handle(m, d, give_object(c, m, 0x10, 0x20, 0));
	bc_u32(m, 0, BC_RELEASE, 1);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(c, 0);
	peer_kill(d);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

const struct conform_case cases_death[] = {
	CASE("death: notice, acknowledged and cleared", notice),
	CASE("death: cleared while alive", clear_alive),
	CASE("death: cleared while queued", clear_while_queued),
	CASE("death: misuse is skipped", misuse),
	CASE("death: asked for on a dead node", on_a_dead_node),
	CASE("death: a ref takes its registration along", ref_takes_it_along),
	CASE("death: a confirmation that any thread may read", confirmation_for_any_thread),
	CASE("death: several holders", several_holders),
	CASE("death: a holder's end releases", holder_dies),
	CASES_END
};
