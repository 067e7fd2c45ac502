/* SPDX-License-Identifier: MIT */
/*
 * hideglue/log.h - where the library's messages go
 */
#pragma once

#include <sys/cdefs.h>

__BEGIN_DECLS

enum hideglue_log_level {
	HIDEGLUE_LOG_ERROR,	/* something asked for could not be done */
	HIDEGLUE_LOG_WARNING,	/* something is odd, and work goes on */
	HIDEGLUE_LOG_INFO,	/* news worth a line, such as waiting for a service */
	HIDEGLUE_LOG_DEBUG,	/* what HIDEGLUE_DEBUG=txn asks for */
};

/**
 * Takes one message, borrowed; it may have several lines, with no newline behind the last. Called
 * from any thread; must not call the library.
 */
typedef void (*hideglue_log_fn)(enum hideglue_log_level level, const char *message, void *data);

/**
 * hideglue_log_set() - have messages handed to a function
 * @fn:		NULL for the default, which writes lines to standard error
 * @data:	given to @fn
 *
 * A message that another thread is logging meanwhile may still go to the former function.
 */
void hideglue_log_set(hideglue_log_fn fn, void *data);

__END_DECLS
