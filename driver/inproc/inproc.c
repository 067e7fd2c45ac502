// SPDX-License-Identifier: MIT
/* inproc.c - devices and opens; see inproc.h */
#include "inproc/home.h"
#include "core/env.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/seq_file.h>

bool inproc_verify_always;

static _Thread_local int stands_for;

void inproc_stand_for(int tid)
{
	stands_for = tid;
}

static int this_tid(void)
{
	return stands_for ? stands_for : gettid();
}

void inproc_enter(struct inproc_device *device)
{
	pthread_mutex_lock(&device->gate);
	device->running++;
	pthread_mutex_unlock(&device->gate);
}

void inproc_leave(struct inproc_device *device)
{
	pthread_mutex_lock(&device->gate);
	device->running--;
	pthread_mutex_unlock(&device->gate);
}

/* The end of a call. */
static void leave_and_verify(struct inproc_device *device)
{
	const char *wrong;

	inproc_leave(device);
	wrong = inproc_verify_always ? inproc_verify(device) : NULL;
	if (wrong)
		shim_warn(__FILE__, __LINE__, wrong);
}

struct inproc_device *inproc_device_new(const struct binder_limits *limits)
{
	struct inproc_device *device = calloc(1, sizeof(*device));

	if (!device)
		return NULL;
	device->ctx = binder_context_new("inproc", limits);
	if (!device->ctx) {
		free(device);
		return NULL;
	}
	pthread_mutex_init(&device->gate, NULL);
	return device;
}

void inproc_device_free(struct inproc_device *device)
{
	if (!device)
		return;
	binder_context_put(device->ctx);
	pthread_mutex_destroy(&device->gate);
	free(device);
}

char *inproc_device_show(struct inproc_device *device, bool stats)
{
	struct seq_file m = { .buf = NULL };

	if (stats)
		binder_show_stats(device->ctx, &m);
	else
		binder_show_state(device->ctx, &m);
	return m.buf;
}

struct inproc *inproc_open(struct inproc_device *device, const struct inproc_options *options)
{
	struct inproc *p = calloc(1, sizeof(*p));
	struct env_proc *env = calloc(1, sizeof(*env));

	if (!p || !env)
		goto fail;
	env->options = *options;
	env->device = device;
	if (options->secctx) {
		env->secctx = strdup(options->secctx);
		if (!env->secctx)
			goto fail;
	}
	p->env = env;
	p->proc = binder_proc_new(device->ctx, env, options->pid, options->nice);
	if (IS_ERR(p->proc))
		goto fail;
	return p;
fail:
	env_proc_put(env);
	free(p);
	return NULL;
}

void inproc_close(struct inproc *p)
{
	struct inproc_device *device;

	if (!p)
		return;
	if (p->view)
		munmap((void *)p->view, p->view_size);
	device = p->env->device;
	inproc_enter(device);
	binder_proc_release(p->proc);
	leave_and_verify(device);
	free(p);
}

static struct env_thread *env_thread_new(struct env_proc *proc)
{
	struct env_thread *env = calloc(1, sizeof(*env));
	pthread_condattr_t attr;

	if (!env)
		return NULL;
	env->proc = proc;
	env->nice = proc->options.nice;
	env->deadline_ms = -1;
	pthread_mutex_init(&env->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&env->cond, &attr);
	pthread_condattr_destroy(&attr);
	return env;
}

/* The caller's record. NULL without memory. */
static struct binder_thread *this_thread(struct inproc *p)
{
	struct binder_thread *thread = binder_thread_get(p->proc, this_tid(), NULL);
	struct env_thread *env;

	if (thread)
		return thread;
	env = env_thread_new(p->env);
	if (!env)
		return NULL;
	thread = binder_thread_get(p->proc, this_tid(), env);
	if (IS_ERR(thread)) {
		env_thread_put(env);
		return NULL;
	}
	return thread;
}

static int finish(struct inproc *p, struct binder_thread *thread, int ret)
{
	struct inproc_device *device = p->env->device;

	leave_and_verify(device);
	while (ret == -EINPROGRESS && p->env->options.waiting == INPROC_PARK) {
		struct env_thread *env = binder_thread_env(thread);

		inproc_sleep(env, env->deadline_ms, false);
		inproc_enter(device);
		ret = binder_thread_resume(thread);
		leave_and_verify(device);
	}
	return ret;
}

int inproc_ioctl(struct inproc *p, unsigned int cmd, void *arg)
{
	struct binder_thread *thread = this_thread(p);
	unsigned int flags = 0;

	if (!thread)
		return -ENOMEM;
	if (__atomic_load_n(&p->nonblock, __ATOMIC_RELAXED))
		flags = BINDER_IOCTL_NONBLOCK;
	inproc_enter(p->env->device);
	return finish(p, thread, binder_ioctl(thread, cmd, (uintptr_t)arg, flags));
}

