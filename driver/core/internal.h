/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * internal.h - what the files of the core offer each other
 *
 * `_locked` functions are called with the context lock held. Those without take it themselves
 * where they need it.
 */
#ifndef BINDER_CORE_INTERNAL_H
#define BINDER_CORE_INTERNAL_H

#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include "core/trace.h"
#include "core/types.h"

#define binder_log(bit, fmt, ...)                                                                  \
	do {                                                                                       \
		if (binder_debug_mask & (bit))                                                     \
			pr_info_ratelimited("binder: " fmt "\n", ##__VA_ARGS__);                   \
	} while (0)

#define binder_user_error(thread, fmt, ...)                                                        \
	binder_log(BINDER_DEBUG_USER_ERROR, "%d:%d " fmt, (thread)->proc->pid, (thread)->tid,      \
		   ##__VA_ARGS__)

/* context.c */

static inline void binder_lock(struct binder_context *ctx)
{
	mutex_lock(&ctx->lock);
}

static inline void binder_unlock(struct binder_context *ctx)
{
	mutex_unlock(&ctx->lock);
}

/* All there are, for the debug files. The lock is taken before any context's. */
extern struct mutex binder_contexts_lock;
extern struct list_head binder_contexts;

int binder_next_id(void);
s64 binder_now_ms(void);
void binder_context_get(struct binder_context *ctx);
int binder_context_set_manager(struct binder_thread *thread, const struct flat_binder_object *fp);

static inline void binder_made_locked(struct binder_context *ctx, enum binder_stat what)
{
	lockdep_assert_held(&ctx->lock);
	ctx->made[what]++;
}

static inline void binder_gone_locked(struct binder_context *ctx, enum binder_stat what)
{
	lockdep_assert_held(&ctx->lock);
	ctx->gone[what]++;
}

/* log.c */
int binder_log_prepare(struct binder_context *ctx);
void binder_log_fini(struct binder_context *ctx);
void binder_log_add_locked(struct binder_context *ctx, const struct binder_log_entry *entry);
void binder_log_show_locked(struct binder_context *ctx, struct seq_file *m, bool failed);

/* proc.c */
int binder_count_locked(struct binder_proc *proc, u32 *count, u32 limit, size_t size);
void binder_uncount_locked(struct binder_proc *proc, u32 *count, size_t size);
void binder_proc_pin(struct binder_proc *proc);
void binder_proc_unpin(struct binder_proc *proc);
struct binder_proc *binder_proc_next(int pid, int after_id);

/* thread.c */
void binder_thread_pin_locked(struct binder_thread *thread);
void binder_thread_unpin_locked(struct binder_thread *thread);
void binder_thread_release_locked(struct binder_thread *thread);
bool binder_thread_free_for_proc_work_locked(struct binder_thread *thread);
bool binder_thread_has_work_locked(struct binder_thread *thread, bool proc_work);
void binder_thread_looper(struct binder_thread *thread, u32 cmd);

/* work.c */
void binder_work_init(struct binder_work *work, enum binder_work_type type);
void binder_queue_thread_locked(struct binder_thread *thread, struct binder_work *work);
void binder_queue_thread_deferred_locked(struct binder_thread *thread, struct binder_work *work);
void binder_queue_proc_locked(struct binder_proc *proc, struct binder_work *work);
struct binder_thread *binder_select_waiter_locked(struct binder_proc *proc);
void binder_wake_thread_locked(struct binder_thread *thread, bool sync);
void binder_wake_proc_locked(struct binder_proc *proc, bool sync);
void binder_queue_error_locked(struct binder_thread *thread, struct binder_error *error, u32 cmd);
void binder_work_drop_locked(struct binder_proc *proc, struct binder_work *work);
void binder_delivered_add(struct rb_root *root, struct binder_delivered *delivered, u64 cookie);
void binder_delivered_del(struct rb_root *root, struct binder_delivered *delivered);
struct binder_delivered *binder_delivered_find(const struct rb_root *root, u64 cookie);

/* node.c */
struct binder_node *binder_node_find_locked(struct binder_proc *proc, u64 ptr);
struct binder_node *binder_node_new_locked(struct binder_proc *proc,
					   const struct flat_binder_object *fp);
int binder_node_inc_locked(struct binder_node *node, bool strong, bool internal,
			   struct binder_thread *tell);
void binder_node_dec_locked(struct binder_node *node, bool strong, bool internal);
void binder_node_settle_locked(struct binder_node *node, bool strong);
void binder_node_acked(struct binder_thread *thread, bool strong, u64 ptr, u64 cookie);
size_t binder_node_emit_locked(struct binder_node *node, void *out);
void binder_node_release_locked(struct binder_node *node);
void binder_node_next_async_locked(struct binder_node *node);
void binder_node_debug_info(struct binder_proc *proc, struct binder_node_debug_info *info);

/* ref.c */
struct binder_ref *binder_ref_find_locked(struct binder_proc *proc, u32 desc, bool need_strong);
struct binder_ref *binder_ref_for_node_locked(struct binder_proc *proc, struct binder_node *node);
struct binder_ref *binder_ref_inc_node_locked(struct binder_proc *proc, struct binder_node *node,
					      bool strong, struct binder_thread *tell);
int binder_ref_dec_locked(struct binder_ref *ref, bool strong);
void binder_ref_free_locked(struct binder_ref *ref);
int binder_ref_command(struct binder_thread *thread, u32 cmd, u32 handle);
int binder_ref_node_info(struct binder_proc *proc, struct binder_node_info_for_ref *info);

/* What a work item of binder_limits.work and a payload are charged as. */
#define BINDER_WORK_BYTES sizeof(struct binder_freeze)
#define BINDER_BUFFER_BYTES (sizeof(struct binder_buffer) + sizeof(struct binder_transaction))

/* arena.c */
void binder_arena_init(struct binder_arena *arena);
int binder_arena_map_locked(struct binder_arena *arena, u64 user_addr, size_t size);
void binder_arena_reset_locked(struct binder_arena *arena);
struct binder_buffer *binder_arena_alloc_locked(struct binder_proc *proc, size_t data,
						size_t offsets, size_t extra, bool async,
						int sender_pid);
void binder_arena_free_locked(struct binder_proc *proc, struct binder_buffer *buffer);
struct binder_buffer *binder_arena_find_locked(struct binder_proc *proc, u64 user_addr);
void binder_arena_fini_locked(struct binder_proc *proc);

/* buffer.c */
void binder_buffer_unhold_locked(struct binder_proc *proc, struct binder_buffer *buffer);
void binder_buffer_drop_locked(struct binder_proc *proc, struct binder_buffer *buffer);
void binder_buffer_free_command(struct binder_thread *thread, u64 addr);

/* txn.c */
void binder_transact(struct binder_thread *thread, const struct binder_transaction_data *tr,
		     u64 sg_size, bool reply);
void binder_txn_free_locked(struct binder_transaction *t);
void binder_txn_fail_locked(struct binder_transaction *t, u32 error);
void binder_txn_undeliverable_locked(struct binder_transaction *t, u32 error);
void binder_outstanding_dec_locked(struct binder_proc *proc);

/* translate.c */

/** A PTR object, copied after all objects were looked at. One an entry of the offsets array. */
struct binder_sg {
	bool is_ptr;
	bool has_parent;
	u64 from;		/* in the sender */
	size_t size;
	size_t at;		/* in the buffer */
	size_t parent;		/* index */
	u64 parent_offset;
};

/** A payload on its way from @thread into @t's buffer in @to. */
struct binder_payload {
	struct binder_thread *thread;
	struct binder_proc *to;
	struct binder_transaction *t;
	const struct binder_transaction_data *tr;
	bool accept_fds;
	u64 *offsets;		/* our own copy */
	size_t n_offsets;
	size_t sg_at;		/* the free part of the scatter-gather area */
	size_t sg_end;
	struct binder_sg *sg;	/* NULL until the first PTR */
	struct rb_root patches;	/* places in the area that the raw copy leaves out, see sg.c */
	size_t last;		/* index of the PTR that was added or patched last, plus one */
	u64 last_min;		/* the next patch in it must not lie below */
};

int binder_payload_copy(struct binder_payload *p);
int binder_payload_add_file(struct binder_payload *p, u32 fd, size_t offset, bool in_array);

/* sg.c */
int binder_sg_add_ptr(struct binder_payload *p, size_t index, struct binder_buffer_object *obj);
int binder_sg_add_fda(struct binder_payload *p, size_t index,
		      const struct binder_fd_array_object *obj);
int binder_sg_copy(struct binder_payload *p);
void binder_sg_fini(struct binder_payload *p);

/* death.c */
void binder_death_request(struct binder_thread *thread, u32 handle, u64 cookie);
void binder_death_clear(struct binder_thread *thread, u32 handle, u64 cookie);
void binder_death_done(struct binder_thread *thread, u64 cookie);
void binder_death_fire_locked(struct binder_ref *ref);
void binder_death_free_locked(struct binder_death *death);

/* freeze.c */
int binder_freeze_begin(struct binder_thread *thread, const struct binder_freeze_info *info);
int binder_freeze_resume(struct binder_thread *thread);
void binder_freeze_cancel(struct binder_thread *thread);
int binder_frozen_info(struct binder_frozen_status_info *info);

/* freeze_notice.c */
int binder_freeze_notice_request(struct binder_thread *thread, u32 handle, u64 cookie);
int binder_freeze_notice_clear(struct binder_thread *thread, u32 handle, u64 cookie);
int binder_freeze_notice_done(struct binder_thread *thread, u64 cookie);
void binder_freeze_notice_all_locked(struct binder_proc *proc, bool frozen);
void binder_freeze_notice_free_locked(struct binder_freeze *freeze);

/* write.c, read.c */
int binder_write(struct binder_thread *thread, struct binder_write_read *bwr);
int binder_read_begin(struct binder_thread *thread);
int binder_read_resume(struct binder_thread *thread);

#endif /* BINDER_CORE_INTERNAL_H */
