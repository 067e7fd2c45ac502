/* SPDX-License-Identifier: MIT */
/*
 * servicemanager_peer.h - other processes for tests of the service manager
 *
 * A peer is a child that does what it is told: adds names, waits for names, dies. It must be
 * started before its parent first uses the library, which a forked child may not use.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <android/binder_ibinder.h>

#include "android/os/IServiceManager.h"

#define PEER_DESCRIPTOR "test.IPeer"
#define PEER_WHO FIRST_CALL_TRANSACTION	/* answers the pid of the object's process */

struct peer {
	pid_t pid;
	int fd;
};

enum peer_op {
	PEER_ADD,		/* adds its object under a name; number: dump priority */
	/* adds name0, name1 ... until refused or number are there; answers how many */
	PEER_ADD_MANY,
	PEER_WATCH,		/* registers a callback of its own for a name */
	PEER_WATCH_ONEWAY,	/* the same as a one-way call, and serves no calls itself */
	PEER_WAIT_TOLD,		/* waits until its callback was told number times in all */
};

/** Starts a peer. With @pool false it has no thread that serves calls. */
struct peer peer_start(bool pool);

/** Has @peer do something and waits for its answer: an exception code, or as the operation says. */
int32_t peer_do(struct peer *peer, enum peer_op op, const char *name, int32_t number);

/** SIGKILL, and waits for its end. */
void peer_kill(struct peer *peer);

/** The service manager; a reference for the life of the test. */
android_os_IServiceManager *peer_manager(void);

/** The exception of @status, which is deleted. */
int32_t peer_exception(AStatus *status);

/** Which process the object of @name is in; 0: there is no such name, -1: it does not answer. */
pid_t peer_who(const char *name);

/** Waits until @name is gone; fails the test where it stays. */
void peer_wait_gone(const char *name);

/** A new object of class test.IPeer, of this process. */
AIBinder *peer_object(void);
