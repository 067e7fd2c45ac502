// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * work.c - todo lists and whom to wake
 *
 * Work for a thread is either worth waking for or deferred: deferred items go out together with
 * whatever comes next. One item for a process wakes one waiter, which the waker takes off the list,
 * so that two items never choose the same thread.
 */
#include "core/internal.h"

#include <linux/slab.h>

void binder_work_init(struct binder_work *work, enum binder_work_type type)
{
	INIT_LIST_HEAD(&work->entry);
	work->type = type;
}

static void poll_notify_locked(struct binder_thread *thread)
{
	if (thread->looper & BINDER_LOOPER_POLL)
		env_poll_notify(thread);
}

/**
 * binder_queue_thread_locked() - @work makes @thread ready. Whoever queues
 * for another wakes it too.
 */
void binder_queue_thread_locked(struct binder_thread *thread, struct binder_work *work)
{
	lockdep_assert_held(&thread->proc->ctx->lock);
	list_add_tail(&work->entry, &thread->todo);
	thread->process_todo = true;
	poll_notify_locked(thread);
}

/** binder_queue_thread_deferred_locked() - @work waits for something else to make @thread ready. */
void binder_queue_thread_deferred_locked(struct binder_thread *thread, struct binder_work *work)
{
	lockdep_assert_held(&thread->proc->ctx->lock);
	list_add_tail(&work->entry, &thread->todo);
}

/** binder_queue_proc_locked() - @work is for any thread of @proc; wakes one. */
void binder_queue_proc_locked(struct binder_proc *proc, struct binder_work *work)
{
	lockdep_assert_held(&proc->ctx->lock);
	list_add_tail(&work->entry, &proc->todo);
	binder_wake_proc_locked(proc, false);
}

/**
 * binder_select_waiter_locked() - the thread that parked last, off the list. NULL: none is parked.
 */
struct binder_thread *binder_select_waiter_locked(struct binder_proc *proc)
{
	struct binder_thread *thread;

	lockdep_assert_held(&proc->ctx->lock);
	if (list_empty(&proc->waiting_threads))
		return NULL;
	thread = list_first_entry(&proc->waiting_threads, struct binder_thread, waiting_entry);
	list_del_init(&thread->waiting_entry);
	return thread;
}

void binder_wake_thread_locked(struct binder_thread *thread, bool sync)
{
	lockdep_assert_held(&thread->proc->ctx->lock);
	env_wake(thread, sync);
	poll_notify_locked(thread);
}

/* Nobody is parked: every poller that could take the work is told, since one of them will come. */
static void wake_pollers_locked(struct binder_proc *proc)
{
	struct rb_node *n;

	for (n = rb_first(&proc->threads); n; n = rb_next(n)) {
		struct binder_thread *thread = rb_entry(n, struct binder_thread, rb_node);

		if (binder_thread_free_for_proc_work_locked(thread))
			poll_notify_locked(thread);
	}
}

/** binder_wake_proc_locked() - something is on @proc's todo list. */
void binder_wake_proc_locked(struct binder_proc *proc, bool sync)
{
	struct binder_thread *thread = binder_select_waiter_locked(proc);

	if (thread)
		binder_wake_thread_locked(thread, sync);
	else
		wake_pollers_locked(proc);
}

/**
 * binder_queue_error_locked() - put @cmd into an error slot of @thread; one that is
 * still full keeps what it has.
 */
void binder_queue_error_locked(struct binder_thread *thread, struct binder_error *error, u32 cmd)
{
	if (error->cmd != BR_OK) {
		binder_log(BINDER_DEBUG_FAILED_TRANSACTION,
			   "%d:%d has an unread error %#x, drops %#x", thread->proc->pid,
			   thread->tid, error->cmd, cmd);
		return;
	}
	error->cmd = cmd;
	binder_queue_thread_locked(thread, &error->work);
}

/**
 * binder_work_drop_locked() - @work, taken off its list, will not be delivered: its
 * reader in @proc is gone.
 */
void binder_work_drop_locked(struct binder_proc *proc, struct binder_work *work)
{
	lockdep_assert_held(&proc->ctx->lock);
	switch (work->type) {
	case BINDER_WORK_TRANSACTION:
		binder_txn_undeliverable_locked(
			container_of(work, struct binder_transaction, work), BR_DEAD_REPLY);
		break;
	case BINDER_WORK_ERROR:
		container_of(work, struct binder_error, work)->cmd = BR_OK;
		break;
	case BINDER_WORK_COMPLETE:
	case BINDER_WORK_SPAM_SUSPECT:
	case BINDER_WORK_PENDING_FROZEN:
		kfree(container_of(work, struct binder_completion, work));
		binder_gone_locked(proc->ctx, BINDER_STAT_COMPLETE);
		binder_uncount_locked(proc, &proc->n_work, BINDER_WORK_BYTES);
		break;
	case BINDER_WORK_NODE:
		break;
	case BINDER_WORK_DEAD_BINDER:
		break; /* its ref owns it */
	case BINDER_WORK_DEAD_BINDER_AND_CLEAR:
	case BINDER_WORK_CLEAR_DEATH:
		binder_death_free_locked(container_of(work, struct binder_death, work));
		break;
	case BINDER_WORK_FROZEN_BINDER:
		if (container_of(work, struct binder_freeze, work)->clear)
			binder_freeze_notice_free_locked(
				container_of(work, struct binder_freeze, work));
		break; /* else its ref owns it */
	case BINDER_WORK_CLEAR_FREEZE:
		binder_freeze_notice_free_locked(container_of(work, struct binder_freeze, work));
		break;
	}
}

/** binder_delivered_add() - @delivered waits in @root for its acknowledgement. */
void binder_delivered_add(struct rb_root *root, struct binder_delivered *delivered, u64 cookie)
{
	struct rb_node **p = &root->rb_node, *parent = NULL;

	delivered->cookie = cookie;
	delivered->listed = true;
	while (*p) {
		parent = *p;
		if (cookie < rb_entry(parent, struct binder_delivered, rb_node)->cookie)
			p = &parent->rb_left;
		else
			p = &parent->rb_right;
	}
	rb_link_node(&delivered->rb_node, parent, p);
	rb_insert_color(&delivered->rb_node, root);
}

/** binder_delivered_del() - it waits no more; nothing happens where it did not. */
void binder_delivered_del(struct rb_root *root, struct binder_delivered *delivered)
{
	if (!delivered->listed)
		return;
	rb_erase(&delivered->rb_node, root);
	delivered->listed = false;
}

/**
 * binder_delivered_find() - of those with @cookie the one delivered first, or NULL
 * A process chooses its cookies and how many it leaves unacknowledged: no walk over all of them.
 */
struct binder_delivered *binder_delivered_find(const struct rb_root *root, u64 cookie)
{
	struct binder_delivered *found = NULL;
	struct rb_node *n = root->rb_node;

	while (n) {
		struct binder_delivered *delivered = rb_entry(n, struct binder_delivered, rb_node);

		if (delivered->cookie == cookie)
			found = delivered;
		n = cookie <= delivered->cookie ? n->rb_left : n->rb_right;
	}
	return found;
}
