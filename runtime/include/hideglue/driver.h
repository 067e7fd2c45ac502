/* SPDX-License-Identifier: MIT */
/*
 * hideglue/driver.h - which Binder driver this process uses
 *
 * Without a word from the program it is what HIDEGLUE_DRIVER names, else the first that is there:
 * the kernel's devices, the session's user-space driver, the system's.
 */
#pragma once

#include <sys/cdefs.h>

#include <android/binder_status.h>

__BEGIN_DECLS

/**
 * hideglue_driver_use() - name the driver, over HIDEGLUE_DRIVER and the search
 * @where:	"/dev/binder" or another device, "unix:/path" for a user-space driver; copied.
 *		NULL goes back to the default
 *
 * Before the library first needs a driver. Thread-safe.
 * Return: STATUS_OK; STATUS_INVALID_OPERATION (a driver is open), STATUS_NO_MEMORY.
 */
binder_status_t hideglue_driver_use(const char *where);

/**
 * hideglue_driver_name() - the driver in use, which is opened if need be
 * Return: its place, such as "unix:/run/hideglue/binder.sock", for the life of the process; NULL where
 * none could be opened, with the reason logged.
 */
const char *hideglue_driver_name(void);

/**
 * hideglue_driver_reconnect() - go on after the driver went away
 * @timeout_ms:	how long to wait for it and for its service manager; 0: only try; -1: for ever
 *
 * A user-space driver can be stopped, or end badly, and be started again. Then every call fails with
 * STATUS_DEAD_OBJECT, all remote objects are dead for good, their death recipients are told (by a
 * thread of the pool, or by this function), ABinderProcess_joinThreadPool() returns, and so does
 * ABinderProcess_handlePolledCommands() with STATUS_DEAD_OBJECT. This function then opens the driver
 * anew, at the same place, and starts the thread pool again where it was started.
 *
 * It is a fresh beginning: the program adds its services again, looks up those of others again,
 * subscribes again to registrations and, where it polls, asks for its descriptor again. Its own
 * objects live on, also those that others held, which nobody gives back any more. What the former
 * driver's memory was stays mapped.
 *
 * Where the driver did not go away this only waits for the service manager. A kernel's driver does
 * not go away. Thread-safe; not for programs that are the service manager.
 * Return: STATUS_OK; STATUS_TIMED_OUT; STATUS_INVALID_OPERATION in a child of fork().
 */
binder_status_t hideglue_driver_reconnect(int timeout_ms);

__END_DECLS
