/* SPDX-License-Identifier: MIT */
/*
 * check_tap.h - the main() of a libcheck program that answers in TAP
 *
 * A unit test defines its cases, a `static Suite *NAME_suite(void)` and ends with
 * CHECK_TAP_MAIN(NAME_suite). Cases run in forked children with libcheck's time
 * limit; CK_FORK=no and CK_RUN_CASE work as usual for debugging.
 */
#pragma once

#include <check.h>
#include <stdlib.h>

#define CHECK_TAP_MAIN(make_suite)                                                                 \
	int main(void)                                                                             \
	{                                                                                          \
		SRunner *runner = srunner_create(make_suite());                                    \
		int failed;                                                                        \
		srunner_set_tap(runner, "-");                                                      \
		srunner_run_all(runner, CK_SILENT);                                                \
		failed = srunner_ntests_failed(runner);                                            \
		srunner_free(runner);                                                              \
		return failed ? EXIT_FAILURE : EXIT_SUCCESS;                                       \
	}
