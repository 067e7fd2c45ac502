/* SPDX-License-Identifier: MIT */
/*
 * helper.h - a program of ours that runs in the background for a session
 *
 * A helper is started in a session of its own (the terminal's Ctrl-C does not reach it), is
 * killed by the kernel when we die, and tells through --ready-fd when it can be used. What it
 * has to say about a failure it says on stderr itself.
 */
#pragma once

#include <limits.h>
#include <stdbool.h>
#include <signal.h>
#include <sys/types.h>

struct helper {
	const char *name;	/* "hideglue-driverd" */
	const char *override;	/* the environment variable that names another program */
	pid_t pid;		/* 0: not running */
};

/**
 * helper_find() - where the program of @h is
 * Looks at its override variable, beside ourselves, in the folders of an installation and of a
 * build tree as seen from ourselves, and last along PATH.
 * Return: 0; -ENOENT, after a message on stderr that says where it was looked for.
 */
int helper_find(const struct helper *h, char path[PATH_MAX]);

/** The folder of this program, with a '/' at its end; in a build tree the tree's own. */
bool helper_own_folder(char folder[PATH_MAX]);

/**
 * helper_start() - start the program and wait until it is ready
 * @path:	the program
 * @args:	its arguments without its name and without --ready-fd; ends with NULL
 * @mask:	signal mask for the program
 * @signal_fd:	a signalfd; a signal other than SIGCHLD on it ends the wait
 * Return: 0; a positive signal number where one came in the wait; negative errno after a
 * message. The program runs only after 0.
 */
int helper_start(struct helper *h, const char *path, const char *const *args, const sigset_t *mask,
		 int signal_fd);

/** Ends the program: SIGTERM, and SIGKILL where that does not help. SIGCHLD must be blocked. */
void helper_stop(struct helper *h);

/**
 * helper_wait() - wait for a child to end; SIGCHLD must be blocked
 * @ret_status:	its status as of waitpid(); may be NULL
 * Return: true when the child has ended, false after @timeout_ms.
 */
bool helper_wait(pid_t pid, int timeout_ms, int *ret_status);

/** "exited with status 3" or "was killed by signal 9 (Killed)", in a static buffer. */
const char *helper_describe_end(int wait_status);

/**
 * helper_tie_to_parent() - in a new child: have the kernel send @sig when the parent dies
 * @parent:	the parent's pid, asked before the fork; where it is gone already, exits.
 */
void helper_tie_to_parent(pid_t parent, int sig);
