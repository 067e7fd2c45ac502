// SPDX-License-Identifier: MIT
/* cases_freeze.c - freezing processes, and notices of it */
#include "conform.h"

#include <errno.h>

static int freeze(struct peer *by, struct peer *p, bool enable, uint32_t timeout_ms)
{
	struct binder_freeze_info *info = conform_alloc(sizeof(*info));

	info->pid = p->pid;
	info->enable = enable;
	info->timeout_ms = timeout_ms;
	return peer_ioctl(by, 1, BINDER_FREEZE, info);
}

static struct binder_frozen_status_info frozen_info(struct peer *by, struct peer *p)
{
	struct binder_frozen_status_info *info = conform_alloc(sizeof(*info));

	info->pid = p->pid;
	CHECK_EQ(peer_ioctl(by, 1, BINDER_GET_FROZEN_INFO, info), 0);
	return *info;
}

/* Drivers before 6.3 say COMPLETE here too. */
static void read_pending(struct peer *c)
{
	uint32_t cmd;

	CHECK_EQ(talk(c, 0, 256), 0);
	CHECK_EQ(next_word(c, 0).cmd, BR_NOOP);
	cmd = next_word(c, 0).cmd;
	CHECK(cmd == BR_TRANSACTION_PENDING_FROZEN ||
	      (!transport->strict && cmd == BR_TRANSACTION_COMPLETE));
}

static void unknown_pid(void)
{
	struct peer *p = peer_open();
	struct binder_freeze_info *info = conform_alloc(sizeof(*info));

	info->pid = 0x7ffffff0;
	CHECK_EQ(peer_ioctl(p, 0, BINDER_FREEZE, info), -EINVAL);
	info->enable = 1;
	CHECK_EQ(peer_ioctl(p, 0, BINDER_FREEZE, info), -EINVAL);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_GET_FROZEN_INFO, info), -EINVAL);
}

static void call_to_frozen(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_extended_error ee;

	CHECK_EQ(freeze(c, m, true, 0), 0);
	CHECK_EQ(frozen_info(c, m).sync_recv, 0);
	bc_call(c, 0, 0, 1, NULL);
	READ(c, 0, BR_FROZEN_REPLY);
	ee = extended_error(c, 0);
	CHECK_EQ(ee.command, BR_FROZEN_REPLY);
	CHECK_EQ(ee.param, 0);
	CHECK_EQ(frozen_info(c, m).sync_recv, 1);
	CHECK_EQ(freeze(c, m, false, 0), 0);
	CHECK_EQ(frozen_info(c, m).sync_recv, 0);
	call_and_reply(c, m, 0, NULL, NULL, NULL);
}

static void one_way_to_frozen(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;
	uint32_t i;

	CHECK_EQ(freeze(c, m, true, 0), 0);
	for (i = 1; i <= 3; i++) {
		bc_one_way(c, 0, 0, i, NULL);
		read_pending(c);
	}
	CHECK_EQ(frozen_info(c, m).async_recv, 1);
	CHECK_EQ(freeze(c, m, false, 0), 0);
	for (i = 1; i <= 3; i++) {
		tr = READ(m, 0, BR_TRANSACTION).tr;
		CHECK_EQ(tr.code, i);
		bc_free(m, 0, tr.data.ptr.buffer);
		CHECK_EQ(talk_write(m, 0), 0);
	}
}

