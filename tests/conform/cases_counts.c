// SPDX-License-Identifier: MIT
/* cases_counts.c - reference counts at their edges */
#include "conform.h"

#include <errno.h>
#include <string.h>

static void command(struct peer *p, uint32_t cmd, uint32_t handle)
{
	bc_u32(p, 0, cmd, handle);
	CHECK_EQ(talk_write(p, 0), 0);
	CHECK_EQ(p->talk[0].bwr.write_consumed, 8);
}

/* The sender's own object as @m sees it, the buffer not freed. */
static uint32_t send_object(struct peer *c, struct peer *m, uint32_t type, uint64_t ptr,
			    uint64_t *buffer)
{
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	struct flat_binder_object *obj;

	payload_binder(b, type, ptr, ptr + 1, 0);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer, sizeof(*obj));
	if (buffer)
		*buffer = tr.data.ptr.buffer;
	return obj->handle;
}

/* A handle that somebody does not have: each command is skipped, and the stream goes on. */
static void skipped(const void *arg)
{
	const uint32_t *cmd = arg;
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	bc_u32(m, 0, *cmd, h + 1);
	bc_u32(m, 0, *cmd, UINT32_MAX);
	bc_one_way(m, 0, h, 1, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(READ(c, 0, BR_TRANSACTION).tr.target.ptr, 0x10);
	CHECK_EQ(give_object(c, m, 0x30, 0x40, 0), h + 1);
}

#define SKIPPED(cmd) ROW("counts: " #cmd " of an unknown handle", skipped, (const uint32_t){ cmd })

static void as_often_as_taken(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);
	int i;

	for (i = 0; i < 3; i++)
		command(m, BC_ACQUIRE, h);
	for (i = 0; i < 3; i++)
		command(m, BC_RELEASE, h);
	expect_nothing(c, 0);
	command(m, BC_RELEASE, h);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
	command(m, BC_RELEASE, h);
	command(m, BC_DECREFS, h);
	expect_nothing(c, 0);
}

static void weak_below_zero(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	command(m, BC_DECREFS, h);
	command(m, BC_INCREFS, h);
	command(m, BC_DECREFS, h);
	command(m, BC_DECREFS, h);
	expect_nothing(c, 0);
	call_and_reply(m, c, h, NULL, NULL, NULL);
}

static void strong_below_zero(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	command(m, BC_INCREFS, h);
	command(m, BC_RELEASE, h);
	command(m, BC_RELEASE, h);
	READ(c, 0, BR_RELEASE);
	command(m, BC_ACQUIRE, h);	/* a weak one is not made strong so */
	expect_nothing(c, 0);
	command(m, BC_DECREFS, h);
	READ(c, 0, BR_DECREFS);
}

/* The receiver drops the count that its buffer holds: its own loss, once. */
static void the_buffers_count(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint64_t buffer;
	uint32_t h = send_object(c, m, BINDER_TYPE_BINDER, 0x10, &buffer);

	bc_ptr_cookie(c, 0, BC_INCREFS_DONE, 0x10, 0x11);
	bc_ptr_cookie(c, 0, BC_ACQUIRE_DONE, 0x10, 0x11);
	CHECK_EQ(talk_write(c, 0), 0);
	command(m, BC_RELEASE, h);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
	bc_free(m, 0, buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	expect_nothing(c, 0);
	CHECK_EQ(give_object(c, m, 0x30, 0x31, 0), h);
}

static void weak_cannot_be_sent_strongly(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	uint32_t hd = give_object(d, m, 0x100, 0x101, 0);
	uint32_t h = send_object(c, m, BINDER_TYPE_WEAK_BINDER, 0x10, NULL);
	struct payload *strong = payload_new(), *weak = payload_new();

	payload_handle(strong, BINDER_TYPE_HANDLE, h);
	bc_call(m, 0, hd, 1, strong);
	READ(m, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(m, 0).param, -EINVAL);
	payload_handle(weak, BINDER_TYPE_WEAK_HANDLE, h);
	call_and_reply(m, d, hd, weak, NULL, NULL);
}

static void strengthened_by_its_owner(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = send_object(c, m, BINDER_TYPE_WEAK_BINDER, 0x10, NULL);

	CHECK_EQ(send_object(c, m, BINDER_TYPE_BINDER, 0x10, NULL), h);
	call_and_reply(m, c, h, NULL, NULL, NULL);
}

static void taken_back_before_told(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0);
	struct payload *b = payload_new();

	command(m, BC_RELEASE, h);	/* its end is queued, and not read */
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x11, 0);
	bc_one_way(c, 0, 0, 1, b);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	expect_nothing(c, 0);
	READ(m, 0, BR_TRANSACTION);
}

