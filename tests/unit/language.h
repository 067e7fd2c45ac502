/* SPDX-License-Identifier: MIT */
/*
 * language.h - the parts of check_language
 *
 * Two copies of lang.ILang are in the program, under different names: calls through the one that
 * made the service are direct, through the other marshalled.
 */
#pragma once

#include <android/binder_ibinder.h>
#include <check.h>

/** A new service of lang.ILang, made by the copy that the direct calls use. */
AIBinder *language_binder(void);

/** What checkPermission() of that service says yes to; NULL: there is no such hook. */
extern const char *language_permission;

/** The sum of what quiet() was told. */
extern int language_told;

/** Add the cases of language_calls.c to a suite. */
void direct_language(Suite *s);
void marshalled_language(Suite *s);
