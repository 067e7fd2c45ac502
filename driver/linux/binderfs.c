// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * binderfs.c - the filesystem: its type, its mount options, a mount's begin and end
 *
 * Nothing is shared between mounts but the pool of minor numbers. Mounts of user
 * namespaces may hold devices: all that can be opened here is this driver.
 */
#include <linux/capability.h>
#include <linux/fs_context.h>
#include <linux/fs_parser.h>
#include <linux/magic.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>

#include "binderfs.h"
#include "compat.h"
#include "home.h"

static char *fs_type = BINDERFS_NAME;
module_param(fs_type, charp, 0444);
MODULE_PARM_DESC(fs_type, "name to mount the filesystem by (" BINDERFS_NAME "), e.g. binder");
MODULE_ALIAS_FS(BINDERFS_NAME);

/** Options as they were given; a remount leaves the others as they are. */
struct binderfs_options {
	unsigned int max;
	bool has_max;
	bool logs;
};

enum { OPT_MAX, OPT_STATS };

static const struct fs_parameter_spec binderfs_parameters[] = {
	fsparam_u32("max", OPT_MAX),
	fsparam_string("stats", OPT_STATS),
	{}
};

static int parse_stats(struct fs_context *fc, const char *value)
{
	struct binderfs_options *options = fc->fs_private;

	if (strcmp(value, "global"))
		return invalf(fc, BINDERFS_NAME ": stats=%s is not known, only stats=global", value);
	/* It shows the processes of every mount. */
	if (!capable(CAP_SYS_ADMIN)) {
		errorf(fc, BINDERFS_NAME ": stats=global needs CAP_SYS_ADMIN");
		return -EPERM;
	}
	options->logs = true;
	return 0;
}

static int binderfs_parse_param(struct fs_context *fc, struct fs_parameter *param)
{
	struct binderfs_options *options = fc->fs_private;
	struct fs_parse_result result;
	int opt = fs_parse(fc, binderfs_parameters, param, &result);

	switch (opt) {
	case OPT_MAX:
		if (result.uint_32 > BINDERFS_MAX_DEVICES)
			return invalf(fc, BINDERFS_NAME ": max=%u is above %u", result.uint_32,
				      BINDERFS_MAX_DEVICES);
		options->max = result.uint_32;
		options->has_max = true;
		return 0;
	case OPT_STATS:
		return parse_stats(fc, param->string);
	default:
		return opt;
	}
}

/* Fewer than there are is fine: no more are made until enough are gone. */
static int binderfs_reconfigure(struct fs_context *fc)
{
	struct binderfs_options *options = fc->fs_private;
	struct binderfs *fs = binderfs_of(fc->root->d_sb);

	if (options->logs && !fs->logs)
		return invalf(fc, BINDERFS_NAME ": stats= cannot change while it is mounted");
	if (options->has_max)
		WRITE_ONCE(fs->max, options->max);
	return 0;
}

static int binderfs_show_options(struct seq_file *m, struct dentry *root)
{
	const struct binderfs *fs = binderfs_of(root->d_sb);

	seq_printf(m, ",max=%u", READ_ONCE(fs->max));
	if (fs->logs)
		seq_puts(m, ",stats=global");
	return 0;
}

static void binderfs_evict_inode(struct inode *inode)
{
	clear_inode(inode);
	binderfs_free_device(inode);
}

static const struct super_operations binderfs_super_ops = {
	.evict_inode = binderfs_evict_inode,
	.show_options = binderfs_show_options,
	.statfs = simple_statfs,
};

static ssize_t feature_read(struct file *file, char __user *buf, size_t n, loff_t *pos)
{
	return simple_read_from_buffer(buf, n, pos, "1\n", 2);
}

static const struct file_operations feature_fops = {
	.owner = THIS_MODULE,
	.read = feature_read,
	.llseek = default_llseek,
};

