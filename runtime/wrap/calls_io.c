/* SPDX-License-Identifier: MIT */
/* calls_io.c - ioctl, mmap, munmap */
#include "wrap/device.h"

#include <errno.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wrap/next.h"

/* Those that the kernel answers before any driver is asked. */
static bool is_every_files(unsigned long cmd)
{
	return cmd == FIOCLEX || cmd == FIONCLEX || cmd == FIONBIO;
}

int ioctl(int fd, unsigned long cmd, ...)
{
	struct device *dev = NULL;
	va_list ap;
	void *arg;
	int r;

	va_start(ap, cmd);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (!is_every_files(cmd))
		dev = device_get(fd);
	if (!dev)
		return NEXT(ioctl)(fd, cmd, arg);
	r = device_ioctl(dev, fd, cmd, arg);
	device_put(dev);
	if (r >= 0)
		return r;
	errno = -r;
	return -1;
}

static bool map_device(void *at, size_t size, int prot, int flags, int fd, off64_t offset,
		       void **ret)
{
	struct device *dev = flags & MAP_ANONYMOUS ? NULL : device_get(fd);
	int r;

	if (!dev)
		return false;
	r = device_map(dev, at, size, prot, flags, offset, ret);
	device_put(dev);
	if (r < 0) {
		errno = -r;
		*ret = MAP_FAILED;
	}
	return true;
}

/*
 * An allocator may need memory for the very search for the next function: then it is the system
 * call at once.
 */
static _Thread_local bool searching;

static void *next_in_peace(struct next *n)
{
	void *p = NULL;

	if (!searching) {
		searching = true;
		p = next_find(n);
		searching = false;
	}
	return p;
}

typedef void *(*mmap_function)(void *, size_t, int, int, int, off64_t);

void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset)
{
	static struct next next = {"mmap64", NULL};
	mmap_function function;
	void *p;

	if (map_device(at, size, prot, flags, fd, offset, &p))
		return p;
	function = (mmap_function)next_in_peace(&next);
	if (function)
		return function(at, size, prot, flags, fd, offset);
	return (void *)syscall(SYS_mmap, at, size, prot, flags, fd, offset);
}

void *mmap64(void *at, size_t size, int prot, int flags, int fd, off64_t offset)
{
	return mmap(at, size, prot, flags, fd, offset);
}

int munmap(void *at, size_t size)
{
	static struct next next = {"munmap", NULL};
	int (*function)(void *, size_t);

	device_unmap(at, size);
	function = (int (*)(void *, size_t))next_in_peace(&next);
	return function ? function(at, size) : (int)syscall(SYS_munmap, at, size);
}
