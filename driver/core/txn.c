// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * txn.c - sending calls and replies, and what becomes of those that fail
 *
 * A send goes through: find the target, reserve a buffer there, fill it, queue it. Everything
 * that the other side could lose meanwhile is pinned in struct binder_send, and looked at again
 * when the transaction is queued. Until then nobody else knows the buffer.
 *
 * Each synchronous transaction is on the sender's stack (from, from_parent) until it is answered,
 * and on the receiver's (to_thread, to_parent) from delivery until the reply.
 */
#include "core/internal.h"

#include <linux/err.h>
#include <linux/overflow.h>
#include <linux/slab.h>

struct binder_send {
	struct binder_thread *thread;
	const struct binder_transaction_data *tr;
	size_t sg_size;
	size_t extra_size;	/* with the security label */
	bool reply;
	bool one_way;
	bool accept_fds;
	bool wants_secctx;
	bool counted;		/* @t and @completion are in the statistics */
	int id;
	struct binder_proc *to;			/* pinned */
	struct binder_thread *to_thread;	/* pinned; NULL: any thread of @to */
	/* one local strong count, until the buffer has it */
	struct binder_node *node;
	struct binder_transaction *in_reply_to;	/* off our stack, on the caller's */
	struct binder_transaction *t;
	struct binder_completion *completion;
	char *secctx;
	size_t secctx_size;
	int node_id;	/* for the log, also after the buffer has @node */
	u32 error;	/* the BR_ word that the failure gives */
	int param;	/* and the reason */
	int line;	/* where it was found */
};

static int fail_at(struct binder_send *s, int line, u32 error, int param)
{
	s->error = error;
	s->param = param;
	s->line = line;
	return -1;
}

#define fail(s, error, param) fail_at(s, __LINE__, error, param)

static int fail_errno(struct binder_send *s, int err)
{
	return fail(s, err == -ESRCH ? BR_DEAD_REPLY : BR_FAILED_REPLY, err);
}

/**
 * binder_outstanding_dec_locked() - something sent to @proc is finished; who
 * freezes it may wait for that.
 */
void binder_outstanding_dec_locked(struct binder_proc *proc)
{
	struct binder_freeze_wait *wait;

	lockdep_assert_held(&proc->ctx->lock);
	if (--proc->outstanding)
		return;
	list_for_each_entry(wait, &proc->freeze_waiters, entry)
		env_wake(container_of(wait, struct binder_thread, freeze), false);
}

static void drop_files(struct binder_proc *to, struct binder_transaction *t)
{
	struct binder_txn_file *file, *next;

	list_for_each_entry_safe(file, next, &t->files, slot.entry) {
		list_del(&file->slot.entry);
		if (file->slot.file)
			env_file_put(file->slot.file);
		kfree(file);
	}
	to->n_files -= t->n_files;
	t->n_files = 0;
}

/* Frees @t, which is on no list and no stack; its buffer stays, unlinked. */
static void txn_destroy_locked(struct binder_context *ctx, struct binder_proc *to,
			       struct binder_transaction *t)
{
	if (to)
		drop_files(to, t);
	trace_binder_txn_latency_free(t);
	if (t->buffer)
		t->buffer->t = NULL;
	binder_gone_locked(ctx, BINDER_STAT_TRANSACTION);
	kfree(t);
}

/** binder_txn_free_locked() - @t, which was queued once, is finished. */
void binder_txn_free_locked(struct binder_transaction *t)
{
	struct binder_proc *to = t->to_proc;

	if (to)
		binder_outstanding_dec_locked(to);
	txn_destroy_locked(t->ctx, to, t);
}

/**
 * binder_txn_fail_locked() - @t will have no reply: tell its sender, and free it
 * @t: a synchronous call, on no list
 * @error: the BR_ word that the sender reads
 * Where the sender's thread is gone, the call that it was itself handling then has no reply
 * either, and so on upwards.
 */
void binder_txn_fail_locked(struct binder_transaction *t, u32 error)
{
	while (t) {
		struct binder_thread *from = t->from;
		struct binder_transaction *parent = t->from_parent;

		if (from) {
			WARN_ON_ONCE(from->stack != t);
			from->stack = t->from_parent;
			t->from = NULL;
			binder_queue_error_locked(from, &from->reply_error, error);
			binder_wake_thread_locked(from, false);
			parent = NULL;
		}
		binder_txn_free_locked(t);
		t = parent;
	}
}

