// SPDX-License-Identifier: MIT
/*
 * cases_limits.c - descriptors, priorities, loopers and notices at their limits; published tests
 *
 * What others publish that they expect of a driver is here in our words: the tests of Android's
 * driver interface and of the kernel's allocator.
 */
#include "conform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void one_way(struct peer *c, uint32_t handle, uint32_t code, const struct payload *b)
{
	bc_one_way(c, 0, handle, code, b);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
}

static void free_now(struct peer *p, int t, uint64_t buffer)
{
	bc_free(p, t, buffer);
	CHECK_EQ(talk_write(p, t), 0);
}

/* Descriptors */

static int do_open(struct peer *p, int t, void *arg)
{
	return open("/dev/null", *(int *)arg | O_CLOEXEC);
}

static int do_close(struct peer *p, int t, void *arg)
{
	return close(*(int *)arg);
}

static void path_alone(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct payload *b = payload_new();
	int *how = conform_alloc(sizeof(*how));

	(void)m;
	*how = O_PATH;
	*how = peer_call(c, 1, do_open, how);
	CHECK(*how >= 0);
	payload_fd(b, *how);
	bc_call(c, 0, 0, 1, b);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EBADF);
	CHECK_EQ(peer_call(c, 1, do_close, how), 0);
}

/* From now @p's process can open nothing more; or again as many as before. */
static int do_limit_files(struct peer *p, int t, void *arg)
{
	struct rlimit limit;
	int fd;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return -errno;
	fd = fcntl(0, F_DUPFD_CLOEXEC, 0);
	if (fd >= 0)
		close(fd);
	limit.rlim_cur = *(int *)arg ? (rlim_t)fd : limit.rlim_max;
	return setrlimit(RLIMIT_NOFILE, &limit) ? -errno : 0;
}

static void limit_files(struct peer *p, int on)
{
	int *arg = conform_alloc(sizeof(*arg));

	*arg = on;
	CHECK_EQ(peer_call(p, 3, do_limit_files, arg), 0);
}

static struct payload *payload_of_a_file(struct peer *c, int *fd)
{
	struct payload *b = payload_new();

	*fd = O_RDWR;
	*fd = peer_call(c, 1, do_open, fd);
	payload_fd(b, *fd);
	return b;
}

static void no_room_for_files(void)
{
	struct peer *m, *c;
	struct payload *b;
	int *fd = conform_alloc(sizeof(*fd));
	struct word word;

	if (!transport->forks)
		conform_skip("a limit of its own takes a process of its own");
	m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS);
	c = peer_open();
	b = payload_of_a_file(c, fd);
	limit_files(m, 1);
	bc_call(c, 0, 0, 1, b);
	CHECK_EQ(talk_write(c, 0), 0);
	one_way(peer_open(), 0, 2, NULL);
	word = READ(m, 0, BR_TRANSACTION);	/* the first is not for it */
	CHECK_EQ(word.tr.code, 2);
	free_now(m, 0, word.tr.data.ptr.buffer);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_FAILED_REPLY);
	one_way(c, 0, 3, b);
	one_way(c, 0, 4, NULL);
	word = READ(m, 0, BR_TRANSACTION);
	CHECK_EQ(word.tr.code, 4);
	limit_files(m, 0);
}

static void no_room_for_a_replys_file(void)
{
	struct peer *m, *c;
	struct payload *b;
	int *fd = conform_alloc(sizeof(*fd));

	if (!transport->forks)
		conform_skip("a limit of its own takes a process of its own");
	m = manager_open(0);
	c = peer_open();
	b = payload_of_a_file(m, fd);
	bc_transact(c, 0, BC_TRANSACTION, 0, 1, TF_ACCEPT_FDS, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	limit_files(c, 1);
	bc_reply(m, 0, b);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_FAILED_REPLY);
	limit_files(c, 0);
	call_and_reply(c, m, 0, NULL, NULL, NULL);
}

/* Priorities */

static int do_nice(struct peer *p, int t, void *arg)
{
	return transport->nice(p->handle) + 20;
}

