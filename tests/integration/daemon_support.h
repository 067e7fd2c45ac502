/* SPDX-License-Identifier: MIT */
/*
 * daemon_support.h - a private hideglue-driverd, good clients and bad ones
 *
 * Good clients use the runtime's client side; bad ones hold a raw connection and
 * say what they like on it. All waiting ends when the test's time limit does.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/driver_ops.h"
#include "uapi/binder.h"
#include "uapi/daemon.h"

struct test_daemon {
	char dir[64];
	char socket[128];
	pid_t pid;
	pid_t server;
	char *before;		/* counts with no client but the server */
};

/* Of the receive arenas of good clients and of raw ones. */
#define TEST_MAP_SIZE (1024 * 1024 - 8192)

/** Each case: a daemon and the server, and what the daemon holds then is noted. */
void test_fixture_start(struct test_daemon *t);
/** After it a good client is served, all that came since is gone, and the daemon ends well. */
void test_fixture_stop(struct test_daemon *t);
/** A driver of this process, checked. */
struct rt_driver *test_open(struct test_daemon *t);

/** A folder of its own, and in it where the socket will be: one folder further down. */
void test_daemon_folder(struct test_daemon *t);
/**
 * Starts a daemon in a folder of its own, with @options (NULL-terminated, may be NULL),
 * and waits until it listens.
 */
void test_daemon_start(struct test_daemon *t, const char *const *options);
/** The same with the folder of one that was killed. */
void test_daemon_again(struct test_daemon *t, const char *const *options);
/** SIGTERM; checks that it ends well and removes its socket. */
void test_daemon_stop(struct test_daemon *t);

/** A process that is context manager and answers each call with the payload it got. */
void test_server_start(struct test_daemon *t);
void test_server_stop(struct test_daemon *t);
/** What that process does; a byte to @ready when it can be called. Does not return. */
void test_serve(const char *socket, int ready) __attribute__((noreturn));

/** Who the server says that its caller is. */
struct test_caller {
	int32_t pid;
	uint32_t euid;
};
#define TEST_CODE_CALLER 2
/* Answers with how many one-way calls came, a uint32_t. */
#define TEST_CODE_NOTES 3
struct test_caller test_ask_caller(struct rt_driver *driver);

/** One call of @size bytes from a client of this process, checked; the reply is compared. */
void test_call(struct rt_driver *driver, size_t size);
/**
 * Sends the server @n copies of @fd, to each of which it writes a line; numbers that are not open
 * where @fd is -1. Return: the BR_ word of the answer.
 */
uint32_t test_send_files(struct rt_driver *driver, size_t n, int fd);
/** Opens a driver, calls a few times with small and large payloads, closes it. */
void test_good_client(struct test_daemon *t);

/** A counter of the debug dump, -1 where there is none of this name. */
long test_count(struct test_daemon *t, const char *name);
/**
 * Waits until the counters of clients, processes, files and of the core's
 * objects are as in @before.
 */
void test_counts_settle(struct test_daemon *t, const char *before);

/**
 * Waits until the counter @name is @most or less: the daemon hears of an end some time after it.
 */
void test_count_sinks(struct test_daemon *t, const char *name, long most);
/** Those counters as text; malloc'd. */
char *test_counts(struct test_daemon *t);

/* Raw connections. */

int raw_connect(struct test_daemon *t);
/** Sends @size bytes with our credentials and @fds. Return: 0 or -errno. */
int raw_send(int fd, const void *msg, size_t size, const int *fds, size_t n_fds);
/** Next message. Return: its size, 0 where the daemon hung up, -errno; -ETIMEDOUT after 10 s. */
ssize_t raw_receive(int fd, void *msg, size_t size, int *fds, size_t *n_fds);
/** OPEN; @opened and the two descriptors. */
void raw_open(int fd, struct hgd_opened *opened, int *fds);
/** Checks that the daemon hangs up. */
void raw_expect_hangup(int fd);