/**
 * binder_txn_undeliverable_locked() - @t, off its list, cannot reach its receiver;
 * its buffer goes with it.
 */
void binder_txn_undeliverable_locked(struct binder_transaction *t, u32 error)
{
	if (t->buffer)
		binder_buffer_drop_locked(t->to_proc, t->buffer);
	if (!t->is_reply && !(t->flags & TF_ONE_WAY))
		binder_txn_fail_locked(t, error);
	else
		binder_txn_free_locked(t);
}

/* Finding the target */

static int target_node_locked(struct binder_send *s)
{
	struct binder_proc *proc = s->thread->proc;
	struct binder_node *node;
	struct binder_ref *ref;

	if (s->tr->target.handle) {
		ref = binder_ref_find_locked(proc, s->tr->target.handle, true);
		if (!ref)
			return fail(s, BR_FAILED_REPLY, -EINVAL);
		node = ref->node;
	} else {
		node = proc->ctx->manager;
		if (node && node->proc->pid == proc->pid)
			return fail(s, BR_FAILED_REPLY, -EINVAL);
	}
	if (!node || !node->proc)
		return fail(s, BR_DEAD_REPLY, -EINVAL);
	if (node->proc == proc)
		return fail(s, BR_FAILED_REPLY, -EINVAL);
	binder_node_inc_locked(node, true, false, NULL);
	s->node = node;
	s->node_id = node->debug_id;
	s->accept_fds = node->accept_fds;
	s->wants_secctx = node->txn_security_ctx;
	s->to = node->proc;
	binder_proc_pin(s->to);
	return 0;
}

/*
 * A thread of the target that waits in the very chain of calls that we are in
 * has to take a nested one.
 */
static void target_nested_locked(struct binder_send *s)
{
	struct binder_transaction *t;

	for (t = s->thread->stack; t; t = t->from_parent) {
		if (t->from && t->from->proc == s->to) {
			s->to_thread = t->from;
			binder_thread_pin_locked(t->from);
			return;
		}
	}
}

static int find_call_target_locked(struct binder_send *s)
{
	struct binder_thread *thread = s->thread;
	struct binder_work *first;

	if (target_node_locked(s))
		return -1;
	if (s->one_way)
		return 0;
	first = list_first_entry_or_null(&thread->todo, struct binder_work, entry);
	if (first && first->type == BINDER_WORK_TRANSACTION) {
		binder_user_error(thread, "makes a call with one unread");
		return fail(s, BR_FAILED_REPLY, -EPROTO);
	}
	if (thread->stack && thread->stack->to_thread != thread) {
		binder_user_error(thread, "makes a call while it waits for another's reply");
		return fail(s, BR_FAILED_REPLY, -EPROTO);
	}
	target_nested_locked(s);
	return 0;
}

/* From here the call counts as answered, whatever becomes of the reply. */
static int find_reply_target_locked(struct binder_send *s)
{
	struct binder_thread *thread = s->thread;
	struct binder_transaction *call = thread->stack;
	struct binder_thread *from;

	if (!call || call->to_thread != thread) {
		binder_user_error(thread, "replies to nothing");
		return fail(s, BR_FAILED_REPLY, -EPROTO);
	}
	from = call->from;
	thread->stack = call->to_parent;
	s->in_reply_to = call;
	s->accept_fds = call->flags & TF_ACCEPT_FDS;
	if (!from)
		return fail(s, BR_DEAD_REPLY, 0);
	s->to_thread = from;
	binder_thread_pin_locked(from);
	s->to = from->proc;
	binder_proc_pin(s->to);
	return 0;
}

static void ee_set(struct binder_thread *thread, int id, u32 command, int param)
{
	thread->ee.id = id;
	thread->ee.command = command;
	thread->ee.param = param;
}

static int find_target(struct binder_send *s)
{
	struct binder_context *ctx = s->thread->proc->ctx;
	int ret;

	binder_lock(ctx);
	ee_set(s->thread, s->id, BR_OK, 0);
	ret = s->reply ? find_reply_target_locked(s) : find_call_target_locked(s);
	binder_unlock(ctx);
	if (s->in_reply_to)
		env_set_nice(s->thread, s->in_reply_to->saved_priority);
	return ret;
}

/* Bookkeeping and the buffer */