static int do_set_nice(struct peer *p, int t, void *arg)
{
	return transport->set_nice(p->handle, *(int *)arg);
}

static void set_nice(struct peer *p, int t, int nice)
{
	int *arg = conform_alloc(sizeof(*arg));

	*arg = nice;
	if (peer_call(p, t, do_set_nice, arg))
		conform_skip("takes the right to raise priorities");
}

static int nice_of(struct peer *p, int t)
{
	return peer_call(p, t, do_nice, NULL) - 20;
}

static void inherited(int least, int callers, int expected)
{
	struct peer *m, *c;

	if (!transport->nice)
		conform_skip("a daemon cannot give others its callers' priorities");
	m = manager_open(least);
	c = peer_open();
	set_nice(c, 0, callers);
	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	CHECK_EQ(nice_of(m, 0), expected);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(nice_of(m, 0), 0);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void at_the_callers(void)
{
	inherited(0, -5, -5);
}

static void not_below_the_objects(void)
{
	inherited(3, 10, 3);
}

static void one_way_only_raises(void)
{
	struct peer *m, *c;

	if (!transport->nice)
		conform_skip("a daemon cannot give others its callers' priorities");
	m = manager_open(3);
	c = peer_open();
	set_nice(c, 0, -5);
	one_way(c, 0, 1, NULL);
	READ(m, 0, BR_TRANSACTION);
	CHECK_EQ(nice_of(m, 0), 0);
}

/* One-way calls */

static void count_suspects(struct peer *c, const struct payload *b, int n, int expected)
{
	int suspects = 0, i;

	for (i = 0; i < n; i++) {
		bc_one_way(c, 0, 0, i, b);
		CHECK_EQ(talk(c, 0, 256), 0);
		CHECK_EQ(next_word(c, 0).cmd, BR_NOOP);
		suspects += next_word(c, 0).cmd == BR_ONEWAY_SPAM_SUSPECT;
	}
	CHECK_EQ(suspects, expected);
}

static void detect_spam(struct peer *c, bool on)
{
	uint32_t *arg = conform_alloc(sizeof(*arg));

	*arg = on;
	CHECK_EQ(peer_ioctl(c, 0, BINDER_ENABLE_ONEWAY_SPAM_DETECTION, arg), 0);
}

static void drain(struct peer *m, int n)
{
	struct word word;

	while (n--) {
		word = READ(m, 0, BR_TRANSACTION);
		free_now(m, 0, word.tr.data.ptr.buffer);
	}
}

static void spam_again(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	detect_spam(c, true);
	payload_bytes(b, NULL, MAP_SIZE / 128);
	count_suspects(c, b, 60, 1);
	drain(m, 60);
	count_suspects(c, b, 60, 1);
}

static void spam_unasked(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	payload_bytes(b, NULL, MAP_SIZE / 128);
	count_suspects(c, b, 60, 0);
	drain(m, 60);
	detect_spam(c, true);
	detect_spam(c, false);
	count_suspects(c, b, 60, 0);
}

static void next_after_another_threads_free(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct word word;

	one_way(c, 0, 1, NULL);
	one_way(c, 0, 2, NULL);
	word = READ(m, 0, BR_TRANSACTION);
	expect_nothing(m, 0);
	free_now(m, 1, word.tr.data.ptr.buffer);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 2);
}

static void failed_one_way_makes_no_way(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct word word;

	one_way(c, 0, 1, NULL);
	payload_handle(b, BINDER_TYPE_HANDLE, 77);
	bc_one_way(c, 0, 0, 2, b);
	READ(c, 0, BR_FAILED_REPLY);
	one_way(c, 0, 3, NULL);
	word = READ(m, 0, BR_TRANSACTION);
	expect_nothing(m, 0);
	free_now(m, 0, word.tr.data.ptr.buffer);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.code, 3);
}

/* Loopers */

static void allow(struct peer *p, uint32_t n)
{
	uint32_t *max = conform_alloc(sizeof(*max));

	*max = n;
	CHECK_EQ(peer_ioctl(p, 0, BINDER_SET_MAX_THREADS, max), 0);
}

