/* SPDX-License-Identifier: MIT */
/*
 * jobs.c - one queue, one lock
 */
#include "jobs.h"

#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* A thread is worth its start where so many jobs wait. */
#define JOBS_FOR_THREAD 2

void jobs_init(struct jobs *j, int n)
{
	memset(j, 0, sizeof(*j));
	pthread_mutex_init(&j->lock, NULL);
	pthread_cond_init(&j->more, NULL);
	pthread_cond_init(&j->fewer, NULL);
	j->end = &j->first;
	j->max_threads = n - 1;
	j->threads = calloc((size_t)n, sizeof(*j->threads));
	if (!j->threads)
		base_die("out of memory (%d threads)", n);
}

void jobs_fini(struct jobs *j)
{
	pthread_mutex_lock(&j->lock);
	j->stop = true;
	pthread_cond_broadcast(&j->more);
	pthread_mutex_unlock(&j->lock);
	for (int i = 0; i < j->n_threads; i++)
		pthread_join(j->threads[i], NULL);
	free(j->threads);
	pthread_cond_destroy(&j->fewer);
	pthread_cond_destroy(&j->more);
	pthread_mutex_destroy(&j->lock);
}

/* Runs the first job; the lock is held, but not while it runs. */
static void run_first(struct jobs *j)
{
	struct job *job = j->first;

	j->first = job->next;
	if (!j->first)
		j->end = &j->first;
	j->n_waiting--;
	pthread_mutex_unlock(&j->lock);
	job->run(job);
	pthread_mutex_lock(&j->lock);
	if (--job->group->left == 0)
		pthread_cond_broadcast(&j->fewer);
}

static void *work(void *ctx)
{
	struct jobs *j = ctx;

	pthread_mutex_lock(&j->lock);
	for (;;) {
		if (j->first) {
			run_first(j);
		} else if (j->stop) {
			break;
		} else {
			j->n_idle++;
			pthread_cond_wait(&j->more, &j->lock);
			j->n_idle--;
		}
	}
	pthread_mutex_unlock(&j->lock);
	return NULL;
}

/* Signals are for the first thread. No thread: the others do its work. */
static void start_thread(struct jobs *j)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	if (pthread_create(&j->threads[j->n_threads], NULL, work, j) == 0)
		j->n_threads++;
	else
		j->max_threads = j->n_threads;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void jobs_add(struct jobs *j, struct job_group *group, struct job *job)
{
	job->group = group;
	job->next = NULL;
	pthread_mutex_lock(&j->lock);
	group->left++;
	*j->end = job;
	j->end = &job->next;
	j->n_waiting++;
	if (j->n_idle)
		pthread_cond_signal(&j->more);
	else if (j->n_waiting >= JOBS_FOR_THREAD && j->n_threads < j->max_threads)
		start_thread(j);
	pthread_mutex_unlock(&j->lock);
}

void jobs_wait(struct jobs *j, struct job_group *group)
{
	pthread_mutex_lock(&j->lock);
	while (group->left) {
		if (j->first)
			run_first(j);
		else
			pthread_cond_wait(&j->fewer, &j->lock);
	}
	pthread_mutex_unlock(&j->lock);
}

bool jobs_done(struct jobs *j, const struct job_group *group)
{
	bool done;

	pthread_mutex_lock(&j->lock);
	done = !group->left;
	pthread_mutex_unlock(&j->lock);
	return done;
}

int jobs_processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) < 0)
		return 1;
	return CPU_COUNT(&set) > 0 ? CPU_COUNT(&set) : 1;
}
