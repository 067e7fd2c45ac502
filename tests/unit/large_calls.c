/* SPDX-License-Identifier: MIT */
/*
 * large_calls.c - calls that ask for much memory; and what an argument may be
 *
 * Compiled twice, for direct calls and for marshalled ones. What a request or a reply may take is
 * limited where there is one; all else is alike.
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

static void call_numbers(void)
{
	enum { N = 1048576 };
	int32_t *values = calloc(4 * N, sizeof(*values));
	int32_t *a = values, *b = values + N, *c = values + 2 * N, *ret = values + 3 * N;

	a[N - 1] = 1;
	b[N - 1] = 2;
	c[N - 1] = 3;
	ck_assert_ptr_null(L(IHotel_numbers)(hotel, a, b, c, ret));
	ck_assert_int_eq(ret[N - 1], 1);
	ck_assert_int_eq(b[N - 1], 3);
	ck_assert_int_eq(c[N - 1], 1);
	/* b is a as well, and c. */
	b[N - 1] = 4;
	ck_assert_ptr_null(L(IHotel_numbers)(hotel, b, b, c, ret));
	ck_assert_int_eq(ret[N - 1], 4);
	ck_assert_int_eq(b[N - 1], 1);
	ck_assert_int_eq(c[N - 1], 4);
	free(values);
}

START_TEST(arguments_of_megabytes)
{
	large_on_small_stack(call_numbers);
}
END_TEST

/* The same object as in and as out argument: what is sent is what it was. */
START_TEST(one_object_twice)
{
	L(Hall) hall;
	AStatus *status;

	ck_assert_int_eq(L(Hall_init)(&hall), STATUS_OK);
	hall.seats[0] = 7;
	hall.seats[1023] = 9;
	ck_assert_int_eq(aidl_String_copy(&hall.name, "the small one"), STATUS_OK);
	for (int i = 1; i <= 2; i++) {
		ck_assert_ptr_null(L(IHotel_enter)(hotel, &hall, &hall));
		ck_assert_int_eq(hall.seats[0], 7 + i);
		ck_assert_str_eq(hall.name, "the small one");
	}
	hall.seats[1023] = 0;
	status = L(IHotel_enter)(hotel, &hall, &hall);
	ck_assert_int_eq(AStatus_getServiceSpecificError(status), 1);
	AStatus_delete(status);
	ck_assert_int_eq(hall.seats[0], 0);
	ck_assert_ptr_null(hall.name);
}
END_TEST

/* The array that is lent is a part of the one that is replaced; then all of it. */
START_TEST(a_part_of_an_argument)
{
	aidl_StringArray out = {0}, part;

	ck_assert_int_eq(aidl_StringArray_alloc(&out, 2), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&out.data[0], "one"), STATUS_OK);
	ck_assert_int_eq(aidl_String_copy(&out.data[1], "two"), STATUS_OK);
	part.data = out.data + 1;
	part.length = 1;
	ck_assert_ptr_null(L(IHotel_texts)(hotel, &part, &out));
	ck_assert_int_eq(out.length, 2);
	ck_assert_str_eq(out.data[1], "two");
	ck_assert_ptr_null(L(IHotel_texts)(hotel, &out, &out));
	ck_assert_int_eq(out.length, 4);
	ck_assert_str_eq(out.data[3], "two");
	aidl_StringArray_clear(&out);
}
END_TEST

/* -1 and 0 are null: a service sees the first alone, and so does who called it. */
START_TEST(null_descriptors)
{
	for (int null = -1; null <= 0; null++) {
		int c = null, ret = 0;

		ck_assert_ptr_null(L(IHotel_file)(hotel, null, &c, &ret));
		ck_assert_int_eq(c, -1);
		ck_assert_int_eq(ret, -1);
	}
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
	tcase_add_test(t, arguments_of_megabytes);
	tcase_add_test(t, one_object_twice);
	tcase_add_test(t, a_part_of_an_argument);
	tcase_add_test(t, null_descriptors);
	suite_add_tcase(s, t);
}
