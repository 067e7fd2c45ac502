/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * trace.h - tracepoints: the names and fields of the in-tree driver's, in a system of our own
 *
 * The form is what <trace/define_trace.h> asks for: in the kernel it reads this file several
 * times. In user space the shim makes an empty function of each. Ids are those of the debug
 * files; a transaction and its buffer have the same one.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM hideglue_binder

#if !defined(BINDER_CORE_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define BINDER_CORE_TRACE_H

#include <linux/tracepoint.h>

#include "core/types.h"

/* debug.c */
const char *binder_command_name(u32 cmd);
const char *binder_return_name(u32 cmd);

TRACE_EVENT(binder_ioctl,
	TP_PROTO(unsigned int cmd, u64 arg),
	TP_ARGS(cmd, arg),
	TP_STRUCT__entry(
		__field(unsigned int, cmd)
		__field(u64, arg)
	),
	TP_fast_assign(
		__entry->cmd = cmd;
		__entry->arg = arg;
	),
	TP_printk("cmd=0x%x arg=0x%llx", __entry->cmd, __entry->arg)
);

DECLARE_EVENT_CLASS(binder_done,
	TP_PROTO(int ret),
	TP_ARGS(ret),
	TP_STRUCT__entry(
		__field(int, ret)
	),
	TP_fast_assign(
		__entry->ret = ret;
	),
	TP_printk("ret=%d", __entry->ret)
);
DEFINE_EVENT(binder_done, binder_ioctl_done, TP_PROTO(int ret), TP_ARGS(ret));
DEFINE_EVENT(binder_done, binder_write_done, TP_PROTO(int ret), TP_ARGS(ret));
DEFINE_EVENT(binder_done, binder_read_done, TP_PROTO(int ret), TP_ARGS(ret));

TRACE_EVENT(binder_command,
	TP_PROTO(u32 cmd),
	TP_ARGS(cmd),
	TP_STRUCT__entry(
		__field(u32, cmd)
	),
	TP_fast_assign(
		__entry->cmd = cmd;
	),
	TP_printk("cmd=0x%x %s", __entry->cmd, binder_command_name(__entry->cmd))
);

TRACE_EVENT(binder_return,
	TP_PROTO(u32 cmd),
	TP_ARGS(cmd),
	TP_STRUCT__entry(
		__field(u32, cmd)
	),
	TP_fast_assign(
		__entry->cmd = cmd;
	),
	TP_printk("cmd=0x%x %s", __entry->cmd, binder_return_name(__entry->cmd))
);

TRACE_EVENT(binder_wait_for_work,
	TP_PROTO(bool proc_work, bool transaction_stack, bool thread_todo),
	TP_ARGS(proc_work, transaction_stack, thread_todo),
	TP_STRUCT__entry(
		__field(bool, proc_work)
		__field(bool, transaction_stack)
		__field(bool, thread_todo)
	),
	TP_fast_assign(
		__entry->proc_work = proc_work;
		__entry->transaction_stack = transaction_stack;
		__entry->thread_todo = thread_todo;
	),
	TP_printk("proc_work=%d transaction_stack=%d thread_todo=%d", __entry->proc_work,
		  __entry->transaction_stack, __entry->thread_todo)
);

TRACE_EVENT(binder_transaction,
	TP_PROTO(bool reply, const struct binder_transaction *t, const struct binder_node *node,
		 const struct binder_thread *to_thread),
	TP_ARGS(reply, t, node, to_thread),
	TP_STRUCT__entry(
		__field(int, debug_id)
		__field(int, target_node)
		__field(int, to_proc)
		__field(int, to_thread)
		__field(int, reply)
		__field(unsigned int, code)
		__field(unsigned int, flags)
	),
	TP_fast_assign(
		__entry->debug_id = t->debug_id;
		__entry->target_node = node ? node->debug_id : 0;
		__entry->to_proc = t->to_proc->pid;
		__entry->to_thread = to_thread ? to_thread->tid : 0;
		__entry->reply = reply;
		__entry->code = t->code;
		__entry->flags = t->flags;
	),
	TP_printk("transaction=%d dest_node=%d dest_proc=%d dest_thread=%d reply=%d flags=0x%x code=0x%x",
		  __entry->debug_id, __entry->target_node, __entry->to_proc, __entry->to_thread,
		  __entry->reply, __entry->flags, __entry->code)
);

