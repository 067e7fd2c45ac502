// SPDX-License-Identifier: MIT
/*
 * cases_cve.c - one case for each class of holes that drivers had; named after the first
 *
 * Each does what led to it and then looks that the driver still counts right: handles are given
 * from 1 again, the owner is told of the end, the receiver's memory is free.
 */
#include "conform.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define ROUNDS 40

static void still_sound(struct peer *c, struct peer *m)
{
	uint32_t h = give_object(c, m, 0xabc0, 1, 0);

	CHECK_EQ(h, 1);
	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static void refused(struct peer *c, const struct payload *b, int err)
{
	bc_transact(c, 0, BC_TRANSACTION_SG, 0, 1, 0, b);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(extended_error(c, 0).param, err);
	CHECK_EQ(talk(c, 0, 256), 0);
}

static struct binder_transaction_data take(struct peer *m, int t)
{
	struct word word;

	CHECK_EQ(talk(m, t, 256), 0);
	do
		word = next_word(m, t);
	while (word.cmd && word.cmd != BR_TRANSACTION);
	CHECK_EQ(word.cmd, BR_TRANSACTION);
	return word.tr;
}

/* A payload with one array that holds a copy of a descriptor of @c. */
static struct payload *array_of_one(int fd)
{
	struct payload *b = payload_new();
	uint32_t *mem = conform_alloc(16);

	mem[0] = fd;
	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 8);
	payload_fda(b, 1, 0, 0);
	return b;
}

static int do_dup(struct peer *p, int t, void *arg)
{
	return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

struct own_file {
	int fd;			/* the array's, which becomes the driver's file */
	uint64_t buffer;
};

/* Frees the buffer through the last descriptor of the driver, which the buffer closes. */
static int do_free_by_own_file(struct peer *p, int t, void *arg)
{
	struct own_file *own = arg;
	struct {
		uint32_t cmd;
		uint64_t buffer;
	} __attribute__((packed)) words = { BC_FREE_BUFFER, own->buffer };
	struct binder_write_read bwr = {
		.write_buffer = (uintptr_t)&words, .write_size = sizeof(words),
	};

	if (dup2(transport->fd(p->handle), own->fd) < 0 || close(transport->fd(p->handle)))
		return -errno;
	if (ioctl(own->fd, BINDER_WRITE_READ, &bwr))
		return -errno;
	return fcntl(own->fd, F_GETFD) < 0 ? 0 : -EEXIST;
}

static void own_file_in_an_array(void)
{
	struct peer *m, *c;
	struct own_file *own = conform_alloc(sizeof(*own));
	struct binder_transaction_data tr;
	struct binder_buffer_object *obj;

	if (!transport->fd)
		conform_skip("there is no open file");
	m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS);
	c = peer_open();
	tr = call_and_reply(c, m, 0, array_of_one(peer_call(c, 1, do_dup, NULL)), NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer + 8, sizeof(*obj));
	own->fd = *(int *)peer_peek(m, obj->buffer, 4);
	own->buffer = tr.data.ptr.buffer;
	CHECK_EQ(peer_call(m, 1, do_free_by_own_file, own), 0);
}

static void closes_are_not_put_off(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct binder_transaction_data tr;

	tr = call_and_reply(c, m, 0, array_of_one(peer_call(c, 1, do_dup, NULL)), NULL, NULL);
	bc_free(m, 0, tr.data.ptr.buffer);
	READ(m, 0);	/* returns at once, though there is nothing */
}

static int do_guess(struct peer *p, int t, void *arg)
{
	uint64_t base = (uintptr_t)p->map, at;
	int i;

	for (i = 0; i < 200; i++) {
		for (at = 0; at < 64; at += 8) {
			struct {
				uint32_t cmd;
				uint64_t buffer;
			} __attribute__((packed)) words = { BC_FREE_BUFFER, base + at };
			struct binder_write_read bwr = {
				.write_buffer = (uintptr_t)&words, .write_size = sizeof(words),
			};

			if (transport->ioctl(p->handle, BINDER_WRITE_READ, &bwr))
				return -EIO;
		}
	}
	return 0;
}