int inproc_resume(struct inproc *p)
{
	struct binder_thread *thread = this_thread(p);

	if (!thread)
		return -ENOMEM;
	inproc_enter(p->env->device);
	return finish(p, thread, binder_thread_resume(thread));
}

void inproc_thread_exit(struct inproc *p)
{
	struct binder_thread *thread = this_thread(p);

	if (!thread)
		return;
	inproc_enter(p->env->device);
	binder_thread_exit(thread);
	leave_and_verify(p->env->device);
}

void inproc_set_nonblock(struct inproc *p, bool nonblock)
{
	__atomic_store_n(&p->nonblock, nonblock, __ATOMIC_RELAXED);
}

static int make_arena(struct env_proc *env, size_t size, const void **view)
{
	int fd = memfd_create("inproc-arena", MFD_CLOEXEC);
	void *own = MAP_FAILED, *shown = MAP_FAILED;

	if (fd >= 0 && !ftruncate(fd, size)) {
		own = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		shown = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
	}
	if (fd >= 0)
		close(fd);
	env->page_used = calloc(size / PAGE_SIZE + 1, 1);
	if (own == MAP_FAILED || shown == MAP_FAILED || !env->page_used) {
		if (own != MAP_FAILED)
			munmap(own, size);
		if (shown != MAP_FAILED)
			munmap(shown, size);
		free(env->page_used);
		env->page_used = NULL;
		return -ENOMEM;
	}
	env->arena = own;
	env->arena_size = size;
	*view = shown;
	return 0;
}

int inproc_map(struct inproc *p, size_t size, const void **ret)
{
	const void *view;
	int err;

	if (p->env->arena)
		return -EBUSY;
	size = min_t(size_t, round_up(size, PAGE_SIZE), BINDER_ARENA_MAX);
	err = make_arena(p->env, size, &view);
	if (err)
		return err;
	p->view = view;
	p->view_size = size;
	err = binder_proc_map(p->proc, (uintptr_t)view, size);
	if (!err)
		*ret = view;
	return err;
}

void inproc_unmap(struct inproc *p)
{
	inproc_enter(p->env->device);
	binder_proc_unmap(p->proc);
	leave_and_verify(p->env->device);
	if (p->view)
		munmap((void *)p->view, p->view_size);
	p->view = NULL;
}

int inproc_poll(struct inproc *p, int timeout_ms)
{
	struct binder_thread *thread = this_thread(p);
	s64 deadline = inproc_now_ms() + timeout_ms;
	int ret = 0;

	if (!thread)
		return 1;
	while (!ret) {
		if (binder_poll(thread))
			return 1;
		if (inproc_now_ms() >= deadline)
			return 0;
		inproc_enter(p->env->device);
		ret = inproc_sleep(binder_thread_env(thread), deadline, true);
		inproc_leave(p->env->device);
	}
	return ret;
}

void inproc_flush(struct inproc *p)
{
	inproc_enter(p->env->device);
	binder_flush(p->proc);
	leave_and_verify(p->env->device);
}

void inproc_interrupt(struct inproc *p, int tid)
{
	struct binder_thread *thread = binder_thread_get(p->proc, tid, NULL);
	struct env_thread *env;

	if (!thread)
		return;
	env = binder_thread_env(thread);
	pthread_mutex_lock(&env->lock);
	env->interrupted = true;
	pthread_cond_broadcast(&env->cond);
	pthread_mutex_unlock(&env->lock);
}

bool inproc_waiting(struct inproc *p, int tid)
{
	struct binder_thread *thread = binder_thread_get(p->proc, tid, NULL);
	struct env_thread *env = thread ? binder_thread_env(thread) : NULL;
	bool sleeping;

	if (!env)
		return false;
	pthread_mutex_lock(&env->lock);
	sleeping = env->sleeping && !env->woken;
	pthread_mutex_unlock(&env->lock);
	return sleeping;
}

void inproc_kill(struct inproc *p)
{
	__atomic_store_n(&p->env->killed, 1, __ATOMIC_SEQ_CST);
	/* sleepers look again: a flush wakes every reader, which then sees the mark */
	binder_flush(p->proc);
}

bool inproc_page_used(struct inproc *p, size_t offset)
{
	return p->env->page_used[offset / PAGE_SIZE];
}

long inproc_nice(struct inproc *p)
{
	struct binder_thread *thread = this_thread(p);

	return thread ? binder_thread_env(thread)->nice : 0;
}

void inproc_set_nice(struct inproc *p, long nice)
{
	struct binder_thread *thread = this_thread(p);

	if (thread)
		binder_thread_env(thread)->nice = nice;
}
