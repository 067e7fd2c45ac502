/* SPDX-License-Identifier: MIT */
/*
 * loop.c - events, parked threads that were woken, timers
 *
 * An event is one message of one client. Whoever it wakes is resumed right after
 * it, in the order of waking, before the next event.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#define BATCH 64

s64 loop_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (s64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int loop_watch(struct daemon *d, int fd, struct watch *watch, u32 events)
{
	struct epoll_event ev = { .events = events, .data.ptr = watch };

	if (!epoll_ctl(d->epoll_fd, EPOLL_CTL_MOD, fd, &ev))
		return 0;
	if (errno != ENOENT)
		return -errno;
	return epoll_ctl(d->epoll_fd, EPOLL_CTL_ADD, fd, &ev) < 0 ? -errno : 0;
}

void loop_unwatch(struct daemon *d, int fd)
{
	epoll_ctl(d->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
}

void loop_wake(struct env_thread *c)
{
	if (list_empty(&c->run_entry))
		list_add_tail(&c->run_entry, &c->daemon->runnable);
}

static void signal_ready(struct watch *watch, u32 events)
{
	struct daemon *d = container_of(watch, struct daemon, signal_watch);
	struct signalfd_siginfo info;

	if (read(d->signal_fd, &info, sizeof(info)) == sizeof(info)) {
		if (d->verbose)
			log_line("%s: closing down", strsignal((int)info.ssi_signo));
		d->stop = true;
	}
}

int loop_init(struct daemon *d)
{
	sigset_t set;
	int r;

	d->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (d->epoll_fd < 0)
		return -errno;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	d->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (d->signal_fd < 0)
		return -errno;
	d->signal_watch.ready = signal_ready;
	d->listen_watch.ready = accept_ready;
	r = loop_watch(d, d->signal_fd, &d->signal_watch, EPOLLIN);
	if (!r)
		r = closer_init(d);
	if (!r)
		r = loop_watch(d, d->listen_fd, &d->listen_watch, EPOLLIN);
	return r;
}

/* Whoever was woken goes on; that may wake others. */
static void run_woken(struct daemon *d)
{
	while (!list_empty(&d->runnable)) {
		struct env_thread *c = list_first_entry(&d->runnable, struct env_thread, run_entry);

		list_del_init(&c->run_entry);
		request_resume(c);
	}
	while (!list_empty(&d->notices)) {
		struct env_thread *c =
			list_first_entry(&d->notices, struct env_thread, notice_entry);

		list_del_init(&c->notice_entry);
		request_notice(c);
	}
}

static void reap(struct daemon *d)
{
	while (!list_empty(&d->dead)) {
		struct env_thread *c = list_first_entry(&d->dead, struct env_thread, entry);

		list_del_init(&c->entry);
		client_put(c);
	}
	while (!list_empty(&d->dead_processes)) {
		struct env_proc *p = list_first_entry(&d->dead_processes, struct env_proc, entry);

		list_del_init(&p->entry);
		env_proc_put(p);
	}
}

/* Those whose time is over are woken. Return: milliseconds to the next, -1 where there is none. */
static int check_timers(struct daemon *d)
{
	struct env_thread *c, *tmp;
	s64 now, next = -1;

	if (list_empty(&d->timers))
		return -1;
	now = loop_now_ms();
	list_for_each_entry_safe(c, tmp, &d->timers, timer_entry) {
		if (c->deadline_ms <= now) {
			list_del_init(&c->timer_entry);
			loop_wake(c);
		} else if (next < 0 || c->deadline_ms - now < next) {
			next = c->deadline_ms - now;
		}
	}
	if (!list_empty(&d->runnable))
		return 0;
	return next > INT_MAX ? INT_MAX : (int)next;
}

/* How long to sleep at most, in ms; -1 without limit. */
static int sleep_time(struct daemon *d)
{
	int timeout = check_timers(d);

	if (!list_empty(&d->releasing))
		return 0;
	if (d->deaf && (timeout < 0 || timeout > ACCEPT_AGAIN_MS))
		return ACCEPT_AGAIN_MS;
	return timeout;
}

static bool only_expected(const struct daemon *d, const struct epoll_event *events, int n)
{
	return n == 1 && d->look.expected && events[0].data.ptr == &d->look.expected->watch;
}

int loop_run(struct daemon *d)
{
	struct epoll_event events[BATCH];
	int n;

	while (!d->stop) {
		while (look_ahead(d)) {
			run_woken(d);
			reap(d);
		}
		n = epoll_wait(d->epoll_fd, events, BATCH, sleep_time(d));
		if (n < 0 && errno != EINTR)
			return -errno;
		look_again(d, only_expected(d, events, n));
		for (int i = 0; i < n; i++) {
			struct watch *watch = events[i].data.ptr;

			watch->ready(watch, events[i].events);
			run_woken(d);
		}
		process_release_some(d);
		run_woken(d);
		reap(d);
		if (d->deaf && loop_now_ms() >= d->deaf_until_ms)
			accept_again(d);
	}
	return 0;
}

void loop_fini(struct daemon *d)
{
	while (!list_empty(&d->clients))
		client_close(list_first_entry(&d->clients, struct env_thread, entry));
	while (!list_empty(&d->releasing))
		process_release_some(d);
	run_woken(d);
	reap(d);
	if (d->closer.event_fd >= 0)
		closer_fini(d);
	if (d->signal_fd >= 0)
		close(d->signal_fd);
	if (d->epoll_fd >= 0)
		close(d->epoll_fd);
}
