// SPDX-License-Identifier: MIT
/*
 * cases_holes.c - the rest of the classes of holes that drivers had; see cases_cve.c
 *
 * Some only a kernel shows that watches its memory (KASAN, lockdep, kmemleak): there the case goes
 * the way that led to it, and looks that calls still arrive. Holes of a file system of devices and
 * of a module's beginning and end are looked for in tests/vm.
 */
#include "conform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define ROUNDS 40

static void still_serves(struct peer *c, struct peer *m)
{
	call_and_reply(c, m, 0, NULL, NULL, NULL);
}

static int do_open_null(struct peer *p, int t, void *arg)
{
	return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static int do_close(struct peer *p, int t, void *arg)
{
	return close(*(int *)arg);
}

/* A file that waits is installed in whoever reads it, when it is read. */
static void file_for_another_thread(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct payload *b = payload_new();
	int *fd = conform_alloc(sizeof(*fd));
	struct binder_transaction_data tr;
	struct binder_fd_object *obj;

	*fd = peer_call(c, 1, do_open_null, NULL);
	payload_fd(b, *fd);
	bc_one_way(c, 0, 0, 1, b);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(peer_call(c, 1, do_close, fd), 0);
	peer_ioctl(m, 1, BINDER_THREAD_EXIT, conform_alloc(4));
	bc(m, 2, BC_ENTER_LOOPER);
	tr = READ(m, 2, BR_TRANSACTION).tr;
	obj = peer_peek(m, tr.data.ptr.buffer, sizeof(*obj));
	*fd = obj->fd;
	CHECK_EQ(peer_call(m, 1, do_close, fd), 0);
	bc_free(m, 2, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 2), 0);
	still_serves(c, m);
}

/* Calls that leave whole pages free, each with other bytes, while somebody takes the pages back. */
static void pages_come_and_go(void)
{
	struct peer *m = peer_open_as(NULL, 1 << 20), *c = peer_open();
	uint8_t *data = conform_alloc(600 << 10);
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	int i, drop;

	CHECK_EQ(peer_ioctl(m, 0, BINDER_SET_CONTEXT_MGR, NULL), 0);
	bc(m, 0, BC_ENTER_LOOPER);
	CHECK_EQ(talk_write(m, 0), 0);
	b->data = data;
	for (i = 0; i < 12; i++) {
		b->size = i % 3 ? 600 << 10 : 5000;
		memset(data, i + 1, b->size);
		tr = call_and_reply(c, m, 0, b, NULL, NULL);
		CHECK(!memcmp(peer_peek(m, tr.data.ptr.buffer, 5000), data, 5000));
		bc_free(m, 0, tr.data.ptr.buffer);
		CHECK_EQ(talk_write(m, 0), 0);
		drop = open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC);
		if (!transport->forks || drop < 0 || write(drop, "2", 1) < 0)
			still_serves(c, m); /* not ours to ask: then the driver does as it likes */
		if (drop >= 0)
			close(drop);
	}
	still_serves(c, m);
}

static int do_poll_and_exit(struct peer *p, int t, void *arg)
{
	struct epoll_event event = { .events = EPOLLIN };
	int fd = epoll_create1(EPOLL_CLOEXEC), i, ret = 0;

	for (i = 0; i < 50 && !ret; i++) {
		if (epoll_ctl(fd, EPOLL_CTL_ADD, transport->fd(p->handle), &event) ||
		    epoll_wait(fd, &event, 1, 0) < 0 ||
		    transport->ioctl(p->handle, BINDER_THREAD_EXIT, NULL) ||
		    epoll_ctl(fd, EPOLL_CTL_DEL, transport->fd(p->handle), &event))
			ret = -errno;
	}
	close(fd);
	return ret;
}

/* Three poll and exit at once, while calls wake whoever polls. */
static void polled_threads_exit_at_once(void)
{
	struct peer *m, *c;
	int t, i;

	if (!transport->fd)
		conform_skip("there is no open file");
	m = manager_open(0);
	c = peer_open();
	for (t = 1; t <= 3; t++)
		peer_start(m, t, do_poll_and_exit, NULL);
	for (i = 0; i < ROUNDS; i++) {
		bc_one_way(c, 0, 0, 1, NULL);
		READ(c, 0, BR_TRANSACTION_COMPLETE);
	}
	for (t = 1; t <= 3; t++)
		CHECK_EQ(peer_finish(m, t), 0);
}

