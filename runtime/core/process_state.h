/* SPDX-License-Identifier: MIT */
/*
 * process_state.h - what a process has once: the driver, the handle table, the thread pool
 *
 * The driver is opened when it is first needed. A child of fork() has none of the parent's
 * threads and would speak in its name, so there everything that needs the driver fails with
 * STATUS_INVALID_OPERATION and a message.
 *
 * Where the driver goes away the program may ask for a new one (rt_process_reconnect()). Which one
 * something belongs to is told by the pointer, as a former driver is never freed.
 *
 * Lock order: death_lock (death.c), then table_lock or open_lock here; none is held while code of
 * the program runs.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <android/binder_ibinder.h>

struct rt_driver;

/**
 * rt_process_driver() - the driver, opened if need be
 * @ret:	STATUS_NO_INIT (none found), STATUS_INVALID_OPERATION (after fork),
 *		STATUS_DEAD_OBJECT
 *		(the driver went away); the reason is logged
 * Return: the driver, NULL on failure.
 */
struct rt_driver *rt_process_driver(binder_status_t *ret);

/** rt_process_open_driver() - the driver where it is open and usable, else NULL. Logs nothing. */
struct rt_driver *rt_process_open_driver(void);

/** rt_process_usable() - false in a child of fork() and while the driver is gone. */
bool rt_process_usable(void);

/** rt_process_is_former() - whether @driver, which may be NULL, was left behind for another one. */
bool rt_process_is_former(const struct rt_driver *driver);

/** rt_process_choose() - see hideglue_driver_use(). */
binder_status_t rt_process_choose(const char *where);

/** rt_process_adopt() - uses a driver that is open already; for tests, before any other use. */
void rt_process_adopt(struct rt_driver *driver);

/** rt_process_mark_lost() - @driver went away; all its objects are dead. Takes no lock. */
void rt_process_mark_lost(struct rt_driver *driver);

/**
 * rt_process_reconnect() - opens the driver anew where the one in use went away
 *
 * What came from the former one stays dead: a proxy, a buffer, a reply that is still to be sent. It
 * is never freed, since any thread may still hold something of it.
 * Return: STATUS_OK, also where it did not go away; STATUS_NO_INIT: it is not there yet;
 * STATUS_INVALID_OPERATION (after fork).
 */
binder_status_t rt_process_reconnect(void);

/** rt_process_report_lost() - logs it, once, where the driver went away. */
void rt_process_report_lost(void);

/**
 * rt_process_send_obituaries() - runs all death links where the driver went
 * away; pool threads alone.
 */
void rt_process_send_obituaries(void);

/**
 * rt_process_proxy() - the object behind a handle of a buffer that is still held
 * @flush:	tell the driver at once, because the buffer may be freed on another thread
 * Return: a reference; NULL without memory.
 */
AIBinder *rt_process_proxy(uint32_t handle, bool flush);

/** rt_process_proxy_of() - the same of @driver; a dead one where that is not in use any more. */
AIBinder *rt_process_proxy_of(struct rt_driver *driver, uint32_t handle, bool flush);

/** rt_process_forget_proxy() - takes an ended proxy out of the table. */
void rt_process_forget_proxy(AIBinder *proxy, uint32_t handle);

/**
 * rt_process_forget_dead_manager() - where handle 0 is known to be dead, the next proxy is new
 * The driver's handle 0 is always its present manager, so a new one may stand behind it.
 */
void rt_process_forget_dead_manager(void);

/** rt_process_context_object() - a reference to this process's object that is handle 0, or NULL. */
AIBinder *rt_process_context_object(void);

/** rt_process_become_context_manager() - see hideglue_become_context_manager(). */
binder_status_t rt_process_become_context_manager(AIBinder *object);

/** rt_process_set_oneway_only() - see hideglue_send_oneway_only(). */
void rt_process_set_oneway_only(void);

bool rt_process_is_oneway_only(void);

/** rt_process_start_pool() - starts the first pool thread, once. */
void rt_process_start_pool(void);

bool rt_process_pool_started(void);

/** rt_process_set_max_threads() - see ABinderProcess_setThreadPoolMaxThreadCount(). */
bool rt_process_set_max_threads(uint32_t n);

/** rt_process_spawn_thread() - one more pool thread, because the driver asked for it. */
void rt_process_spawn_thread(void);
