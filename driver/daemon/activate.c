/* SPDX-License-Identifier: MIT */
/*
 * activate.c - started by a service manager: the socket it passes, the word it waits for
 *
 * The agreement is the one that systemd documents and others follow too: LISTEN_PID names us,
 * LISTEN_FDS says how many descriptors from number 3 on are passed, LISTEN_FDNAMES how they are
 * called; NOTIFY_SOCKET is where to say that we serve. What is meant for another process, such as
 * the parent whose environment we inherited, is not ours.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST_FD 3
#define FDS_MAX 64
#define NAME "binder"

static bool positive(const char *text, long *ret)
{
	char *end;

	if (!text || *text < '0' || *text > '9')
		return false;
	errno = 0;
	*ret = strtol(text, &end, 10);
	return !errno && !*end && *ret > 0;
}

/* How many descriptors are passed to this very process. */
static int count_fds(void)
{
	long pid, n;

	if (!positive(getenv("LISTEN_PID"), &pid) || pid != (long)getpid() ||
	    !positive(getenv("LISTEN_FDS"), &n))
		return 0;
	return n > FDS_MAX ? -E2BIG : (int)n;
}

/* Which of @n: the only one, else the one that has our name. Return: its index, -ENOENT. */
static int choose(int n)
{
	const char *at = getenv("LISTEN_FDNAMES");

	if (n == 1)
		return 0;
	for (int i = 0; at && i < n; i++) {
		size_t len = strcspn(at, ":");

		if (len == strlen(NAME) && !memcmp(at, NAME, len))
			return i;
		at = at[len] ? at + len + 1 : NULL;
	}
	return -ENOENT;
}

static int option_of(int fd, int option)
{
	int value = 0;
	socklen_t size = sizeof(value);

	return getsockopt(fd, SOL_SOCKET, option, &value, &size) < 0 ? -1 : value;
}

/* A socket as we would have made it ourselves. */
static bool is_our_kind(int fd)
{
	return option_of(fd, SO_DOMAIN) == AF_UNIX && option_of(fd, SO_TYPE) == SOCK_SEQPACKET &&
	       option_of(fd, SO_ACCEPTCONN) == 1;
}

static int adopt(struct daemon *d, int fd)
{
	const int one = 1;
	struct sockaddr_un addr;
	socklen_t size = sizeof(addr);

	if (!is_our_kind(fd)) {
		log_line("the descriptor that the service manager passes is not a listening socket of the right type: in its unit say ListenSequentialPacket=PATH");
		return -EPROTOTYPE;
	}
	if (setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &one, sizeof(one)) < 0 ||
	    fcntl(fd, F_SETFL, O_NONBLOCK) < 0)
		return -errno;
	memset(&addr, 0, sizeof(addr));
	if (!getsockname(fd, (struct sockaddr *)&addr, &size) && *addr.sun_path)
		d->path = strndup(addr.sun_path, sizeof(addr.sun_path));
	else
		d->path = strdup("the socket that was passed");
	d->listen_fd = fd;
	return d->path ? 0 : -ENOMEM;
}

int activate_socket(struct daemon *d)
{
	int n = count_fds(), chosen;

	for (int i = 0; i < n; i++)
		fcntl(FIRST_FD + i, F_SETFD, FD_CLOEXEC);
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_PIDFDID");
	if (n <= 0) {
		unsetenv("LISTEN_FDNAMES");
		if (n < 0)
			log_line("LISTEN_FDS: more than %d descriptors are passed", FDS_MAX);
		return n;
	}
	chosen = choose(n);
	unsetenv("LISTEN_FDNAMES");
	if (chosen < 0) {
		log_line("%d descriptors are passed and none is called " NAME ": pass one, or name it (FileDescriptorName=" NAME ")",
			 n);
		return chosen;
	}
	for (int i = 0; i < n; i++)
		if (i != chosen)
			close(FIRST_FD + i);
	chosen = adopt(d, FIRST_FD + chosen);
	return chosen < 0 ? chosen : 1;
}

void activate_notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	size_t len = path ? strlen(path) : 0;
	int fd;

	if (!len || len >= sizeof(addr.sun_path) || (*path != '/' && *path != '@'))
		return;
	memcpy(addr.sun_path, path, len);
	if (*path == '@')
		addr.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	if (sendto(fd, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&addr,
		   (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)) < 0)
		log_line("cannot tell %s that this is ready: %s", path, strerror(errno));
	close(fd);
}
