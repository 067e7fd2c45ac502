// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * log.c - the last transactions of a context, and the last that failed
 *
 * Two rings, made when the first process opens the context. An entry is written once, when
 * its transaction is queued or has failed, under the context lock that is held then anyway.
 */
#include "core/internal.h"

#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#define LOG_SIZE 32

struct ring {
	struct binder_log_entry entries[LOG_SIZE];
	u32 n;		/* entries ever written */
};

struct binder_log_rings {
	struct ring all;
	struct ring failed;
};

/** binder_log_prepare() - make the rings of @ctx, if nobody has. Return: 0, -ENOMEM. */
int binder_log_prepare(struct binder_context *ctx)
{
	struct binder_log_rings *rings = NULL;
	bool there;

	binder_lock(ctx);
	there = ctx->log != NULL;
	binder_unlock(ctx);
	if (there)
		return 0;
	rings = kzalloc(sizeof(*rings), GFP_KERNEL_ACCOUNT);
	if (!rings)
		return -ENOMEM;
	binder_lock(ctx);
	if (!ctx->log)
		swap(ctx->log, rings);
	binder_unlock(ctx);
	kfree(rings);
	return 0;
}

/** binder_log_fini() - @ctx, which nobody uses any more, forgets its log. */
void binder_log_fini(struct binder_context *ctx)
{
	kfree(ctx->log);
}

static void ring_add(struct ring *ring, const struct binder_log_entry *entry)
{
	ring->entries[ring->n++ % LOG_SIZE] = *entry;
}

/** binder_log_add_locked() - write down what became of a transaction */
void binder_log_add_locked(struct binder_context *ctx, const struct binder_log_entry *entry)
{
	lockdep_assert_held(&ctx->lock);
	ring_add(&ctx->log->all, entry);
	if (entry->error)
		ring_add(&ctx->log->failed, entry);
}

static void show_entry(struct seq_file *m, const char *context, const struct binder_log_entry *e)
{
	seq_printf(m, "%d: %s from %d:%d to %d:%d context %s node %d handle %u size %llu:%llu ",
		   e->id, e->reply ? "reply" : e->one_way ? "async" : "call ", e->from_pid,
		   e->from_tid, e->to_pid, e->to_tid, context, e->node, e->handle,
		   (unsigned long long)e->data_size, (unsigned long long)e->offsets_size);
	seq_printf(m, "ret %u/%d l=%d\n", e->error, e->param, e->line);
}

static void show_ring(struct seq_file *m, const char *context, const struct ring *ring)
{
	u32 i = ring->n > LOG_SIZE ? ring->n - LOG_SIZE : 0;

	for (; i != ring->n; i++)
		show_entry(m, context, &ring->entries[i % LOG_SIZE]);
}

/** binder_log_show_locked() - the log of @ctx, oldest first; @failed: the other one. */
void binder_log_show_locked(struct binder_context *ctx, struct seq_file *m, bool failed)
{
	lockdep_assert_held(&ctx->lock);
	if (ctx->log)
		show_ring(m, ctx->name, failed ? &ctx->log->failed : &ctx->log->all);
}