static int allocate(struct binder_send *s)
{
	struct binder_proc *proc = s->thread->proc;

	s->t = kzalloc(sizeof(*s->t), GFP_KERNEL);
	s->completion = kzalloc(sizeof(*s->completion), GFP_KERNEL);
	if (!s->t || !s->completion)
		return fail(s, BR_FAILED_REPLY, -ENOMEM);
	binder_work_init(&s->t->work, BINDER_WORK_TRANSACTION);
	binder_work_init(&s->completion->work, BINDER_WORK_COMPLETE);
	INIT_LIST_HEAD(&s->t->files);
	s->t->ctx = proc->ctx;
	s->t->debug_id = s->id;
	s->t->is_reply = s->reply;
	s->t->from_pid = proc->pid;
	s->t->from_tid = s->thread->tid;
	s->t->to_proc = s->to;
	s->t->code = s->tr->code;
	s->t->flags = s->tr->flags;
	s->t->priority = env_get_nice(s->thread);
	s->t->sender_euid = env_caller_euid(s->thread);
	s->t->start_ms = binder_now_ms();
	trace_binder_transaction(s->reply, s->t, s->node, s->to_thread);
	return 0;
}

/* A home without labels gives the empty one, so that a service that asks for them can be called. */
static int get_secctx(struct binder_send *s)
{
	int len;

	if (!s->wants_secctx)
		return 0;
	len = env_secctx(s->thread->proc, &s->secctx);
	if (len < 0)
		return fail(s, BR_FAILED_REPLY, len);
	s->secctx_size = len ? len : 1;
	return 0;
}

static int reserve_locked(struct binder_send *s)
{
	struct binder_proc *proc = s->thread->proc;
	struct binder_buffer *buffer;

	if (binder_count_locked(proc, &proc->n_work, proc->ctx->limits.work, BINDER_WORK_BYTES))
		return fail(s, BR_FAILED_REPLY, -ENOMEM);
	buffer = binder_arena_alloc_locked(s->to, s->tr->data_size, s->tr->offsets_size,
					   s->extra_size, s->one_way, proc->pid);
	if (IS_ERR(buffer)) {
		binder_uncount_locked(proc, &proc->n_work, BINDER_WORK_BYTES);
		return fail_errno(s, PTR_ERR(buffer));
	}
	buffer->debug_id = s->id;
	trace_binder_transaction_alloc_buf(buffer);
	buffer->t = s->t;
	buffer->target_node = s->node;
	buffer->clear_on_free = s->tr->flags & TF_CLEAR_BUF;
	s->node = NULL;
	s->t->buffer = buffer;
	if (buffer->spam_suspect)
		s->completion->work.type = BINDER_WORK_SPAM_SUSPECT;
	return 0;
}

static int reserve(struct binder_send *s)
{
	struct binder_context *ctx = s->thread->proc->ctx;
	size_t label = ALIGN(s->secctx_size, 8);
	int ret;

	if (s->sg_size > SIZE_MAX - 7 || check_add_overflow((size_t)ALIGN(s->sg_size, 8), label,
							    &s->extra_size))
		return fail(s, BR_FAILED_REPLY, -EINVAL);
	binder_lock(ctx);
	ret = reserve_locked(s);
	if (!ret) {
		s->counted = true;
		binder_made_locked(ctx, BINDER_STAT_COMPLETE);
		binder_made_locked(ctx, BINDER_STAT_TRANSACTION);
	}
	binder_unlock(ctx);
	return ret;
}

static void put_secctx(struct binder_send *s)
{
	struct binder_buffer *buffer = s->t->buffer;
	size_t at = ALIGN(buffer->data_size, 8) + ALIGN(buffer->offsets_size, 8) +
		    ALIGN(s->sg_size, 8);

	env_arena_write(s->to, buffer->offset + at, s->secctx ? s->secctx : "", s->secctx_size);
	s->t->secctx = s->to->arena.user_addr + buffer->offset + at;
}

static int fill(struct binder_send *s)
{
	struct binder_buffer *buffer = s->t->buffer;
	size_t sg_at = ALIGN(buffer->data_size, 8) + ALIGN(buffer->offsets_size, 8);
	struct binder_payload p = {
		.thread = s->thread,
		.to = s->to,
		.t = s->t,
		.tr = s->tr,
		.accept_fds = s->accept_fds,
		.sg_at = sg_at,
		.sg_end = sg_at + s->sg_size,
	};
	int ret;

	if (s->secctx_size)
		put_secctx(s);
	ret = binder_payload_copy(&p);
	if (ret == -ESRCH) /* it died under our hands */
		return fail(s, BR_DEAD_REPLY, 0);
	return ret ? fail(s, BR_FAILED_REPLY, ret) : 0;
}

