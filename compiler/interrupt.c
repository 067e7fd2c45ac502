/* SPDX-License-Identifier: MIT */
/*
 * interrupt.c - a note of the signal that came
 */
#include "interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static const int signals[] = {SIGHUP, SIGINT, SIGTERM};

/* Lock-free, so that a handler may set it. */
static atomic_int came;

static void note(int sig)
{
	atomic_store(&came, sig);
}

void interrupt_catch(void)
{
	static bool done;
	struct sigaction act = {.sa_handler = note, .sa_flags = SA_RESETHAND}, before;

	if (done)
		return;
	done = true;
	sigemptyset(&act.sa_mask);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaction(signals[i], &act, NULL);
}

bool interrupt_came(void)
{
	return atomic_load(&came) != 0;
}

void interrupt_finish(void)
{
	int sig = atomic_load(&came);

	if (!sig)
		return;
	signal(sig, SIG_DFL);
	raise(sig);
}
