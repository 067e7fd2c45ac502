/* SPDX-License-Identifier: MIT */
/*
 * calls_wait.c - poll, select and epoll
 *
 * Whether a device is ready depends on who asks: it is when the calling thread has work. poll()
 * looks at that thread's connection instead of the program's descriptor. select() and epoll keep
 * the descriptor itself, which is told beforehand whose connection to look at.
 */
#include "wrap/device.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include "wrap/next.h"

int __poll_chk(struct pollfd *fds, nfds_t n, int timeout, size_t size);
int __ppoll_chk(struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask,
		size_t size);
int epoll_pwait2(int epfd, struct epoll_event *events, int n, const struct timespec *timeout,
		 const sigset_t *mask);

#define FEW 64

/* The descriptors of one poll(), with connections in the place of devices. */
struct polled {
	struct pollfd few[FEW];
	struct pollfd *fds; /* NULL: there is no device among them */
	nfds_t n;
	bool now; /* a device is ready to fail */
};

static bool has_device(struct pollfd *fds, nfds_t n)
{
	bool found = false;

	for (nfds_t i = 0; i < n && !found; i++) {
		struct device *dev = device_get(fds[i].fd);

		found = dev;
		if (dev)
			device_put(dev);
	}
	return found;
}

/* Nothing but reading is ever possible. One that fails is left out, and known by its events. */
static void look_at_connection(struct polled *p, struct pollfd *fd, struct device *dev)
{
	int conn = device_poll(dev);

	if (conn < 0) {
		fd->fd = -1;
		fd->events = POLLERR;
		p->now = true;
	} else {
		fd->fd = fd->events & POLLIN ? conn : -1;
		fd->events = POLLIN;
	}
}

static int prepare(struct polled *p, struct pollfd *fds, nfds_t n)
{
	p->fds = NULL;
	p->now = false;
	p->n = n;
	if (!device_any() || !has_device(fds, n))
		return 0;
	p->fds = n <= FEW ? p->few : malloc(n * sizeof(*fds));
	if (!p->fds) {
		errno = ENOMEM;
		return -1;
	}
	memcpy(p->fds, fds, n * sizeof(*fds));
	for (nfds_t i = 0; i < n; i++) {
		struct device *dev = device_get(fds[i].fd);

		if (!dev)
			continue;
		look_at_connection(p, &p->fds[i], dev);
		device_put(dev);
	}
	return 0;
}

static short seen(const struct pollfd *ours, const struct pollfd *theirs)
{
	if (ours->fd == theirs->fd)
		return ours->revents;
	if (ours->fd < 0)
		return ours->events & POLLERR;
	if (ours->revents & (POLLHUP | POLLERR | POLLNVAL))
		return POLLIN | POLLERR; /* reading says what is wrong */
	return ours->revents & POLLIN;
}

/* What was seen goes to the program. */
static int finish(struct polled *p, struct pollfd *fds, int r)
{
	int saved = errno;

	if (r >= 0) {
		r = 0;
		for (nfds_t i = 0; i < p->n; i++) {
			fds[i].revents = seen(&p->fds[i], &fds[i]);
			r += fds[i].revents != 0;
		}
	}
	if (p->fds != p->few)
		free(p->fds);
	errno = saved;
	return r;
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
	struct polled p;

	if (prepare(&p, fds, n) < 0)
		return -1;
	if (!p.fds)
		return NEXT(poll)(fds, n, timeout);
	return finish(&p, fds, NEXT(poll)(p.fds, n, p.now ? 0 : timeout));
}

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask)
{
	static const struct timespec none;
	struct polled p;

	if (prepare(&p, fds, n) < 0)
		return -1;
	if (!p.fds)
		return NEXT(ppoll)(fds, n, timeout, mask);
	return finish(&p, fds, NEXT(ppoll)(p.fds, n, p.now ? &none : timeout, mask));
}

/* What poll() is in programs that were built with _FORTIFY_SOURCE. */

int __poll_chk(struct pollfd *fds, nfds_t n, int timeout, size_t size)
{
	return size / sizeof(*fds) < n ? NEXT(__poll_chk)(fds, n, timeout, size)
				       : poll(fds, n, timeout);
}

int __ppoll_chk(struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask,
		size_t size)
{
	return size / sizeof(*fds) < n ? NEXT(__ppoll_chk)(fds, n, timeout, mask, size)
				       : ppoll(fds, n, timeout, mask);
}

static void watch_set(int n, fd_set *set)
{
	if (!set || !device_any())
		return;
	for (int fd = 0; fd < n; fd++) {
		struct device *dev = FD_ISSET(fd, set) ? device_get(fd) : NULL;

		if (!dev)
			continue;
		device_watch(dev, fd);
		device_put(dev);
	}
}

int select(int n, fd_set *in, fd_set *out, fd_set *except, struct timeval *timeout)
{
	watch_set(n, in);
	return NEXT(select)(n, in, out, except, timeout);
}

int pselect(int n, fd_set *in, fd_set *out, fd_set *except, const struct timespec *timeout,
	    const sigset_t *mask)
{
	watch_set(n, in);
	return NEXT(pselect)(n, in, out, except, timeout, mask);
}

int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)
{
	struct device *dev = op == EPOLL_CTL_DEL ? NULL : device_get(fd);
	struct epoll_event copy;
	int r;

	if (!dev || !event)
		return NEXT(epoll_ctl)(epfd, op, fd, event);
	/* An epoll descriptor, which a device's is, cannot be waited for by one waiter of many. */
	copy = *event;
	copy.events &= ~(uint32_t)EPOLLEXCLUSIVE;
	r = device_watch(dev, fd);
	if (r < 0) {
		errno = -r;
		r = -1;
	} else {
		r = NEXT(epoll_ctl)(epfd, op, fd, &copy);
	}
	if (!r)
		device_waited_for(dev, epfd);
	device_put(dev);
	return r;
}

int epoll_wait(int epfd, struct epoll_event *events, int n, int timeout)
{
	device_watch_all(epfd);
	return NEXT(epoll_wait)(epfd, events, n, timeout);
}

int epoll_pwait(int epfd, struct epoll_event *events, int n, int timeout, const sigset_t *mask)
{
	device_watch_all(epfd);
	return NEXT(epoll_pwait)(epfd, events, n, timeout, mask);
}

int epoll_pwait2(int epfd, struct epoll_event *events, int n, const struct timespec *timeout,
		 const sigset_t *mask)
{
	device_watch_all(epfd);
	return NEXT(epoll_pwait2)(epfd, events, n, timeout, mask);
}
