/* SPDX-License-Identifier: MIT */
/* home.h - what inproc.c and env.c share: the home's part of processes and threads. */
#ifndef INPROC_HOME_H
#define INPROC_HOME_H

#include <pthread.h>
#include <linux/types.h>
#include "core/binder.h"
#include "inproc/inproc.h"

struct inproc_device {
	struct binder_context *ctx;
	pthread_mutex_t gate;	/* guards what follows; before all others */
	unsigned int running;	/* calls in the core that do not wait */
};

/** Outlives its process while somebody sends to it; then env_proc_put() frees it. */
struct env_proc {
	struct inproc_options options;
	struct inproc_device *device;
	char *secctx;
	char *arena;		/* the driver's view */
	size_t arena_size;
	uint8_t *page_used;	/* of each page; under the context lock */
	long charged;		/* bytes that the core holds; under the context lock */
	int killed;		/* atomic */
};

struct env_thread {
	struct env_proc *proc;
	pthread_mutex_t lock;	/* guards what follows */
	pthread_cond_t cond;
	bool woken;
	bool interrupted;
	bool sleeping;
	bool files_announced;	/* parked once for the files of the present transaction */
	long nice;
	s64 deadline_ms;	/* of a parked wait; -1: none */
};

struct inproc {
	struct binder_proc *proc;
	struct env_proc *env;	/* valid until inproc_close() */
	const void *view;	/* the process's own, read-only mapping */
	size_t view_size;
	int nonblock;		/* atomic */
};

/**
 * inproc_sleep() - until woken, interrupted, killed, or @deadline_ms (-1: none). Takes
 * the wake-up only if @take.
 */
int inproc_sleep(struct env_thread *env, s64 deadline_ms, bool take);
s64 inproc_now_ms(void);

/** inproc_is_woken() - will the present or next wait of @env end at once? */
bool inproc_is_woken(struct env_thread *env);
/** inproc_enter() - a call begins, or goes on after a wait; inproc_leave() - it ends or waits. */
void inproc_enter(struct inproc_device *device);
void inproc_leave(struct inproc_device *device);

#endif /* INPROC_HOME_H */
