// SPDX-License-Identifier: MIT
/*
 * verify_work.c - threads, todo lists and transactions; see verify.h
 *
 * A transaction is found in exactly one place: on a list, in a reader's hand, on its receiver's
 * stack; or, where its receiver is gone and waits for what it called itself, on its sender's stack
 * or, the sender being gone too, behind the call that is above it.
 */
#include "inproc/verify.h"
#include "inproc/home.h"

static bool is_call(const struct binder_transaction *t)
{
	return !t->is_reply && !(t->flags & TF_ONE_WAY);
}

/* Calls whose both ends are gone and that end when @t does. */
static bool verify_parents(struct verify *v, const struct binder_transaction *t)
{
	const struct binder_transaction *parent = t->from ? NULL : t->from_parent;

	while (parent) {
		HOLDS(v, parent->debug_id, is_call(parent));
		HOLDS(v, parent->debug_id, !parent->to_proc && !parent->to_thread);
		if (parent->from)
			break;
		v->transactions++;
		parent = parent->from_parent;
	}
	return true;
}

/* @t is on its way to v->proc or there. */
static bool verify_incoming(struct verify *v, const struct binder_transaction *t)
{
	const struct list_head *entry;
	u32 n_files = 0;

	HOLDS(v, t->debug_id, t->ctx == v->ctx && t->to_proc == v->proc);
	HOLDS(v, t->debug_id, !t->buffer || t->buffer->t == t);
	HOLDS(v, t->debug_id, !t->from || is_call(t));
	HOLDS(v, t->debug_id, !t->from || !t->from->dead);
	list_for_each(entry, &t->files)
		n_files++;
	HOLDS(v, t->debug_id, n_files == t->n_files);
	v->here.outstanding++;
	v->here.files += n_files;
	v->transactions++;
	return verify_parents(v, t);
}

/* Not yet read to the end. */
static bool verify_pending(struct verify *v, const struct binder_transaction *t)
{
	HOLDS(v, t->debug_id, !t->to_thread);
	HOLDS(v, t->debug_id, t->buffer && !t->buffer->allow_user_free);
	HOLDS(v, t->debug_id, t->is_reply == !t->buffer->target_node);
	v->in_queued += is_call(t) && t->from;
	return verify_incoming(v, t);
}

static bool verify_error(struct verify *v, struct binder_thread *thread, struct binder_work *work)
{
	struct binder_error *error = container_of(work, struct binder_error, work);

	HOLDS(v, 0, thread);
	HOLDS(v, thread->tid, error == &thread->return_error || error == &thread->reply_error);
	HOLDS(v, thread->tid, error->cmd != BR_OK);
	return true;
}

static bool verify_item(struct verify *v, struct binder_thread *thread, struct binder_work *work)
{
	struct verify_proc *here = &v->here;

	switch (work->type) {
	case BINDER_WORK_TRANSACTION:
		return verify_pending(v, container_of(work, struct binder_transaction, work));
	case BINDER_WORK_ERROR:
		return verify_error(v, thread, work);
	case BINDER_WORK_COMPLETE:
	case BINDER_WORK_SPAM_SUSPECT:
	case BINDER_WORK_PENDING_FROZEN:
		HOLDS(v, 0, thread);
		here->completions++;
		return true;
	case BINDER_WORK_NODE:
		HOLDS(v, 0, container_of(work, struct binder_node, work)->proc == v->proc);
		return true;
	case BINDER_WORK_DEAD_BINDER:
		HOLDS(v, 0, !thread);
		here->deaths_queued--;
		return true;
	case BINDER_WORK_DEAD_BINDER_AND_CLEAR:
	case BINDER_WORK_CLEAR_DEATH:
		HOLDS(v, 0, container_of(work, struct binder_death, work)->proc == v->proc);
		HOLDS(v, 0, !container_of(work, struct binder_death, work)->delivered.listed);
		here->deaths++;
		return true;
	case BINDER_WORK_FROZEN_BINDER:
		HOLDS(v, 0, !thread);
		here->freezes_queued--;
		return true;
	case BINDER_WORK_CLEAR_FREEZE:
		HOLDS(v, 0, container_of(work, struct binder_freeze, work)->clear);
		here->freezes++;
		return true;
	}
	HOLDS(v, 0, !"a type that is known");
	return true;
}