TRACE_EVENT(binder_transaction_received,
	TP_PROTO(const struct binder_transaction *t),
	TP_ARGS(t),
	TP_STRUCT__entry(
		__field(int, debug_id)
	),
	TP_fast_assign(
		__entry->debug_id = t->debug_id;
	),
	TP_printk("transaction=%d", __entry->debug_id)
);

TRACE_EVENT(binder_txn_latency_free,
	TP_PROTO(const struct binder_transaction *t),
	TP_ARGS(t),
	TP_STRUCT__entry(
		__field(int, debug_id)
		__field(int, from_proc)
		__field(int, from_thread)
		__field(int, to_proc)
		__field(int, to_thread)
		__field(unsigned int, code)
		__field(unsigned int, flags)
	),
	TP_fast_assign(
		__entry->debug_id = t->debug_id;
		__entry->from_proc = t->from_pid;
		__entry->from_thread = t->from_tid;
		__entry->to_proc = t->to_proc ? t->to_proc->pid : 0;
		__entry->to_thread = t->to_thread ? t->to_thread->tid : 0;
		__entry->code = t->code;
		__entry->flags = t->flags;
	),
	TP_printk("debug_id=%d from_proc=%d from_thread=%d to_proc=%d to_thread=%d code=0x%x flags=0x%x",
		  __entry->debug_id, __entry->from_proc, __entry->from_thread, __entry->to_proc,
		  __entry->to_thread, __entry->code, __entry->flags)
);

/* Objects and files in a payload */

TRACE_EVENT(binder_transaction_node_to_ref,
	TP_PROTO(const struct binder_transaction *t, const struct binder_node *node,
		 const struct binder_ref *ref),
	TP_ARGS(t, node, ref),
	TP_STRUCT__entry(
		__field(int, debug_id)
		__field(int, node_debug_id)
		__field(u64, node_ptr)
		__field(int, ref_debug_id)
		__field(u32, ref_desc)
	),
	TP_fast_assign(
		__entry->debug_id = t->debug_id;
		__entry->node_debug_id = node->debug_id;
		__entry->node_ptr = node->ptr;
		__entry->ref_debug_id = ref->debug_id;
		__entry->ref_desc = ref->desc;
	),
	TP_printk("transaction=%d node=%d src_ptr=0x%016llx ==> dest_ref=%d dest_desc=%u",
		  __entry->debug_id, __entry->node_debug_id, __entry->node_ptr,
		  __entry->ref_debug_id, __entry->ref_desc)
);

TRACE_EVENT(binder_transaction_ref_to_node,
	TP_PROTO(const struct binder_transaction *t, const struct binder_node *node,
		 const struct binder_ref *ref),
	TP_ARGS(t, node, ref),
	TP_STRUCT__entry(
		__field(int, debug_id)
		__field(int, ref_debug_id)
		__field(u32, ref_desc)
		__field(int, node_debug_id)
		__field(u64, node_ptr)
	),
	TP_fast_assign(
		__entry->debug_id = t->debug_id;
		__entry->ref_debug_id = ref->debug_id;
		__entry->ref_desc = ref->desc;
		__entry->node_debug_id = node->debug_id;
		__entry->node_ptr = node->ptr;
	),
	TP_printk("transaction=%d node=%d src_ref=%d src_desc=%u ==> dest_ptr=0x%016llx",
		  __entry->debug_id, __entry->node_debug_id, __entry->ref_debug_id,
		  __entry->ref_desc, __entry->node_ptr)
);

