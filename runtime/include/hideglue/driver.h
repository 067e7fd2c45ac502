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
 * Return: its place, such as "unix:/run/hideglue/driver", for the life of the process; NULL where
 * none could be opened, with the reason logged.
 */
const char *hideglue_driver_name(void);

__END_DECLS
