/* SPDX-License-Identifier: MIT */
/*
 * starve.h - a hideglue-driverd whose memory and descriptors run out when a test says so
 *
 * The daemon runs in a child of the test, from the same program, and all that it asks the C library
 * for goes through one door (starve.c, the linker's --wrap), which another process can shut.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

/** A way to starve: the @first request from now fails, and @streak - 1 more after it. */
struct starving {
	long first;
	long streak;
};

/** The door, in memory that test and daemon share. */
struct starve_door {
	long fail_in;	/* requests until the first that fails; 0: none will */
	long streak;	/* how many fail then */
	long failed;	/* so many did */
	long asked;	/* requests so far */
	long live;	/* pieces of memory that the daemon holds */
};

extern struct starve_door *starve_door;

/** Makes the door; before starve_daemon(). */
void starve_init(void);
/** From now on requests fail as @how says. */
void starve_begin(const struct starving *how);
/** And no more. Return: how many failed. */
long starve_end(void);

/**
 * Starts a daemon that listens on @socket and says so on @ready. It ends with status 0 where all
 * is well, 1 where it could not start, 2 where it kept memory.
 */
pid_t starve_daemon(const char *socket, int ready);
