/* SPDX-License-Identifier: MIT */
/*
 * run.c - hideglue run: a command in a private Binder session
 *
 * The command stays in our process group, so that it owns the terminal as without us. Keys
 * such as Ctrl-C reach it from the terminal; a signal that somebody sent to us alone is handed
 * on, and gives the command GRACE_MS to end. The status is the command's.
 */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tools/command.h"
#include "tools/exec.h"
#include "tools/session.h"

#define GRACE_MS 5000

static void print_help(void)
{
	puts("Usage: hideglue run [--] [COMMAND [ARGUMENT...]]\n"
	     "\n"
	     "Runs COMMAND (without one: your shell) in a private Binder session: a driver and a\n"
	     "service manager of its own, which nobody else can reach and which end with it.\n"
	     "Neither root nor a kernel driver is needed.\n"
	     "\n"
	     "Programs in the session find the driver by HIDEGLUE_DRIVER. Where that names a kernel\n"
	     "device already (HIDEGLUE_DRIVER=/dev/binder hideglue run ...), that driver is used and\n"
	     "only the service manager is started. A session in a session has a driver of its own.\n"
	     "\n"
	     "A signal to hideglue goes on to COMMAND, which then has 5 seconds to end. A process that\n"
	     "COMMAND leaves behind is not ended, but its Binder calls fail from then on.\n"
	     "\n"
	     "Exit status: that of COMMAND; 128+N where signal N killed it; 125 where the session\n"
	     "could not be started, 126 where COMMAND could not be run, 127 where it was not found.\n"
	     "\n"
	     "Environment:\n"
	     "  XDG_RUNTIME_DIR           where the session's folder is made; else /tmp\n"
	     "  SHELL                     what is run without COMMAND\n"
	     "  HIDEGLUE_DRIVERD          the program to run as driver\n"
	     "  HIDEGLUE_SERVICEMANAGER   the program to run as service manager\n"
	     "\n"
	     "Examples:\n"
	     "  hideglue run ./my-server-test\n"
	     "  hideglue run sh -c './server & ./client'\n"
	     "  hideglue run                          # a shell; 'exit' ends the session");
}

static pid_t start_command(struct session *s, char **argv)
{
	pid_t parent = getpid();
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid < 0) {
		command_fail("run", "cannot start a process: %s", strerror(errno));
		return -1;
	}
	if (pid == 0) {
		/* Without us there is no session: better to end than to go on without it. */
		helper_tie_to_parent(parent, SIGTERM);
		sigprocmask(SIG_SETMASK, &s->old_mask, NULL);
		exec_command("run", argv);
	}
	return pid;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Collects every child that has ended. Return: whether the command is one of them. */
static bool reap(struct session *s, pid_t command, int *ret_status)
{
	bool ended = false;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == command) {
			*ret_status = status;
			ended = true;
		} else {
			session_helper_ended(s, pid, status);
		}
	}
	return ended;
}

/* The terminal sends its signals to the whole group: the command has had those already. */
static bool from_terminal(const struct signalfd_siginfo *info)
{
	return info->ssi_code == SI_KERNEL &&
	       (info->ssi_signo == SIGINT || info->ssi_signo == SIGQUIT);
}

static int wait_for_command(struct session *s, pid_t command)
{
	struct pollfd pfd = { .fd = s->signal_fd, .events = POLLIN };
	struct signalfd_siginfo info;
	int64_t kill_at = INT64_MAX;
	int status;

	while (!reap(s, command, &status)) {
		int64_t left = kill_at - now_ms();
		int timeout = kill_at == INT64_MAX ? -1 : left > 0 ? (int)left : 0;
		int n = poll(&pfd, 1, timeout);

		if (n == 0) {
			command_fail("run",
				     "the command did not end within %d seconds of the signal: "
				     "killing it",
				     GRACE_MS / 1000);
			kill(command, SIGKILL);
			kill_at = INT64_MAX;
		}
		if (n <= 0 || read(s->signal_fd, &info, sizeof info) != sizeof info)
			continue;
		if (info.ssi_signo == SIGCHLD || from_terminal(&info))
			continue;
		kill(command, (int)info.ssi_signo);
		if (kill_at == INT64_MAX)
			kill_at = now_ms() + GRACE_MS;
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int run_in_session(char **argv, bool is_shell)
{
	struct session s;
	pid_t command;
	int r;

	r = session_start(&s);
	if (r == 0) {
		if (is_shell && isatty(STDERR_FILENO))
			fprintf(stderr, "hideglue: a private session on %s; 'exit' ends it.\n",
				s.driver);
		command = start_command(&s, argv);
		r = command > 0 ? wait_for_command(&s, command) : STATUS_NOT_STARTED;
	} else {
		r = r > 0 ? 128 + r : STATUS_NOT_STARTED;
	}
	session_stop(&s);
	return r;
}

int cmd_run(int argc, char **argv)
{
	const char *shell = secure_getenv("SHELL");
	char *shell_argv[2] = { NULL, NULL };
	int i = 1;

	if (i < argc && command_is_help(argv[i])) {
		print_help();
		return command_end("run", 0);
	}
	if (i < argc && strcmp(argv[i], "--") == 0) {
		i++;
	} else if (i < argc && argv[i][0] == '-') {
		command_fail("run", "there is no option '%s'", argv[i]);
		return command_usage_error("run");
	}
	if (i < argc)
		return run_in_session(argv + i, false);
	shell_argv[0] = strdup(shell && *shell ? shell : "/bin/sh");
	if (!shell_argv[0])
		abort();
	i = run_in_session(shell_argv, true);
	free(shell_argv[0]);
	return i;
}
