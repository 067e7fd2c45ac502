// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * debug.c - the core's state in words, for debug files and `hideglue doctor`
 *
 * Tools parse these lines: tokens and their order are those of the in-tree driver's files. No
 * address of the driver's own is printed.
 */
#include "core/internal.h"

#include <linux/seq_file.h>

static const char *const bc_names[BINDER_N_BC] = {
	"BC_TRANSACTION", "BC_REPLY", "BC_ACQUIRE_RESULT", "BC_FREE_BUFFER", "BC_INCREFS",
	"BC_ACQUIRE", "BC_RELEASE", "BC_DECREFS", "BC_INCREFS_DONE", "BC_ACQUIRE_DONE",
	"BC_ATTEMPT_ACQUIRE", "BC_REGISTER_LOOPER", "BC_ENTER_LOOPER", "BC_EXIT_LOOPER",
	"BC_REQUEST_DEATH_NOTIFICATION", "BC_CLEAR_DEATH_NOTIFICATION", "BC_DEAD_BINDER_DONE",
	"BC_TRANSACTION_SG", "BC_REPLY_SG", "BC_REQUEST_FREEZE_NOTIFICATION",
	"BC_CLEAR_FREEZE_NOTIFICATION", "BC_FREEZE_NOTIFICATION_DONE",
};

static const char *const br_names[BINDER_N_BR] = {
	"BR_ERROR", "BR_OK", "BR_TRANSACTION", "BR_REPLY", "BR_ACQUIRE_RESULT", "BR_DEAD_REPLY",
	"BR_TRANSACTION_COMPLETE", "BR_INCREFS", "BR_ACQUIRE", "BR_RELEASE", "BR_DECREFS",
	"BR_ATTEMPT_ACQUIRE", "BR_NOOP", "BR_SPAWN_LOOPER", "BR_FINISHED", "BR_DEAD_BINDER",
	"BR_CLEAR_DEATH_NOTIFICATION_DONE", "BR_FAILED_REPLY", "BR_FROZEN_REPLY",
	"BR_ONEWAY_SPAM_SUSPECT", "BR_TRANSACTION_PENDING_FROZEN", "BR_FROZEN_BINDER",
	"BR_CLEAR_FREEZE_NOTIFICATION_DONE",
};

/** binder_command_name() - the name of a BC_ word, also of one that does not exist */
const char *binder_command_name(u32 cmd)
{
	return _IOC_NR(cmd) < BINDER_N_BC ? bc_names[_IOC_NR(cmd)] : "unknown";
}

/** binder_return_name() - the name of a BR_ word */
const char *binder_return_name(u32 cmd)
{
	return _IOC_NR(cmd) < BINDER_N_BR ? br_names[_IOC_NR(cmd)] : "unknown";
}

static const char *const stat_names[BINDER_N_STAT] = {
	"proc", "thread", "node", "ref", "death", "transaction", "transaction_complete", "freeze",
	"buffer",
};

static void show_txn_locked(struct seq_file *m, const char *prefix, struct binder_proc *proc,
			    const struct binder_transaction *t)
{
	const struct binder_buffer *buffer = t->buffer;

	seq_printf(m, "%s %d: t%d from %d:%d to %d:%d code %x flags %x pri %ld r%d elapsed %lldms",
		   prefix, t->debug_id, t->debug_id, t->from_pid, t->from_tid,
		   t->to_proc ? t->to_proc->pid : 0, t->to_thread ? t->to_thread->tid : 0, t->code,
		   t->flags, t->priority, t->from != NULL,
		   (long long)(binder_now_ms() - t->start_ms));
	if (t->to_proc != proc) {
		seq_puts(m, "\n");
		return;
	}
	if (!buffer) {
		seq_puts(m, " buffer free\n");
		return;
	}
	if (buffer->target_node)
		seq_printf(m, " node %d", buffer->target_node->debug_id);
	seq_printf(m, " size %zu:%zu offset %zx\n", buffer->data_size, buffer->offsets_size,
		   buffer->offset);
}

static void show_work_locked(struct seq_file *m, const char *indent, struct binder_proc *proc,
			     struct binder_work *work)
{
	struct binder_node *node;
	char prefix[48];

