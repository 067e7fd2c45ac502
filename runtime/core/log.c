/* SPDX-License-Identifier: MIT */
/*
 * log.c - the log hook and its default
 */
#include "core/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/visibility.h"

static pthread_mutex_t hook_lock = PTHREAD_MUTEX_INITIALIZER;
static hideglue_log_fn hook;
static void *hook_data;

RT_EXPORT void hideglue_log_set(hideglue_log_fn fn, void *data)
{
	pthread_mutex_lock(&hook_lock);
	hook = fn;
	hook_data = data;
	pthread_mutex_unlock(&hook_lock);
}

void rt_log_after_fork(void)
{
	pthread_mutex_init(&hook_lock, NULL);
}

static void log_to_stderr(enum hideglue_log_level level, const char *message)
{
	static const char *const names[] = { "error", "warning", "info", "debug" };
	char line[1100];
	int len = snprintf(line, sizeof(line), "hideglue: %s: %s\n", names[level], message);
	ssize_t r;

	r = write(STDERR_FILENO, line, (size_t)len);
	(void)r; /* where the log itself fails there is nobody left to tell */
}

static void log_message(enum hideglue_log_level level, const char *message)
{
	hideglue_log_fn fn;
	void *data;

	pthread_mutex_lock(&hook_lock);
	fn = hook;
	data = hook_data;
	pthread_mutex_unlock(&hook_lock);

	if (fn)
		fn(level, message, data);
	else
		log_to_stderr(level, message);
}

void rt_log(enum hideglue_log_level level, const char *format, ...)
{
	char message[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	log_message(level, message);
}

void rt_log_fatal(const char *format, ...)
{
	char message[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	log_message(HIDEGLUE_LOG_ERROR, message);
	abort();
}

static pthread_once_t debug_once = PTHREAD_ONCE_INIT;
static bool debug_txn;

static void read_debug(void)
{
	const char *words = secure_getenv("HIDEGLUE_DEBUG");

	while (words && *words) {
		size_t len = strcspn(words, ",");

		if (len == 3 && !memcmp(words, "txn", 3))
			debug_txn = true;
		words += len + (words[len] == ',');
	}
}

bool rt_debug_txn(void)
{
	pthread_once(&debug_once, read_debug);
	return debug_txn;
}
