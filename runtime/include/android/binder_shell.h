/* SPDX-License-Identifier: MIT */
/*
 * android/binder_shell.h - objects that take commands from a shell
 */
#pragma once

#include <stdint.h>

#include <android/binder_ibinder.h>

__BEGIN_DECLS

/** Runs a command; the descriptors and strings are borrowed for the call. */
typedef binder_status_t (*AIBinder_handleShellCommand)(AIBinder *binder, int in, int out, int err,
						       const char **argv, uint32_t argc);

/** Sets what answers shell commands; NULL refuses them. Before the class is first used. */
void AIBinder_Class_setHandleShellCommand(AIBinder_Class *clazz,
					  AIBinder_handleShellCommand handleShellCommand)
	__INTRODUCED_IN(30);

__END_DECLS
