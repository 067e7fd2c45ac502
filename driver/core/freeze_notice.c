// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * freeze_notice.c - telling holders of a handle that its owner was frozen or thawed
 *
 * A registration is idle (on no list), queued on its holder's todo, or sent (on the holder's
 * delivered list until acknowledged). Cleared ones belong to the list they are on.
 */
#include "core/internal.h"

#include <linux/slab.h>

void binder_freeze_notice_free_locked(struct binder_freeze *freeze)
{
	list_del_init(&freeze->work.entry);
	binder_delivered_del(&freeze->proc->delivered_freezes, &freeze->delivered);
	binder_gone_locked(freeze->proc->ctx, BINDER_STAT_FREEZE);
	binder_uncount_locked(freeze->proc, &freeze->proc->n_work, BINDER_WORK_BYTES);
	kfree(freeze);
}

static int request_locked(struct binder_thread *thread, u32 handle, u64 cookie)
{
	struct binder_proc *proc = thread->proc;
	struct binder_ref *ref = binder_ref_find_locked(proc, handle, false);
	struct binder_freeze *freeze;

	if (!ref || ref->freeze) {
		binder_user_error(thread, "freeze notification for handle %u: %s", handle,
				  ref ? "already requested" : "no such handle");
		return -EINVAL;
	}
	if (binder_count_locked(proc, &proc->n_work, proc->ctx->limits.work, BINDER_WORK_BYTES))
		return -ENOMEM;
	freeze = kzalloc(sizeof(*freeze), GFP_KERNEL);
	if (!freeze) {
		binder_uncount_locked(proc, &proc->n_work, BINDER_WORK_BYTES);
		return -ENOMEM;
	}
	binder_work_init(&freeze->work, BINDER_WORK_FROZEN_BINDER);
	freeze->cookie = cookie;
	freeze->proc = proc;
	ref->freeze = freeze;
	binder_made_locked(proc->ctx, BINDER_STAT_FREEZE);
	if (ref->node->proc) {
		freeze->is_frozen = ref->node->proc->frozen;
		binder_queue_proc_locked(proc, &freeze->work);
	}
	return 0;
}

/** binder_freeze_notice_request() - BC_REQUEST_FREEZE_NOTIFICATION. Return: 0, -EINVAL, -ENOMEM. */
int binder_freeze_notice_request(struct binder_thread *thread, u32 handle, u64 cookie)
{
	int ret;

	binder_lock(thread->proc->ctx);
	ret = request_locked(thread, handle, cookie);
	binder_unlock(thread->proc->ctx);
	return ret;
}

static int clear_locked(struct binder_thread *thread, u32 handle, u64 cookie)
{
	struct binder_ref *ref = binder_ref_find_locked(thread->proc, handle, false);
	struct binder_freeze *freeze = ref ? ref->freeze : NULL;

	if (!freeze || freeze->cookie != cookie) {
		binder_user_error(thread,
				  "clears a freeze notification of handle %u that is not there",
				  handle);
		return -EINVAL;
	}
	ref->freeze = NULL;
	freeze->clear = true;
	if (freeze->sent)
		return 0; /* confirmed after the acknowledgement */
	freeze->work.type = BINDER_WORK_CLEAR_FREEZE;
	if (list_empty(&freeze->work.entry))
		binder_queue_proc_locked(thread->proc, &freeze->work);
	return 0;
}

/** binder_freeze_notice_clear() - BC_CLEAR_FREEZE_NOTIFICATION. Return: 0, -EINVAL. */
int binder_freeze_notice_clear(struct binder_thread *thread, u32 handle, u64 cookie)
{
	int ret;

	binder_lock(thread->proc->ctx);
	ret = clear_locked(thread, handle, cookie);
	binder_unlock(thread->proc->ctx);
	return ret;
}

static int done_locked(struct binder_thread *thread, u64 cookie)
{
	struct binder_proc *proc = thread->proc;
	struct binder_delivered *found = binder_delivered_find(&proc->delivered_freezes, cookie);
	struct binder_freeze *freeze;

	if (!found) {
		binder_user_error(thread, "acknowledges a freeze that it was not told of");
		return -EINVAL;
	}
	binder_delivered_del(&proc->delivered_freezes, found);
	freeze = container_of(found, struct binder_freeze, delivered);
	freeze->sent = false;
	if (freeze->clear)
		freeze->work.type = BINDER_WORK_CLEAR_FREEZE;
	if (freeze->clear || freeze->resend)
		binder_queue_proc_locked(proc, &freeze->work);
	freeze->resend = false;
	return 0;
}

/** binder_freeze_notice_done() - BC_FREEZE_NOTIFICATION_DONE. Return: 0, -EINVAL. */
int binder_freeze_notice_done(struct binder_thread *thread, u64 cookie)
{
	int ret;

	binder_lock(thread->proc->ctx);
	ret = done_locked(thread, cookie);
	binder_unlock(thread->proc->ctx);
	return ret;
}

static void notify_locked(struct binder_ref *ref, bool frozen)
{
	struct binder_freeze *freeze = ref->freeze;
	bool differs = freeze->is_frozen != frozen;

	freeze->is_frozen = frozen;
	if (freeze->sent)
		freeze->resend |= differs;
	else if (list_empty(&freeze->work.entry))
		binder_queue_proc_locked(ref->proc, &freeze->work);
}

/**
 * binder_freeze_notice_all_locked() - @proc was frozen or thawed: tell who
 * asked, of all its objects.
 */
void binder_freeze_notice_all_locked(struct binder_proc *proc, bool frozen)
{
	struct rb_node *n;

	lockdep_assert_held(&proc->ctx->lock);
	for (n = rb_first(&proc->nodes); n; n = rb_next(n)) {
		struct binder_node *node = rb_entry(n, struct binder_node, rb_node);
		struct binder_ref *ref;

		list_for_each_entry(ref, &node->refs, node_entry) {
			if (ref->freeze)
				notify_locked(ref, frozen);
		}
	}
}
