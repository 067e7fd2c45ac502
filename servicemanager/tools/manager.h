/* SPDX-License-Identifier: MIT */
/*
 * manager.h - the commands' way to the service manager
 *
 * A command must not hang because a service manager does: from manager_open() to manager_close()
 * a watchdog runs, which ends the program with a message.
 */
#pragma once

#include <android/binder_status.h>

#include "android/os/IServiceManager.h"

/**
 * manager_open() - the service manager of the driver in use
 * @command:	the name of the command, for messages; kept
 * Return: a reference; NULL, after a message on stderr that says what to do.
 */
android_os_IServiceManager *manager_open(const char *command);

/** As manager_open() with a driver that is open, and without a word where there is none. */
android_os_IServiceManager *manager_find(void);

/** Ends the watchdog and gives the reference back; NULL is allowed. */
void manager_close(android_os_IServiceManager *manager);

/** Prints what @status says of a call to the service manager, and deletes it. */
void manager_tell_failure(const char *command, const char *what, AStatus *status);

