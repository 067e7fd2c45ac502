/* SPDX-License-Identifier: MIT */
/*
 * client.c - a connection: receive, check, answer, end
 *
 * A client gets one message handled for each event, or look (look.c). What it should not have sent
 * ends the connection, with a line in the log; what another process of the same
 * descriptor sent (a forked child) is dropped. While an answer waits for it to
 * read, nothing more is read from it.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

/* Messages that may wait for a slow client; the protocol needs three. */
#define OUT_MAX 8

static void client_ready(struct watch *watch, u32 events);

struct env_thread *client_new(struct daemon *d, int fd, const struct ucred *peer)
{
	struct env_thread *c;

	c = calloc(1, sizeof(*c));
	if (!c)
		return NULL;
	c->account = account_get(d, peer->uid);
	if (!c->account) {
		free(c);
		return NULL;
	}
	c->watch.ready = client_ready;
	c->daemon = d;
	c->refs = 1;
	c->fd = fd;
	c->peer = *peer;
	c->euid = peer->uid;
	INIT_LIST_HEAD(&c->sibling);
	INIT_LIST_HEAD(&c->run_entry);
	INIT_LIST_HEAD(&c->notice_entry);
	INIT_LIST_HEAD(&c->timer_entry);
	INIT_LIST_HEAD(&c->out);
	c->watched = EPOLLIN;
	c->socket = closer_socket(d, c->account, fd, FILE_CLIENT);
	if (!c->socket || loop_watch(d, fd, &c->watch, c->watched) < 0) {
		if (c->socket)
			account_put(c->account);
		free(c->socket);
		account_put(c->account);
		free(c);
		return NULL;
	}
	/* Positive and, of those alive, unique: a record never outlives its connection. */
	d->last_tid = d->last_tid == INT32_MAX ? 1 : d->last_tid + 1;
	c->tid = d->last_tid;
	list_add_tail(&c->entry, &d->clients);
	c->account->n_clients++;
	d->n_clients++;
	return c;
}

static void queued_free(struct env_thread *c, struct queued *q)
{
	files_unwanted(c, q->fds, q->n_fds);
	account_uncharge(c->account, sizeof(*q) + q->size);
	free(q);
}

static void out_pop(struct env_thread *c)
{
	struct queued *q = list_first_entry(&c->out, struct queued, entry);

	list_del(&q->entry);
	c->out_n--;
	queued_free(c, q);
}

void client_put(struct env_thread *c)
{
	if (--c->refs)
		return;
	window_drop_read(c);
	account_put(c->account);
	free(c->to_close);
	free(c->install.numbers);
	free(c->files);
	free(c);
}

void client_close(struct env_thread *c)
{
	struct daemon *d = c->daemon;

	if (c->closed)
		return;
	c->closed = true;
	loop_unwatch(d, c->fd);
	list_del_init(&c->run_entry);
	list_del_init(&c->notice_entry);
	list_del_init(&c->timer_entry);
	files_forget(c);
	if (c->thread)
		binder_thread_exit(c->thread);
	files_clear(c);
	if (d->read_owner == c)
		d->read_owner = NULL;
	if (d->look.expected == c)
		d->look.expected = NULL;
	while (c->out_n)
		out_pop(c);
	if (c->process)
		process_leave(c);
	closer_hang_up(c->socket);
	list_del(&c->entry);
	list_add_tail(&c->entry, &d->dead);
}

void client_refuse(struct env_thread *c, const char *format, ...)
{
	char why[200];
	va_list ap;

	va_start(ap, format);
	vsnprintf(why, sizeof(why), format, ap);
	va_end(ap);
	log_line("process %d of user %u was cut off: %s", c->peer.pid, c->peer.uid, why);
	c->daemon->n_refused++;
	client_close(c);
}

/* What a message would be received with. */
union control {
	struct cmsghdr align;
	char space[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(sizeof(int) * HGD_FILES_MAX)];
};

static int send_now(struct env_thread *c, struct iovec *iov, int n_iov, const int *fds,
		    unsigned int n_fds)
{
	union control control;
	struct msghdr msg = { .msg_iov = iov, .msg_iovlen = n_iov };
	ssize_t n;

	if (n_iov == 1 && !n_fds) {
		/* The common answer, for which the kernel has less to copy and check. */
		n = send(c->fd, iov->iov_base, iov->iov_len, MSG_DONTWAIT | MSG_NOSIGNAL);
		return n < 0 ? -errno : 0;
	}
	if (n_fds) {
		memset(&control, 0, CMSG_SPACE(sizeof(int) * n_fds));
		control.align.cmsg_level = SOL_SOCKET;
		control.align.cmsg_type = SCM_RIGHTS;
		control.align.cmsg_len = CMSG_LEN(sizeof(int) * n_fds);
		memcpy(CMSG_DATA(&control.align), fds, sizeof(int) * n_fds);
		msg.msg_control = &control;
		msg.msg_controllen = CMSG_SPACE(sizeof(int) * n_fds);
	}
	n = sendmsg(c->fd, &msg, MSG_DONTWAIT | MSG_NOSIGNAL);
	return n < 0 ? -errno : 0;
}

