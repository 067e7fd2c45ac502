// SPDX-License-Identifier: MIT
/*
 * verify.c - is everything that the core keeps in order?
 *
 * The one file outside core/ that looks into it. Each count is made again from what it counts:
 * a node's from its refs, buffers and acknowledgements; an arena's from its buffers; a process's
 * from its tables; the context's from its processes. verify_work.c does the same for threads,
 * todo lists and transactions.
 */
#include "inproc/verify.h"
#include "inproc/home.h"

#include <stdio.h>
#include <string.h>
#include <linux/bitops.h>
#include <linux/mm.h>

bool verify_broken(struct verify *v, int line, const char *what, int id)
{
	snprintf(v->text, v->size, "process %d, object %d: not true that %s (line %d)%s",
		 v->proc ? v->proc->pid : 0, id, what, line, v->quiet ? "" : ", others at work");
	return false;
}

bool verify_list(const struct list_head *head)
{
	const struct list_head *entry = head;

	do {
		if (!entry->next || entry->next->prev != entry)
			return false;
		entry = entry->next;
	} while (entry != head);
	return true;
}

/* Registrations of refs */

static bool verify_death(struct verify *v, const struct binder_ref *ref)
{
	const struct binder_death *death = ref->death;
	bool queued;

	if (!death)
		return true;
	queued = !list_empty(&death->work.entry);
	HOLDS(v, ref->debug_id, death->proc == v->proc);
	HOLDS(v, ref->debug_id, death->work.type == BINDER_WORK_DEAD_BINDER);
	HOLDS(v, ref->debug_id, !queued || !death->delivered.listed);
	HOLDS(v, ref->debug_id, !ref->node->proc || (!queued && !death->delivered.listed));
	v->here.deaths++;
	v->here.deaths_queued += queued;
	v->here.deaths_delivered += death->delivered.listed;
	return true;
}

static bool verify_freeze(struct verify *v, const struct binder_ref *ref)
{
	const struct binder_freeze *freeze = ref->freeze;
	bool queued;

	if (!freeze)
		return true;
	queued = !list_empty(&freeze->work.entry);
	HOLDS(v, ref->debug_id, freeze->proc == v->proc);
	HOLDS(v, ref->debug_id, freeze->work.type == BINDER_WORK_FROZEN_BINDER);
	HOLDS(v, ref->debug_id, !freeze->clear);
	HOLDS(v, ref->debug_id, freeze->sent == freeze->delivered.listed);
	HOLDS(v, ref->debug_id, !freeze->resend || freeze->sent);
	HOLDS(v, ref->debug_id, !queued || !freeze->sent);
	v->here.freezes++;
	v->here.freezes_queued += queued;
	v->here.freezes_delivered += freeze->sent;
	return true;
}

/* Delivered and not acknowledged: a ref's, or cleared meanwhile. */
static bool verify_delivered(struct verify *v)
{
	u32 deaths = 0, freezes = 0;
	const struct binder_delivered *last = NULL;
	struct rb_node *n;

	HOLDS(v, 0, shim_rb_count(&v->proc->delivered_deaths) >= 0);
	HOLDS(v, 0, shim_rb_count(&v->proc->delivered_freezes) >= 0);
	for (n = rb_first(&v->proc->delivered_deaths); n; n = rb_next(n)) {
		struct binder_death *death = rb_entry(n, struct binder_death, delivered.rb_node);
		bool cleared = death->work.type == BINDER_WORK_DEAD_BINDER_AND_CLEAR;

		HOLDS(v, 0, death->delivered.listed && death->proc == v->proc);
		HOLDS(v, 0, death->cookie == death->delivered.cookie);
		HOLDS(v, 0, !last || last->cookie <= death->cookie);
		HOLDS(v, 0, cleared || death->work.type == BINDER_WORK_DEAD_BINDER);
		HOLDS(v, 0, list_empty(&death->work.entry));
		last = &death->delivered;
		v->here.deaths += cleared;
		deaths += !cleared;
	}
	last = NULL;
	for (n = rb_first(&v->proc->delivered_freezes); n; n = rb_next(n)) {
		struct binder_freeze *freeze = rb_entry(n, struct binder_freeze, delivered.rb_node);

		HOLDS(v, 0, freeze->delivered.listed && freeze->sent && freeze->proc == v->proc);
		HOLDS(v, 0, freeze->cookie == freeze->delivered.cookie);
		HOLDS(v, 0, !last || last->cookie <= freeze->cookie);
		HOLDS(v, 0, list_empty(&freeze->work.entry));
		last = &freeze->delivered;
		v->here.freezes += freeze->clear;
		freezes += !freeze->clear;
	}
	HOLDS(v, 0, deaths == v->here.deaths_delivered);
	HOLDS(v, 0, freezes == v->here.freezes_delivered);
	return true;
}