static void busy(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_one_way(c, 0, 0, 1, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(freeze(c, m, true, 0), -EAGAIN);
	CHECK_EQ(freeze(c, m, true, 1), -EAGAIN);
	bc_one_way(c, 0, 0, 1, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);	/* not frozen */
}

static int do_freeze(struct peer *p, int t, void *arg)
{
	return transport->ioctl(p->handle, BINDER_FREEZE, arg);
}

static void drains_in_time(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_freeze_info *info = conform_alloc(sizeof(*info));
	struct binder_transaction_data tr;

	info->pid = m->pid;
	info->enable = 1;
	info->timeout_ms = 4000;
	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	peer_start(c, 1, do_freeze, info);
	peer_await_waiting(c, 1);
	bc_call(c, 2, 0, 2, NULL);
	READ(c, 2, BR_FROZEN_REPLY);
	bc_free(m, 0, tr.data.ptr.buffer);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(peer_finish(c, 1), 0);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void waits_for_another(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	CHECK_EQ(freeze(m, c, true, 0), -EAGAIN);
	CHECK_EQ(frozen_info(m, c).sync_recv, 2);
}

static void updates_replace(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;
	uint32_t i;

	CHECK_EQ(freeze(c, m, true, 0), 0);
	for (i = 0; i < 5; i++) {
		struct payload *b = payload_new();

		payload_bytes(b, &i, 4);
		bc_transact(c, 0, BC_TRANSACTION, 0, 7, TF_ONE_WAY | TF_UPDATE_TXN, b);
		read_pending(c);
	}
	CHECK_EQ(freeze(c, m, false, 0), 0);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	CHECK_EQ(*(uint32_t *)peer_peek(m, tr.data.ptr.buffer, 4), 0);
	bc_free(m, 0, tr.data.ptr.buffer);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	CHECK_EQ(*(uint32_t *)peer_peek(m, tr.data.ptr.buffer, 4), 4);
	bc_free(m, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(m, 0);
}

static void need_notices(struct peer *p)
{
	bc_u64(p, 0, BC_FREEZE_NOTIFICATION_DONE, 1);
	talk_write(p, 0);
	/*
	 * ours refuses what was not delivered at this command, older drivers do
	 * not know it: both EINVAL
	 */
	if (!transport->strict)
		conform_skip("older drivers know no freeze notifications");
}

static void notices(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);
	struct word word;

	need_notices(m);
	bc_handle_cookie(m, 0, BC_REQUEST_FREEZE_NOTIFICATION, h, 5);
	word = READ(m, 0, BR_FROZEN_BINDER);
	CHECK_EQ(word.frozen.cookie, 5);
	CHECK_EQ(word.frozen.is_frozen, 0);
	CHECK_EQ(freeze(m, c, true, 0), 0);
	expect_nothing(m, 0);
	bc_u64(m, 0, BC_FREEZE_NOTIFICATION_DONE, 5);
	word = READ(m, 0, BR_FROZEN_BINDER);
	CHECK_EQ(word.frozen.is_frozen, 1);
	CHECK_EQ(freeze(m, c, false, 0), 0);
	bc_u64(m, 0, BC_FREEZE_NOTIFICATION_DONE, 5);
	CHECK_EQ(READ(m, 0, BR_FROZEN_BINDER).frozen.is_frozen, 0);
	bc_handle_cookie(m, 0, BC_CLEAR_FREEZE_NOTIFICATION, h, 5);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(m, 0);
	bc_u64(m, 0, BC_FREEZE_NOTIFICATION_DONE, 5);
	CHECK_EQ(READ(m, 0, BR_CLEAR_FREEZE_NOTIFICATION_DONE).cookie, 5);
}

static void notice_cleared_unsent(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	need_notices(m);
	bc_handle_cookie(m, 0, BC_REQUEST_FREEZE_NOTIFICATION, h, 5);
	bc_handle_cookie(m, 0, BC_CLEAR_FREEZE_NOTIFICATION, h, 5);
	READ(m, 0, BR_CLEAR_FREEZE_NOTIFICATION_DONE);
	expect_nothing(m, 0);
}

static void notice_misuse(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	need_notices(m);
	bc_handle_cookie(m, 0, BC_REQUEST_FREEZE_NOTIFICATION, 99, 5);
	CHECK_EQ(talk_write(m, 0), -EINVAL);
	bc_handle_cookie(m, 0, BC_REQUEST_FREEZE_NOTIFICATION, h, 5);
	bc_handle_cookie(m, 0, BC_REQUEST_FREEZE_NOTIFICATION, h, 6);
	CHECK_EQ(talk_write(m, 0), -EINVAL);
	CHECK_EQ(m->talk[0].bwr.write_consumed, 16);
	bc_handle_cookie(m, 0, BC_CLEAR_FREEZE_NOTIFICATION, h, 6);
	CHECK_EQ(talk_write(m, 0), -EINVAL);
	bc_u64(m, 0, BC_FREEZE_NOTIFICATION_DONE, 77);
	CHECK_EQ(talk_write(m, 0), -EINVAL);
}

const struct conform_case cases_freeze[] = {
	CASE("freeze: unknown pid", unknown_pid),
	CASE("freeze: calls are refused", call_to_frozen),
	CASE("freeze: one-way calls wait", one_way_to_frozen),
	CASE("freeze: refused while something is pending", busy),
	CASE("freeze: waits for the last answer", drains_in_time),
	CASE("freeze: refused while it waits for another", waits_for_another),
	CASE("freeze: updates replace each other", updates_replace),
	CASE("freeze: notices", notices),
	CASE("freeze: a notice cleared before it was sent", notice_cleared_unsent),
	CASE("freeze: misuse of notices", notice_misuse),
	CASES_END
};
