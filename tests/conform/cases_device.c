// SPDX-License-Identifier: MIT
/* cases_device.c - opening, ioctls and their errors, poll */
#include "conform.h"

#include <errno.h>
#include <string.h>

#define BAD ((void *)(uintptr_t)16)

static void version(void)
{
	struct peer *p = peer_open();
	struct binder_version *v = conform_alloc(sizeof(*v));
	int ret;

	CHECK_EQ(peer_ioctl(p, 0, BINDER_VERSION, v), 0);
	CHECK_EQ(v->protocol_version, 8);
	ret = peer_ioctl(p, 0, BINDER_VERSION, BAD);
	CHECK(ret == -EINVAL || ret == -EFAULT);
}

static void unknown_ioctl(void)
{
	struct peer *p = peer_open();
	void *arg = conform_alloc(64);

	CHECK_EQ(peer_ioctl(p, 0, _IOW('b', 99, int), arg), -EINVAL);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_IDLE_TIMEOUT, arg), -EINVAL);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_IDLE_PRIORITY, arg), -EINVAL);
	CHECK_EQ(peer_ioctl(p, 0, _IOWR('b', 9, struct binder_write_read), arg), -EINVAL);
}

static void bad_pointers(void)
{
	struct peer *p = peer_open();

	CHECK_EQ(peer_ioctl(p, 0, BINDER_WRITE_READ, BAD), -EFAULT);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_MAX_THREADS, BAD), -EINVAL);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_CONTEXT_MGR_EXT, BAD), -EINVAL);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_GET_NODE_DEBUG_INFO, BAD), -EFAULT);
	CHECK_EQ(peer_ioctl(p, 0, BINDER_FREEZE, BAD), -EFAULT);
}

static void empty_write_read(void)
{
	struct peer *p = peer_open();

	CHECK_EQ(talk(p, 0, 0), 0);
}

static void max_threads_any(void)
{
	struct peer *p = peer_open();
	uint32_t *n = conform_alloc(sizeof(*n));

	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_MAX_THREADS, n), 0);
	*n = UINT32_MAX;
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_MAX_THREADS, n), 0);
}

static void second_map(void)
{
	struct peer *p = peer_open();
	struct peer *q = peer_open_as(NULL, 0);

	(void)q;
	CHECK(p->map != NULL);
}

static void fresh_thread_reads(void)
{
	struct peer *p = peer_open();

	peer_nonblock(p, true);
	talk_start(p, 3, 256);
	CHECK_EQ(talk_finish(p, 3), 0);
	CHECK_EQ(p->talk[3].bwr.read_consumed, 4);
	EXPECT(p, 3, BR_NOOP);
	CHECK_EQ(talk(p, 3, 256), -EAGAIN);
	CHECK_EQ(p->talk[3].bwr.read_consumed, 0);
}

static void fresh_thread_polls(void)
{
	struct peer *p = peer_open();
	void *v = conform_alloc(4);

	CHECK_EQ(peer_poll(p, 3), 1);
	CHECK_EQ(peer_ioctl(p, 3, BINDER_VERSION, v), 0);
	CHECK_EQ(peer_poll(p, 3), 0);
}

static void poll_sees_a_call(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;

	CHECK_EQ(peer_poll(m, 0), 0);
	bc_one_way(c, 0, 0, 1, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(peer_poll(m, 0), 1);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	CHECK_EQ(peer_poll(m, 0), 0);
	bc_free(m, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
}

static void poll_sees_own_complete(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	(void)m;
	CHECK_EQ(peer_poll(c, 0), 0);
	bc_one_way(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(peer_poll(c, 0), 1);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(peer_poll(c, 0), 0);
}

static void flush_ends_a_read(void)
{
	struct peer *p = manager_open(0);

	talk_start(p, 0, 256);
	peer_await_waiting(p, 0);
	peer_flush(p);
	CHECK_EQ(talk_finish(p, 0), 0);
	EXPECT(p, 0, BR_NOOP);
}

static void signal_ends_a_read(void)
{
	struct peer *p = manager_open(0);

	bc(p, 0, BC_ENTER_LOOPER);
	talk_start(p, 0, 256);
	peer_await_waiting(p, 0);
	peer_interrupt(p, 0);
	CHECK_EQ(talk_finish(p, 0), -EINTR);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 4);
	CHECK_EQ(p->talk[0].bwr.read_consumed, 0);
}

static void unknown_command(void)
{
	struct peer *p = peer_open();

	bc(p, 0, BC_ENTER_LOOPER);
	bc(p, 0, BC_EXIT_LOOPER);
	bc(p, 0, 0xdeadbeef);
	bc(p, 0, BC_ENTER_LOOPER);
	CHECK_EQ(talk(p, 0, 256), -EINVAL);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 8);
	CHECK_EQ(p->talk[0].bwr.read_consumed, 0);
}

static void obsolete_commands(void)
{
	struct peer *p = peer_open();

	bc_u64(p, 0, BC_ATTEMPT_ACQUIRE, 0);
	CHECK_EQ(talk_write(p, 0), -EINVAL);
	bc_u32(p, 0, BC_ACQUIRE_RESULT, 0);
	CHECK_EQ(talk_write(p, 0), -EINVAL);
}

static void cut_command(void)
{
	struct peer *p = peer_open();

	if (!transport->strict)
		conform_skip("the stock driver reads behind the end");
	bc(p, 0, BC_ENTER_LOOPER);
	bc(p, 0, BC_FREE_BUFFER);
	CHECK_EQ(talk_write(p, 0), -EFAULT);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 4);
}

static void thread_exit(void)
{
	struct peer *p = peer_open();
	void *v = conform_alloc(4);

	CHECK_EQ(peer_ioctl(p, 0, BINDER_THREAD_EXIT, v), 0);
	CHECK_EQ(talk(p, 0, 256), 0); /* a new record: need_return */
	EXPECT(p, 0, BR_NOOP);
}

const struct conform_case cases_device[] = {
	CASE("device: version is 8", version),
	CASE("device: unknown ioctls", unknown_ioctl),
	CASE("device: bad argument pointers", bad_pointers),
	CASE("device: an empty write_read is a no-op", empty_write_read),
	CASE("device: any number of threads", max_threads_any),
	CASE("device: mapped and not", second_map),
	CASE("device: a fresh thread's first read returns", fresh_thread_reads),
	CASE("device: a fresh thread's first poll is ready", fresh_thread_polls),
	CASE("device: poll sees a call", poll_sees_a_call),
	CASE("device: poll sees one's own completion", poll_sees_own_complete),
	CASE("device: a flush ends a blocked read", flush_ends_a_read),
	CASE("device: a signal ends a blocked read", signal_ends_a_read),
	CASE("device: an unknown command stops the stream", unknown_command),
	CASE("device: obsolete commands", obsolete_commands),
	CASE("device: a command cut short", cut_command),
	CASE("device: thread exit starts a new record", thread_exit),
	CASES_END
};
