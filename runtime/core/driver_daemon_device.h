/* SPDX-License-Identifier: MIT */
/*
 * driver_daemon_device.h - hideglue-driverd for somebody who thinks it is a device file
 *
 * A device is opened first and mapped later, at an address that its user may choose; it is
 * flushed with each close of a descriptor, polled by any thread and inherited by fork. All of this
 * is for the preloadable library of runtime/wrap; libhideglue needs none of it.
 */
#pragma once

#include <stddef.h>

struct rt_driver;

/**
 * rt_driver_daemon_device_open() - open without a map
 * The process stays known to the daemon while @ret is open, whatever its threads do.
 * Return: 0 or -errno, as rt_driver_daemon_open().
 */
int rt_driver_daemon_device_open(const char *where, struct rt_driver **ret);

/**
 * rt_driver_daemon_map() - lay the receive arena over address space that the caller reserved
 * @at:		page aligned; stays the caller's on failure
 * @size:	more than 0; what the driver does not use of it stays as it is
 * Thread-safe. Return: 0, -EBUSY where that was done before, -ENOMEM, -ECONNRESET.
 */
int rt_driver_daemon_map(struct rt_driver *driver, void *at, size_t size);

/**
 * rt_driver_daemon_unmap() - the arena may go: nothing is put into it any more, and nothing is
 * mapped there by us
 * The address space is the caller's to unmap, after this. Thread-safe.
 */
void rt_driver_daemon_unmap(struct rt_driver *driver);

/** rt_driver_daemon_flush() - every thread comes back from its wait. Thread-safe. */
void rt_driver_daemon_flush(struct rt_driver *driver);

/**
 * rt_driver_daemon_poll_now() - as poll_fd(), and what the descriptor says is true now
 * A notice that came for work which another thread has done since is taken back.
 * Return: the calling thread's descriptor, -ENOMEM, -ECONNRESET.
 */
int rt_driver_daemon_poll_now(struct rt_driver *driver);

/**
 * Around a fork: lock before, unlock in the parent. In the child the driver is closed for good,
 * which the parent's does not notice; no other function may be called for it there.
 */
void rt_driver_daemon_fork_lock(struct rt_driver *driver);
void rt_driver_daemon_fork_unlock(struct rt_driver *driver);
void rt_driver_daemon_forked(struct rt_driver *driver);
