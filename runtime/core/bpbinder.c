/* SPDX-License-Identifier: MIT */
/*
 * bpbinder.c - remote objects
 */
#include "core/bpbinder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <android/binder_stability.h>

#include "core/bbinder.h"
#include "core/death.h"
#include "core/driver_ops.h"
#include "core/ipc_thread_state.h"
#include "core/log.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/status.h"
#include "uapi/binder.h"

AIBinder *rt_bpbinder_new(uint32_t handle)
{
	struct rt_bpbinder *proxy = calloc(1, sizeof(*proxy));

	if (!proxy)
		return NULL;
	rt_object_init(&proxy->base, true, NULL);
	proxy->handle = handle;
	proxy->driver = rt_process_open_driver();
	atomic_init(&proxy->alive, true);
	TAILQ_INIT(&proxy->links);
	/* The manager's handle never comes in a parcel that would say its level. */
	if (!handle)
		rt_object_set_stability(&proxy->base, RT_STABILITY_SYSTEM);
	return &proxy->base;
}

void rt_bpbinder_end(AIBinder *object)
{
	struct rt_bpbinder *proxy = rt_bpbinder(object);
	struct rt_death_links links = TAILQ_HEAD_INITIALIZER(links);

	/*
	 * In this order: the death request is taken back before another proxy can stand for the
	 * handle and make its own, and user code runs when the table is in order again.
	 */
	rt_death_detach(proxy, &links);
	rt_process_forget_proxy(object, proxy->handle);
	rt_thread_release_handle(proxy);
	rt_death_finish(&links, false);
	free(atomic_load(&proxy->descriptor));
}

bool rt_bpbinder_alive(AIBinder *object)
{
	const struct rt_bpbinder *proxy = rt_bpbinder(object);

	return atomic_load(&proxy->alive) && rt_process_usable() &&
	       (!proxy->driver || proxy->driver == rt_process_open_driver());
}

static const char *known_descriptor(AIBinder *object)
{
	const char *descriptor = atomic_load(&rt_bpbinder(object)->descriptor);

	return descriptor ? descriptor : rt_object_describe(object);
}

/* Says why the driver refused a call; the sender is the one who can change something. */
static void log_failure(AIBinder *object, transaction_code_t code, const AParcel *in)
{
	struct rt_driver *driver = rt_process_open_driver();
	struct binder_extended_error error = { 0 };
	const char *what = "the driver gives no reason";
	char text[80];

	if (driver && !driver->ops->ioctl(driver, BINDER_GET_EXTENDED_ERROR, &error)) {
		if (error.param == -ENOSPC)
			what = "no room in the receiver's buffer for it or its reply; all calls "
			       "under way share 1 MiB, oneway ones half of that: send large data "
			       "in a file descriptor";
		else if (error.param == -EPERM)
			what = "the receiver takes no file descriptors, or policy forbids it";
		else if (error.param == -EBADF)
			what = "it holds a file descriptor that is closed";
		else if (error.param == -EINVAL)
			what = "the handle or an object in it is not valid";
		else if (error.param == -E2BIG)
			what = "it holds more objects than the driver takes in one call";
		else if (error.param == -ENOMEM)
			what = "the driver is out of memory";
	}
	rt_log(HIDEGLUE_LOG_WARNING, "call of %s to %s (handle %u) with %zu bytes failed: %s",
	       rt_code_text(atomic_load(&object->clazz), code, text, sizeof(text)),
	       known_descriptor(object), rt_bpbinder(object)->handle, in->size, what);
}

static void trace(AIBinder *object, transaction_code_t code, const AParcel *in, const AParcel *out,
		  binder_flags_t flags, binder_status_t status)
{
	char text[80];

	rt_log(HIDEGLUE_LOG_DEBUG, "txn: call %s handle %u %s%s: %zu bytes, %s %zu bytes",
	       known_descriptor(object), rt_bpbinder(object)->handle,
	       rt_code_text(atomic_load(&object->clazz), code, text, sizeof(text)),
	       flags & FLAG_ONEWAY ? " oneway" : "", in->size, rt_status_name(status), out->size);
}

binder_status_t rt_bpbinder_transact(AIBinder *object, transaction_code_t code, AParcel *in,
				     AParcel *out, binder_flags_t flags)
{
	struct rt_bpbinder *proxy = rt_bpbinder(object);
	bool user = code >= FIRST_CALL_TRANSACTION && code <= LAST_CALL_TRANSACTION;
	int need = flags & FLAG_PRIVATE_VENDOR ? RT_STABILITY_VENDOR : RT_STABILITY_SYSTEM;
	enum rt_outcome outcome;
	binder_status_t r;

	if (user && (atomic_load(&object->stability) & need) != need) {
		rt_log(HIDEGLUE_LOG_ERROR, "call of code %u to %s refused: its stability 0x%x does "
		       "not allow calls from here", code, known_descriptor(object),
		       atomic_load(&object->stability));
		return STATUS_BAD_TYPE;
	}
	if (!(flags & FLAG_ONEWAY) && rt_process_is_oneway_only()) {
		rt_log(HIDEGLUE_LOG_ERROR, "call of code %u to %s refused: this process sends "
		       "one-way calls only", code, known_descriptor(object));
		return STATUS_INVALID_OPERATION;
	}
	if (!atomic_load(&proxy->alive))
		return STATUS_DEAD_OBJECT;

	r = rt_thread_transact(proxy->driver, proxy->handle, code, in, out,
			       flags & ~(uint32_t)FLAG_PRIVATE_VENDOR, &outcome);
	if (outcome == RT_OUTCOME_DEAD)
		atomic_store(&proxy->alive, false);
	else if (outcome == RT_OUTCOME_FAILED)
		log_failure(object, code, in);
	if (rt_debug_txn())
		trace(object, code, in, out, flags, r);
	return r;
}

/* A descriptor stands in messages, where a peer must not end lines or steer a terminal. */
static bool is_printable(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	}
	return true;
}

binder_status_t rt_bpbinder_descriptor(AIBinder *object, const char **ret)
{
	struct rt_bpbinder *proxy = rt_bpbinder(object);
	char *text = atomic_load(&proxy->descriptor), *before = NULL;
	AParcel *in, *out;
	binder_status_t r = STATUS_NO_MEMORY;

	if (text) {
		*ret = text;
		return STATUS_OK;
	}
	in = rt_parcel_new();
	out = rt_parcel_new();
	if (in && out)
		r = rt_bpbinder_transact(object, RT_INTERFACE_TRANSACTION, in, out, 0);
	if (r == STATUS_OK)
		r = rt_parcel_read_string(out, &text);
	if (r == STATUS_OK && (!text || !is_printable(text))) {
		free(text);
		r = STATUS_BAD_VALUE;
	}
	if (r == STATUS_OK && !atomic_compare_exchange_strong(&proxy->descriptor, &before, text)) {
		free(text);
		text = before;
	}
	if (r == STATUS_OK)
		*ret = text;
	rt_parcel_free(in);
	rt_parcel_free(out);
	return r;
}