/* What each says of itself is what it was when it opened. */
static void who_a_sender_is(void)
{
	struct identity one = { .euid = 500, .secctx = "one:label" };
	struct identity two = { .euid = 501, .secctx = "another:label" };
	struct peer *m, *c;
	struct word word;
	int i;

	if (transport->forks)
		conform_skip("needs a kernel with labels");
	m = manager_open(FLAT_BINDER_FLAG_TXN_SECURITY_CTX);
	for (i = 0; i < 2; i++) {
		c = peer_open_as(i ? &two : &one, MAP_SIZE);
		bc_one_way(c, 0, 0, 1, NULL);
		READ(c, 0, BR_TRANSACTION_COMPLETE);
		word = READ(m, 0, BR_TRANSACTION_SEC_CTX);
		CHECK_EQ(word.tr.sender_euid, i ? 501 : 500);
		CHECK(!strcmp(peer_peek(m, word.secctx.secctx, 14),
			      i ? two.secctx : one.secctx));
		bc_free(m, 0, word.tr.data.ptr.buffer);
		CHECK_EQ(talk_write(m, 0), 0);
	}
}

static void offset_between_words(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	int at;

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	payload_bytes(b, NULL, 8);
	for (at = 1; at < 4; at++) {
		memmove(b->data + at, b->data + at - 1, 24);
		b->offsets[0] = at;
		bc_call(c, 0, 0, 1, b);
		READ(c, 0, BR_FAILED_REPLY);
		CHECK_EQ(extended_error(c, 0).param, -EINVAL);
	}
	still_serves(c, m);
}

/* Enough handles that the map of those in use grows, held to the end of their holder. */
static void dies_with_many_handles(void)
{
	struct peer *m, *c;
	struct payload *b;
	uint64_t i, round;

	for (round = 0; round < 3; round++) {
		m = manager_open(0);
		c = peer_open();
		b = payload_new();
		for (i = 0; i < 150; i++)
			payload_binder(b, BINDER_TYPE_WEAK_BINDER, 0x1000 + i * 16, i, 0);
		bc_one_way(c, 0, 0, 1, b);
		CHECK_EQ(talk_write(c, 0), 0);
		READ(m, 0, BR_TRANSACTION);
		peer_kill(round & 1 ? c : m);
		peer_kill(round & 1 ? m : c);
	}
	m = manager_open(0);
	CHECK_EQ(give_object(peer_open(), m, 0x10, 1, 0), 1);
}

static int do_again_and_again(struct peer *p, int t, void *arg)
{
	struct binder_write_read *bwr = arg;
	int i, ret = 0;

	for (i = 0; i < 200 && !ret; i++) {
		bwr->write_consumed = 0;
		ret = transport->ioctl(p->handle, BINDER_WRITE_READ, bwr);
	}
	return ret;
}

/* What thread @t of @p has gathered, again and again. */
static void start_again_and_again(struct peer *p, int t)
{
	struct binder_write_read *bwr = conform_alloc(sizeof(*bwr));

	bwr->write_buffer = (uintptr_t)p->talk[t].out;
	bwr->write_size = p->talk[t].out_size;
	peer_start(p, t, do_again_and_again, bwr);
}

static void finish_again_and_again(struct peer *p, int t)
{
	CHECK_EQ(peer_finish(p, t), 0);
	p->talk[t].out_size = 0;
}