	switch (work->type) {
	case BINDER_WORK_TRANSACTION:
		snprintf(prefix, sizeof(prefix), "%spending transaction", indent);
		show_txn_locked(m, prefix, proc,
				container_of(work, struct binder_transaction, work));
		break;
	case BINDER_WORK_ERROR:
		seq_printf(m, "%stransaction error: %u\n", indent,
			   container_of(work, struct binder_error, work)->cmd);
		break;
	case BINDER_WORK_COMPLETE:
	case BINDER_WORK_SPAM_SUSPECT:
	case BINDER_WORK_PENDING_FROZEN:
		seq_printf(m, "%stransaction complete\n", indent);
		break;
	case BINDER_WORK_NODE:
		node = container_of(work, struct binder_node, work);
		seq_printf(m, "%snode work %d: u%016llx c%016llx\n", indent, node->debug_id,
			   (unsigned long long)node->ptr, (unsigned long long)node->cookie);
		break;
	case BINDER_WORK_DEAD_BINDER:
		seq_printf(m, "%shas dead binder\n", indent);
		break;
	case BINDER_WORK_DEAD_BINDER_AND_CLEAR:
		seq_printf(m, "%shas cleared dead binder\n", indent);
		break;
	case BINDER_WORK_CLEAR_DEATH:
		seq_printf(m, "%shas cleared death notification\n", indent);
		break;
	case BINDER_WORK_FROZEN_BINDER:
		seq_printf(m, "%shas frozen binder\n", indent);
		break;
	case BINDER_WORK_CLEAR_FREEZE:
		seq_printf(m, "%shas cleared freeze notification\n", indent);
		break;
	}
}

static void show_thread_locked(struct seq_file *m, struct binder_thread *thread, bool all)
{
	struct binder_transaction *t = thread->stack;
	struct binder_work *work;

	if (!all && !t && list_empty(&thread->todo))
		return;
	seq_printf(m, "  thread %d: l %02x need_return %d tr %u\n", thread->tid, thread->looper,
		   thread->need_return, thread->pins);
	while (t) {
		bool incoming = t->to_thread == thread;

		show_txn_locked(m,
				incoming ? "    incoming transaction" : "    outgoing transaction",
				thread->proc, t);
		t = incoming ? t->to_parent : t->from_parent;
	}
	list_for_each_entry(work, &thread->todo, entry)
		show_work_locked(m, "    ", thread->proc, work);
}

static void show_node_locked(struct seq_file *m, struct binder_node *node)
{
	struct binder_work *work;
	struct binder_ref *ref;

	seq_printf(m, "  node %d: u%016llx c%016llx hs %d hw %d ls %u lw %u is %u iw %u tr 0",
		   node->debug_id, (unsigned long long)node->ptr, (unsigned long long)node->cookie,
		   node->has_strong, node->has_weak, node->local_strong, node->local_weak,
		   node->internal_strong, node->n_refs);
	if (!list_empty(&node->refs))
		seq_puts(m, " proc");
	list_for_each_entry(ref, &node->refs, node_entry)
		seq_printf(m, " %d", ref->proc->pid);
	seq_puts(m, "\n");
	list_for_each_entry(work, &node->async_todo, entry)
		show_txn_locked(m, "    pending async transaction", node->proc,
				container_of(work, struct binder_transaction, work));
}

static void show_ref_locked(struct seq_file *m, const struct binder_ref *ref)
{
	seq_printf(m, "  ref %d: desc %u %snode %d s %u w %u d %d\n", ref->debug_id, ref->desc,
		   ref->node->proc ? "" : "dead ", ref->node->debug_id, ref->strong, ref->weak,
		   ref->death != NULL);
}

static void show_buffers_locked(struct seq_file *m, struct binder_proc *proc)
{
	struct rb_node *n;

	for (n = rb_first(&proc->arena.used); n; n = rb_next(n)) {
		const struct binder_buffer *buffer = rb_entry(n, struct binder_buffer, rb_node);

		seq_printf(m, "  buffer %d: %zx size %zu:%zu:%zu %s\n", buffer->debug_id,
			   buffer->offset, buffer->data_size, buffer->offsets_size,
			   buffer->extra_size, buffer->t ? "active" : "delivered");
	}
}

