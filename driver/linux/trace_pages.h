/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * trace_pages.h - tracepoints about the pages of receive arenas, as core/trace.h
 *
 * A page is known by its owner's pid and its place in the arena.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM hideglue_binder

#if !defined(HIDEGLUE_LINUX_TRACE_PAGES_H) || defined(TRACE_HEADER_MULTI_READ)
#define HIDEGLUE_LINUX_TRACE_PAGES_H

#include <linux/tracepoint.h>

TRACE_EVENT(binder_update_page_range,
	TP_PROTO(int pid, bool allocate, size_t offset, size_t size),
	TP_ARGS(pid, allocate, offset, size),
	TP_STRUCT__entry(
		__field(int, proc)
		__field(bool, allocate)
		__field(size_t, offset)
		__field(size_t, size)
	),
	TP_fast_assign(
		__entry->proc = pid;
		__entry->allocate = allocate;
		__entry->offset = offset;
		__entry->size = size;
	),
	TP_printk("proc=%d allocate=%d offset=%zu size=%zu", __entry->proc, __entry->allocate,
		  __entry->offset, __entry->size)
);

DECLARE_EVENT_CLASS(binder_page,
	TP_PROTO(int pid, size_t page_index),
	TP_ARGS(pid, page_index),
	TP_STRUCT__entry(
		__field(int, proc)
		__field(size_t, page_index)
	),
	TP_fast_assign(
		__entry->proc = pid;
		__entry->page_index = page_index;
	),
	TP_printk("proc=%d page_index=%zu", __entry->proc, __entry->page_index)
);
DEFINE_EVENT(binder_page, binder_alloc_lru_start,
	TP_PROTO(int pid, size_t page_index), TP_ARGS(pid, page_index));
DEFINE_EVENT(binder_page, binder_alloc_lru_end,
	TP_PROTO(int pid, size_t page_index), TP_ARGS(pid, page_index));
DEFINE_EVENT(binder_page, binder_alloc_page_start,
	TP_PROTO(int pid, size_t page_index), TP_ARGS(pid, page_index));
DEFINE_EVENT(binder_page, binder_alloc_page_end,
	TP_PROTO(int pid, size_t page_index), TP_ARGS(pid, page_index));
DEFINE_EVENT(binder_page, binder_free_lru_start,
	TP_PROTO(int pid, size_t page_index), TP_ARGS(pid, page_index));
DEFINE_EVENT(binder_page, binder_free_lru_end,
	TP_PROTO(int pid, size_t page_index), TP_ARGS(pid, page_index));
DEFINE_EVENT(binder_page, binder_unmap_kernel_start,
	TP_PROTO(int pid, size_t page_index), TP_ARGS(pid, page_index));
DEFINE_EVENT(binder_page, binder_unmap_kernel_end,
	TP_PROTO(int pid, size_t page_index), TP_ARGS(pid, page_index));

/* A run of pages is unmapped at once. */
DECLARE_EVENT_CLASS(binder_pages,
	TP_PROTO(int pid, size_t page_index, size_t n_pages),
	TP_ARGS(pid, page_index, n_pages),
	TP_STRUCT__entry(
		__field(int, proc)
		__field(size_t, page_index)
		__field(size_t, n_pages)
	),
	TP_fast_assign(
		__entry->proc = pid;
		__entry->page_index = page_index;
		__entry->n_pages = n_pages;
	),
	TP_printk("proc=%d page_index=%zu n_pages=%zu", __entry->proc, __entry->page_index,
		  __entry->n_pages)
);
DEFINE_EVENT(binder_pages, binder_unmap_user_start,
	TP_PROTO(int pid, size_t page_index, size_t n_pages), TP_ARGS(pid, page_index, n_pages));
DEFINE_EVENT(binder_pages, binder_unmap_user_end,
	TP_PROTO(int pid, size_t page_index, size_t n_pages), TP_ARGS(pid, page_index, n_pages));

#endif /* HIDEGLUE_LINUX_TRACE_PAGES_H */

/* A folder's name here must be no macro, and linux is one to the compiler. */
#undef TRACE_INCLUDE_PATH
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_PATH .
#define TRACE_INCLUDE_FILE trace_pages
#include <trace/define_trace.h>
