// SPDX-License-Identifier: MIT
/* env.c - what the core asks of its home, for processes that are all this one */
#include "core/env.h"
#include "inproc/home.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mm.h>

struct file {
	int fd;
};

long inproc_charged;
void (*inproc_yield)(void);
void (*inproc_fd_close)(int fd);

static struct env_proc *home_of(const struct binder_proc *proc)
{
	return binder_proc_env(proc);
}

void env_proc_put(struct env_proc *env)
{
	if (!env)
		return;
	if (env->arena)
		munmap(env->arena, env->arena_size);
	free(env->page_used);
	free(env->secctx);
	free(env);
}

void env_thread_put(struct env_thread *env)
{
	if (!env)
		return;
	pthread_cond_destroy(&env->cond);
	pthread_mutex_destroy(&env->lock);
	free(env);
}

static void yield(void)
{
	if (inproc_yield)
		inproc_yield();
}

/* Memory. The kernel copies for us, so that a bad address is an error. */

static int copy(void *own, u64 other, size_t n, bool write)
{
	struct iovec local = { .iov_base = own, .iov_len = n };
	struct iovec remote = { .iov_base = (void *)(uintptr_t)other, .iov_len = n };
	ssize_t done;

	yield();
	if (!n)
		return 0;
	done = write ? process_vm_writev(getpid(), &local, 1, &remote, 1, 0) :
		       process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
	return done == (ssize_t)n ? 0 : -EFAULT;
}

int env_copy_from_caller(struct binder_thread *thread, void *to, u64 from, size_t n)
{
	return copy(to, from, n, false);
}

int env_copy_to_caller(struct binder_thread *thread, u64 to, const void *from, size_t n)
{
	return copy((void *)from, to, n, true);
}

int env_arena_populate(struct binder_proc *proc, size_t off, size_t len)
{
	struct env_proc *env = home_of(proc);
	size_t page = off / PAGE_SIZE, end = (off + len + PAGE_SIZE - 1) / PAGE_SIZE;

	for (; page < end; page++)
		env->page_used[page] = 1;
	return 0;
}

void env_arena_release(struct binder_proc *proc, size_t off, size_t len)
{
	struct env_proc *env = home_of(proc);
	size_t page = off / PAGE_SIZE, end = (off + len) / PAGE_SIZE;

	for (; page < end; page++)
		env->page_used[page] = 0;
}

int env_arena_copy_from_caller(struct binder_proc *to, size_t off, struct binder_thread *from,
			       u64 addr, size_t n)
{
	return copy(home_of(to)->arena + off, addr, n, false);
}

void env_arena_write(struct binder_proc *proc, size_t off, const void *from, size_t n)
{
	memcpy(home_of(proc)->arena + off, from, n);
}

void env_arena_zero(struct binder_proc *proc, size_t off, size_t n)
{
	memset(home_of(proc)->arena + off, 0, n);
}

int env_charge(struct binder_proc *proc, size_t n)
{
	home_of(proc)->charged += (long)n;
	__atomic_add_fetch(&inproc_charged, (long)n, __ATOMIC_RELAXED);
	return 0;
}

void env_uncharge(struct binder_proc *proc, size_t n)
{
	home_of(proc)->charged -= (long)n;
	__atomic_sub_fetch(&inproc_charged, (long)n, __ATOMIC_RELAXED);
}

/* Files */

struct file *env_file_get(struct binder_thread *thread, int fd)
{
	struct file *file = malloc(sizeof(*file));
	int flags;

	yield();
	if (!file)
		return ERR_PTR(-ENOMEM);
	/* one that was opened as a path alone is none, as for the kernel */
	flags = fcntl(fd, F_GETFL);
	file->fd = flags < 0 || (flags & O_PATH) ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
	if (file->fd < 0) {
		free(file);
		return ERR_PTR(-EBADF);
	}
	return file;
}

void env_file_put(struct file *file)
{
	close(file->fd);
	free(file);
}

