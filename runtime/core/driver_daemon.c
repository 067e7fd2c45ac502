/* SPDX-License-Identifier: MIT */
/*
 * driver_daemon.c - hideglue-driverd as a driver
 *
 * One message there and one back for each BINDER_WRITE_READ; a stream too large
 * for one message goes in several, of which the last one reads.
 */
#include "core/driver_daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * Send arena: room for two of the largest payloads that any receiver takes; memory only where used.
 */
#define SEND_SIZE (8 * 1024 * 1024)

_Static_assert(RT_DRIVER_LAZY_COMPLETE == HGD_LAZY_COMPLETE &&
		       RT_DRIVER_NONBLOCK == HGD_NONBLOCK,
	       "the flags of a read go into the message as they are");

static struct rt_daemon *to_daemon(struct rt_driver *driver)
{
	return (struct rt_daemon *)driver;
}

/*
 * Descriptors that are not open would keep the whole message from being sent; the
 * driver says EBADF for them.
 */
static void drop_closed_files(struct rt_handover *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n_files; i++)
		if (fcntl(h->numbers[i], F_GETFD) >= 0)
			h->numbers[n++] = h->numbers[i];
	h->n_files = n;
}

static int send_files_ahead(struct rt_conn *conn, size_t *first)
{
	struct rt_handover *h = &conn->handover;
	struct hgd_files msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_FILES, 0, conn->serial,
					     0 },
				 .n_files = HGD_FILES_MAX };
	int r;

	while (h->n_files - *first > HGD_FILES_MAX) {
		struct iovec iov[2] = {
			{ &msg, sizeof(msg) },
			{ h->numbers + *first, HGD_FILES_MAX * sizeof(*h->numbers) },
		};

		msg.header.length = (uint32_t)(iov[0].iov_len + iov[1].iov_len);
		r = rt_conn_send(conn, iov, 2, h->numbers + *first, HGD_FILES_MAX);
		if (r < 0)
			return r;
		*first += HGD_FILES_MAX;
	}
	return 0;
}

static int send_prepared(struct rt_conn *conn, uint64_t from, size_t stream, uint32_t read_size)
{
	struct rt_handover *h = &conn->handover;
	size_t first = 0, n_files;
	int r;

	r = send_files_ahead(conn, &first);
	if (r < 0)
		return r;
	n_files = h->n_files - first;
	h->iov[0] = (struct iovec){ &h->msg, sizeof(h->msg) };
	h->iov[1] = (struct iovec){ h->regions, h->n_regions * sizeof(*h->regions) };
	h->iov[2] = (struct iovec){ h->numbers + first, n_files * sizeof(*h->numbers) };
	h->iov[3] = (struct iovec){ (void *)(uintptr_t)from, stream };
	h->msg.write_buffer = from;
	h->msg.write_size = (uint32_t)stream;
	h->msg.read_size = read_size;
	h->msg.n_regions = (uint16_t)h->n_regions;
	h->msg.n_files = (uint16_t)n_files;
	h->msg.header = (struct hgd_header){
		.magic = HGD_MAGIC,
		.version = HGD_VERSION,
		.type = HGD_WRITE_READ,
		.length = (uint32_t)(h->bytes + stream + n_files * sizeof(*h->numbers)),
		.serial = conn->serial,
		.flags = h->msg.header.flags,
	};
	return rt_conn_send(conn, h->iov, h->n_iov, h->numbers + first, n_files);
}

/* Sends what fits of the stream at @from; only the end of it reads. Return: bytes sent, -errno. */
static ssize_t send_some(struct rt_daemon *daemon, struct rt_conn *conn, uint64_t from, size_t size,
			 uint32_t read_size)
{
	struct rt_handover *h = &conn->handover;
	ssize_t n;
	int r;

	h->careful = daemon->careful;
	for (;;) {
		if (h->careful && !h->stage) {
			h->stage = malloc(HGD_MESSAGE_MAX);
			if (!h->stage)
				return -ENOMEM;
		}
		n = rt_handover_walk(h, daemon, from, size);
		if (n < 0)
			return n;
		if ((size_t)n < size)
			read_size = 0;
		r = send_prepared(conn, from, (size_t)n, read_size);
		if (r == -EBADF) {
			drop_closed_files(h);
			r = send_prepared(conn, from, (size_t)n, read_size);
		}
		if (!r)
			return n;
		rt_handover_done(h, daemon);
		if (r != -EFAULT || h->careful)
			return r;
		h->careful = true; /* find out which address it was */
	}
}

