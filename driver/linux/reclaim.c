// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * reclaim.c - gives pages that no buffer covers back when memory is short
 *
 * Such pages stay where they are until the kernel asks, since the next buffer likely
 * wants them. Reclaim can come from any allocation, also from those under the locks
 * here, so it only ever tries them. A slot is cleared and its page unmapped in one
 * section of the arena's lock: a fault can never map a page that is being freed.
 */
#include <linux/bitmap.h>
#include <linux/mm.h>

#include "compat.h"
#include "core/binder.h"
#include "home.h"
#include "trace_pages.h"

static DEFINE_MUTEX(arenas_lock); /* above each arena's lock */
static LIST_HEAD(arenas);
static atomic_long_t n_idle = ATOMIC_LONG_INIT(0);

void reclaim_add_arena(struct arena *arena)
{
	mutex_lock(&arenas_lock);
	list_add_tail(&arena->entry, &arenas);
	mutex_unlock(&arenas_lock);
}

void reclaim_del_arena(struct arena *arena)
{
	mutex_lock(&arenas_lock);
	list_del(&arena->entry);
	mutex_unlock(&arenas_lock);
	atomic_long_sub(bitmap_weight(arena->idle, arena->n_slots), &n_idle);
}

void reclaim_set_idle(struct arena *arena, size_t slot, bool idle)
{
	lockdep_assert_held(&arena->lock);
	if (idle && !__test_and_set_bit(slot, arena->idle))
		atomic_long_inc(&n_idle);
	else if (!idle && __test_and_clear_bit(slot, arena->idle))
		atomic_long_dec(&n_idle);
}

static void free_run(struct arena *arena, size_t first, size_t n)
{
	int pid = binder_proc_pid(arena_env(arena)->core);
	size_t i;

	/* The mapping's inode is there as long as a vma is. */
	if (arena->n_vmas) {
		trace_binder_unmap_user_start(pid, first, n);
		unmap_mapping_range(arena->mapping, (loff_t)(arena->pgoff + first) << PAGE_SHIFT,
				    (loff_t)n << PAGE_SHIFT, 1);
		trace_binder_unmap_user_end(pid, first, n);
	}
	for (i = first; i < first + n; i++) {
		trace_binder_unmap_kernel_start(pid, i);
		reclaim_set_idle(arena, i, false);
		__free_page(arena->slots[i]);
		arena->slots[i] = NULL;
		trace_binder_unmap_kernel_end(pid, i);
	}
}

static unsigned long free_idle(struct arena *arena, unsigned long wanted)
{
	size_t first, end = 0;
	unsigned long n = 0;

	while (n < wanted) {
		first = find_next_bit(arena->idle, arena->n_slots, end);
		if (first >= arena->n_slots)
			break;
		end = find_next_zero_bit(arena->idle, arena->n_slots, first);
		end = min_t(size_t, end, first + wanted - n);
		free_run(arena, first, end - first);
		n += end - first;
	}
	return n;
}

static unsigned long reclaim_count(struct shrinker *shrinker, struct shrink_control *sc)
{
	unsigned long n = atomic_long_read(&n_idle);

	return n ? n : SHRINK_EMPTY;
}

static unsigned long reclaim_scan(struct shrinker *shrinker, struct shrink_control *sc)
{
	struct arena *arena;
	unsigned long n = 0;

	if (!mutex_trylock(&arenas_lock))
		return SHRINK_STOP;
	list_for_each_entry(arena, &arenas, entry) {
		if (n >= sc->nr_to_scan)
			break;
		if (!mutex_trylock(&arena->lock))
			continue;
		n += free_idle(arena, sc->nr_to_scan - n);
		mutex_unlock(&arena->lock);
	}
	/* The next call begins where this one stopped. */
	if (!list_empty(&arenas) && !list_entry_is_head(arena, &arenas, entry))
		list_rotate_to_front(&arena->entry, &arenas);
	mutex_unlock(&arenas_lock);
	return n ? n : SHRINK_STOP;
}

static struct shrinker *reclaim_shrinker;

int reclaim_init(void)
{
	reclaim_shrinker = compat_shrinker_new("hideglue_binder", reclaim_count, reclaim_scan);
	return reclaim_shrinker ? 0 : -ENOMEM;
}

void reclaim_fini(void)
{
	compat_shrinker_free(reclaim_shrinker);
}
