/* SPDX-License-Identifier: MIT */
/*
 * accept.c - new connections, and what each user holds
 *
 * A user who asks for more than its share is turned away by closing the
 * connection at once; that is said in the log with the limit's name.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

struct account *account_get(struct daemon *d, unsigned int uid)
{
	struct account *account;

	list_for_each_entry(account, &d->accounts, entry) {
		if (account->uid == uid) {
			account->refs++;
			return account;
		}
	}
	account = calloc(1, sizeof(*account));
	if (!account)
		return NULL;
	account->uid = uid;
	account->refs = 1;
	INIT_LIST_HEAD(&account->to_close);
	list_add(&account->entry, &d->accounts);
	return account;
}

void account_put(struct account *account)
{
	if (!account || --account->refs)
		return;
	list_del(&account->entry);
	free(account);
}

int account_charge(struct daemon *d, struct account *account, size_t n)
{
	if (account->memory + n > d->limits.user_memory)
		return -ENOMEM;
	account->memory += n;
	return 0;
}

void account_uncharge(struct account *account, size_t n)
{
	account->memory -= n;
}

/* Messages may wait in it already, with descriptors that must not be closed here. */
static void refuse(struct daemon *d, struct account *account, int fd)
{
	struct file *file = account ? closer_socket(d, account, fd, FILE_REFUSED) : NULL;

	if (file)
		closer_hang_up(file);
	else
		close(fd);
}

static void take_spare(struct daemon *d)
{
	if (d->spare_fd < 0)
		d->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void accept_again(struct daemon *d)
{
	take_spare(d);
	if (d->deaf && d->spare_fd >= 0)
		d->deaf = loop_watch(d, d->listen_fd, &d->listen_watch, EPOLLIN) < 0;
}

/* Until something is given back, here or elsewhere in the machine. */
static void become_deaf(struct daemon *d)
{
	d->deaf = !loop_watch(d, d->listen_fd, &d->listen_watch, 0);
	d->deaf_until_ms = loop_now_ms() + ACCEPT_AGAIN_MS;
}

/*
 * No descriptor is left: one is kept to accept with, so that the one who waits learns of it. Where
 * even that is still being closed, they wait.
 */
static void turn_away(struct daemon *d)
{
	struct account *account = NULL;
	struct ucred peer;
	socklen_t size = sizeof(peer);
	int fd;

	take_spare(d);
	if (d->spare_fd < 0) {
		become_deaf(d);
		return;
	}
	close(d->spare_fd);
	d->spare_fd = -1;
	fd = accept4(d->listen_fd, NULL, NULL, SOCK_CLOEXEC);
	if (fd < 0) {
		become_deaf(d);
		return;
	}
	if (!getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size))
		account = account_get(d, peer.uid);
	refuse(d, account, fd);
	account_put(account);
	d->n_refused++;
	log_line("a client was turned away: no descriptors left (raise RLIMIT_NOFILE)");
}

static const char *over_limit(const struct daemon *d, const struct account *account)
{
	if (d->n_clients >= d->limits.clients)
		return "--max-clients";
	if (account->n_clients >= d->limits.user_clients)
		return "--max-user-clients";
	return NULL;
}

static void welcome(struct daemon *d, int fd)
{
	const int one = 1;
	struct ucred peer;
	socklen_t size = sizeof(peer);
	struct account *account;
	const char *limit;

	/* Who connected before we had a socket that was passed to us did not get this from it. */
	if (setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &one, sizeof(one)) < 0 ||
	    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0) {
		close(fd);
		return;
	}
	account = account_get(d, peer.uid);
	limit = account ? over_limit(d, account) : "memory";
	if (limit || !client_new(d, fd, &peer)) {
		d->n_refused++;
		log_line("process %d of user %u was turned away: limit %s", peer.pid, peer.uid,
			 limit ? limit : "memory");
		refuse(d, account, fd);
	}
	account_put(account);
}

void accept_ready(struct watch *watch, u32 events)
{
	struct daemon *d = container_of(watch, struct daemon, listen_watch);
	int fd;

	fd = accept4(d->listen_fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd >= 0)
		welcome(d, fd);
	else if (errno == EMFILE || errno == ENFILE)
		turn_away(d);
	else if (errno == ENOMEM || errno == ENOBUFS)
		become_deaf(d);
}
