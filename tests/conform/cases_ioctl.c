// SPDX-License-Identifier: MIT
/* cases_ioctl.c - arguments of ioctls: half there, of another size, not looked at */
#include "conform.h"

#include <errno.h>
#include <string.h>

#define NOWHERE ((void *)(uintptr_t)16)

struct half {
	unsigned int cmd;
	int err;
};

/* Half of the argument is there, and the rest cannot be touched. */
static void half_an_argument(const void *arg)
{
	const struct half *row = arg;
	struct peer *p = peer_open();

	CHECK_EQ(peer_ioctl(p, 0, row->cmd, conform_edge(_IOC_SIZE(row->cmd) / 2)), row->err);
	CHECK_EQ(peer_ioctl(p, 0, row->cmd, NOWHERE), row->err);
	CHECK_EQ(peer_ioctl(p, 0, row->cmd, NULL), row->err);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_VERSION, conform_edge(4)), 0);
}

#define HALF(name, err)                                                                            \
	ROW("ioctl: half an argument for " #name, half_an_argument, (const struct half){ name, err })

static const unsigned int all[] = {
	BINDER_WRITE_READ, BINDER_SET_IDLE_TIMEOUT, BINDER_SET_MAX_THREADS,
	BINDER_SET_IDLE_PRIORITY, BINDER_SET_CONTEXT_MGR, BINDER_THREAD_EXIT, BINDER_VERSION,
	BINDER_GET_NODE_DEBUG_INFO, BINDER_GET_NODE_INFO_FOR_REF, BINDER_SET_CONTEXT_MGR_EXT,
	BINDER_FREEZE, BINDER_GET_FROZEN_INFO, BINDER_ENABLE_ONEWAY_SPAM_DETECTION,
	BINDER_GET_EXTENDED_ERROR,
};

#define N_ALL (sizeof(all) / sizeof(all[0]))

/* Every ioctl's word with @change of its bits is no ioctl. */
static void altered(const void *arg)
{
	const unsigned int *change = arg;
	struct peer *p = peer_open();
	void *room = conform_alloc(4096);
	size_t i;

	for (i = 0; i < N_ALL; i++)
		CHECK_EQ(peer_ioctl(p, 0, all[i] ^ *change, room), -EINVAL);
}

#define ALTERED(name, bits) ROW("ioctl: with " name, altered, (const unsigned int){ bits })

static void unassigned(void)
{
	static const unsigned int numbers[] = { 0, 2, 4, 10, 18, 19, 64, 255 };
	struct peer *p = peer_open();
	void *room = conform_alloc(64);
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		CHECK_EQ(peer_ioctl(p, 0, _IOW('b', numbers[i], uint32_t), room), -EINVAL);
		CHECK_EQ(peer_ioctl(p, 0, _IOWR('b', numbers[i], uint64_t), room), -EINVAL);
	}
}

static void not_looked_at(void)
{
	struct peer *p = peer_open();

	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_CONTEXT_MGR, NOWHERE), 0);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_CONTEXT_MGR, NOWHERE), -EBUSY);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_THREAD_EXIT, NOWHERE), 0);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_THREAD_EXIT, NOWHERE), 0);
}

static void no_error_yet(void)
{
	struct peer *p = peer_open();
	struct binder_extended_error ee = extended_error(p, PEER_FRESH);

	CHECK_EQ(ee.id, 0);
	CHECK_EQ(ee.command, BR_OK);
	CHECK_EQ(ee.param, 0);
}

static void bad_call(struct peer *p, int t)
{
	bc_call(p, t, 42, 1, NULL);
	READ(p, t, BR_FAILED_REPLY);
}

static void error_lost(void)
{
	struct peer *p = peer_open();

	bad_call(p, 0);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_GET_EXTENDED_ERROR, NOWHERE), -EFAULT);
	CHECK_EQ(extended_error(p, 0).command, BR_OK);
}

static void error_of_a_thread(void)
{
	struct peer *p = peer_open();
	uint32_t first;

	bad_call(p, 0);
	CHECK_EQ(extended_error(p, 1).command, BR_OK);
	first = extended_error(p, 0).id;
	bad_call(p, 1);
	CHECK(extended_error(p, 1).id > first);
	CHECK_EQ(extended_error(p, 0).command, BR_OK);
}