/**
 * exchange() - one message and its answer
 * @left: bytes of command stream to send; what was sent and consumed is subtracted, and all where
 * the driver stopped early
 */
static int exchange(struct rt_daemon *daemon, struct rt_conn *conn, struct binder_write_read *bwr,
		    uint64_t *left)
{
	struct rt_handover *h = &conn->handover;
	size_t start = (size_t)bwr->read_consumed;
	size_t room = bwr->read_size > start ? (size_t)bwr->read_size - start : 0;
	uint32_t *words = (uint32_t *)(uintptr_t)bwr->read_buffer;
	struct hgd_answer answer;
	ssize_t sent, n;

	conn->serial++;
	sent = send_some(daemon, conn, bwr->write_buffer + bwr->write_consumed, (size_t)*left,
			 bwr->read_size < HGD_READ_MAX ? (uint32_t)bwr->read_size : HGD_READ_MAX);
	if (sent == -EFAULT)
		bwr->read_consumed = 0; /* the commands failed, so nothing was read */
	if (sent < 0)
		return (int)sent;
	n = rt_conn_receive(conn, &answer, (void *)(uintptr_t)(bwr->read_buffer + start), room, NULL);
	rt_handover_done(h, daemon);
	if (n < 0)
		return (int)n;
	bwr->write_consumed += answer.write_consumed;
	if (h->msg.read_size || answer.result < 0)
		bwr->read_consumed = answer.read_consumed;
	if (answer.header.flags & HGD_SPAWN_AT_START)
		words[0] = BR_SPAWN_LOOPER;
	*left = answer.write_consumed == sent ? *left - (uint64_t)sent : 0;
	return answer.result;
}

static int daemon_write_read_flags(struct rt_driver *driver, struct binder_write_read *bwr,
				   unsigned int flags)
{
	struct rt_daemon *daemon = to_daemon(driver);
	uint64_t left = 0;
	struct rt_conn *conn;
	bool reads;
	int r;

	r = rt_conn_get(daemon, &conn);
	if (r < 0)
		return r;
	if (bwr->write_consumed < bwr->write_size)
		left = bwr->write_size - bwr->write_consumed;
	conn->handover.msg.header.flags = flags;
	conn->handover.msg.read_buffer = bwr->read_buffer;
	conn->handover.msg.read_consumed = (uint32_t)bwr->read_consumed;
	do {
		r = exchange(daemon, conn, bwr, &left);
		reads = conn->handover.msg.read_size;
	} while (!r && (left || (bwr->read_size && !reads)));
	return r;
}

static int daemon_write_read(struct rt_driver *driver, struct binder_write_read *bwr)
{
	return daemon_write_read_flags(driver, bwr, 0);
}

static bool takes_argument(unsigned long cmd)
{
	return cmd != BINDER_SET_CONTEXT_MGR && cmd != BINDER_THREAD_EXIT;
}

/* What an address is good for only the driver says: a bad one is sent as none. */
static bool may_be_read(const struct rt_daemon *daemon, void *arg, size_t size)
{
	uint8_t bytes[HGD_IOCTL_MAX];
	struct iovec local = { bytes, size }, remote = { arg, size };

	if (!arg || !daemon->careful)
		return arg;
	return process_vm_readv(daemon->pid, &local, 1, &remote, 1, 0) == (ssize_t)size;
}

