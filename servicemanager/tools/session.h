/* SPDX-License-Identifier: MIT */
/*
 * session.h - a private Binder session: a folder, a driver in it and a service manager
 *
 * Everything a session makes is gone when it ends, however it ends. The folder is watched by
 * a janitor, a small process that waits for our end of a pipe to close and then removes it,
 * so that not even SIGKILL leaves it behind; the helpers are tied to us by the kernel.
 */
#pragma once

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "tools/helper.h"

struct session {
	char dir[108];		/* "" where the session uses a kernel driver: nothing was made */
	char driver[120];	/* what HIDEGLUE_DRIVER is in the session */
	struct helper driverd;
	struct helper manager;
	sigset_t old_mask;	/* for every program started in the session */
	int signal_fd;		/* SIGCHLD and what asks us to end */
	pid_t janitor;
	int janitor_fd;
};

/**
 * session_start() - block signals, make the folder, start the helpers, set HIDEGLUE_DRIVER
 * Return: 0; a positive signal number where one asked us to end meanwhile; negative errno after
 * a message on stderr. In any case session_stop() follows.
 */
int session_start(struct session *s);

/** Takes everything down. Harmless where session_start() failed half way. */
void session_stop(struct session *s);

/** Whether @pid was a helper of @s; says on stderr what its end means. */
bool session_helper_ended(struct session *s, pid_t pid, int wait_status);