/* Handles */

static bool verify_ref(struct verify *v, struct binder_ref *ref)
{
	struct binder_proc *proc = v->proc;

	HOLDS(v, ref->debug_id, ref->proc == proc);
	HOLDS(v, ref->debug_id, ref->strong || ref->weak);
	HOLDS(v, ref->debug_id, ref->node->proc != proc);
	HOLDS(v, ref->debug_id, ref->node->ctx == v->ctx);
	HOLDS(v, ref->debug_id, ref->desc < proc->desc_bits && test_bit(ref->desc, proc->desc_map));
	HOLDS(v, ref->debug_id, binder_ref_find_locked(proc, ref->desc, false) == ref);
	HOLDS(v, ref->debug_id, binder_ref_for_node_locked(proc, ref->node) == ref);
	v->refs++;
	return verify_death(v, ref) && verify_freeze(v, ref);
}

static bool verify_refs(struct verify *v)
{
	struct binder_proc *proc = v->proc;
	u32 bits = 0, bit;
	struct rb_node *n;

	HOLDS(v, 0, shim_rb_count(&proc->refs_by_desc) == proc->n_refs);
	HOLDS(v, 0, shim_rb_count(&proc->refs_by_node) == proc->n_refs);
	for (n = rb_first(&proc->refs_by_desc); n; n = rb_next(n)) {
		if (!verify_ref(v, rb_entry(n, struct binder_ref, desc_node)))
			return false;
	}
	for (bit = 0; bit < proc->desc_bits; bit++) {
		bool used = test_bit(bit, proc->desc_map);

		bits += used;
		HOLDS(v, (int)bit, used || !bit || bit >= proc->desc_hint);
	}
	HOLDS(v, 0, bits == proc->n_refs);
	return true;
}

/* Nodes */

/* What the owner's own buffers hold of @node. */
struct held_counts {
	u32 strong;
	u32 weak;
	u32 one_way;	/* out of the queue: on its way, or delivered and not freed */
};

static void add_buffer(struct held_counts *held, const struct binder_node *node,
		       const struct binder_buffer *buffer)
{
	u32 i;

	if (buffer->target_node == node) {
		held->strong++;
		held->one_way += buffer->async;
	}
	for (i = 0; i < buffer->n_held; i++) {
		if (buffer->held[i].ptr != node->ptr)
			continue;
		held->strong += buffer->held[i].type == BINDER_TYPE_BINDER;
		held->weak += buffer->held[i].type == BINDER_TYPE_WEAK_BINDER;
	}
}

static struct held_counts held_by_buffers(const struct binder_node *node)
{
	struct held_counts held = { 0 };
	const struct list_head *entry;
	struct rb_node *n;

	for (n = rb_first(&node->proc->arena.used); n; n = rb_next(n))
		add_buffer(&held, node, rb_entry(n, struct binder_buffer, rb_node));
	list_for_each(entry, &node->async_todo)
		held.one_way--;
	return held;
}

static bool verify_node_refs(struct verify *v, const struct binder_node *node)
{
	u32 n_refs = 0, strong = 0;
	struct binder_ref *ref;

	HOLDS(v, node->debug_id, verify_list(&node->refs));
	list_for_each_entry(ref, &node->refs, node_entry) {
		HOLDS(v, node->debug_id, ref->node == node);
		/* the dead let go in steps */
		HOLDS(v, node->debug_id, !ref->proc->dead || !v->quiet);
		n_refs++;
		strong += ref->strong > 0;
	}
	HOLDS(v, node->debug_id, n_refs == node->n_refs);
	HOLDS(v, node->debug_id, strong == node->internal_strong);
	v->nodes++;
	return true;
}

