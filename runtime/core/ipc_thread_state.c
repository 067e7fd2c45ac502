/* SPDX-License-Identifier: MIT */
/*
 * ipc_thread_state.c - the exchange with the driver, and calls
 */
#include "core/ipc_thread_state.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/bpbinder.h"
#include "core/driver_ops.h"
#include "core/log.h"
#include "core/object.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/status.h"
#include "core/thread.h"
#include "uapi/binder.h"

static __thread struct rt_thread *self;
static pthread_key_t exit_key;
static pthread_once_t exit_key_once = PTHREAD_ONCE_INIT;

static void thread_exit(void *data);

static void make_exit_key(void)
{
	pthread_key_create(&exit_key, thread_exit);
}

struct rt_thread *rt_thread_self(void)
{
	struct rt_thread *t = self;

	if (t)
		return t;
	pthread_once(&exit_key_once, make_exit_key);
	t = calloc(1, sizeof(*t));
	if (!t)
		return NULL;
	t->out = t->out_small;
	t->out_capacity = sizeof(t->out_small);
	t->replies_end = &t->replies;
	self = t;
	pthread_setspecific(exit_key, t);
	return t;
}

/* Small caches and deferred work */

AParcel *rt_thread_cached_parcel(void)
{
	struct rt_thread *t = self;

	return t && t->n_parcels ? t->parcels[--t->n_parcels] : NULL;
}

bool rt_thread_cache_parcel(AParcel *parcel)
{
	struct rt_thread *t = self;

	if (!t || t->n_parcels == RT_THREAD_PARCELS)
		return false;
	t->parcels[t->n_parcels++] = parcel;
	return true;
}

void rt_thread_defer(struct rt_derefs *derefs, AIBinder *object, bool weak)
{
	if (derefs->n == derefs->capacity) {
		size_t capacity = derefs->capacity ? derefs->capacity * 2 : 8;
		struct rt_deref *items = realloc(derefs->items, capacity * sizeof(*items));

		if (!items)
			return; /* the object stays: better than to end it at a bad moment */
		derefs->items = items;
		derefs->capacity = capacity;
	}
	derefs->items[derefs->n++] = (struct rt_deref){ object, weak };
}

void rt_thread_drop_taken(struct rt_thread *t)
{
	while (t->taken.n)
		rt_object_unref(t->taken.items[--t->taken.n].object);
}

void rt_thread_settle(struct rt_thread *t)
{
	AParcel *reply;

	while (t->taken.n || t->pending.n || t->done_replies) {
		rt_thread_drop_taken(t);
		if (t->done_replies) {
			reply = t->done_replies;
			t->done_replies = reply->next;
			rt_parcel_free(reply);
		}
		if (t->pending.n) {
			struct rt_deref deref = t->pending.items[--t->pending.n];

			if (deref.weak)
				rt_object_weak_unref(deref.object);
			else
				rt_object_unref(deref.object);
		}
	}
}

void rt_thread_reply_done(struct rt_thread *t)
{
	AParcel *reply = t->replies;

	t->replies = reply->next;
	if (!t->replies)
		t->replies_end = &t->replies;
	reply->next = t->done_replies;
	t->done_replies = reply;
}

/* The exchange */

/* The first @consumed bytes of out are the driver's business now. */
static void note_written(struct rt_thread *t, size_t consumed)
{
	size_t i;

	t->call_end = consumed < t->call_end ? t->call_end - consumed : 0;
	if (consumed < t->out_len) {
		memmove(t->out, t->out + consumed, t->out_len - consumed);
		t->out_len -= consumed;
		return;
	}
	t->out_len = 0;
	t->deferred = 0;
	for (i = 0; i < t->after_write.n; i++)
		rt_thread_defer(&t->taken, t->after_write.items[i].object, false);
	t->after_write.n = 0;
}

/* Nothing of what was said to or heard from the thread's driver matters any more. */
static void forget_exchange(struct rt_thread *t)
{
	note_written(t, t->out_len);
	t->lazy = false;
	while (t->replies)
		rt_thread_reply_done(t);
}

/* Whether @driver is the one in use; what the thread still has of a former one goes. */
static bool speaks_to(struct rt_thread *t, struct rt_driver *driver)
{
	if (!driver || driver != rt_process_open_driver())
		return false;
	if (t->driver == driver)
		return true;
	if (t->driver) {
		forget_exchange(t);
		t->in_pos = t->in_len = 0;
	}
	t->driver = driver;
	return true;
}

