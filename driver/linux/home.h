/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * home.h - what the core's processes and threads are in the kernel
 *
 * A struct env_proc is one open file of a device, a struct env_thread one task that
 * used it. They live until the core lets go of them, which may be later than the file.
 */
#ifndef HIDEGLUE_LINUX_HOME_H
#define HIDEGLUE_LINUX_HOME_H

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mm_types.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct binder_context;
struct binder_proc;

/**
 * struct arena - the pages that a process receives its payloads in
 *
 * The slots of a populated range stay set until it is released, so it can be written
 * without the lock. The page-fault handler takes the lock below mmap_lock: nothing that
 * can fault may run under it.
 */
struct arena {
	struct mutex lock;		/* all but entry */
	struct page **slots;		/* NULL before mmap */
	unsigned long *idle;		/* a bit a slot: has a page that no buffer covers */
	size_t n_slots;
	size_t high;			/* slots below it were used at some time */
	unsigned int n_vmas;		/* 0 again after munmap: gone for good */
	struct address_space *mapping;	/* while n_vmas != 0 */
	pgoff_t pgoff;			/* of slot 0 in @mapping, this arena's alone */
	struct list_head entry;		/* in reclaim.c's list, from mmap on */
};

struct env_proc {
	struct binder_proc *core;
	struct task_struct *leader;	/* who opened the file: group leader ... */
	const struct cred *cred;	/* ... credentials ... */
	struct mm_struct *mm;		/* ... and address space, only compared */
	struct arena arena;
	wait_queue_head_t poll_wait;	/* as old as the file: epoll may outlive threads */
	struct work_struct release;
};

struct env_thread {
	wait_queue_head_t wait;
	unsigned long woken;		/* bit 0: a wake-up that nobody has waited for yet */
};

static inline struct env_proc *arena_env(struct arena *arena)
{
	return container_of(arena, struct env_proc, arena);
}

/** env_proc_new() - the caller as the opener of @file. Return: NULL without memory. */
struct env_proc *env_proc_new(struct file *file);
/** env_thread_new() - Return: NULL without memory. */
struct env_thread *env_thread_new(void);

void arena_init(struct arena *arena);
void arena_fini(struct arena *arena);
int arena_map(struct env_proc *env, struct vm_area_struct *vma);

int reclaim_init(void);
void reclaim_fini(void);
void reclaim_add_arena(struct arena *arena);
/** reclaim_del_arena() - @arena's pages are about to be freed by their owner. */
void reclaim_del_arena(struct arena *arena);
/** reclaim_set_idle() - may the page in @slot be taken back? Under the arena's lock. */
void reclaim_set_idle(struct arena *arena, size_t slot, bool idle);

/** struct binder_device - one misc device and the context behind it */
struct binder_device {
	struct list_head entry;
	struct miscdevice misc;
	struct binder_context *context;
	char name[];
};

/* device.c: the same file operations; they differ in where open finds the context. */
extern const struct file_operations binder_misc_fops, binder_fs_fops;

/** misc_check() - can the devices in /dev be made? Return: 0, -errno, having said why not. */
int misc_check(void);
/** misc_init() - makes them. Return: 0, -errno, having said why and left none. */
int misc_init(void);
void misc_fini(void);
/**
 * device_names_in_mounts() - calls @fn for each name that a new mount begins with
 * Return: 0, -ENOMEM, or what @fn said, which ends it.
 */
int device_names_in_mounts(int (*fn)(const char *name, void *arg), void *arg);

/** binderfs_context() - the context of a device in a mount */
struct binder_context *binderfs_context(const struct inode *inode);

int debug_init(void);
void debug_fini(void);
/** debug_add_pid() - process @pid has one device more open. Return: 0, -ENOMEM. */
int debug_add_pid(int pid);
/** debug_del_pid() - and one less. */
void debug_del_pid(int pid);
/** debug_next_pid() - the first one that is not below @pid. Return: it, or 0. */
int debug_next_pid(int pid);

/** The debug files about everything; ends with a NULL name. */
extern const struct debug_file {
	const char *name;
	const struct file_operations *fops;
} debug_files[];
/** The one about a process, whose pid is in i_private. */
extern const struct file_operations debug_pid_fops;

/** Runs what close(2) leaves behind. */
extern struct workqueue_struct *binder_release_queue;

#endif /* HIDEGLUE_LINUX_HOME_H */
