/* SPDX-License-Identifier: MIT */
/*
 * driver_daemon_conn.c - connections to hideglue-driverd, and messages on them
 *
 * A connection is a binder thread. It belongs to the thread that uses it, is
 * pooled when that thread ends, and carries one request at a time. A signal that
 * interrupts the wait for an answer is passed on as HGD_CANCEL and the wait goes
 * on: the answer, "interrupted" or the real one, always comes.
 */
#include "core/driver_daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/* Idle connections kept; more are closed. */
#define IDLE_MAX 8

/* The calling thread's last connection, good while its daemon's id is the same. */
static _Thread_local struct {
	uint64_t id;
	struct rt_conn *conn;
} current;

static void conn_free(struct rt_conn *conn)
{
	if (!conn)
		return;
	if (conn->fd >= 0)
		close(conn->fd);
	free(conn->handover.stage);
	free(conn);
}

static void unlist(struct rt_daemon *daemon, struct rt_conn *conn)
{
	pthread_mutex_lock(&daemon->lock);
	for (struct rt_conn **p = &daemon->conns; *p; p = &(*p)->next) {
		if (*p == conn) {
			*p = conn->next;
			break;
		}
	}
	pthread_mutex_unlock(&daemon->lock);
}

void rt_conn_free_all(struct rt_daemon *daemon)
{
	while (daemon->conns) {
		struct rt_conn *conn = daemon->conns;

		daemon->conns = conn->next;
		conn_free(conn);
	}
}

/*
 * With a limit on its waiting a socket call is interrupted by every signal, also by one whose
 * handler has SA_RESTART, as a call of the kernel's driver is. The limit itself means nothing,
 * but costs a timer with each wait.
 */
static void set_interruptible(int fd)
{
	const struct timeval year = { .tv_sec = 365 * 24 * 3600 };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &year, sizeof(year));
}

void rt_driver_daemon_set_interruptible(struct rt_driver *driver)
{
	struct rt_daemon *daemon = (struct rt_daemon *)driver;

	pthread_mutex_lock(&daemon->lock);
	daemon->interruptible = true;
	for (struct rt_conn *conn = daemon->conns; conn; conn = conn->next)
		set_interruptible(conn->fd);
	pthread_mutex_unlock(&daemon->lock);
}

static int connect_to(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd, r;

	if (strlen(path) >= sizeof(addr.sun_path))
		return -ENAMETOOLONG;
	memcpy(addr.sun_path, path, strlen(path));
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	do {
		r = connect(fd, (const struct sockaddr *)&addr, sizeof(addr)) < 0 ? -errno : 0;
	} while (r == -EINTR);
	if (r < 0) {
		close(fd);
		return r;
	}
	return fd;
}

int rt_conn_connect(struct rt_daemon *daemon, struct rt_conn **ret)
{
	struct rt_conn *conn;
	int r;

	conn = calloc(1, sizeof(*conn));
	if (!conn)
		return -ENOMEM;
	conn->daemon = daemon;
	conn->gid = getegid();
	r = connect_to(daemon->where + strlen("unix:"));
	conn->fd = r;
	if (r < 0) {
		conn_free(conn);
		return r;
	}
	pthread_mutex_lock(&daemon->lock);
	if (daemon->interruptible)
		set_interruptible(conn->fd);
	conn->next = daemon->conns;
	daemon->conns = conn;
	pthread_mutex_unlock(&daemon->lock);
	*ret = conn;
	return 0;
}

static int join(struct rt_conn *conn)
{
	struct hgd_join msg = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_JOIN, sizeof(msg), ++conn->serial, 0 },
	};
	struct iovec iov = { &msg, sizeof(msg) };
	struct hgd_answer answer;
	ssize_t n;
	int r;

	memcpy(msg.secret, conn->daemon->secret, sizeof(msg.secret));
	r = rt_conn_send(conn, &iov, 1, NULL, 0);
	if (r < 0)
		return r;
	n = rt_conn_receive(conn, &answer, NULL, 0, NULL);
	return n < 0 ? (int)n : answer.result;
}

static struct rt_conn *take_idle(struct rt_daemon *daemon)
{
	struct rt_conn *conn;