static void held_again_after_the_end(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0);
	struct payload *b = payload_new();

	command(m, BC_RELEASE, h);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x99, 0); /* a new one, with a cookie of its own */
	bc_one_way(c, 0, 0, 1, b);
	READ(c, 0, BR_INCREFS, BR_ACQUIRE, BR_TRANSACTION_COMPLETE);
}

static void twice_in_a_payload(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	struct flat_binder_object *obj;

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x11, 0);
	payload_binder(b, BINDER_TYPE_WEAK_BINDER, 0x10, 0x11, 0);
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x11, 0);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	obj = peer_peek(m, tr.data.ptr.buffer, 3 * sizeof(*obj));
	CHECK_EQ(obj[0].handle, obj[2].handle);
	CHECK_EQ(obj[0].handle, obj[1].handle);
	CHECK_EQ(obj[1].hdr.type, BINDER_TYPE_WEAK_HANDLE);
	bc_ptr_cookie(c, 0, BC_INCREFS_DONE, 0x10, 0x11);
	bc_ptr_cookie(c, 0, BC_ACQUIRE_DONE, 0x10, 0x11);
	CHECK_EQ(talk_write(c, 0), 0);
	command(m, BC_RELEASE, obj[0].handle);
	expect_nothing(c, 0);
	bc_free(m, 0, tr.data.ptr.buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static void many_numbers(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	struct flat_binder_object *obj;
	int i;

	for (i = 0; i < 200; i++)
		payload_binder(b, BINDER_TYPE_BINDER, 0x1000 + i, 1, 0);
	bc_one_way(c, 0, 0, 1, b);
	CHECK_EQ(talk(c, 0, 16384), 0);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	obj = peer_peek(m, tr.data.ptr.buffer, 200 * sizeof(*obj));
	for (i = 0; i < 200; i++)
		CHECK_EQ(obj[i].handle, i + 1);
	command(m, BC_RELEASE, 130);
	command(m, BC_RELEASE, 5);
	command(m, BC_RELEASE, 64);
	CHECK_EQ(send_object(c, m, BINDER_TYPE_BINDER, 0x10, NULL), 5);
	CHECK_EQ(send_object(c, m, BINDER_TYPE_BINDER, 0x20, NULL), 64);
	CHECK_EQ(send_object(c, m, BINDER_TYPE_BINDER, 0x30, NULL), 130);
	CHECK_EQ(send_object(c, m, BINDER_TYPE_BINDER, 0x40, NULL), 201);
}

static void object_at_zero(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0, 0x77, 0);
	struct binder_transaction_data tr = call_and_reply(m, c, h, NULL, NULL, NULL);

	CHECK_EQ(h, 1);
	CHECK_EQ(tr.target.ptr, 0);
	CHECK_EQ(tr.cookie, 0x77);
}

static void flags_of_the_first_time(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0);
	struct payload *b = payload_new(), *file = payload_new();

	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 0x11, FLAT_BINDER_FLAG_ACCEPTS_FDS);
	call_and_reply(c, m, 0, b, NULL, NULL);
	payload_fd(file, 0);
	bc_call(m, 0, h, 1, file);
	READ(m, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(m, 0).param, -EPERM);
}

