/* SPDX-License-Identifier: MIT */
/*
 * object.h - what local and remote binder objects have in common: counts, class, stability
 *
 * Counts: all strong references together hold one weak one. The last strong reference ends the
 * object (onDestroy, or the handle is given back), the last weak one frees its memory. A count of
 * strong references never leaves 0 again, so promotion either finds a living object or fails.
 * The driver's references to a local object are counted here like any other.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

#include <android/binder_ibinder.h>

/** Levels of stability: sets of bits, so that VINTF has both others. */
enum {
	RT_STABILITY_UNDECLARED = 0,
	RT_STABILITY_VENDOR = 0x03,
	RT_STABILITY_SYSTEM = 0x0c,
	RT_STABILITY_VINTF = 0x3f,
};

struct AIBinder {
	atomic_int strong;
	atomic_int weak;
	const bool remote;	/* a struct rt_bpbinder, else a struct rt_bbinder */
	_Atomic(const AIBinder_Class *) clazz;
	atomic_int stability;
	atomic_bool known;	/* in the list of rt_object_mark_known() */
	LIST_ENTRY(AIBinder) of_known;
};

/** rt_object_init() - one strong reference, and the weak one of all strong. */
void rt_object_init(AIBinder *object, bool remote, const AIBinder_Class *clazz);

void rt_object_ref(AIBinder *object);
void rt_object_unref(AIBinder *object);

/** rt_object_unref_last() - drops the reference if it is the last one. Return: whether it was. */
bool rt_object_unref_last(AIBinder *object);

void rt_object_weak_ref(AIBinder *object);
void rt_object_weak_unref(AIBinder *object);

/**
 * rt_object_mark_known() - the driver gets to know the object's address
 * It may then be the only one that has it: a list keeps the object reachable until it is freed, so
 * that a leak checker, which does not see into the driver, has nothing to report.
 */
void rt_object_mark_known(AIBinder *object);

/** rt_object_after_fork() - in the child: the list may be half changed, so it stays as it is. */
void rt_object_after_fork(void);

/** rt_object_promote() - a strong reference from a weak one. Return: false once it has ended. */
bool rt_object_promote(AIBinder *object);

/** rt_object_set_stability() - declares a level. Return: false where it has another. */
bool rt_object_set_stability(AIBinder *object, int level);

/** rt_stability_valid() - whether @level is one that a living object can have. */
bool rt_stability_valid(int level);

/** rt_object_describe() - the descriptor where it is known, "?" else; for messages. */
const char *rt_object_describe(AIBinder *object);