/* What user space cannot find out otherwise; a file that is there says yes. */
static int add_features(struct super_block *sb)
{
	static const char *const names[] = {
		"oneway_spam_detection", "extended_error", "freeze_notification",
	};
	struct dentry *dir = binderfs_mkdir(sb->s_root, "features");
	size_t i;
	int err = PTR_ERR_OR_ZERO(dir);

	for (i = 0; !err && i < ARRAY_SIZE(names); i++)
		err = binderfs_add_file(dir, names[i], &feature_fops);
	return err;
}

static struct binderfs *binderfs_new(struct super_block *sb, const struct binderfs_options *options)
{
	struct binderfs *fs = kzalloc(sizeof(*fs), GFP_KERNEL);

	if (!fs)
		return NULL;
	fs->uid = make_kuid(sb->s_user_ns, 0);
	if (!uid_valid(fs->uid))
		fs->uid = GLOBAL_ROOT_UID;
	fs->gid = make_kgid(sb->s_user_ns, 0);
	if (!gid_valid(fs->gid))
		fs->gid = GLOBAL_ROOT_GID;
	fs->max = options->has_max ? options->max : BINDERFS_MAX_DEVICES;
	fs->logs = options->logs;
	fs->initial = sb->s_user_ns == &init_user_ns;
	return fs;
}

static int binderfs_fill_super(struct super_block *sb, struct fs_context *fc)
{
	int err;

	sb->s_blocksize = PAGE_SIZE;
	sb->s_blocksize_bits = PAGE_SHIFT;
	sb->s_magic = BINDERFS_SUPER_MAGIC;
	sb->s_op = &binderfs_super_ops;
	sb->s_time_gran = 1;
	/* Devices of a user namespace's mount work; they can be no other driver's. */
	sb->s_iflags &= ~SB_I_NODEV;
	sb->s_iflags |= SB_I_NOEXEC;
	sb->s_fs_info = binderfs_new(sb, fc->fs_private);
	if (!sb->s_fs_info)
		return -ENOMEM;
	sb->s_root = d_make_root(binderfs_root(sb));
	if (!sb->s_root)
		return -ENOMEM;
	err = binderfs_add_control(sb);
	if (!err)
		err = binderfs_add_defaults(sb);
	if (!err)
		err = add_features(sb);
	if (!err && binderfs_of(sb)->logs)
		err = binderfs_add_logs(sb);
	return err;
}

static int binderfs_get_tree(struct fs_context *fc)
{
	return get_tree_nodev(fc, binderfs_fill_super);
}

static void binderfs_free_fc(struct fs_context *fc)
{
	kfree(fc->fs_private);
}

static const struct fs_context_operations binderfs_context_ops = {
	.free = binderfs_free_fc,
	.get_tree = binderfs_get_tree,
	.parse_param = binderfs_parse_param,
	.reconfigure = binderfs_reconfigure,
};

static int binderfs_init_fs_context(struct fs_context *fc)
{
	fc->fs_private = kzalloc(sizeof(struct binderfs_options), GFP_KERNEL);
	if (!fc->fs_private)
		return -ENOMEM;
	fc->ops = &binderfs_context_ops;
	return 0;
}

/* The inodes go with the superblock, and need what hangs on it. */
static void binderfs_kill_sb(struct super_block *sb)
{
	struct binderfs *fs = binderfs_of(sb);

	compat_kill_pinned_super(sb);
	kfree(fs);
}

static struct file_system_type binderfs_type = {
	.owner = THIS_MODULE,
	.init_fs_context = binderfs_init_fs_context,
	.parameters = binderfs_parameters,
	.kill_sb = binderfs_kill_sb,
	.fs_flags = FS_USERNS_MOUNT,
};

int binderfs_init(void)
{
	int err = binderfs_major_init();

	if (err)
		return err;
	binderfs_type.name = fs_type;
	err = register_filesystem(&binderfs_type);
	if (!err)
		return 0;
	if (err == -EBUSY)
		pr_err("hideglue_binder: filesystem type '%s' is another driver's: choose one with fs_type=\n",
		       fs_type);
	binderfs_major_fini();
	return err;
}

void binderfs_fini(void)
{
	unregister_filesystem(&binderfs_type);
	binderfs_major_fini();
}
