// SPDX-License-Identifier: MIT
/*
 * peer.c - processes and threads that a case drives
 *
 * struct peer and its jobs are in shared memory. A job is handed over by its semaphores; function
 * and argument mean the same in a forked peer.
 */
#include "conform.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "peer.h"

#define SHARED_SIZE (96u << 20)
#define LIMIT_S 5
#define EDGE 4096

struct peer_job {
	sem_t start;
	sem_t done;
	peer_fn fn;
	void *arg;
	int ret;
	pid_t tid;
	bool running;		/* for the case alone */
	bool quit;
	pthread_t thread;
	struct peer *peer;
	int t;
};

static uint8_t *shared;
static size_t shared_used;
static struct peer *peers;
static int next_fake_pid = 1000;

/* Before the first fork. The page before the last is the edge, the last cannot be touched. */
static void make_shared(void)
{
	shared = mmap(NULL, SHARED_SIZE + 2 * EDGE, PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED || mprotect(shared + SHARED_SIZE + EDGE, EDGE, PROT_NONE))
		abort();
}

void *conform_edge(size_t size)
{
	CHECK(size <= EDGE);
	if (!shared)
		make_shared();
	memset(shared + SHARED_SIZE, 0, EDGE);
	return shared + SHARED_SIZE + EDGE - size;
}

void *conform_alloc(size_t size)
{
	void *p;

	if (!shared)
		make_shared();
	size = (size + 15) & ~(size_t)15;
	CHECK(size <= SHARED_SIZE - shared_used);
	p = shared + shared_used;
	shared_used += size;
	memset(p, 0, size);
	return p;
}

static void on_signal(int sig)
{
}

/*
 * A job sees what jobs before it left behind: the case waited for them. In a forked peer that order
 * goes through the case's process, where ThreadSanitizer cannot see it, so it is also told here.
 */
static int jobs_done;

static int run_job(struct peer_job *job)
{
	int ret;

	__atomic_load_n(&jobs_done, __ATOMIC_ACQUIRE);
	ret = job->fn(job->peer, job->t, job->arg);
	__atomic_add_fetch(&jobs_done, 1, __ATOMIC_RELEASE);
	return ret;
}

static void *worker(void *arg)
{
	struct peer_job *job = arg;

	__atomic_store_n(&job->tid, gettid(), __ATOMIC_SEQ_CST);
	for (;;) {
		while (sem_wait(&job->start))
			;
		if (__atomic_load_n(&job->quit, __ATOMIC_RELAXED))
			return NULL;
		job->ret = run_job(job);
		sem_post(&job->done);
	}
}

static void start_workers(struct peer *p)
{
	int i;

	for (i = 0; i < PEER_THREADS; i++) {
		if (pthread_create(&p->jobs[i].thread, NULL, worker, &p->jobs[i]))
			abort();
	}
}

static void child_main(struct peer *p)
{
	struct sigaction sa = { .sa_handler = on_signal };

	sigaction(SIGUSR1, &sa, NULL);
	start_workers(p);
	for (;;)
		pause();
}

static struct timespec limit(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	ts.tv_sec += LIMIT_S;
	return ts;
}

void peer_start(struct peer *p, int t, peer_fn fn, void *arg)
{
	struct peer_job *job = &p->jobs[t];

	CHECK(!job->running);
	job->fn = fn;
	job->arg = arg;
	job->running = true;
	sem_post(&job->start);
}

int peer_finish(struct peer *p, int t)
{
	struct peer_job *job = &p->jobs[t];
	struct timespec until = limit();

	CHECK(job->running);
	while (sem_timedwait(&job->done, &until)) {
		if (errno != EINTR)
			conform_fail(__FILE__, __LINE__, "thread %d of peer %d does not come back",
				     t, p->pid);
	}
	job->running = false;
	return job->ret;
}

bool peer_done(struct peer *p, int t)
{
	int value = 0;

	sem_getvalue(&p->jobs[t].done, &value);
	return value > 0;
}

int peer_call(struct peer *p, int t, peer_fn fn, void *arg)
{
	peer_start(p, t, fn, arg);
	return peer_finish(p, t);
}

pid_t peer_tid(struct peer *p, int t)
{
	return __atomic_load_n(&p->jobs[t].tid, __ATOMIC_SEQ_CST);
}

/* Looks again every millisecond: there is no event for "asleep". */
void peer_await_waiting(struct peer *p, int t)
{
	int tries;

	for (tries = 0; tries < LIMIT_S * 1000; tries++) {
		struct timespec ms = { .tv_nsec = 1000000 };

		if (peer_done(p, t))
			conform_fail(__FILE__, __LINE__, "thread %d of peer %d does not wait", t,
				     p->pid);
		if (transport->waiting(p->handle, p->pid, peer_tid(p, t)))
			return;
		nanosleep(&ms, NULL);
	}
	conform_fail(__FILE__, __LINE__, "thread %d of peer %d never waits", t, p->pid);
}

struct open_job {
	const struct identity *who;
	size_t map_size;
};

static int do_open(struct peer *p, int t, void *arg)
{
	struct open_job *open = arg;

	p->handle = transport->open(p->pid, open->who);
	if (!p->handle)
		return -ENODEV;
	return open->map_size ? transport->map(p->handle, open->map_size, &p->map) : 0;
}

struct peer *peer_open_as(const struct identity *who, size_t map_size)
{
	struct peer *p = conform_alloc(sizeof(*p));
	struct open_job *open = conform_alloc(sizeof(*open));
	struct identity *id = conform_alloc(sizeof(*id));
	int i;

