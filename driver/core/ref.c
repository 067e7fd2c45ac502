// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * ref.c - handles: a process's references to the nodes of others
 *
 * A process has at most one ref to a node and none to its own nodes. A handle is the smallest
 * free number, 0 being kept for the context's current manager. A ref with both counts 0 is gone.
 */
#include "core/internal.h"

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

/**
 * binder_ref_find_locked() - handle @desc of @proc; NULL if it has none, or needs
 * a strong one and has not.
 */
struct binder_ref *binder_ref_find_locked(struct binder_proc *proc, u32 desc, bool need_strong)
{
	struct rb_node *n = proc->refs_by_desc.rb_node;

	lockdep_assert_held(&proc->ctx->lock);
	while (n) {
		struct binder_ref *ref = rb_entry(n, struct binder_ref, desc_node);

		if (desc == ref->desc)
			return need_strong && !ref->strong ? NULL : ref;
		n = desc < ref->desc ? n->rb_left : n->rb_right;
	}
	return NULL;
}

/** binder_ref_for_node_locked() - @proc's ref to @node, or NULL. */
struct binder_ref *binder_ref_for_node_locked(struct binder_proc *proc, struct binder_node *node)
{
	struct rb_node *n = proc->refs_by_node.rb_node;

	lockdep_assert_held(&proc->ctx->lock);
	while (n) {
		struct binder_ref *ref = rb_entry(n, struct binder_ref, node_node);

		if (node == ref->node)
			return ref;
		n = node < ref->node ? n->rb_left : n->rb_right;
	}
	return NULL;
}

static int desc_map_grow(struct binder_proc *proc)
{
	u32 bits = proc->desc_bits ? proc->desc_bits * 2 : 64;
	unsigned long *map = kvzalloc(BITS_TO_LONGS(bits) * sizeof(*map), GFP_KERNEL);

	if (!map)
		return -ENOMEM;
	if (proc->desc_map)
		memcpy(map, proc->desc_map, BITS_TO_LONGS(proc->desc_bits) * sizeof(*map));
	kvfree(proc->desc_map);
	proc->desc_map = map;
	proc->desc_bits = bits;
	return 0;
}

/* The hint skips what is known to be in use, so that finding the smallest stays cheap. */
static int desc_alloc(struct binder_proc *proc, bool may_be_zero, u32 *desc)
{
	unsigned long bit;

	if (!proc->desc_bits && desc_map_grow(proc) < 0)
		return -ENOMEM;
	if (may_be_zero && !test_bit(0, proc->desc_map)) {
		bit = 0;
	} else {
		bit = max_t(u32, proc->desc_hint, 1);
		bit = find_next_zero_bit(proc->desc_map, proc->desc_bits, bit);
		if (bit >= proc->desc_bits && desc_map_grow(proc) < 0)
			return -ENOMEM;
		proc->desc_hint = bit + 1;
	}
	__set_bit(bit, proc->desc_map);
	*desc = bit;
	return 0;
}

static void desc_free(struct binder_proc *proc, u32 desc)
{
	__clear_bit(desc, proc->desc_map);
	if (desc && desc < proc->desc_hint)
		proc->desc_hint = desc;
}

static void ref_insert_locked(struct binder_proc *proc, struct binder_ref *ref)
{
	struct rb_node **p = &proc->refs_by_desc.rb_node, *parent = NULL;

	while (*p) {
		parent = *p;
		if (ref->desc < rb_entry(parent, struct binder_ref, desc_node)->desc)
			p = &parent->rb_left;
		else
			p = &parent->rb_right;
	}
	rb_link_node(&ref->desc_node, parent, p);
	rb_insert_color(&ref->desc_node, &proc->refs_by_desc);

	p = &proc->refs_by_node.rb_node;
	parent = NULL;
	while (*p) {
		parent = *p;
		if (ref->node < rb_entry(parent, struct binder_ref, node_node)->node)
			p = &parent->rb_left;
		else
			p = &parent->rb_right;
	}
	rb_link_node(&ref->node_node, parent, p);
	rb_insert_color(&ref->node_node, &proc->refs_by_node);
}

static struct binder_ref *ref_new_locked(struct binder_proc *proc, struct binder_node *node)
{
	struct binder_ref *ref;

	if (binder_count_locked(proc, &proc->n_refs, proc->ctx->limits.refs, sizeof(*ref)))
		return ERR_PTR(-ENOMEM);
	ref = kzalloc(sizeof(*ref), GFP_KERNEL);
	if (!ref || desc_alloc(proc, node == proc->ctx->manager, &ref->desc) < 0) {
		kfree(ref);
		binder_uncount_locked(proc, &proc->n_refs, sizeof(*ref));
		return ERR_PTR(-ENOMEM);
	}
	ref->debug_id = binder_next_id();
	ref->proc = proc;
	ref->node = node;
	ref_insert_locked(proc, ref);
	list_add_tail(&ref->node_entry, &node->refs);
	node->n_refs++;
	binder_made_locked(proc->ctx, BINDER_STAT_REF);
	return ref;
}

/**
 * binder_ref_free_locked() - end @ref with its registrations, of which nothing more is
 * heard; may free its node.
 */
