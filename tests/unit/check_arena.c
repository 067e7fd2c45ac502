/* SPDX-License-Identifier: MIT */
/*
 * check_arena.c - receive buffers: every page in use is one that a used buffer
 * overlaps, in any order of frees
 */
#include <linux/err.h>
#include <linux/mm.h>
#include "core/internal.h"
#include "inproc/home.h"
#include "inproc/inproc.h"
#include "tests/support/check_tap.h"

#define BUFFERS 5
#define ARENA (16 * PAGE_SIZE)

static struct inproc_device *device;
static struct inproc *p;

static void open_one(void)
{
	struct inproc_options options = { .pid = 1 };
	const void *map;

	device = inproc_device_new(NULL);
	p = inproc_open(device, &options);
	ck_assert_int_eq(inproc_map(p, ARENA, &map), 0);
}

static void close_one(void)
{
	inproc_close(p);
	inproc_device_free(device);
	ck_assert_int_eq(shim_slab_live(), 0);
	ck_assert_uint_eq(shim_warnings(), 0);
}

static struct binder_buffer *alloc(size_t size, bool async)
{
	struct binder_buffer *buffer;

	binder_lock(p->proc->ctx);
	buffer = binder_arena_alloc_locked(p->proc, size, 0, 0, async, 7);
	binder_unlock(p->proc->ctx);
	return buffer;
}

static void release(struct binder_buffer *buffer)
{
	binder_lock(p->proc->ctx);
	binder_arena_free_locked(p->proc, buffer);
	binder_unlock(p->proc->ctx);
}

static void check_pages(struct binder_buffer *const *buffers)
{
	size_t page;
	int i;

	for (page = 0; page < ARENA / PAGE_SIZE; page++) {
		size_t start = page * PAGE_SIZE, end = start + PAGE_SIZE;
		bool used = false;

		for (i = 0; i < BUFFERS; i++)
			used |= buffers[i] && buffers[i]->offset < end &&
				buffers[i]->offset + buffers[i]->size > start;
		ck_assert_int_eq(inproc_page_used(p, start), used);
	}
}

/* Where a buffer ends, seen from where it begins. */
static size_t end_for(size_t start, int kind)
{
	size_t next = round_up(start + 1, PAGE_SIZE);

	switch (kind) {
	case 0: /* same page, unaligned; or the next where there is no room */
		return next - start > PAGE_SIZE / 8 ? start + PAGE_SIZE / 8 : next + PAGE_SIZE / 8;
	case 1: /* at the end of its page */
		return next;
	case 2: /* in the next page */
		return next + PAGE_SIZE / 2;
	case 3: /* at the end of the next */
		return next + PAGE_SIZE;
	default: /* in the one after */
		return next + PAGE_SIZE + PAGE_SIZE / 4;
	}
}

static void one_order(const size_t *ends, const int *order)
{
	struct binder_buffer *buffers[BUFFERS], *all;
	size_t start = 0;
	int i;

	for (i = 0; i < BUFFERS; i++) {
		buffers[i] = alloc(ends[i] - start, false);
		ck_assert(!IS_ERR(buffers[i]));
		ck_assert_uint_eq(buffers[i]->offset, start);
		start = ends[i];
	}
	check_pages(buffers);
	for (i = 0; i < BUFFERS; i++) {
		release(buffers[order[i]]);
		buffers[order[i]] = NULL;
		check_pages(buffers);
	}
	all = alloc(ARENA, false);
	ck_assert(!IS_ERR(all));
	release(all);
}

/* The @n-th order of five. */
static void order_of(int n, int *order)
{
	int left[BUFFERS] = { 0, 1, 2, 3, 4 }, i, j;

	for (i = 0; i < BUFFERS; i++) {
		int at = n % (BUFFERS - i);

		n /= BUFFERS - i;
		order[i] = left[at];
		for (j = at; j < BUFFERS - 1; j++)
			left[j] = left[j + 1];
	}
}

static void each_order(const size_t *ends, int step)
{
	int order[BUFFERS], n;

	for (n = 0; n < 120; n += step) {
		order_of(n, order);
		one_order(ends, order);
	}
}

START_TEST(pages_follow_buffers)
{
	int kinds, i;

	for (kinds = 0; kinds < 3125; kinds++) {
		size_t ends[BUFFERS], start = 0;
		int rest = kinds;

		for (i = 0; i < BUFFERS; i++) {
			ends[i] = end_for(start, rest % 5);
			start = ends[i];
			rest /= 5;
		}
		each_order(ends, kinds % 125 ? 59 : 1);
	}
}
END_TEST

START_TEST(best_fit_and_merge)
{
	struct binder_buffer *a = alloc(1000, false), *b = alloc(64, false), *c = alloc(200, false),
			     *d = alloc(64, false), *e;
	size_t where = c->offset;

	release(a);
	release(c);
	e = alloc(100, false);
	ck_assert_uint_eq(e->offset, where);
	release(e);
	release(b);
	e = alloc(1264, false);	/* a, b and c are one again */
	ck_assert_uint_eq(e->offset, 0);
	release(e);
	release(d);
}
END_TEST

START_TEST(sizes)
{
	struct binder_buffer *b = alloc(0, false);

	ck_assert_uint_eq(b->size, 8);
	release(b);
	b = alloc(ARENA, false);
	ck_assert(!IS_ERR(b));
	ck_assert_int_eq(PTR_ERR(alloc(0, false)), -ENOSPC);
	release(b);
	ck_assert_int_eq(PTR_ERR(alloc(ARENA + 1, false)), -ENOSPC);
	ck_assert_int_eq(PTR_ERR(alloc(SIZE_MAX, false)), -EINVAL);
	ck_assert_int_eq(PTR_ERR(alloc(SIZE_MAX - 7, false)), -ENOSPC);
}
END_TEST

START_TEST(async_half)
{
	struct binder_buffer *a = alloc(ARENA / 2, true), *b;

	ck_assert(!IS_ERR(a));
	ck_assert_int_eq(PTR_ERR(alloc(0, true)), -ENOSPC);
	b = alloc(ARENA / 2, false);
	ck_assert(!IS_ERR(b));
	release(a);
	a = alloc(0, true);
	ck_assert(!IS_ERR(a));
	release(a);
	release(b);
	ck_assert_uint_eq(p->proc->arena.free_async, ARENA / 2);
}
END_TEST

START_TEST(spam_is_said_once_an_episode)
{
	struct binder_buffer *buffers[80];
	int i, n, suspects = 0;

	for (n = 0; n < 80; n++) {
		buffers[n] = alloc(ARENA / 2 / 80 & ~7ul, true);
		ck_assert(!IS_ERR(buffers[n]));
		suspects += buffers[n]->spam_suspect;
	}
	ck_assert_int_eq(suspects, 1);
	for (i = 0; i < n; i++)
		release(buffers[i]);
	release(alloc(8, true));
	ck_assert(!p->proc->arena.spam_reported);
}
END_TEST

static Suite *arena_suite(void)
{
	Suite *s = suite_create("arena");
	TCase *tc = tcase_create("arena");

	tcase_add_checked_fixture(tc, open_one, close_one);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, pages_follow_buffers);
	tcase_add_test(tc, best_fit_and_merge);
	tcase_add_test(tc, sizes);
	tcase_add_test(tc, async_half);
	tcase_add_test(tc, spam_is_said_once_an_episode);
	suite_add_tcase(s, tc);
	return s;
}

CHECK_TAP_MAIN(arena_suite)