bool rt_thread_put(struct rt_thread *t, struct rt_driver *driver, uint32_t command,
		   const void *payload, size_t size)
{
	size_t need;

	if (!speaks_to(t, driver))
		return false;
	need = t->out_len + sizeof(command) + size;
	if (need > t->out_capacity) {
		size_t capacity = need * 2;
		uint8_t *out = malloc(capacity);

		if (!out) {
			rt_log(HIDEGLUE_LOG_ERROR, "no memory for a driver command 0x%x", command);
			return false;
		}
		memcpy(out, t->out, t->out_len);
		if (t->out != t->out_small)
			free(t->out);
		t->out = out;
		t->out_capacity = capacity;
	}
	memcpy(t->out + t->out_len, &command, sizeof(command));
	if (size)
		memcpy(t->out + t->out_len + sizeof(command), payload, size);
	t->out_len = need;
	return true;
}

/* The driver went away or does not understand us: nothing of what was to be said matters now. */
static void note_failure(struct rt_thread *t, struct rt_driver *driver, int error)
{
	if (error == -EAGAIN || error == -ENOMEM)
		return;
	forget_exchange(t);
	if (error != -EFAULT && error != -EINVAL)
		rt_process_mark_lost(driver);
}

static int exchange(struct rt_thread *t, size_t read_size, unsigned int flags)
{
	struct rt_driver *driver = t->driver;
	struct binder_write_read bwr = {
		.write_size = t->out_len,
		.write_buffer = (uintptr_t)t->out,
		.read_size = read_size,
		.read_buffer = (uintptr_t)t->in,
	};
	int r;

	do {
		r = flags ? driver->ops->write_read_flags(driver, &bwr, flags) :
			    driver->ops->write_read(driver, &bwr);
	} while (r == -EINTR);

	note_written(t, bwr.write_consumed);
	t->in_pos = 0;
	t->in_len = r < 0 ? 0 : bwr.read_consumed;
	if (r < 0)
		note_failure(t, driver, r);
	return r;
}

int rt_thread_flush(struct rt_thread *t)
{
	/* What was read and not executed yet stays: a write alone does not touch it. */
	size_t pos = t->in_pos, len = t->in_len;
	int r;

	if (!t->out_len)
		return 0;
	if (t->driver != rt_process_open_driver()) {
		note_written(t, t->out_len);
		return -ECONNRESET;
	}
	r = exchange(t, 0, 0);
	t->in_pos = pos;
	t->in_len = len;
	return r;
}

int rt_thread_talk(struct rt_thread *t, struct rt_driver *driver, unsigned int flags)
{
	/* Code that ran meanwhile may have gone over to another one. */
	if (t->driver != driver)
		return -ECONNRESET;
	if (t->in_pos < t->in_len)
		return 0;
	if (driver != rt_process_open_driver()) {
		forget_exchange(t);
		return -ECONNRESET;
	}
	if (!t->lazy)
		flags &= ~(unsigned int)RT_DRIVER_LAZY_COMPLETE;
	return exchange(t, sizeof(t->in), flags);
}

/*
 * Lets go of all that the thread holds, which can lead to more commands and those to more to let
 * go. What the driver has no memory for in the end is lost with the thread.
 */
static void give_everything_back(struct rt_thread *t)
{
	t->looper = false;
	t->serving = 0;
	do {
		if (rt_thread_flush(t) < 0 && t->out_len)
			break;
		note_written(t, 0); /* also what was held without a command of its own */
		while (t->replies)
			rt_thread_reply_done(t);
		rt_thread_settle(t);
	} while (t->out_len || t->after_write.n || t->taken.n);
}

/* The thread ends: nothing of it may stay unsent, and its place in the driver is given back. */
static void thread_exit(void *data)
{
	struct rt_thread *t = data;
	struct rt_driver *driver;
	unsigned int i;

	self = t;
	give_everything_back(t);
	driver = rt_process_open_driver();
	if (driver)
		driver->ops->thread_exit(driver);

	self = NULL;
	for (i = 0; i < t->n_parcels; i++)
		rt_parcel_release_cached(t->parcels[i]);
	if (t->out != t->out_small)
		free(t->out);
	free(t->pending.items);
	free(t->after_write.items);
	free(t->taken.items);
	free(t);
}

