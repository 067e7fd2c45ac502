/* SPDX-License-Identifier: MIT */
/*
 * options.h - what hideglue-driverd is told on its command line
 */
#ifndef HIDEGLUE_DAEMON_OPTIONS_H
#define HIDEGLUE_DAEMON_OPTIONS_H

#include <stdbool.h>
#include <sys/types.h>

#include "daemon/daemon.h"

/** The command line. A limit of 0 is one that was not given. */
struct settings {
	const char *socket;		/* NULL: the default, or what the service manager passes */
	int socket_mode;		/* -1: not given */
	gid_t group;			/* who may connect besides the owner; -1: nobody */
	int ready_fd;
	enum look_when look;
	bool verbose;
	struct daemon_limits limits;
	struct binder_limits process;
};

/** Says what is wrong with a command line, or what it asks for, and ends the program. */
void options_parse(int argc, char **argv, struct settings *s);

/* start.c */
/** A daemon with @s, until a signal ends it. Says what is wrong. Return: 0 or -errno. */
int daemon_serve(const struct settings *s);

#endif /* HIDEGLUE_DAEMON_OPTIONS_H */
