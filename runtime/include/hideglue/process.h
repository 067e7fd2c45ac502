/* SPDX-License-Identifier: MIT */
/*
 * hideglue/process.h - the threads of this process that serve calls
 *
 * A process with no such thread can make calls, and calls back into a waiting thread reach it, but
 * nothing that comes unasked does: calls, death notices, news of services. All functions are
 * thread-safe. The driver is opened when it is first needed.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/cdefs.h>

#include <android/binder_ibinder.h>
#include <android/binder_status.h>

__BEGIN_DECLS

/**
 * Starts the thread pool with one thread; more are added as calls come in.
 * Once; later calls do nothing.
 */
void ABinderProcess_startThreadPool(void) __INTRODUCED_IN(29);

/**
 * How many threads the driver may ask for beyond the first and those that joined; 15 unless set.
 * Lowering it once the pool has started aborts.
 * Return: whether the driver took it.
 */
bool ABinderProcess_setThreadPoolMaxThreadCount(uint32_t numThreads) __INTRODUCED_IN(29);

/** Whether ABinderProcess_startThreadPool() was called. */
bool ABinderProcess_isThreadPoolStarted(void) __INTRODUCED_IN(34);

/** The calling thread serves calls from now on. Returns only when the driver is gone. */
void ABinderProcess_joinThreadPool(void) __INTRODUCED_IN(29);

/**
 * Serves calls from an event loop: outputs a descriptor, not the caller's, that is readable when
 * the calling thread has work, which ABinderProcess_handlePolledCommands() then does. Use with a
 * thread count of 0.
 * Return: STATUS_OK; -EBADF without a driver; STATUS_UNEXPECTED_NULL.
 */
binder_status_t ABinderProcess_setupPolling(int *fd) __INTRODUCED_IN(31);

/**
 * Does all work that is there, without blocking. On the thread of ABinderProcess_setupPolling().
 */
binder_status_t ABinderProcess_handlePolledCommands(void) __INTRODUCED_IN(31);

/**
 * hideglue_become_context_manager() - make a local object handle 0 of the driver
 * @binder:	local; the library keeps a reference for the life of the process
 *
 * For service managers. Call before the thread pool starts.
 * Return: STATUS_OK; STATUS_ALREADY_EXISTS (the driver has a manager), STATUS_PERMISSION_DENIED
 * (another user was it first), STATUS_NO_INIT (no driver), STATUS_BAD_VALUE (not local).
 */
binder_status_t hideglue_become_context_manager(AIBinder *binder);

/**
 * hideglue_send_oneway_only() - from now on this process waits for no other
 *
 * For service managers and their like, which must go on whatever their clients do. A call that is
 * not one-way fails with STATUS_INVALID_OPERATION and a log message. AIBinder_associateClass()
 * takes a remote object for what it is seen as instead of asking it; one of another type refuses
 * the calls. Cannot be undone.
 */
void hideglue_send_oneway_only(void);

/**
 * hideglue_count_holders() - how many strong references other processes have to a remote object
 * @binder:	remote; the one of this process is counted too
 *
 * For the context manager alone, to know when a service is idle.
 * Return: the count, or a negative binder_status_t: STATUS_PERMISSION_DENIED (not the context
 * manager), STATUS_BAD_VALUE (not remote).
 */
int32_t hideglue_count_holders(AIBinder *binder);

__END_DECLS