static void watch_for(struct env_thread *c, u32 events)
{
	if (c->watched == events)
		return;
	c->watched = events;
	if (loop_watch(c->daemon, c->fd, &c->watch, events) < 0)
		client_refuse(c, "no memory to wait for it");
}

static struct queued *queued_new(struct env_thread *c, const struct iovec *iov, int n_iov,
				 const int *fds, unsigned int n_fds)
{
	struct queued *q;
	size_t size = 0;

	for (int i = 0; i < n_iov; i++)
		size += iov[i].iov_len;
	if (account_charge(c->daemon, c->account, sizeof(*q) + size) < 0)
		return NULL;
	q = calloc(1, sizeof(*q) + size);
	if (!q) {
		account_uncharge(c->account, sizeof(*q) + size);
		return NULL;
	}
	for (int i = 0; i < n_iov; i++) {
		if (iov[i].iov_len)
			memcpy(q->bytes + q->size, iov[i].iov_base, iov[i].iov_len);
		q->size += iov[i].iov_len;
	}
	for (; q->n_fds < n_fds; q->n_fds++) {
		q->fds[q->n_fds] = dup(fds[q->n_fds]);
		if (q->fds[q->n_fds] < 0) {
			queued_free(c, q);
			return NULL;
		}
	}
	return q;
}

static void send_later(struct env_thread *c, struct iovec *iov, int n_iov, const int *fds,
		       unsigned int n_fds)
{
	struct queued *q;

	if (c->out_n == OUT_MAX) {
		client_refuse(c, "it does not read its answers");
		return;
	}
	q = queued_new(c, iov, n_iov, fds, n_fds);
	if (!q) {
		client_refuse(c, "no memory to keep an answer that it does not read");
		return;
	}
	list_add_tail(&q->entry, &c->out);
	c->out_n++;
	watch_for(c, EPOLLOUT);
}

int client_send(struct env_thread *c, struct iovec *iov, int n_iov, const int *fds,
		unsigned int n_fds)
{
	int r;

	if (c->closed)
		return 0;
	c->daemon->look.expected = c;
	r = c->out_n ? -EAGAIN : send_now(c, iov, n_iov, fds, n_fds);
	if (r == -EAGAIN || r == -ENOBUFS || r == -ENOMEM) {
		send_later(c, iov, n_iov, fds, n_fds);
		return 0;
	}
	if (r == -ETOOMANYREFS)
		return r;
	if (r < 0)
		client_close(c);
	return 0;
}

static void flush_out(struct env_thread *c)
{
	while (c->out_n) {
		struct queued *q = list_first_entry(&c->out, struct queued, entry);
		struct iovec iov = { q->bytes, q->size };
		int r = send_now(c, &iov, 1, q->fds, q->n_fds);

		if (r == -EAGAIN || r == -ENOBUFS || r == -ENOMEM)
			return;
		if (r < 0) {
			client_close(c);
			return;
		}
		out_pop(c);
	}
	watch_for(c, EPOLLIN);
}

int client_answer(struct env_thread *c, int result, const void *data, size_t size)
{
	struct hgd_answer answer = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_ANSWER, (u32)(sizeof(answer) + size),
			    c->serial, 0 },
		.result = result,
	};
	struct iovec iov[2] = { { &answer, sizeof(answer) }, { (void *)data, size } };

	return client_send(c, iov, 2, NULL, 0);
}

/* Requests with an answer come one at a time; the others belong to one. */
static bool is_request(u8 type)
{
	return type == HGD_OPEN || type == HGD_JOIN || type == HGD_WRITE_READ ||
	       type == HGD_IOCTL || type == HGD_POLL || type == HGD_DEBUG || type == HGD_MAP ||
	       type == HGD_UNMAP || type == HGD_FLUSH;
}

static void hand_files_ahead(struct env_thread *c, const struct message *m)
{
	const struct hgd_files *msg = (const void *)m->header;
	size_t n = m->n_fds;

	if (m->size < sizeof(*msg) || (msg->n_files != n && !m->cut) || msg->n_files < n ||
	    m->size != sizeof(*msg) + msg->n_files * sizeof(s32) || c->busy)
		client_refuse(c, "malformed FILES");
	else if (files_add(c, m, (const s32 *)(msg + 1), (unsigned int)n) < 0)
		client_refuse(c, "more than %u descriptors for one request", HGD_FILES_AHEAD_MAX);
}