bool rt_thread_take(struct rt_thread *t, void *ret, size_t size)
{
	if (size > t->in_len - t->in_pos) {
		rt_log(HIDEGLUE_LOG_ERROR, "the driver's answer ends inside a word");
		t->in_pos = t->in_len;
		return false;
	}
	memcpy(ret, t->in + t->in_pos, size);
	t->in_pos += size;
	return true;
}

/* Calls */

static bool put_transaction(struct rt_thread *t, struct rt_driver *driver, uint32_t handle,
			    transaction_code_t code, const AParcel *in, binder_flags_t flags)
{
	struct binder_transaction_data tr = {
		.target.handle = handle,
		.code = code,
		.flags = flags | TF_ACCEPT_FDS,
		.data_size = in->size,
		.offsets_size = in->n_objects * sizeof(binder_size_t),
		.data.ptr.buffer = (uintptr_t)in->data,
		.data.ptr.offsets = (uintptr_t)in->objects,
	};

	if (!rt_thread_put(t, driver, BC_TRANSACTION, &tr, sizeof(tr)))
		return false;
	t->call_end = t->out_len;
	return true;
}

/* A call that could not be sent is not sent later: its payload will be gone. */
static void withdraw_call(struct rt_thread *t)
{
	const size_t size = sizeof(uint32_t) + sizeof(struct binder_transaction_data);

	if (!t->call_end)
		return;
	memmove(t->out + t->call_end - size, t->out + t->call_end, t->out_len - t->call_end);
	t->out_len -= size;
	t->call_end = 0;
}

/* BR_REPLY: the reply itself, or a status in its place. */
static binder_status_t take_reply(struct rt_thread *t, AParcel *out)
{
	struct binder_transaction_data tr;
	int32_t status = STATUS_UNKNOWN_ERROR;

	if (!rt_thread_take(t, &tr, sizeof(tr)))
		return STATUS_UNKNOWN_ERROR;
	rt_parcel_receive(out, t->driver, &tr);
	if (!(tr.flags & TF_STATUS_CODE))
		return STATUS_OK;
	rt_parcel_read_int32(out, &status);
	rt_parcel_reset(out);
	return status;
}

/* Whether @command ends the wait; everything else is executed in between. */
static bool ends_wait(struct rt_thread *t, uint32_t command, AParcel *out, bool oneway,
		      binder_status_t *ret, enum rt_outcome *ret_outcome)
{
	*ret = STATUS_OK;
	*ret_outcome = RT_OUTCOME_ANSWERED;
	switch (command) {
	case BR_ONEWAY_SPAM_SUSPECT:
		rt_log(HIDEGLUE_LOG_WARNING, "this process fills a receiver's buffer with oneway "
		       "calls faster than they are served");
		/* fall through */
	case BR_TRANSACTION_COMPLETE:
	case BR_TRANSACTION_PENDING_FROZEN:
		/* Completions come in order: that of a reply sent before is first. */
		if (t->replies) {
			rt_thread_reply_done(t);
			return false;
		}
		return oneway;
	case BR_REPLY:
		*ret = take_reply(t, out);
		return true;
	case BR_DEAD_REPLY:
	case BR_FAILED_REPLY:
	case BR_FROZEN_REPLY:
		/*
		 * An error stops the writing: one that came before the call is another command's.
		 */
		if (t->call_end) {
			rt_thread_execute(t, command);
			return false;
		}
		*ret = command == BR_DEAD_REPLY ? STATUS_DEAD_OBJECT : STATUS_FAILED_TRANSACTION;
		*ret_outcome = command == BR_DEAD_REPLY ? RT_OUTCOME_DEAD : RT_OUTCOME_FAILED;
		return true;
	default:
		rt_thread_execute(t, command);
		return false;
	}
}

/*
 * Whether to ask again: a reply is on its way, and what would be left of it is taken for that of
 * the next call.
 */
static bool must_wait_on(const struct rt_thread *t, int error)
{
	const struct timespec pause = { .tv_nsec = 1000 * 1000 };

	if (error != -ENOMEM || t->call_end)
		return false;
	nanosleep(&pause, NULL);
	return true;
}

static binder_status_t wait_for_response(struct rt_thread *t, struct rt_driver *driver,
					 AParcel *out, bool oneway, enum rt_outcome *ret_outcome)
{
	binder_status_t status;
	uint32_t command;
	int r;

	for (;;) {
		r = rt_thread_talk(t, driver, oneway ? 0 : RT_DRIVER_LAZY_COMPLETE);
		if (r < 0 && must_wait_on(t, r))
			continue;
		if (r < 0) {
			*ret_outcome = RT_OUTCOME_NOT_SENT;
			if (t->driver == driver)
				withdraw_call(t);
			rt_process_report_lost();
			return rt_status_from_errno(r);
		}
		if (t->in_pos < t->in_len && rt_thread_take(t, &command, sizeof(command)) &&
		    ends_wait(t, command, out, oneway, &status, ret_outcome))
			return status;
	}
}