	pthread_mutex_lock(&daemon->lock);
	conn = daemon->idle;
	if (conn) {
		daemon->idle = conn->next_idle;
		daemon->n_idle--;
	}
	pthread_mutex_unlock(&daemon->lock);
	return conn;
}

void rt_conn_bind(struct rt_conn *conn)
{
	current.id = conn->daemon->id;
	current.conn = conn;
	pthread_setspecific(conn->daemon->key, conn);
}

static void unbind(struct rt_daemon *daemon)
{
	if (current.id == daemon->id)
		current.id = 0;
	pthread_setspecific(daemon->key, NULL);
}

void rt_conn_hang_up(struct rt_daemon *daemon)
{
	pthread_mutex_lock(&daemon->lock);
	for (struct rt_conn *conn = daemon->conns; conn; conn = conn->next)
		shutdown(conn->fd, SHUT_RDWR);
	pthread_mutex_unlock(&daemon->lock);
}

void rt_conn_forked(struct rt_daemon *daemon)
{
	unbind(daemon);
	rt_conn_free_all(daemon);
	daemon->idle = NULL;
	daemon->n_idle = 0;
}

static void drop(struct rt_daemon *daemon, struct rt_conn *conn)
{
	unlist(daemon, conn);
	conn_free(conn);
}

static int new_joined(struct rt_daemon *daemon, struct rt_conn **ret)
{
	struct rt_conn *conn;
	int r;

	r = rt_conn_connect(daemon, &conn);
	if (r < 0)
		return r == -ENOMEM || r == -EMFILE || r == -ENFILE ? -ENOMEM : -ECONNRESET;
	r = join(conn);
	if (r < 0) {
		drop(daemon, conn);
		return r == -ENOMEM ? r : -ECONNRESET;
	}
	*ret = conn;
	return 0;
}

int rt_conn_get(struct rt_daemon *daemon, struct rt_conn **ret)
{
	struct rt_conn *conn, *old;
	int r;

	old = current.id == daemon->id ? current.conn : pthread_getspecific(daemon->key);
	if (old && !old->broken) {
		*ret = old;
		return 0;
	}
	conn = take_idle(daemon);
	if (!conn) {
		r = new_joined(daemon, &conn);
		if (r < 0)
			return r;
	}
	/* Not before: with its last connection the daemon forgets the process. */
	if (old)
		drop(daemon, old);
	rt_conn_bind(conn);
	*ret = conn;
	return 0;
}

void rt_conn_put(struct rt_daemon *daemon)
{
	struct rt_conn *conn = pthread_getspecific(daemon->key);
	bool pooled = false;

	if (!conn)
		return;
	unbind(daemon);
	if (!conn->broken && !conn->polled) {
		pthread_mutex_lock(&daemon->lock);
		if (daemon->n_idle < IDLE_MAX) {
			conn->next_idle = daemon->idle;
			daemon->idle = conn;
			daemon->n_idle++;
			pooled = true;
		}
		pthread_mutex_unlock(&daemon->lock);
	}
	if (!pooled)
		drop(daemon, conn);
}

/* Control data of a message: credentials, descriptors where there are some. */
union control {
	struct cmsghdr align;
	char space[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(sizeof(int) * HGD_FILES_MAX)];
};

static size_t fill_control(struct rt_conn *conn, union control *control, uid_t euid,
			   const int *fds, size_t n_fds)
{
	struct ucred cred = { conn->daemon->pid, euid, conn->gid };
	struct cmsghdr *c = &control->align;
	size_t len = CMSG_SPACE(sizeof(cred));

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_CREDENTIALS;
	c->cmsg_len = CMSG_LEN(sizeof(cred));
	memcpy(CMSG_DATA(c), &cred, sizeof(cred));
	if (!n_fds)
		return len;
	c = (struct cmsghdr *)(control->space + len);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int) * n_fds);
	memcpy(CMSG_DATA(c), fds, sizeof(int) * n_fds);
	return len + CMSG_SPACE(sizeof(int) * n_fds);
}

/* A message up to this size is cheaper put together here than by the kernel, piece by piece. */
#define GATHER_MAX 512

static ssize_t send_gathered(int fd, const struct iovec *iov, size_t n_iov, size_t size)
{
	uint8_t message[GATHER_MAX];
	size_t at = 0;

	for (size_t i = 0; i < n_iov; i++) {
		if (!iov[i].iov_len)
			continue;
		memcpy(message + at, iov[i].iov_base, iov[i].iov_len);
		at += iov[i].iov_len;
	}
	return send(fd, message, size, MSG_NOSIGNAL);
}