static void take(struct peer *m, int t, uint32_t first)
{
	struct word word;

	CHECK_EQ(talk(m, t, 256), 0);
	word = EXPECT(m, t, first, BR_TRANSACTION);
	free_now(m, t, word.tr.data.ptr.buffer);
}

static void exited_looper_reads_on(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc(m, 0, BC_EXIT_LOOPER);
	CHECK_EQ(talk_write(m, 0), 0);
	one_way(c, 0, 1, NULL);
	take(m, 0, BR_NOOP);
}

static void slot_of_an_exited_thread(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	allow(m, 1);
	one_way(c, 0, 1, NULL);
	take(m, 0, BR_SPAWN_LOOPER);
	bc(m, 1, BC_REGISTER_LOOPER);
	CHECK_EQ(talk_write(m, 1), 0);
	CHECK_EQ(peer_ioctl(m, 1, BINDER_THREAD_EXIT, conform_alloc(4)), 0);
	one_way(c, 0, 2, NULL);
	take(m, 0, BR_NOOP);
	allow(m, 2);
	one_way(c, 0, 3, NULL);
	take(m, 0, BR_SPAWN_LOOPER);
}

static void fewer_than_there_are(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	allow(m, 2);
	one_way(c, 0, 1, NULL);
	take(m, 0, BR_SPAWN_LOOPER);
	bc(m, 1, BC_REGISTER_LOOPER);
	CHECK_EQ(talk_write(m, 1), 0);
	allow(m, 1);
	one_way(c, 0, 2, NULL);
	take(m, 0, BR_NOOP);
	one_way(c, 0, 3, NULL);
	take(m, 1, BR_NOOP);	/* the one that was asked for serves */
}

/* Notices of death */

static uint32_t weak_object(struct peer *c, struct peer *m, uint64_t ptr)
{
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	struct flat_binder_object *obj;

	payload_binder(b, BINDER_TYPE_WEAK_BINDER, ptr, 1, 0);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer, sizeof(*obj));
	bc_u32(m, 0, BC_INCREFS, obj->handle);
	free_now(m, 0, tr.data.ptr.buffer);
	return obj->handle;
}

static void death_of_a_weak_one(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = weak_object(c, m, 0x10);

	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, 5);
	CHECK_EQ(talk_write(m, 0), 0);
	peer_kill(c);
	CHECK_EQ(READ(m, 0, BR_DEAD_BINDER).cookie, 5);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 5);
	bc_u32(m, 0, BC_DECREFS, h);
	CHECK_EQ(talk_write(m, 0), 0);
}

static void one_cookie_for_two(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h1 = give_object(c, m, 0x10, 1, 0), h2 = give_object(c, m, 0x20, 2, 0);

	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h1, 5);
	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h2, 5);
	CHECK_EQ(talk_write(m, 0), 0);
	peer_kill(c);
	READ(m, 0, BR_DEAD_BINDER);
	READ(m, 0, BR_DEAD_BINDER);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 5);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 5);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 5);	/* skipped */
	bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h1, 5);
	bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h2, 5);
	READ(m, 0, BR_CLEAR_DEATH_NOTIFICATION_DONE, BR_CLEAR_DEATH_NOTIFICATION_DONE);
}

static void asked_again_in_flight(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 1, 0);

	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, 5);
	CHECK_EQ(talk_write(m, 0), 0);
	peer_kill(c);
	READ(m, 0, BR_DEAD_BINDER);
	bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h, 5);
	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, 6);
	CHECK_EQ(READ(m, 0, BR_DEAD_BINDER).cookie, 6);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 5);
	CHECK_EQ(READ(m, 0, BR_CLEAR_DEATH_NOTIFICATION_DONE).cookie, 5);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 6);
	bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h, 6);
	CHECK_EQ(READ(m, 0, BR_CLEAR_DEATH_NOTIFICATION_DONE).cookie, 6);
}

/* Freezing */

