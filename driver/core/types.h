/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * types.h - the core's objects
 *
 * One mutex, binder_context.lock, guards all of them, except where a field says otherwise. It is
 * never held while caller memory is touched; what must live meanwhile is pinned.
 *
 *   context   owns its processes and dead nodes
 *   proc      owns threads, nodes, refs and the buffers of its arena
 *   thread    owns its todo list; transactions on its stack are shared with their other end
 *   node      an object of proc; refs of other processes point to it and keep it
 *   buffer    one payload in proc's arena, from reservation until the receiver frees it
 *
 * Lifetimes: procs and threads are counted (pins); a dead one goes with its last pin. Nodes,
 * refs, buffers and transactions have one owner and are freed by it.
 */
#ifndef BINDER_CORE_TYPES_H
#define BINDER_CORE_TYPES_H

#include <linux/types.h>
#include <linux/atomic.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rbtree.h>
#include "uapi/binder.h"
#include "core/binder.h"
#include "core/env.h"

#define BINDER_N_BC 22
#define BINDER_N_BR 23

enum binder_stat {
	BINDER_STAT_PROC,
	BINDER_STAT_THREAD,
	BINDER_STAT_NODE,
	BINDER_STAT_REF,
	BINDER_STAT_DEATH,
	BINDER_STAT_TRANSACTION,
	BINDER_STAT_COMPLETE,
	BINDER_STAT_FREEZE,
	BINDER_STAT_BUFFER,
	BINDER_N_STAT,
};

/** Commands and returns counted, of a context and of each process in it. */
struct binder_stats {
	u64 bc[BINDER_N_BC];
	u64 br[BINDER_N_BR];
};

struct binder_context {
	struct list_head entry;	/* binder_contexts */
	struct mutex lock;
	char *name;
	struct binder_limits limits;
	struct list_head procs;
	struct list_head dead_nodes;
	struct binder_node *manager;
	bool manager_uid_valid;
	u32 manager_uid;
	atomic_t refs;		/* the home's and one of each process; no lock */
	struct binder_stats stats;
	u64 made[BINDER_N_STAT];
	u64 gone[BINDER_N_STAT];
	struct binder_log_rings *log;	/* log.c; from the first process on */
};

/** One line of the transaction logs. */
struct binder_log_entry {
	int id;
	int from_pid;
	int from_tid;
	int to_pid;
	int to_tid;		/* 0: any thread */
	int node;
	u32 handle;
	u64 data_size;
	u64 offsets_size;
	u32 error;		/* the BR_ word of a failure, else 0 */
	int param;		/* its reason */
	int line;		/* where it was found, in txn.c */
	bool reply;
	bool one_way;
};

enum binder_work_type {
	BINDER_WORK_TRANSACTION,
	BINDER_WORK_ERROR,
	BINDER_WORK_COMPLETE,
	BINDER_WORK_SPAM_SUSPECT,
	BINDER_WORK_PENDING_FROZEN,
	BINDER_WORK_NODE,
	BINDER_WORK_DEAD_BINDER,
	BINDER_WORK_DEAD_BINDER_AND_CLEAR,
	BINDER_WORK_CLEAR_DEATH,
	BINDER_WORK_FROZEN_BINDER,
	BINDER_WORK_CLEAR_FREEZE,
};

/** One element of a todo list. @entry is empty (points to itself) while it is on none. */
struct binder_work {
	struct list_head entry;
	enum binder_work_type type;
};

/** A TRANSACTION_COMPLETE or one of its kin, on its way to the thread that sent. */
struct binder_completion {
	struct binder_work work;
};

/** One of a thread's two error slots: empty while @cmd is BR_OK. */
struct binder_error {
	struct binder_work work;
	u32 cmd;
};

enum {
	BINDER_LOOPER_REGISTERED = 0x01,
	BINDER_LOOPER_ENTERED = 0x02,
	BINDER_LOOPER_EXITED = 0x04,
	BINDER_LOOPER_INVALID = 0x08,
	BINDER_LOOPER_WAITING = 0x10,
	BINDER_LOOPER_POLL = 0x20,
};

/** Where a thread's ioctl stands: what binder_thread_resume() goes on with. */
enum binder_phase {
	BINDER_IDLE,
	BINDER_READ_WAIT,	/* asleep until there is work */
	BINDER_READ_FILES,	/* the receiver is taking the files of @read.t */
	BINDER_FREEZE_WAIT,	/* until @freeze.proc has drained */
};

/** A read under way; private to the thread that runs its ioctl, except @t. */
struct binder_read {
	struct binder_write_read bwr;
	u64 arg;		/* where @bwr goes back to */
	unsigned int flags;	/* BINDER_IOCTL_* */
	u64 at;			/* where the next word goes */
	bool proc_work;		/* this round may take work of the process */
	struct binder_transaction *t;	/* taken off the list, not yet delivered */
};

/** A BINDER_FREEZE under way. */
struct binder_freeze_wait {
	struct list_head entry;	/* on proc->freeze_waiters */
	struct binder_freeze_info info;
	struct binder_proc *proc;	/* pinned; NULL between two */
	int last_id;			/* of the process before */
	bool found;
	s64 deadline_ms;
};

/** A notification that was delivered and not yet acknowledged, which is done by its cookie. */
struct binder_delivered {
	struct rb_node rb_node;
	u64 cookie;
	bool listed;
};