/* Registrations come and go by two threads while the object's owner dies. */
static void cleared_while_the_owner_dies(void)
{
	struct peer *m, *c;
	uint32_t h;
	int i, t;

	for (i = 0; i < 5; i++) {
		m = manager_open(0);
		c = peer_open();
		h = give_object(c, m, 0x10, 1, 0);
		for (t = 1; t <= 2; t++) {
			bc_handle_cookie(m, t, BC_REQUEST_DEATH_NOTIFICATION, h, 5);
			bc_handle_cookie(m, t, BC_CLEAR_DEATH_NOTIFICATION, h, 5);
			bc_u64(m, t, BC_DEAD_BINDER_DONE, 5);
			start_again_and_again(m, t);
		}
		peer_kill(c);
		finish_again_and_again(m, 1);
		finish_again_and_again(m, 2);
		CHECK_EQ(talk(m, 0, 4096), 0);
		peer_kill(m);
	}
	m = manager_open(0);
	CHECK_EQ(give_object(peer_open(), m, 0x10, 1, 0), 1);
}

/* The sender changes its offsets and the types of its objects while they are read. */
struct flips {
	uint32_t *type;
	uint64_t *offset;
	bool stop;
};

static int do_flip(struct peer *p, int t, void *arg)
{
	struct flips *f = arg;
	uint32_t i;

	for (i = 0; !__atomic_load_n(&f->stop, __ATOMIC_RELAXED); i++) {
		__atomic_store_n(f->type, i & 1 ? BINDER_TYPE_BINDER : BINDER_TYPE_FD,
				 __ATOMIC_RELAXED);
		__atomic_store_n(f->offset, i & 2 ? 24 : 1 << 20, __ATOMIC_RELAXED);
	}
	return 0;
}

static void check_objects(struct peer *m, const struct binder_transaction_data *tr)
{
	const uint64_t *offsets = peer_peek(m, tr->data.ptr.offsets, 16);
	struct flat_binder_object *obj;
	int i;

	for (i = 0; i < 2; i++) {
		CHECK_EQ(offsets[i], i * 24);
		obj = peer_peek(m, tr->data.ptr.buffer + offsets[i], sizeof(*obj));
		CHECK_EQ(obj->hdr.type, BINDER_TYPE_HANDLE);
		CHECK(obj->handle > 0 && obj->handle < 4);
	}
}

static void changed_while_it_is_read(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct flips *f = conform_alloc(sizeof(*f));
	struct word word;
	int i;

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	payload_binder(b, BINDER_TYPE_BINDER, 0x20, 1, 0);
	f->type = (uint32_t *)b->data;
	f->offset = &b->offsets[1];
	peer_start(c, 2, do_flip, f);
	for (i = 0; i < 200; i++) {
		bc_one_way(c, 0, 0, 1, b);
		CHECK_EQ(talk(c, 0, 1024), 0);
		do
			word = next_word(c, 0);
		while (word.cmd && word.cmd != BR_TRANSACTION_COMPLETE &&
		       word.cmd != BR_FAILED_REPLY);
		if (word.cmd != BR_TRANSACTION_COMPLETE)
			continue;
		CHECK_EQ(talk(m, 0, 256), 0);
		word = EXPECT(m, 0, BR_NOOP, BR_TRANSACTION);
		check_objects(m, &word.tr);
		bc_free(m, 0, word.tr.data.ptr.buffer);
		CHECK_EQ(talk_write(m, 0), 0);
	}
	__atomic_store_n(&f->stop, true, __ATOMIC_RELAXED);
	CHECK_EQ(peer_finish(c, 2), 0);
	still_serves(c, m);
}

static void send_spam(struct peer *c, const struct payload *b, int n, int *suspects)
{
	uint32_t cmd;
	int i;

	for (i = 0; i < n; i++) {
		bc_one_way(c, 0, 0, i, b);
		CHECK_EQ(talk(c, 0, 256), 0);
		CHECK_EQ(next_word(c, 0).cmd, BR_NOOP);
		cmd = next_word(c, 0).cmd;
		CHECK(cmd == BR_TRANSACTION_COMPLETE || cmd == BR_ONEWAY_SPAM_SUSPECT);
		*suspects += cmd == BR_ONEWAY_SPAM_SUSPECT;
	}
}