bool verify_todo(struct verify *v, struct binder_thread *thread, struct list_head *list)
{
	struct binder_work *work;

	HOLDS(v, thread ? thread->tid : 0, verify_list(list));
	list_for_each_entry(work, list, entry) {
		if (!verify_item(v, thread, work))
			return false;
	}
	return true;
}

bool verify_async(struct verify *v, struct binder_node *node)
{
	struct binder_work *work;

	HOLDS(v, node->debug_id, verify_list(&node->async_todo));
	list_for_each_entry(work, &node->async_todo, entry) {
		struct binder_transaction *t = container_of(work, struct binder_transaction, work);

		HOLDS(v, t->debug_id, work->type == BINDER_WORK_TRANSACTION);
		HOLDS(v, t->debug_id, t->flags & TF_ONE_WAY && !t->is_reply);
		if (!verify_pending(v, t))
			return false;
		HOLDS(v, t->debug_id, t->buffer->target_node == node && t->buffer->async);
	}
	return true;
}

static bool verify_stack(struct verify *v, struct binder_thread *thread)
{
	const struct binder_transaction *t = thread->stack;

	while (t) {
		bool incoming = t->to_thread == thread;

		HOLDS(v, t->debug_id, incoming != (t->from == thread));
		HOLDS(v, t->debug_id, is_call(t));
		if (incoming) {
			HOLDS(v, t->debug_id, list_empty(&t->work.entry));
			HOLDS(v, t->debug_id, !t->buffer || t->buffer->allow_user_free);
			if (!verify_incoming(v, t))
				return false;
			v->in_taken += t->from != NULL;
			t = t->to_parent;
			continue;
		}
		v->out_taken += t->to_thread != NULL;
		v->out_queued += !t->to_thread && t->to_proc;
		v->transactions += !t->to_proc;
		t = t->from_parent;
	}
	return true;
}

/* Whoever waits and has something to do was woken. */
static bool verify_waiting(struct verify *v, struct binder_thread *thread)
{
	bool parked = !list_empty(&thread->waiting_entry);
	bool due = thread->need_return || (thread->process_todo && !list_empty(&thread->todo));

	HOLDS(v, thread->tid, !parked || (thread->looper & BINDER_LOOPER_WAITING));
	HOLDS(v, thread->tid, !parked || thread->read.proc_work);
	if (!v->quiet)
		return true;
	HOLDS(v, thread->tid, !parked || thread->phase == BINDER_READ_WAIT);
	HOLDS(v, thread->tid, !(thread->looper & BINDER_LOOPER_WAITING) ==
				      (thread->phase != BINDER_READ_WAIT));
	HOLDS(v, thread->tid, !thread->read.t == (thread->phase != BINDER_READ_FILES));
	HOLDS(v, thread->tid, !thread->pins);
	if (thread->phase != BINDER_READ_WAIT)
		return true;
	HOLDS(v, thread->tid, !due || inproc_is_woken(thread->env));
	if (thread->read.proc_work && !parked && inproc_is_woken(thread->env))
		v->here.woken = true;
	return true;
}

static bool verify_thread(struct verify *v, struct binder_thread *thread)
{
	HOLDS(v, thread->tid, thread->proc == v->proc && !thread->dead);
	HOLDS(v, thread->tid, (thread->return_error.cmd == BR_OK) ==
				      list_empty(&thread->return_error.work.entry));
	HOLDS(v, thread->tid, (thread->reply_error.cmd == BR_OK) ==
				      list_empty(&thread->reply_error.work.entry));
	v->threads++;
	if (!verify_waiting(v, thread) || !verify_stack(v, thread) ||
	    !verify_todo(v, thread, &thread->todo))
		return false;
	return !thread->read.t || verify_pending(v, thread->read.t);
}

bool verify_threads(struct verify *v)
{
	struct binder_proc *proc = v->proc;
	struct binder_thread *thread;
	u32 parked = 0, listed = 0;
	struct rb_node *n;

	HOLDS(v, 0, shim_rb_count(&proc->threads) == proc->n_threads);
	for (n = rb_first(&proc->threads); n; n = rb_next(n)) {
		thread = rb_entry(n, struct binder_thread, rb_node);
		if (!verify_thread(v, thread))
			return false;
		parked += !list_empty(&thread->waiting_entry);
	}
	HOLDS(v, 0, verify_list(&proc->waiting_threads));
	list_for_each_entry(thread, &proc->waiting_threads, waiting_entry) {
		HOLDS(v, thread->tid, thread->proc == proc);
		listed++;
	}
	HOLDS(v, 0, parked == listed);
	return true;
}
