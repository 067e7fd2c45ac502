/* SPDX-License-Identifier: MIT */
/*
 * probe.c - pings with a deadline, a batch at a time
 *
 * A struct ping belongs to its thread and to its batch, and goes with the latter of the two.
 * One lock and one condition serve all of them.
 */
#include "config.h"

#include "tools/probe.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#define BATCH 32
#define PATIENCE_S 1
#define STACK_SIZE (256 * 1024)

struct ping {
	AIBinder *binder;	/* counted */
	enum probe_state state;
	bool left_behind;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t answered = PTHREAD_COND_INITIALIZER;

static void free_ping(struct ping *ping)
{
	AIBinder_decStrong(ping->binder);
	free(ping);
}

static void *ping_main(void *arg)
{
	struct ping *ping = arg;
	binder_status_t status = AIBinder_ping(ping->binder);
	bool left_behind;

	pthread_mutex_lock(&lock);
	ping->state = status == STATUS_OK ? PROBE_ALIVE : PROBE_GONE;
	left_behind = ping->left_behind;
	pthread_cond_signal(&answered);
	pthread_mutex_unlock(&lock);
	if (left_behind)
		free_ping(ping);
	return NULL;
}

static int start_ping(AIBinder *binder, struct ping **ret)
{
	struct ping *ping = calloc(1, sizeof *ping);
	pthread_attr_t attr;
	pthread_t thread;
	int r;

	if (!ping)
		return -ENOMEM;
	ping->binder = binder;
	ping->state = PROBE_NO_ANSWER;
	AIBinder_incStrong(binder);
	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attr, STACK_SIZE);
	r = pthread_create(&thread, &attr, ping_main, ping);
	pthread_attr_destroy(&attr);
	if (r != 0) {
		free_ping(ping);
		return -r;
	}
	*ret = ping;
	return 0;
}

/* Under the lock. */
static void wait_for_all(struct ping *const *pings, size_t n)
{
	struct timespec deadline;
	int r = 0;

	clock_gettime(CLOCK_REALTIME, &deadline);
	deadline.tv_sec += PATIENCE_S;
	for (size_t i = 0; i < n; i++)
		while (pings[i] && pings[i]->state == PROBE_NO_ANSWER && r == 0)
			r = pthread_cond_timedwait(&answered, &lock, &deadline);
}

static int probe_batch(AIBinder *const *binders, size_t n, enum probe_state *ret)
{
	struct ping *pings[BATCH] = { NULL };
	struct ping *done[BATCH] = { NULL };
	int r = 0;

	for (size_t i = 0; i < n && r == 0; i++)
		if (binders[i])
			r = start_ping(binders[i], &pings[i]);
	pthread_mutex_lock(&lock);
	wait_for_all(pings, n);
	for (size_t i = 0; i < n; i++) {
		ret[i] = pings[i] ? pings[i]->state : PROBE_GONE;
		if (!pings[i])
			continue;
		if (pings[i]->state == PROBE_NO_ANSWER)
			pings[i]->left_behind = true;
		else
			done[i] = pings[i];
	}
	pthread_mutex_unlock(&lock);
	for (size_t i = 0; i < n; i++)
		if (done[i])
			free_ping(done[i]);
	return r;
}

int probe_all(AIBinder *const *binders, size_t n, enum probe_state *ret)
{
	int r = 0;

	for (size_t i = 0; i < n && r == 0; i += BATCH)
		r = probe_batch(binders + i, n - i < BATCH ? n - i : BATCH, ret + i);
	return r;
}

const char *probe_state_text(enum probe_state state)
{
	switch (state) {
	case PROBE_ALIVE:
		return "alive";
	case PROBE_NO_ANSWER:
		return "no answer";
	default:
		return "gone";
	}
}
