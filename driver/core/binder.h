/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * binder.h - the core's entry points, for the homes
 *
 * A home opens contexts, processes and threads, and hands every ioctl to binder_ioctl(). All
 * functions are thread-safe unless said otherwise and may sleep. What the core needs in return is
 * in env.h.
 *
 * Whoever calls for a process (binder_thread_get(), binder_ioctl(), binder_poll(), ...) keeps it
 * open meanwhile: binder_proc_release() and binder_thread_exit() come when no other call for that
 * process or thread is running. A parked call (-EINPROGRESS) is not running, it may be ended so at
 * any time.
 */
#ifndef BINDER_CORE_BINDER_H
#define BINDER_CORE_BINDER_H

#include <linux/types.h>

struct binder_context;
struct binder_proc;
struct binder_thread;
struct env_proc;
struct env_thread;
struct seq_file;

/** What one process may pin in the driver. 0 in any field stands for its default. */
struct binder_limits {
	u32 nodes;	/* own objects that others were told of */
	u32 refs;	/* handles */
	u32 threads;	/* thread records */
	u32 buffers;	/* payloads in its arena, queued or delivered and not freed */
	u32 objects;	/* in one payload that it sends */
	u32 files;	/* files on their way to it */
	u32 work;	/* own completions and notification registrations not yet read or dropped */
};

/* The most of a mapping that is used. */
#define BINDER_ARENA_MAX (4u << 20)

/** Which messages are logged: bits of the in-tree driver's debug_mask. */
extern unsigned int binder_debug_mask;

enum {
	BINDER_DEBUG_USER_ERROR = 1u << 0,
	BINDER_DEBUG_FAILED_TRANSACTION = 1u << 1,
	BINDER_DEBUG_DEAD_TRANSACTION = 1u << 2,
	BINDER_DEBUG_OPEN_CLOSE = 1u << 3,
	BINDER_DEBUG_DEAD_BINDER = 1u << 4,
	BINDER_DEBUG_DEATH_NOTIFICATION = 1u << 5,
};

/**
 * binder_context_new() - a name space of objects: one device
 * @name:	copied
 * @limits:	copied; NULL for the defaults
 * Return: the context with one reference, or NULL without memory.
 */
struct binder_context *binder_context_new(const char *name, const struct binder_limits *limits);
/** binder_context_put() - drop the home's reference; open processes keep theirs. NULL is fine. */
void binder_context_put(struct binder_context *ctx);

/**
 * binder_proc_new() - open @ctx
 * @env:	the home's part, handed over on success
 * @pid:	process id of the opener's thread group, in the namespace that BINDER_FREEZE uses
 * @nice:	priority that its threads have while they wait
 * Return: the process or ERR_PTR(-ENOMEM).
 */
struct binder_proc *binder_proc_new(struct binder_context *ctx, struct env_proc *env, int pid,
				    long nice);

/**
 * binder_proc_map() - the home has made an arena and shows it at @user_addr
 * @size: bytes asked for; the first min(@size, BINDER_ARENA_MAX) are used
 * Return: 0, -EBUSY where it was mapped before, also long ago; -EINVAL for no size.
 */
int binder_proc_map(struct binder_proc *proc, u64 user_addr, size_t size);
/**
 * binder_proc_map_undo() - the home could not show it after all: as if
 * never mapped. Before any use.
 */
void binder_proc_map_undo(struct binder_proc *proc);
/** binder_proc_unmap() - the mapping is gone: nothing more can be sent to @proc, for good. */
void binder_proc_unmap(struct binder_proc *proc);

/**
 * binder_flush() - somebody closed a descriptor of @proc: blocked readers
 * return with what they have.
 */
void binder_flush(struct binder_proc *proc);

/** binder_proc_release() - the last descriptor of @proc is closed, or its process is dead. */
void binder_proc_release(struct binder_proc *proc);

/**
 * binder_proc_release_begin() - the same in parts, for a home that has others to serve meanwhile
 *
 * @proc is dead to all others from here on. Nothing may be asked of it any more but
 * binder_proc_release_step(), until that says that it was the last.
 */
void binder_proc_release_begin(struct binder_proc *proc);
/** binder_proc_release_step() - a few hundred of what @proc holds. Return: there is more. */
bool binder_proc_release_step(struct binder_proc *proc);

/**
 * binder_thread_get() - the record of thread @tid of @proc, made where it is not there
 * @env: the home's part; handed over if a record was made (binder_thread_env() of the result is
 *	 @env then), else still the caller's. NULL: only look.
 * Valid until BINDER_THREAD_EXIT, binder_thread_exit() or binder_proc_release().
 * Return: the record; NULL if there is none and @env is NULL; ERR_PTR(-ENOMEM).
 */
struct binder_thread *binder_thread_get(struct binder_proc *proc, int tid, struct env_thread *env);
/** binder_thread_exit() - what BINDER_THREAD_EXIT does, also for a parked thread. */
void binder_thread_exit(struct binder_thread *thread);

enum {
	BINDER_IOCTL_NONBLOCK = 1u << 0,	/* the file is O_NONBLOCK */
};

/**
 * binder_ioctl() - one command of the UAPI
 * @arg:	address in the caller's memory
 * @flags:	BINDER_IOCTL_*
 * BINDER_THREAD_EXIT frees @thread.
 * Return: 0, -errno as the UAPI says, or -EINPROGRESS where env_wait() or
 * env_files_install() said so.
 */
int binder_ioctl(struct binder_thread *thread, unsigned int cmd, u64 arg, unsigned int flags);

/**
 * binder_thread_resume() - go on with the parked binder_ioctl() of @thread.
 * Return: as binder_ioctl().
 */
int binder_thread_resume(struct binder_thread *thread);

/**
 * binder_poll() - is there something to read for @thread?
 * From the first time on env_poll_notify() is called when that may have become true.
 */
bool binder_poll(struct binder_thread *thread);

struct env_proc *binder_proc_env(const struct binder_proc *proc);
struct env_thread *binder_thread_env(const struct binder_thread *thread);
struct binder_proc *binder_thread_proc(const struct binder_thread *thread);
struct binder_context *binder_proc_context(const struct binder_proc *proc);
int binder_proc_pid(const struct binder_proc *proc);
int binder_thread_id(const struct binder_thread *thread);

/*
 * What debug files show; the words are those of the in-tree driver's files. Each takes a context,
 * or NULL for all there are.
 */

/**
 * binder_show_stats() - objects alive and ever made, commands and returns counted, a
 * summary for each process.
 */
void binder_show_stats(struct binder_context *ctx, struct seq_file *m);
/** binder_show_state() - every process with its threads, nodes, refs and buffers. */
void binder_show_state(struct binder_context *ctx, struct seq_file *m);
/** binder_show_pid() - the same of the processes that @pid opened. */
void binder_show_pid(struct binder_context *ctx, struct seq_file *m, int pid);
/** binder_show_transactions() - the same of all, as far as something is under way. */
void binder_show_transactions(struct binder_context *ctx, struct seq_file *m);
/** binder_show_log() - the last 32 transactions of each context, or the last that @failed. */
void binder_show_log(struct binder_context *ctx, struct seq_file *m, bool failed);

#endif /* BINDER_CORE_BINDER_H */
