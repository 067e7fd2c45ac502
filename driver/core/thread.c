// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * thread.c - the driver's record of one thread, from its first call to its end
 *
 * A record outlives its end while somebody pins it, which is who is sending it a reply or a
 * nested call; it is dead then and takes nothing more.
 */
#include "core/internal.h"

#include <linux/err.h>
#include <linux/slab.h>

static struct binder_thread *thread_find_locked(struct binder_proc *proc, int tid)
{
	struct rb_node *n = proc->threads.rb_node;

	while (n) {
		struct binder_thread *thread = rb_entry(n, struct binder_thread, rb_node);

		if (tid == thread->tid)
			return thread;
		n = tid < thread->tid ? n->rb_left : n->rb_right;
	}
	return NULL;
}

static void error_init(struct binder_error *error)
{
	binder_work_init(&error->work, BINDER_WORK_ERROR);
	error->cmd = BR_OK;
}

static struct binder_thread *thread_new_locked(struct binder_proc *proc, int tid,
					       struct env_thread *env)
{
	struct rb_node **p = &proc->threads.rb_node, *parent = NULL;
	struct binder_thread *thread;

	if (proc->n_threads >= proc->ctx->limits.threads)
		return ERR_PTR(-ENOMEM);
	thread = kzalloc(sizeof(*thread), GFP_KERNEL);
	if (!thread)
		return ERR_PTR(-ENOMEM);
	thread->proc = proc;
	thread->env = env;
	thread->tid = tid;
	thread->need_return = true;
	thread->ee.command = BR_OK;
	INIT_LIST_HEAD(&thread->waiting_entry);
	INIT_LIST_HEAD(&thread->todo);
	INIT_LIST_HEAD(&thread->freeze.entry);
	error_init(&thread->return_error);
	error_init(&thread->reply_error);

	while (*p) {
		parent = *p;
		p = tid < rb_entry(parent, struct binder_thread, rb_node)->tid ? &parent->rb_left :
										 &parent->rb_right;
	}
	rb_link_node(&thread->rb_node, parent, p);
	rb_insert_color(&thread->rb_node, &proc->threads);
	proc->n_threads++;
	binder_proc_pin(proc);
	binder_made_locked(proc->ctx, BINDER_STAT_THREAD);
	return thread;
}

struct binder_thread *binder_thread_get(struct binder_proc *proc, int tid, struct env_thread *env)
{
	struct binder_thread *thread;

	binder_lock(proc->ctx);
	thread = thread_find_locked(proc, tid);
	if (!thread && env)
		thread = thread_new_locked(proc, tid, env);
	binder_unlock(proc->ctx);
	return thread;
}

void binder_thread_pin_locked(struct binder_thread *thread)
{
	lockdep_assert_held(&thread->proc->ctx->lock);
	thread->pins++;
}

static void thread_free_locked(struct binder_thread *thread)
{
	struct binder_proc *proc = thread->proc;

	binder_gone_locked(proc->ctx, BINDER_STAT_THREAD);
	env_thread_put(thread->env);
	kfree(thread);
	atomic_dec(&proc->pins); /* the caller pins it too, so this is not the last */
}

/** binder_thread_unpin_locked() - may free @thread; the caller pins its process. */
void binder_thread_unpin_locked(struct binder_thread *thread)
{
	lockdep_assert_held(&thread->proc->ctx->lock);
	if (!--thread->pins && thread->dead)
		thread_free_locked(thread);
}

/*
 * Nobody will answer or hear what is on @thread's stack. Calls that wait below another one are
 * reached from there when it ends; only the one on top is failed here.
 */
static void release_stack_locked(struct binder_thread *thread)
{
	struct binder_transaction *t = thread->stack, *failed = NULL;

	if (t && t->to_thread == thread)
		failed = t;
	while (t) {
		struct binder_transaction *next;

		if (t->to_thread == thread) {
			next = t->to_parent;
			binder_outstanding_dec_locked(t->to_proc);
			t->to_proc = NULL;
			t->to_thread = NULL;
			if (t->buffer)
				t->buffer->t = NULL;
			t->buffer = NULL;
		} else {
			next = t->from_parent;
			t->from = NULL;
		}
		t = next;
	}
	thread->stack = NULL;
	if (failed)
		binder_txn_fail_locked(failed, BR_DEAD_REPLY);
}

