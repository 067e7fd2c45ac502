/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * env.h - what the core asks of the home it runs in
 *
 * Everything that touches another process goes through these functions. Each
 * home (linux/, daemon/, inproc/) implements all of them in its env.c; the core
 * never asks which home it is in. Data structures, locks and memory are not
 * here: those keep their kernel names and come from <linux/...>, in user space
 * from shim/.
 *
 * struct env_proc and struct env_thread belong to the home and mean nothing to the core. The home
 * makes one before it calls binder_proc_new() / binder_thread_get(), finds it again with
 * binder_proc_env() / binder_thread_env(), and frees it in env_proc_put() / env_thread_put(), the
 * core's last word about it: another process may be in the midst of writing into the arena of one
 * that was released, so that moment can come after binder_proc_release().
 *
 * Locks: env_copy_*, env_arena_copy_from_caller(), env_arena_write(), env_arena_zero(),
 * env_file_get(), env_files_*, env_fd_close() and env_wait() may sleep and are called without the
 * context lock, except that env_arena_zero() may come with it. env_arena_populate() and
 * env_arena_release() are called with it, so that they come in one order; they may sleep for
 * memory, but must not wait for anything that calls into the core. All others may be called under
 * it and do not block. No env function may call into the core.
 */
#ifndef BINDER_CORE_ENV_H
#define BINDER_CORE_ENV_H

#include <linux/types.h>
#include <linux/list.h>

struct binder_proc;
struct binder_thread;
struct env_proc;
struct env_thread;
struct file;
struct seq_file;

/** env_proc_put() - the core will not mention @env again; NULL is fine. */
void env_proc_put(struct env_proc *env);
/**
 * env_thread_put() - the same for a thread; comes during BINDER_THREAD_EXIT and
 * binder_proc_release() too.
 */
void env_thread_put(struct env_thread *env);

/* Caller memory: addresses in the process whose command is being executed. */

/**
 * env_copy_from_caller() - read @n bytes at @from.
 * Return: 0, -EFAULT (nothing is promised about @to).
 */
int env_copy_from_caller(struct binder_thread *thread, void *to, u64 from, size_t n);

/** env_copy_to_caller() - store @n bytes at @to. Return: 0, -EFAULT. */
int env_copy_to_caller(struct binder_thread *thread, u64 to, const void *from, size_t n);

/*
 * The receive arena: the memory that a process maps read-only and only the
 * driver writes. The core's allocator (buffer.c) decides which ranges are used;
 * the home makes them exist. Offsets are from the start of the arena.
 */

/**
 * env_arena_populate() - make [@off, @off + @len) usable memory, zero where fresh.
 * Return: 0, -ENOMEM, -ESRCH (arena gone).
 */
int env_arena_populate(struct binder_proc *proc, size_t off, size_t len);

/**
 * env_arena_release() - the whole pages inside [@off, @off + @len) hold nothing any more; the home
 * may take them back, now or later.
 */
void env_arena_release(struct binder_proc *proc, size_t off, size_t len);

/**
 * env_arena_copy_from_caller() - the one payload copy: caller memory straight into @to's arena.
 * Return: 0, -EFAULT.
 */
int env_arena_copy_from_caller(struct binder_proc *to, size_t off, struct binder_thread *from,
			       u64 addr, size_t n);

void env_arena_write(struct binder_proc *proc, size_t off, const void *from, size_t n);
void env_arena_zero(struct binder_proc *proc, size_t off, size_t n);

/**
 * env_arena_show() - what the home knows of @proc's memory, as lines for the debug files; may be
 * nothing.
 */
void env_arena_show(struct binder_proc *proc, struct seq_file *m);

/*
 * The core's own memory for what a process makes it keep: objects, handles, registrations,
 * payloads. A home that answers for several users limits what those of one hold together.
 */

/** env_charge() - @n more bytes for @proc. Return: 0, -ENOMEM. */
int env_charge(struct binder_proc *proc, size_t n);
/** env_uncharge() - @n bytes less. */
void env_uncharge(struct binder_proc *proc, size_t n);