/* Queueing */

static void complete_locked(struct binder_send *s, bool deferred)
{
	if (deferred)
		binder_queue_thread_deferred_locked(s->thread, &s->completion->work);
	else
		binder_queue_thread_locked(s->thread, &s->completion->work);
	s->completion = NULL;
}

static bool updates(const struct binder_transaction *old, const struct binder_transaction *t)
{
	u32 both = TF_ONE_WAY | TF_UPDATE_TXN;

	return (old->flags & t->flags & both) == both && old->flags == t->flags &&
	       old->code == t->code && old->buffer && old->buffer->sender_pid == t->from_pid;
}

/*
 * A frozen receiver need not see each of a series of updates: @t takes the place
 * of the first one like it.
 */
static void drop_outdated_locked(struct binder_node *node, const struct binder_transaction *t)
{
	struct binder_transaction *old;
	struct binder_proc *to = node->proc;
	struct binder_buffer *buffer;

	list_for_each_entry(old, &node->async_todo, work.entry) {
		if (!updates(old, t))
			continue;
		list_del_init(&old->work.entry);
		buffer = old->buffer;
		trace_binder_transaction_update_buffer_release(buffer);
		binder_txn_free_locked(old);
		binder_buffer_unhold_locked(to, buffer);
		binder_arena_free_locked(to, buffer);
		return;
	}
}

static void queue_one_way_locked(struct binder_send *s)
{
	struct binder_transaction *t = s->t;
	struct binder_node *node = t->buffer->target_node;
	struct binder_thread *waiter;

	if (s->to->frozen) {
		s->to->async_recv = true;
		s->completion->work.type = BINDER_WORK_PENDING_FROZEN;
	}
	s->to->outstanding++;
	if (node->has_async) {
		if (s->to->frozen && (t->flags & TF_UPDATE_TXN))
			drop_outdated_locked(node, t);
		list_add_tail(&t->work.entry, &node->async_todo);
		return;
	}
	node->has_async = true;
	waiter = binder_select_waiter_locked(s->to);
	if (!waiter) {
		binder_queue_proc_locked(s->to, &t->work);
		return;
	}
	binder_queue_thread_locked(waiter, &t->work);
	binder_wake_thread_locked(waiter, false);
}

static void queue_call_locked(struct binder_send *s)
{
	struct binder_transaction *t = s->t;
	struct binder_thread *to_thread = s->to_thread;

	t->from = s->thread;
	t->from_parent = s->thread->stack;
	s->thread->stack = t;
	s->to->outstanding++;
	if (!to_thread)
		to_thread = binder_select_waiter_locked(s->to);
	if (to_thread) {
		binder_queue_thread_locked(to_thread, &t->work);
		binder_wake_thread_locked(to_thread, true);
	} else {
		list_add_tail(&t->work.entry, &s->to->todo);
		binder_wake_proc_locked(s->to, true);
	}
}

static int queue_call_or_one_way_locked(struct binder_send *s)
{
	if (s->to->dead || (s->to_thread && s->to_thread->dead))
		return fail(s, BR_DEAD_REPLY, 0);
	if (s->one_way) {
		queue_one_way_locked(s);
		complete_locked(s, false);
		return 0;
	}
	if (s->to->frozen) {
		s->to->sync_recv = true;
		return fail(s, BR_FROZEN_REPLY, 0);
	}
	complete_locked(s, true);
	queue_call_locked(s);
	return 0;
}

static int queue_reply_locked(struct binder_send *s)
{
	struct binder_thread *caller = s->to_thread;
	struct binder_transaction *call = s->in_reply_to;

	if (caller->dead || s->to->dead)
		return fail(s, BR_DEAD_REPLY, 0);
	complete_locked(s, false);
	WARN_ON_ONCE(caller->stack != call);
	caller->stack = call->from_parent;
	call->from = NULL;
	s->to->outstanding++;
	binder_queue_thread_locked(caller, &s->t->work);
	binder_wake_thread_locked(caller, true);
	binder_txn_free_locked(call);
	s->in_reply_to = NULL;
	return 0;
}

