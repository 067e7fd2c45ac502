// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * env.c - the kernel as the core's home: caller memory, files, identity, waiting
 *
 * Whoever calls into the core is current: the sender while a transaction is built, the
 * receiver while it is read. What one must know of the other was captured at open.
 */
#include <linux/capability.h>
#include <linux/file.h>
#include <linux/freezer.h>
#include <linux/pid_namespace.h>
#include <linux/poll.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>

#include "compat.h"
#include "core/binder.h"
#include "core/env.h"
#include "home.h"
#include "uapi/binder.h"

/* Lifetime */

struct env_proc *env_proc_new(struct file *file)
{
	struct env_proc *env = kzalloc(sizeof(*env), GFP_KERNEL);

	if (!env)
		return NULL;
	env->leader = get_task_struct(current->group_leader);
	env->cred = get_cred(file->f_cred);
	env->mm = current->mm;
	mmgrab(env->mm);
	arena_init(&env->arena);
	init_waitqueue_head(&env->poll_wait);
	return env;
}

void env_proc_put(struct env_proc *env)
{
	if (!env)
		return;
	arena_fini(&env->arena);
	mmdrop(env->mm);
	put_cred(env->cred);
	put_task_struct(env->leader);
	kfree(env);
}

struct env_thread *env_thread_new(void)
{
	struct env_thread *env = kzalloc(sizeof(*env), GFP_KERNEL);

	if (env)
		init_waitqueue_head(&env->wait);
	return env;
}

void env_thread_put(struct env_thread *env)
{
	kfree(env);
}

/*
 * Caller memory. A length that the compiler knows is checked against the kernel's side when this
 * is built, any other each time: what every call copies has its length spelled out.
 */

static bool copied_in(void *to, const void __user *from, size_t n)
{
	switch (n) {
	case sizeof(u32):
		return !copy_from_user(to, from, sizeof(u32));
	case sizeof(u64):
		return !copy_from_user(to, from, sizeof(u64));
	case sizeof(struct binder_write_read):
		return !copy_from_user(to, from, sizeof(struct binder_write_read));
	case sizeof(struct binder_transaction_data):
		return !copy_from_user(to, from, sizeof(struct binder_transaction_data));
	default:
		return !copy_from_user(to, from, n);
	}
}

static bool copied_out(void __user *to, const void *from, size_t n)
{
	enum { TRANSACTION = sizeof(u32) + sizeof(struct binder_transaction_data) };

	switch (n) {
	case sizeof(u32):
		return !copy_to_user(to, from, sizeof(u32));
	case sizeof(struct binder_write_read):
		return !copy_to_user(to, from, sizeof(struct binder_write_read));
	case TRANSACTION:
		return !copy_to_user(to, from, TRANSACTION);
	default:
		return !copy_to_user(to, from, n);
	}
}

int env_copy_from_caller(struct binder_thread *thread, void *to, u64 from, size_t n)
{
	const void __user *src = u64_to_user_ptr(from);

	if ((u64)(uintptr_t)src != from || !copied_in(to, src, n))
		return -EFAULT;
	return 0;
}

int env_copy_to_caller(struct binder_thread *thread, u64 to, const void *from, size_t n)
{
	void __user *dest = u64_to_user_ptr(to);

	if ((u64)(uintptr_t)dest != to || !copied_out(dest, from, n))
		return -EFAULT;
	return 0;
}

/* What one process may make us keep is limited; whose processes those are is not asked. */

int env_charge(struct binder_proc *proc, size_t n)
{
	return 0;
}

void env_uncharge(struct binder_proc *proc, size_t n)
{
}

/* Files */

struct file *env_file_get(struct binder_thread *thread, int fd)
{
	struct file *file = fget(fd);

	return file ? file : ERR_PTR(-EBADF);
}

void env_file_put(struct file *file)
{
	fput(file);
}

int env_files_install(struct binder_thread *thread, struct list_head *slots)
{
	struct env_file_slot *slot;
	int err = 0;

	list_for_each_entry(slot, slots, entry) {
		slot->fd = get_unused_fd_flags(O_CLOEXEC);
		if (slot->fd < 0) {
			err = slot->fd;
			slot->fd = -1;
			goto undo;
		}
	}
	list_for_each_entry(slot, slots, entry) {
		fd_install(slot->fd, slot->file);
		slot->file = NULL;
	}
	return 0;
undo:
	list_for_each_entry_continue_reverse(slot, slots, entry) {
		put_unused_fd(slot->fd);
		slot->fd = -1;
	}
	return err;
}

void env_files_uninstall(struct binder_thread *thread, struct list_head *slots)
{
	struct env_file_slot *slot;

	list_for_each_entry(slot, slots, entry) {
		close_fd(slot->fd);
		slot->fd = -1;
	}
}

/*
 * The caller may own the device's last descriptor, and this may be it. The ioctl holds a
 * reference to the device file for its whole length, and a final fput() waits for the
 * return to user space, so closing here is closing once the command has returned.
 */
void env_fd_close(struct binder_thread *thread, int fd)
{
	close_fd(fd);
}

/* Identity */

u32 env_caller_euid(struct binder_thread *thread)
{
	return from_kuid(&init_user_ns, current_euid());
}

s32 env_pid_for(struct binder_thread *from, struct binder_proc *to)
{
	struct env_proc *env = binder_proc_env(binder_thread_proc(from));

	return task_tgid_nr_ns(env->leader, task_active_pid_ns(current));
}

u32 env_uid_for(u32 euid, struct binder_proc *to)
{
	return from_kuid(current_user_ns(), make_kuid(&init_user_ns, euid));
}

int env_secctx(struct binder_proc *proc, char **ret)
{
	return compat_cred_label(binder_proc_env(proc)->cred, ret);
}

void env_secctx_put(char *secctx)
{
	kfree(secctx);
}

long env_get_nice(struct binder_thread *thread)
{
	return task_nice(current);
}

/*
 * What RLIMIT_NICE does not allow is cut to what it does; at 0, its usual value, nothing changes.
 */
void env_set_nice(struct binder_thread *thread, long nice)
{
	long best = rlimit_to_nice(rlimit(RLIMIT_NICE));

	if (nice < MIN_NICE || nice > MAX_NICE || nice == task_nice(current))
		return;
	if (nice < best && !capable(CAP_SYS_NICE))
		nice = best;
	if (nice <= MAX_NICE)
		set_user_nice(current, nice);
}

/* Waiting */

int env_wait(struct binder_thread *thread, long timeout_ms)
{
	struct env_thread *env = binder_thread_env(thread);
	long left;

	if (timeout_ms < 0)
		left = wait_event_freezable(env->wait, test_and_clear_bit(0, &env->woken));
	else
		left = wait_event_freezable_timeout(env->wait, test_and_clear_bit(0, &env->woken),
						    msecs_to_jiffies(timeout_ms));
	if (left < 0)
		return -EINTR;
	return 0;
}

void env_wake(struct binder_thread *thread, bool sync)
{
	struct env_thread *env = binder_thread_env(thread);

	set_bit(0, &env->woken);
	if (sync)
		wake_up_interruptible_sync(&env->wait);
	else
		wake_up_interruptible(&env->wait);
}

void env_poll_notify(struct binder_thread *thread)
{
	struct env_proc *env = binder_proc_env(binder_thread_proc(thread));

	wake_up_interruptible_poll(&env->poll_wait, EPOLLIN);
}
