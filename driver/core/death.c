// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * death.c - telling holders of a handle that its owner died
 *
 * A registration belongs to its ref until BC_CLEAR_DEATH_NOTIFICATION detaches it; from then it
 * belongs to the list it is on, and lives until its confirmation was read. A ref that goes takes
 * its registration along.
 */
#include "core/internal.h"

#include <linux/slab.h>

void binder_death_free_locked(struct binder_death *death)
{
	list_del_init(&death->work.entry);
	binder_delivered_del(&death->proc->delivered_deaths, &death->delivered);
	binder_gone_locked(death->proc->ctx, BINDER_STAT_DEATH);
	binder_uncount_locked(death->proc, &death->proc->n_work, BINDER_WORK_BYTES);
	kfree(death);
}

/* Queued, or delivered and not acknowledged. */
static bool is_under_way(const struct binder_death *death)
{
	return !list_empty(&death->work.entry) || death->delivered.listed;
}

/** binder_death_fire_locked() - the owner of @ref's node is dead. */
void binder_death_fire_locked(struct binder_ref *ref)
{
	if (!ref->death || is_under_way(ref->death))
		return;
	ref->death->work.type = BINDER_WORK_DEAD_BINDER;
	binder_queue_proc_locked(ref->proc, &ref->death->work);
}

static struct binder_death *death_new_locked(struct binder_proc *proc)
{
	struct binder_death *death;

	if (binder_count_locked(proc, &proc->n_work, proc->ctx->limits.work, BINDER_WORK_BYTES))
		return NULL;
	death = kzalloc(sizeof(*death), GFP_KERNEL);
	if (!death)
		binder_uncount_locked(proc, &proc->n_work, BINDER_WORK_BYTES);
	return death;
}

static void request_locked(struct binder_thread *thread, u32 handle, u64 cookie)
{
	struct binder_proc *proc = thread->proc;
	struct binder_ref *ref = binder_ref_find_locked(proc, handle, false);
	struct binder_death *death;

	if (!ref || ref->death) {
		binder_user_error(thread, "death notification for handle %u: %s", handle,
				  ref ? "already requested" : "no such handle");
		return;
	}
	death = death_new_locked(proc);
	if (!death) {
		binder_queue_error_locked(thread, &thread->return_error, BR_ERROR);
		return;
	}
	binder_work_init(&death->work, BINDER_WORK_DEAD_BINDER);
	death->cookie = cookie;
	death->proc = proc;
	ref->death = death;
	binder_made_locked(proc->ctx, BINDER_STAT_DEATH);
	if (!ref->node->proc)
		binder_death_fire_locked(ref);
}

/**
 * binder_death_request() - BC_REQUEST_DEATH_NOTIFICATION; a wrong one is skipped, without memory
 * there is BR_ERROR to read.
 */
void binder_death_request(struct binder_thread *thread, u32 handle, u64 cookie)
{
	binder_lock(thread->proc->ctx);
	request_locked(thread, handle, cookie);
	binder_unlock(thread->proc->ctx);
}

/* The confirmation comes to the thread that asked if it reads for itself, else to any. */
static void confirm_locked(struct binder_thread *thread, struct binder_death *death)
{
	death->work.type = BINDER_WORK_CLEAR_DEATH;
	if (thread->looper & (BINDER_LOOPER_REGISTERED | BINDER_LOOPER_ENTERED))
		binder_queue_thread_locked(thread, &death->work);
	else
		binder_queue_proc_locked(thread->proc, &death->work);
}

/** binder_death_clear() - BC_CLEAR_DEATH_NOTIFICATION; one that was not made so is skipped. */
void binder_death_clear(struct binder_thread *thread, u32 handle, u64 cookie)
{
	struct binder_context *ctx = thread->proc->ctx;
	struct binder_death *death;
	struct binder_ref *ref;

	binder_lock(ctx);
	ref = binder_ref_find_locked(thread->proc, handle, false);
	death = ref ? ref->death : NULL;
	if (!death || death->cookie != cookie) {
		binder_user_error(thread,
				  "clears a death notification of handle %u that is not there",
				  handle);
	} else {
		ref->death = NULL;
		if (!is_under_way(death))
			confirm_locked(thread, death);
		else
			death->work.type = BINDER_WORK_DEAD_BINDER_AND_CLEAR;
	}
	binder_unlock(ctx);
}

/** binder_death_done() - BC_DEAD_BINDER_DONE; a cookie that was not delivered is skipped. */
void binder_death_done(struct binder_thread *thread, u64 cookie)
{
	struct binder_proc *proc = thread->proc;
	struct binder_delivered *found;
	struct binder_death *death;

	binder_lock(proc->ctx);
	found = binder_delivered_find(&proc->delivered_deaths, cookie);
	if (!found) {
		binder_user_error(thread, "acknowledges a death that it was not told of");
	} else {
		binder_delivered_del(&proc->delivered_deaths, found);
		death = container_of(found, struct binder_death, delivered);
		if (death->work.type == BINDER_WORK_DEAD_BINDER_AND_CLEAR)
			confirm_locked(thread, death);
	}
	binder_unlock(proc->ctx);
}
