/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * binderfs.h - what the files of the filesystem share
 *
 * A mount is a world of its own: a root with binder-control, features/, maybe
 * binder_logs/, and devices, each a context. The inode of a device owns its minor number
 * and one reference to its context; an open file keeps the inode, so both outlive the
 * name and, where it is lazy, the umount.
 */
#ifndef HIDEGLUE_LINUX_BINDERFS_H
#define HIDEGLUE_LINUX_BINDERFS_H

#include <linux/fs.h>
#include <linux/uidgid.h>

struct seq_file;

#define BINDERFS_MAX_DEVICES (1u << 20)	/* of all mounts together: the minors of one major */
#define BINDERFS_NAME "hideglue_binderfs"

enum {
	BINDERFS_INO_ROOT = 1,
	BINDERFS_INO_CONTROL,
	BINDERFS_INO_DEVICE,	/* plus its minor */
	/* plus a number of the file's own; above every device */
	BINDERFS_INO_FILE = BINDERFS_INO_DEVICE + BINDERFS_MAX_DEVICES,
	BINDERFS_INO_PID = BINDERFS_INO_FILE + 0x100,	/* plus the pid */
};

/** struct binderfs - one mount, in s_fs_info */
struct binderfs {
	kuid_t uid;		/* owner of everything in it */
	kgid_t gid;
	unsigned int max;	/* devices */
	unsigned int n_devices;	/* guarded by binderfs_device.c's lock */
	bool logs;		/* stats=global */
	bool initial;		/* mounted from the initial user namespace */
	unsigned int n_files;	/* numbers given out, while it is filled */
};

static inline struct binderfs *binderfs_of(const struct super_block *sb)
{
	return sb->s_fs_info;
}

/** binderfs_init() - register the filesystem. Return: 0, -errno, having said why. */
int binderfs_init(void);
void binderfs_fini(void);

/* binderfs_dir.c */

/** binderfs_inode() - a new inode of @sb, its owner's. Return: NULL without memory. */
struct inode *binderfs_inode(struct super_block *sb, unsigned long ino, umode_t mode);
/** binderfs_root() - the root's inode. Return: NULL without memory. */
struct inode *binderfs_root(struct super_block *sb);
/**
 * binderfs_add() - give @inode the name @name in @dir
 * @inode: handed over, also on failure; NULL is -ENOMEM
 * Return: 0, -EEXIST, -EACCES (no name for a file), -ENAMETOOLONG, -ENOMEM.
 */
int binderfs_add(struct dentry *dir, const char *name, struct inode *inode);
/**
 * binderfs_mkdir() - a directory in @dir, of a mount that is being filled
 * Return: its dentry, borrowed, or ERR_PTR().
 */
struct dentry *binderfs_mkdir(struct dentry *dir, const char *name);
/** binderfs_add_file() - a file to read in @dir, likewise. Return: as binderfs_add(). */
int binderfs_add_file(struct dentry *dir, const char *name, const struct file_operations *fops);

/* binderfs_device.c */

/** binderfs_major_init() - Return: 0, -errno. */
int binderfs_major_init(void);
void binderfs_major_fini(void);
/** binderfs_add_control() - binder-control of a mount that is being filled. */
int binderfs_add_control(struct super_block *sb);
/** binderfs_add_defaults() - the devices that every mount begins with. */
int binderfs_add_defaults(struct super_block *sb);
/** binderfs_free_device() - @inode, maybe a device's, is going away. */
void binderfs_free_device(struct inode *inode);
/** binderfs_is_device() - is it one, and not binder-control? */
bool binderfs_is_device(const struct inode *inode);

/** binderfs_add_logs() - binder_logs of a mount that is being filled. Return: 0, -errno. */
int binderfs_add_logs(struct super_block *sb);

#endif /* HIDEGLUE_LINUX_BINDERFS_H */