static void done_in_the_other_order(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint64_t buffer;

	send_object(c, m, BINDER_TYPE_BINDER, 0x10, &buffer);
	bc_ptr_cookie(c, 0, BC_ACQUIRE_DONE, 0x10, 0x11);
	bc_ptr_cookie(c, 1, BC_INCREFS_DONE, 0x10, 0x11);	/* any thread may */
	bc_ptr_cookie(c, 1, BC_INCREFS_DONE, 0x10, 0x11);
	bc_ptr_cookie(c, 1, BC_ACQUIRE_DONE, 0x10, 0x11);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(talk_write(c, 1), 0);
	expect_nothing(c, 0);
	bc_free(m, 0, buffer);
	CHECK_EQ(talk_write(m, 0), 0);
	READ(c, 0, BR_RELEASE, BR_DECREFS);
}

static void dead_one_is_passed_on(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0), hd;

	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, 1);
	CHECK_EQ(talk_write(m, 0), 0);
	peer_kill(c);
	READ(m, 0, BR_DEAD_BINDER);
	hd = pass_handle(m, d, h);
	bc_call(d, 0, hd, 1, NULL);
	READ(d, 0, BR_DEAD_REPLY);
	bc_handle_cookie(d, 0, BC_REQUEST_DEATH_NOTIFICATION, hd, 2);
	CHECK_EQ(READ(d, 0, BR_DEAD_BINDER).cookie, 2);
}

static void of_the_dead(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *d = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x11, 0);

	bc_handle_cookie(m, 0, BC_REQUEST_DEATH_NOTIFICATION, h, 1);
	CHECK_EQ(talk_write(m, 0), 0);
	peer_kill(c);
	READ(m, 0, BR_DEAD_BINDER);
	command(m, BC_ACQUIRE, h);
	command(m, BC_INCREFS, h);
	command(m, BC_RELEASE, h);
	command(m, BC_RELEASE, h);
	bc_call(m, 0, h, 1, NULL);	/* weak now: not even dead */
	READ(m, 0, BR_FAILED_REPLY);
	command(m, BC_DECREFS, h);
	CHECK_EQ(give_object(d, m, 0x20, 0x21, 0), h);
}

static void a_dead_managers_zero(void)
{
	struct peer *m = manager_open(0), *c = peer_open(), *n;

	bc_u32(c, 0, BC_ACQUIRE, 0);
	bc_handle_cookie(c, 0, BC_REQUEST_DEATH_NOTIFICATION, 0, 1);
	CHECK_EQ(talk_write(c, 0), 0);
	peer_kill(m);
	READ(c, 0, BR_DEAD_BINDER);
	n = manager_open(0);
	bc_u32(c, 0, BC_ACQUIRE, 0);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(call_and_reply(c, n, 1, NULL, NULL, NULL).target.ptr, 0);
	bc_u32(c, 0, BC_RELEASE, 0);	/* the dead one's */
	CHECK_EQ(talk_write(c, 0), 0);
	call_and_reply(c, n, 0, NULL, NULL, NULL);
}

const struct conform_case cases_counts[] = {
	SKIPPED(BC_INCREFS),
	SKIPPED(BC_ACQUIRE),
	SKIPPED(BC_RELEASE),
	SKIPPED(BC_DECREFS),
	CASE("counts: as many releases as acquires", as_often_as_taken),
	CASE("counts: weak ones do not go below zero", weak_below_zero),
	CASE("counts: strong ones do not go below zero", strong_below_zero),
	CASE("counts: the buffer's own, dropped by its receiver", the_buffers_count),
	CASE("counts: a weak handle cannot be sent as a strong one", weak_cannot_be_sent_strongly),
	CASE("counts: a weak handle made strong by the owner", strengthened_by_its_owner),
	CASE("counts: held again before the owner was told of the end", taken_back_before_told),
	CASE("counts: held again after the end", held_again_after_the_end),
	CASE("counts: three times in a payload", twice_in_a_payload),
	CASE("counts: 200 numbers, the smallest free one first", many_numbers),
	CASE("counts: an object at 0", object_at_zero),
	CASE("counts: an object keeps its first flags", flags_of_the_first_time),
	CASE("counts: acknowledged in the other order, and twice", done_in_the_other_order),
	CASE("counts: a dead object is passed on", dead_one_is_passed_on),
	CASE("counts: of a dead object", of_the_dead),
	CASE("counts: handle 0 of a dead manager", a_dead_managers_zero),
	CASES_END
};