	p->jobs = conform_alloc(PEER_THREADS * sizeof(*p->jobs));
	for (i = 0; i < PEER_THREADS; i++) {
		sem_init(&p->jobs[i].start, 1, 0);
		sem_init(&p->jobs[i].done, 1, 0);
		p->jobs[i].peer = p;
		p->jobs[i].t = i;
		p->talk[i].out = conform_alloc(16384);
		p->talk[i].in = conform_alloc(16384);
	}
	if (transport->forks) {
		p->pid = fork();
		CHECK(p->pid >= 0);
		if (!p->pid) {
			p->pid = getpid();
			child_main(p);
		}
	} else {
		p->pid = next_fake_pid++;
		start_workers(p);
	}
	p->next = peers;
	peers = p;
	if (who)
		*id = *who;
	open->who = who ? id : NULL;
	open->map_size = map_size;
	CHECK_EQ(peer_call(p, 0, do_open, open), 0);
	for (i = 0; i < PEER_FRESH; i++)
		CHECK_EQ(peer_ioctl(p, i, BINDER_VERSION, conform_alloc(4)), 0);
	return p;
}

struct peer *peer_open(void)
{
	return peer_open_as(NULL, MAP_SIZE);
}

static void end_threads(struct peer *p)
{
	int i;

	if (p->handle)
		transport->kill(p->handle);
	for (i = 0; i < PEER_THREADS; i++) {
		__atomic_store_n(&p->jobs[i].quit, true, __ATOMIC_RELAXED);
		sem_post(&p->jobs[i].start);
	}
	for (i = 0; i < PEER_THREADS; i++)
		pthread_join(p->jobs[i].thread, NULL);
	if (p->handle)
		transport->close(p->handle);
}

void peer_kill(struct peer *p)
{
	struct peer **link = &peers;

	while (*link != p)
		link = &(*link)->next;
	*link = p->next;
	if (transport->forks) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, NULL, 0);
	} else {
		end_threads(p);
	}
}

void peers_end(void)
{
	while (peers)
		peer_kill(peers);
	shared_used = 0;
}

/* Jobs */

struct ioctl_job {
	unsigned int cmd;
	void *arg;
};

static int do_ioctl(struct peer *p, int t, void *arg)
{
	struct ioctl_job *job = arg;

	return transport->ioctl(p->handle, job->cmd, job->arg);
}

int peer_ioctl(struct peer *p, int t, unsigned int cmd, void *arg)
{
	struct ioctl_job *job = conform_alloc(sizeof(*job));

	job->cmd = cmd;
	job->arg = arg;
	return peer_call(p, t, do_ioctl, job);
}

static int do_poll(struct peer *p, int t, void *arg)
{
	return transport->poll(p->handle, 0);
}

int peer_poll(struct peer *p, int t)
{
	return peer_call(p, t, do_poll, NULL);
}

static int do_nonblock(struct peer *p, int t, void *arg)
{
	transport->nonblock(p->handle, arg != NULL);
	return 0;
}

static int a_free_thread(struct peer *p)
{
	int t;

	for (t = PEER_THREADS - 1; t > 0 && p->jobs[t].running; t--)
		;
	return t;
}

void peer_nonblock(struct peer *p, bool on)
{
	peer_call(p, a_free_thread(p), do_nonblock, on ? p : NULL);
}

static int do_flush(struct peer *p, int t, void *arg)
{
	transport->flush(p->handle);
	return 0;
}

void peer_flush(struct peer *p)
{
	if (!transport->flush)
		conform_skip("this driver has no descriptor that could be closed twice");
	peer_call(p, a_free_thread(p), do_flush, NULL);
}

void peer_interrupt(struct peer *p, int t)
{
	transport->interrupt(p->handle, p->pid, peer_tid(p, t));
}

struct peek_job {
	void *to;
	uint64_t from;
	size_t n;
};

static int do_peek(struct peer *p, int t, void *arg)
{
	struct peek_job *job = arg;

	memcpy(job->to, (const void *)(uintptr_t)job->from, job->n);
	return 0;
}

void *peer_peek(struct peer *p, uint64_t addr, size_t n)
{
	struct peek_job *job = conform_alloc(sizeof(*job));

	job->to = conform_alloc(n);
	job->from = addr;
	job->n = n;
	peer_call(p, a_free_thread(p), do_peek, job);
	return job->to;
}

static int do_talk(struct peer *p, int t, void *arg)
{
	return transport->ioctl(p->handle, BINDER_WRITE_READ, &p->talk[t].bwr);
}

void talk_start(struct peer *p, int t, size_t read)
{
	struct talk *k = &p->talk[t];

	memset(&k->bwr, 0, sizeof(k->bwr));
	memset(k->in, 0, 16384);
	k->in_at = 0;
	k->bwr.write_buffer = (uintptr_t)k->out;
	k->bwr.write_size = k->out_size;
	k->bwr.read_buffer = (uintptr_t)k->in;
	k->bwr.read_size = read;
	k->out_size = 0;
	peer_start(p, t, do_talk, NULL);
}

int talk_finish(struct peer *p, int t)
{
	p->talk[t].ret = peer_finish(p, t);
	return p->talk[t].ret;
}

int talk(struct peer *p, int t, size_t read)
{
	talk_start(p, t, read);
	return talk_finish(p, t);
}

int talk_write(struct peer *p, int t)
{
	return talk(p, t, 0);
}

int talk_raw(struct peer *p, int t, const struct binder_write_read *bwr)
{
	p->talk[t].bwr = *bwr;
	p->talk[t].in_at = 0;
	peer_start(p, t, do_talk, NULL);
	return talk_finish(p, t);
}