static int conn_ioctl(struct rt_conn *conn, unsigned long cmd, void *arg)
{
	size_t size = takes_argument(cmd) ? _IOC_SIZE(cmd) : 0;
	struct hgd_ioctl msg = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_IOCTL, 0, ++conn->serial, 0 },
		.cmd = (uint32_t)cmd,
	};
	struct iovec iov[2] = { { &msg, sizeof(msg) }, { arg, 0 } };
	struct hgd_answer answer;
	ssize_t n;
	int r;

	if (size > HGD_IOCTL_MAX)
		return -EINVAL;
	if (may_be_read(conn->daemon, arg, size))
		iov[1].iov_len = msg.size = (uint32_t)size;
	msg.header.length = (uint32_t)(sizeof(msg) + msg.size);
	r = rt_conn_send(conn, iov, 2, NULL, 0);
	if (r < 0)
		return r;
	n = rt_conn_receive(conn, &answer, arg, _IOC_DIR(cmd) & _IOC_READ ? msg.size : 0, NULL);
	return n < 0 ? (int)n : answer.result;
}

static int daemon_ioctl(struct rt_driver *driver, unsigned long cmd, void *arg)
{
	struct rt_daemon *daemon = to_daemon(driver);
	struct rt_conn *conn;
	int r;

	if (cmd == BINDER_WRITE_READ)
		return daemon_write_read(driver, arg);
	r = rt_conn_get(daemon, &conn);
	return r < 0 ? r : conn_ioctl(conn, cmd, arg);
}

static void *daemon_send_alloc(struct rt_driver *driver, size_t size)
{
	if (size <= HGD_INLINE_MAX)
		return NULL; /* goes in the message */
	return rt_arena_alloc(&to_daemon(driver)->arena, size);
}

static void daemon_send_free(struct rt_driver *driver, void *p, size_t size)
{
	rt_arena_free(&to_daemon(driver)->arena, p, size);
}

static int daemon_poll_fd(struct rt_driver *driver)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_POLL, sizeof(msg), 0, 0 };
	struct iovec iov = { &msg, sizeof(msg) };
	struct hgd_answer answer;
	struct rt_conn *conn;
	ssize_t n;
	int r;

	r = rt_conn_get(to_daemon(driver), &conn);
	if (r < 0)
		return r;
	if (conn->polled)
		return conn->fd;
	msg.serial = ++conn->serial;
	r = rt_conn_send(conn, &iov, 1, NULL, 0);
	if (r < 0)
		return r;
	n = rt_conn_receive(conn, &answer, NULL, 0, NULL);
	if (n < 0)
		return (int)n;
	if (answer.result < 0)
		return answer.result;
	conn->polled = true;
	return conn->fd;
}

static void daemon_thread_exit(struct rt_driver *driver)
{
	struct rt_daemon *daemon = to_daemon(driver);
	struct rt_conn *conn = pthread_getspecific(daemon->key);

	if (!conn)
		return; /* never was a binder thread */
	if (!conn->broken && conn_ioctl(conn, BINDER_THREAD_EXIT, NULL) < 0)
		conn->broken = true;
	rt_conn_put(daemon);
}

/* A thread ends without thread_exit(): its connection must not stay a thread that nobody is. */
static void thread_gone(void *p)
{
	struct rt_conn *conn = p;

	pthread_setspecific(conn->daemon->key, conn);
	daemon_thread_exit(&conn->daemon->driver);
}

static void daemon_retire(struct rt_driver *driver)
{
	rt_conn_hang_up(to_daemon(driver));
}

static void daemon_free(struct rt_daemon *daemon)
{
	pthread_key_delete(daemon->key);
	rt_conn_free_all(daemon);
	rt_arena_fini(&daemon->arena);
	if (daemon->driver.map)
		munmap((void *)daemon->driver.map, daemon->driver.map_size);
	pthread_mutex_destroy(&daemon->device_lock);
	pthread_mutex_destroy(&daemon->lock);
	free(daemon->where);
	free(daemon);
}

static void daemon_close(struct rt_driver *driver)
{
	daemon_free(to_daemon(driver));
}

static const struct rt_driver_ops daemon_ops = {
	.name = "daemon",
	.write_read = daemon_write_read,
	.write_read_flags = daemon_write_read_flags,
	.ioctl = daemon_ioctl,
	.send_alloc = daemon_send_alloc,
	.send_free = daemon_send_free,
	.poll_fd = daemon_poll_fd,
	.thread_exit = daemon_thread_exit,
	.retire = daemon_retire,
	.close = daemon_close,
};

