/* SPDX-License-Identifier: MIT */
/*
 * jobs.h - work that other threads may do
 *
 * The thread that adds jobs is one of the workers: it takes jobs while it waits, so that all goes
 * well with no other thread at all. Threads start when there is work for them. Jobs run in the
 * order in which they were added, several at a time, and block no signals of the first thread.
 */
#pragma once

#include <pthread.h>
#include <stdbool.h>

struct job {
	void (*run)(struct job *job);
	struct job_group *group;
	struct job *next;
};

/** Jobs that are waited for together; all zero bytes: none. */
struct job_group {
	int left;
};

struct jobs {
	pthread_mutex_t lock;
	pthread_cond_t more, fewer;	/* jobs were added; the last of a group was done */
	struct job *first, **end;
	int n_waiting;
	int n_idle;
	bool stop;
	pthread_t *threads;
	int n_threads, max_threads;
};

/** At most n workers, the caller among them. */
void jobs_init(struct jobs *j, int n);

/** Ends the threads; all groups have been waited for. */
void jobs_fini(struct jobs *j);

/** job is the caller's and stays until its group was waited for. */
void jobs_add(struct jobs *j, struct job_group *group, struct job *job);

/** Until all jobs of the group are done. */
void jobs_wait(struct jobs *j, struct job_group *group);

/** Whether they are. */
bool jobs_done(struct jobs *j, const struct job_group *group);

/** How many processors this process may use. */
int jobs_processors(void);
