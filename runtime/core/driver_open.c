/* SPDX-License-Identifier: MIT */
/*
 * driver_open.c - which driver: the order of the search, and what to say where there is none
 *
 * HIDEGLUE_DRIVER alone where it is set; else the kernel's devices, the session's
 * user-space driver, the system's. Environment variables count only where the
 * program has no more rights than its user.
 */
#include "core/driver_ops.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "uapi/daemon.h"

#define PATH_SIZE 256

struct search {
	size_t map_size;
	struct rt_driver *found;
	char *why;
	size_t why_size;
	size_t why_len;
	int r;		/* of the last place tried */
	bool user_space;	/* no kernel's driver will do */
};

__attribute__((format(printf, 2, 3))) static void say(struct search *s, const char *format, ...)
{
	va_list ap;
	int n;

	if (s->why_len >= s->why_size)
		return;
	va_start(ap, format);
	n = vsnprintf(s->why + s->why_len, s->why_size - s->why_len, format, ap);
	va_end(ap);
	if (n > 0)
		s->why_len += (size_t)n;
}

static const char *kernel_reason(int r)
{
	switch (r) {
	case -ENOENT:
		return "not there (no binder driver in this kernel, or none mounted)";
	case -EACCES:
	case -EPERM:
		return "this user may not open it";
	case -ENXIO:
	case -ENODEV:
		return "the device has no driver";
	case -ENOTTY:
	case -EINVAL:
		return "not a Binder device";
	case -EPROTONOSUPPORT:
		return "speaks another version of the Binder protocol than 8";
	default:
		return strerror(-r);
	}
}

static const char *daemon_reason(int r)
{
	switch (r) {
	case -ENOENT:
		return "not there (no hideglue-driverd runs here)";
	case -ECONNREFUSED:
		return "nobody listens (its hideglue-driverd is gone)";
	case -EACCES:
	case -EPERM:
		return "this user may not connect";
	case -EPROTOTYPE:
		return "not a socket of hideglue-driverd";
	case -EPROTONOSUPPORT:
	case -EPROTO:
		return "this hideglue-driverd is of another version: use matching ones";
	case -ECONNRESET:
		return "hideglue-driverd hung up (its log says why; perhaps a limit)";
	case -ENAMETOOLONG:
		return "a socket's path has 107 bytes at most";
	default:
		return strerror(-r);
	}
}

static bool try_kernel(struct search *s, const char *path)
{
	s->r = rt_driver_kernel_open(path, s->map_size, &s->found);
	if (s->r < 0)
		say(s, "\n  %s: %s", path, kernel_reason(s->r));
	return !s->r;
}

static bool try_daemon(struct search *s, const char *path)
{
	struct stat st;

	s->r = rt_driver_daemon_open(path, s->map_size, &s->found);
	/* Connecting to a file of another kind is refused in the same words. */
	if (s->r == -ECONNREFUSED && !stat(path, &st) && !S_ISSOCK(st.st_mode))
		s->r = -EPROTOTYPE;
	if (s->r == -EACCES && !stat(path, &st) && st.st_mode & S_IWGRP)
		say(s, "\n  unix:%s: this user may not connect; root, user %u and members of "
		       "group %u may", path, st.st_uid, st.st_gid);
	else if (s->r < 0)
		say(s, "\n  unix:%s: %s", path, daemon_reason(s->r));
	return !s->r;
}