static int freeze(struct peer *by, struct peer *p, bool enable)
{
	struct binder_freeze_info *info = conform_alloc(sizeof(*info));

	*info = (struct binder_freeze_info){ p->pid, enable, 0 };
	return peer_ioctl(by, 1, BINDER_FREEZE, info);
}

static void frozen_one_calls(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	CHECK_EQ(freeze(m, c, true), 0);
	call_and_reply(c, m, 0, NULL, NULL, NULL);
	CHECK_EQ(freeze(m, c, false), 0);
}

static void frozen_and_thawed_twice(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	CHECK_EQ(freeze(c, m, false), 0);
	CHECK_EQ(freeze(c, m, true), 0);
	CHECK_EQ(freeze(c, m, true), 0);
	bc_call(c, 0, 0, 1, NULL);
	READ(c, 0, BR_FROZEN_REPLY);
	CHECK_EQ(freeze(c, m, false), 0);
	CHECK_EQ(freeze(c, m, false), 0);
	call_and_reply(c, m, 0, NULL, NULL, NULL);
}

static void frozen_one_dies(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 1, 0);

	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, 5);
	CHECK_EQ(talk_write(m, 0), 0);
	CHECK_EQ(freeze(m, c, true), 0);
	bc_one_way(m, 0, h, 1, NULL);
	CHECK_EQ(talk(m, 0, 256), 0);
	peer_kill(c);
	CHECK_EQ(READ(m, 0, BR_DEAD_BINDER).cookie, 5);
}

static void frozen_one_is_called_back(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 1, 0);

	bc_call(c, 0, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	CHECK_EQ(freeze(m, c, true), -EAGAIN);	/* it waits for us */
	bc_call(m, 0, h, 2, NULL);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_TRANSACTION);
}

/* What Android's tests of the driver's interface expect. */

static int do_raw(struct peer *p, int t, void *arg)
{
	return transport->ioctl(p->handle, BINDER_WRITE_READ, arg);
}

static void published_nothing_there(void)
{
	struct peer *p = peer_open();
	struct binder_write_read *bwr = conform_alloc(sizeof(*bwr));

	CHECK_EQ(peer_call(p, 0, do_raw, NULL), -EFAULT);
	CHECK_EQ(peer_call(p, 0, do_raw, bwr), 0);
	CHECK_EQ(bwr->write_consumed + bwr->read_consumed, 0);
	bwr->write_size = 4;
	CHECK_EQ(peer_call(p, 0, do_raw, bwr), -EFAULT);
	CHECK_EQ(bwr->write_consumed, 0);
}

static void published_counts(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	(void)m;
	bc_u32(c, 0, BC_INCREFS, 0);
	bc_u32(c, 0, BC_ACQUIRE, 0);
	bc_u32(c, 0, BC_RELEASE, 0);
	bc_u32(c, 0, BC_DECREFS, 0);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(c->talk[0].bwr.write_consumed, 4 * 8);
	expect_nothing(c, 0);
}

