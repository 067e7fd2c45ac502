// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * node.c - objects that processes export, and what their owners are told
 *
 * Somebody holds a node strongly while internal_strong + local_strong > 0, and at all while that
 * is so, or there is any ref, or local_weak > 0. has_strong and has_weak are what the owner was
 * told. Where the two differ the node's one work item is queued; what to say is decided when it
 * is delivered. BR_INCREFS and BR_ACQUIRE hold a local count until they are acknowledged, so that
 * BR_RELEASE and BR_DECREFS never overtake them.
 */
#include "core/internal.h"

#include <linux/err.h>
#include <linux/slab.h>
#include <linux/string.h>

static bool held_strongly(const struct binder_node *node)
{
	return node->internal_strong || node->local_strong;
}

static bool held(const struct binder_node *node)
{
	return held_strongly(node) || node->local_weak || !list_empty(&node->refs);
}

struct binder_node *binder_node_find_locked(struct binder_proc *proc, u64 ptr)
{
	struct rb_node *n = proc->nodes.rb_node;

	lockdep_assert_held(&proc->ctx->lock);
	while (n) {
		struct binder_node *node = rb_entry(n, struct binder_node, rb_node);

		if (ptr == node->ptr)
			return node;
		n = ptr < node->ptr ? n->rb_left : n->rb_right;
	}
	return NULL;
}

static void node_insert_locked(struct binder_proc *proc, struct binder_node *node)
{
	struct rb_node **p = &proc->nodes.rb_node, *parent = NULL;

	while (*p) {
		parent = *p;
		if (node->ptr < rb_entry(parent, struct binder_node, rb_node)->ptr)
			p = &parent->rb_left;
		else
			p = &parent->rb_right;
	}
	rb_link_node(&node->rb_node, parent, p);
	rb_insert_color(&node->rb_node, &proc->nodes);
}

/**
 * binder_node_new_locked() - @proc's object @fp, which has no node yet.
 * Return: it or ERR_PTR(-ENOMEM).
 */
struct binder_node *binder_node_new_locked(struct binder_proc *proc,
					   const struct flat_binder_object *fp)
{
	struct binder_node *node;

	if (binder_count_locked(proc, &proc->n_nodes, proc->ctx->limits.nodes, sizeof(*node)))
		return ERR_PTR(-ENOMEM);
	node = kzalloc(sizeof(*node), GFP_KERNEL);
	if (!node) {
		binder_uncount_locked(proc, &proc->n_nodes, sizeof(*node));
		return ERR_PTR(-ENOMEM);
	}
	node->debug_id = binder_next_id();
	binder_work_init(&node->work, BINDER_WORK_NODE);
	INIT_LIST_HEAD(&node->dead_entry);
	INIT_LIST_HEAD(&node->refs);
	INIT_LIST_HEAD(&node->async_todo);
	node->ctx = proc->ctx;
	node->proc = proc;
	node->ptr = fp->binder;
	node->cookie = fp->cookie;
	node->min_priority = fp->flags & FLAT_BINDER_FLAG_PRIORITY_MASK;
	node->accept_fds = fp->flags & FLAT_BINDER_FLAG_ACCEPTS_FDS;
	node->txn_security_ctx = fp->flags & FLAT_BINDER_FLAG_TXN_SECURITY_CTX;
	node_insert_locked(proc, node);
	binder_made_locked(proc->ctx, BINDER_STAT_NODE);
	return node;
}

static void node_free_locked(struct binder_node *node)
{
	list_del_init(&node->work.entry);
	if (node->proc) {
		rb_erase(&node->rb_node, &node->proc->nodes);
		binder_uncount_locked(node->proc, &node->proc->n_nodes, sizeof(*node));
	}
	list_del_init(&node->dead_entry);
	binder_gone_locked(node->ctx, BINDER_STAT_NODE);
	kfree(node);
}

/**
 * binder_node_inc_locked() - count one more holder
 * @node:	of whatever process
 * @strong:	a strong or a weak count
 * @internal:	a ref of another process, else a buffer, transaction or acknowledgement
 * @tell:	a thread of the owner that is sending the object; others cannot make it strong
 * Return: 0, or -EINVAL where the owner holds it as weak only and was not asked.
 */
int binder_node_inc_locked(struct binder_node *node, bool strong, bool internal,
			   struct binder_thread *tell)
{
	lockdep_assert_held(&node->ctx->lock);
	if (strong && internal && !tell && !node->internal_strong &&
	    !(node == node->ctx->manager && node->has_strong))
		return -EINVAL;

	if (strong && internal)
		node->internal_strong++;
	else if (strong)
		node->local_strong++;
	else if (!internal)
		node->local_weak++;

	if (!tell)
		return 0;
	if (strong && !node->has_strong) {
		list_del_init(&node->work.entry);
		binder_queue_thread_deferred_locked(tell, &node->work);
	} else if (!strong && !node->has_weak && list_empty(&node->work.entry)) {
		binder_queue_thread_deferred_locked(tell, &node->work);
	}
	return 0;
}

/**
 * binder_node_settle_locked() - a count went down: tell the owner, or free
 * @node when nothing is left
 * @node: not to be used again
 * @strong: which kind it was
 * The in-tree driver queues the node when the last count of one kind is gone, also where in the
 * end there is nothing to say; when and in which order the owner is told follows from that.
 */
void binder_node_settle_locked(struct binder_node *node, bool strong)
{
	bool told = node->has_strong || node->has_weak;

	lockdep_assert_held(&node->ctx->lock);
	if (strong ? held_strongly(node) : node->local_weak || !list_empty(&node->refs))
		return;
	if (!node->proc || !told) {
		if (!held(node))
			node_free_locked(node);
	} else if (list_empty(&node->work.entry)) {
		binder_queue_proc_locked(node->proc, &node->work);
	}
}