/* Somebody frees by guessing while calls are on their way: none is lost or freed twice. */
static void freed_by_guessing(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	int i;

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	peer_start(m, 2, do_guess, NULL);
	for (i = 0; i < ROUNDS; i++) {
		bc_one_way(c, 0, 0, i, b);
		CHECK_EQ(talk_write(c, 0), 0);
		tr = take(m, 0);
		CHECK_EQ(tr.code, i);
		bc_free(m, 0, tr.data.ptr.buffer);
		CHECK_EQ(talk_write(m, 0), 0);
	}
	CHECK_EQ(peer_finish(m, 2), 0);
}

static void area_and_label(void)
{
	struct peer *m = manager_open(FLAT_BINDER_FLAG_TXN_SECURITY_CTX), *c = peer_open();
	struct payload *b = payload_new();
	int err;

	(void)m;
	ours_only("without labels it refuses every call to who asks for them (documented)");
	payload_bytes(b, "head....", 8);
	b->sg_size = SIZE_MAX - 7;
	bc_transact(c, 0, BC_TRANSACTION_SG, 0, 1, 0, b);
	READ(c, 0, BR_FAILED_REPLY);
	err = extended_error(c, 0).param;
	CHECK(err == -EINVAL || err == -ENOSPC);
	b->sg_size = 0;
	bc_one_way(c, 0, 0, 1, b);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	READ(m, 0, BR_TRANSACTION_SEC_CTX);
}

static void reply_and_free_at_once(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		bc_call(c, 0, 0, i, NULL);
		CHECK_EQ(talk_write(c, 0), 0);
		tr = take(m, 0);
		bc_free(m, 1, tr.data.ptr.buffer);
		bc_reply(m, 0, NULL);
		talk_start(m, 1, 0);
		talk_start(m, 0, 0);
		CHECK_EQ(talk_finish(m, 1), 0);
		CHECK_EQ(talk_finish(m, 0), 0);
		READ(m, 0, BR_TRANSACTION_COMPLETE);
		tr = READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY).tr;
		bc_free(c, 0, tr.data.ptr.buffer);
		CHECK_EQ(talk_write(c, 0), 0);
	}
	still_sound(c, m);
}

static void area_from_the_wrong_end(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	/* offsets of odd padding before the area, which is full to its last byte and one more */
	payload_bytes(b, "head.", 5);
	payload_bytes(b, NULL, 3);
	payload_ptr(b, conform_alloc(64), 33);
	b->sg_size = 32;
	refused(c, b, -EINVAL);
	still_sound(c, m);
}

static int do_poll_and_exit(struct peer *p, int t, void *arg)
{
	struct epoll_event event = { .events = EPOLLIN };
	int fd = epoll_create1(EPOLL_CLOEXEC), i, ret = 0;

	for (i = 0; i < 50 && !ret; i++) {
		if (epoll_ctl(fd, EPOLL_CTL_ADD, transport->fd(p->handle), &event) ||
		    transport->ioctl(p->handle, BINDER_THREAD_EXIT, NULL) ||
		    epoll_wait(fd, &event, 1, 0) < 0 ||
		    epoll_ctl(fd, EPOLL_CTL_DEL, transport->fd(p->handle), &event))
			ret = -errno;
	}
	close(fd);
	return ret;
}

static void polled_thread_exits(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	if (!transport->fd)
		conform_skip("there is no open file");
	CHECK_EQ(peer_call(m, 1, do_poll_and_exit, NULL), 0);
	call_and_reply(c, m, 0, NULL, NULL, NULL);
}

static void parent_not_yet_looked_at(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	uint8_t *mem = conform_alloc(64);

	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 16);
	payload_child(b, mem, 16, 2, 0);	/* the next one */
	payload_ptr(b, mem, 16);
	refused(c, b, -EINVAL);
	still_sound(c, m);
}

static int do_ask_and_clear(struct peer *p, int t, void *arg)
{
	struct binder_write_read *bwr = arg;
	int i, ret = 0;

	for (i = 0; i < 300 && !ret; i++) {
		bwr->write_consumed = 0;
		ret = transport->ioctl(p->handle, BINDER_WRITE_READ, bwr);
	}
	return ret;
}