/* The owner knows how the node is held, or there is work that will say it. */
static bool verify_told(struct verify *v, const struct binder_node *node)
{
	bool strong = node->internal_strong || node->local_strong;
	bool weak = strong || node->local_weak || node->n_refs;
	bool queued = !list_empty(&node->work.entry);

	HOLDS(v, node->debug_id, node->work.type == BINDER_WORK_NODE);
	HOLDS(v, node->debug_id, node->has_strong == strong || queued);
	HOLDS(v, node->debug_id, node->has_weak == weak || queued);
	HOLDS(v, node->debug_id, !node->pending_strong || node->has_strong);
	HOLDS(v, node->debug_id, !node->pending_weak || node->has_weak);
	HOLDS(v, node->debug_id, weak || queued);
	return true;
}

static bool verify_node(struct verify *v, struct binder_node *node)
{
	bool manager = v->ctx->manager == node;
	struct held_counts held = held_by_buffers(node);

	HOLDS(v, node->debug_id, node->proc == v->proc && node->ctx == v->ctx);
	HOLDS(v, node->debug_id, binder_node_find_locked(v->proc, node->ptr) == node);
	HOLDS(v, node->debug_id, verify_count(v, node->local_strong,
					      held.strong + manager + node->pending_strong));
	HOLDS(v, node->debug_id, node->local_weak == held.weak + manager + node->pending_weak);
	HOLDS(v, node->debug_id, node->has_async || list_empty(&node->async_todo));
	HOLDS(v, node->debug_id, !v->quiet || held.one_way == node->has_async);
	return verify_node_refs(v, node) && verify_told(v, node) && verify_async(v, node);
}

static bool verify_nodes(struct verify *v)
{
	struct rb_node *n;

	HOLDS(v, 0, shim_rb_count(&v->proc->nodes) == v->proc->n_nodes);
	for (n = rb_first(&v->proc->nodes); n; n = rb_next(n)) {
		if (!verify_node(v, rb_entry(n, struct binder_node, rb_node)))
			return false;
	}
	return true;
}

static bool verify_dead_nodes(struct verify *v)
{
	struct binder_node *node;

	HOLDS(v, 0, verify_list(&v->ctx->dead_nodes));
	list_for_each_entry(node, &v->ctx->dead_nodes, dead_entry) {
		HOLDS(v, node->debug_id, !node->proc && node != v->ctx->manager);
		HOLDS(v, node->debug_id, !node->local_strong && !node->local_weak);
		HOLDS(v, node->debug_id, list_empty(&node->work.entry));
		HOLDS(v, node->debug_id, list_empty(&node->async_todo));
		HOLDS(v, node->debug_id, node->n_refs);
		if (!verify_node_refs(v, node))
			return false;
	}
	return true;
}

/* The receive arena */

static bool verify_used(struct verify *v, const struct binder_buffer *buffer)
{
	const struct binder_transaction *t = buffer->t;
	size_t page;

	HOLDS(v, buffer->debug_id, !t || (t->buffer == buffer && t->to_proc == v->proc));
	/* it is its receiver's before its transaction is off the books, never without either */
	HOLDS(v, buffer->debug_id, t || buffer->allow_user_free || !v->quiet);
	HOLDS(v, buffer->debug_id, !buffer->target_node || buffer->target_node->proc == v->proc);
	HOLDS(v, buffer->debug_id, !buffer->async || buffer->target_node);
	HOLDS(v, buffer->debug_id, buffer->data_size + buffer->offsets_size + buffer->extra_size <=
					   buffer->size);
	for (page = buffer->offset / PAGE_SIZE;
	     page * PAGE_SIZE < buffer->offset + buffer->size; page++)
		HOLDS(v, buffer->debug_id, v->proc->env->page_used[page]);
	v->buffers++;
	return true;
}