/* What another thread of the process can do as well is handed over; the rest was for this one. */
static void release_todo_locked(struct binder_thread *thread)
{
	struct binder_proc *proc = thread->proc;

	while (!list_empty(&thread->todo)) {
		struct binder_work *work =
			list_first_entry(&thread->todo, struct binder_work, entry);
		bool movable = work->type == BINDER_WORK_NODE;

		list_del_init(&work->entry);
		if (work->type == BINDER_WORK_TRANSACTION) {
			struct binder_transaction *t =
				container_of(work, struct binder_transaction, work);

			movable = !t->is_reply && (t->flags & TF_ONE_WAY);
		}
		if (movable && !proc->dead)
			binder_queue_proc_locked(proc, work);
		else
			binder_work_drop_locked(proc, work);
	}
}

/**
 * binder_thread_release_locked() - end @thread, also where its read is parked; the
 * caller pins its process.
 */
void binder_thread_release_locked(struct binder_thread *thread)
{
	struct binder_proc *proc = thread->proc;

	lockdep_assert_held(&proc->ctx->lock);
	rb_erase(&thread->rb_node, &proc->threads);
	proc->n_threads--;
	thread->dead = true;
	list_del_init(&thread->waiting_entry);
	if (thread->read.t) {
		binder_txn_undeliverable_locked(thread->read.t, BR_DEAD_REPLY);
		thread->read.t = NULL;
	}
	thread->phase = BINDER_IDLE;
	release_stack_locked(thread);
	release_todo_locked(thread);
	/* It may have been woken for work of the process and gone before it took it. */
	if (!proc->dead && !list_empty(&proc->todo))
		binder_wake_proc_locked(proc, false);
	if (!thread->pins)
		thread_free_locked(thread);
}

void binder_thread_exit(struct binder_thread *thread)
{
	struct binder_proc *proc = thread->proc;

	if (thread->phase == BINDER_FREEZE_WAIT)
		binder_freeze_cancel(thread);
	binder_proc_pin(proc);
	binder_lock(proc->ctx);
	binder_thread_release_locked(thread);
	binder_unlock(proc->ctx);
	binder_proc_unpin(proc);
}

/**
 * binder_thread_free_for_proc_work_locked() - neither in a call nor with
 * anything of its own to read.
 */
bool binder_thread_free_for_proc_work_locked(struct binder_thread *thread)
{
	return !thread->stack && list_empty(&thread->todo);
}

/**
 * binder_thread_has_work_locked() - would a read of @thread return now? @proc_work:
 * it may take the process's.
 */
bool binder_thread_has_work_locked(struct binder_thread *thread, bool proc_work)
{
	lockdep_assert_held(&thread->proc->ctx->lock);
	if (thread->process_todo && !list_empty(&thread->todo))
		return true;
	return thread->need_return || (proc_work && !list_empty(&thread->proc->todo));
}

bool binder_poll(struct binder_thread *thread)
{
	struct binder_context *ctx = thread->proc->ctx;
	bool ready;

	binder_lock(ctx);
	thread->looper |= BINDER_LOOPER_POLL;
	ready = binder_thread_has_work_locked(thread,
					      binder_thread_free_for_proc_work_locked(thread));
	binder_unlock(ctx);
	return ready;
}

/** binder_thread_looper() - BC_ENTER_LOOPER, BC_REGISTER_LOOPER, BC_EXIT_LOOPER. */
void binder_thread_looper(struct binder_thread *thread, u32 cmd)
{
	struct binder_proc *proc = thread->proc;

	binder_lock(proc->ctx);
	if (cmd == BC_ENTER_LOOPER) {
		if (thread->looper & BINDER_LOOPER_REGISTERED)
			thread->looper |= BINDER_LOOPER_INVALID;
		thread->looper |= BINDER_LOOPER_ENTERED;
	} else if (cmd == BC_REGISTER_LOOPER) {
		if ((thread->looper & BINDER_LOOPER_ENTERED) || !proc->requested_threads) {
			thread->looper |= BINDER_LOOPER_INVALID;
		} else {
			proc->requested_threads--;
			proc->started_threads++;
		}
		thread->looper |= BINDER_LOOPER_REGISTERED;
	} else {
		thread->looper |= BINDER_LOOPER_EXITED;
	}
	binder_unlock(proc->ctx);
}

struct env_thread *binder_thread_env(const struct binder_thread *thread)
{
	return thread->env;
}

struct binder_proc *binder_thread_proc(const struct binder_thread *thread)
{
	return thread->proc;
}

int binder_thread_id(const struct binder_thread *thread)
{
	return thread->tid;
}