TRACE_EVENT(binder_transaction_ref_to_ref,
	TP_PROTO(const struct binder_transaction *t, const struct binder_node *node,
		 const struct binder_ref *src, const struct binder_ref *dest),
	TP_ARGS(t, node, src, dest),
	TP_STRUCT__entry(
		__field(int, debug_id)
		__field(int, node_debug_id)
		__field(int, src_ref_debug_id)
		__field(u32, src_ref_desc)
		__field(int, dest_ref_debug_id)
		__field(u32, dest_ref_desc)
	),
	TP_fast_assign(
		__entry->debug_id = t->debug_id;
		__entry->node_debug_id = node->debug_id;
		__entry->src_ref_debug_id = src->debug_id;
		__entry->src_ref_desc = src->desc;
		__entry->dest_ref_debug_id = dest->debug_id;
		__entry->dest_ref_desc = dest->desc;
	),
	TP_printk("transaction=%d node=%d src_ref=%d src_desc=%u ==> dest_ref=%d dest_desc=%u",
		  __entry->debug_id, __entry->node_debug_id, __entry->src_ref_debug_id,
		  __entry->src_ref_desc, __entry->dest_ref_debug_id, __entry->dest_ref_desc)
);

DECLARE_EVENT_CLASS(binder_transaction_fd,
	TP_PROTO(const struct binder_transaction *t, int fd, size_t offset),
	TP_ARGS(t, fd, offset),
	TP_STRUCT__entry(
		__field(int, debug_id)
		__field(int, fd)
		__field(size_t, offset)
	),
	TP_fast_assign(
		__entry->debug_id = t->debug_id;
		__entry->fd = fd;
		__entry->offset = offset;
	),
	TP_printk("transaction=%d fd=%d offset=%zu", __entry->debug_id, __entry->fd,
		  __entry->offset)
);
DEFINE_EVENT(binder_transaction_fd, binder_transaction_fd_send,
	TP_PROTO(const struct binder_transaction *t, int fd, size_t offset),
	TP_ARGS(t, fd, offset));
DEFINE_EVENT(binder_transaction_fd, binder_transaction_fd_recv,
	TP_PROTO(const struct binder_transaction *t, int fd, size_t offset),
	TP_ARGS(t, fd, offset));

/* Buffers */

DECLARE_EVENT_CLASS(binder_buffer_class,
	TP_PROTO(const struct binder_buffer *buffer),
	TP_ARGS(buffer),
	TP_STRUCT__entry(
		__field(int, debug_id)
		__field(size_t, data_size)
		__field(size_t, offsets_size)
		__field(size_t, extra_buffers_size)
	),
	TP_fast_assign(
		__entry->debug_id = buffer->debug_id;
		__entry->data_size = buffer->data_size;
		__entry->offsets_size = buffer->offsets_size;
		__entry->extra_buffers_size = buffer->extra_size;
	),
	TP_printk("transaction=%d data_size=%zu offsets_size=%zu extra_buffers_size=%zu",
		  __entry->debug_id, __entry->data_size, __entry->offsets_size,
		  __entry->extra_buffers_size)
);
DEFINE_EVENT(binder_buffer_class, binder_transaction_alloc_buf,
	TP_PROTO(const struct binder_buffer *buffer), TP_ARGS(buffer));
DEFINE_EVENT(binder_buffer_class, binder_transaction_buffer_release,
	TP_PROTO(const struct binder_buffer *buffer), TP_ARGS(buffer));
DEFINE_EVENT(binder_buffer_class, binder_transaction_failed_buffer_release,
	TP_PROTO(const struct binder_buffer *buffer), TP_ARGS(buffer));
DEFINE_EVENT(binder_buffer_class, binder_transaction_update_buffer_release,
	TP_PROTO(const struct binder_buffer *buffer), TP_ARGS(buffer));

#endif /* BINDER_CORE_TRACE_H */

#undef TRACE_INCLUDE_PATH
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_PATH core
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
