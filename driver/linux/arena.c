// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * arena.c - receive buffers: pages the driver writes and their owner maps read-only
 *
 * The driver fills slots and copies into them through the kernel's own mapping; no
 * other address space is ever touched. The owner's page tables are filled by its own
 * page faults, from the slots. Only the mapping made at mmap exists: it cannot become
 * writable, be inherited, grow, be split or moved.
 */
#include <linux/bitmap.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "core/binder.h"
#include "core/env.h"
#include "home.h"

#define CREATE_TRACE_POINTS
#include "trace_pages.h"

void arena_init(struct arena *arena)
{
	mutex_init(&arena->lock);
}

void arena_fini(struct arena *arena)
{
	size_t i;

	if (arena->slots)
		reclaim_del_arena(arena);
	for (i = 0; i < arena->n_slots; i++) {
		if (arena->slots[i])
			__free_page(arena->slots[i]);
	}
	bitmap_free(arena->idle);
	kvfree(arena->slots);
	mutex_destroy(&arena->lock);
}

/* A mremap() that is going to be refused opens and closes a second one, hence the count. */
static void arena_vma_open(struct vm_area_struct *vma)
{
	struct env_proc *env = vma->vm_private_data;

	mutex_lock(&env->arena.lock);
	env->arena.n_vmas++;
	mutex_unlock(&env->arena.lock);
}

static void arena_vma_close(struct vm_area_struct *vma)
{
	struct env_proc *env = vma->vm_private_data;
	bool gone;

	mutex_lock(&env->arena.lock);
	gone = --env->arena.n_vmas == 0;
	mutex_unlock(&env->arena.lock);
	if (gone)
		binder_proc_unmap(env->core);
}

static int arena_vma_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

static int arena_vma_mremap(struct vm_area_struct *vma)
{
	return -EINVAL;
}

static vm_fault_t arena_vma_fault(struct vm_fault *vmf)
{
	struct env_proc *env = vmf->vma->vm_private_data;
	struct arena *arena = &env->arena;
	pgoff_t slot = vmf->pgoff - arena->pgoff;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	int err;

	mutex_lock(&arena->lock);
	if (slot < arena->n_slots && arena->slots[slot]) {
		err = vm_insert_page(vmf->vma, vmf->address & PAGE_MASK, arena->slots[slot]);
		/* Another thread's fault for the same page may have won: -EBUSY. */
		if (!err || err == -EBUSY)
			ret = VM_FAULT_NOPAGE;
		else if (err == -ENOMEM)
			ret = VM_FAULT_OOM;
	}
	mutex_unlock(&arena->lock);
	return ret;
}

static const struct vm_operations_struct arena_vm_ops = {
	.open = arena_vma_open,
	.close = arena_vma_close,
	.compat_may_split = arena_vma_split,
	.mremap = arena_vma_mremap,
	.fault = arena_vma_fault,
};

static int arena_alloc_slots(struct arena *arena, size_t n_slots)
{
	struct page **slots = kvcalloc(n_slots, sizeof(*slots), GFP_KERNEL);
	unsigned long *idle = bitmap_zalloc(n_slots, GFP_KERNEL);

	if (!slots || !idle) {
		kvfree(slots);
		bitmap_free(idle);
		return -ENOMEM;
	}
	mutex_lock(&arena->lock);
	arena->slots = slots;
	arena->idle = idle;
	arena->n_slots = n_slots;
	arena->n_vmas = 1;
	mutex_unlock(&arena->lock);
	return 0;
}

static void arena_free_slots(struct arena *arena)
{
	kvfree(arena->slots);
	bitmap_free(arena->idle);
	arena->slots = NULL;
	arena->idle = NULL;
	arena->n_slots = 0;
	arena->n_vmas = 0;
}

/**
 * arena_map() - make @vma the mapping of @env's arena, once and for all
 *
 * Called with mmap_lock held for writing; since the address space must be the opener's,
 * that also keeps a second caller out.
 *
 * Return: 0, -EPERM (asked for writing), -EINVAL (not the process that opened the file),
 * -EBUSY (mapped before, even where it was unmapped since), -ENOMEM.
 */
int arena_map(struct env_proc *env, struct vm_area_struct *vma)
{
	static atomic_long_t next_id = ATOMIC_LONG_INIT(0);
	struct arena *arena = &env->arena;
	size_t size = vma->vm_end - vma->vm_start;
	int err;

	if (current->group_leader != env->leader)
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	if (vma->vm_mm != env->mm)
		return -EINVAL;
	if (arena->slots)
		return -EBUSY;

	/* All files of a device share an address_space; a range of it for each keeps them apart. */
	arena->mapping = vma->vm_file->f_mapping;
	arena->pgoff = atomic_long_inc_return(&next_id) * (BINDER_ARENA_MAX >> PAGE_SHIFT);
	err = arena_alloc_slots(arena, min_t(size_t, size, BINDER_ARENA_MAX) >> PAGE_SHIFT);
	if (err)
		return err;
	err = binder_proc_map(env->core, vma->vm_start, size);
	if (err) {
		arena_free_slots(arena);
		return err;
	}
	reclaim_add_arena(arena);

	vm_flags_mod(vma, VM_DONTCOPY | VM_DONTEXPAND | VM_MIXEDMAP, VM_MAYWRITE);
	vma->vm_pgoff = arena->pgoff; /* whatever was asked for */
	vma->vm_ops = &arena_vm_ops;
	vma->vm_private_data = env;
	return 0;
}

