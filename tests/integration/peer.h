/* SPDX-License-Identifier: MIT */
/*
 * peer.h - the other process of the integration tests
 *
 * A test program starts itself again as a peer (a forked child must not use the library
 * without exec). A peer implements IPeer under a name of its own and ends with its parent.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "test/IPeer.h"

struct peer {
	pid_t pid;
	char name[64];
	test_IPeer *self;	/* one reference */
};

/** Serves under a name; for main() when argv[1] is "serve". Return: exit status. */
int peer_serve(const char *name);

/** A new object of this process that implements IPeer. */
test_IPeer *peer_new_object(void);

/** A new object of this process that does nothing. */
AIBinder *peer_new_token(void);

/**
 * Starts a peer and waits until it is there.
 * Return: whether it came up; says why not on stdout as a TAP comment.
 */
bool peer_start(struct peer *ret_peer, const char *name);

/** Kills it and collects it; keeps the reference to its object. */
void peer_kill(struct peer *peer);

/** Kills it if it lives, and drops the reference. */
void peer_stop(struct peer *peer);

/** Lets time pass until a condition of another process holds, for some seconds at most. */
bool eventually(bool (*condition)(void *data), void *data);
