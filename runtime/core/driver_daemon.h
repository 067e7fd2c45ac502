/* SPDX-License-Identifier: MIT */
/*
 * driver_daemon.h - the client side of hideglue-driverd, inside
 *
 *	driver_daemon.c		opening, closing, the operations
 *	driver_daemon_conn.c	connections: one a thread, idle ones pooled; messages
 *	driver_daemon_walk.c	what a command stream names, handed over with it
 *	driver_daemon_arena.c	memory that the daemon can read
 *	driver_daemon_device.c	what a device file has more: a late map, its end, flush, fork
 *
 * Locks: daemon->lock guards the lists of connections and what driver.map says, arena.lock the
 * arena. A connection itself belongs to one thread. Neither lock is held across a message.
 * device_lock, before them, is: it is for requests that are no thread's.
 */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

#include "core/driver_ops.h"
#include "uapi/binder.h"
#include "uapi/daemon.h"

struct rt_daemon;

/* The send arena: pages of a sealed memfd that the daemon made and also maps. */

struct rt_arena {
	pthread_mutex_t lock;
	uint8_t *base;		/* NULL: none */
	size_t size;
	size_t page;
	size_t n_pages;
	size_t n_used;		/* pages given out */
	size_t n_touched;	/* pages from the start that may hold memory */
	uint64_t *used;		/* a bit a page */
};

int rt_arena_init(struct rt_arena *arena, int fd, size_t size);
void rt_arena_fini(struct rt_arena *arena);
/** Whole pages for @size bytes, first fit. Return: NULL where there is no room. Thread-safe. */
void *rt_arena_alloc(struct rt_arena *arena, size_t size);
void rt_arena_free(struct rt_arena *arena, void *p, size_t size);
bool rt_arena_holds(const struct rt_arena *arena, uint64_t address, uint64_t size);

/* What one message hands over. */

#define RT_HANDOVER_TEMPS 64

struct rt_handover {
	struct hgd_write_read msg;
	struct hgd_region regions[HGD_REGIONS_MAX];
	struct iovec iov[HGD_REGIONS_MAX + 4];	/* message, regions, numbers, stream, payloads */
	int32_t numbers[HGD_FILES_AHEAD_MAX];
	struct {
		void *p;
		size_t size;
	} temps[RT_HANDOVER_TEMPS];		/* copies in the send arena, until the answer */
	size_t n_regions, n_iov, n_files, n_temps;
	size_t bytes;				/* of the message without its stream */
	/* careful mode: payloads are copied here, HGD_MESSAGE_MAX bytes */
	uint8_t *stage;
	size_t n_staged;
	/* addresses may be bad: read them by way of the kernel */
	bool careful;
};

/* A connection. */

struct rt_conn {
	struct rt_daemon *daemon;
	struct rt_conn *next;		/* in daemon->conns */
	struct rt_conn *next_idle;
	int fd;
	uint32_t serial;
	gid_t gid;
	bool broken;			/* the daemon hung up, or an answer was lost */
	bool polled;			/* its descriptor was given to an event loop */
	struct rt_handover handover;
};

struct rt_daemon {
	struct rt_driver driver;
	/* never used twice, so that a thread's cached connection cannot lie */
	uint64_t id;
	char *where;			/* "unix:" and the path */
	/* of the receive arena: the part of driver.map that is used */
	size_t arena_size;
	pid_t pid;
	pthread_key_t key;		/* the calling thread's connection */
	pthread_mutex_t lock;
	struct rt_conn *conns;
	struct rt_conn *idle;
	size_t n_idle;
	uint8_t secret[HGD_SECRET_SIZE];
	struct rt_arena arena;
	bool careful;
	bool interruptible;
	/* of rt_driver_daemon_device_open(): keeps the process alive; under device_lock */
	struct rt_conn *anchor;
	pthread_mutex_t device_lock;
};

/**
 * rt_daemon_open() - a process at the daemon, and the connection that opened it
 * Return: 0 or -errno.
 */
int rt_daemon_open(const char *where, size_t map_size, struct rt_daemon **ret,
		   struct rt_conn **ret_conn);

/** A new connection that has said nothing yet. Return: 0 or -errno of socket() and connect(). */
int rt_conn_connect(struct rt_daemon *daemon, struct rt_conn **ret);
/**
 * The calling thread's connection, made (and joined) if need be.
 * Return: 0, -ECONNRESET, -ENOMEM.
 */
int rt_conn_get(struct rt_daemon *daemon, struct rt_conn **ret);
/** In a forked child: connections are the parent's, and closed without a word. */
void rt_conn_forked(struct rt_daemon *daemon);
/** Gives the calling thread's connection back to the pool; its binder thread is gone already. */
void rt_conn_put(struct rt_daemon *daemon);
/** Ends all connections; their threads find them broken. */
void rt_conn_hang_up(struct rt_daemon *daemon);
/** Makes @conn the calling thread's. */
void rt_conn_bind(struct rt_conn *conn);
void rt_conn_free_all(struct rt_daemon *daemon);

/**
 * rt_conn_send() - one message, by which the daemon knows the caller's effective user
 * Return: 0; -EBADF, -EFAULT (nothing was sent); -ENOMEM; -ECONNRESET.
 */
int rt_conn_send(struct rt_conn *conn, struct iovec *iov, size_t n_iov, const int *fds,
		 size_t n_fds);

/**
 * rt_conn_receive() - wait for the answer to request @conn->serial
 * @answer:	its fixed part
 * @data:	where the rest goes, up to @size bytes
 * @fds:	HGD_OPEN and HGD_MAP: receives up to two descriptors; NULL otherwise
 * Serves what comes in between. A signal cancels the wait in the daemon; the answer still comes.
 * Return: bytes stored at @data; -ECONNRESET, -EFAULT (@data is bad and the
 * connection is given up).
 */
ssize_t rt_conn_receive(struct rt_conn *conn, struct hgd_answer *answer, void *data, size_t size,
			int *fds);

/**
 * rt_handover_walk() - prepare one message from a command stream
 * @from:	client address of the next command
 * @size:	bytes left
 * Takes whole commands with all that they name, as many as fit. A command
 * that names more than any message has room for goes without it, and is refused. Return: bytes of
 * stream taken, -EFAULT.
 */
ssize_t rt_handover_walk(struct rt_handover *h, struct rt_daemon *daemon, uint64_t from,
			 size_t size);
/** Gives back the copies in the send arena. */
void rt_handover_done(struct rt_handover *h, struct rt_daemon *daemon);

/**
 * rt_driver_daemon_set_interruptible() - every signal ends a wait, as with the kernel's driver
 * Without it a signal whose handler has SA_RESTART does not; the library waits on in any case.
 */
void rt_driver_daemon_set_interruptible(struct rt_driver *driver);

/** For tests with bad addresses: payload addresses are checked by the kernel instead of trusted. */
void rt_driver_daemon_set_careful(struct rt_driver *driver, bool careful);
