/* SPDX-License-Identifier: MIT */
/* device.c - opened devices: the table of descriptors, references, fork */
#include "wrap/device.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "core/driver_daemon.h"
#include "core/driver_daemon_device.h"
#include "core/driver_ops.h"
#include "wrap/device_inside.h"

/* Descriptors that can be a device's. */
#define FD_END 65536

pthread_mutex_t device_lock = PTHREAD_MUTEX_INITIALIZER;
struct device *devices;

static _Atomic(struct device *) by_fd[FD_END];
static _Atomic bool waits[FD_END]; /* an epoll descriptor that waits for some device */
static int fd_top;		   /* by_fd has none from here on */
static _Atomic unsigned int n_devices;
static pid_t owner; /* whose table this is: after vfork not the caller's */

static const char *const names[] = {"/dev/binder", "/dev/hwbinder", "/dev/vndbinder"};
static const char *const not_devices[] = {"binder-control", "features", "binder_logs"};

bool device_is_name(const char *path)
{
	static const char folder[] = "/dev/binderfs/";
	const char *name;

	if (!path || strncmp(path, "/dev/", strlen("/dev/")))
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(path, names[i]))
			return true;
	if (strncmp(path, folder, strlen(folder)))
		return false;
	name = path + strlen(folder);
	for (size_t i = 0; i < sizeof(not_devices) / sizeof(not_devices[0]); i++)
		if (!strcmp(name, not_devices[i]))
			return false;
	return *name && !strchr(name, '/');
}

/* The socket that stands for every device, or NULL. */
static const char *socket_path(void)
{
	const char *driver = secure_getenv("HIDEGLUE_DRIVER");

	return driver && !strncmp(driver, "unix:/", strlen("unix:/")) ? driver + strlen("unix:")
								      : NULL;
}

int device_error(int r)
{
	switch (r) {
	case -ECONNRESET: /* hung up, or gone */
		return -ENODEV;
	case -ECONNREFUSED:
	case -EPROTO:
	case -EPROTONOSUPPORT:
	case -EPROTOTYPE:
		return -ENXIO;
	case -ENAMETOOLONG:
		return -ENOENT;
	default:
		return r;
	}
}

int device_access(int mode)
{
	const char *path = socket_path();

	if (!path || access(path, F_OK) < 0)
		return -ENOENT;
	return (mode & X_OK) || access(path, R_OK | W_OK) < 0 ? -EACCES : 0;
}

bool device_any(void)
{
	return atomic_load_explicit(&n_devices, memory_order_relaxed);
}

void device_put(struct device *dev)
{
	bool last;

	pthread_mutex_lock(&device_lock);
	last = !--dev->refs;
	for (struct device **p = &devices; last && *p; p = &(*p)->next) {
		if (*p == dev) {
			*p = dev->next;
			atomic_fetch_sub(&n_devices, 1);
			break;
		}
	}
	pthread_mutex_unlock(&device_lock);
	if (!last)
		return;
	if (!dev->foreign) /* else what is left of it is the parent's address space */
		dev->driver->ops->close(dev->driver);
	free(dev);
}

struct device *device_get(int fd)
{
	struct device *dev;

	if (fd < 0 || fd >= FD_END || !atomic_load_explicit(&by_fd[fd], memory_order_relaxed))
		return NULL;
	pthread_mutex_lock(&device_lock);
	dev = by_fd[fd];
	if (dev)
		dev->refs++;
	pthread_mutex_unlock(&device_lock);
	return dev;
}

void device_add(int fd, struct device *dev)
{
	if (fd < 0 || fd >= FD_END || getpid() != owner)
		return;
	pthread_mutex_lock(&device_lock);
	by_fd[fd] = dev;
	dev->refs++;
	if (fd_top <= fd)
		fd_top = fd + 1;
	pthread_mutex_unlock(&device_lock);
}

bool device_remove(int fd)
{
	struct device *dev;
	bool others;

	if (fd < 0 || fd >= FD_END || (!by_fd[fd] && !waits[fd]) || getpid() != owner)
		return false;
	pthread_mutex_lock(&device_lock);
	waits[fd] = false;
	dev = by_fd[fd];
	by_fd[fd] = NULL;
	others = dev && dev->refs > 1 && !dev->foreign;
	pthread_mutex_unlock(&device_lock);
	if (!dev)
		return false;
	if (others)
		rt_driver_daemon_flush(dev->driver);
	device_put(dev);
	return true;
}