static void error_replaced(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_extended_error ee;

	(void)m;
	bad_call(c, 0);
	bc_one_way(c, 0, 0, 1, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	ee = extended_error(c, 0);
	CHECK(ee.id);
	CHECK_EQ(ee.command, BR_OK);
	CHECK_EQ(ee.param, 0);
}

static void error_survives_other_commands(void)
{
	struct peer *p = peer_open();

	bad_call(p, 0);
	bc(p, 0, BC_ENTER_LOOPER);
	bc_u32(p, 0, BC_ACQUIRE, 7);
	bc_free(p, 0, 8);
	CHECK_EQ(talk_write(p, 0), 0);
	CHECK_EQ(extended_error(p, 0).command, BR_FAILED_REPLY);
}

static void nodes_none(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_node_debug_info *info = conform_alloc(sizeof(*info));

	memset(info, 0xff, sizeof(*info));
	info->ptr = 0;
	CHECK_EQ(peer_ioctl(c, 0, BINDER_GET_NODE_DEBUG_INFO, info), 0);
	CHECK_EQ(info->ptr | info->cookie | info->has_strong_ref | info->has_weak_ref, 0);
	/* the manager's own has ptr 0, and nothing is above the largest */
	CHECK_EQ(peer_ioctl(m, 0, BINDER_GET_NODE_DEBUG_INFO, info), 0);
	CHECK_EQ(info->ptr | info->has_strong_ref, 0);
	give_object(c, m, 0x1000, 5, 0);
	info->ptr = UINT64_MAX;
	CHECK_EQ(peer_ioctl(c, 0, BINDER_GET_NODE_DEBUG_INFO, info), 0);
	CHECK_EQ(info->ptr | info->cookie | info->has_strong_ref, 0);
	info->ptr = 0xfff;
	CHECK_EQ(peer_ioctl(c, 0, BINDER_GET_NODE_DEBUG_INFO, info), 0);
	CHECK_EQ(info->ptr, 0x1000);
}

static void node_told_weakly(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_node_debug_info *info = conform_alloc(sizeof(*info));
	struct payload *b = payload_new();

	(void)m;
	payload_binder(b, BINDER_TYPE_WEAK_BINDER, 0x10, 0x20, 0);
	bc_one_way(c, 0, 0, 1, b);
	READ(c, 0, BR_INCREFS, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(peer_ioctl(c, 0, BINDER_GET_NODE_DEBUG_INFO, info), 0);
	CHECK_EQ(info->ptr, 0x10);
	CHECK_EQ(info->has_strong_ref, 0);
	CHECK_EQ(info->has_weak_ref, 1);
}

const struct conform_case cases_ioctl[] = {
	HALF(BINDER_WRITE_READ, -EFAULT),
	HALF(BINDER_SET_MAX_THREADS, -EINVAL),
	HALF(BINDER_VERSION, -EINVAL),
	HALF(BINDER_GET_NODE_DEBUG_INFO, -EFAULT),
	HALF(BINDER_GET_NODE_INFO_FOR_REF, -EFAULT),
	HALF(BINDER_SET_CONTEXT_MGR_EXT, -EINVAL),
	HALF(BINDER_FREEZE, -EFAULT),
	HALF(BINDER_GET_FROZEN_INFO, -EFAULT),
	HALF(BINDER_ENABLE_ONEWAY_SPAM_DETECTION, -EFAULT),
	HALF(BINDER_GET_EXTENDED_ERROR, -EFAULT),
	ALTERED("another size", 0x00800000),
	ALTERED("another direction", 0x80000000),
	ALTERED("another letter", 0x00000100),
	CASE("ioctl: numbers that nobody has", unassigned),
	CASE("ioctl: arguments that are not looked at", not_looked_at),
	CASE("ioctl: no extended error yet", no_error_yet),
	CASE("ioctl: an extended error read to nowhere is lost", error_lost),
	CASE("ioctl: extended errors are a thread's own", error_of_a_thread),
	CASE("ioctl: a call that goes well replaces the extended error", error_replaced),
	CASE("ioctl: other commands leave the extended error", error_survives_other_commands),
	CASE("ioctl: node debug info where there is none", nodes_none),
	CASE("ioctl: node debug info of a weakly held one", node_told_weakly),
	CASES_END
};
