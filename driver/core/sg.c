// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * sg.c - scatter-gather: PTR objects and arrays of descriptors in them
 *
 * The memory of each PTR is appended to the buffer's scatter-gather area. Where a PTR has a
 * parent, its new address replaces 8 bytes of the parent's memory; where an FDA has, the numbers
 * in it are left out. Such places are patches: they are found while objects are looked at, kept in
 * order of their place, and stepped around when the memory is copied in the end, so that the
 * receiver never sees the sender's pointers and numbers.
 *
 * Patches must not go backwards: the parent is the PTR added or patched last, at or behind its
 * last patch, or one of its ancestors, behind the place that leads down to it.
 */
#include "core/internal.h"

#include <linux/mm.h>
#include <linux/slab.h>

struct patch {
	struct rb_node rb_node;
	size_t at;	/* in the buffer */
	size_t size;
	bool write;
	u64 value;
};

static int patch_add(struct binder_payload *p, size_t at, size_t size, bool write, u64 value)
{
	struct rb_node **link = &p->patches.rb_node, *parent = NULL;
	struct patch *patch = kzalloc(sizeof(*patch), GFP_KERNEL);

	if (!patch)
		return -ENOMEM;
	patch->at = at;
	patch->size = size;
	patch->write = write;
	patch->value = value;
	while (*link) {
		parent = *link;
		link = at < rb_entry(parent, struct patch, rb_node)->at ? &parent->rb_left :
									  &parent->rb_right;
	}
	rb_link_node(&patch->rb_node, parent, link);
	rb_insert_color(&patch->rb_node, &p->patches);
	return 0;
}

/*
 * The PTR that object @index names as its parent, if @size bytes at @offset
 * in it may be patched now.
 */
static struct binder_sg *find_parent(struct binder_payload *p, size_t index, u64 parent, u64 offset,
				     u64 size)
{
	size_t last = p->last;
	u64 min_offset = p->last_min;

	if (!p->sg || parent >= index || !p->sg[parent].is_ptr)
		return NULL;
	while (last && last - 1 != parent) {
		const struct binder_sg *sg = &p->sg[last - 1];

		if (!sg->has_parent)
			return NULL;
		min_offset = sg->parent_offset + sizeof(u64);
		last = sg->parent + 1;
	}
	if (!last || offset < min_offset)
		return NULL;
	if (p->sg[parent].size < size || offset > p->sg[parent].size - size)
		return NULL;
	return &p->sg[parent];
}

/**
 * binder_sg_add_ptr() - @obj, object @index: give it its place, and become what the receiver sees.
 */
int binder_sg_add_ptr(struct binder_payload *p, size_t index, struct binder_buffer_object *obj)
{
	u64 address = p->to->arena.user_addr + p->t->buffer->offset + p->sg_at;
	struct binder_sg *parent;
	struct binder_sg *sg;
	int ret;

	if (obj->length > p->sg_end - p->sg_at)
		return -EINVAL;
	if (!p->sg)
		p->sg = kvcalloc(p->n_offsets, sizeof(*p->sg), GFP_KERNEL);
	if (!p->sg)
		return -ENOMEM;
	sg = &p->sg[index];
	sg->from = obj->buffer;
	sg->size = obj->length;
	sg->at = p->sg_at;
	if (obj->flags & BINDER_BUFFER_FLAG_HAS_PARENT) {
		parent = find_parent(p, index, obj->parent, obj->parent_offset, sizeof(u64));
		if (!parent)
			return -EINVAL;
		ret = patch_add(p, parent->at + obj->parent_offset, sizeof(u64), true, address);
		if (ret)
			return ret;
		sg->has_parent = true;
		sg->parent = obj->parent;
		sg->parent_offset = obj->parent_offset;
	}
	sg->is_ptr = true;
	obj->buffer = address;
	p->sg_at += ALIGN(sg->size, 8);
	p->last = index + 1;
	p->last_min = 0;
	return 0;
}

static int add_array_files(struct binder_payload *p, const struct binder_fd_array_object *obj,
			   u64 from, size_t at)
{
	u64 i;
	u32 fd;
	int ret;

	for (i = 0; i < obj->num_fds; i++) {
		if (env_copy_from_caller(p->thread, &fd, from + i * sizeof(fd), sizeof(fd)))
			return -EINVAL;
		ret = binder_payload_add_file(p, fd, at + i * sizeof(fd), true);
		if (ret)
			return ret;
	}
	return 0;
}

/**
 * binder_sg_add_fda() - @obj, object @index: its descriptors go along, their numbers are left out.
 */
int binder_sg_add_fda(struct binder_payload *p, size_t index,
		      const struct binder_fd_array_object *obj)
{
	struct binder_sg *parent;
	u64 size = obj->num_fds * sizeof(u32);
	size_t at;
	int ret;

	if (obj->num_fds > BINDER_ARENA_MAX / sizeof(u32))
		return -EINVAL;
	parent = find_parent(p, index, obj->parent, obj->parent_offset, size);
	if (!parent)
		return -EINVAL;
	p->last = obj->parent + 1;
	p->last_min = obj->parent_offset + size;
	if (!obj->num_fds)
		return 0;
	at = parent->at + obj->parent_offset;
	if (at % sizeof(u32) || (parent->from + obj->parent_offset) % sizeof(u32))
		return -EINVAL;
	ret = patch_add(p, at, size, false, 0);
	if (ret)
		return ret;
	return add_array_files(p, obj, parent->from + obj->parent_offset, at);
}

static int copy_range(struct binder_payload *p, const struct binder_sg *sg, size_t from, size_t to)
{
	if (from == to)
		return 0;
	if (env_arena_copy_from_caller(p->to, p->t->buffer->offset + from, p->thread,
				       sg->from + (from - sg->at), to - from))
		return -EINVAL;
	return 0;
}

/* Copies @sg around its patches, the first of which is *@next; leaves *@next behind them. */
static int copy_one(struct binder_payload *p, const struct binder_sg *sg, struct rb_node **next)
{
	size_t done = sg->at, end = sg->at + sg->size;
	int ret;

	while (*next) {
		const struct patch *patch = rb_entry(*next, struct patch, rb_node);

		if (patch->at >= end)
			break;
		if (patch->at % sizeof(u32))
			return -EINVAL;
		ret = copy_range(p, sg, done, patch->at);
		if (ret)
			return ret;
		if (patch->write)
			env_arena_write(p->to, p->t->buffer->offset + patch->at, &patch->value,
					sizeof(patch->value));
		done = patch->at + patch->size;
		*next = rb_next(*next);
	}
	return copy_range(p, sg, done, end);
}

/** binder_sg_copy() - the memory of all PTR objects, patched. Return: 0 or -EINVAL. */
int binder_sg_copy(struct binder_payload *p)
{
	struct rb_node *next = rb_first(&p->patches);
	size_t i;
	int ret = 0;

	for (i = 0; p->sg && !ret && i < p->n_offsets; i++) {
		if (p->sg[i].is_ptr)
			ret = copy_one(p, &p->sg[i], &next);
	}
	return ret;
}

void binder_sg_fini(struct binder_payload *p)
{
	struct rb_node *n;

	while ((n = rb_first(&p->patches))) {
		rb_erase(n, &p->patches);
		kfree(rb_entry(n, struct patch, rb_node));
	}
	kvfree(p->sg);
}
