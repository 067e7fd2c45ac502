/* SPDX-License-Identifier: MIT */
/*
 * looper.c - executes what the driver says, and serves calls with it
 *
 * A served call costs one exchange: giving back its buffer, the reply and the wait for the next
 * work go out together. The reply is kept until the driver confirms it, which comes in front of
 * whatever is next.
 */
#include "core/ipc_thread_state.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include "core/bbinder.h"
#include "core/bpbinder.h"
#include "core/death.h"
#include "core/driver_ops.h"
#include "core/log.h"
#include "core/object.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/status.h"
#include "core/thread.h"
#include "uapi/binder.h"

/* A reply's completion may wait for the next work where nothing but a little memory does, too. */
static bool may_be_lazy(const AParcel *reply)
{
	return !reply->n_objects && reply->size <= RT_PARCEL_SMALL;
}

/* Puts BC_REPLY with @reply, which is the thread's from now on, for the driver of the call. */
static void put_reply(struct rt_thread *t, struct rt_driver *driver, AParcel *reply,
		      uint32_t flags)
{
	struct binder_transaction_data tr = {
		.flags = flags,
		.data_size = reply->size,
		.offsets_size = reply->n_objects * sizeof(binder_size_t),
		.data.ptr.buffer = (uintptr_t)reply->data,
		.data.ptr.offsets = (uintptr_t)reply->objects,
	};

	if (!rt_thread_put(t, driver, BC_REPLY, &tr, sizeof(tr))) {
		rt_parcel_free(reply);
		return;
	}
	reply->next = NULL;
	t->lazy = may_be_lazy(reply) && (!t->replies || t->lazy);
	*t->replies_end = reply;
	t->replies_end = &reply->next;
}

/* The object a call is for, with a reference, or NULL where it has ended. */
static AIBinder *call_target(const struct binder_transaction_data *tr)
{
	AIBinder *object = (AIBinder *)(uintptr_t)tr->cookie;

	if (!tr->target.ptr)
		return rt_process_context_object();
	return rt_object_promote(object) ? object : NULL;
}

static void trace(AIBinder *object, const struct binder_transaction_data *tr, const AParcel *in,
		  const AParcel *out, binder_status_t status)
{
	char text[80];

	rt_log(HIDEGLUE_LOG_DEBUG, "txn: serve %s %s%s from pid %d uid %u: %zu bytes, %s %zu bytes",
	       object ? rt_object_describe(object) : "an ended object",
	       rt_code_text(object ? atomic_load(&object->clazz) : NULL, tr->code, text,
			    sizeof(text)),
	       tr->flags & TF_ONE_WAY ? " oneway" : "", tr->sender_pid, tr->sender_euid, in->size,
	       rt_status_name(status), out->size);
}

static binder_status_t call_object(struct rt_thread *t, const struct binder_transaction_data *tr,
				   const char *sid, const AParcel *in, AParcel *out)
{
	pid_t pid = t->calling_pid;
	uid_t uid = t->calling_uid;
	const char *outer_sid = t->calling_sid;
	AIBinder *object = call_target(tr);
	binder_status_t status = STATUS_UNKNOWN_TRANSACTION;

	t->calling_pid = tr->sender_pid;
	t->calling_uid = tr->sender_euid;
	t->calling_sid = sid;
	if (object)
		status = rt_bbinder_transact(object, tr->code, in, out);
	t->calling_pid = pid;
	t->calling_uid = uid;
	t->calling_sid = outer_sid;

	if (rt_debug_txn())
		trace(object, tr, in, out, status);
	if (object)
		rt_object_unref(object);
	return status;
}

/*
 * Proxies that nobody kept go now: their release follows what took them, in one buffer. Their end
 * may run code of the program and so exchanges, hence the list of its own.
 */
static void drop_unkept(struct rt_thread *t)
{
	struct rt_derefs list = t->after_write;
	size_t i;

	if (!list.n)
		return;
	t->after_write = (struct rt_derefs){ 0 };
	for (i = 0; i < list.n; i++) {
		if (!rt_object_unref_last(list.items[i].object))
			rt_thread_defer(&t->after_write, list.items[i].object, false);
	}
	free(list.items);
}

