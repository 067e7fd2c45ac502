/* SPDX-License-Identifier: MIT */
/*
 * bbinder.c - local objects
 */
#include "core/bbinder.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/parcel.h"
#include "core/status.h"
#include "core/token.h"

/* What AOSP gives the nodes of ordinary processes: calls run at nice 19 at least. */
#define DEFAULT_PRIORITY 0x13

static pthread_mutex_t extension_lock = PTHREAD_MUTEX_INITIALIZER;

const char *rt_code_text(const AIBinder_Class *clazz, transaction_code_t code, char *text,
			 size_t size)
{
	const char *name = NULL;

	if (clazz && code >= FIRST_CALL_TRANSACTION && code <= clazz->n_names)
		name = clazz->names[code - FIRST_CALL_TRANSACTION];
	if (code >> 24 == '_')
		snprintf(text, size, "code _%c%c%c", (int)(code >> 16 & 0x7f),
			 (int)(code >> 8 & 0x7f), (int)(code & 0x7f));
	else if (name)
		snprintf(text, size, "code %u (%s)", code, name);
	else
		snprintf(text, size, "code %u", code);
	return text;
}

AIBinder *rt_bbinder_new(const AIBinder_Class *clazz, void *args)
{
	struct rt_bbinder *local = calloc(1, sizeof(*local));

	if (!local)
		return NULL;
	rt_object_init(&local->base, false, clazz);
	atomic_init(&local->flags, DEFAULT_PRIORITY);
	local->user_data = clazz->on_create(args);
	return &local->base;
}

void rt_bbinder_end(AIBinder *object)
{
	struct rt_bbinder *local = rt_bbinder(object);

	atomic_load(&object->clazz)->on_destroy(local->user_data);
	if (local->extension)
		rt_object_unref(local->extension);
}

AIBinder *rt_bbinder_get_extension(AIBinder *object)
{
	AIBinder *ext;

	pthread_mutex_lock(&extension_lock);
	ext = rt_bbinder(object)->extension;
	if (ext)
		rt_object_ref(ext);
	pthread_mutex_unlock(&extension_lock);
	return ext;
}

void rt_bbinder_set_extension(AIBinder *object, AIBinder *ext)
{
	AIBinder *before;

	rt_object_ref(ext);
	pthread_mutex_lock(&extension_lock);
	before = rt_bbinder(object)->extension;
	rt_bbinder(object)->extension = ext;
	pthread_mutex_unlock(&extension_lock);
	if (before)
		rt_object_unref(before);
}

binder_status_t rt_bbinder_call(AIBinder *object, transaction_code_t code, const AParcel *in,
				AParcel *out)
{
	const AIBinder_Class *clazz = atomic_load(&object->clazz);

	if (!clazz->no_token && !rt_token_check(in, clazz))
		return STATUS_BAD_TYPE;
	return rt_status_prune(clazz->on_transact(object, code, in, out));
}

binder_status_t rt_bbinder_transact(AIBinder *object, transaction_code_t code, const AParcel *in,
				    AParcel *out)
{
	if (code >= FIRST_CALL_TRANSACTION && code <= LAST_CALL_TRANSACTION)
		return rt_bbinder_call(object, code, in, out);
	return rt_bbinder_special(object, code, in, out);
}
