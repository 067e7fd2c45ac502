// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * device.c - file operations: an open file is a process, a task that uses it a thread
 *
 * Threads are known by the task's global id. A task that ends without BINDER_THREAD_EXIT
 * leaves its record to the process, as with the in-tree driver.
 */
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/sched.h>

#include "compat.h"
#include "core/binder.h"
#include "core/env.h"
#include "home.h"

static void device_release_work(struct work_struct *work)
{
	struct env_proc *env = container_of(work, struct env_proc, release);

	binder_proc_release(env->core);
}

static int device_open(struct inode *inode, struct file *file)
{
	struct binder_device *device = container_of(file->private_data, struct binder_device, misc);
	struct env_proc *env = env_proc_new(file);
	struct binder_proc *proc;

	if (!env)
		return -ENOMEM;
	INIT_WORK(&env->release, device_release_work);
	proc = binder_proc_new(device->context, env, task_tgid_nr(current), task_nice(current));
	if (IS_ERR(proc)) {
		env_proc_put(env);
		return PTR_ERR(proc);
	}
	env->core = proc;
	file->private_data = env;
	return 0;
}

static int device_flush(struct file *file, fl_owner_t owner)
{
	struct env_proc *env = file->private_data;

	binder_flush(env->core);
	return 0;
}

/* close(2) does not wait until every peer has been told. */
static int device_release(struct inode *inode, struct file *file)
{
	struct env_proc *env = file->private_data;

	queue_work(binder_release_queue, &env->release);
	return 0;
}

static int device_mmap(struct file *file, struct vm_area_struct *vma)
{
	return arena_map(file->private_data, vma);
}

/* The record of the calling task, made at its first call. */
static struct binder_thread *device_thread(struct env_proc *env)
{
	int tid = task_pid_nr(current);
	struct binder_thread *thread = binder_thread_get(env->core, tid, NULL);
	struct env_thread *fresh;

	if (thread)
		return thread;
	fresh = env_thread_new();
	if (!fresh)
		return ERR_PTR(-ENOMEM);
	thread = binder_thread_get(env->core, tid, fresh);
	if (IS_ERR(thread) || binder_thread_env(thread) != fresh)
		env_thread_put(fresh);
	return thread;
}

static long device_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct env_proc *env = file->private_data;
	unsigned int flags = file->f_flags & O_NONBLOCK ? BINDER_IOCTL_NONBLOCK : 0;
	struct binder_thread *thread;
	long ret;

	/* The command may close the last descriptor of this very file. */
	get_file(file);
	thread = device_thread(env);
	if (IS_ERR(thread))
		ret = PTR_ERR(thread);
	else
		ret = binder_ioctl(thread, cmd, arg, flags);
	fput(file);
	return ret;
}

static __poll_t device_poll(struct file *file, poll_table *wait)
{
	struct env_proc *env = file->private_data;
	struct binder_thread *thread = device_thread(env);

	if (IS_ERR(thread))
		return EPOLLERR;
	poll_wait(file, &env->poll_wait, wait);
	return binder_poll(thread) ? EPOLLIN : 0;
}

const struct file_operations binder_fops = {
	.owner = THIS_MODULE,
	.open = device_open,
	.flush = device_flush,
	.release = device_release,
	.mmap = device_mmap,
	.poll = device_poll,
	.unlocked_ioctl = device_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};