/* Dies with notifications of every state queued, while its other thread makes more. */
static void released_with_work(void)
{
	struct peer *m = manager_open(0), *c, *d;
	struct binder_write_read *bwr = conform_alloc(sizeof(*bwr));
	uint32_t h;
	int i;

	for (i = 0; i < 5; i++) {
		c = peer_open();
		d = peer_open();
		h = give_object(c, m, 0x10, 1, 0);
		h = pass_handle(m, d, h);
		bc_handle_cookie(d, 1, BC_REQUEST_DEATH_NOTIFICATION, h, 5);
		bc_handle_cookie(d, 1, BC_CLEAR_DEATH_NOTIFICATION, h, 5);
		bwr->write_buffer = (uintptr_t)d->talk[1].out;
		bwr->write_size = d->talk[1].out_size;
		peer_start(d, 1, do_ask_and_clear, bwr);
		if (i & 1)
			peer_kill(c);
		peer_kill(d);
		if (!(i & 1))
			peer_kill(c);
		bc_u32(m, 0, BC_RELEASE, 1);
		CHECK_EQ(talk_write(m, 0), 0);
	}
	c = peer_open();
	still_sound(c, m);
}

static void empty_one_way_calls(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		bc_one_way(c, 0, 0, i, NULL);
		CHECK_EQ(talk_write(c, 0), 0);
		tr = take(m, 0);
		bc_free(m, 0, tr.data.ptr.buffer);
		CHECK_EQ(talk_write(m, 0), 0);
	}
	CHECK_EQ(talk(c, 0, 16384), 0);
	b->data = conform_alloc(MAP_SIZE / 2);
	b->size = MAP_SIZE / 2;
	bc_one_way(c, 0, 0, 99, b);	/* all of it is there again */
	READ(c, 0, BR_TRANSACTION_COMPLETE);
}

static void failed_increment(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	struct payload *weak = payload_new(), *strong = payload_new();
	uint32_t hd = give_object(d, m, 0x100, 1, 0);

	payload_binder(weak, BINDER_TYPE_WEAK_BINDER, 0x10, 1, 0);
	call_and_reply(c, m, 0, weak, NULL, NULL);
	payload_handle(strong, BINDER_TYPE_HANDLE, hd + 1);
	bc_call(m, 0, hd, 1, strong);
	READ(m, 0, BR_FAILED_REPLY);
	/* d was given nothing: its first handle is still to come */
	CHECK_EQ(pass_handle(m, d, give_object(c, m, 0x20, 1, 0)), 1);
}

static void sent_before_mapped(void)
{
	struct peer *m = peer_open_as(NULL, 0), *c = peer_open();
	struct payload *b = payload_new();

	CHECK_EQ(peer_ioctl(m, 0, BINDER_SET_CONTEXT_MGR, NULL), 0);
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	bc_one_way(c, 0, 0, 1, b);
	READ(c, 0, BR_DEAD_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -ESRCH);
}

static int do_unmap(struct peer *p, int t, void *arg)
{
	return transport->unmap(p->handle);
}

static int do_send_until_dead(struct peer *p, int t, void *arg)
{
	struct binder_write_read *bwr = arg;
	uint32_t words[64];
	int i;

	bwr->read_buffer = (uintptr_t)words;
	bwr->read_size = sizeof(words);
	for (i = 0; i < 100000; i++) {
		bwr->write_consumed = 0;
		bwr->read_consumed = 0;
		if (transport->ioctl(p->handle, BINDER_WRITE_READ, bwr))
			return -EIO;
		if (words[1] == BR_DEAD_REPLY)
			return 0;
	}
	return -ETIME;
}

static void unmapped_while_sent_to(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_write_read *bwr = conform_alloc(sizeof(*bwr));

	if (!transport->unmap)
		conform_skip("a client maps for as long as it is connected");
	bc_one_way(c, 1, 0, 1, NULL);
	bwr->write_buffer = (uintptr_t)c->talk[1].out;
	bwr->write_size = c->talk[1].out_size;
	peer_start(c, 1, do_send_until_dead, bwr);
	CHECK_EQ(peer_call(m, 1, do_unmap, NULL), 0);
	CHECK_EQ(peer_finish(c, 1), 0);
}

