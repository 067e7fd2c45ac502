/* SPDX-License-Identifier: MIT */
/*
 * check_large.c - what is much larger in memory than in a parcel
 */
#include "check_tap.h"

#include <pthread.h>

#include "large.h"
#include "large/Hall.h"
#include "large/Hotel.h"
#include "large/Knot.h"
#include "large/Link.h"

enum {
	NAME = 20 + AIDL_BLOCK_BYTES, /* the default of Hall.name */
	HALL = sizeof(large_Hall),
	MOST = AIDL_MAX_READ_BYTES / (HALL + NAME), /* halls in an array */
};

static AParcel *parcel;

static void setup(void)
{
	parcel = AParcel_create();
	AParcel_writeInt32(parcel, 0);
}

static void teardown(void)
{
	AParcel_delete(parcel);
}

/* n halls of which nothing is said. */
static void put_halls(int32_t n)
{
	AParcel_writeInt32(parcel, n);
	for (int32_t i = 0; i < n; i++) {
		AParcel_writeInt32(parcel, 1);
		AParcel_writeInt32(parcel, 4);
	}
}

/* Reads a Hotel of what was put, within bytes; answers what was left, or a failure, below 0. */
static int64_t read_hotel(size_t bytes)
{
	aidl_budget budget = {bytes, AIDL_MAX_DEPTH};
	large_Hotel hotel = {0};
	binder_status_t r;

	AParcel_setDataPosition(parcel, AParcel_getDataSize(parcel));
	ck_assert_int_eq(aidl_write_size(parcel, 0), STATUS_OK);
	AParcel_setDataPosition(parcel, 0);
	r = large_Hotel_readWithin(&hotel, parcel, &budget);
	if (r != STATUS_OK)
		ck_assert_int_eq(hotel.left.length, 0);
	large_Hotel_clear(&hotel);
	ck_assert_int_eq(budget.depth, AIDL_MAX_DEPTH);
	return r == STATUS_OK ? (int64_t)budget.bytes : r;
}

/* That what was put takes bytes, in a budget of as many and in none of less. */
static void expect(int64_t bytes)
{
	ck_assert_int_eq(read_hotel(AIDL_MAX_READ_BYTES), AIDL_MAX_READ_BYTES - bytes);
	ck_assert_int_eq(read_hotel((size_t)bytes), 0);
	ck_assert_int_eq(read_hotel((size_t)bytes - 1), STATUS_NO_MEMORY);
}

START_TEST(arrays)
{
	put_halls(3);
	put_halls(4);
	expect(7 * (HALL + NAME));
}
END_TEST

START_TEST(values_by_pointer)
{
	put_halls(0);
	put_halls(0);
	AParcel_writeInt32(parcel, 1); /* best */
	AParcel_writeInt32(parcel, 4);
	AParcel_writeInt32(parcel, 3); /* some: one is null */
	for (int i = 0; i < 3; i++) {
		AParcel_writeInt32(parcel, i != 1);
		if (i != 1)
			AParcel_writeInt32(parcel, 4);
	}
	AParcel_writeInt32(parcel, 2); /* pair: of null ones */
	AParcel_writeInt32(parcel, 0);
	AParcel_writeInt32(parcel, 0);
	expect(3 * (HALL + AIDL_BLOCK_BYTES + NAME) + 3 * (int64_t)sizeof(large_Hall *) +
	       2 * (int64_t)sizeof(large_Hall *) + AIDL_BLOCK_BYTES);
}
END_TEST

START_TEST(arrays_in_arrays)
{
	for (int i = 0; i < 2; i++)
		put_halls(0);
	for (int i = 0; i < 3; i++)
		AParcel_writeInt32(parcel, i ? -1 : 0); /* best, some, pair */
	AParcel_writeInt32(parcel, 2); /* wings */
	for (int i = 0; i < 2; i++) {
		AParcel_writeInt32(parcel, 1);
		AParcel_writeInt32(parcel, 4 + 4 + 5 * 8);
		put_halls(5);
	}
	expect(2 * (int64_t)sizeof(large_Hotel) + 10 * (HALL + NAME));
}
END_TEST

/* A parcel has one budget however often it is begun with; the next reading has its own. */
START_TEST(readings)
{
	large_Hotel hotel = {0};

	put_halls(MOST / 2);
	put_halls(MOST - MOST / 2);
	ck_assert_int_ge(read_hotel(AIDL_MAX_READ_BYTES), 0);
	for (int i = 0; i < 3; i++) {
		AParcel_setDataPosition(parcel, 0);
		ck_assert_int_eq(large_Hotel_readFromParcel(&hotel, parcel), STATUS_OK);
		ck_assert_int_eq(hotel.left.length + hotel.right.length, MOST);
	}
	large_Hotel_clear(&hotel);
}
END_TEST

START_TEST(one_too_many)
{
	large_Hotel hotel = {0};

	put_halls(MOST / 2);
	put_halls(MOST - MOST / 2 + 1);
	ck_assert_int_eq(read_hotel(AIDL_MAX_READ_BYTES), STATUS_NO_MEMORY);
	AParcel_setDataPosition(parcel, 0);
	ck_assert_int_eq(large_Hotel_readFromParcel(&hotel, parcel), STATUS_NO_MEMORY);
	ck_assert_ptr_null(hotel.left.data);
}
END_TEST