/** binder_node_dec_locked() - take one count back; may free @node. */
void binder_node_dec_locked(struct binder_node *node, bool strong, bool internal)
{
	lockdep_assert_held(&node->ctx->lock);
	if (strong && internal) {
		WARN_ON_ONCE(!node->internal_strong);
		node->internal_strong--;
	} else if (strong) {
		WARN_ON_ONCE(!node->local_strong);
		node->local_strong--;
	} else if (!internal) {
		WARN_ON_ONCE(!node->local_weak);
		node->local_weak--;
	}
	binder_node_settle_locked(node, strong);
}

/** binder_node_acked() - BC_ACQUIRE_DONE or BC_INCREFS_DONE; a wrong one is skipped. */
void binder_node_acked(struct binder_thread *thread, bool strong, u64 ptr, u64 cookie)
{
	struct binder_context *ctx = thread->proc->ctx;
	struct binder_node *node;
	bool *pending;

	binder_lock(ctx);
	node = binder_node_find_locked(thread->proc, ptr);
	if (!node || node->cookie != cookie) {
		binder_user_error(thread, "acknowledges an object that it did not send");
		goto out;
	}
	pending = strong ? &node->pending_strong : &node->pending_weak;
	if (!*pending) {
		binder_user_error(thread, "acknowledges node %d, which waits for nothing",
				  node->debug_id);
		goto out;
	}
	*pending = false;
	binder_node_dec_locked(node, strong, false);
out:
	binder_unlock(ctx);
}

static size_t emit(void *out, size_t at, struct binder_node *node, u32 cmd)
{
	struct binder_ptr_cookie pc = { .ptr = node->ptr, .cookie = node->cookie };

	memcpy((u8 *)out + at, &cmd, sizeof(cmd));
	memcpy((u8 *)out + at + sizeof(cmd), &pc, sizeof(pc));
	return at + sizeof(cmd) + sizeof(pc);
}

/**
 * binder_node_emit_locked() - what the owner has to be told now
 * @node: its work item is off the list
 * @out: room for two words with their payloads (40 bytes)
 * Frees @node when nobody holds it any more. Return: bytes stored, maybe none.
 */
size_t binder_node_emit_locked(struct binder_node *node, void *out)
{
	bool strong = held_strongly(node), weak = held(node);
	size_t n = 0;

	lockdep_assert_held(&node->ctx->lock);
	if (weak && !node->has_weak) {
		node->has_weak = true;
		node->pending_weak = true;
		node->local_weak++;
		n = emit(out, n, node, BR_INCREFS);
	}
	if (strong && !node->has_strong) {
		node->has_strong = true;
		node->pending_strong = true;
		node->local_strong++;
		n = emit(out, n, node, BR_ACQUIRE);
	}
	if (!strong && node->has_strong) {
		node->has_strong = false;
		n = emit(out, n, node, BR_RELEASE);
	}
	if (!weak && node->has_weak) {
		node->has_weak = false;
		n = emit(out, n, node, BR_DECREFS);
	}
	if (!weak)
		node_free_locked(node);
	return n;
}

/**
 * binder_node_next_async_locked() - a one-way call to @node is done with: hand on
 * the next, or none is out.
 */
void binder_node_next_async_locked(struct binder_node *node)
{
	struct binder_work *work;

	lockdep_assert_held(&node->ctx->lock);
	if (list_empty(&node->async_todo)) {
		node->has_async = false;
		return;
	}
	work = list_first_entry(&node->async_todo, struct binder_work, entry);
	list_del_init(&work->entry);
	binder_queue_proc_locked(node->proc, work);
}

static void drain_async_locked(struct binder_node *node)
{
	while (!list_empty(&node->async_todo)) {
		struct binder_work *work =
			list_first_entry(&node->async_todo, struct binder_work, entry);

		list_del_init(&work->entry);
		binder_work_drop_locked(node->proc, work);
	}
}

/**
 * binder_node_release_locked() - its owner dies: @node is freed, or dead until its last ref goes.
 */
void binder_node_release_locked(struct binder_node *node)
{
	struct binder_proc *proc = node->proc;
	struct binder_ref *ref;

	drain_async_locked(node);
	list_del_init(&node->work.entry);
	node->local_strong = 0;
	node->local_weak = 0;
	rb_erase(&node->rb_node, &proc->nodes);
	binder_uncount_locked(proc, &proc->n_nodes, sizeof(*node));
	node->proc = NULL;
	if (!held(node)) {
		node_free_locked(node);
		return;
	}
	list_add_tail(&node->dead_entry, &node->ctx->dead_nodes);
	list_for_each_entry(ref, &node->refs, node_entry)
		binder_death_fire_locked(ref);
}

/** binder_node_debug_info() - the node of @proc with the smallest ptr above @info's, or zeros. */
void binder_node_debug_info(struct binder_proc *proc, struct binder_node_debug_info *info)
{
	struct binder_node *best = NULL;
	struct rb_node *n;

	binder_lock(proc->ctx);
	n = proc->nodes.rb_node;
	while (n) {
		struct binder_node *node = rb_entry(n, struct binder_node, rb_node);

		if (node->ptr > info->ptr) {
			best = node;
			n = n->rb_left;
		} else {
			n = n->rb_right;
		}
	}
	memset(info, 0, sizeof(*info));
	if (best) {
		info->ptr = best->ptr;
		info->cookie = best->cookie;
		info->has_strong_ref = best->has_strong;
		info->has_weak_ref = best->has_weak;
	}
	binder_unlock(proc->ctx);
}
