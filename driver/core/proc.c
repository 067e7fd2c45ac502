// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * proc.c - one opened device: its start, its mapping, its end
 *
 * binder_procs lists all of them in the order of their ids, which is what freezing by pid goes
 * by. Its lock and a context lock: the list's is taken inside.
 */
#include "core/internal.h"

#include <linux/err.h>
#include <linux/mm.h>
#include <linux/slab.h>

static DEFINE_MUTEX(binder_procs_lock);
static LIST_HEAD(binder_procs);

struct binder_proc *binder_proc_new(struct binder_context *ctx, struct env_proc *env, int pid,
				    long nice)
{
	struct binder_proc *proc = kzalloc(sizeof(*proc), GFP_KERNEL_ACCOUNT);

	if (!proc || binder_log_prepare(ctx)) {
		kfree(proc);
		return ERR_PTR(-ENOMEM);
	}
	binder_context_get(ctx);
	proc->ctx = ctx;
	proc->env = env;
	proc->pid = pid;
	proc->default_nice = nice;
	proc->threads = RB_ROOT;
	proc->nodes = RB_ROOT;
	proc->refs_by_desc = RB_ROOT;
	proc->refs_by_node = RB_ROOT;
	INIT_LIST_HEAD(&proc->waiting_threads);
	INIT_LIST_HEAD(&proc->todo);
	proc->delivered_deaths = RB_ROOT;
	proc->delivered_freezes = RB_ROOT;
	INIT_LIST_HEAD(&proc->freeze_waiters);
	binder_arena_init(&proc->arena);
	atomic_set(&proc->pins, 1);

	binder_lock(ctx);
	list_add_tail(&proc->entry, &ctx->procs);
	binder_made_locked(ctx, BINDER_STAT_PROC);
	mutex_lock(&binder_procs_lock);
	proc->debug_id = binder_next_id();
	list_add_tail(&proc->global_entry, &binder_procs);
	mutex_unlock(&binder_procs_lock);
	binder_unlock(ctx);
	return proc;
}

/**
 * binder_proc_next() - the next process with @pid, in any context, in order of opening
 * @pid: as in binder_proc_new()
 * @after_id: debug_id of the one before, or 0
 * The caller locks its context and looks whether it is dead. Return: it, pinned; NULL for none.
 */
struct binder_proc *binder_proc_next(int pid, int after_id)
{
	struct binder_proc *proc, *found = NULL;

	mutex_lock(&binder_procs_lock);
	list_for_each_entry(proc, &binder_procs, global_entry) {
		if (proc->pid == pid && proc->debug_id > after_id) {
			found = proc;
			break;
		}
	}
	if (found)
		binder_proc_pin(found);
	mutex_unlock(&binder_procs_lock);
	return found;
}

void binder_proc_pin(struct binder_proc *proc)
{
	atomic_inc(&proc->pins);
}

/**
 * binder_proc_unpin() - frees what is left of a released process with its
 * last pin. Without the lock.
 */
void binder_proc_unpin(struct binder_proc *proc)
{
	struct binder_context *ctx = proc->ctx;

	if (!atomic_dec_and_test(&proc->pins))
		return;
	binder_lock(ctx);
	binder_arena_fini_locked(proc);
	binder_gone_locked(ctx, BINDER_STAT_PROC);
	binder_unlock(ctx);
	WARN_ON(proc->n_nodes || proc->n_refs || proc->n_threads || proc->n_files || proc->n_work);
	env_proc_put(proc->env);
	kvfree(proc->desc_map);
	kfree(proc);
	binder_context_put(ctx);
}

/**
 * binder_count_locked() - @proc makes the driver keep one thing more
 * @count: of @proc, how many of the kind it has; at most @limit
 * @size: what one takes
 * Return: 0, -ENOMEM.
 */
int binder_count_locked(struct binder_proc *proc, u32 *count, u32 limit, size_t size)
{
	lockdep_assert_held(&proc->ctx->lock);
	if (*count >= limit || env_charge(proc, size))
		return -ENOMEM;
	++*count;
	return 0;
}

/** binder_uncount_locked() - and one less. */
void binder_uncount_locked(struct binder_proc *proc, u32 *count, size_t size)
{
	lockdep_assert_held(&proc->ctx->lock);
	--*count;
	env_uncharge(proc, size);
}

int binder_proc_map(struct binder_proc *proc, u64 user_addr, size_t size)
{
	int ret = -EBUSY;

	if (!size)
		return -EINVAL;
	size = min_t(size_t, size, BINDER_ARENA_MAX);
	binder_lock(proc->ctx);
	if (!proc->arena.size)
		ret = binder_arena_map_locked(&proc->arena, user_addr, size);
	binder_unlock(proc->ctx);
	return ret;
}