binder_status_t rt_thread_transact(struct rt_driver *driver, uint32_t handle,
				   transaction_code_t code, const AParcel *in, AParcel *out,
				   binder_flags_t flags, enum rt_outcome *ret_outcome)
{
	struct rt_thread *t = rt_thread_self();
	struct rt_driver *current;
	binder_status_t status;

	*ret_outcome = RT_OUTCOME_NOT_SENT;
	current = rt_process_driver(&status);
	if (!current)
		return status;
	if (driver && driver != current)
		return STATUS_DEAD_OBJECT;
	if (!t || !put_transaction(t, current, handle, code, in, flags))
		return STATUS_NO_MEMORY;
	status = wait_for_response(t, current, out, flags & FLAG_ONEWAY, ret_outcome);
	if (!t->looper && !t->serving)
		rt_thread_settle(t);
	return status;
}

/* Commands on their own */

/* Whether this thread will exchange something soon anyway. */
static bool exchanges_soon(const struct rt_thread *t)
{
	return t->looper || t->serving;
}

static binder_status_t put_and_flush(struct rt_driver *driver, uint32_t command,
				     const void *payload, size_t size, bool flush)
{
	struct rt_thread *t = rt_thread_self();
	int r;

	if (!driver || driver != rt_process_open_driver())
		return STATUS_DEAD_OBJECT;
	if (!t || !rt_thread_put(t, driver, command, payload, size))
		return STATUS_NO_MEMORY;
	if (!flush)
		return STATUS_OK;
	r = rt_thread_flush(t);
	/* What the driver has no memory for stays, to go with the next exchange. */
	return r < 0 && !t->out_len ? rt_status_from_errno(r) : STATUS_OK;
}

void rt_thread_free_buffer(struct rt_driver *driver, const void *buffer, size_t size,
			   bool has_objects)
{
	binder_uintptr_t address = (uintptr_t)buffer;
	struct rt_thread *t = rt_thread_self();

	if (!t || driver != rt_process_open_driver())
		return;
	t->deferred += size;
	put_and_flush(driver, BC_FREE_BUFFER, &address, sizeof(address),
		      !exchanges_soon(t) && (has_objects || t->deferred > RT_THREAD_DEFERRED));
}

void rt_thread_acquire_handle(AIBinder *proxy, bool flush)
{
	struct rt_thread *t = rt_thread_self();
	uint32_t handle = rt_bpbinder(proxy)->handle;

	if (put_and_flush(rt_bpbinder(proxy)->driver, BC_ACQUIRE, &handle, sizeof(handle),
			  flush) != STATUS_OK || flush)
		return;
	/* Another thread must not give the handle back before this one has taken it. */
	rt_object_ref(proxy);
	rt_thread_defer(&t->after_write, proxy, false);
}

void rt_thread_release_handle(struct rt_bpbinder *proxy)
{
	struct rt_thread *t = rt_thread_self();

	put_and_flush(proxy->driver, BC_RELEASE, &proxy->handle, sizeof(proxy->handle),
		      t && !exchanges_soon(t));
}

binder_status_t rt_thread_request_death(struct rt_bpbinder *proxy)
{
	struct binder_handle_cookie request = { proxy->handle, (uintptr_t)proxy };

	return put_and_flush(proxy->driver, BC_REQUEST_DEATH_NOTIFICATION, &request,
			     sizeof(request), true);
}

binder_status_t rt_thread_clear_death(struct rt_bpbinder *proxy)
{
	struct binder_handle_cookie request = { proxy->handle, (uintptr_t)proxy };

	return put_and_flush(proxy->driver, BC_CLEAR_DEATH_NOTIFICATION, &request,
			     sizeof(request), true);
}

/* The call being served */

pid_t rt_thread_calling_pid(void)
{
	return self && self->serving ? self->calling_pid : getpid();
}

uid_t rt_thread_calling_uid(void)
{
	return self && self->serving ? self->calling_uid : getuid();
}

const char *rt_thread_calling_sid(void)
{
	return self && self->serving ? self->calling_sid : NULL;
}

bool rt_thread_is_serving(void)
{
	return self && self->serving;
}
