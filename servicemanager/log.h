/* SPDX-License-Identifier: MIT */
/* log.h - what the service manager says on stderr, a line at a time */
#pragma once

#include <stdbool.h>

/** Whether log_verbose() says anything; set once at start. */
void log_set_verbose(bool verbose);

/** What the administrator should know. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * log_limited() - what a peer can cause: a refusal, a callback that cannot be told
 * He can do so as often as he likes, so only a few lines a second are written; how many were left
 * out is told with the next.
 */
void log_limited(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** What is of interest while looking for a fault: each registration and each death. */
void log_verbose(const char *format, ...) __attribute__((format(printf, 1, 2)));
