/* SPDX-License-Identifier: MIT */
/*
 * check_ident.c - names in generated C
 */
#include "check_tap.h"

#include "gen_c/ident.h"

START_TEST(lists_are_sorted)
{
	ck_assert(ident_lists_are_sorted());
}
END_TEST

START_TEST(reserved_names_get_an_underscore)
{
	static const char *const cases[][2] = {
		{"EOF", "EOF_"}, {"xor_eq", "xor_eq_"}, {"int", "int_"}, {"int_", "int__"},
		{"integer", "integer"}, {"in", "in"}, {"i", "i"}, {"EO", "EO"}, {"EOF0", "EOF0"},
		{"zzz", "zzz"}, {"A", "A"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(ident_field(&a, cases[i][0]), cases[i][1]);
	ck_assert_str_eq(ident_arg(&a, "in"), "in_");
	ck_assert_str_eq(ident_arg(&a, "uint32_t"), "uint32_t_");
	ck_assert_str_eq(ident_member(&a, "writeToParcel"), "writeToParcel_");
	ck_assert_str_eq(ident_member(&a, "ARRAYS"), "ARRAYS_");
	arena_free(&a);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("ident");
	TCase *t = tcase_create("ident");

	tcase_add_test(t, lists_are_sorted);
	tcase_add_test(t, reserved_names_get_an_underscore);
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(suite)
