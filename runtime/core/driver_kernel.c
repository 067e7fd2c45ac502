/* SPDX-License-Identifier: MIT */
/*
 * driver_kernel.c - a Binder device of the kernel as a driver
 *
 * The table's operations are the device's own system calls; the kernel knows the
 * calling thread.
 */
#include "core/driver_ops.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "uapi/binder.h"

struct rt_kernel {
	struct rt_driver driver;
	int fd;
	char *where;
};

static struct rt_kernel *to_kernel(struct rt_driver *driver)
{
	return (struct rt_kernel *)driver;
}

static int kernel_ioctl(struct rt_driver *driver, unsigned long cmd, void *arg)
{
	return ioctl(to_kernel(driver)->fd, cmd, arg) < 0 ? -errno : 0;
}

static int kernel_write_read(struct rt_driver *driver, struct binder_write_read *bwr)
{
	return kernel_ioctl(driver, BINDER_WRITE_READ, bwr);
}

/*
 * The device is non-blocking for all threads or for none: write first, then
 * read only what is there.
 */
static int read_if_ready(struct rt_driver *driver, struct binder_write_read *bwr)
{
	struct pollfd p = { .fd = to_kernel(driver)->fd, .events = POLLIN };
	__u64 read_size = bwr->read_size;
	int r;

	bwr->read_size = 0;
	r = kernel_write_read(driver, bwr);
	bwr->read_size = read_size;
	if (r < 0 || !read_size)
		return r;
	if (poll(&p, 1, 0) <= 0)
		return -EAGAIN;
	/* Where a transaction failed early the rest of the stream waits until its error is read. */
	return kernel_write_read(driver, bwr);
}

static int kernel_write_read_flags(struct rt_driver *driver, struct binder_write_read *bwr,
				   unsigned int flags)
{
	if (flags & RT_DRIVER_NONBLOCK)
		return read_if_ready(driver, bwr);
	return kernel_write_read(driver, bwr);
}

static int kernel_poll_fd(struct rt_driver *driver)
{
	return to_kernel(driver)->fd;
}

static void kernel_thread_exit(struct rt_driver *driver)
{
	kernel_ioctl(driver, BINDER_THREAD_EXIT, NULL);
}

static void kernel_close(struct rt_driver *driver)
{
	struct rt_kernel *kernel = to_kernel(driver);

	if (driver->map)
		munmap((void *)driver->map, driver->map_size);
	close(kernel->fd);
	free(kernel->where);
	free(kernel);
}

static const struct rt_driver_ops kernel_ops = {
	.name = "kernel",
	.write_read = kernel_write_read,
	.write_read_flags = kernel_write_read_flags,
	.ioctl = kernel_ioctl,
	.poll_fd = kernel_poll_fd,
	.thread_exit = kernel_thread_exit,
	.close = kernel_close,
};

static int open_device(struct rt_kernel *kernel, size_t map_size)
{
	struct binder_version version;
	void *p;

	kernel->fd = open(kernel->where, O_RDWR | O_CLOEXEC);
	if (kernel->fd < 0)
		return -errno;
	if (ioctl(kernel->fd, BINDER_VERSION, &version) < 0)
		return -errno;
	if (version.protocol_version != BINDER_CURRENT_PROTOCOL_VERSION)
		return -EPROTONOSUPPORT;
	if (!map_size)
		return 0;
	p = mmap(NULL, map_size, PROT_READ, MAP_PRIVATE | MAP_NORESERVE, kernel->fd, 0);
	if (p == MAP_FAILED)
		return -errno;
	kernel->driver.map = p;
	kernel->driver.map_size = map_size;
	return 0;
}

int rt_driver_kernel_open(const char *where, size_t map_size, struct rt_driver **ret)
{
	struct rt_kernel *kernel;
	int r = -ENOMEM;

	kernel = calloc(1, sizeof(*kernel));
	if (!kernel)
		return r;
	kernel->driver.ops = &kernel_ops;
	kernel->fd = -1;
	kernel->where = strdup(where);
	if (!kernel->where)
		goto fail;
	kernel->driver.where = kernel->where;
	r = open_device(kernel, map_size);
	if (r < 0)
		goto fail;
	*ret = &kernel->driver;
	return 0;
fail:
	if (kernel->fd >= 0)
		close(kernel->fd);
	free(kernel->where);
	free(kernel);
	return r;
}
