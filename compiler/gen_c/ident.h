/* SPDX-License-Identifier: MIT */
/*
 * ident.h - names in generated C
 *
 * A type is its package, dots made underscores and underscores doubled, then its
 * own name and those around it: a.b_c.Outer.Inner is a_b__c_Outer_Inner. What is
 * named inside a type is that name, an underscore and the AIDL name.
 *
 * Reserved words get a trailing underscore, always, so that adding a method never
 * renames another; a reserved word that already has trailing underscores gets one
 * more, so that two names never meet. Three lists, by what the name becomes:
 *   every name:             keywords of C and C++, macros of gnu mode and of the C library
 *   members of a type:      also the suffixes that the compiler adds to the type's name
 *   arguments:              also the local names of generated functions
 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "gen_c/gen_c.h"

/** The C name of a defined type. */
const char *ident_type(struct arena *a, const struct gen_c_options *opt,
		       const struct model_def *def);

/**
 * A method, constant, enumerator or nested type: what follows the type's name and an underscore.
 */
const char *ident_member(struct arena *a, const char *name);

/** A field: a member of a C struct. */
const char *ident_field(struct arena *a, const char *name);

/** An argument of a method. */
const char *ident_arg(struct arena *a, const char *name);

/**
 * A local of a generated function: wanted, with underscores behind it until
 * no argument has that name.
 */
const char *ident_local(struct arena *a, const struct model_method *m, const char *wanted);

/** Whether the lists of reserved names are in the order that looking them up needs; for a test. */
bool ident_lists_are_sorted(void);