static void show_proc_locked(struct seq_file *m, struct binder_proc *proc, bool all)
{
	struct binder_work *work;
	struct rb_node *n;

	seq_printf(m, "proc %d\ncontext %s\n", proc->pid, proc->ctx->name);
	for (n = rb_first(&proc->threads); n; n = rb_next(n))
		show_thread_locked(m, rb_entry(n, struct binder_thread, rb_node), all);
	for (n = rb_first(&proc->nodes); n; n = rb_next(n)) {
		struct binder_node *node = rb_entry(n, struct binder_node, rb_node);

		if (all || node->has_async)
			show_node_locked(m, node);
	}
	for (n = all ? rb_first(&proc->refs_by_desc) : NULL; n; n = rb_next(n))
		show_ref_locked(m, rb_entry(n, struct binder_ref, desc_node));
	show_buffers_locked(m, proc);
	list_for_each_entry(work, &proc->todo, entry)
		show_work_locked(m, "  ", proc, work);
	if (proc->delivered_deaths.rb_node)
		seq_puts(m, "  has delivered dead binder\n");
	if (proc->delivered_freezes.rb_node)
		seq_puts(m, "  has delivered freeze binder\n");
}

/** What a walk through the contexts finds and remembers. */
struct show {
	struct seq_file *m;
	int pid;
	bool failed;
	bool said;
	struct binder_stats stats;
	u64 made[BINDER_N_STAT];
	u64 gone[BINDER_N_STAT];
};

/* @ctx alone, or each one that there is. */
static void show_contexts(struct binder_context *ctx, struct show *show,
			  void (*fn)(struct show *show, struct binder_context *ctx))
{
	if (ctx) {
		binder_lock(ctx);
		fn(show, ctx);
		binder_unlock(ctx);
		return;
	}
	mutex_lock(&binder_contexts_lock);
	list_for_each_entry(ctx, &binder_contexts, entry) {
		binder_lock(ctx);
		fn(show, ctx);
		binder_unlock(ctx);
	}
	mutex_unlock(&binder_contexts_lock);
}

static void show_dead_nodes_locked(struct show *show, struct binder_context *ctx)
{
	struct binder_node *node;

	list_for_each_entry(node, &ctx->dead_nodes, dead_entry) {
		if (!show->said)
			seq_puts(show->m, "dead nodes:\n");
		show->said = true;
		show_node_locked(show->m, node);
	}
}

static void show_procs_locked(struct show *show, struct binder_context *ctx)
{
	struct binder_proc *proc;

	list_for_each_entry(proc, &ctx->procs, entry)
		show_proc_locked(show->m, proc, true);
}

void binder_show_state(struct binder_context *ctx, struct seq_file *m)
{
	struct show show = { .m = m };

	seq_puts(m, "binder state:\n");
	show_contexts(ctx, &show, show_dead_nodes_locked);
	show_contexts(ctx, &show, show_procs_locked);
}

static void show_pid_locked(struct show *show, struct binder_context *ctx)
{
	struct binder_proc *proc;

	list_for_each_entry(proc, &ctx->procs, entry) {
		if (proc->pid != show->pid)
			continue;
		seq_puts(show->m, "binder proc state:\n");
		show_proc_locked(show->m, proc, true);
	}
}

void binder_show_pid(struct binder_context *ctx, struct seq_file *m, int pid)
{
	struct show show = { .m = m, .pid = pid };

	show_contexts(ctx, &show, show_pid_locked);
}

static bool proc_is_busy_locked(struct binder_proc *proc)
{
	struct rb_node *n;

	if (proc->outstanding || proc->arena.n_used || !list_empty(&proc->todo))
		return true;
	for (n = rb_first(&proc->threads); n; n = rb_next(n)) {
		struct binder_thread *thread = rb_entry(n, struct binder_thread, rb_node);

		if (thread->stack || !list_empty(&thread->todo))
			return true;
	}
	return false;
}

