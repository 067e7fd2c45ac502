// SPDX-License-Identifier: MIT
/* transport_device.c - a kernel driver by its device file; a peer is a process */
#include "conform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct device {
	int fd;
	void *map;
	size_t size;
};

static const char *path(void)
{
	const char *device = getenv("CONFORM_DEVICE");

	return device ? device : getenv("BINDER_DEVICE");
}

static bool has_manager(int fd)
{
	struct {
		uint32_t cmd;
		struct binder_transaction_data tr;
	} __attribute__((packed)) call = { .cmd = BC_TRANSACTION, .tr.flags = TF_ONE_WAY };
	uint32_t in[32] = { 0 };
	struct binder_write_read bwr = {
		.write_size = sizeof(call), .write_buffer = (uintptr_t)&call,
		.read_size = sizeof(in), .read_buffer = (uintptr_t)in,
	};
	struct binder_extended_error error = { 0 };

	if (ioctl(fd, BINDER_WRITE_READ, &bwr) || in[1] != BR_DEAD_REPLY)
		return true;
	/* One on its way out first loses its mapping (ESRCH), and only later its office. */
	return ioctl(fd, BINDER_GET_EXTENDED_ERROR, &error) || error.param != -EINVAL;
}

/* The manager of the case before dies in its own time: asks until it is gone. */
static int setup(void)
{
	int tries, fd;

	for (tries = 0; tries < 5000; tries++) {
		struct timespec ms = { .tv_nsec = 1000000 };
		bool busy;

		fd = open(path(), O_RDWR | O_CLOEXEC);
		if (fd < 0)
			return -errno;
		busy = has_manager(fd);
		close(fd);
		if (!busy)
			return 0;
		nanosleep(&ms, NULL);
	}
	return -EBUSY;
}

static const char *teardown(void)
{
	return NULL;
}

static void *do_open(int pid, const struct identity *who)
{
	struct device *d = calloc(1, sizeof(*d));

	if (!d)
		return NULL;
	d->fd = open(path(), O_RDWR | O_CLOEXEC);
	if (d->fd < 0) {
		free(d);
		return NULL;
	}
	if (who && syscall(SYS_setresuid, -1, who->euid, -1)) {
		close(d->fd);
		free(d);
		return NULL;
	}
	return d;
}

static void do_close(void *h)
{
	struct device *d = h;

	close(d->fd);
	free(d);
}

static int do_ioctl(void *h, unsigned int cmd, void *arg)
{
	struct device *d = h;

	return ioctl(d->fd, cmd, arg) ? -errno : 0;
}

static int do_map(void *h, size_t size, const void **addr)
{
	struct device *d = h;
	void *p = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_NORESERVE, d->fd, 0);

	if (p == MAP_FAILED)
		return -errno;
	d->map = p;
	d->size = size;
	*addr = p;
	return 0;
}

static int do_unmap(void *h)
{
	struct device *d = h;

	return munmap(d->map, d->size) ? -errno : 0;
}

static int get_fd(void *h)
{
	struct device *d = h;

	return d->fd;
}

static int do_poll(void *h, int timeout_ms)
{
	struct device *d = h;
	struct pollfd pfd = { .fd = d->fd, .events = POLLIN };

	return poll(&pfd, 1, timeout_ms);
}

static void do_nonblock(void *h, bool on)
{
	struct device *d = h;

	fcntl(d->fd, F_SETFL, on ? O_RDWR | O_NONBLOCK : O_RDWR);
}

static void do_flush(void *h)
{
	struct device *d = h;

	close(dup(d->fd));
}

/* An answer from the driver: by `hideglue wrap`, it has then handled all that came before. */
static bool ask_driver(void)
{
	struct binder_version version;
	int fd = open(path(), O_RDWR | O_CLOEXEC);
	bool answered = fd >= 0 && !ioctl(fd, BINDER_VERSION, &version);

	if (fd >= 0)
		close(fd);
	return answered;
}

/* In the kernel; or, wrapped, on the way to a daemon, where it has to be already. */
static bool waiting(void *h, pid_t pid, pid_t tid)
{
	return transport_thread_in(pid, tid, SYS_ioctl) ||
	       (transport_thread_in(pid, tid, SYS_recvmsg) && ask_driver() &&
		transport_thread_in(pid, tid, SYS_recvmsg));
}

static int do_nice(void *h)
{
	return getpriority(PRIO_PROCESS, 0);
}

static int do_set_nice(void *h, int nice)
{
	return setpriority(PRIO_PROCESS, 0, nice) ? -errno : 0;
}

#define DEVICE_TRANSPORT(title, ours, message)                                                              \
	{                                                                                          \
		.name = title, .forks = true, .strict = ours, .by_message = message,               \
		.setup = setup,                                                                    \
		.teardown = teardown, .open = do_open, .close = do_close, .ioctl = do_ioctl,       \
		.map = do_map, .unmap = do_unmap, .fd = get_fd, .poll = do_poll,                   \
		.nonblock = do_nonblock,                                                           \
		.flush = do_flush, .interrupt = transport_interrupt, .waiting = waiting,           \
		.nice = message ? NULL : do_nice, .set_nice = do_set_nice,                         \
	}

const struct transport transport_device = DEVICE_TRANSPORT("device", false, false);
const struct transport transport_our_device = DEVICE_TRANSPORT("our device", true, false);
const struct transport transport_wrapped_device = DEVICE_TRANSPORT("wrapped", true, true);
