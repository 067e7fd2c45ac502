/* SPDX-License-Identifier: MIT */
/*
 * listen.c - the socket's folder, lock and name
 *
 * A lock file beside the socket says whether a daemon lives, so that a name left
 * by a dead one is replaced and a live one's never is. Only a socket that this
 * process bound is removed at the end.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

int listen_default_path(char *path, size_t size)
{
	const char *runtime_dir = secure_getenv("XDG_RUNTIME_DIR");
	int n;

	if (runtime_dir && *runtime_dir == '/')
		n = snprintf(path, size, "%s/" HGD_SOCKET_NAME, runtime_dir);
	else
		n = snprintf(path, size, HGD_SOCKET_FALLBACK, geteuid());
	return n < (int)size ? 0 : -ENAMETOOLONG;
}

static int give_to_group(const struct daemon *d, const char *path)
{
	int r;

	if (d->group == (gid_t)-1 || !chown(path, (uid_t)-1, d->group))
		return 0;
	r = -errno;
	log_line("cannot give %s to group %u: %s (the daemon's user has to be a member)", path,
		 d->group, strerror(-r));
	return r;
}

/* Who may connect has to be able to get there. */
static int make_folder(const struct daemon *d, const char *folder)
{
	if (mkdir(folder, 0700) < 0) {
		if (errno == EEXIST)
			return 0;
		log_line("cannot make the folder %s: %s", folder, strerror(errno));
		return -errno;
	}
	if (d->group == (gid_t)-1)
		return 0;
	if (give_to_group(d, folder) < 0)
		return -EPERM;
	return chmod(folder, 0750) < 0 ? -errno : 0;
}

/*
 * The folder is made if it is missing; one that others may write in would let them take our name.
 */
static int check_folder(const struct daemon *d)
{
	char folder[256];
	struct stat st;
	int r;

	snprintf(folder, sizeof(folder), "%.*s", (int)(strrchr(d->path, '/') - d->path), d->path);
	if (!*folder)
		strcpy(folder, "/");
	r = make_folder(d, folder);
	if (r < 0)
		return r;
	if (lstat(folder, &st) < 0) {
		log_line("cannot look at the folder %s: %s", folder, strerror(errno));
		return -errno;
	}
	if (!S_ISDIR(st.st_mode)) {
		log_line("%s is not a folder: choose another --socket", folder);
		return -ENOTDIR;
	}
	if (st.st_uid != geteuid()) {
		log_line("%s belongs to user %u, not to user %u: choose another --socket", folder,
			 st.st_uid, geteuid());
		return -EACCES;
	}
	if (st.st_mode & (S_IWGRP | S_IWOTH)) {
		log_line("others may write in %s: chmod 700 it or choose another --socket", folder);
		return -EACCES;
	}
	return 0;
}

static int take_lock(struct daemon *d)
{
	char path[300];

	snprintf(path, sizeof(path), "%s.lock", d->path);
	d->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (d->lock_fd < 0) {
		log_line("cannot open %s: %s", path, strerror(errno));
		return -errno;
	}
	if (flock(d->lock_fd, LOCK_EX | LOCK_NB) < 0) {
		log_line("%s is in use by another hideglue-driverd: stop that one, or choose another --socket",
			 d->path);
		return -EADDRINUSE;
	}
	return 0;
}

/*
 * With the lock held a socket of this name is a dead daemon's, unless
 * somebody else's program listens.
 */
static int remove_stale(const char *path, const struct sockaddr_un *addr)
{
	struct stat st;
	int fd, r;

	if (lstat(path, &st) < 0)
		return 0;
	if (!S_ISSOCK(st.st_mode)) {
		log_line("%s is there and is not a socket: remove it or choose another --socket", path);
		return -EEXIST;
	}
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -errno;
	r = connect(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0 ? -errno : 0;
	close(fd);
	if (r != -ECONNREFUSED) {
		log_line("%s is in use by another program: choose another --socket", path);
		return -EADDRINUSE;
	}
	return unlink(path) < 0 ? -errno : 0;
}

static int bind_and_listen(struct daemon *d, const struct sockaddr_un *addr)
{
	const int one = 1;
	struct stat st;
	int r;

	d->listen_fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (d->listen_fd < 0)
		return -errno;
	if (setsockopt(d->listen_fd, SOL_SOCKET, SO_PASSCRED, &one, sizeof(one)) < 0)
		return -errno;
	/* Nobody can connect before listen(), so the mode is right in time. */
	if (bind(d->listen_fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
		return -errno;
	if (stat(d->path, &st) < 0 || chmod(d->path, d->socket_mode) < 0)
		return -errno;
	r = give_to_group(d, d->path);
	if (r < 0)
		return r;
	d->path_dev = st.st_dev;
	d->path_ino = st.st_ino;
	d->bound = true;
	return listen(d->listen_fd, 128) < 0 ? -errno : 0;
}

int listen_open(struct daemon *d)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int r;

	if (*d->path != '/') {
		log_line("--socket %s: the path must begin with /", d->path);
		return -EINVAL;
	}
	if (strlen(d->path) >= sizeof(addr.sun_path)) {
		log_line("--socket %s: the path is longer than the %zu bytes that a socket can have",
			 d->path, sizeof(addr.sun_path) - 1);
		return -ENAMETOOLONG;
	}
	strcpy(addr.sun_path, d->path);
	r = check_folder(d);
	if (!r)
		r = take_lock(d);
	if (!r)
		r = remove_stale(d->path, &addr);
	if (r < 0)
		return r;
	r = bind_and_listen(d, &addr);
	if (r < 0)
		log_line("cannot listen on %s: %s", d->path, strerror(-r));
	return r;
}

void listen_close(struct daemon *d)
{
	char path[300];
	struct stat st;

	if (d->bound && !lstat(d->path, &st) && st.st_dev == d->path_dev &&
	    st.st_ino == d->path_ino)
		unlink(d->path);
	if (d->listen_fd >= 0)
		close(d->listen_fd);
	if (d->lock_fd >= 0) {
		/* Removed while it is held: whoever opens it next makes a new one. */
		snprintf(path, sizeof(path), "%s.lock", d->path);
		if (d->bound)
			unlink(path);
		close(d->lock_fd);
	}
}
