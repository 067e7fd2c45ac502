// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * binderfs_dir.c - names in a mount: adding them, and what users may do to them
 *
 * Every dentry is pinned from its making to its unlink or the umount. Users can remove
 * and rename devices in the root, and nothing else; only BINDER_CTL_ADD makes new ones.
 */
#include <linux/fs.h>
#include <linux/fsnotify.h>
#include <linux/namei.h>

#include "binderfs.h"
#include "compat.h"

struct inode *binderfs_inode(struct super_block *sb, unsigned long ino, umode_t mode)
{
	const struct binderfs *fs = binderfs_of(sb);
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = ino;
	inode->i_mode = mode;
	inode->i_uid = fs->uid;
	inode->i_gid = fs->gid;
	compat_inode_times(inode);
	return inode;
}

/* Return: the dentry, which the mount keeps. */
static struct dentry *add(struct dentry *dir, const char *name, struct inode *inode)
{
	struct inode *parent = d_inode(dir);
	struct dentry *dentry;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode_lock_nested(parent, I_MUTEX_PARENT);
	dentry = compat_lookup_noperm(name, dir);
	if (!IS_ERR(dentry) && d_really_is_positive(dentry)) {
		dput(dentry);
		dentry = ERR_PTR(-EEXIST);
	}
	if (IS_ERR(dentry)) {
		iput(inode);
	} else {
		compat_d_pin(dentry, inode);
		if (S_ISDIR(inode->i_mode))
			inc_nlink(parent);
		compat_inode_times(parent);
		fsnotify_create(parent, dentry);
	}
	inode_unlock(parent);
	return dentry;
}

int binderfs_add(struct dentry *dir, const char *name, struct inode *inode)
{
	return PTR_ERR_OR_ZERO(add(dir, name, inode));
}

static unsigned long file_ino(struct super_block *sb)
{
	return BINDERFS_INO_FILE + binderfs_of(sb)->n_files++;
}

struct dentry *binderfs_mkdir(struct dentry *dir, const char *name)
{
	struct inode *inode = binderfs_inode(dir->d_sb, file_ino(dir->d_sb), S_IFDIR | 0755);

	if (inode) {
		inode->i_op = &simple_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		set_nlink(inode, 2);
	}
	return add(dir, name, inode);
}

int binderfs_add_file(struct dentry *dir, const char *name, const struct file_operations *fops)
{
	struct inode *inode = binderfs_inode(dir->d_sb, file_ino(dir->d_sb), S_IFREG | 0444);

	if (inode)
		inode->i_fop = fops;
	return binderfs_add(dir, name, inode);
}

static int root_unlink(struct inode *dir, struct dentry *dentry)
{
	if (!binderfs_is_device(d_inode(dentry)))
		return -EPERM;
	return simple_unlink(dir, dentry);
}

static int root_rename(compat_idmap_param struct inode *old_dir, struct dentry *old,
		       struct inode *new_dir, struct dentry *new, unsigned int flags)
{
	if (flags & ~RENAME_NOREPLACE)
		return -EINVAL;
	if (old_dir != new_dir || !binderfs_is_device(d_inode(old)) ||
	    (d_really_is_positive(new) && !binderfs_is_device(d_inode(new))))
		return -EPERM;
	return simple_rename(compat_idmap old_dir, old, new_dir, new, flags);
}

static const struct inode_operations root_ops = {
	.lookup = simple_lookup,
	.unlink = root_unlink,
	.rename = root_rename,
};

struct inode *binderfs_root(struct super_block *sb)
{
	struct inode *inode = binderfs_inode(sb, BINDERFS_INO_ROOT, S_IFDIR | 0755);

	if (!inode)
		return NULL;
	inode->i_op = &root_ops;
	inode->i_fop = &simple_dir_operations;
	set_nlink(inode, 2);
	return inode;
}