/* Files. A struct file is a counted reference to an open file description. */

/** env_file_get() - pin the caller's descriptor @fd. Return: the file, ERR_PTR(-EBADF). */
struct file *env_file_get(struct binder_thread *thread, int fd);
/** env_file_put() - drop a pinned file; may be called under the context lock. */
void env_file_put(struct file *file);

/**
 * struct env_file_slot - one file on its way into a receiver; the core keeps a list of
 * them for each transaction.
 */
struct env_file_slot {
	struct list_head entry;
	struct file *file;	/* owned until installed */
	/* where its number goes, from the start of the buffer; the core writes it */
	size_t offset;
	int fd;			/* number in the receiver, once installed; -1 before */
};

/**
 * env_files_install() - give every file of @slots a number in @thread's process
 *
 * All or none. In the kernel and in the in-process home it is done on return. The daemon must
 * first hear from the receiver: it answers -EINPROGRESS, and when the numbers (or the failure)
 * are there it resumes the read, which calls this function again with the same list. A thread that
 * is ended while it is parked here takes its slots and their files along: the home forgets them.
 *
 * Return: 0 (each slot has its fd, its file is given up), -EINPROGRESS, -ENOMEM, -EMFILE.
 */
int env_files_install(struct binder_thread *thread, struct list_head *slots);

/**
 * env_files_uninstall() - undo a successful install whose transaction could
 * not be delivered after all.
 */
void env_files_uninstall(struct binder_thread *thread, struct list_head *slots);

/**
 * env_fd_close() - close @fd in @thread's process once the current command returns (fd
 * arrays of a freed buffer).
 */
void env_fd_close(struct binder_thread *thread, int fd);

/* Who the caller is. */

/** env_caller_euid() - the effective uid of the caller, now, as a global id. */
u32 env_caller_euid(struct binder_thread *thread);

/** env_pid_for() - @from's process id as process @to may see it; 0 where it has none there. */
s32 env_pid_for(struct binder_thread *from, struct binder_proc *to);
/** env_uid_for() - global uid @euid as process @to may see it. */
u32 env_uid_for(u32 euid, struct binder_proc *to);

/**
 * env_secctx() - the security label of @proc as captured at open
 * @ret: receives a NUL-terminated string that env_secctx_put() frees
 * Return: its length with the NUL, 0 where there is none, -errno.
 */
int env_secctx(struct binder_proc *proc, char **ret);
void env_secctx_put(char *secctx);

/**
 * env_get_nice() / env_set_nice() - priority of the calling thread; homes that cannot
 * set another's do nothing.
 */
long env_get_nice(struct binder_thread *thread);
void env_set_nice(struct binder_thread *thread, long nice);

/*
 * Waiting. The core publishes its state (waiter lists, flags), drops its lock and
 * calls env_wait(). A wake-up between publishing and waiting is not lost.
 *
 * In the kernel and in the in-process home env_wait() sleeps until env_wake() or a signal. In
 * the daemon it answers -EINPROGRESS at once: the core then unwinds, keeping all published
 * state, and the loop calls binder_thread_resume() after env_wake().
 */

/**
 * env_wait() - wait for env_wake()
 * @timeout_ms: at most this long; -1 for ever. A home that parks keeps the time and resumes when it
 * is over. A wake-up without a reason is harmless: the core looks again.
 * Return: 0 after a wake-up or when the time went by, -EINTR, -EINPROGRESS (parked).
 */
int env_wait(struct binder_thread *thread, long timeout_ms);

/**
 * env_wake() - end @thread's present or next env_wait(). @sync: the waker is about
 * to sleep itself (a hint).
 */
void env_wake(struct binder_thread *thread, bool sync);

/** env_poll_notify() - @thread, whose poll state was asked for once, may have become ready. */
void env_poll_notify(struct binder_thread *thread);

#endif /* BINDER_CORE_ENV_H */