/* Offsets behind the bad one name what was never looked at. */
static void undone_only_as_far_as_done(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 1, 0);
	struct payload *b = payload_new();

	payload_binder(b, BINDER_TYPE_BINDER, 0x20, 2, 0);
	payload_handle(b, BINDER_TYPE_HANDLE, 99);
	payload_handle(b, BINDER_TYPE_HANDLE, h);
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	bc_call(c, 0, 0, 1, b);
	READ(c, 0, BR_FAILED_REPLY);
	bc_one_way(m, 0, h, 1, NULL);	/* m's handle has lost nothing */
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(take(c, 0).target.ptr, 0x10);
}

static void undone_from_the_first(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	payload_bytes(b, "odd", 3);	/* the first object's place is no place */
	payload_binder(b, BINDER_TYPE_BINDER, 0x20, 2, 0);
	payload_binder(b, BINDER_TYPE_BINDER, 0x30, 2, 0);
	refused(c, b, -EINVAL);
	still_sound(c, m);
}

static void own_work_wakes_epoll(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	(void)m;
	CHECK_EQ(peer_poll(c, 1), 0);
	bc_one_way(c, 1, 0, 1, NULL);
	CHECK_EQ(talk_write(c, 1), 0);
	CHECK_EQ(peer_poll(c, 1), 1);
}

static void gap_over_the_offsets(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *canary = payload_new(), *b = payload_new();
	struct binder_transaction_data tr;
	uint8_t *seen;
	int i;

	payload_bytes(canary, NULL, 256);
	memset(canary->data, 0x77, 256);
	tr = call_and_reply(c, m, 0, NULL, NULL, NULL);
	bc_free(m, 0, tr.data.ptr.buffer);
	tr = call_and_reply(c, m, 0, canary, NULL, NULL);
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	memset(b->data + 24, 0x55, 4096);
	b->offsets[1] = 1024;
	b->n_offsets = 2;
	refused(c, b, -EFAULT);
	seen = peer_peek(m, tr.data.ptr.buffer, 256);
	for (i = 0; i < 256; i++)
		CHECK_EQ(seen[i], 0x77);
}

static void handed_over_to_the_dying(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d;
	uint32_t h;
	int i;

	for (i = 0; i < 5; i++) {
		d = peer_open();
		h = give_object(d, m, 0x10, 1, 0);
		bc_one_way(m, 1, h, 1, NULL);
		bc_one_way(m, 1, h, 2, NULL);
		bc_one_way(m, 1, h, 3, NULL);
		talk_start(m, 1, 0);
		peer_kill(d);
		CHECK_EQ(talk_finish(m, 1), 0);
		CHECK_EQ(talk(m, 1, 256), 0);	/* complete, dead, or both */
		while (m->talk[1].bwr.read_consumed > 4 && peer_poll(m, 1))
			CHECK_EQ(talk(m, 1, 256), 0);
		bc_u32(m, 0, BC_RELEASE, h);
		CHECK_EQ(talk_write(m, 0), 0);
	}
	still_sound(c, m);
}

static void an_array_of_nothing(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	payload_bytes(b, "head....", 8);
	payload_ptr(b, conform_alloc(8), 0);
	payload_fda(b, 0, 0, 0);
	call_and_reply(c, m, 0, b, NULL, NULL);
}

static void done_and_clear_by_one_thread(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 1, 0);

	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, 5);
	CHECK_EQ(talk_write(m, 0), 0);
	peer_kill(c);
	READ(m, 0, BR_DEAD_BINDER);
	bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h, 5);
	bc_u64(m, 0, BC_DEAD_BINDER_DONE, 5);
	CHECK_EQ(READ(m, 0, BR_CLEAR_DEATH_NOTIFICATION_DONE).cookie, 5);
}

static void exits_while_replied_to(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	int i;

	for (i = 0; i < ROUNDS; i++) {
		bc_call(c, 0, 0, i, NULL);
		CHECK_EQ(talk_write(c, 0), 0);
		take(m, 0);
		bc_reply(m, 0, NULL);
		talk_start(m, 0, 0);
		CHECK_EQ(peer_ioctl(c, 0, BINDER_THREAD_EXIT, NULL), 0);
		CHECK_EQ(talk_finish(m, 0), 0);
		READ(m, 0, BR_TRANSACTION_COMPLETE);
	}
	CHECK_EQ(talk(c, 1, 0), 0);
}

/* Freeze notifications: drivers of 6.12 and later. */

