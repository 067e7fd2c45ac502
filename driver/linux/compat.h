/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * compat.h - kernels from 5.10 on, seen as one
 *
 * The only file that asks for a kernel version. What changed between versions gets
 * the newest name here.
 */
#ifndef HIDEGLUE_LINUX_COMPAT_H
#define HIDEGLUE_LINUX_COMPAT_H

#include <linux/highmem.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/security.h>
#include <linux/shrinker.h>
#include <linux/slab.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
static inline void vm_flags_mod(struct vm_area_struct *vma, unsigned long set, unsigned long clear)
{
	vma->vm_flags = (vma->vm_flags | set) & ~clear;
}
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
#define compat_may_split split
#define kmap_local_page(page) kmap(page)
#define kunmap_local(addr) kunmap(kmap_to_page((void *)(addr)))
#else
#define compat_may_split may_split
#endif

/* Renamed in 5.11, and in the stable 5.10 too. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 10, 162)
#define close_fd(fd) __close_fd(current->files, fd)
#endif

/*
 * compat_cred_label() - the security label of @cred, a copy that kfree() frees
 *
 * Return: its length with the NUL that is always there, 0 where no security module gives one (a
 * module that knows labels of sockets alone leaves the id 0), -errno.
 */
static inline int compat_cred_label(const struct cred *cred, char **ret)
{
	char *copy;
	u32 secid;
	int err;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 14, 0)
	struct lsm_context label;

	security_cred_getsecid(cred, &secid);
	err = secid ? security_secid_to_secctx(secid, &label) : -EOPNOTSUPP;
	if (err < 0)
		return err == -EOPNOTSUPP ? 0 : err;
	copy = kmemdup_nul(label.context, label.len, GFP_KERNEL);
	security_release_secctx(&label);
#else
	char *label;
	u32 len;

	security_cred_getsecid(cred, &secid);
	err = secid ? security_secid_to_secctx(secid, &label, &len) : -EOPNOTSUPP;
	if (err)
		return err == -EOPNOTSUPP ? 0 : err;
	copy = kmemdup_nul(label, len, GFP_KERNEL);
	security_release_secctx(label, len);
#endif
	if (!copy)
		return -ENOMEM;
	*ret = copy;
	return strlen(copy) + 1;
}

/* Some inode operations begin with an argument that is passed on and never looked at. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#define compat_idmap_param struct mnt_idmap *idmap,
#define compat_idmap idmap,
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(5, 12, 0)
#define compat_idmap_param struct user_namespace *idmap,
#define compat_idmap idmap,
#else
#define compat_idmap_param
#define compat_idmap
#endif

/** compat_inode_times() - all of @inode's times are now */
static inline void compat_inode_times(struct inode *inode)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
	simple_inode_init_ts(inode);
#else
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
#endif
}

/** compat_lookup_noperm() - the dentry of @name in @dir, which the caller has locked */
static inline struct dentry *compat_lookup_noperm(const char *name, struct dentry *dir)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 16, 0)
	return lookup_noperm(&QSTR(name), dir);
#else
	return lookup_one_len(name, dir, strlen(name));
#endif
}

/**
 * compat_d_pin() - @dentry, just looked up, is @inode's and stays until it is unlinked or
 * compat_kill_pinned_super()
 */
static inline void compat_d_pin(struct dentry *dentry, struct inode *inode)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 19, 0)
	d_make_persistent(dentry, inode);
	dput(dentry);
#else
	d_instantiate(dentry, inode);
#endif
}

static inline void compat_kill_pinned_super(struct super_block *sb)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 19, 0)
	kill_anon_super(sb);
#else
	kill_litter_super(sb);
#endif
}

typedef unsigned long (*compat_shrink_fn)(struct shrinker *, struct shrink_control *);

/** compat_shrinker_new() - a registered shrinker. Return: NULL without memory. */
static inline struct shrinker *compat_shrinker_new(const char *name, compat_shrink_fn count,
						   compat_shrink_fn scan)
{
	struct shrinker *shrinker;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 7, 0)
	shrinker = shrinker_alloc(0, "%s", name);
#else
	shrinker = kzalloc(sizeof(*shrinker), GFP_KERNEL);
#endif
	if (!shrinker)
		return NULL;
	shrinker->count_objects = count;
	shrinker->scan_objects = scan;
	shrinker->seeks = DEFAULT_SEEKS;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 7, 0)
	shrinker_register(shrinker);
#else
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 0, 0)
	if (register_shrinker(shrinker, "%s", name)) {
#else
	if (register_shrinker(shrinker)) {
#endif
		kfree(shrinker);
		return NULL;
	}
#endif
	return shrinker;
}

static inline void compat_shrinker_free(struct shrinker *shrinker)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 7, 0)
	shrinker_free(shrinker);
#else
	unregister_shrinker(shrinker);
	kfree(shrinker);
#endif
}

#endif /* HIDEGLUE_LINUX_COMPAT_H */
