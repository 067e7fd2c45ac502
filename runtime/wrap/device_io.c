/* SPDX-License-Identifier: MIT */
/*
 * device_io.c - what a program does with a device: ioctl, mapping, waiting
 *
 * Addresses are the program's and may be bad: that is an error of its call, as with a system
 * call, so they are read and written by way of the kernel.
 */
#include "wrap/device.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/driver_daemon_device.h"
#include "core/driver_ops.h"
#include "uapi/binder.h"
#include "wrap/device_inside.h"

/* So that the munmap() of a program without devices asks nothing. */
static _Atomic unsigned int n_mapped;

static bool fetch(void *to, void *from, size_t n)
{
	struct iovec local = {to, n}, remote = {from, n};

	return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == (ssize_t)n;
}

static bool store(void *to, void *from, size_t n)
{
	struct iovec local = {from, n}, remote = {to, n};

	return process_vm_writev(getpid(), &local, 1, &remote, 1, 0) == (ssize_t)n;
}

static int write_read(struct device *dev, int fd, void *arg)
{
	struct binder_write_read bwr;
	unsigned int flags = 0;
	int r;

	if (!fetch(&bwr, arg, sizeof(bwr)))
		return -EFAULT;
	if (bwr.read_size && (fcntl(fd, F_GETFL) & O_NONBLOCK))
		flags = RT_DRIVER_NONBLOCK;
	r = dev->driver->ops->write_read_flags(dev->driver, &bwr, flags);
	return store(arg, &bwr, sizeof(bwr)) ? r : -EFAULT;
}

int device_ioctl(struct device *dev, int fd, unsigned long cmd, void *arg)
{
	/* The number's 32 bits are all the kernel looks at. */
	unsigned int number = (unsigned int)cmd;

	if (device_is_foreign(dev))
		return -EINVAL;
	if (number == BINDER_WRITE_READ)
		return device_error(write_read(dev, fd, arg));
	if (number == BINDER_THREAD_EXIT) {
		dev->driver->ops->thread_exit(dev->driver);
		return 0;
	}
	return device_error(dev->driver->ops->ioctl(dev->driver, number, arg));
}

/* Reserves the addresses, and lets the driver lay its arena there. */
static int map(struct device *dev, void *at, size_t size, int flags, void **ret)
{
	int fixed = flags & (MAP_FIXED | MAP_FIXED_NOREPLACE);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *p;
	int r;

	size = (size + page - 1) & ~(page - 1);
	p = mmap(at, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | fixed, -1, 0);
	if (p == MAP_FAILED)
		return -errno;
	r = rt_driver_daemon_map(dev->driver, p, size);
	if (r < 0) {
		munmap(p, size);
		return device_error(r);
	}
	pthread_mutex_lock(&device_lock);
	dev->map = (uintptr_t)p;
	dev->map_size = size;
	dev->refs++;
	atomic_fetch_add(&n_mapped, 1);
	pthread_mutex_unlock(&device_lock);
	*ret = p;
	return 0;
}

int device_map(struct device *dev, void *at, size_t size, int prot, int flags, long offset,
	       void **ret)
{
	int r = 0;

	if (!size || offset % sysconf(_SC_PAGESIZE) || device_is_foreign(dev))
		return -EINVAL;
	if (size > PTRDIFF_MAX)
		return -ENOMEM;
	if (prot & PROT_WRITE)
		return -EPERM;
	pthread_mutex_lock(&device_lock);
	if (dev->was_mapped)
		r = -EBUSY;
	dev->was_mapped = true;
	pthread_mutex_unlock(&device_lock);
	if (r < 0)
		return r;
	r = map(dev, at, size, flags, ret);
	if (r < 0 && r != -EBUSY) {
		pthread_mutex_lock(&device_lock);
		dev->was_mapped = false;
		pthread_mutex_unlock(&device_lock);
	}
	return r;
}

/* What is left of the mapping: a hole in its middle counts as nothing. Return: nothing is left. */
static bool cut(struct device *dev, uintptr_t from, uintptr_t to)
{
	uintptr_t end = dev->map + dev->map_size;

	if (from <= dev->map && to >= end) {
		dev->map = 0;
		atomic_fetch_sub(&n_mapped, 1);
		return true;
	}
	if (from <= dev->map) {
		dev->map = to;
		dev->map_size = end - to;
	} else if (to >= end) {
		dev->map_size = from - dev->map;
	}
	return false;
}

static struct device *mapped_in(uintptr_t from, uintptr_t to, bool *gone)
{
	struct device *dev;

	pthread_mutex_lock(&device_lock);
	for (dev = devices; dev; dev = dev->next)
		if (dev->map && from < dev->map + dev->map_size && to > dev->map)
			break;
	if (dev) {
		dev->refs++;
		*gone = cut(dev, from, to);
	}
	pthread_mutex_unlock(&device_lock);
	return dev;
}

void device_unmap(const void *at, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = (uintptr_t)at, to = from + ((size + page - 1) & ~(page - 1));
	struct device *dev;
	bool gone;

	if (!atomic_load_explicit(&n_mapped, memory_order_relaxed) || from % page || to <= from)
		return;
	while ((dev = mapped_in(from, to, &gone))) {
		bool foreign = device_is_foreign(dev);

		if (!foreign)
			rt_driver_daemon_unmap(dev->driver);
		if (gone)
			device_put(dev);
		device_put(dev);
		if (!gone)
			return;
	}
}

int device_poll(struct device *dev)
{
	if (device_is_foreign(dev))
		return -EINVAL;
	return device_error(rt_driver_daemon_poll_now(dev->driver));
}

int device_watch(struct device *dev, int fd)
{
	struct epoll_event event = {.events = EPOLLIN};
	int conn, r = 0;

	conn = device_poll(dev);
	if (conn < 0)
		return conn;
	pthread_mutex_lock(&device_lock);
	if (dev->watched != conn && dev->watched >= 0)
		epoll_ctl(fd, EPOLL_CTL_DEL, dev->watched, NULL);
	dev->watched = conn;
	/* There already, most often; but a descriptor of that number may be another by now. */
	if (epoll_ctl(fd, EPOLL_CTL_ADD, conn, &event) < 0 && errno != EEXIST)
		r = -errno;
	pthread_mutex_unlock(&device_lock);
	return r;
}
