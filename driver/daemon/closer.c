/* SPDX-License-Identifier: MIT */
/*
 * closer.c - clients' descriptors are closed where nobody waits
 *
 * close() asks the file's own file system, and that can be a program of the user
 * who sent the file (FUSE), which need not ever answer. So descriptors of clients
 * are closed by small threads that touch nothing else. A user can keep a few of
 * them busy for ever; its other files then wait, counted as its own, and nobody
 * else's do. A connection is such a descriptor too: what lies in it unread may hold some.
 *
 * The lock guards todo, done and the workers' counts; all else is the loop's.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_MAX 64
#define USER_WORKERS 4
#define STACK_SIZE (64 * 1024)

/* How long the end waits for files that are still being closed. */
#define END_SECONDS 1

static void *work(void *arg)
{
	struct closer *closer = arg;
	u64 one = 1;

	pthread_mutex_lock(&closer->lock);
	while (!closer->stop) {
		struct file *file;

		if (list_empty(&closer->todo)) {
			if (closer->n_idle)
				break;
			closer->n_idle++;
			pthread_cond_wait(&closer->cond, &closer->lock);
			closer->n_idle--;
			continue;
		}
		file = list_first_entry(&closer->todo, struct file, entry);
		list_del(&file->entry);
		closer->n_todo--;
		pthread_mutex_unlock(&closer->lock);
		close(file->fd);
		pthread_mutex_lock(&closer->lock);
		list_add_tail(&file->entry, &closer->done);
		pthread_cond_broadcast(&closer->progress);
		if (write(closer->event_fd, &one, sizeof(one)) < 0)
			continue; /* it is readable already */
	}
	closer->n_workers--;
	pthread_cond_broadcast(&closer->progress);
	pthread_mutex_unlock(&closer->lock);
	return NULL;
}

static bool start_worker(struct closer *closer)
{
	pthread_attr_t attr;
	pthread_t thread;
	bool ok;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_SIZE);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	ok = !pthread_create(&thread, &attr, work, closer);
	pthread_attr_destroy(&attr);
	closer->n_workers += ok;
	return ok;
}

/* No thread is to be had at all. */
static void close_here(struct closer *closer, struct file *file)
{
	u64 one = 1;

	close(file->fd);
	list_del(&file->entry);
	closer->n_todo--;
	list_add_tail(&file->entry, &closer->done);
	if (write(closer->event_fd, &one, sizeof(one)) < 0)
		return; /* it is readable already */
}

static void submit(struct closer *closer, struct file *file)
{
	file->account->n_closing++;
	pthread_mutex_lock(&closer->lock);
	list_add_tail(&file->entry, &closer->todo);
	closer->n_todo++;
	if (closer->n_todo > closer->n_idle && closer->n_workers < WORKERS_MAX &&
	    !start_worker(closer) && !closer->n_workers)
		close_here(closer, file);
	pthread_cond_signal(&closer->cond);
	pthread_mutex_unlock(&closer->lock);
}

void closer_put(struct daemon *d, struct file *file)
{
	struct account *account = file->account;

	if (account->n_closing < USER_WORKERS)
		submit(&d->closer, file);
	else
		list_add_tail(&file->entry, &account->to_close);
}

struct file *closer_socket(struct daemon *d, struct account *account, int fd, enum file_kind kind)
{
	struct file *file = calloc(1, sizeof(*file));

	if (!file)
		return NULL;
	file->daemon = d;
	file->kind = kind;
	file->fd = fd;
	file->account = account;
	account->refs++;
	return file;
}

/* With credentials in it each message, also an empty one, is longer than no control buffer. */
static bool nothing_unread(int fd)
{
	struct msghdr msg = { .msg_iovlen = 0 };

	return recvmsg(fd, &msg, MSG_PEEK | MSG_DONTWAIT) <= 0 &&
	       !(msg.msg_flags & (MSG_CTRUNC | MSG_TRUNC));
}

void closer_hang_up(struct file *file)
{
	struct daemon *d = file->daemon;

	/* From here nothing more comes in. */
	shutdown(file->fd, SHUT_RDWR);
	if (nothing_unread(file->fd))
		submit(&d->closer, file);
	else
		closer_put(d, file);
}

/* Takes all that is done off the shared list. */
static void collect(struct closer *closer, struct list_head *done)
{
	pthread_mutex_lock(&closer->lock);
	while (!list_empty(&closer->done)) {
		struct file *file = list_first_entry(&closer->done, struct file, entry);

		list_del(&file->entry);
		list_add_tail(&file->entry, done);
	}
	pthread_mutex_unlock(&closer->lock);
}

static void uncount(struct file *file)
{
	switch (file->kind) {
	case FILE_PASSED:
		file->account->n_files--;
		break;
	case FILE_CLIENT:
		file->account->n_clients--;
		file->daemon->n_clients--;
		break;
	case FILE_REFUSED:
		break;
	}
}

static void closer_ready(struct watch *watch, u32 events)
{
	struct closer *closer = container_of(watch, struct closer, watch);
	LIST_HEAD(done);
	u64 n;

	if (read(closer->event_fd, &n, sizeof(n)) < 0)
		return;
	collect(closer, &done);
	while (!list_empty(&done)) {
		struct file *file = list_first_entry(&done, struct file, entry);
		struct account *account = file->account;

		list_del(&file->entry);
		uncount(file);
		free(file);
		account->n_closing--;
		if (!list_empty(&account->to_close)) {
			file = list_first_entry(&account->to_close, struct file, entry);
			list_del(&file->entry);
			submit(closer, file);
		}
		account_put(account);
	}
	accept_again(container_of(closer, struct daemon, closer));
}

int closer_init(struct daemon *d)
{
	struct closer *closer = &d->closer;

	pthread_mutex_init(&closer->lock, NULL);
	pthread_cond_init(&closer->cond, NULL);
	pthread_cond_init(&closer->progress, NULL);
	INIT_LIST_HEAD(&closer->todo);
	INIT_LIST_HEAD(&closer->done);
	closer->watch.ready = closer_ready;
	closer->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (closer->event_fd < 0)
		return -errno;
	return loop_watch(d, closer->event_fd, &closer->watch, EPOLLIN);
}

void closer_fini(struct daemon *d)
{
	struct closer *closer = &d->closer;
	struct timespec until;
	struct account *account, *tmp;
	int r = 0;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += END_SECONDS;
	list_for_each_entry_safe(account, tmp, &d->accounts, entry) {
		while (!list_empty(&account->to_close)) {
			struct file *file =
				list_first_entry(&account->to_close, struct file, entry);

			list_del(&file->entry);
			submit(closer, file);
		}
	}
	pthread_mutex_lock(&closer->lock);
	while (!list_empty(&closer->todo) && !r)
		r = pthread_cond_timedwait(&closer->progress, &closer->lock, &until);
	closer->stop = true;
	pthread_cond_broadcast(&closer->cond);
	while (closer->n_workers && !r)
		r = pthread_cond_timedwait(&closer->progress, &closer->lock, &until);
	pthread_mutex_unlock(&closer->lock);
	if (!r)
		closer_ready(&closer->watch, EPOLLIN);
	close(closer->event_fd);
}
