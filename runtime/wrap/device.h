/* SPDX-License-Identifier: MIT */
/*
 * device.h - opened devices, by the descriptors that the program has of them
 *
 * What the program gets from open() is an epoll descriptor of its own: a real one, which can be
 * duplicated, passed over exec, given flags, and waited for. A device lives as long as the
 * program has a descriptor or the mapping of it, or a call is under way, as the kernel's does.
 *
 * One lock guards the table; it is not held while the driver is asked anything, fork aside, which
 * takes it and the lists of connections behind it. Functions give 0 or -errno.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct device;

/** Whether @path is a Binder device's name: to be wrapped, be it there or not. */
bool device_is_name(const char *path);
/** access() for such a name. Return: 0, -EACCES, or the errno that opening it gives. */
int device_access(int mode);
/** A new device and its first descriptor. @flags: O_CLOEXEC and O_NONBLOCK count. */
int device_open(int flags);

/** The device of @fd with a reference for the caller, or NULL. */
struct device *device_get(int fd);
void device_put(struct device *dev);
/** Whether some device is open at all; what it says is old at once. */
bool device_any(void);

/** @fd was made a duplicate of @dev's. */
void device_add(int fd, struct device *dev);
/** @fd is about to be closed, or another's already. Return: it was a device's. */
bool device_remove(int fd);
/** The same for @first to @last. */
void device_remove_range(unsigned int first, unsigned int last);

/** Not this process's: it was inherited by fork, or the caller shares our memory after vfork. */
bool device_is_foreign(const struct device *dev);

int device_ioctl(struct device *dev, int fd, unsigned long cmd, void *arg);

/** Gives the address in *@ret. */
int device_map(struct device *dev, void *at, size_t size, int prot, int flags, long offset,
	       void **ret);
/** The program unmaps these addresses: nothing of a device is there any more. */
void device_unmap(const void *at, size_t size);

/**
 * device_poll() - a descriptor that is readable when the calling thread has work, and is not now
 * unless it has
 * Return: it, for this thread's next wait; -errno.
 */
int device_poll(struct device *dev);

/**
 * device_watch() - lets @fd, a descriptor of @dev, be readable when the calling thread has work
 * As epoll and select need it, which look at @fd itself. The thread that asked last is looked at.
 */
int device_watch(struct device *dev, int fd);
/** @epfd waits for a device; device_watch() all that are waited for so before a wait with it. */
void device_waited_for(struct device *dev, int epfd);
void device_watch_all(int epfd);
