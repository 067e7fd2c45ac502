/* SPDX-License-Identifier: MIT */
/* helper.c - finding, starting and ending the programs of a session */
#include "config.h"

#include "tools/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tools/command.h"

#define READY_TIMEOUT_MS 20000
#define STOP_TIMEOUT_MS 2000
#define MAX_ARGS 16

/* As seen from the folder of the hideglue program: installed, then in a build tree. */
static const char *const places[] = {
	"", "../sbin/", "../libexec/hideglue/", "../libexec/",
	"driver/daemon/", "servicemanager/", "../driver/daemon/", "../servicemanager/",
};

#define N_PLACES (sizeof places / sizeof places[0])

static bool is_program(const char *path)
{
	return access(path, X_OK) == 0;
}

/* The folder we were started from with a '/' at its end; libtool's .libs is its parent's. */
bool helper_own_folder(char folder[PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", folder, PATH_MAX - 1);
	char *slash;

	if (n <= 0)
		return false;
	folder[n] = '\0';
	slash = strrchr(folder, '/');
	if (!slash)
		return false;
	slash[1] = '\0';
	if (slash - folder >= 6 && strncmp(slash - 6, "/.libs", 6) == 0)
		slash[-5] = '\0';
	return true;
}

static bool find_beside(const char *name, char path[PATH_MAX])
{
	char folder[PATH_MAX];

	if (!helper_own_folder(folder))
		return false;
	for (size_t i = 0; i < N_PLACES; i++) {
		int n = snprintf(path, PATH_MAX, "%s%s%s", folder, places[i], name);

		if (n < PATH_MAX && is_program(path))
			return true;
	}
	return false;
}

static bool find_in_path(const char *name, char path[PATH_MAX])
{
	const char *dir = getenv("PATH");

	while (dir && *dir) {
		size_t len = strcspn(dir, ":");
		int n = snprintf(path, PATH_MAX, "%.*s/%s", (int)len, dir, name);

		if (len > 0 && n < PATH_MAX && is_program(path))
			return true;
		dir += len;
		dir += *dir == ':';
	}
	return false;
}

int helper_find(const struct helper *h, char path[PATH_MAX])
{
	const char *named = secure_getenv(h->override);

	if (named && *named) {
		if (strlen(named) < PATH_MAX && is_program(named)) {
			strcpy(path, named);
			return 0;
		}
		command_fail("run", "%s is '%s', which is not a program that can be run: %s\n"
			     "  Correct or unset it.", h->override, named, strerror(errno));
		return -ENOENT;
	}
	if (find_beside(h->name, path) || find_in_path(h->name, path))
		return 0;
	command_fail("run", "cannot find %s beside this program, in ../sbin, in ../libexec or in PATH\n"
		     "  Install it, or name it with %s=/path/to/%s.", h->name, h->override, h->name);
	return -ENOENT;
}

void helper_tie_to_parent(pid_t parent, int sig)
{
	prctl(PR_SET_PDEATHSIG, sig);
	if (getppid() != parent)
		_exit(EXIT_FAILURE);
}

static void exec_helper(const char *path, const char *const *args, const sigset_t *mask,
			int ready_fd, pid_t parent)
{
	const char *argv[MAX_ARGS + 4];
	char number[16];
	int n = 0, null_fd;

	setsid();
	helper_tie_to_parent(parent, SIGKILL);
	null_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	dup2(null_fd, STDIN_FILENO);
	dup2(STDERR_FILENO, STDOUT_FILENO);
	fcntl(ready_fd, F_SETFD, 0);
	snprintf(number, sizeof number, "%d", ready_fd);

	argv[n++] = path;
	for (int i = 0; args[i] && i < MAX_ARGS; i++)
		argv[n++] = args[i];
	argv[n++] = "--ready-fd";
	argv[n++] = number;
	argv[n] = NULL;
	sigprocmask(SIG_SETMASK, mask, NULL);
	execv(path, (char *const *)argv);
	command_fail("run", "cannot start %s: %s", path, strerror(errno));
	_exit(127);
}

/* 0: it wrote a line; positive: a signal came; -EPIPE: it ended; -ETIMEDOUT. */
static int wait_ready(int fd, int signal_fd)
{
	struct pollfd fds[2] = { { .fd = fd, .events = POLLIN },
				 { .fd = signal_fd, .events = POLLIN } };
	struct signalfd_siginfo info;
	char c;

	for (;;) {
		int n = poll(fds, 2, READY_TIMEOUT_MS);

		if (n == 0)
			return -ETIMEDOUT;
		if (n < 0 && errno != EINTR)
			return -errno;
		if (n < 0)
			continue;
		if (fds[0].revents) {
			ssize_t got = read(fd, &c, 1);

			if (got == 0)
				return -EPIPE;
			if (got == 1 && c == '\n')
				return 0;
		}
		if ((fds[1].revents & POLLIN) &&
		    read(signal_fd, &info, sizeof info) == sizeof info && info.ssi_signo != SIGCHLD)
			return (int)info.ssi_signo;
	}
}

static void tell_start_failure(const struct helper *h, int r, int wait_status, bool ended)
{
	if (r == -EPIPE && ended)
		command_fail("run", "%s did not start: it %s", h->name,
			     helper_describe_end(wait_status));
	else if (r == -ETIMEDOUT)
		command_fail("run", "%s was not ready within %d seconds", h->name,
			     READY_TIMEOUT_MS / 1000);
	else
		command_fail("run", "%s did not start: it never said that it is ready", h->name);
}

int helper_start(struct helper *h, const char *path, const char *const *args, const sigset_t *mask,
		 int signal_fd)
{
	pid_t parent = getpid();
	int ready[2], r, status = 0;
	bool ended;

	if (pipe2(ready, O_CLOEXEC) < 0) {
		r = -errno;
		command_fail("run", "cannot make a pipe: %s", strerror(-r));
		return r;
	}
	h->pid = fork();
	if (h->pid < 0) {
		r = -errno;
		h->pid = 0;
		command_fail("run", "cannot start a process for %s: %s", h->name, strerror(-r));
		close(ready[0]);
		close(ready[1]);
		return r;
	}
	if (h->pid == 0)
		exec_helper(path, args, mask, ready[1], parent);
	close(ready[1]);
	r = wait_ready(ready[0], signal_fd);
	close(ready[0]);
	if (r == 0)
		return 0;
	ended = r == -EPIPE && helper_wait(h->pid, STOP_TIMEOUT_MS, &status);
	if (ended)
		h->pid = 0;
	if (r < 0)
		tell_start_failure(h, r, status, ended);
	helper_stop(h);
	return r;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool helper_wait(pid_t pid, int timeout_ms, int *ret_status)
{
	int64_t end = now_ms() + timeout_ms;
	sigset_t child;
	int status;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	for (;;) {
		pid_t r = waitpid(pid, &status, WNOHANG);
		int64_t left = end - now_ms();

		if (r == pid && ret_status)
			*ret_status = status;
		if (r == pid || (r < 0 && errno == ECHILD))
			return true;
		if (left <= 0)
			return false;
		sigtimedwait(&child, NULL,
			     &(struct timespec){ .tv_sec = left / 1000,
						 .tv_nsec = left % 1000 * 1000000 });
	}
}

void helper_stop(struct helper *h)
{
	if (h->pid <= 0)
		return;
	kill(h->pid, SIGTERM);
	if (!helper_wait(h->pid, STOP_TIMEOUT_MS, NULL)) {
		kill(h->pid, SIGKILL);
		helper_wait(h->pid, STOP_TIMEOUT_MS, NULL);
	}
	h->pid = 0;
}

const char *helper_describe_end(int wait_status)
{
	static char text[80];

	if (WIFSIGNALED(wait_status))
		snprintf(text, sizeof text, "was killed by signal %d (%s)", WTERMSIG(wait_status),
			 strsignal(WTERMSIG(wait_status)));
	else
		snprintf(text, sizeof text, "exited with status %d", WEXITSTATUS(wait_status));
	return text;
}
