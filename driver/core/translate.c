// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * translate.c - copy a payload and turn its objects into the receiver's
 *
 * The sender can change its memory at any moment: every word that decides something is read once,
 * checked and used from our own copy. Bytes between objects go straight into the receiver's arena.
 * What an object holds is recorded in the buffer once the object is done, so that undoing a payload
 * that failed half-way is the same as freeing a delivered one.
 */
#include "core/internal.h"

#include <linux/err.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

union any_object {
	struct binder_object_header hdr;
	struct flat_binder_object flat;
	struct binder_fd_object fd;
	struct binder_buffer_object ptr;
	struct binder_fd_array_object fda;
};

static size_t object_size(u32 type)
{
	switch (type) {
	case BINDER_TYPE_BINDER:
	case BINDER_TYPE_WEAK_BINDER:
	case BINDER_TYPE_HANDLE:
	case BINDER_TYPE_WEAK_HANDLE:
		return sizeof(struct flat_binder_object);
	case BINDER_TYPE_FD:
		return sizeof(struct binder_fd_object);
	case BINDER_TYPE_PTR:
		return sizeof(struct binder_buffer_object);
	case BINDER_TYPE_FDA:
		return sizeof(struct binder_fd_array_object);
	default:
		return 0;
	}
}

static void hold(struct binder_payload *p, const struct flat_binder_object *flat)
{
	struct binder_buffer *buffer = p->t->buffer;
	struct binder_held *held = &buffer->held[buffer->n_held++];

	held->type = flat->hdr.type;
	held->handle = flat->handle;
	held->ptr = flat->binder;
}

static void become_handle(struct flat_binder_object *flat, const struct binder_ref *ref,
			  bool strong)
{
	flat->hdr.type = strong ? BINDER_TYPE_HANDLE : BINDER_TYPE_WEAK_HANDLE;
	flat->binder = 0;
	flat->handle = ref->desc;
	flat->cookie = 0;
}

/* The sender's own object: a handle for the receiver. */
static int translate_binder_locked(struct binder_payload *p, struct flat_binder_object *flat)
{
	struct binder_proc *proc = p->thread->proc;
	bool strong = flat->hdr.type == BINDER_TYPE_BINDER;
	struct binder_node *node = binder_node_find_locked(proc, flat->binder);
	struct binder_ref *ref;

	if (!node)
		node = binder_node_new_locked(proc, flat);
	if (IS_ERR(node))
		return PTR_ERR(node);
	if (node->cookie != flat->cookie) {
		binder_user_error(p->thread, "sends node %d with another cookie", node->debug_id);
		return -EINVAL;
	}
	ref = binder_ref_inc_node_locked(p->to, node, strong, p->thread);
	if (IS_ERR(ref)) {
		binder_node_settle_locked(node, strong);
		return PTR_ERR(ref);
	}
	trace_binder_transaction_node_to_ref(p->t, node, ref);
	become_handle(flat, ref, strong);
	hold(p, flat);
	return 0;
}

/* Somebody's object: the receiver's own, or a handle for it too. */
static int translate_handle_locked(struct binder_payload *p, struct flat_binder_object *flat)
{
	bool strong = flat->hdr.type == BINDER_TYPE_HANDLE;
	struct binder_ref *ref = binder_ref_find_locked(p->thread->proc, flat->handle, strong);
	struct binder_node *node;
	struct binder_ref *dest;
	int ret;

	if (!ref) {
		binder_user_error(p->thread, "sends handle %u, which it does not have",
				  flat->handle);
		return -EINVAL;
	}
	node = ref->node;
	if (node->proc == p->to) {
		ret = binder_node_inc_locked(node, strong, false, NULL);
		if (ret)
			return ret;
		trace_binder_transaction_ref_to_node(p->t, node, ref);
		flat->hdr.type = strong ? BINDER_TYPE_BINDER : BINDER_TYPE_WEAK_BINDER;
		flat->binder = node->ptr;
		flat->cookie = node->cookie;
	} else {
		dest = binder_ref_inc_node_locked(p->to, node, strong, NULL);
		if (IS_ERR(dest))
			return PTR_ERR(dest);
		trace_binder_transaction_ref_to_ref(p->t, node, ref, dest);
		become_handle(flat, dest, strong);
	}
	hold(p, flat);
	return 0;
}

static int translate_flat(struct binder_payload *p, struct flat_binder_object *flat)
{
	struct binder_context *ctx = p->to->ctx;
	int ret;

	binder_lock(ctx);
	if (p->to->dead)
		ret = -ESRCH;
	else if (flat->hdr.type == BINDER_TYPE_BINDER || flat->hdr.type == BINDER_TYPE_WEAK_BINDER)
		ret = translate_binder_locked(p, flat);
	else
		ret = translate_handle_locked(p, flat);
	binder_unlock(ctx);
	return ret;
}

/**
 * binder_payload_add_file() - the caller's descriptor @fd goes along
 * @p:		the payload
 * @fd:		its number in the sender
 * @offset:	where its number in the receiver belongs, from the start of the buffer
 * @in_array:	part of a fd array, which is closed with its buffer
 * Return: 0, -EPERM (not accepted), -EBADF, -ENOMEM.
 */
