/* SPDX-License-Identifier: MIT */
/*
 * log.h - messages of the library
 *
 * A message goes to the function of hideglue_log_set(), else to standard error as one write, so
 * that lines of several threads do not mix. Not to be called with a lock of the library held,
 * since the function may be the program's.
 */
#pragma once

#include <stdbool.h>

#include <hideglue/log.h>

/** rt_log() - one message, without newline; cut where it is longer than 1 KiB. Thread-safe. */
void rt_log(enum hideglue_log_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** rt_log_fatal() - logs an error that is a bug of the program, and aborts. */
void rt_log_fatal(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/** rt_log_after_fork() - in the child: a thread that is not here may have been logging. */
void rt_log_after_fork(void);

/** rt_debug_txn() - whether HIDEGLUE_DEBUG asks for a line per transaction. */
bool rt_debug_txn(void);
