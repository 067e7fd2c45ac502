/* SPDX-License-Identifier: MIT */
/*
 * driver_daemon_device.c - what a device file has more than the runtime needs
 *
 * The connection that opened is no thread's: it is the anchor, which keeps the process known to
 * the daemon when threads come and go, and on which goes what belongs to no thread.
 */
#include "core/driver_daemon_device.h"

#include <errno.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/driver_daemon.h"

static struct rt_daemon *to_daemon(struct rt_driver *driver)
{
	return (struct rt_daemon *)driver;
}

int rt_driver_daemon_device_open(const char *where, struct rt_driver **ret)
{
	struct rt_daemon *daemon;
	struct rt_conn *conn;
	int r;

	r = rt_daemon_open(where, 0, &daemon, &conn);
	if (r < 0)
		return r;
	daemon->anchor = conn;
	*ret = &daemon->driver;
	return 0;
}

static int request(struct rt_conn *conn, struct hgd_header *msg, void *data, size_t size, int *fds)
{
	struct iovec iov = {msg, msg->length};
	struct hgd_answer answer;
	ssize_t n;
	int r;

	msg->magic = HGD_MAGIC;
	msg->version = HGD_VERSION;
	msg->serial = ++conn->serial;
	if (conn->broken)
		return -ECONNRESET;
	r = rt_conn_send(conn, &iov, 1, NULL, 0);
	if (r < 0)
		return r;
	n = rt_conn_receive(conn, &answer, data, size, fds);
	return n < 0 ? (int)n : answer.result;
}

static int lay_arena(struct rt_daemon *daemon, void *at, size_t size, size_t used, int fd)
{
	int r = 0;

	if (!used || used > size)
		return -EPROTO;
	pthread_mutex_lock(&daemon->lock);
	if (mmap(at, used, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED) {
		r = -errno;
	} else {
		madvise(at, size, MADV_DONTFORK);
		daemon->driver.map = at;
		daemon->driver.map_size = size;
		daemon->arena_size = used;
	}
	pthread_mutex_unlock(&daemon->lock);
	return r;
}

int rt_driver_daemon_map(struct rt_driver *driver, void *at, size_t size)
{
	struct rt_daemon *daemon = to_daemon(driver);
	struct hgd_map msg = {
		.header = {.type = HGD_MAP, .length = sizeof(msg)},
		.map_base = (uintptr_t)at,
		.map_size = size,
	};
	struct hgd_mapped mapped = {0};
	int fds[2] = {-1, -1};
	int r;

	pthread_mutex_lock(&daemon->device_lock);
	r = request(daemon->anchor, &msg.header, &mapped, sizeof(mapped), fds);
	if (!r)
		r = lay_arena(daemon, at, size, (size_t)mapped.map_size, fds[0]);
	pthread_mutex_unlock(&daemon->device_lock);
	for (int i = 0; i < 2; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	return r;
}

static void say(struct rt_daemon *daemon, uint8_t type)
{
	struct hgd_header msg = {.type = type, .length = sizeof(msg)};

	pthread_mutex_lock(&daemon->device_lock);
	request(daemon->anchor, &msg, NULL, 0, NULL);
	pthread_mutex_unlock(&daemon->device_lock);
}

void rt_driver_daemon_unmap(struct rt_driver *driver)
{
	struct rt_daemon *daemon = to_daemon(driver);

	pthread_mutex_lock(&daemon->lock);
	daemon->driver.map = NULL;
	daemon->driver.map_size = 0;
	pthread_mutex_unlock(&daemon->lock);
	say(daemon, HGD_UNMAP);
}

void rt_driver_daemon_flush(struct rt_driver *driver)
{
	say(to_daemon(driver), HGD_FLUSH);
}

int rt_driver_daemon_poll_now(struct rt_driver *driver)
{
	struct hgd_header msg = {.type = HGD_POLL, .length = sizeof(msg)};
	struct pollfd notice = {.events = POLLIN};
	struct rt_conn *conn;
	int r;

	r = rt_conn_get(to_daemon(driver), &conn);
	if (r < 0)
		return r;
	r = request(conn, &msg, NULL, 0, NULL);
	if (r < 0)
		return r;
	conn->polled = true;
	notice.fd = conn->fd;
	while (r && poll(&notice, 1, -1) < 0 && errno == EINTR)
		;
	return conn->fd;
}

void rt_driver_daemon_fork_lock(struct rt_driver *driver)
{
	pthread_mutex_lock(&to_daemon(driver)->lock);
}

void rt_driver_daemon_fork_unlock(struct rt_driver *driver)
{
	pthread_mutex_unlock(&to_daemon(driver)->lock);
}

void rt_driver_daemon_forked(struct rt_driver *driver)
{
	struct rt_daemon *daemon = to_daemon(driver);

	pthread_mutex_unlock(&daemon->lock);
	rt_conn_forked(daemon);
	daemon->anchor = NULL;
}
