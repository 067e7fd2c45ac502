// SPDX-License-Identifier: MIT
/* cases_manager.c - the context manager and what can be asked about nodes */
#include "conform.h"

#include <errno.h>

static void only_one(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	void *arg = conform_alloc(24);

	CHECK_EQ(peer_ioctl(m, 0, BINDER_SET_CONTEXT_MGR, arg), -EBUSY);
	CHECK_EQ(peer_ioctl(c, 0, BINDER_SET_CONTEXT_MGR, arg), -EBUSY);
	CHECK_EQ(peer_ioctl(c, 0, BINDER_SET_CONTEXT_MGR_EXT, arg), -EBUSY);
}

static void uid_rule(void)
{
	struct identity other = { .euid = 4321 };
	struct peer *p, *q, *r;
	void *arg = conform_alloc(24);

	if (transport->forks)
		conform_skip("a device keeps its first manager's uid for good");
	p = peer_open();
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_CONTEXT_MGR, arg), 0);
	peer_kill(p);
	q = peer_open_as(&other, MAP_SIZE);
	CHECK_EQ(peer_ioctl(q, 0, BINDER_SET_CONTEXT_MGR, arg), -EPERM);
	r = peer_open();
	CHECK_EQ(peer_ioctl(r, 0, BINDER_SET_CONTEXT_MGR, arg), 0);
}

static void ext_fields(void)
{
	struct peer *m = peer_open(), *c = peer_open();
	struct flat_binder_object *obj = conform_alloc(sizeof(*obj));
	struct binder_transaction_data tr;

	obj->binder = 0x1000;
	obj->cookie = 0x2000;
	CHECK_EQ(peer_ioctl(m, 0, BINDER_SET_CONTEXT_MGR_EXT, obj), 0);
	bc(m, 0, BC_ENTER_LOOPER);
	tr = call_and_reply(c, m, 0, NULL, NULL, NULL);
	CHECK_EQ(tr.target.ptr, 0x1000);
	CHECK_EQ(tr.cookie, 0x2000);
}

/* Labels are asked for where nobody gives any: the call comes all the same, with an empty one. */
static void label_of_nobody(void)
{
	struct peer *m, *c;
	struct word word;

	ours_only("without a module that gives labels it refuses the call (quirk not to copy)");
	m = manager_open(FLAT_BINDER_FLAG_TXN_SECURITY_CTX);
	c = peer_open();
	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	word = READ(m, 0, BR_TRANSACTION_SEC_CTX);
	CHECK(word.secctx.secctx >= word.tr.data.ptr.buffer);
	if (transport->forks && *(char *)peer_peek(m, word.secctx.secctx, 1))
		conform_skip("this kernel gives everybody a label");
	CHECK_EQ(*(char *)peer_peek(m, word.secctx.secctx, 1), 0);
}

static void never_told(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_u32(c, 0, BC_INCREFS, 0);
	bc_u32(c, 0, BC_ACQUIRE, 0);
	CHECK_EQ(talk_write(c, 0), 0);
	expect_nothing(m, 0);
	bc_u32(c, 0, BC_RELEASE, 0);
	bc_u32(c, 0, BC_DECREFS, 0);
	CHECK_EQ(talk_write(c, 0), 0);
	expect_nothing(m, 0);
}

static void no_manager(void)
{
	struct peer *c = peer_open();
	struct binder_extended_error ee;

	bc_call(c, 0, 0, 1, NULL);
	READ(c, 0, BR_DEAD_REPLY);
	ee = extended_error(c, 0);
	CHECK_EQ(ee.command, BR_DEAD_REPLY);
	CHECK_EQ(ee.param, -EINVAL);
	bc_u32(c, 0, BC_INCREFS, 0);
	CHECK_EQ(talk_write(c, 0), 0);
}

static void own_handle_zero(void)
{
	struct peer *m = manager_open(0);

	bc_u32(m, 0, BC_ACQUIRE, 0);
	CHECK_EQ(talk_write(m, 0), -EINVAL);
	bc_call(m, 0, 0, 1, NULL);
	READ(m, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(m, 0).param, -EINVAL);
}

static void new_manager(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *n;
	void *arg = conform_alloc(24);
	int tries;

	bc_u32(c, 0, BC_ACQUIRE, 0);
	CHECK_EQ(talk_write(c, 0), 0);
	peer_kill(m);
	n = peer_open();
	for (tries = 0; tries < 100000; tries++) {
		if (peer_ioctl(n, 0, BINDER_SET_CONTEXT_MGR, arg) != -EBUSY)
			break;
	}
	bc(n, 0, BC_ENTER_LOOPER);
	call_and_reply(c, n, 0, NULL, NULL, NULL);
}

static void debug_info(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_node_debug_info *info = conform_alloc(sizeof(*info));

	give_object(c, m, 0x3000, 3, 0);
	give_object(c, m, 0x1000, 1, 0);
	CHECK_EQ(peer_ioctl(c, 0, BINDER_GET_NODE_DEBUG_INFO, info), 0);
	CHECK_EQ(info->ptr, 0x1000);
	CHECK_EQ(info->cookie, 1);
	CHECK_EQ(info->has_strong_ref, 1);
	CHECK_EQ(info->has_weak_ref, 1);
	CHECK_EQ(peer_ioctl(c, 0, BINDER_GET_NODE_DEBUG_INFO, info), 0);
	CHECK_EQ(info->ptr, 0x3000);
	CHECK_EQ(peer_ioctl(c, 0, BINDER_GET_NODE_DEBUG_INFO, info), 0);
	CHECK_EQ(info->ptr, 0);
	CHECK_EQ(info->has_weak_ref, 0);
}

static void info_for_ref(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	struct binder_node_info_for_ref *info = conform_alloc(sizeof(*info));
	uint32_t h = give_object(c, m, 0x3000, 3, 0);
	uint32_t before;

	info->handle = h;
	CHECK_EQ(peer_ioctl(c, 0, BINDER_GET_NODE_INFO_FOR_REF, info), -EPERM);
	CHECK_EQ(peer_ioctl(m, 0, BINDER_GET_NODE_INFO_FOR_REF, info), 0);
	before = info->strong_count;
	CHECK(before >= 1);
	pass_handle(m, d, h);
	info->strong_count = info->weak_count = 0;
	CHECK_EQ(peer_ioctl(m, 0, BINDER_GET_NODE_INFO_FOR_REF, info), 0);
	CHECK_EQ(info->strong_count, before + 1);
	CHECK_EQ(peer_ioctl(m, 0, BINDER_GET_NODE_INFO_FOR_REF, info), -EINVAL);
	info->strong_count = info->weak_count = 0;
	info->handle = 99;
	CHECK_EQ(peer_ioctl(m, 0, BINDER_GET_NODE_INFO_FOR_REF, info), -EINVAL);
}

const struct conform_case cases_manager[] = {
	CASE("manager: only one", only_one),
	CASE("manager: its uid is kept", uid_rule),
	CASE("manager: its ptr and cookie", ext_fields),
	CASE("manager: asks for labels where nobody gives any", label_of_nobody),
	CASE("manager: is never told of references", never_told),
	CASE("manager: calls without one", no_manager),
	CASE("manager: cannot use handle 0 itself", own_handle_zero),
	CASE("manager: a new one takes over", new_manager),
	CASE("manager: node debug info", debug_info),
	CASE("manager: node info for a handle", info_for_ref),
	CASES_END
};
