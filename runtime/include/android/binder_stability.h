/* SPDX-License-Identifier: MIT */
/*
 * android/binder_stability.h - how long an interface keeps its form
 *
 * Each binder carries a level. Objects made here are of system level unless they are marked as
 * VINTF. An object is marked once, before it is first sent; another mark aborts.
 */
#pragma once

#include <android/binder_ibinder.h>

#define BINDER_STABILITY_SUPPORT

__BEGIN_DECLS

enum {
	/** The call is made on behalf of a vendor process: vendor level is enough. */
	FLAG_PRIVATE_VENDOR = 0x10000000,
	FLAG_PRIVATE_LOCAL = 0,
};

/** The object's interface may change with the system. */
void AIBinder_markSystemStability(AIBinder *binder) __INTRODUCED_IN(30);

/** The object's interface is frozen for good. */
void AIBinder_markVintfStability(AIBinder *binder) __INTRODUCED_IN(30);

/** Takes a local object back from VINTF to system level. */
void AIBinder_forceDowngradeToSystemStability(AIBinder *binder) __INTRODUCED_IN(31);

static inline void AIBinder_markCompilationUnitStability(AIBinder *binder)
{
	AIBinder_markSystemStability(binder);
}

static inline void AIBinder_forceDowngradeToLocalStability(AIBinder *binder)
{
	AIBinder_forceDowngradeToSystemStability(binder);
}

__END_DECLS
