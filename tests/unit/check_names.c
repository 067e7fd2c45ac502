/* SPDX-License-Identifier: MIT */
/* check_names.c - what a service's name may look like */
#include "names.h"

#include <string.h>

#include "check_tap.h"

static const char *problem(const char *name)
{
	static char text[128];

	return names_problem(name, text, sizeof text);
}

static const char *of_length(size_t n)
{
	static char name[200];

	memset(name, 'x', n);
	name[n] = '\0';
	return name;
}

START_TEST(good_names)
{
	ck_assert_ptr_null(problem("android.hardware.light.ILights/default"));
	ck_assert_ptr_null(problem("a.b-c_d/E/9"));
	ck_assert_ptr_null(problem("/"));
	ck_assert_ptr_null(problem(".."));
	ck_assert_ptr_null(problem("-x"));
	ck_assert_ptr_null(problem("a//b/"));
}
END_TEST

START_TEST(lengths)
{
	ck_assert_str_eq(problem(""), "it is empty");
	ck_assert_ptr_null(problem(of_length(1)));
	ck_assert_ptr_null(problem(of_length(127)));
	ck_assert_str_eq(problem(of_length(128)),
			 "it has 128 characters; at most 127 are allowed");
}
END_TEST

START_TEST(bad_characters)
{
	static const char *const names[] = { "a b", "a$b", "a@b", "a:b", "caf\xc3\xa9",
					     "\xf0\x9f\x98\x80", "x\nctl.start", "\x1b[31m",
					     "a\\b", "a*", "a\x7f" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *text = problem(names[i]);

		ck_assert_ptr_nonnull(text);
		for (; *text; text++)
			ck_assert(*text >= ' ' && *text < 0x7f);
	}
	ck_assert_str_eq(problem("a:b"),
			 "character 2 is ':'; allowed are a-z A-Z 0-9 _ - . /");
	ck_assert_str_eq(problem("ab\n"), "byte 3 is 0x0a; allowed are a-z A-Z 0-9 _ - . /");
}
END_TEST

static Suite *names_suite(void)
{
	Suite *s = suite_create("names");
	TCase *tc = tcase_create("names");

	tcase_add_test(tc, good_names);
	tcase_add_test(tc, lengths);
	tcase_add_test(tc, bad_characters);
	suite_add_tcase(s, tc);
	return s;
}

CHECK_TAP_MAIN(names_suite)
