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

	int pid = binder_proc_pid(env->core);

	binder_proc_release(env->core);
	debug_del_pid(pid);
}

static int device_open(struct file *file, struct binder_context *context)
{
	int pid = task_tgid_nr(current);
	struct env_proc *env = env_proc_new(file);
	struct binder_proc *proc;
	int err = -ENOMEM;

	if (!env)
		return -ENOMEM;
	INIT_WORK(&env->release, device_release_work);
	if (debug_add_pid(pid))
		goto no_pid;
	proc = binder_proc_new(context, env, pid, task_nice(current));
	if (IS_ERR(proc)) {
		err = PTR_ERR(proc);
		goto no_proc;
	}
	env->core = proc;
	file->private_data = env;
	return 0;
no_proc:
	debug_del_pid(pid);
no_pid:
	env_proc_put(env);
	return err;
}

static int misc_device_open(struct inode *inode, struct file *file)
{
	struct binder_device *device = container_of(file->private_data, struct binder_device, misc);

	return device_open(file, device->context);
}

static int fs_device_open(struct inode *inode, struct file *file)
{
	return device_open(file, binderfs_context(inode));
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

#define DEVICE_FOPS(open_)                                                                         \
	{                                                                                          \
		.owner = THIS_MODULE, .open = open_, .flush = device_flush,                        \
		.release = device_release, .mmap = device_mmap, .poll = device_poll,               \
		.unlocked_ioctl = device_ioctl, .compat_ioctl = compat_ptr_ioctl,                  \
	}

const struct file_operations binder_misc_fops = DEVICE_FOPS(misc_device_open);
const struct file_operations binder_fs_fops = DEVICE_FOPS(fs_device_open);
