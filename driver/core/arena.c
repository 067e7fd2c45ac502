// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * arena.c - which range of a receive arena belongs to whom
 *
 * The usable size is cut without gaps into buffers, used and free; two free ones never touch.
 * Best fit: the smallest free one that is large enough, cut down to what was asked. One-way
 * payloads may take half of it in all. A page is in use while any used buffer overlaps it.
 */
#include "core/internal.h"

#include <linux/err.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/string.h>

#define SPAM_BUFFERS 50

void binder_arena_init(struct binder_arena *arena)
{
	INIT_LIST_HEAD(&arena->buffers);
	arena->free = RB_ROOT;
	arena->used = RB_ROOT;
}

static void insert_free(struct binder_arena *arena, struct binder_buffer *buffer)
{
	struct rb_node **p = &arena->free.rb_node, *parent = NULL;

	buffer->free = true;
	while (*p) {
		parent = *p;
		if (buffer->size < rb_entry(parent, struct binder_buffer, rb_node)->size)
			p = &parent->rb_left;
		else
			p = &parent->rb_right;
	}
	rb_link_node(&buffer->rb_node, parent, p);
	rb_insert_color(&buffer->rb_node, &arena->free);
}

static void insert_used(struct binder_arena *arena, struct binder_buffer *buffer)
{
	struct rb_node **p = &arena->used.rb_node, *parent = NULL;

	buffer->free = false;
	while (*p) {
		parent = *p;
		if (buffer->offset < rb_entry(parent, struct binder_buffer, rb_node)->offset)
			p = &parent->rb_left;
		else
			p = &parent->rb_right;
	}
	rb_link_node(&buffer->rb_node, parent, p);
	rb_insert_color(&buffer->rb_node, &arena->used);
}

int binder_arena_map_locked(struct binder_arena *arena, u64 user_addr, size_t size)
{
	struct binder_buffer *all = kzalloc(sizeof(*all), GFP_KERNEL);

	if (!all)
		return -ENOMEM;
	all->size = size;
	list_add(&all->entry, &arena->buffers);
	insert_free(arena, all);
	arena->user_addr = user_addr;
	arena->size = size;
	arena->free_async = size / 2;
	arena->mapped = true;
	return 0;
}

static void free_list(struct binder_arena *arena)
{
	struct binder_buffer *buffer, *next;

	list_for_each_entry_safe(buffer, next, &arena->buffers, entry) {
		list_del(&buffer->entry);
		kvfree(buffer->held);
		kfree(buffer->fda_fds);
		kfree(buffer);
	}
}

void binder_arena_reset_locked(struct binder_arena *arena)
{
	free_list(arena);
	memset(arena, 0, sizeof(*arena));
	binder_arena_init(arena);
}

/** binder_arena_fini_locked() - the last use of @proc's arena: what has to be wiped is wiped. */
void binder_arena_fini_locked(struct binder_proc *proc)
{
	struct binder_arena *arena = &proc->arena;
	struct binder_buffer *buffer;

	list_for_each_entry(buffer, &arena->buffers, entry) {
		if (buffer->free)
			continue;
		if (buffer->clear_on_free)
			env_arena_zero(proc, buffer->offset, buffer->size);
		env_uncharge(proc, BINDER_BUFFER_BYTES);
		binder_gone_locked(proc->ctx, BINDER_STAT_BUFFER);
	}
	binder_arena_reset_locked(arena);
}

static int request_size(size_t data, size_t offsets, size_t extra, size_t *ret)
{
	size_t sum;

	if (data > SIZE_MAX - 7 || offsets > SIZE_MAX - 7 || extra > SIZE_MAX - 7)
		return -EINVAL;
	if (check_add_overflow(ALIGN(data, 8), ALIGN(offsets, 8), &sum) ||
	    check_add_overflow(sum, (size_t)ALIGN(extra, 8), &sum))
		return -EINVAL;
	*ret = max_t(size_t, sum, 8);
	return 0;
}

static struct binder_buffer *best_fit(struct binder_arena *arena, size_t size)
{
	struct rb_node *n = arena->free.rb_node;
	struct binder_buffer *best = NULL;

	while (n) {
		struct binder_buffer *buffer = rb_entry(n, struct binder_buffer, rb_node);

		if (buffer->size == size)
			return buffer;
		if (buffer->size > size) {
			best = buffer;
			n = n->rb_left;
		} else {
			n = n->rb_right;
		}
	}
	return best;
}

/* Cuts @buffer, which is free, down to @size; what is left over stays free behind it. */
static int take_free(struct binder_proc *proc, struct binder_buffer *buffer, size_t size)
{
	struct binder_arena *arena = &proc->arena;
	struct binder_buffer *rest = NULL;

	if (buffer->size > size) {
		rest = kzalloc(sizeof(*rest), GFP_KERNEL);
		if (!rest)
			return -ENOMEM;
		rest->offset = buffer->offset + size;
		rest->size = buffer->size - size;
	}
	if (env_charge(proc, BINDER_BUFFER_BYTES)) {
		kfree(rest);
		return -ENOMEM;
	}
	rb_erase(&buffer->rb_node, &arena->free);
	if (rest) {
		list_add(&rest->entry, &buffer->entry);
		insert_free(arena, rest);
		buffer->size = size;
	}
	insert_used(arena, buffer);
	arena->n_used++;
	return 0;
}

static void merge_next(struct binder_arena *arena, struct binder_buffer *buffer)
{
	struct binder_buffer *next = list_next_entry(buffer, entry);

	if (list_is_last(&buffer->entry, &arena->buffers) || !next->free)
		return;
	rb_erase(&next->rb_node, &arena->free);
	list_del(&next->entry);
	buffer->size += next->size;
	kfree(next);
}

