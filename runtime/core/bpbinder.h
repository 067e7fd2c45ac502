/* SPDX-License-Identifier: MIT */
/*
 * bpbinder.h - remote objects: one per handle, in the handle table of process_state
 *
 * A proxy holds one strong reference of the driver to its handle from the moment it is made to
 * that at which its last strong reference goes. Death links are in death.h.
 */
#pragma once

#include <pthread.h>
#include <sys/queue.h>

#include <android/binder_ibinder.h>

#include "core/object.h"

struct rt_death_link;
struct rt_driver;
TAILQ_HEAD(rt_death_links, rt_death_link);

struct rt_bpbinder {
	AIBinder base;
	uint32_t handle;
	struct rt_driver *driver;	/* whose handle it is; never used again by another */
	atomic_bool alive;		/* false for good once the driver said otherwise */
	_Atomic(char *) descriptor;	/* what the object answered, set once */
	struct rt_death_links links;	/* this and the next under the lock of death.c */
	bool death_requested;
};

static inline struct rt_bpbinder *rt_bpbinder(AIBinder *object)
{
	return (struct rt_bpbinder *)object;
}

/**
 * rt_bpbinder_new() - a proxy with one reference, not yet known to the driver, which is the one in
 * use unless it is set. NULL: no memory.
 */
AIBinder *rt_bpbinder_new(uint32_t handle);

/** rt_bpbinder_end() - the last strong reference is gone. For object.c. */
void rt_bpbinder_end(AIBinder *object);

/** rt_bpbinder_alive() - false once the object's process, or the driver, is known to be gone. */
bool rt_bpbinder_alive(AIBinder *object);

/**
 * rt_bpbinder_transact() - sends any code and waits for the reply
 * @out:	empty, gets the reply
 * @flags:	FLAG_ONEWAY, FLAG_CLEAR_BUF, FLAG_PRIVATE_VENDOR
 * Return: as AIBinder_transact().
 */
binder_status_t rt_bpbinder_transact(AIBinder *object, transaction_code_t code, AParcel *in,
				     AParcel *out, binder_flags_t flags);

/** rt_bpbinder_descriptor() - what the object says its interface is, borrowed; asked for once. */
binder_status_t rt_bpbinder_descriptor(AIBinder *object, const char **ret);
