/* SPDX-License-Identifier: MIT */
/*
 * ipc_thread_state.h - what each thread has: command buffers, the call it serves, small caches
 *
 * Commands (BC_) are gathered in the thread's out buffer and go to the driver with its next
 * exchange; a thread that does not serve calls, and so may not exchange anything for long, sends
 * those that others wait for at once. What the driver answers (BR_) is executed one by one.
 *
 * References that the driver gives back, and replies that were sent, are let go only at points
 * where the thread is in no one's call (rt_thread_settle()), because that may run onDestroy.
 * Proxies of requests go as soon as the driver knows that this process has them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <android/binder_ibinder.h>

struct rt_bpbinder;
struct rt_driver;

/** Beside its status, how a call ended. */
enum rt_outcome {
	/* there is a reply, which may be a status; or it was oneway and is queued */
	RT_OUTCOME_ANSWERED,
	RT_OUTCOME_DEAD,	/* the object is dead */
	RT_OUTCOME_FAILED,	/* the driver refused it */
	RT_OUTCOME_NOT_SENT,	/* there is no driver to ask */
};

/**
 * rt_thread_transact() - makes a call and, unless it is oneway, waits for the reply
 * @driver:	whose handle it is; NULL: the driver in use, for handle 0
 * @in:		the request; stays the caller's
 * @out:	empty; gets the reply
 * Return: STATUS_OK, the status that came as the reply, or one for the outcome.
 */
binder_status_t rt_thread_transact(struct rt_driver *driver, uint32_t handle,
				   transaction_code_t code, const AParcel *in, AParcel *out,
				   binder_flags_t flags, enum rt_outcome *ret_outcome);

/** rt_thread_join_pool() - serves calls; @is_first: not because the driver asked for a thread. */
void rt_thread_join_pool(bool is_first);

/** rt_thread_setup_polling() - see ABinderProcess_setupPolling(). Return: as there. */
binder_status_t rt_thread_setup_polling(int *ret_fd);

/** rt_thread_handle_polled() - see ABinderProcess_handlePolledCommands(). */
binder_status_t rt_thread_handle_polled(void);

/** The caller of the call that this thread serves, else this process. @ret_sid is borrowed. */
pid_t rt_thread_calling_pid(void);
uid_t rt_thread_calling_uid(void);
const char *rt_thread_calling_sid(void);
bool rt_thread_is_serving(void);

/** rt_thread_free_buffer() - gives a received buffer back to the driver. */
void rt_thread_free_buffer(struct rt_driver *driver, const void *buffer, size_t size,
			   bool has_objects);

/** rt_thread_acquire_handle() - the driver's reference for a new proxy; @flush: at once. */
void rt_thread_acquire_handle(AIBinder *proxy, bool flush);

/** rt_thread_release_handle() - gives it back. */
void rt_thread_release_handle(struct rt_bpbinder *proxy);

/** Asks for a death notice and takes that back, both at once. */
binder_status_t rt_thread_request_death(struct rt_bpbinder *proxy);
binder_status_t rt_thread_clear_death(struct rt_bpbinder *proxy);

/** rt_thread_cached_parcel() - a parcel from the thread's cache, or NULL. */
AParcel *rt_thread_cached_parcel(void);

/** rt_thread_cache_parcel() - keeps an empty parcel. Return: false where the cache is full. */
bool rt_thread_cache_parcel(AParcel *parcel);
