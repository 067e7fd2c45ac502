/* SPDX-License-Identifier: MIT */
/* check_suggest.c - "did you mean" */
#include "tools/suggest.h"

#include "check_tap.h"

static const char *const words[] = { "run", "list", "doctor", "monitor" };

static const char *close_to(const char *word)
{
	return suggest(word, words, 4);
}

START_TEST(mistakes)
{
	ck_assert_str_eq(close_to("rnu"), "run");
	ck_assert_str_eq(close_to("lits"), "list");
	ck_assert_str_eq(close_to("docter"), "doctor");
	ck_assert_str_eq(close_to("doc"), "doctor");
	ck_assert_str_eq(close_to("mointor"), "monitor");
}
END_TEST

START_TEST(no_guess)
{
	ck_assert_ptr_null(close_to(""));
	ck_assert_ptr_null(close_to("x"));
	ck_assert_ptr_null(close_to("frobnicate"));
	ck_assert_ptr_null(close_to("0123456789012345678901234567890123456789"));
}
END_TEST

static Suite *suggest_suite(void)
{
	Suite *s = suite_create("suggest");
	TCase *tc = tcase_create("suggest");

	tcase_add_test(tc, mistakes);
	tcase_add_test(tc, no_guess);
	suite_add_tcase(s, tc);
	return s;
}

CHECK_TAP_MAIN(suggest_suite)
