// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * buffer.c - what a payload holds on to, and letting go of it
 *
 * A used buffer of a call holds its target node, and for each object in it a count in the
 * receiver's tables. Once the receiver is dead its tables are gone as a whole, and nothing is
 * let go of one by one.
 */
#include "core/internal.h"

#include <linux/slab.h>

static void unhold_one_locked(struct binder_proc *proc, const struct binder_held *held)
{
	bool strong = held->type == BINDER_TYPE_BINDER || held->type == BINDER_TYPE_HANDLE;
	struct binder_node *node;
	struct binder_ref *ref;

	switch (held->type) {
	case BINDER_TYPE_BINDER:
	case BINDER_TYPE_WEAK_BINDER:
		node = binder_node_find_locked(proc, held->ptr);
		if (!WARN_ON_ONCE(!node))
			binder_node_dec_locked(node, strong, false);
		break;
	case BINDER_TYPE_HANDLE:
	case BINDER_TYPE_WEAK_HANDLE:
		/* the receiver can have dropped more than it owned: its own loss */
		ref = binder_ref_find_locked(proc, held->handle, false);
		if (!ref || binder_ref_dec_locked(ref, strong) < 0)
			binder_log(BINDER_DEBUG_USER_ERROR, "%d freed handle %u under a buffer",
				   proc->pid, held->handle);
		break;
	}
}

/**
 * binder_buffer_unhold_locked() - let go of the target node and of every object translated so far.
 */
void binder_buffer_unhold_locked(struct binder_proc *proc, struct binder_buffer *buffer)
{
	struct binder_node *node = buffer->target_node;
	u32 i;

	lockdep_assert_held(&proc->ctx->lock);
	if (!proc->dead) {
		if (node)
			binder_node_dec_locked(node, true, false);
		for (i = 0; i < buffer->n_held; i++)
			unhold_one_locked(proc, &buffer->held[i]);
	}
	buffer->target_node = NULL;
	buffer->n_held = 0;
}

/**
 * binder_buffer_drop_locked() - free @buffer and hand on its node's one-way
 * queue if it came from there.
 */
void binder_buffer_drop_locked(struct binder_proc *proc, struct binder_buffer *buffer)
{
	lockdep_assert_held(&proc->ctx->lock);
	if (proc->dead)
		return; /* goes with the arena */
	if (buffer->t)
		buffer->t->buffer = NULL;
	buffer->t = NULL;
	if (buffer->async && buffer->target_node)
		binder_node_next_async_locked(buffer->target_node);
	binder_buffer_unhold_locked(proc, buffer);
	binder_arena_free_locked(proc, buffer);
}

/**
 * binder_buffer_free_command() - BC_FREE_BUFFER; an address that is not a
 * delivered buffer's is skipped.
 */
void binder_buffer_free_command(struct binder_thread *thread, u64 addr)
{
	struct binder_proc *proc = thread->proc;
	struct binder_buffer *buffer;
	u32 n_fds = 0, i;
	int *fds = NULL;

	binder_lock(proc->ctx);
	buffer = binder_arena_find_locked(proc, addr);
	if (!buffer || !buffer->allow_user_free) {
		binder_user_error(thread, "frees a buffer that it does not have");
		binder_unlock(proc->ctx);
		return;
	}
	trace_binder_transaction_buffer_release(buffer);
	swap(fds, buffer->fda_fds);
	swap(n_fds, buffer->n_fda_fds);
	binder_buffer_drop_locked(proc, buffer);
	if (n_fds)
		thread->need_return = true; /* the closes wait for the end of the ioctl */
	binder_unlock(proc->ctx);

	for (i = 0; i < n_fds; i++)
		env_fd_close(thread, fds[i]);
	kfree(fds);
}