void device_remove_range(unsigned int first, unsigned int last)
{
	unsigned int end;

	pthread_mutex_lock(&device_lock);
	end = (unsigned int)fd_top;
	pthread_mutex_unlock(&device_lock);
	for (unsigned int fd = first; fd < end && fd <= last; fd++)
		device_remove((int)fd);
}

bool device_is_foreign(const struct device *dev)
{
	return dev->foreign || getpid() != owner;
}

/* All devices stand still while the process is copied. */
static void before_fork(void)
{
	pthread_mutex_lock(&device_lock);
	for (struct device *dev = devices; dev; dev = dev->next)
		if (!dev->foreign)
			rt_driver_daemon_fork_lock(dev->driver);
}

static void after_fork(void)
{
	for (struct device *dev = devices; dev; dev = dev->next)
		if (!dev->foreign)
			rt_driver_daemon_fork_unlock(dev->driver);
	pthread_mutex_unlock(&device_lock);
}

static void in_child(void)
{
	owner = getpid();
	for (struct device *dev = devices; dev; dev = dev->next) {
		if (!dev->foreign)
			rt_driver_daemon_forked(dev->driver);
		dev->foreign = true;
		dev->map = 0;
	}
	pthread_mutex_unlock(&device_lock);
}

static void watch_forks(void)
{
	owner = getpid();
	pthread_atfork(before_fork, after_fork, in_child);
}

/* After the program has its descriptor, which so is the lowest that is free. */
static int open_driver(struct device *dev)
{
	const char *path = socket_path();
	int r = path ? rt_driver_daemon_device_open(path, &dev->driver) : -ENOENT;

	if (r < 0) /* hanging up at once is a limit's way to say no */
		return r == -ECONNRESET ? -ENOMEM : device_error(r);
	rt_driver_daemon_set_careful(dev->driver, true);
	rt_driver_daemon_set_interruptible(dev->driver);
	return 0;
}

static void enlist(struct device *dev)
{
	pthread_mutex_lock(&device_lock);
	dev->next = devices;
	devices = dev;
	atomic_fetch_add(&n_devices, 1);
	pthread_mutex_unlock(&device_lock);
}

int device_open(int flags)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct device *dev;
	int fd, r;

	pthread_once(&once, watch_forks);
	fd = epoll_create1(flags & O_CLOEXEC ? EPOLL_CLOEXEC : 0);
	if (fd < 0)
		return -errno;
	r = -EMFILE;
	if (fd >= FD_END)
		goto no_device;
	r = -ENOMEM;
	dev = calloc(1, sizeof(*dev));
	if (!dev)
		goto no_device;
	dev->watched = -1;
	r = open_driver(dev);
	if (r < 0)
		goto no_driver;
	if (flags & O_NONBLOCK)
		fcntl(fd, F_SETFL, O_NONBLOCK);
	enlist(dev);
	device_add(fd, dev);
	return fd;

no_driver:
	free(dev);
no_device:
	close(fd);
	return r;
}

void device_waited_for(struct device *dev, int epfd)
{
	if (epfd < 0 || epfd >= FD_END)
		return;
	pthread_mutex_lock(&device_lock);
	dev->waited = true;
	waits[epfd] = true;
	pthread_mutex_unlock(&device_lock);
}

/* The next descriptor from @fd on of a device that some epoll descriptor waits for, or -1. */
static int next_waited(int fd, struct device **ret)
{
	int found = -1;

	pthread_mutex_lock(&device_lock);
	for (; fd < fd_top && found < 0; fd++) {
		struct device *dev = by_fd[fd];

		if (!dev || !dev->waited || dev->foreign)
			continue;
		dev->refs++;
		*ret = dev;
		found = fd;
	}
	pthread_mutex_unlock(&device_lock);
	return found;
}

void device_watch_all(int epfd)
{
	struct device *dev;

	if (epfd < 0 || epfd >= FD_END || !waits[epfd] || getpid() != owner)
		return;
	for (int fd = next_waited(0, &dev); fd >= 0; fd = next_waited(fd + 1, &dev)) {
		device_watch(dev, fd);
		device_put(dev);
	}
}