static void log_locked(struct binder_send *s)
{
	const struct binder_log_entry entry = {
		.id = s->id,
		.from_pid = s->thread->proc->pid,
		.from_tid = s->thread->tid,
		.to_pid = s->to ? s->to->pid : 0,
		.to_tid = s->to_thread ? s->to_thread->tid : 0,
		.node = s->node_id,
		.handle = s->tr->target.handle,
		.data_size = s->tr->data_size,
		.offsets_size = s->tr->offsets_size,
		.error = s->error,
		.param = s->param,
		.line = s->line,
		.reply = s->reply,
		.one_way = s->one_way,
	};

	binder_log_add_locked(s->thread->proc->ctx, &entry);
}

/* Nobody looks at the target's thread after this. */
static void end_locked(struct binder_send *s)
{
	log_locked(s);
	if (s->to_thread)
		binder_thread_unpin_locked(s->to_thread);
}

static int queue(struct binder_send *s)
{
	struct binder_context *ctx = s->thread->proc->ctx;
	int ret;

	binder_lock(ctx);
	ret = s->reply ? queue_reply_locked(s) : queue_call_or_one_way_locked(s);
	if (!ret) {
		s->t = NULL;
		end_locked(s);
	}
	binder_unlock(ctx);
	return ret;
}

/* Undoing */

static void undo_locked(struct binder_send *s)
{
	struct binder_context *ctx = s->thread->proc->ctx;
	struct binder_buffer *buffer = s->t ? s->t->buffer : NULL;

	if (buffer) {
		trace_binder_transaction_failed_buffer_release(buffer);
		s->t->buffer = NULL;
		buffer->t = NULL;
		binder_buffer_unhold_locked(s->to, buffer);
		if (!s->to->dead)
			binder_arena_free_locked(s->to, buffer);
	}
	if (s->node && !s->to->dead)
		binder_node_dec_locked(s->node, true, false);
	if (s->counted) {
		binder_uncount_locked(s->thread->proc, &s->thread->proc->n_work,
				      BINDER_WORK_BYTES);
		binder_gone_locked(ctx, BINDER_STAT_COMPLETE);
		txn_destroy_locked(ctx, s->to, s->t);
	} else {
		kfree(s->t);
	}
	kfree(s->completion);
}

/* A reply that fails is the caller's loss; who replied has done its part. */
static void report_locked(struct binder_send *s)
{
	struct binder_thread *thread = s->thread;

	binder_log(BINDER_DEBUG_FAILED_TRANSACTION, "%d:%d %s %d to %d failed: %#x, %d, size %llu",
		   thread->proc->pid, thread->tid, s->reply ? "reply" : "call", s->id,
		   s->to ? s->to->pid : 0, s->error, s->param,
		   (unsigned long long)s->tr->data_size);
	if (!s->in_reply_to) {
		ee_set(thread, s->id, s->error, s->param);
		binder_queue_error_locked(thread, &thread->return_error, s->error);
		return;
	}
	if (s->to_thread && s->to_thread->ee.command == BR_OK)
		ee_set(s->to_thread, s->id, s->error, s->param);
	binder_queue_error_locked(thread, &thread->return_error, BR_TRANSACTION_COMPLETE);
	binder_txn_fail_locked(s->in_reply_to, s->error);
}

static void finish(struct binder_send *s, bool failed)
{
	struct binder_context *ctx = s->thread->proc->ctx;

	if (failed) {
		binder_lock(ctx);
		undo_locked(s);
		report_locked(s);
		end_locked(s);
		binder_unlock(ctx);
	}
	if (s->to)
		binder_proc_unpin(s->to);
	if (s->secctx)
		env_secctx_put(s->secctx);
}

/**
 * binder_transact() - BC_TRANSACTION, BC_REPLY and their scatter-gather forms
 * @thread:	the caller
 * @tr:		our own copy of what it sent
 * @sg_size:	bytes of scatter-gather area
 * @reply:	answers the call on top of @thread's stack; target and cookie are ignored
 * What became of it is on the caller's todo list.
 */
void binder_transact(struct binder_thread *thread, const struct binder_transaction_data *tr,
		     u64 sg_size, bool reply)
{
	struct binder_send s = {
		.thread = thread,
		.tr = tr,
		.sg_size = sg_size,
		.reply = reply,
		.one_way = !reply && (tr->flags & TF_ONE_WAY),
		.id = binder_next_id(),
	};
	bool failed;

	failed = find_target(&s) || allocate(&s) || get_secctx(&s) || reserve(&s) || fill(&s) ||
		 queue(&s);
	finish(&s, failed);
}