int binder_payload_add_file(struct binder_payload *p, u32 fd, size_t offset, bool in_array)
{
	struct binder_context *ctx = p->to->ctx;
	struct binder_txn_file *entry;
	struct file *file;
	bool room;

	if (!p->accept_fds) {
		binder_user_error(p->thread, "sends a file to %d, which accepts none", p->to->pid);
		return -EPERM;
	}
	file = env_file_get(p->thread, (int)fd);
	if (IS_ERR(file))
		return PTR_ERR(file);
	entry = kzalloc(sizeof(*entry), GFP_KERNEL);
	if (!entry) {
		env_file_put(file);
		return -ENOMEM;
	}
	entry->slot.file = file;
	entry->slot.offset = offset;
	entry->slot.fd = -1;
	entry->in_array = in_array;

	trace_binder_transaction_fd_send(p->t, (int)fd, offset);
	binder_lock(ctx);
	room = p->to->n_files < ctx->limits.files;
	if (room) {
		p->to->n_files++;
		p->t->n_files++;
		list_add_tail(&entry->slot.entry, &p->t->files);
	}
	binder_unlock(ctx);
	if (!room) {
		env_file_put(file);
		kfree(entry);
		return -ENOMEM;
	}
	return 0;
}

static int translate_fd(struct binder_payload *p, size_t at, struct binder_fd_object *obj)
{
	int ret = binder_payload_add_file(p, obj->fd,
					  at + offsetof(struct binder_fd_object, fd), false);

	obj->pad_binder = 0;
	return ret;
}

static int translate_object(struct binder_payload *p, size_t index, union any_object *obj)
{
	switch (obj->hdr.type) {
	case BINDER_TYPE_FD:
		return translate_fd(p, p->offsets[index], &obj->fd);
	case BINDER_TYPE_PTR:
		return binder_sg_add_ptr(p, index, &obj->ptr);
	case BINDER_TYPE_FDA:
		return binder_sg_add_fda(p, index, &obj->fda);
	default:
		return translate_flat(p, &obj->flat);
	}
}

/* Fetches the object at @at, once. Return: its size; 0 if there is no whole known object. */
static size_t fetch_object(struct binder_payload *p, u64 at, union any_object *obj)
{
	size_t left = p->tr->data_size - at, size;

	if (at % 4 || left < sizeof(obj->hdr))
		return 0;
	memset(obj, 0, sizeof(*obj));
	if (env_copy_from_caller(p->thread, obj, p->tr->data.ptr.buffer + at,
				 min(left, sizeof(*obj))))
		return 0;
	size = object_size(obj->hdr.type);
	return size <= left ? size : 0;
}

static int copy_raw(struct binder_payload *p, u64 from, u64 to)
{
	if (to > p->tr->data_size || to < from)
		return -EFAULT;
	if (to == from)
		return 0;
	return env_arena_copy_from_caller(p->to, p->t->buffer->offset + from, p->thread,
					  p->tr->data.ptr.buffer + from, to - from);
}

static int copy_objects(struct binder_payload *p)
{
	size_t base = p->t->buffer->offset, size, i;
	union any_object obj;
	u64 done = 0;
	int ret;

	for (i = 0; i < p->n_offsets; i++) {
		u64 at = p->offsets[i];

		ret = copy_raw(p, done, at);
		if (ret)
			return ret;
		size = fetch_object(p, at, &obj);
		if (!size) {
			binder_user_error(p->thread, "sends no valid object at offset %llu",
					  (unsigned long long)at);
			return -EINVAL;
		}
		ret = translate_object(p, i, &obj);
		if (ret)
			return ret;
		env_arena_write(p->to, base + at, &obj, size);
		done = at + size;
	}
	return copy_raw(p, done, p->tr->data_size);
}

static int fetch_offsets(struct binder_payload *p)
{
	size_t size = p->tr->offsets_size, most;
	struct binder_buffer *buffer = p->t->buffer;

	if (size / sizeof(u64) > p->to->ctx->limits.objects)
		return -E2BIG;
	if (size) {
		p->offsets = kvzalloc(size, GFP_KERNEL);
		if (!p->offsets)
			return -ENOMEM;
		if (env_copy_from_caller(p->thread, p->offsets, p->tr->data.ptr.offsets, size))
			return -EFAULT;
		env_arena_write(p->to, buffer->offset + ALIGN(buffer->data_size, 8), p->offsets,
				size);
	}
	if (size % sizeof(u64) || (p->sg_end - p->sg_at) % sizeof(u64))
		return -EINVAL;
	p->n_offsets = size / sizeof(u64);
	most = min_t(size_t, p->n_offsets,
		     buffer->data_size / sizeof(struct flat_binder_object));
	if (!most)
		return 0;
	buffer->held = kvcalloc(most, sizeof(*buffer->held), GFP_KERNEL);
	return buffer->held ? 0 : -ENOMEM;
}

/**
 * binder_payload_copy() - fill @p's buffer
 * @p: thread, to, t, tr, accept_fds and the scatter-gather area are set, the rest is zero
 * Whatever happens, the buffer's record says what it holds by then.
 * Return: 0, -EINVAL, -E2BIG (too many objects), -EFAULT, -EPERM, -EBADF, -ENOMEM; -ESRCH where
 * the receiver died meanwhile.
 */
int binder_payload_copy(struct binder_payload *p)
{
	int ret;

	p->patches = RB_ROOT;
	ret = fetch_offsets(p);
	if (!ret)
		ret = copy_objects(p);
	if (!ret)
		ret = binder_sg_copy(p);
	binder_sg_fini(p);
	kvfree(p->offsets);
	return ret;
}