static uint32_t ask_for_notices(struct peer *c, struct peer *m, uint64_t cookie)
{
	uint32_t h = give_object(c, m, 0x10, 1, 0);

	ours_only("it has no freeze notifications; the reference is the judge");
	bc_handle_cookie(m, 0, BC_REQUEST_FREEZE_NOTIFICATION, h, cookie);
	CHECK_EQ(talk_write(m, 0), 0);
	return h;
}

static void delivered_notice_of_the_dying(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	ask_for_notices(c, m, 5);
	READ(m, 0, BR_FROZEN_BINDER);	/* and what is left over fails the case */
	peer_kill(m);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static void queued_notice_of_a_gone_handle(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = ask_for_notices(c, m, 5);

	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(m, 0);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static void delivered_notice_of_a_gone_handle(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = ask_for_notices(c, m, 5);

	READ(m, 0, BR_FROZEN_BINDER);
	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
	bc_u64(m, 0, BC_FREEZE_NOTIFICATION_DONE, 5);
	CHECK_EQ(talk_write(m, 0), -EINVAL);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static void frozen_while_objects_go(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_freeze_info *info = conform_alloc(sizeof(*info));
	uint32_t h = ask_for_notices(c, m, 5);
	int i;

	READ(m, 0, BR_FROZEN_BINDER);
	info->pid = c->pid;
	for (i = 0; i < ROUNDS; i++) {
		info->enable = !(i & 1);
		CHECK_EQ(peer_ioctl(m, 1, BINDER_FREEZE, info), 0);
		bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, i);
		bc_handle_cookie(m, 0, BC_CLEAR_DEATH_NOTIFICATION, h, i);
		READ(m, 0, BR_CLEAR_DEATH_NOTIFICATION_DONE);
	}
	bc_u64(m, 0, BC_FREEZE_NOTIFICATION_DONE, 5);
	bc_u32(m, 0, BC_RELEASE, h);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

const struct conform_case cases_cve[] = {
	CASE("CVE-2019-2000: an array closes the driver's own file", own_file_in_an_array),
	CASE("CVE-2019-2025: freed by guessing before it is delivered", freed_by_guessing),
	CASE("CVE-2019-2181: area and label overflow", area_and_label),
	CASE("CVE-2019-2213: a reply and a free at once", reply_and_free_at_once),
	CASE("CVE-2019-2214: the area's end", area_from_the_wrong_end),
	CASE("CVE-2019-2215: a polled thread exits", polled_thread_exits),
	CASE("CVE-2020-0041: a parent that was not looked at yet", parent_not_yet_looked_at),
	CASE("CVE-2020-0423: released with work queued", released_with_work),
	CASE("CVE-2021-46935: empty one-way calls", empty_one_way_calls),
	CASE("CVE-2021-47360: closes are not put off", closes_are_not_put_off),
	CASE("CVE-2022-20421: an increment that fails", failed_increment),
	CASE("CVE-2022-49947: sent to before it mapped", sent_before_mapped),
	CASE("CVE-2022-50240: unmapped while it is sent to", unmapped_while_sent_to),
	CASE("CVE-2023-20938: undone only as far as done", undone_only_as_far_as_done),
	CASE("CVE-2023-21255: undone from the first object", undone_from_the_first),
	CASE("CVE-2024-26606: own work wakes pollers", own_work_wakes_epoll),
	CASE("CVE-2024-46740: a gap over the offsets", gap_over_the_offsets),
	CASE("CVE-2024-56553: dies with a delivered freeze notice", delivered_notice_of_the_dying),
	CASE("CVE-2024-56554: a queued notice of a gone handle", queued_notice_of_a_gone_handle),
	CASE("CVE-2024-56555: frozen while registrations come and go", frozen_while_objects_go),
	CASE("CVE-2026-64466: a delivered notice of a gone handle", delivered_notice_of_a_gone_handle),
	CASE("CVE-2026-23184: one-way calls to one that dies", handed_over_to_the_dying),
	CASE("CVE-2026-23194: an array of nothing", an_array_of_nothing),
	CASE("CVE-2026-23400: acknowledged and cleared at once", done_and_clear_by_one_thread),
	CASE("CVE-2026-64469: a thread exits while it is replied to", exits_while_replied_to),
	CASES_END
};
