/* SPDX-License-Identifier: MIT */
/*
 * android/binder_ibinder_platform.h - what only the platform may ask of a binder object
 *
 * Setters are for local objects before they are first sent to another process; else they abort.
 */
#pragma once

#include <android/binder_ibinder.h>

__BEGIN_DECLS

enum {
	/** The driver wipes the call's data when it is freed; also that of the reply. */
	FLAG_CLEAR_BUF = 0x20,
};

/** Callers' security contexts are wanted, see AIBinder_getCallingSid(). */
void AIBinder_setRequestingSid(AIBinder *binder, bool requestingSid) __INTRODUCED_IN(31);

/** Security context of the caller, borrowed for the call; NULL where not asked for or not known. */
const char *AIBinder_getCallingSid(void) __INTRODUCED_IN(31);

/**
 * The least priority for calls: SCHED_OTHER with a nice value, SCHED_FIFO or SCHED_RR with 1..99.
 */
void AIBinder_setMinSchedulerPolicy(AIBinder *binder, int policy, int priority) __INTRODUCED_IN(33);

/** Calls run with a real-time caller's policy, where the driver knows how. */
void AIBinder_setInheritRt(AIBinder *binder, bool inheritRt) __INTRODUCED_IN(33);

__END_DECLS
