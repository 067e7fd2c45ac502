/* SPDX-License-Identifier: MIT */
/*
 * look.c - a look for the next message before the loop goes to sleep
 *
 * In a conversation the next message comes from the client that was just sent to.
 * Where the daemon may run on one CPU only, that client runs when the daemon steps
 * aside: after sched_yield() the message is often there, and neither going to
 * sleep, nor being woken, nor epoll has to be paid for. With more CPUs stepping
 * aside proves nothing, so there the loop always sleeps at once.
 *
 * It must not cost anybody anything. Looks that bring nothing, and those for which
 * somebody else keeps the CPU more often than is fair, are followed by ever longer
 * times without. After so many messages, and at once where others have something to
 * say too, it is epoll's turn.
 */
#include "daemon/daemon.h"

#include <sched.h>
#include <time.h>

/* Messages between two questions to epoll, at most. */
#define BUDGET_MAX 16
/* Waits between two questions where we may run. */
#define CPUS_EVERY 4096
/* Stepping aside for longer than this: the CPU went to somebody who computes. */
#define SLOW_NS (200 * 1000)
/* Looks in vain that are free, since a client that paused takes one each time. */
#define FREE_MISSES 2
/* Waits without a look after the next ones: 2^SHIFT_MAX at most. */
#define SHIFT_MAX 15
/*
 * Quick looks that make up for a slow one. Next to a process that computes, a conversation that
 * gets its fair share of the CPU loses it about as often.
 */
#define SLOW_COST 256
#define DEBT_MAX (4 * SLOW_COST)

static s64 now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (s64)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* More CPUs than the set has room for are more than one. */
static bool one_cpu(void)
{
	cpu_set_t set;

	return !sched_getaffinity(0, sizeof(set), &set) && CPU_COUNT(&set) == 1;
}

/* Whether a look is worth its while now. */
static bool may_look(struct look *l)
{
	if (l->when == LOOK_NEVER)
		return false;
	if (l->when == LOOK_ONE_CPU && !l->until_cpus--) {
		l->until_cpus = CPUS_EVERY;
		l->one_cpu = one_cpu();
	}
	if (l->when == LOOK_ONE_CPU && !l->one_cpu)
		return false;
	if (l->pause) {
		l->pause--;
		return false;
	}
	return true;
}

static void was_in_vain(struct look *l)
{
	if (l->n_vain < FREE_MISSES + SHIFT_MAX)
		l->n_vain++;
	if (l->n_vain > FREE_MISSES)
		l->pause = 1u << (l->n_vain - FREE_MISSES);
}

static void was_slow(struct look *l)
{
	l->debt += SLOW_COST;
	if (l->debt < DEBT_MAX)
		return;
	l->debt = DEBT_MAX - SLOW_COST;
	if (l->n_slow < SHIFT_MAX)
		l->n_slow++;
	l->pause = 1u << l->n_slow;
}

static void was_quick(struct look *l)
{
	l->n_vain = 0;
	if (l->debt) {
		l->debt--;
	} else if (l->n_slow) {
		l->n_slow--;
		l->debt = SLOW_COST;
	}
}

bool look_ahead(struct daemon *d)
{
	struct look *l = &d->look;
	struct env_thread *c = l->expected;
	s64 start;
	bool came, slow;

	if (!c || !l->budget || c->out_n || !may_look(l))
		return false;
	l->budget--;
	start = now_ns();
	sched_yield();
	slow = now_ns() - start > SLOW_NS;
	came = client_receive(c);
	if (slow)
		was_slow(l);
	else if (came)
		was_quick(l);
	else
		was_in_vain(l);
	return came;
}

void look_again(struct daemon *d, bool alone)
{
	struct look *l = &d->look;

	if (!alone)
		l->budget = l->allowance = 0;
	else if (l->allowance < BUDGET_MAX)
		l->allowance = l->allowance ? 2 * l->allowance : 1;
	l->budget = l->allowance;
}