/* Back to the free ones; pages that nothing uses now go to the home. */
static void give_back(struct binder_proc *proc, struct binder_buffer *buffer)
{
	struct binder_arena *arena = &proc->arena;
	size_t start = buffer->offset, end = buffer->offset + buffer->size;
	struct binder_buffer *prev;

	rb_erase(&buffer->rb_node, &arena->used);
	arena->n_used--;
	env_uncharge(proc, BINDER_BUFFER_BYTES);
	buffer->free = true;
	merge_next(arena, buffer);
	if (!list_is_first(&buffer->entry, &arena->buffers)) {
		prev = list_prev_entry(buffer, entry);
		if (prev->free) {
			rb_erase(&prev->rb_node, &arena->free);
			list_del(&buffer->entry);
			prev->size += buffer->size;
			kfree(buffer);
			buffer = prev;
		}
	}
	insert_free(arena, buffer);

	start = max(round_down(start, PAGE_SIZE), round_up(buffer->offset, PAGE_SIZE));
	end = round_up(end, PAGE_SIZE);
	if (buffer->offset + buffer->size < arena->size)
		end = min(end, round_down(buffer->offset + buffer->size, PAGE_SIZE));
	if (start < end)
		env_arena_release(proc, start, end - start);
}

/* One sender holds much of what one-way calls may use, and little is left: said once an episode. */
static bool looks_like_spam(struct binder_arena *arena, int sender_pid)
{
	size_t bytes = 0, count = 0;
	struct rb_node *n;

	if (arena->free_async >= arena->size / 10) {
		arena->spam_reported = false;
		return false;
	}
	if (arena->spam_reported)
		return false;
	for (n = rb_first(&arena->used); n; n = rb_next(n)) {
		struct binder_buffer *buffer = rb_entry(n, struct binder_buffer, rb_node);

		if (buffer->async && buffer->sender_pid == sender_pid) {
			count++;
			bytes += buffer->size;
		}
	}
	arena->spam_reported = count > SPAM_BUFFERS || bytes > arena->size / 4;
	return arena->spam_reported;
}

/**
 * binder_arena_alloc_locked() - room for a payload to @proc
 * @proc:	the receiver
 * @data:	bytes of data
 * @offsets:	bytes of offsets
 * @extra:	scatter-gather area and security label
 * @async:	a one-way call: charged to their half
 * @sender_pid:	whom spam is counted against
 * Return: the buffer, not yet freeable by its receiver; ERR_PTR of -ESRCH (no arena), -EINVAL
 * (overflow), -ENOSPC, -ENOMEM.
 */
struct binder_buffer *binder_arena_alloc_locked(struct binder_proc *proc, size_t data,
						size_t offsets, size_t extra, bool async,
						int sender_pid)
{
	struct binder_arena *arena = &proc->arena;
	struct binder_buffer *buffer;
	size_t size;
	int ret;

	lockdep_assert_held(&proc->ctx->lock);
	if (!arena->mapped || proc->dead)
		return ERR_PTR(-ESRCH);
	if (request_size(data, offsets, extra, &size))
		return ERR_PTR(-EINVAL);
	if ((async && arena->free_async < size) || arena->n_used >= proc->ctx->limits.buffers)
		return ERR_PTR(-ENOSPC);
	buffer = best_fit(arena, size);
	if (!buffer)
		return ERR_PTR(-ENOSPC);
	ret = take_free(proc, buffer, size);
	if (ret)
		return ERR_PTR(ret);
	ret = env_arena_populate(proc, buffer->offset, buffer->size);
	if (ret) {
		give_back(proc, buffer);
		return ERR_PTR(ret);
	}

	buffer->data_size = data;
	buffer->offsets_size = offsets;
	buffer->extra_size = extra;
	buffer->sender_pid = sender_pid;
	buffer->async = async;
	if (async) {
		arena->free_async -= buffer->size;
		buffer->spam_suspect = looks_like_spam(arena, sender_pid);
	}
	binder_made_locked(proc->ctx, BINDER_STAT_BUFFER);
	return buffer;
}

/**
 * binder_arena_free_locked() - @buffer, which holds on to nothing any more, is free;
 * wiped if it asks for that.
 */
void binder_arena_free_locked(struct binder_proc *proc, struct binder_buffer *buffer)
{
	lockdep_assert_held(&proc->ctx->lock);
	if (buffer->clear_on_free)
		env_arena_zero(proc, buffer->offset, buffer->size);
	if (buffer->async)
		proc->arena.free_async += buffer->size;
	kvfree(buffer->held);
	kfree(buffer->fda_fds);
	buffer->held = NULL;
	buffer->n_held = 0;
	buffer->fda_fds = NULL;
	buffer->n_fda_fds = 0;
	buffer->t = NULL;
	buffer->target_node = NULL;
	buffer->allow_user_free = false;
	buffer->clear_on_free = false;
	buffer->async = false;
	buffer->spam_suspect = false;
	binder_gone_locked(proc->ctx, BINDER_STAT_BUFFER);
	give_back(proc, buffer);
}

/** binder_arena_find_locked() - the used buffer that begins at @user_addr, or NULL. */
struct binder_buffer *binder_arena_find_locked(struct binder_proc *proc, u64 user_addr)
{
	struct rb_node *n = proc->arena.used.rb_node;
	u64 offset = user_addr - proc->arena.user_addr;

	lockdep_assert_held(&proc->ctx->lock);
	while (n) {
		struct binder_buffer *buffer = rb_entry(n, struct binder_buffer, rb_node);

		if (offset == buffer->offset)
			return buffer;
		n = offset < buffer->offset ? n->rb_left : n->rb_right;
	}
	return NULL;
}
