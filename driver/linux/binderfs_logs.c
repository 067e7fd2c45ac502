// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * binderfs_logs.c - binder_logs/ of a mount with stats=global: the debug files, without debugfs
 *
 * They show every device there is, which is why the mount needs CAP_SYS_ADMIN. The files of
 * proc/ come and go with the processes, so they are made when somebody looks, and a dentry
 * is not kept longer than it is used.
 */
#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/module.h>

#include "binderfs.h"
#include "compat.h"
#include "home.h"

/* Return: the pid that @name is, written as proc/ lists it and with a device open, or 0. */
static int pid_of(const char *name)
{
	char text[16];
	int pid;

	if (kstrtoint(name, 10, &pid) || pid <= 0 || debug_next_pid(pid) != pid)
		return 0;
	snprintf(text, sizeof(text), "%d", pid);
	return strcmp(text, name) ? 0 : pid;
}

static struct dentry *pids_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	int pid = pid_of(dentry->d_name.name);
	struct inode *inode;

	if (!pid)
		return ERR_PTR(-ENOENT);
	inode = binderfs_inode(dir->i_sb, BINDERFS_INO_PID + pid, S_IFREG | 0444);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_fop = &debug_pid_fops;
	inode->i_private = (void *)(uintptr_t)pid;
	d_add(dentry, inode);
	d_mark_dontcache(inode);
	return NULL;
}

/* Behind the two dots a position is a pid plus 2. */
static int pids_iterate(struct file *file, struct dir_context *ctx)
{
	char name[16];
	int pid, len;

	if (!dir_emit_dots(file, ctx))
		return 0;
	while ((pid = debug_next_pid(ctx->pos - 2))) {
		ctx->pos = pid + 2;
		len = snprintf(name, sizeof(name), "%d", pid);
		if (!dir_emit(ctx, name, len, BINDERFS_INO_PID + pid, DT_REG))
			return 0;
		ctx->pos++;
	}
	return 0;
}

static const struct inode_operations pids_ops = {
	.lookup = pids_lookup,
};

static const struct file_operations pids_fops = {
	.owner = THIS_MODULE,
	.llseek = generic_file_llseek,
	.read = generic_read_dir,
	.iterate_shared = pids_iterate,
};

int binderfs_add_logs(struct super_block *sb)
{
	struct dentry *dir = binderfs_mkdir(sb->s_root, "binder_logs");
	const struct debug_file *f;
	struct dentry *proc;
	int err = PTR_ERR_OR_ZERO(dir);

	for (f = debug_files; !err && f->name; f++)
		err = binderfs_add_file(dir, f->name, f->fops);
	if (err)
		return err;
	proc = binderfs_mkdir(dir, "proc");
	if (IS_ERR(proc))
		return PTR_ERR(proc);
	/* The mount is not finished: nobody has seen it as an empty directory. */
	d_inode(proc)->i_op = &pids_ops;
	d_inode(proc)->i_fop = &pids_fops;
	return 0;
}