int env_files_install(struct binder_thread *thread, struct list_head *slots)
{
	struct env_thread *env = binder_thread_env(thread);
	size_t max = env->proc->options.max_files, n = 0;
	struct env_file_slot *slot;

	yield();
	if (env->proc->options.waiting != INPROC_SLEEP && !env->files_announced) {
		env->files_announced = true;
		env_wake(thread, false);
		return -EINPROGRESS;
	}
	env->files_announced = false;
	list_for_each_entry(slot, slots, entry)
		n++;
	if (max && n > max)
		return -EMFILE;
	list_for_each_entry(slot, slots, entry) {
		slot->fd = slot->file->fd;
		free(slot->file);
		slot->file = NULL;
	}
	return 0;
}

void env_files_uninstall(struct binder_thread *thread, struct list_head *slots)
{
	struct env_file_slot *slot;

	list_for_each_entry(slot, slots, entry)
		close(slot->fd);
}

void env_fd_close(struct binder_thread *thread, int fd)
{
	if (inproc_fd_close)
		inproc_fd_close(fd);
	else
		close(fd);
}

/* Identity */

u32 env_caller_euid(struct binder_thread *thread)
{
	return home_of(binder_thread_proc(thread))->options.euid;
}

s32 env_pid_for(struct binder_thread *from, struct binder_proc *to)
{
	return binder_proc_pid(binder_thread_proc(from));
}

u32 env_uid_for(u32 euid, struct binder_proc *to)
{
	return euid;
}

int env_secctx(struct binder_proc *proc, char **ret)
{
	struct env_proc *env = home_of(proc);

	if (!env->secctx)
		return 0;
	*ret = strdup(env->secctx);
	return *ret ? (int)strlen(*ret) + 1 : -ENOMEM;
}

void env_secctx_put(char *secctx)
{
	free(secctx);
}

void env_arena_show(struct binder_proc *proc, struct seq_file *m)
{
}

long env_get_nice(struct binder_thread *thread)
{
	return binder_thread_env(thread)->nice;
}

void env_set_nice(struct binder_thread *thread, long nice)
{
	binder_thread_env(thread)->nice = nice;
}

/* Waiting */

s64 inproc_now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (s64)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static bool must_stop(struct env_thread *env)
{
	return env->interrupted || __atomic_load_n(&env->proc->killed, __ATOMIC_SEQ_CST);
}

int inproc_sleep(struct env_thread *env, s64 deadline_ms, bool take)
{
	struct timespec until = { .tv_sec = deadline_ms / 1000,
				  .tv_nsec = deadline_ms % 1000 * 1000000 };
	int ret;

	if (take)
		inproc_leave(env->proc->device);
	pthread_mutex_lock(&env->lock);
	env->sleeping = true;
	while (!env->woken && !must_stop(env)) {
		if (deadline_ms < 0)
			pthread_cond_wait(&env->cond, &env->lock);
		else if (pthread_cond_timedwait(&env->cond, &env->lock, &until) == ETIMEDOUT)
			break;
	}
	env->sleeping = false;
	pthread_mutex_unlock(&env->lock);
	if (!take)
		return 0;
	/* before the wake-up is taken: until then it is to be seen */
	inproc_enter(env->proc->device);
	pthread_mutex_lock(&env->lock);
	ret = must_stop(env) ? -EINTR : 0;
	env->interrupted = false;
	env->woken = false;
	pthread_mutex_unlock(&env->lock);
	return ret;
}

bool inproc_is_woken(struct env_thread *env)
{
	bool woken;

	pthread_mutex_lock(&env->lock);
	woken = env->woken || must_stop(env);
	pthread_mutex_unlock(&env->lock);
	return woken;
}

int env_wait(struct binder_thread *thread, long timeout_ms)
{
	struct env_thread *env = binder_thread_env(thread);
	s64 deadline = timeout_ms < 0 ? -1 : inproc_now_ms() + timeout_ms;
	bool park;

	pthread_mutex_lock(&env->lock);
	env->deadline_ms = deadline;
	park = env->proc->options.waiting != INPROC_SLEEP && !env->woken && !must_stop(env);
	pthread_mutex_unlock(&env->lock);
	return park ? -EINPROGRESS : inproc_sleep(env, deadline, true);
}

void env_wake(struct binder_thread *thread, bool sync)
{
	struct env_thread *env = binder_thread_env(thread);

	pthread_mutex_lock(&env->lock);
	env->woken = true;
	pthread_cond_broadcast(&env->cond);
	pthread_mutex_unlock(&env->lock);
}

void env_poll_notify(struct binder_thread *thread)
{
	env_wake(thread, false);
}