/* What a holder holds is read apart, when a program asks for it. */
START_TEST(holders)
{
	large_Hotel outer, inner;
	large_Hotel *hotels[] = {&inner, &outer};

	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(large_Hotel_init(hotels[i]), STATUS_OK);
		ck_assert_int_eq(large_Hall_Array_alloc(&hotels[i]->left, MOST), STATUS_OK);
		for (int32_t j = 0; j < MOST; j++)
			ck_assert_int_eq(large_Hall_init(&hotels[i]->left.data[j]), STATUS_OK);
	}
	large_Hall_Array_clear(&outer.left);
	ck_assert_int_eq(large_Hotel_writeToHolder(&inner, &outer.more), STATUS_OK);
	AParcel_setDataPosition(parcel, 0);
	ck_assert_int_eq(large_Hotel_writeToParcel(&outer, parcel), STATUS_OK);
	large_Hotel_clear(&outer);
	expect(AIDL_HOLDER_BYTES);
	AParcel_setDataPosition(parcel, 0);
	ck_assert_int_eq(large_Hotel_readFromParcel(&outer, parcel), STATUS_OK);
	for (int i = 0; i < 2; i++) {
		large_Hotel_clear(&inner);
		ck_assert_int_eq(large_Hotel_readFromHolder(&inner, &outer.more), STATUS_OK);
		ck_assert_int_eq(inner.left.length, MOST);
	}
	large_Hotel_clear(&inner);
	large_Hotel_clear(&outer);
}
END_TEST

/* n Knots, each in a Wrap in the one before. */
static binder_status_t read_knots(int32_t n)
{
	large_Knot knot = {0};
	binder_status_t r;

	AParcel_setDataPosition(parcel, 0);
	for (int32_t i = 1; i < n; i++) {
		AParcel_writeInt32(parcel, 12 * (n - i) + 8); /* the size */
		AParcel_writeInt32(parcel, 1); /* a Wrap */
		AParcel_writeInt32(parcel, 1); /* a Knot in it */
	}
	AParcel_writeInt32(parcel, 8);
	AParcel_writeInt32(parcel, 0);
	AParcel_setDataPosition(parcel, 0);
	r = large_Knot_readFromParcel(&knot, parcel);
	large_Knot_clear(&knot);
	return r;
}

START_TEST(depth_through_types_by_hand)
{
	ck_assert_int_eq(read_knots(AIDL_MAX_DEPTH + 1), STATUS_OK); /* with as many Wraps between */
	ck_assert_int_eq(read_knots(AIDL_MAX_DEPTH + 2), STATUS_BAD_VALUE);
	ck_assert_int_eq(read_knots(20000), STATUS_BAD_VALUE);
}
END_TEST

static void *run(void *test)
{
	(*(void (**)(void))test)();
	return NULL;
}

void large_on_small_stack(void (*test)(void))
{
	pthread_attr_t attr;
	pthread_t thread;

	ck_assert_int_eq(pthread_attr_init(&attr), 0);
	ck_assert_int_eq(pthread_attr_setstacksize(&attr, 256 << 10), 0);
	ck_assert_int_eq(pthread_create(&thread, &attr, run, &test), 0);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	pthread_attr_destroy(&attr);
}

/* As deep as a peer may make it. */
static void copy_links(void)
{
	large_Link first, copy = {{0}, NULL}, *last = &first;

	ck_assert_int_eq(large_Link_init(&first), STATUS_OK);
	for (int i = 1; i < AIDL_MAX_DEPTH; i++) {
		last->next = large_Link_new();
		last = last->next;
		last->numbers[511] = i;
	}
	AParcel_setDataPosition(parcel, 0);
	ck_assert_int_eq(large_Link_writeToParcel(&first, parcel), STATUS_OK);
	AParcel_setDataPosition(parcel, 0);
	ck_assert_int_eq(large_Link_readFromParcel(&copy, parcel), STATUS_OK);
	ck_assert(large_Link_equals(&first, &copy));
	ck_assert_int_eq(large_Link_copy(&first, &copy), STATUS_OK);
	ck_assert(large_Link_equals(&first, &copy));
	large_Link_clear(&copy);
	large_Link_clear(&first);
}

START_TEST(deep_and_large)
{
	large_on_small_stack(copy_links);
}
END_TEST

static Suite *large_suite(void)
{
	Suite *s = suite_create("large");
	TCase *t = tcase_create("values");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, arrays);
	tcase_add_test(t, values_by_pointer);
	tcase_add_test(t, arrays_in_arrays);
	tcase_add_test(t, readings);
	tcase_add_test(t, one_too_many);
	tcase_add_test(t, holders);
	tcase_add_test(t, depth_through_types_by_hand);
	tcase_add_test(t, deep_and_large);
	suite_add_tcase(s, t);
	direct_large(s);
	marshalled_large(s);
	return s;
}

CHECK_TAP_MAIN(large_suite)