/*
 * A call that was delivered has to be answered and its buffer given back, so this waits for the
 * few bytes that takes where there is no memory at all; the thread keeps the two for its next calls.
 */
static AParcel *parcel_at_any_cost(void)
{
	AParcel *parcel;

	while (!(parcel = rt_parcel_new()))
		poll(NULL, 0, 10);
	return parcel;
}

static void execute_transaction(struct rt_thread *t, const struct binder_transaction_data *tr,
				const char *sid)
{
	AParcel *in = parcel_at_any_cost(), *reply = parcel_at_any_cost();
	struct rt_driver *driver = t->driver;
	uint32_t flags = tr->flags & TF_CLEAR_BUF;
	binder_status_t status;

	t->serving++;
	rt_parcel_receive(in, driver, tr);
	in->serving = true;
	status = call_object(t, tr, sid, in, reply);
	rt_parcel_free(in);
	t->serving--;
	if (tr->flags & TF_ONE_WAY) {
		rt_parcel_free(reply);
		return;
	}
	if (status != STATUS_OK) {
		rt_parcel_reset(reply);
		rt_parcel_write_int32(reply, status);
		flags |= TF_STATUS_CODE;
	}
	put_reply(t, driver, reply, flags);
}

/*
 * Each served call lets go of the proxies of those before it, also inside a call of this thread
 * that goes on: else a peer could make them pile up there as long as it does not answer.
 */
static void let_go_of_proxies(struct rt_thread *t)
{
	drop_unkept(t);
	rt_thread_drop_taken(t);
}

static void take_transaction(struct rt_thread *t, bool with_sid)
{
	struct binder_transaction_data_secctx tr = { 0 };
	size_t size = with_sid ? sizeof(tr) : sizeof(tr.transaction_data);

	if (!rt_thread_take(t, &tr, size))
		return;
	execute_transaction(t, &tr.transaction_data, (const char *)(uintptr_t)tr.secctx);
	let_go_of_proxies(t);
}

/* The driver takes or gives back a hold on a local object. */
static void execute_hold(struct rt_thread *t, uint32_t command)
{
	struct binder_ptr_cookie node;
	AIBinder *object;

	if (!rt_thread_take(t, &node, sizeof(node)))
		return;
	object = (AIBinder *)(uintptr_t)node.cookie;
	switch (command) {
	case BR_INCREFS:
		if (object)
			rt_object_weak_ref(object);
		rt_thread_put(t, t->driver, BC_INCREFS_DONE, &node, sizeof(node));
		break;
	case BR_ACQUIRE:
		if (object)
			rt_object_ref(object);
		rt_thread_put(t, t->driver, BC_ACQUIRE_DONE, &node, sizeof(node));
		break;
	case BR_RELEASE:
	case BR_DECREFS:
		if (object)
			rt_thread_defer(&t->pending, object, command == BR_DECREFS);
		break;
	}
}

static void execute_death(struct rt_thread *t, uint32_t command)
{
	struct rt_driver *driver = t->driver;
	binder_uintptr_t cookie;
	struct rt_bpbinder *proxy;

	if (!rt_thread_take(t, &cookie, sizeof(cookie)))
		return;
	proxy = (struct rt_bpbinder *)(uintptr_t)cookie;
	if (command == BR_CLEAR_DEATH_NOTIFICATION_DONE) {
		rt_object_weak_unref(&proxy->base);
		return;
	}
	/* Held until the confirmation, so also while its recipients run. */
	rt_death_notice(proxy);
	rt_thread_put(t, driver, BC_DEAD_BINDER_DONE, &cookie, sizeof(cookie));
}

static void execute_failed_reply(struct rt_thread *t)
{
	if (!t->replies)
		return;
	rt_log(HIDEGLUE_LOG_WARNING, "the driver refused a reply: nobody waits for it");
	rt_thread_reply_done(t);
}