static void show_busy_procs_locked(struct show *show, struct binder_context *ctx)
{
	struct binder_proc *proc;

	list_for_each_entry(proc, &ctx->procs, entry) {
		if (proc_is_busy_locked(proc))
			show_proc_locked(show->m, proc, false);
	}
}

void binder_show_transactions(struct binder_context *ctx, struct seq_file *m)
{
	struct show show = { .m = m };

	seq_puts(m, "binder transactions:\n");
	show_contexts(ctx, &show, show_busy_procs_locked);
}

static void show_log_locked(struct show *show, struct binder_context *ctx)
{
	binder_log_show_locked(ctx, show->m, show->failed);
}

void binder_show_log(struct binder_context *ctx, struct seq_file *m, bool failed)
{
	struct show show = { .m = m, .failed = failed };

	show_contexts(ctx, &show, show_log_locked);
}

static void show_counters(struct seq_file *m, const char *indent, const struct binder_stats *stats)
{
	int i;

	for (i = 0; i < BINDER_N_BC; i++) {
		if (stats->bc[i])
			seq_printf(m, "%s%s: %llu\n", indent, bc_names[i],
				   (unsigned long long)stats->bc[i]);
	}
	for (i = 0; i < BINDER_N_BR; i++) {
		if (stats->br[i])
			seq_printf(m, "%s%s: %llu\n", indent, br_names[i],
				   (unsigned long long)stats->br[i]);
	}
}

static void show_proc_stats_locked(struct seq_file *m, struct binder_proc *proc)
{
	u32 waiting = 0, strong = 0, weak = 0, pending = 0;
	struct binder_work *work;
	struct list_head *entry;
	struct rb_node *n;

	list_for_each(entry, &proc->waiting_threads)
		waiting++;
	list_for_each_entry(work, &proc->todo, entry)
		pending += work->type == BINDER_WORK_TRANSACTION;
	for (n = rb_first(&proc->refs_by_desc); n; n = rb_next(n)) {
		strong += rb_entry(n, struct binder_ref, desc_node)->strong;
		weak += rb_entry(n, struct binder_ref, desc_node)->weak;
	}
	seq_printf(m, "proc %d\ncontext %s\n  threads: %u\n  requested threads: %u+%u/%u\n",
		   proc->pid, proc->ctx->name, proc->n_threads, proc->requested_threads,
		   proc->started_threads, proc->max_threads);
	seq_printf(m, "  ready threads %u\n  free async space %zu\n", waiting,
		   proc->arena.free_async);
	seq_printf(m, "  nodes: %u\n  refs: %u s %u w %u\n  buffers: %u\n", proc->n_nodes,
		   proc->n_refs, strong, weak, proc->arena.n_used);
	env_arena_show(proc, m);
	seq_printf(m, "  pending transactions: %u\n", pending);
	show_counters(m, "  ", &proc->stats);
}

static void add_totals_locked(struct show *show, struct binder_context *ctx)
{
	int i;

	for (i = 0; i < BINDER_N_BC; i++)
		show->stats.bc[i] += ctx->stats.bc[i];
	for (i = 0; i < BINDER_N_BR; i++)
		show->stats.br[i] += ctx->stats.br[i];
	for (i = 0; i < BINDER_N_STAT; i++) {
		show->made[i] += ctx->made[i];
		show->gone[i] += ctx->gone[i];
	}
}

static void show_procs_stats_locked(struct show *show, struct binder_context *ctx)
{
	struct binder_proc *proc;

	list_for_each_entry(proc, &ctx->procs, entry)
		show_proc_stats_locked(show->m, proc);
}

void binder_show_stats(struct binder_context *ctx, struct seq_file *m)
{
	struct show show = { .m = m };
	int i;

	seq_puts(m, "binder stats:\n");
	show_contexts(ctx, &show, add_totals_locked);
	show_counters(m, "", &show.stats);
	for (i = 0; i < BINDER_N_STAT; i++)
		seq_printf(m, "%s: active %llu total %llu\n", stat_names[i],
			   (unsigned long long)(show.made[i] - show.gone[i]),
			   (unsigned long long)show.made[i]);
	show_contexts(ctx, &show, show_procs_stats_locked);
}
