/* SPDX-License-Identifier: MIT */
/*
 * driver_ops.h - the one interface between the runtime and a Binder driver
 *
 * Behind it stand the kernel device (driver_kernel.c) and the user-space driver
 * (driver_daemon.c). Nothing above this table knows which of them is there; both
 * speak the Binder UAPI of driver/uapi/binder.h.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct binder_write_read;

/** What opening gives; each driver embeds it as the first member of its own struct. */
struct rt_driver {
	const struct rt_driver_ops *ops;
	const void *map;	/* receive arena, read-only; BR_ buffer addresses lie in it */
	size_t map_size;
	const char *where;	/* what was opened, for messages: "/dev/binder", "unix:/run/..." */
};

/* Flags of write_read_flags(). */
enum {
	/*
	 * A read that would end with nothing but BR_NOOP and BR_TRANSACTION_COMPLETE may go on
	 * waiting; the two then stand in front of what ends it. For a pool thread that has sent
	 * BC_REPLY and means to read its next work in the same call: in the user-space driver it
	 * saves two context switches a call. It is a permission, not a promise (the kernel driver
	 * answers at once), so the caller takes a BR_TRANSACTION_COMPLETE that comes alone or in
	 * front of its next work as "the last reply was sent". The payload of the reply must stay
	 * untouched until the call returns, which may be long: use it for small replies.
	 */
	RT_DRIVER_LAZY_COMPLETE = 1,
	/*
	 * -EAGAIN instead of waiting where there is nothing to read, as on an
	 * O_NONBLOCK descriptor.
	 */
	RT_DRIVER_NONBLOCK = 2,
};

struct rt_driver_ops {
	const char *name;

	/**
	 * write_read() - BINDER_WRITE_READ for the calling thread
	 * Blocks while bwr->read_size > 0 and nothing is there to read. The consumed fields are
	 * updated as by the ioctl, also on failure. Thread-safe: each thread is
	 * its own binder thread.
	 * A signal whose handler has SA_RESTART need not end the wait.
	 * Return: 0, -EINTR, -EAGAIN, -EINVAL, -EFAULT, -ENOMEM; -ECONNRESET
	 * where the driver is gone.
	 */
	int (*write_read)(struct rt_driver *driver, struct binder_write_read *bwr);

	/** write_read_flags() - write_read() with flags (RT_DRIVER_...); never NULL. */
	int (*write_read_flags)(struct rt_driver *driver, struct binder_write_read *bwr,
				unsigned int flags);

	/** ioctl() - any other BINDER_ ioctl of the UAPI with its struct. Return: 0 or -errno. */
	int (*ioctl)(struct rt_driver *driver, unsigned long cmd, void *arg);

	/**
	 * send_alloc() - memory to build a payload of up to @size bytes in
	 *
	 * The daemon hands out its send arena, so that a large payload is copied once; the kernel
	 * driver has no use for that and leaves this NULL, as it leaves send_free. NULL answer: no
	 * room, use malloc. Payloads from elsewhere are always accepted too.
	 */
	void *(*send_alloc)(struct rt_driver *driver, size_t size);
	void (*send_free)(struct rt_driver *driver, void *p, size_t size);

	/**
	 * poll_fd() - a descriptor that is readable when the calling thread
	 * has work; for event loops
	 * Belongs to the driver and, in the user-space one, to the calling thread: only that thread
	 * reads after it became ready. Readiness may be stale (another thread was faster): read
	 * with RT_DRIVER_NONBLOCK. Return: the descriptor, -errno.
	 */
	int (*poll_fd)(struct rt_driver *driver);

	/**
	 * thread_exit() - BINDER_THREAD_EXIT for the calling thread; its connection may be reused.
	 */
	void (*thread_exit)(struct rt_driver *driver);

	/**
	 * retire() - the driver went away, or will not do: whoever waits for it returns with
	 * -ECONNRESET, and it knows this process no more. Its memory stays, for what is still held
	 * of it. NULL where it cannot go away.
	 */
	void (*retire)(struct rt_driver *driver);

	/** close() - gives everything back; no call may be under way. */
	void (*close)(struct rt_driver *driver);
};

/**
 * rt_driver_open() - find and open a driver as HIDEGLUE_DRIVER and the search order say
 * @map_size:	bytes of receive arena to ask for
 * @ret:	the driver, on success
 * @why:	on failure one message for people that names each place tried and what to do
 * Return: 0 or -errno of the last place tried.
 */
int rt_driver_open(size_t map_size, struct rt_driver **ret, char *why, size_t why_size);

/** The same without a map and without the kernel's drivers. */
int rt_driver_open_user_space(struct rt_driver **ret, char *why, size_t why_size);

/** Opens one named place; @where without its "unix:" prefix for the daemon. Return: 0 or -errno. */
int rt_driver_kernel_open(const char *where, size_t map_size, struct rt_driver **ret);
int rt_driver_daemon_open(const char *where, size_t map_size, struct rt_driver **ret);