void rt_thread_execute(struct rt_thread *t, uint32_t command)
{
	switch (command) {
	case BR_NOOP:
	case BR_OK:
		break;
	case BR_TRANSACTION_COMPLETE:
		if (t->replies)
			rt_thread_reply_done(t);
		break;
	case BR_TRANSACTION:
	case BR_TRANSACTION_SEC_CTX:
		take_transaction(t, command == BR_TRANSACTION_SEC_CTX);
		break;
	case BR_INCREFS:
	case BR_ACQUIRE:
	case BR_RELEASE:
	case BR_DECREFS:
		execute_hold(t, command);
		break;
	case BR_DEAD_BINDER:
	case BR_CLEAR_DEATH_NOTIFICATION_DONE:
		execute_death(t, command);
		break;
	case BR_SPAWN_LOOPER:
		rt_process_spawn_thread();
		break;
	case BR_FAILED_REPLY:
	case BR_DEAD_REPLY:
	case BR_FROZEN_REPLY:
		execute_failed_reply(t);
		break;
	case BR_ERROR:
		rt_log(HIDEGLUE_LOG_ERROR, "the driver ran out of memory for a command");
		break;
	default:
		rt_log(HIDEGLUE_LOG_ERROR, "the driver said 0x%x, which means nothing here",
		       command);
		t->in_pos = t->in_len;
	}
}

/*
 * Before a wait without end: what a handle was held for is written, so that this thread, idle,
 * does not keep objects alive that all others have given up.
 */
static void settle_before_wait(struct rt_thread *t)
{
	drop_unkept(t);
	if (t->after_write.n)
		rt_thread_flush(t);
	rt_thread_settle(t);
}

/* Executes one word; waits for it unless @flags says otherwise. */
static int get_and_execute(struct rt_thread *t, unsigned int flags)
{
	uint32_t command;
	int r;

	if (t->in_pos == t->in_len)
		settle_before_wait(t);
	r = rt_thread_talk(t, t->loop_driver, flags);
	if (r < 0)
		return r;
	if (t->in_pos < t->in_len && rt_thread_take(t, &command, sizeof(command)))
		rt_thread_execute(t, command);
	return 0;
}

void rt_thread_join_pool(bool is_first)
{
	struct rt_thread *t = rt_thread_self();
	binder_status_t status;
	struct rt_driver *driver = rt_process_driver(&status);
	int r;

	if (!t || !driver)
		return;
	rt_thread_put(t, driver, is_first ? BC_ENTER_LOOPER : BC_REGISTER_LOOPER, NULL, 0);
	t->looper = true;
	t->loop_driver = driver;
	do {
		r = get_and_execute(t, RT_DRIVER_LAZY_COMPLETE);
	} while (r >= 0 || r == -EAGAIN || r == -ENOMEM);

	t->looper = false;
	rt_process_report_lost();
	rt_process_send_obituaries();
	rt_thread_flush(t);
	rt_thread_settle(t);
}

binder_status_t rt_thread_setup_polling(int *ret_fd)
{
	struct rt_thread *t = rt_thread_self();
	binder_status_t status;
	struct rt_driver *driver = rt_process_driver(&status);
	int fd;

	if (!driver)
		return -EBADF;
	if (!t || !rt_thread_put(t, driver, BC_ENTER_LOOPER, NULL, 0))
		return STATUS_NO_MEMORY;
	t->looper = true;
	t->loop_driver = driver;
	rt_thread_flush(t);
	fd = driver->ops->poll_fd(driver);
	if (fd < 0)
		return fd;
	*ret_fd = fd;
	return STATUS_OK;
}

binder_status_t rt_thread_handle_polled(void)
{
	struct rt_thread *t = rt_thread_self();
	int r;

	if (!t)
		return STATUS_NO_MEMORY;
	do {
		r = get_and_execute(t, RT_DRIVER_NONBLOCK);
	} while (r >= 0);
	rt_thread_settle(t);
	if (r == -EAGAIN)
		r = rt_thread_flush(t);
	if (r >= 0)
		return STATUS_OK;
	rt_process_report_lost();
	rt_process_send_obituaries();
	return rt_status_from_errno(r);
}