/* Only a folder that nobody else can put a socket in is trusted with our calls. */
static bool folder_is_ours(struct search *s, const char *path)
{
	char folder[PATH_SIZE];
	struct stat st;

	snprintf(folder, sizeof(folder), "%.*s", (int)(strrchr(path, '/') - path), path);
	if (lstat(folder, &st) < 0) {
		s->r = -errno;
		say(s, "\n  unix:%s: %s", path, daemon_reason(s->r));
		return false;
	}
	s->r = 0;
	if (!S_ISDIR(st.st_mode)) {
		s->r = -ENOTDIR;
		say(s, "\n  unix:%s: passed over, %s is not a folder", path, folder);
	} else if (st.st_uid != geteuid()) {
		s->r = -EACCES;
		say(s, "\n  unix:%s: passed over, %s belongs to user %u, not to user %u", path,
		    folder, st.st_uid, geteuid());
	} else if (st.st_mode & (S_IWGRP | S_IWOTH)) {
		s->r = -EACCES;
		say(s, "\n  unix:%s: passed over, others may write in %s (chmod 700 it)", path,
		    folder);
	}
	return !s->r;
}

static bool try_session(struct search *s)
{
	const char *runtime_dir = secure_getenv("XDG_RUNTIME_DIR");
	char path[PATH_SIZE];
	int n;

	if (runtime_dir && *runtime_dir == '/')
		n = snprintf(path, sizeof(path), "%s/" HGD_SOCKET_NAME, runtime_dir);
	else
		n = snprintf(path, sizeof(path), HGD_SOCKET_FALLBACK, geteuid());
	if (n >= (int)sizeof(path)) {
		s->r = -ENAMETOOLONG;
		say(s, "\n  $XDG_RUNTIME_DIR: %s", daemon_reason(s->r));
		return false;
	}
	return folder_is_ours(s, path) && try_daemon(s, path);
}

static bool try_all(struct search *s)
{
	if (!s->user_space &&
	    (try_kernel(s, "/dev/binder") || try_kernel(s, "/dev/binderfs/binder")))
		return true;
	return try_session(s) || try_daemon(s, HGD_SOCKET_SYSTEM);
}

static bool try_chosen(struct search *s, const char *choice)
{
	if (*choice == '/' && s->user_space) {
		s->r = -EINVAL;
		say(s, "\n  %s: a device of the kernel, which programs open by themselves", choice);
		return false;
	}
	if (*choice == '/')
		return try_kernel(s, choice);
	if (!strncmp(choice, "unix:/", strlen("unix:/")))
		return try_daemon(s, choice + strlen("unix:"));
	s->r = -EINVAL;
	say(s, "\n  HIDEGLUE_DRIVER=%s: neither a device (/dev/binder) nor a socket (unix:/path)",
	    choice);
	return false;
}

static int search(struct search *s, struct rt_driver **ret)
{
	const char *choice = secure_getenv("HIDEGLUE_DRIVER");
	bool chosen = choice && *choice;

	say(s, chosen ? "the Binder driver that HIDEGLUE_DRIVER names cannot be used:" :
	       s->user_space ? "no user-space Binder driver found; tried in this order:" :
			       "no Binder driver found; tried in this order:");
	if (chosen ? try_chosen(s, choice) : try_all(s)) {
		if (s->why_size)
			*s->why = '\0';
		*ret = s->found;
		return 0;
	}
	if (chosen)
		say(s, "\nCorrect HIDEGLUE_DRIVER, or unset it to search for a driver.");
	else if (s->user_space)
		say(s, "\nStart the program as 'hideglue run hideglue wrap CMD' to give it a private"
		       " driver, or set HIDEGLUE_DRIVER (unix:/path of a hideglue-driverd).");
	else
		say(s, "\nStart the program as 'hideglue run CMD' to give it a private driver, or set"
		       " HIDEGLUE_DRIVER (/dev/binder, or unix:/path of a hideglue-driverd).");
	return s->r;
}

int rt_driver_open(size_t map_size, struct rt_driver **ret, char *why, size_t why_size)
{
	struct search s = { .map_size = map_size, .why = why, .why_size = why_size };

	return search(&s, ret);
}

int rt_driver_open_user_space(struct rt_driver **ret, char *why, size_t why_size)
{
	struct search s = { .why = why, .why_size = why_size, .user_space = true };

	return search(&s, ret);
}
