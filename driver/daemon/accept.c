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

/* No descriptor is left: one is kept to accept with, so that the one who waits learns of it. */
static void turn_away(struct daemon *d)
{
	int fd;

	close(d->spare_fd);
	fd = accept4(d->listen_fd, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0)
		close(fd);
	d->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
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
	struct ucred peer;
	socklen_t size = sizeof(peer);
	struct account *account;
	const char *limit;

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0) {
		close(fd);
		return;
	}
	account = account_get(d, peer.uid);
	limit = account ? over_limit(d, account) : "memory";
	if (limit || !client_new(d, fd, &peer)) {
		d->n_refused++;
		log_line("process %d of user %u was turned away: limit %s", peer.pid, peer.uid,
			 limit ? limit : "memory");
		close(fd);
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
}