static void published_ping(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;

	bc_call(c, 0, 0, 0x5f504e47, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	CHECK_EQ(tr.code, 0x5f504e47);
	CHECK_EQ(tr.data_size, 0);
	bc_free(m, 0, tr.data.ptr.buffer);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk(c, 0, 512), 0);
	CHECK_EQ(c->talk[0].bwr.read_consumed, 76);
	EXPECT(c, 0, BR_NOOP, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void published_death(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct word word;

	(void)m;
	bc_u32(c, 0, BC_INCREFS, 0);
	bc_handle_cookie(c, 0, BC_REQUEST_DEATH_NOTIFICATION, 0, 1234);
	CHECK_EQ(talk_write(c, 0), 0);
	bc_handle_cookie(c, 0, BC_CLEAR_DEATH_NOTIFICATION, 0, 1234);
	bc_u32(c, 0, BC_DECREFS, 0);
	CHECK_EQ(talk(c, 0, 512), 0);
	CHECK_EQ(c->talk[0].bwr.read_consumed, 16);
	word = EXPECT(c, 0, BR_NOOP, BR_CLEAR_DEATH_NOTIFICATION_DONE);
	CHECK_EQ(word.cookie, 1234);
}

/* What the kernel's test of its allocator does: five buffers, freed in each of the 120 orders. */

#define FIVE 5

struct five {
	struct peer *from, *to;
	uint32_t handles[FIVE];
	uint64_t buffers[FIVE];
	struct payload *b;
};

/* Sizes begin and end in the middle of pages, at their ends, and behind them. */
static void send_five(struct five *f, int mix)
{
	static const size_t sizes[] = { 4096, 4088, 512, 8192, 4104, 9000, 3584 };
	int i;

	for (i = 0; i < FIVE; i++) {
		f->b->size = sizes[(i * (mix + 1) + mix) % 7];
		one_way(f->from, f->handles[i], i, f->b);
		f->buffers[i] = READ(f->to, 0, BR_TRANSACTION).tr.data.ptr.buffer;
	}
}

/* Everything is in one piece again, at the beginning. */
static void check_whole(struct five *f)
{
	struct word word;

	f->b->size = MAP_SIZE / 2;
	one_way(f->from, f->handles[0], 9, f->b);
	word = READ(f->to, 0, BR_TRANSACTION);
	CHECK_EQ(word.tr.data.ptr.buffer, (uintptr_t)f->to->map);
	free_now(f->to, 0, word.tr.data.ptr.buffer);
}

static void free_in_order(struct five *f, int order)
{
	int left[FIVE] = { 0, 1, 2, 3, 4 }, n, i;

	for (n = FIVE; n; n--) {
		i = order % n;
		order /= n;
		bc_free(f->to, 0, f->buffers[left[i]]);
		memmove(left + i, left + i + 1, (n - i - 1) * sizeof(*left));
	}
	CHECK_EQ(talk_write(f->to, 0), 0);
}

static void published_five_buffers(void)
{
	struct five f = { .from = manager_open(0), .to = peer_open(), .b = payload_new() };
	int order, i;

	for (i = 0; i < FIVE; i++)
		f.handles[i] = give_object(f.to, f.from, 0x10 * (i + 1), 1, 0);
	f.b->data = conform_alloc(MAP_SIZE / 2);
	for (order = 0; order < 120; order++) {
		send_five(&f, order % 3);
		free_in_order(&f, order);
		check_whole(&f);
	}
}

const struct conform_case cases_limits[] = {
	CASE("object: a file opened as a path alone", path_alone),
	CASE("object: no room for files in the receiver", no_room_for_files),
	CASE("object: no room for a reply's file", no_room_for_a_replys_file),
	CASE("nice: the caller's", at_the_callers),
	CASE("nice: not below what the object asks for", not_below_the_objects),
	CASE("nice: a one-way call's is not the caller's", one_way_only_raises),
	CASE("oneway: spam is suspected once more after it was read", spam_again),
	CASE("oneway: nobody asked about spam", spam_unasked),
	CASE("oneway: the next after another thread freed", next_after_another_threads_free),
	CASE("oneway: one that fails does not hold up the queue", failed_one_way_makes_no_way),
	CASE("thread: one that said it exits is still served", exited_looper_reads_on),
	CASE("thread: one that exits does not give its place back", slot_of_an_exited_thread),
	CASE("thread: fewer allowed than there are", fewer_than_there_are),
	CASE("death: of an object held weakly", death_of_a_weak_one),
	CASE("death: one cookie for two handles", one_cookie_for_two),
	CASE("death: asked for again while the first is in flight", asked_again_in_flight),
	CASE("freeze: a frozen one may call", frozen_one_calls),
	CASE("freeze: frozen and thawed twice", frozen_and_thawed_twice),
	CASE("freeze: a frozen one dies", frozen_one_dies),
	CASE("freeze: who waits for a call is called back", frozen_one_is_called_back),
	CASE("published: nothing to write or read", published_nothing_there),
	CASE("published: counts on handle 0", published_counts),
	CASE("published: ping", published_ping),
	CASE("published: death asked for and cleared", published_death),
	CASE("published: five buffers freed in every order", published_five_buffers),
	CASES_END
};
