/* SPDX-License-Identifier: MIT */
/*
 * tap.h - TAP for the C programs of the integration tests
 *
 * A case is a function that answers whether it passed. check() ends a case at the first thing
 * that is wrong and says which; what a case holds is released by its caller or not at all, as
 * a failed program ends soon.
 */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include <android/binder_status.h>

struct tap_case {
	const char *name;
	bool (*run)(void);
};

#define check(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			printf("# %s:%d: not so: %s\n", __FILE__, __LINE__, #condition);           \
			return false;                                                              \
		}                                                                                  \
	} while (0)

/* For a call that must succeed. */
#define check_ok(call)                                                                             \
	do {                                                                                       \
		if (!tap_status_is_ok(call, __FILE__, __LINE__))                                   \
			return false;                                                              \
	} while (0)

/* For a call that must fail with a transport status. */
#define check_status(call, wanted)                                                                 \
	do {                                                                                       \
		if (!tap_status_is(call, wanted, __FILE__, __LINE__))                              \
			return false;                                                              \
	} while (0)

/** Deletes the status. */
bool tap_status_is_ok(AStatus *status, const char *file, int line);
bool tap_status_is(AStatus *status, binder_status_t wanted, const char *file, int line);

/** Runs all cases in order. Return: exit status. */
int tap_run(const struct tap_case *cases, int n_cases);
