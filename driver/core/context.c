// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * context.c - one name space of binder objects, and who manages it
 *
 * A context lives as long as its home or any process in it. Its manager's uid, once set, is kept
 * even while there is no manager.
 */
#include "core/internal.h"

#include <linux/err.h>
#include <linux/slab.h>
#include <linux/string.h>

unsigned int binder_debug_mask = 7;

DEFINE_MUTEX(binder_contexts_lock);
LIST_HEAD(binder_contexts);

static const struct binder_limits default_limits = {
	.nodes = 1u << 20,
	.refs = 1u << 20,
	.threads = 1u << 14,
	.buffers = 1u << 16,
	.objects = 1u << 20,
	.files = 1u << 14,
	.work = 1u << 17,
};

/** binder_next_id() - numbers for transactions, nodes, refs and buffers: positive, increasing. */
int binder_next_id(void)
{
	static atomic_t last;
	int id;

	do
		id = atomic_inc_return(&last) & 0x7fffffff;
	while (!id);
	return id;
}

s64 binder_now_ms(void)
{
	return ktime_to_ms(ktime_get());
}

static void limits_fill(struct binder_limits *to, const struct binder_limits *from)
{
	*to = default_limits;
	if (!from)
		return;
	to->nodes = from->nodes ? from->nodes : to->nodes;
	to->refs = from->refs ? from->refs : to->refs;
	to->threads = from->threads ? from->threads : to->threads;
	to->buffers = from->buffers ? from->buffers : to->buffers;
	to->objects = from->objects ? from->objects : to->objects;
	to->files = from->files ? from->files : to->files;
	to->work = from->work ? from->work : to->work;
}

struct binder_context *binder_context_new(const char *name, const struct binder_limits *limits)
{
	struct binder_context *ctx = kzalloc(sizeof(*ctx), GFP_KERNEL_ACCOUNT);

	if (!ctx)
		return NULL;
	ctx->name = kstrdup(name, GFP_KERNEL_ACCOUNT);
	if (!ctx->name) {
		kfree(ctx);
		return NULL;
	}
	limits_fill(&ctx->limits, limits);
	mutex_init(&ctx->lock);
	INIT_LIST_HEAD(&ctx->procs);
	INIT_LIST_HEAD(&ctx->dead_nodes);
	atomic_set(&ctx->refs, 1);
	mutex_lock(&binder_contexts_lock);
	list_add_tail(&ctx->entry, &binder_contexts);
	mutex_unlock(&binder_contexts_lock);
	return ctx;
}

void binder_context_get(struct binder_context *ctx)
{
	atomic_inc(&ctx->refs);
}

void binder_context_put(struct binder_context *ctx)
{
	if (!ctx || !atomic_dec_and_test(&ctx->refs))
		return;
	mutex_lock(&binder_contexts_lock);
	list_del(&ctx->entry);
	mutex_unlock(&binder_contexts_lock);
	WARN_ON(!list_empty(&ctx->procs) || !list_empty(&ctx->dead_nodes));
	mutex_destroy(&ctx->lock);
	binder_log_fini(ctx);
	kfree(ctx->name);
	kfree(ctx);
}

static int set_manager_locked(struct binder_thread *thread, const struct flat_binder_object *fp,
			      u32 euid)
{
	struct binder_proc *proc = thread->proc;
	struct binder_context *ctx = proc->ctx;
	struct binder_node *node;

	if (ctx->manager)
		return -EBUSY;
	if (ctx->manager_uid_valid && ctx->manager_uid != euid)
		return -EPERM;
	ctx->manager_uid_valid = true;
	ctx->manager_uid = euid;

	node = binder_node_find_locked(proc, fp->binder);
	if (!node)
		node = binder_node_new_locked(proc, fp);
	if (IS_ERR(node))
		return PTR_ERR(node);
	node->local_strong++;
	node->local_weak++;
	node->has_strong = true;
	node->has_weak = true;
	ctx->manager = node;
	return 0;
}

/**
 * binder_context_set_manager() - make the caller's object @fp handle 0.
 * Return: 0, -EBUSY, -EPERM, -ENOMEM.
 */
int binder_context_set_manager(struct binder_thread *thread, const struct flat_binder_object *fp)
{
	u32 euid = env_caller_euid(thread);
	int ret;

	binder_lock(thread->proc->ctx);
	ret = set_manager_locked(thread, fp, euid);
	binder_unlock(thread->proc->ctx);
	return ret;
}