struct binder_thread {
	struct binder_proc *proc;
	struct env_thread *env;
	struct rb_node rb_node;		/* proc->threads by tid */
	struct list_head waiting_entry;	/* proc->waiting_threads */
	int tid;
	unsigned int pins;
	bool dead;
	u32 looper;
	bool need_return;	/* the next read ends at once */
	bool process_todo;	/* the todo list holds something worth waking for */
	struct list_head todo;
	struct binder_transaction *stack;
	struct binder_error return_error;	/* of what it sent itself */
	struct binder_error reply_error;	/* of a call that failed later */
	struct binder_extended_error ee;
	enum binder_phase phase;
	struct binder_read read;
	struct binder_freeze_wait freeze;
};

/** The receive arena of a process as the allocator sees it. */
struct binder_arena {
	u64 user_addr;
	size_t size;		/* 0: never mapped */
	bool mapped;		/* false again once it is unmapped */
	struct list_head buffers;	/* all, used and free, in order of address, without gaps */
	struct rb_root free;	/* by size */
	struct rb_root used;	/* by offset */
	size_t free_async;
	u32 n_used;
	bool spam_reported;
};

struct binder_proc {
	struct binder_context *ctx;
	struct env_proc *env;
	struct list_head entry;		/* ctx->procs */
	struct list_head global_entry;	/* binder_procs */
	int debug_id;
	int pid;
	long default_nice;
	/* its own until released, its threads', those who send to it; no lock */
	atomic_t pins;
	bool dead;
	struct rb_root threads;
	struct list_head waiting_threads;	/* parked for work of the process, latest first */
	u32 n_threads;
	u32 max_threads;
	u32 requested_threads;
	u32 started_threads;
	struct list_head todo;
	struct rb_root nodes;		/* by ptr */
	u32 n_nodes;
	struct rb_root refs_by_desc;
	struct rb_root refs_by_node;
	unsigned long *desc_map;	/* bit set: handle in use */
	u32 desc_bits;
	u32 desc_hint;			/* no free handle below, other than 0 */
	u32 n_refs;
	struct binder_arena arena;
	struct rb_root delivered_deaths;	/* by cookie, those of one in order of delivery */
	struct rb_root delivered_freezes;
	u32 n_files;
	u32 n_work;
	bool spam_detection;
	bool frozen;
	bool sync_recv;
	bool async_recv;
	int outstanding;
	struct list_head freeze_waiters;
	struct binder_stats stats;
};

struct binder_node {
	int debug_id;
	struct binder_work work;
	struct rb_node rb_node;		/* proc->nodes, while alive */
	struct list_head dead_entry;	/* ctx->dead_nodes, after */
	struct binder_context *ctx;
	struct binder_proc *proc;	/* NULL: its owner is dead */
	u64 ptr;
	u64 cookie;
	struct list_head refs;
	u32 n_refs;
	u32 internal_strong;	/* refs with strong > 0 */
	u32 local_strong;
	u32 local_weak;
	u8 min_priority;
	bool accept_fds;
	bool txn_security_ctx;
	bool has_strong;	/* what user space was told */
	bool has_weak;
	bool pending_strong;	/* told, and not acknowledged */
	bool pending_weak;
	bool has_async;		/* a one-way transaction is out */
	struct list_head async_todo;
};

struct binder_death {
	struct binder_work work;
	struct binder_delivered delivered;
	u64 cookie;
	struct binder_proc *proc;	/* whose limits it counts against */
};

struct binder_freeze {
	struct binder_work work;
	struct binder_delivered delivered;
	u64 cookie;
	struct binder_proc *proc;
	bool is_frozen;
	bool sent;
	bool resend;
	bool clear;		/* detached: becomes CLEAR_DONE when acknowledged */
};

struct binder_ref {
	int debug_id;
	u32 desc;
	u32 strong;
	u32 weak;
	struct rb_node desc_node;
	struct rb_node node_node;
	struct list_head node_entry;	/* node->refs */
	struct binder_proc *proc;
	struct binder_node *node;
	struct binder_death *death;
	struct binder_freeze *freeze;
};

/**
 * What a buffer holds on to: one entry an object, written while it is translated. The driver goes
 * by this list alone and never reads an object back from the arena.
 */
struct binder_held {
	u32 type;	/* as the receiver sees it; 0 for nothing to release */
	u32 handle;
	u64 ptr;
};

struct binder_buffer {
	struct list_head entry;		/* arena->buffers */
	struct rb_node rb_node;		/* arena->free or arena->used */
	size_t offset;
	size_t size;
	bool free;
	bool allow_user_free;
	bool clear_on_free;
	bool async;
	bool spam_suspect;
	int debug_id;
	int sender_pid;
	struct binder_transaction *t;	/* while it is not finished */
	struct binder_node *target_node;	/* one local strong count */
	size_t data_size;
	size_t offsets_size;
	size_t extra_size;
	struct binder_held *held;
	u32 n_held;
	int *fda_fds;		/* installed from fd arrays: closed on free */
	u32 n_fda_fds;
};

/** A file of a transaction on its way; the home sees the slot in it. */
struct binder_txn_file {
	struct env_file_slot slot;
	bool in_array;	/* of an fd array: closed when its buffer is freed */
};

struct binder_transaction {
	struct binder_work work;
	struct binder_context *ctx;
	int debug_id;
	struct binder_thread *from;	/* NULL: one-way, reply, or its thread is gone */
	struct binder_transaction *from_parent;
	struct binder_proc *to_proc;
	struct binder_thread *to_thread;
	struct binder_transaction *to_parent;
	bool is_reply;
	int from_pid;		/* for the debug files, also after the sender is gone */
	int from_tid;
	struct binder_buffer *buffer;
	u32 code;
	u32 flags;
	long priority;
	long saved_priority;
	u32 sender_euid;
	u64 secctx;		/* address in the receiver, 0 without */
	struct list_head files;
	u32 n_files;
	s64 start_ms;
};

#endif /* BINDER_CORE_TYPES_H */