static size_t total(const struct iovec *iov, size_t n_iov)
{
	size_t size = 0;

	for (size_t i = 0; i < n_iov; i++)
		size += iov[i].iov_len;
	return size;
}

/*
 * A message that says nothing of its sender has the real user id in it, which the kernel puts
 * there for a receiver that wants one. Where the effective one is another, the message says so and
 * the kernel checks it.
 */
static ssize_t send_once(struct rt_conn *conn, struct iovec *iov, size_t n_iov, const int *fds,
			 size_t n_fds)
{
	struct msghdr msg = { .msg_iov = iov, .msg_iovlen = n_iov };
	uid_t real, effective, saved;
	union control control;
	size_t size;

	getresuid(&real, &effective, &saved);
	if (n_fds || real != effective) {
		msg.msg_control = &control;
		msg.msg_controllen = fill_control(conn, &control, effective, fds, n_fds);
		return sendmsg(conn->fd, &msg, MSG_NOSIGNAL);
	}
	size = total(iov, n_iov);
	if (size <= GATHER_MAX)
		return send_gathered(conn->fd, iov, n_iov, size);
	return sendmsg(conn->fd, &msg, MSG_NOSIGNAL);
}

int rt_conn_send(struct rt_conn *conn, struct iovec *iov, size_t n_iov, const int *fds,
		 size_t n_fds)
{
	bool again = true;

	for (;;) {
		if (send_once(conn, iov, n_iov, fds, n_fds) >= 0)
			return 0;
		switch (errno) {
		case EINTR:
			continue;
		case EPERM:
			/* The group id must be one of ours; that it changed is seen here only. */
			if (!again)
				return -EPERM;
			conn->gid = getegid();
			again = false;
			continue;
		case EBADF:
			if (n_fds)
				return -EBADF;
			break;
		case EFAULT:
			return -EFAULT;
		case EMSGSIZE:
		case ENOBUFS:
		case ENOMEM:
		case ETOOMANYREFS:
			return -ENOMEM;
		}
		conn->broken = true;
		return -ECONNRESET;
	}
}

static int send_header(struct rt_conn *conn, uint8_t type)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, type, sizeof(msg), conn->serial, 0 };
	struct iovec iov = { &msg, sizeof(msg) };

	return rt_conn_send(conn, &iov, 1, NULL, 0);
}

/* What one recvmsg() brought. */
struct incoming {
	struct hgd_answer *answer;
	uint8_t *data;
	size_t data_size;	/* room at data */
	uint8_t *spill;		/* where the rest of a body goes */
	size_t n_body;
	int fds[HGD_FILES_MAX];
	size_t n_fds;
	bool cut;		/* the kernel could not give us all descriptors */
};

/* Longest body that is not the caller's: the list of HGD_CLOSE_FILES. */
#define SPILL_SIZE (sizeof(int32_t) * HGD_FILES_MAX)

static void collect_fds(struct incoming *in, struct msghdr *msg)
{
	in->n_fds = 0;
	in->cut = msg->msg_flags & MSG_CTRUNC;
	for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c; c = CMSG_NXTHDR(msg, c)) {
		size_t n;

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		if (n > HGD_FILES_MAX - in->n_fds)
			n = HGD_FILES_MAX - in->n_fds;
		memcpy(in->fds + in->n_fds, CMSG_DATA(c), n * sizeof(int));
		in->n_fds += n;
	}
}

