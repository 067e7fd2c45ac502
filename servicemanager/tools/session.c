/* SPDX-License-Identifier: MIT */
/* session.c - a private Binder session and its end */
#include "config.h"

#include "tools/session.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/command.h"

#define SOCKET_NAME "driver"
#define REMOVE_TRIES 50
#define REMOVE_PAUSE_MS 20
#define JANITOR_TIMEOUT_MS 3000

/* The folder is flat: whatever a helper left in it is a file or a socket. */
static bool remove_folder(const char *dir)
{
	for (int i = 0; i < REMOVE_TRIES; i++) {
		DIR *d = opendir(dir);
		struct dirent *e;

		if (!d)
			return errno == ENOENT;
		while ((e = readdir(d)))
			if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
				unlinkat(dirfd(d), e->d_name, 0);
		closedir(d);
		if (rmdir(dir) == 0 || errno == ENOENT)
			return true;
		/* A helper that the kernel is just killing may have added a file. */
		poll(NULL, 0, REMOVE_PAUSE_MS);
	}
	return false;
}

static void janitor_main(const char *dir, int fd)
{
	static const int ignored[] = { SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGPIPE };
	char c;
	ssize_t n;

	prctl(PR_SET_NAME, "hideglue-clean");
	setsid();
	for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++)
		signal(ignored[i], SIG_IGN);
	do
		n = read(fd, &c, 1);
	while (n > 0 || (n < 0 && errno == EINTR));
	if (!remove_folder(dir))
		command_fail("run", "cannot remove %s: %s", dir, strerror(errno));
	_exit(0);
}

static int start_janitor(struct session *s)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) < 0)
		return -errno;
	s->janitor = fork();
	if (s->janitor < 0) {
		int r = -errno;

		s->janitor = 0;
		close(fds[0]);
		close(fds[1]);
		return r;
	}
	if (s->janitor == 0) {
		close(fds[1]);
		close(s->signal_fd);
		janitor_main(s->dir, fds[0]);
	}
	close(fds[0]);
	s->janitor_fd = fds[1];
	return 0;
}

/* The user's runtime folder where it is one: ours, and nobody else may enter. */
static bool usable_runtime_dir(const char *dir)
{
	struct stat st;

	return dir && dir[0] == '/' && stat(dir, &st) == 0 && S_ISDIR(st.st_mode) &&
	       st.st_uid == geteuid() && (st.st_mode & 077) == 0 && access(dir, W_OK | X_OK) == 0;
}

static bool make_folder_in(struct session *s, const char *base)
{
	/* Room for the socket's name: a socket address holds 107 bytes. */
	size_t room = sizeof s->dir - sizeof "/" SOCKET_NAME;
	int n = snprintf(s->dir, room, "%s/hideglue-run.XXXXXX", base);

	if (n > 0 && (size_t)n < room && mkdtemp(s->dir))
		return true;
	s->dir[0] = '\0';
	return false;
}

static int make_folder(struct session *s)
{
	const char *runtime_dir = secure_getenv("XDG_RUNTIME_DIR");
	int r;

	if (!(usable_runtime_dir(runtime_dir) && make_folder_in(s, runtime_dir)) &&
	    !make_folder_in(s, "/tmp")) {
		r = -errno;
		command_fail("run", "cannot make a folder for the session in /tmp: %s",
			     strerror(-r));
		return r;
	}
	r = start_janitor(s);
	if (r < 0) {
		command_fail("run", "cannot start a process: %s", strerror(-r));
		rmdir(s->dir);
		s->dir[0] = '\0';
	}
	return r;
}

static int block_signals(struct session *s)
{
	static const int signals[] = { SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT };
	struct sigaction action;
	sigset_t mask;

	/* A parent that ignored SIGCHLD would take the exit statuses from us. */
	signal(SIGCHLD, SIG_DFL);
	sigemptyset(&mask);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		/* What nohup or a shell's '&' had us ignore stays ignored. */
		if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN)
			continue;
		sigaddset(&mask, signals[i]);
	}
	sigprocmask(SIG_BLOCK, &mask, &s->old_mask);
	s->signal_fd = signalfd(-1, &mask, SFD_CLOEXEC);
	if (s->signal_fd < 0) {
		int r = -errno;

		command_fail("run", "cannot watch signals: %s", strerror(-r));
		return r;
	}
	return 0;
}

static int start_driver(struct session *s)
{
	char path[PATH_MAX], socket[sizeof s->dir + sizeof SOCKET_NAME];
	const char *args[] = { "--socket", socket, NULL };
	int r;

	r = helper_find(&s->driverd, path);
	if (r < 0)
		return r;
	r = make_folder(s);
	if (r < 0)
		return r;
	snprintf(socket, sizeof socket, "%s/" SOCKET_NAME, s->dir);
	snprintf(s->driver, sizeof s->driver, "unix:%s", socket);
	return helper_start(&s->driverd, path, args, &s->old_mask, s->signal_fd);
}

/* HIDEGLUE_DRIVER names a device: the session is the service manager alone. */
static int use_device(struct session *s, const char *device)
{
	if (access(device, F_OK) < 0) {
		int r = -errno;

		command_fail("run", "HIDEGLUE_DRIVER names %s: %s\n"
			     "  Load the kernel driver, or unset HIDEGLUE_DRIVER for a private driver.",
			     device, strerror(-r));
		return r;
	}
	if ((size_t)snprintf(s->driver, sizeof s->driver, "%s", device) >= sizeof s->driver) {
		command_fail("run", "HIDEGLUE_DRIVER is longer than %zu bytes",
			     sizeof s->driver - 1);
		return -ENAMETOOLONG;
	}
	return 0;
}

int session_start(struct session *s)
{
	const char *wanted = secure_getenv("HIDEGLUE_DRIVER");
	const char *no_args[] = { NULL };
	char path[PATH_MAX];
	int r;

	*s = (struct session){
		.driverd = { .name = "hideglue-driverd", .override = "HIDEGLUE_DRIVERD" },
		.manager = { .name = "hideglue-servicemanager",
			     .override = "HIDEGLUE_SERVICEMANAGER" },
		.signal_fd = -1,
		.janitor_fd = -1,
	};
	r = block_signals(s);
	if (r < 0)
		return r;
	if (wanted && wanted[0] == '/')
		r = use_device(s, wanted);
	else
		r = start_driver(s);
	if (r != 0)
		return r;
	if (setenv("HIDEGLUE_DRIVER", s->driver, 1) < 0)
		return -ENOMEM;
	r = helper_find(&s->manager, path);
	if (r < 0)
		return r;
	return helper_start(&s->manager, path, no_args, &s->old_mask, s->signal_fd);
}

void session_stop(struct session *s)
{
	helper_stop(&s->manager);
	helper_stop(&s->driverd);
	if (s->janitor_fd >= 0)
		close(s->janitor_fd);
	s->janitor_fd = -1;
	if (s->janitor > 0)
		helper_wait(s->janitor, JANITOR_TIMEOUT_MS, NULL);
	s->janitor = 0;
}

bool session_helper_ended(struct session *s, pid_t pid, int wait_status)
{
	if (pid == s->driverd.pid) {
		s->driverd.pid = 0;
		command_fail("run", "the driver of this session %s; nothing in it can make calls any more",
			     helper_describe_end(wait_status));
		return true;
	}
	if (pid == s->manager.pid) {
		s->manager.pid = 0;
		command_fail("run", "the service manager of this session %s; names can no longer be "
			     "looked up", helper_describe_end(wait_status));
		return true;
	}
	return false;
}