static bool verify_pages(struct verify *v)
{
	struct binder_arena *arena = &v->proc->arena;
	size_t page = 0, used = 0, covered = 0, next = 0;
	struct rb_node *n;

	for (; page * PAGE_SIZE < arena->size; page++)
		used += v->proc->env->page_used[page];
	for (n = rb_first(&arena->used); n; n = rb_next(n)) {
		struct binder_buffer *buffer = rb_entry(n, struct binder_buffer, rb_node);
		size_t first = max_t(size_t, buffer->offset / PAGE_SIZE, next);

		next = (buffer->offset + buffer->size + PAGE_SIZE - 1) / PAGE_SIZE;
		covered += next - first;
	}
	HOLDS(v, 0, used == covered);
	return true;
}

static bool verify_trees(struct verify *v, u32 n_free)
{
	struct binder_arena *arena = &v->proc->arena;
	const struct binder_buffer *last = NULL;
	struct rb_node *n;

	HOLDS(v, 0, shim_rb_count(&arena->free) == n_free);
	HOLDS(v, 0, shim_rb_count(&arena->used) == arena->n_used);
	for (n = rb_first(&arena->free); n; n = rb_next(n)) {
		const struct binder_buffer *buffer = rb_entry(n, struct binder_buffer, rb_node);

		HOLDS(v, 0, buffer->free && (!last || last->size <= buffer->size));
		last = buffer;
	}
	last = NULL;
	for (n = rb_first(&arena->used); n; n = rb_next(n)) {
		const struct binder_buffer *buffer = rb_entry(n, struct binder_buffer, rb_node);

		HOLDS(v, 0, !buffer->free && (!last || last->offset < buffer->offset));
		last = buffer;
	}
	return true;
}

static bool verify_arena(struct verify *v)
{
	struct binder_arena *arena = &v->proc->arena;
	size_t at = 0, async = 0;
	bool last_free = false;
	struct binder_buffer *buffer;
	u32 n_free = 0;

	HOLDS(v, 0, verify_list(&arena->buffers));
	list_for_each_entry(buffer, &arena->buffers, entry) {
		HOLDS(v, buffer->debug_id, buffer->offset == at && !(buffer->size % 8));
		HOLDS(v, buffer->debug_id, buffer->size && !(buffer->free && last_free));
		if (!buffer->free && !verify_used(v, buffer))
			return false;
		HOLDS(v, 0, !buffer->free || (!buffer->t && !buffer->held && !buffer->fda_fds));
		at += buffer->size;
		async += !buffer->free && buffer->async ? buffer->size : 0;
		n_free += buffer->free;
		last_free = buffer->free;
	}
	HOLDS(v, 0, at == arena->size);
	HOLDS(v, 0, async + arena->free_async == arena->size / 2);
	return verify_trees(v, n_free) && verify_pages(v);
}

/* Processes */

static bool verify_counts(struct verify *v)
{
	struct binder_proc *proc = v->proc;
	struct verify_proc *here = &v->here;
	u64 charged;

	HOLDS(v, 0, here->deaths_queued == 0 && here->freezes_queued == 0);
	HOLDS(v, 0, verify_count(v, (u64)proc->outstanding, here->outstanding));
	HOLDS(v, 0, verify_count(v, proc->n_files, here->files));
	HOLDS(v, 0, verify_count(v, proc->n_work,
				 here->completions + here->deaths + here->freezes));
	HOLDS(v, 0, proc->requested_threads <= 1);
	charged = proc->n_nodes * sizeof(struct binder_node) +
		  proc->n_refs * sizeof(struct binder_ref) + proc->n_work * BINDER_WORK_BYTES +
		  proc->arena.n_used * BINDER_BUFFER_BYTES;
	HOLDS(v, 0, proc->env->charged == (long)charged);
	v->deaths += here->deaths;
	v->freezes += here->freezes;
	v->completions += here->completions;
	return true;
}

