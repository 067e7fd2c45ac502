/* SPDX-License-Identifier: MIT */
/*
 * object.c - counting of binder objects
 */
#include "core/object.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/bbinder.h"
#include "core/bpbinder.h"

static pthread_mutex_t known_lock = PTHREAD_MUTEX_INITIALIZER;
static LIST_HEAD(, AIBinder) known_objects = LIST_HEAD_INITIALIZER(known_objects);
static atomic_bool known_frozen;

void rt_object_init(AIBinder *object, bool remote, const AIBinder_Class *clazz)
{
	*(bool *)&object->remote = remote;
	atomic_init(&object->strong, 1);
	atomic_init(&object->weak, 1);
	atomic_init(&object->clazz, clazz);
	atomic_init(&object->stability, RT_STABILITY_UNDECLARED);
	atomic_init(&object->known, false);
}

void rt_object_ref(AIBinder *object)
{
	atomic_fetch_add_explicit(&object->strong, 1, memory_order_relaxed);
}

static void end(AIBinder *object)
{
	if (object->remote)
		rt_bpbinder_end(object);
	else
		rt_bbinder_end(object);
	rt_object_weak_unref(object);
}

void rt_object_unref(AIBinder *object)
{
	if (atomic_fetch_sub_explicit(&object->strong, 1, memory_order_acq_rel) == 1)
		end(object);
}

bool rt_object_unref_last(AIBinder *object)
{
	int last = 1;

	if (!atomic_compare_exchange_strong(&object->strong, &last, 0))
		return false;
	end(object);
	return true;
}

void rt_object_mark_known(AIBinder *object)
{
	if (atomic_load_explicit(&object->known, memory_order_relaxed) ||
	    atomic_load(&known_frozen) || atomic_exchange(&object->known, true))
		return;
	pthread_mutex_lock(&known_lock);
	LIST_INSERT_HEAD(&known_objects, object, of_known);
	pthread_mutex_unlock(&known_lock);
}

void rt_object_after_fork(void)
{
	atomic_store(&known_frozen, true);
}

static void free_object(AIBinder *object)
{
	if (atomic_load(&object->known) && !atomic_load(&known_frozen)) {
		pthread_mutex_lock(&known_lock);
		LIST_REMOVE(object, of_known);
		pthread_mutex_unlock(&known_lock);
	}
	free(object);
}

void rt_object_weak_ref(AIBinder *object)
{
	atomic_fetch_add_explicit(&object->weak, 1, memory_order_relaxed);
}

void rt_object_weak_unref(AIBinder *object)
{
	if (atomic_fetch_sub_explicit(&object->weak, 1, memory_order_acq_rel) == 1)
		free_object(object);
}

bool rt_object_promote(AIBinder *object)
{
	int strong = atomic_load_explicit(&object->strong, memory_order_relaxed);

	while (strong > 0) {
		if (atomic_compare_exchange_weak_explicit(&object->strong, &strong, strong + 1,
							  memory_order_acq_rel,
							  memory_order_relaxed))
			return true;
	}
	return false;
}

bool rt_object_set_stability(AIBinder *object, int level)
{
	int before = RT_STABILITY_UNDECLARED;

	return atomic_compare_exchange_strong(&object->stability, &before, level) ||
	       before == level;
}

bool rt_stability_valid(int level)
{
	return level == RT_STABILITY_VENDOR || level == RT_STABILITY_SYSTEM ||
	       level == RT_STABILITY_VINTF;
}

const char *rt_object_describe(AIBinder *object)
{
	const AIBinder_Class *clazz = atomic_load(&object->clazz);

	return clazz ? clazz->descriptor : "?";
}
