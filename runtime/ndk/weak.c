/* SPDX-License-Identifier: MIT */
/*
 * weak.c - AIBinder_Weak: the public functions
 *
 * The weak reference keeps the object's memory, so its address orders it beyond its end.
 */
#include <android/binder_ibinder.h>

#include <stdlib.h>

#include "core/object.h"
#include "core/visibility.h"

struct AIBinder_Weak {
	AIBinder *object;
};

static AIBinder_Weak *new_weak(AIBinder *object)
{
	AIBinder_Weak *weak = malloc(sizeof(*weak));

	if (!weak)
		return NULL;
	weak->object = object;
	rt_object_weak_ref(object);
	return weak;
}

RT_EXPORT AIBinder_Weak *AIBinder_Weak_new(AIBinder *binder)
{
	return binder ? new_weak(binder) : NULL;
}

RT_EXPORT AIBinder_Weak *AIBinder_Weak_clone(const AIBinder_Weak *weak)
{
	return weak ? new_weak(weak->object) : NULL;
}

RT_EXPORT void AIBinder_Weak_delete(AIBinder_Weak *weakBinder)
{
	if (!weakBinder)
		return;
	rt_object_weak_unref(weakBinder->object);
	free(weakBinder);
}

RT_EXPORT AIBinder *AIBinder_Weak_promote(AIBinder_Weak *weakBinder)
{
	if (!weakBinder || !rt_object_promote(weakBinder->object))
		return NULL;
	return weakBinder->object;
}

RT_EXPORT bool AIBinder_Weak_lt(const AIBinder_Weak *lhs, const AIBinder_Weak *rhs)
{
	if (!lhs || !rhs)
		return !lhs && rhs;
	return (uintptr_t)lhs->object < (uintptr_t)rhs->object;
}
