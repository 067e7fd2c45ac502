// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * freeze.c - BINDER_FREEZE: a process that is about to be stopped takes no more calls
 *
 * It works on every process with the pid, in all contexts, one after the other. The one that is
 * waited for is pinned in the freezing thread, whose call can stop here and be resumed.
 */
#include "core/internal.h"

#include <linux/string.h>

static bool in_a_call_locked(struct binder_proc *proc)
{
	struct rb_node *n;

	for (n = rb_first(&proc->threads); n; n = rb_next(n)) {
		if (rb_entry(n, struct binder_thread, rb_node)->stack)
			return true;
	}
	return false;
}

static void set_frozen_locked(struct binder_proc *proc, bool frozen)
{
	proc->sync_recv = false;
	proc->async_recv = false;
	proc->frozen = frozen;
}

/* Turns to the next process. Return: false if there is none. */
static bool begin_next(struct binder_thread *thread)
{
	struct binder_freeze_wait *wait = &thread->freeze;
	struct binder_proc *proc = binder_proc_next(wait->info.pid, wait->last_id);

	if (!proc)
		return false;
	wait->last_id = proc->debug_id;
	wait->deadline_ms = binder_now_ms() + wait->info.timeout_ms;
	wait->proc = proc;
	binder_lock(proc->ctx);
	if (!proc->dead) {
		wait->found = true;
		set_frozen_locked(proc, true);
	}
	list_add_tail(&wait->entry, &proc->freeze_waiters);
	binder_unlock(proc->ctx);
	return true;
}

/* Ends the work on the present process. @ok: it may stay frozen if it came to rest. */
static int end_one(struct binder_thread *thread, bool ok)
{
	struct binder_proc *proc = thread->freeze.proc;
	int ret = 0;

	binder_lock(proc->ctx);
	list_del_init(&thread->freeze.entry);
	if (!proc->dead) {
		if (!ok || proc->outstanding || in_a_call_locked(proc)) {
			proc->frozen = false;
			ret = -EAGAIN;
		} else {
			binder_freeze_notice_all_locked(proc, true);
		}
	}
	binder_unlock(proc->ctx);
	thread->freeze.proc = NULL;
	binder_proc_unpin(proc);
	return ret;
}

/** binder_freeze_cancel() - @thread, parked in BINDER_FREEZE, ends. */
void binder_freeze_cancel(struct binder_thread *thread)
{
	thread->phase = BINDER_IDLE;
	end_one(thread, false);
}

/*
 * Return: 0 when the present process has come to rest, died, or had its time; -EINTR, -EINPROGRESS.
 */
static int wait_one(struct binder_thread *thread)
{
	struct binder_proc *proc = thread->freeze.proc;
	s64 left;
	bool busy;
	int ret = 0;

	while (!ret) {
		binder_lock(proc->ctx);
		left = thread->freeze.deadline_ms - binder_now_ms();
		busy = !proc->dead && proc->outstanding > 0;
		binder_unlock(proc->ctx);
		if (!busy || left <= 0)
			break;
		thread->phase = BINDER_FREEZE_WAIT;
		ret = env_wait(thread, left);
		if (ret == -EINPROGRESS)
			return ret;
	}
	thread->phase = BINDER_IDLE;
	return ret;
}

static int freeze_run(struct binder_thread *thread)
{
	int ret, end;

	while (thread->freeze.proc || begin_next(thread)) {
		ret = wait_one(thread);
		if (ret == -EINPROGRESS)
			return ret;
		end = end_one(thread, !ret);
		if (ret || end)
			return ret ? ret : end;
	}
	return thread->freeze.found ? 0 : -EINVAL;
}

static int thaw(u32 pid)
{
	struct binder_proc *proc;
	int last_id = 0, ret = -EINVAL;

	while ((proc = binder_proc_next(pid, last_id))) {
		last_id = proc->debug_id;
		binder_lock(proc->ctx);
		if (!proc->dead) {
			set_frozen_locked(proc, false);
			binder_freeze_notice_all_locked(proc, false);
			ret = 0;
		}
		binder_unlock(proc->ctx);
		binder_proc_unpin(proc);
	}
	return ret;
}

/**
 * binder_freeze_begin() - BINDER_FREEZE.
 * Return: 0, -EINVAL (no such process), -EAGAIN (busy), -EINTR, -EINPROGRESS.
 */
int binder_freeze_begin(struct binder_thread *thread, const struct binder_freeze_info *info)
{
	if (!info->enable)
		return thaw(info->pid);
	thread->freeze.info = *info;
	thread->freeze.last_id = 0;
	thread->freeze.found = false;
	return freeze_run(thread);
}

int binder_freeze_resume(struct binder_thread *thread)
{
	/* it may have come to rest meanwhile: then nothing waits any more */
	thread->phase = BINDER_IDLE;
	return freeze_run(thread);
}

/**
 * binder_frozen_info() - BINDER_GET_FROZEN_INFO over every process with @info's pid.
 * Return: 0, -EINVAL for none.
 */
int binder_frozen_info(struct binder_frozen_status_info *info)
{
	struct binder_proc *proc;
	int last_id = 0, ret = -EINVAL;

	info->sync_recv = 0;
	info->async_recv = 0;
	while ((proc = binder_proc_next(info->pid, last_id))) {
		last_id = proc->debug_id;
		binder_lock(proc->ctx);
		if (!proc->dead) {
			bool pending = proc->outstanding > 0 || in_a_call_locked(proc);

			info->sync_recv |= proc->sync_recv | (pending << 1);
			info->async_recv |= proc->async_recv;
			ret = 0;
		}
		binder_unlock(proc->ctx);
		binder_proc_unpin(proc);
	}
	return ret;
}