/* Each sender's are counted apart: who sends little is not blamed for the space that is gone. */
static void spam_is_the_senders(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	struct payload *b = payload_new();
	uint32_t *on = conform_alloc(4);
	int suspects = 0, i;

	(void)m;
	*on = 1;
	CHECK_EQ(peer_ioctl(c, 0, BINDER_ENABLE_ONEWAY_SPAM_DETECTION, on), 0);
	CHECK_EQ(peer_ioctl(d, 0, BINDER_ENABLE_ONEWAY_SPAM_DETECTION, on), 0);
	payload_bytes(b, NULL, MAP_SIZE / 128);
	send_spam(c, b, 40, &suspects);	/* of 64 that there is room for */
	for (i = 0; i < 12; i++)
		send_spam(d, b, 1, &suspects);
	CHECK_EQ(suspects, 0);
	send_spam(c, b, 12, &suspects);
	CHECK_EQ(suspects, 1);
}

static void three_offsets_of_64_bits(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	const uint64_t *offsets;
	int i;

	for (i = 0; i < 3; i++) {
		payload_bytes(b, NULL, 4);
		payload_binder(b, BINDER_TYPE_BINDER, 0x10 * i, i, 0);
	}
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	CHECK_EQ(tr.offsets_size, 24);
	offsets = peer_peek(m, tr.data.ptr.offsets, 24);
	for (i = 0; i < 3; i++)
		CHECK_EQ(offsets[i], 4 + i * 28);
}

/* Both ends of calls that nobody has read yet die at once. */
static void both_ends_die(void)
{
	struct peer *m, *c, *d;
	struct payload *b = payload_new();
	int i;

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	for (i = 0; i < 6; i++) {
		m = manager_open(0);
		c = peer_open();
		d = peer_open();
		bc_call(c, 0, 0, 1, b);
		CHECK_EQ(talk_write(c, 0), 0);
		bc_one_way(d, 0, 0, 1, b);
		CHECK_EQ(talk_write(d, 0), 0);
		if (i & 1)
			READ(m, 0, BR_TRANSACTION);
		peer_kill(i & 2 ? c : m);
		peer_kill(i & 2 ? m : c);
		peer_kill(d);
	}
	m = manager_open(0);
	still_serves(peer_open(), m);
}

/* A call that has its label and then fails. */
static void fails_with_a_label(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_TXN_SECURITY_CTX), *c = peer_open();
	struct payload *b = payload_new();
	int i;

	ours_only("without labels it refuses every call to who asks for them (documented)");
	payload_handle(b, BINDER_TYPE_HANDLE, 77);
	for (i = 0; i < ROUNDS; i++) {
		bc_call(c, 0, 0, 1, b);
		READ(c, 0, BR_FAILED_REPLY);
		CHECK_EQ(extended_error(c, 0).param, -EINVAL);
	}
	bc_one_way(c, 0, 0, 1, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	READ(m, 0, BR_TRANSACTION_SEC_CTX);
}

/* Holes that were given no number. */