static int daemon_new(const char *where, size_t map_size, struct rt_daemon **ret)
{
	static _Atomic uint64_t last_id;
	struct rt_daemon *daemon;
	void *p;

	daemon = calloc(1, sizeof(*daemon));
	if (!daemon)
		return -ENOMEM;
	if (asprintf(&daemon->where, "unix:%s", where) < 0)
		goto no_where;
	if (pthread_key_create(&daemon->key, thread_gone))
		goto no_key;
	pthread_mutex_init(&daemon->lock, NULL);
	pthread_mutex_init(&daemon->device_lock, NULL);
	daemon->id = atomic_fetch_add(&last_id, 1) + 1;
	daemon->pid = getpid();
	daemon->driver.ops = &daemon_ops;
	daemon->driver.where = daemon->where;
	if (map_size) {
		p = mmap(NULL, map_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
			 0);
		if (p == MAP_FAILED) {
			daemon_free(daemon);
			return -ENOMEM;
		}
		daemon->driver.map = p;
		daemon->driver.map_size = map_size;
	}
	*ret = daemon;
	return 0;

no_key:
	free(daemon->where);
no_where:
	free(daemon);
	return -ENOMEM;
}

/* Lays the arenas into this process; the address space past the usable part stays reserved. */
static int map_arenas(struct rt_daemon *daemon, const struct hgd_opened *opened, const int *fds)
{
	void *base = (void *)daemon->driver.map;

	if (base) {
		if (!opened->map_size || opened->map_size > daemon->driver.map_size)
			return -EPROTO;
		if (mmap(base, (size_t)opened->map_size, PROT_READ, MAP_SHARED | MAP_FIXED, fds[0],
			 0) == MAP_FAILED)
			return -errno;
		madvise(base, (size_t)opened->map_size, MADV_DONTFORK);
		daemon->arena_size = (size_t)opened->map_size;
	}
	memcpy(daemon->secret, opened->secret, sizeof(daemon->secret));
	return rt_arena_init(&daemon->arena, fds[1], (size_t)opened->send_size);
}

static int say_open(struct rt_daemon *daemon, struct rt_conn *conn)
{
	struct hgd_open msg = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, sizeof(msg), ++conn->serial, 0 },
		.map_base = (uintptr_t)daemon->driver.map,
		.map_size = daemon->driver.map_size,
		.send_size = SEND_SIZE,
	};
	struct iovec iov = { &msg, sizeof(msg) };
	struct hgd_opened opened;
	struct hgd_answer answer;
	int fds[2] = { -1, -1 };
	ssize_t n;
	int r;

	r = rt_conn_send(conn, &iov, 1, NULL, 0);
	if (r < 0)
		return r;
	n = rt_conn_receive(conn, &answer, &opened, sizeof(opened), fds);
	if (n < 0)
		return (int)n;
	if (answer.result < 0)
		return answer.result;
	r = n == sizeof(opened) && fds[1] >= 0 ? map_arenas(daemon, &opened, fds) : -EPROTO;
	if (fds[0] >= 0)
		close(fds[0]);
	if (fds[1] >= 0)
		close(fds[1]);
	return r;
}

int rt_daemon_open(const char *where, size_t map_size, struct rt_daemon **ret,
		   struct rt_conn **ret_conn)
{
	struct rt_daemon *daemon;
	struct rt_conn *conn;
	int r;

	map_size = (map_size + 4095) & ~(size_t)4095;
	r = daemon_new(where, map_size, &daemon);
	if (r < 0)
		return r;
	r = rt_conn_connect(daemon, &conn);
	if (!r)
		r = say_open(daemon, conn);
	if (r < 0) {
		daemon_free(daemon);
		return r;
	}
	*ret = daemon;
	*ret_conn = conn;
	return 0;
}

int rt_driver_daemon_open(const char *where, size_t map_size, struct rt_driver **ret)
{
	struct rt_daemon *daemon;
	struct rt_conn *conn;
	int r;

	r = rt_daemon_open(where, map_size, &daemon, &conn);
	if (r < 0)
		return r;
	rt_conn_bind(conn);
	*ret = &daemon->driver;
	return 0;
}

void rt_driver_daemon_set_careful(struct rt_driver *driver, bool careful)
{
	to_daemon(driver)->careful = careful;
}