void binder_ref_free_locked(struct binder_ref *ref)
{
	struct binder_proc *proc = ref->proc;
	struct binder_node *node = ref->node;

	/* The strong count goes while the ref still keeps the node. */
	if (ref->strong)
		binder_node_dec_locked(node, true, true);
	rb_erase(&ref->desc_node, &proc->refs_by_desc);
	rb_erase(&ref->node_node, &proc->refs_by_node);
	list_del(&ref->node_entry);
	node->n_refs--;
	binder_uncount_locked(proc, &proc->n_refs, sizeof(*ref));
	desc_free(proc, ref->desc);
	binder_gone_locked(proc->ctx, BINDER_STAT_REF);
	if (ref->death)
		binder_death_free_locked(ref->death);
	if (ref->freeze)
		binder_freeze_notice_free_locked(ref->freeze);
	binder_node_settle_locked(node, false);
	kfree(ref);
}

static int ref_inc_locked(struct binder_ref *ref, bool strong, struct binder_thread *tell)
{
	u32 *count = strong ? &ref->strong : &ref->weak;
	int ret = 0;

	if (*count == U32_MAX)
		return -EINVAL;
	if (!*count)
		ret = binder_node_inc_locked(ref->node, strong, true, tell);
	if (!ret)
		++*count;
	return ret;
}

/**
 * binder_ref_inc_node_locked() - one more count of @proc on @node, its ref made where there is none
 * @proc: the holder; not the owner of @node
 * @node: may be dead
 * @strong: a strong or a weak count
 * @tell: as in binder_node_inc_locked()
 * A failure leaves no trace. Return: the ref, ERR_PTR(-ENOMEM), ERR_PTR(-EINVAL).
 */
struct binder_ref *binder_ref_inc_node_locked(struct binder_proc *proc, struct binder_node *node,
					      bool strong, struct binder_thread *tell)
{
	struct binder_ref *ref = binder_ref_for_node_locked(proc, node);
	int ret;

	if (!ref)
		ref = ref_new_locked(proc, node);
	if (IS_ERR(ref))
		return ref;
	ret = ref_inc_locked(ref, strong, tell);
	if (!ret)
		return ref;
	if (!ref->strong && !ref->weak)
		binder_ref_free_locked(ref);
	return ERR_PTR(ret);
}

/**
 * binder_ref_dec_locked() - one count less; frees @ref with its last.
 * Return: 0, -EINVAL where there is none.
 */
int binder_ref_dec_locked(struct binder_ref *ref, bool strong)
{
	u32 *count = strong ? &ref->strong : &ref->weak;

	if (!*count)
		return -EINVAL;
	--*count;
	if (strong && !ref->strong)
		binder_node_dec_locked(ref->node, true, true);
	if (!ref->strong && !ref->weak)
		binder_ref_free_locked(ref);
	return 0;
}

/* Handle 0 needs no ref to begin with. Return: 1 done, 0 treat it like any handle, -EINVAL. */
static int inc_manager_locked(struct binder_thread *thread, bool strong)
{
	struct binder_node *manager = thread->proc->ctx->manager;
	struct binder_ref *ref;

	if (!manager)
		return 0;
	if (manager->proc == thread->proc) {
		binder_user_error(thread, "takes a reference to its own object by handle 0");
		return -EINVAL;
	}
	ref = binder_ref_inc_node_locked(thread->proc, manager, strong, NULL);
	if (IS_ERR(ref))
		return 0;
	if (ref->desc)
		binder_user_error(thread, "counts handle %u for 0: that is a dead manager's",
				  ref->desc);
	return 1;
}

static int ref_command_locked(struct binder_thread *thread, bool inc, bool strong, u32 handle)
{
	struct binder_ref *ref;
	int ret = 0;

	if (inc && !handle)
		ret = inc_manager_locked(thread, strong);
	if (ret)
		return ret < 0 ? ret : 0;

	ref = binder_ref_find_locked(thread->proc, handle, strong);
	if (!ref)
		ret = -EINVAL;
	else if (inc)
		ret = ref_inc_locked(ref, strong, NULL);
	else
		ret = binder_ref_dec_locked(ref, strong);
	if (ret)
		binder_user_error(thread, "%s %s on handle %u, which has no such count: skipped",
				  inc ? "increment" : "decrement", strong ? "strong" : "weak",
				  handle);
	return 0;
}

/**
 * binder_ref_command() - BC_INCREFS, BC_ACQUIRE, BC_RELEASE, BC_DECREFS.
 * Return: 0, also where skipped; -EINVAL.
 */
int binder_ref_command(struct binder_thread *thread, u32 cmd, u32 handle)
{
	bool strong = cmd == BC_ACQUIRE || cmd == BC_RELEASE;
	bool inc = cmd == BC_ACQUIRE || cmd == BC_INCREFS;
	int ret;

	binder_lock(thread->proc->ctx);
	ret = ref_command_locked(thread, inc, strong, handle);
	binder_unlock(thread->proc->ctx);
	return ret;
}

/**
 * binder_ref_node_info() - counts of the node behind a handle; for the manager alone.
 * Return: 0, -EPERM, -EINVAL.
 */
int binder_ref_node_info(struct binder_proc *proc, struct binder_node_info_for_ref *info)
{
	struct binder_context *ctx = proc->ctx;
	struct binder_ref *ref;
	int ret = 0;

	if (info->strong_count || info->weak_count || info->reserved1 || info->reserved2 ||
	    info->reserved3)
		return -EINVAL;
	binder_lock(ctx);
	ref = binder_ref_find_locked(proc, info->handle, true);
	if (!ctx->manager || ctx->manager->proc != proc) {
		ret = -EPERM;
	} else if (!ref) {
		ret = -EINVAL;
	} else {
		info->strong_count = ref->node->local_strong + ref->node->internal_strong;
		info->weak_count = ref->node->local_weak;
	}
	binder_unlock(ctx);
	return ret;
}
