/* SPDX-License-Identifier: MIT */
/*
 * large_calls.c - calls that ask for much memory
 *
 * Compiled twice, for direct calls and for marshalled ones. What a request or a reply may take is
 * limited where there is one.
 */
#include "large.h"

#include "large/Hall.h"
#include "large/IHotel.h"

#ifdef CALLS_DIRECT
#define L(name) copy_##name
#define SUITE_CASE direct_large
#define DIRECT true
#else
#define L(name) large_##name
#define SUITE_CASE marshalled_large
#define DIRECT false
#endif

/* So many halls fit into a budget, with their names, and not one more. */
enum { EACH = sizeof(L(Hall)) + 20 + AIDL_BLOCK_BYTES, MOST = AIDL_MAX_READ_BYTES / EACH };

static L(IHotel) *hotel;

static void setup(void)
{
	hotel = L(IHotel_fromBinder)(large_binder());
	ck_assert_ptr_nonnull(hotel);
}

static void teardown(void)
{
	L(IHotel_release)(hotel);
}

/* What a call answered that takes more than a request or reply may. */
static void expect_limit(AStatus *status)
{
	if (DIRECT) {
		ck_assert_ptr_null(status);
		return;
	}
	ck_assert_ptr_nonnull(status);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_NO_MEMORY);
	AStatus_delete(status);
}

static void make(L(Hall_Array) *array, int32_t n)
{
	ck_assert_int_eq(L(Hall_Array_alloc)(array, n), STATUS_OK);
	for (int32_t i = 0; i < n; i++)
		ck_assert_int_eq(L(Hall_init)(&array->data[i]), STATUS_OK);
}

START_TEST(arguments_together)
{
	L(Hall_Array) a = {0}, b = {0};
	int32_t n = 0;

	make(&a, MOST / 2);
	make(&b, MOST - MOST / 2);
	for (int i = 0; i < 3; i++) { /* each call anew */
		ck_assert_ptr_null(L(IHotel_count)(hotel, &a, &b, &n));
		ck_assert_int_eq(n, MOST);
	}
	make(&b, MOST - MOST / 2 + 1);
	expect_limit(L(IHotel_count)(hotel, &a, &b, &n));
	ck_assert_int_eq(n, DIRECT ? MOST + 1 : 0);
	L(Hall_Array_clear)(&a);
	L(Hall_Array_clear)(&b);
}
END_TEST

START_TEST(out_arrays_together)
{
	L(Hall_Array) a = {.length = MOST / 2}, b = {.length = MOST - MOST / 2};

	ck_assert_ptr_null(L(IHotel_fill)(hotel, &a, &b));
	ck_assert_int_eq(b.length, MOST - MOST / 2);
	ck_assert_int_eq(b.data[b.length - 1].seats[1023], 2);
	L(Hall_Array_clear)(&a);
	L(Hall_Array_clear)(&b);
	a.length = MOST / 2;
	b.length = MOST - MOST / 2 + 1;
	expect_limit(L(IHotel_fill)(hotel, &a, &b));
	ck_assert_int_eq(b.length, DIRECT ? MOST - MOST / 2 + 1 : 0);
	L(Hall_Array_clear)(&a);
	L(Hall_Array_clear)(&b);
}
END_TEST

START_TEST(reply)
{
	L(Hall_Array) ret;

	for (int i = 0; i < 3; i++) {
		ck_assert_ptr_null(L(IHotel_halls)(hotel, MOST, &ret));
		ck_assert_int_eq(ret.length, MOST);
		ck_assert_str_eq(ret.data[MOST - 1].name, "a hall of many seats");
		L(Hall_Array_clear)(&ret);
	}
	expect_limit(L(IHotel_halls)(hotel, MOST + 1, &ret));
	ck_assert_int_eq(ret.length, DIRECT ? MOST + 1 : 0);
	L(Hall_Array_clear)(&ret);
}
END_TEST

void SUITE_CASE(Suite *s)
{
	TCase *t = tcase_create(DIRECT ? "direct calls" : "marshalled calls");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, arguments_together);
	tcase_add_test(t, out_arrays_together);
	tcase_add_test(t, reply);
	suite_add_tcase(s, t);
}