/* Another thread lets go of the handle that is being called. */
static void dropped_while_called(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct word word;
	uint32_t h = give_object(c, m, 0x10, 1, 0);
	int i;

	bc_u32(m, 1, BC_ACQUIRE, h);
	bc_u32(m, 1, BC_RELEASE, h);
	start_again_and_again(m, 1);
	for (i = 0; i < ROUNDS; i++) {
		bc_one_way(m, 0, h, i, NULL);
		READ(m, 0, BR_TRANSACTION_COMPLETE);
		word = READ(c, 0, BR_TRANSACTION);
		CHECK_EQ(word.tr.code, i);
		bc_free(c, 0, word.tr.data.ptr.buffer);
		CHECK_EQ(talk_write(c, 0), 0);
	}
	finish_again_and_again(m, 1);
	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static int freeze(struct peer *by, struct peer *p, bool enable, uint32_t timeout_ms)
{
	struct binder_freeze_info *info = conform_alloc(sizeof(*info));

	*info = (struct binder_freeze_info){ p->pid, enable, timeout_ms };
	return peer_ioctl(by, 1, BINDER_FREEZE, info);
}

static int do_is_open(struct peer *p, int t, void *arg)
{
	return fcntl(*(int *)arg, F_GETFD) >= 0;
}

/* An update that takes another's place closes nothing of the sender's. */
static void replaced_with_a_file(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct payload *b = payload_new();
	int *fd = conform_alloc(sizeof(*fd));
	int i;

	*fd = peer_call(c, 1, do_open_null, NULL);
	payload_fd(b, *fd);
	CHECK_EQ(freeze(c, m, true, 0), 0);
	for (i = 0; i < 5; i++) {
		bc_transact(c, 0, BC_TRANSACTION, 0, 1, TF_ONE_WAY | TF_UPDATE_TXN, b);
		CHECK_EQ(talk(c, 0, 256), 0);
	}
	CHECK_EQ(peer_call(c, 1, do_is_open, fd), 1);
	CHECK_EQ(freeze(c, m, false, 0), 0);
	CHECK_EQ(peer_call(c, 1, do_close, fd), 0);
}

static int do_freeze(struct peer *p, int t, void *arg)
{
	return transport->ioctl(p->handle, BINDER_FREEZE, arg);
}

/* Who freezes waits for the last call, which ends in that moment. */
static void frozen_at_the_last_moment(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_freeze_info *info = conform_alloc(sizeof(*info));
	struct binder_transaction_data tr;
	int i;

	*info = (struct binder_freeze_info){ m->pid, 1, 4000 };
	for (i = 0; i < ROUNDS; i++) {
		bc_call(c, 0, 0, 1, NULL);
		CHECK_EQ(talk_write(c, 0), 0);
		tr = READ(m, 0, BR_TRANSACTION).tr;
		peer_start(c, 1, do_freeze, info);
		bc_free(m, 0, tr.data.ptr.buffer);
		bc_reply(m, 0, NULL);
		READ(m, 0, BR_TRANSACTION_COMPLETE);
		CHECK_EQ(peer_finish(c, 1), 0);
		tr = READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY).tr;
		bc_free(c, 0, tr.data.ptr.buffer);
		CHECK_EQ(talk_write(c, 0), 0);
		CHECK_EQ(freeze(c, m, false, 0), 0);
	}
}

/* Sizes that are small again where only 32 bits of them are looked at. */
static void sizes_of_more_than_32_bits(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	uint64_t more = 1ull << 32;
	int i;

	payload_bytes(b, NULL, 64);
	for (i = 0; i < 3; i++) {
		b->size = i == 0 ? more + 8 : 64;
		b->n_offsets = i == 1 ? more / 8 : 0;
		b->sg_size = i == 2 ? more + 8 : 0;
		bc_transact(c, 0, BC_TRANSACTION_SG, 0, 1, 0, b);
		READ(c, 0, BR_FAILED_REPLY);
		CHECK_EQ(extended_error(c, 0).param, -ENOSPC);
	}
	still_serves(c, m);
}

const struct conform_case cases_holes[] = {
	CASE("CVE-2018-9465: a file that another thread takes", file_for_another_thread),
	CASE("CVE-2019-1999: pages come and go", pages_come_and_go),
	CASE("CVE-2020-0030: polled threads exit at once", polled_threads_exit_at_once),
	CASE("CVE-2021-39686: who a sender is", who_a_sender_is),
	CASE("CVE-2024-26926: offsets between words", offset_between_words),
	CASE("CVE-2025-40028: dies with many handles", dies_with_many_handles),
	CASE("CVE-2025-68260: cleared while the owner dies", cleared_while_the_owner_dies),
	CASE("CVE-2026-43433: changed while it is read", changed_while_it_is_read),
	CASE("CVE-2026-43435: spam is the sender's own", spam_is_the_senders),
	CASE("CVE-2026-64467: offsets are of 64 bits", three_offsets_of_64_bits),
	CASE("CVE-2026-64468: both ends die", both_ends_die),
	CASE("CVE-2026-68458: fails with a label", fails_with_a_label),
	CASE("hole: a handle dropped while it is called", dropped_while_called),
	CASE("hole: an update that replaces one with a file", replaced_with_a_file),
	CASE("hole: frozen at the last moment", frozen_at_the_last_moment),
	CASE("hole: sizes of more than 32 bits", sizes_of_more_than_32_bits),
	CASES_END
};