static void dispatch_member(struct env_thread *c, const struct message *m)
{
	switch (m->header->type) {
	case HGD_WRITE_READ:
		request_write_read(c, m);
		return;
	case HGD_IOCTL:
		request_ioctl(c, m);
		return;
	case HGD_CANCEL:
		request_cancel(c, m);
		return;
	case HGD_FILES:
		hand_files_ahead(c, m);
		return;
	case HGD_FILES_TAKEN:
		request_files_taken(c, m);
		return;
	case HGD_POLL:
		request_poll(c, m);
		return;
	case HGD_MAP:
		process_map(c, m);
		return;
	case HGD_UNMAP:
		process_unmap(c);
		return;
	case HGD_FLUSH:
		binder_flush(c->process->proc);
		client_answer(c, 0, NULL, 0);
		return;
	case HGD_ARENA_TAKEN:
		arena_renewed(c->process);
		return;
	default:
		client_refuse(c, "message of type %u, which nobody sends now", m->header->type);
	}
}

static void dispatch(struct env_thread *c, const struct message *m)
{
	c->euid = m->cred->uid;
	if (is_request(m->header->type)) {
		if (c->busy) {
			client_refuse(c, "a second request while one is under way");
			return;
		}
		c->serial = m->header->serial;
		c->flags = m->header->flags;
		c->type = m->header->type;
		c->noticed = false;
	}
	if (m->header->type == HGD_DEBUG)
		debug_answer(c, m);
	else if (c->process)
		dispatch_member(c, m);
	else if (m->header->type == HGD_OPEN)
		process_open(c, m);
	else if (m->header->type == HGD_JOIN)
		process_join(c, m);
	else
		client_refuse(c, "message of type %u before OPEN or JOIN", m->header->type);
}

static void check_and_dispatch(struct env_thread *c, struct message *m, int flags)
{
	const struct hgd_header *h = m->header;

	if (!m->cred) {
		client_refuse(c, "message without credentials");
	} else if (m->cred->pid != c->peer.pid) {
		log_line("message from process %d on a connection of process %d ignored: a forked child must open its own",
			 m->cred->pid, c->peer.pid);
	} else if (m->size < sizeof(*h) || (flags & MSG_TRUNC) || h->magic != HGD_MAGIC ||
		   h->length != m->size) {
		client_refuse(c, "this is not a message of our protocol");
	} else if (h->version != HGD_VERSION) {
		c->serial = h->serial;
		client_answer(c, -EPROTONOSUPPORT, NULL, 0);
	} else {
		dispatch(c, m);
	}
}

static void parse_control(struct msghdr *msg, struct message *m, struct ucred *cred, int *fds)
{
	for (struct cmsghdr *h = CMSG_FIRSTHDR(msg); h; h = CMSG_NXTHDR(msg, h)) {
		size_t n = h->cmsg_len - CMSG_LEN(0);

		if (h->cmsg_level != SOL_SOCKET)
			continue;
		if (h->cmsg_type == SCM_CREDENTIALS && n == sizeof(*cred)) {
			memcpy(cred, CMSG_DATA(h), n);
			m->cred = cred;
		} else if (h->cmsg_type == SCM_RIGHTS) {
			memcpy(fds, CMSG_DATA(h), n);
			m->n_fds = (unsigned int)(n / sizeof(int));
		}
	}
}

bool client_receive(struct env_thread *c)
{
	struct daemon *d = c->daemon;
	int fds[HGD_FILES_MAX];
	union control control;
	struct iovec iov = { d->rx, sizeof(d->rx) };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	struct message m = { .header = (const void *)d->rx, .fds = fds };
	struct ucred cred;
	ssize_t n;

	n = recvmsg(c->fd, &msg, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	if (n <= 0) {
		client_close(c);
		return true;
	}
	d->n_messages++;
	m.size = (size_t)n;
	m.cut = msg.msg_flags & MSG_CTRUNC;
	if (msg.msg_controllen)
		parse_control(&msg, &m, &cred, fds);
	check_and_dispatch(c, &m, msg.msg_flags);
	if (m.n_fds)
		files_unwanted(c, fds, m.n_fds);
	return true;
}

static void client_ready(struct watch *watch, u32 events)
{
	struct env_thread *c = container_of(watch, struct env_thread, watch);

	if (c->closed)
		return;
	if (events & EPOLLIN)
		client_receive(c);
	else if (events & (EPOLLHUP | EPOLLERR))
		client_close(c);
	else if (events & EPOLLOUT)
		flush_out(c);
}
