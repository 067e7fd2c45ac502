/* SPDX-License-Identifier: MIT */
/*
 * generated_calls.h - the parts of check_generated
 *
 * Two copies of one interface are in the program, under different names; each file
 * sees one of them, so what passes between files is binders.
 */
#pragma once

#include <android/binder_ibinder.h>
#include <check.h>

/** A new service of generated.ICheck, made by the copy that the direct calls use. */
AIBinder *service_binder(void);

/** Services that exist. */
int service_count(void);

/** What the last tell() said, from malloc; NULL: nothing since. */
char *service_take_told(void);

/** Add the cases of generated_calls.c to a suite. */
void direct_calls(Suite *s);
void marshalled_calls(Suite *s);