static bool verify_freezers(struct verify *v)
{
	struct binder_freeze_wait *wait;
	u32 waiters = 0;
	int pins;

	HOLDS(v, 0, verify_list(&v->proc->freeze_waiters));
	list_for_each_entry(wait, &v->proc->freeze_waiters, entry) {
		struct binder_thread *thread = container_of(wait, struct binder_thread, freeze);

		waiters++;
		HOLDS(v, thread->tid, wait->proc == v->proc);
		if (!v->quiet)
			continue;
		HOLDS(v, thread->tid, thread->phase == BINDER_FREEZE_WAIT);
		HOLDS(v, thread->tid, v->proc->outstanding || inproc_is_woken(thread->env));
	}
	pins = __atomic_load_n(&v->proc->pins.counter, __ATOMIC_SEQ_CST);
	HOLDS(v, 0, verify_count(v, (u64)pins, 1 + v->proc->n_threads + waiters));
	return true;
}

static bool verify_proc(struct verify *v)
{
	struct binder_proc *proc = v->proc;

	memset(&v->here, 0, sizeof(v->here));
	HOLDS(v, 0, proc->ctx == v->ctx && !proc->dead);
	/* what is queued is counted down again where it is met on a list */
	if (!verify_refs(v) || !verify_delivered(v) || !verify_threads(v) ||
	    !verify_todo(v, NULL, &proc->todo) || !verify_nodes(v) || !verify_arena(v))
		return false;
	/* of those who wait the one that was woken may take it, or it is lost */
	HOLDS(v, 0, !v->quiet || list_empty(&proc->todo) || list_empty(&proc->waiting_threads) ||
			    v->here.woken);
	return verify_counts(v) && verify_freezers(v);
}

static bool alive(const struct verify *v, enum binder_stat stat, u64 found)
{
	return verify_count(v, v->ctx->made[stat] - v->ctx->gone[stat], found);
}

static bool verify_context(struct verify *v)
{
	struct binder_context *ctx = v->ctx;
	u64 procs = 0;
	bool ghosts;

	HOLDS(v, 0, verify_list(&ctx->procs));
	list_for_each_entry(v->proc, &ctx->procs, entry) {
		procs++;
		if (!verify_proc(v))
			return false;
	}
	v->proc = NULL;
	HOLDS(v, 0, !ctx->manager || (ctx->manager->proc && !ctx->manager->proc->dead));
	if (!verify_dead_nodes(v))
		return false;
	HOLDS(v, 0, alive(v, BINDER_STAT_THREAD, v->threads));
	HOLDS(v, 0, alive(v, BINDER_STAT_NODE, v->nodes));
	HOLDS(v, 0, alive(v, BINDER_STAT_REF, v->refs));
	HOLDS(v, 0, alive(v, BINDER_STAT_DEATH, v->deaths));
	HOLDS(v, 0, alive(v, BINDER_STAT_FREEZE, v->freezes));
	HOLDS(v, 0, alive(v, BINDER_STAT_TRANSACTION, v->transactions));
	HOLDS(v, 0, alive(v, BINDER_STAT_COMPLETE, v->completions));
	/* one that is dead and pinned by who freezes it is on no list, with its buffers */
	ghosts = ctx->made[BINDER_STAT_PROC] - ctx->gone[BINDER_STAT_PROC] != procs;
	HOLDS(v, 0, ctx->made[BINDER_STAT_PROC] - ctx->gone[BINDER_STAT_PROC] >= procs);
	HOLDS(v, 0, ghosts || alive(v, BINDER_STAT_BUFFER, v->buffers));
	HOLDS(v, 0, !v->quiet || v->out_queued == v->in_queued);
	HOLDS(v, 0, !v->quiet || v->out_taken == v->in_taken);
	return true;
}

const char *inproc_verify(struct inproc_device *device)
{
	static _Thread_local char text[512];
	struct verify v = { .ctx = device->ctx, .text = text, .size = sizeof(text) };
	bool good;

	pthread_mutex_lock(&device->gate); /* who is not in a call stays out meanwhile */
	v.quiet = !device->running;
	binder_lock(device->ctx);
	good = verify_context(&v);
	binder_unlock(device->ctx);
	pthread_mutex_unlock(&device->gate);
	return good ? NULL : text;
}
