/* SPDX-License-Identifier: MIT */
/*
 * calls_file.c - descriptors: open, close, duplicates
 *
 * Each function is the C library's until a device's name or descriptor is met.
 */
#include "wrap/device.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <unistd.h>

#include "wrap/next.h"

int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int dir, const char *path, int flags);
int __openat64_2(int dir, const char *path, int flags);
int euidaccess(const char *path, int mode);

/* 0 or a number from 0 or -errno as a system call's wrapper says it. */
static int result(int r)
{
	if (r >= 0)
		return r;
	errno = -r;
	return -1;
}

/* The third argument, which is there only for flags that make files. */
#define MODE_OF(flags, ret_mode)                                      \
	do {                                                          \
		va_list ap;                                           \
                                                                      \
		va_start(ap, flags);                                  \
		if ((flags) & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) \
			(ret_mode) = va_arg(ap, mode_t);              \
		va_end(ap);                                           \
	} while (0)

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;

	if (device_is_name(path))
		return result(device_open(flags));
	MODE_OF(flags, mode);
	return NEXT(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	mode_t mode = 0;

	if (device_is_name(path))
		return result(device_open(flags));
	MODE_OF(flags, mode);
	return NEXT(open64)(path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...)
{
	mode_t mode = 0;

	if (device_is_name(path))
		return result(device_open(flags));
	MODE_OF(flags, mode);
	return NEXT(openat)(dir, path, flags, mode);
}

int openat64(int dir, const char *path, int flags, ...)
{
	mode_t mode = 0;

	if (device_is_name(path))
		return result(device_open(flags));
	MODE_OF(flags, mode);
	return NEXT(openat64)(dir, path, flags, mode);
}

/* What open() is in programs that were built with _FORTIFY_SOURCE. */

int __open_2(const char *path, int flags)
{
	return device_is_name(path) ? result(device_open(flags)) : NEXT(__open_2)(path, flags);
}

int __open64_2(const char *path, int flags)
{
	return device_is_name(path) ? result(device_open(flags)) : NEXT(__open64_2)(path, flags);
}

int __openat_2(int dir, const char *path, int flags)
{
	return device_is_name(path) ? result(device_open(flags))
				    : NEXT(__openat_2)(dir, path, flags);
}

int __openat64_2(int dir, const char *path, int flags)
{
	return device_is_name(path) ? result(device_open(flags))
				    : NEXT(__openat64_2)(dir, path, flags);
}

int access(const char *path, int mode)
{
	return device_is_name(path) ? result(device_access(mode)) : NEXT(access)(path, mode);
}

int euidaccess(const char *path, int mode)
{
	return device_is_name(path) ? result(device_access(mode)) : NEXT(euidaccess)(path, mode);
}

int eaccess(const char *path, int mode)
{
	return device_is_name(path) ? result(device_access(mode)) : NEXT(eaccess)(path, mode);
}

int faccessat(int dir, const char *path, int mode, int flags)
{
	return device_is_name(path) ? result(device_access(mode))
				    : NEXT(faccessat)(dir, path, mode, flags);
}

int close(int fd)
{
	device_remove(fd);
	return NEXT(close)(fd);
}

int close_range(unsigned int first, unsigned int last, int flags)
{
	if (!(flags & ~CLOSE_RANGE_UNSHARE))
		device_remove_range(first, last);
	return NEXT(close_range)(first, last, flags);
}

void closefrom(int first)
{
	device_remove_range(first < 0 ? 0 : (unsigned int)first, UINT_MAX);
	NEXT(closefrom)(first);
}

/* @fd is what a call made of a descriptor of @dev, or -1. Takes the reference to @dev. */
static int duplicated(int fd, struct device *dev)
{
	int saved = errno;

	if (!dev)
		return fd;
	if (fd >= 0)
		device_add(fd, dev);
	device_put(dev);
	errno = saved;
	return fd;
}

int dup(int fd)
{
	struct device *dev = device_get(fd);

	return duplicated(NEXT(dup)(fd), dev);
}

/* @to was closed by the call; @dev is what it is now. */
static int replaced(int r, int to, struct device *dev)
{
	int saved = errno;

	if (r >= 0)
		device_remove(to);
	errno = saved;
	return duplicated(r, dev);
}

int dup2(int fd, int to)
{
	if (fd == to)
		return NEXT(dup2)(fd, to);
	struct device *dev = device_get(fd);

	return replaced(NEXT(dup2)(fd, to), to, dev);
}

int dup3(int fd, int to, int flags)
{
	struct device *dev = device_get(fd);

	return replaced(NEXT(dup3)(fd, to, flags), to, dev);
}

/* All commands have an argument of one word or none, which may be passed on unread. */

static bool duplicates(int cmd)
{
	return cmd == F_DUPFD || cmd == F_DUPFD_CLOEXEC;
}

int fcntl(int fd, int cmd, ...)
{
	va_list ap;
	void *arg;

	va_start(ap, cmd);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (!duplicates(cmd))
		return NEXT(fcntl)(fd, cmd, arg);
	struct device *dev = device_get(fd);

	return duplicated(NEXT(fcntl)(fd, cmd, (int)(intptr_t)arg), dev);
}

int fcntl64(int fd, int cmd, ...)
{
	va_list ap;
	void *arg;

	va_start(ap, cmd);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (!duplicates(cmd))
		return NEXT(fcntl64)(fd, cmd, arg);
	struct device *dev = device_get(fd);

	return duplicated(NEXT(fcntl64)(fd, cmd, (int)(intptr_t)arg), dev);
}
