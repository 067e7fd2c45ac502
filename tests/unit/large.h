/* SPDX-License-Identifier: MIT */
/*
 * large.h - the parts of check_large
 *
 * Two copies of large.IHotel are in the program, as in language.h: calls through the one that made
 * the service are direct, through the other marshalled. All is compiled with a small
 * AIDL_MAX_READ_BYTES.
 */
#pragma once

#include <android/binder_ibinder.h>
#include <check.h>

/** A new service of large.IHotel, made by the copy that the direct calls use. */
AIBinder *large_binder(void);

/** Runs test in a thread with a stack that none of the large values fits on. */
void large_on_small_stack(void (*test)(void));

/** Add the cases of large_calls.c to a suite. */
void direct_large(Suite *s);
void marshalled_large(Suite *s);