void binder_proc_map_undo(struct binder_proc *proc)
{
	binder_lock(proc->ctx);
	WARN_ON(proc->arena.n_used);
	binder_arena_reset_locked(&proc->arena);
	binder_unlock(proc->ctx);
}

void binder_proc_unmap(struct binder_proc *proc)
{
	binder_lock(proc->ctx);
	proc->arena.mapped = false;
	binder_unlock(proc->ctx);
}

void binder_flush(struct binder_proc *proc)
{
	struct rb_node *n;

	binder_lock(proc->ctx);
	for (n = rb_first(&proc->threads); n; n = rb_next(n)) {
		struct binder_thread *thread = rb_entry(n, struct binder_thread, rb_node);

		thread->need_return = true;
		if (thread->looper & BINDER_LOOPER_WAITING)
			env_wake(thread, false);
	}
	binder_unlock(proc->ctx);
}

/*
 * Parked in BINDER_FREEZE, which looks after a process of maybe another context: before our lock.
 */
static void cancel_freezes(struct binder_proc *proc)
{
	struct rb_node *n;

	for (n = rb_first(&proc->threads); n; n = rb_next(n)) {
		struct binder_thread *thread = rb_entry(n, struct binder_thread, rb_node);

		if (thread->phase == BINDER_FREEZE_WAIT)
			binder_freeze_cancel(thread);
	}
}

static void release_threads_locked(struct binder_proc *proc)
{
	struct rb_node *n;

	while ((n = rb_first(&proc->threads)))
		binder_thread_release_locked(rb_entry(n, struct binder_thread, rb_node));
}

/* What is let go of under one hold of the lock. */
#define RELEASE_STEP 512

/*
 * One thing of @proc: objects first, since others are told of their end, then handles, then what
 * it did not read. With its handles go their registrations; left are those that were cleared.
 */
static bool release_one_locked(struct binder_proc *proc)
{
	struct binder_work *work;
	struct rb_node *n;

	if ((n = rb_first(&proc->nodes))) {
		binder_node_release_locked(rb_entry(n, struct binder_node, rb_node));
	} else if ((n = rb_first(&proc->refs_by_desc))) {
		binder_ref_free_locked(rb_entry(n, struct binder_ref, desc_node));
	} else if (!list_empty(&proc->todo)) {
		work = list_first_entry(&proc->todo, struct binder_work, entry);
		list_del_init(&work->entry);
		binder_work_drop_locked(proc, work);
	} else if ((n = rb_first(&proc->delivered_deaths))) {
		binder_death_free_locked(rb_entry(n, struct binder_death, delivered.rb_node));
	} else if ((n = rb_first(&proc->delivered_freezes))) {
		binder_freeze_notice_free_locked(
			rb_entry(n, struct binder_freeze, delivered.rb_node));
	} else {
		return false;
	}
	return true;
}

/* A thread that waits for this process to come to rest will wait no longer. */
static void wake_freezers_locked(struct binder_proc *proc)
{
	struct binder_freeze_wait *wait;

	list_for_each_entry(wait, &proc->freeze_waiters, entry)
		env_wake(container_of(wait, struct binder_thread, freeze), false);
}

void binder_proc_release_begin(struct binder_proc *proc)
{
	struct binder_context *ctx = proc->ctx;

	cancel_freezes(proc);
	binder_lock(ctx);
	mutex_lock(&binder_procs_lock);
	list_del(&proc->global_entry);
	mutex_unlock(&binder_procs_lock);
	list_del(&proc->entry);
	if (ctx->manager && ctx->manager->proc == proc)
		ctx->manager = NULL;
	proc->dead = true;
	proc->frozen = false;
	proc->sync_recv = false;
	proc->async_recv = false;
	release_threads_locked(proc);
	wake_freezers_locked(proc);
	binder_unlock(ctx);
}

bool binder_proc_release_step(struct binder_proc *proc)
{
	struct binder_context *ctx = proc->ctx;
	bool more = true;
	int i;

	binder_lock(ctx);
	for (i = 0; i < RELEASE_STEP && more; i++)
		more = release_one_locked(proc);
	binder_unlock(ctx);
	if (!more)
		binder_proc_unpin(proc);
	return more;
}

void binder_proc_release(struct binder_proc *proc)
{
	binder_proc_release_begin(proc);
	while (binder_proc_release_step(proc))
		;
}

struct env_proc *binder_proc_env(const struct binder_proc *proc)
{
	return proc->env;
}

struct binder_context *binder_proc_context(const struct binder_proc *proc)
{
	return proc->ctx;
}

int binder_proc_pid(const struct binder_proc *proc)
{
	return proc->pid;
}