static int receive_one(struct rt_conn *conn, struct incoming *in)
{
	union {
		struct cmsghdr align;
		char space[CMSG_SPACE(sizeof(int) * HGD_FILES_MAX)];
	} control;
	struct iovec iov[3] = {
		{ in->answer, sizeof(*in->answer) },
		{ in->data, in->data_size },
		{ in->spill, SPILL_SIZE },
	};
	struct msghdr msg = {
		.msg_iov = iov,
		.msg_iovlen = 3,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	ssize_t n;

	n = recvmsg(conn->fd, &msg, MSG_CMSG_CLOEXEC);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return -errno;
	if (n < 0 && errno == EFAULT) {
		conn->broken = true; /* the message is gone */
		return -EFAULT;
	}
	if (n < (ssize_t)sizeof(*in->answer)) {
		conn->broken = true;
		return -ECONNRESET;
	}
	collect_fds(in, &msg);
	in->n_body = (size_t)n - sizeof(*in->answer);
	return 0;
}

static void close_fds(const int *fds, size_t n)
{
	for (size_t i = 0; i < n; i++)
		close(fds[i]);
}

/* The files of our next BR_: say which numbers they got here. All or none. */
static int take_files(struct rt_conn *conn, struct incoming *in)
{
	bool all = !in->cut && in->answer->result >= 0 &&
		   in->n_fds == (size_t)in->answer->result;
	struct hgd_files msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_FILES_TAKEN, 0,
					     in->answer->header.serial, 0 } };
	struct iovec iov[2] = {
		{ &msg, sizeof(msg) },
		{ in->fds, all ? in->n_fds * sizeof(int) : 0 },
	};

	if (!all)
		close_fds(in->fds, in->n_fds);
	msg.result = all ? 0 : -EMFILE;
	msg.n_files = all ? (uint32_t)in->n_fds : 0;
	msg.header.length = (uint32_t)(iov[0].iov_len + iov[1].iov_len);
	return rt_conn_send(conn, iov, 2, NULL, 0);
}

/* Descriptors of an array in a buffer that was freed. */
static void close_files(const struct incoming *in)
{
	size_t n = in->n_body / sizeof(int32_t);
	int32_t fd;

	for (size_t i = 0; i < n; i++) {
		size_t at = i * sizeof(fd);
		uint8_t *to = (uint8_t *)&fd;

		for (size_t k = 0; k < sizeof(fd); k++)
			to[k] = at + k < in->data_size ? in->data[at + k] :
							 in->spill[at + k - in->data_size];
		close(fd);
	}
}

/* The daemon has mapped fresh memory as our receive arena; until we say so it fills both. */
static int take_arena(struct rt_conn *conn, const struct incoming *in)
{
	struct rt_daemon *daemon = conn->daemon;
	void *p = MAP_FAILED;

	pthread_mutex_lock(&daemon->lock);
	if (in->n_fds == 1 && daemon->driver.map)
		p = mmap((void *)daemon->driver.map, daemon->arena_size, PROT_READ,
			 MAP_SHARED | MAP_FIXED, in->fds[0], 0);
	if (p != MAP_FAILED)
		madvise(p, daemon->arena_size, MADV_DONTFORK);
	pthread_mutex_unlock(&daemon->lock);
	close_fds(in->fds, in->n_fds);
	if (p == MAP_FAILED)
		return 0; /* both stay filled */
	return send_header(conn, HGD_ARENA_TAKEN);
}

/* Return: 1 for the answer itself, 0 for something in between that was served. */
static int serve(struct rt_conn *conn, struct incoming *in, int *fds)
{
	switch (in->answer->header.type) {
	case HGD_ANSWER:
		if (in->answer->header.serial != conn->serial)
			break;
		if (fds && in->n_fds <= 2)
			memcpy(fds, in->fds, in->n_fds * sizeof(int));
		else
			close_fds(in->fds, in->n_fds);
		return 1;
	case HGD_TAKE_FILES:
		return take_files(conn, in);
	case HGD_CLOSE_FILES:
		close_files(in);
		break;
	case HGD_ARENA:
		return take_arena(conn, in);
	}
	return 0;
}

ssize_t rt_conn_receive(struct rt_conn *conn, struct hgd_answer *answer, void *data, size_t size,
			int *fds)
{
	uint8_t spill[SPILL_SIZE];
	struct incoming in = { .answer = answer, .data = data, .data_size = size, .spill = spill };
	bool cancelled = false;
	int r;

	for (;;) {
		r = receive_one(conn, &in);
		if (r == -EINTR && !cancelled) {
			cancelled = true;
			r = send_header(conn, HGD_CANCEL);
		} else if (r == -EINTR || r == -EAGAIN) {
			r = 0;
		} else if (!r) {
			r = serve(conn, &in, fds);
		}
		if (r < 0)
			return r;
		if (r)
			return (ssize_t)(in.n_body < size ? in.n_body : size);
	}
}