static int arena_fill_slot(struct arena *arena, size_t slot)
{
	int pid = binder_proc_pid(arena_env(arena)->core);

	if (arena->slots[slot]) {
		trace_binder_alloc_lru_start(pid, slot);
		reclaim_set_idle(arena, slot, false);
		trace_binder_alloc_lru_end(pid, slot);
		return 0;
	}
	trace_binder_alloc_page_start(pid, slot);
	arena->slots[slot] = alloc_page(GFP_KERNEL | __GFP_HIGHMEM | __GFP_ZERO);
	trace_binder_alloc_page_end(pid, slot);
	return arena->slots[slot] ? 0 : -ENOMEM;
}

int env_arena_populate(struct binder_proc *proc, size_t off, size_t len)
{
	struct arena *arena = &binder_proc_env(proc)->arena;
	size_t slot, end = (off + len + PAGE_SIZE - 1) >> PAGE_SHIFT;
	int err = 0;

	trace_binder_update_page_range(binder_proc_pid(proc), true, off, len);
	mutex_lock(&arena->lock);
	if (!arena->n_vmas)
		err = -ESRCH;
	else if (WARN_ON_ONCE(end > arena->n_slots))
		err = -ENOMEM;
	for (slot = off >> PAGE_SHIFT; !err && slot < end; slot++)
		err = arena_fill_slot(arena, slot);
	arena->high = max(arena->high, slot);
	mutex_unlock(&arena->lock);
	return err;
}

void env_arena_release(struct binder_proc *proc, size_t off, size_t len)
{
	struct arena *arena = &binder_proc_env(proc)->arena;
	size_t slot, end = (off + len) >> PAGE_SHIFT;

	trace_binder_update_page_range(binder_proc_pid(proc), false, off, len);
	mutex_lock(&arena->lock);
	for (slot = (off + PAGE_SIZE - 1) >> PAGE_SHIFT; slot < end; slot++) {
		if (!arena->slots[slot])
			continue;
		trace_binder_free_lru_start(binder_proc_pid(proc), slot);
		reclaim_set_idle(arena, slot, true);
		trace_binder_free_lru_end(binder_proc_pid(proc), slot);
	}
	mutex_unlock(&arena->lock);
}

/* Pages under buffers, idle ones, places that never had one or lost it; the most ever used. */
void env_arena_show(struct binder_proc *proc, struct seq_file *m)
{
	struct arena *arena = &binder_proc_env(proc)->arena;
	size_t filled = 0, idle = 0, i;

	mutex_lock(&arena->lock);
	for (i = 0; i < arena->n_slots; i++)
		filled += arena->slots[i] != NULL;
	if (arena->slots)
		idle = bitmap_weight(arena->idle, arena->n_slots);
	seq_printf(m, "  pages: %zu:%zu:%zu\n  pages high watermark: %zu\n", filled - idle, idle,
		   arena->n_slots - filled, arena->high);
	mutex_unlock(&arena->lock);
}

/* One page's worth of a range: where it lies and how much of @n is in it. */
static struct page *arena_page(struct binder_proc *proc, size_t off, size_t n, size_t *ret_chunk)
{
	*ret_chunk = min_t(size_t, n, PAGE_SIZE - offset_in_page(off));
	return binder_proc_env(proc)->arena.slots[off >> PAGE_SHIFT];
}

int env_arena_copy_from_caller(struct binder_proc *to, size_t off, struct binder_thread *from,
			       u64 addr, size_t n)
{
	const char __user *src = u64_to_user_ptr(addr);
	size_t chunk, left;
	struct page *page;
	char *kaddr;

	if ((u64)(uintptr_t)src != addr)
		return -EFAULT;
	for (; n; n -= chunk, off += chunk, src += chunk) {
		page = arena_page(to, off, n, &chunk);
		kaddr = kmap_local_page(page);
		left = copy_from_user(kaddr + offset_in_page(off), src, chunk);
		flush_dcache_page(page);
		kunmap_local(kaddr);
		if (left)
			return -EFAULT;
	}
	return 0;
}

static void write_page(struct page *page, size_t off, const void *from, size_t n)
{
	char *kaddr = kmap_local_page(page);

	memcpy(kaddr + off, from, n);
	flush_dcache_page(page);
	kunmap_local(kaddr);
}

static void zero_page(struct page *page, size_t off, size_t n)
{
	char *kaddr = kmap_local_page(page);

	memset(kaddr + off, 0, n);
	flush_dcache_page(page);
	kunmap_local(kaddr);
}

void env_arena_write(struct binder_proc *proc, size_t off, const void *from, size_t n)
{
	const char *src = from;
	size_t chunk;
	struct page *page;

	for (; n; n -= chunk, off += chunk, src += chunk) {
		page = arena_page(proc, off, n, &chunk);
		write_page(page, offset_in_page(off), src, chunk);
	}
}

void env_arena_zero(struct binder_proc *proc, size_t off, size_t n)
{
	size_t chunk;
	struct page *page;

	for (; n; n -= chunk, off += chunk) {
		page = arena_page(proc, off, n, &chunk);
		zero_page(page, offset_in_page(off), chunk);
	}
}
