// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * binderfs_device.c - devices in mounts, and binder-control, which makes them
 *
 * All share one major number; its minors are a pool for all mounts. A minor and its place
 * in the mount's count are the inode's, from its making until it is evicted.
 */
#include <linux/ctype.h>
#include <linux/idr.h>
#include <linux/kdev_t.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "uapi/binderfs.h"
#include "core/binder.h"
#include "binderfs.h"
#include "home.h"

/* The last ones are for the initial user namespace, whatever others use up. */
#define RESERVED_MINORS 4

/** What the inode of a device or of binder-control owns. */
struct fs_device {
	unsigned int minor;
	struct binder_context *context;	/* NULL: binder-control, which max= does not count */
};

static dev_t first_dev;
static DEFINE_IDA(minors);
static DEFINE_MUTEX(minors_lock); /* every mount's n_devices */

int binderfs_major_init(void)
{
	return alloc_chrdev_region(&first_dev, 0, BINDERFS_MAX_DEVICES, BINDERFS_NAME);
}

void binderfs_major_fini(void)
{
	unregister_chrdev_region(first_dev, BINDERFS_MAX_DEVICES);
	ida_destroy(&minors);
}

/* Return: a minor that counts for @fs where @counted, or -ENOSPC, -ENOMEM. */
static int take_minor(struct binderfs *fs, bool counted)
{
	unsigned int last = BINDERFS_MAX_DEVICES - 1 - (fs->initial ? 0 : RESERVED_MINORS);
	int minor = -ENOSPC;

	mutex_lock(&minors_lock);
	if (!counted || fs->n_devices < READ_ONCE(fs->max))
		minor = ida_alloc_max(&minors, last, GFP_KERNEL);
	if (minor >= 0 && counted)
		fs->n_devices++;
	mutex_unlock(&minors_lock);
	return minor;
}

static void give_minor_back(struct binderfs *fs, unsigned int minor, bool counted)
{
	mutex_lock(&minors_lock);
	ida_free(&minors, minor);
	fs->n_devices -= counted;
	mutex_unlock(&minors_lock);
}

/* Debug files print the name on a line of its own; the file's name may hold anything. */
static struct binder_context *new_context(const char *name)
{
	char *line = kstrdup(name, GFP_KERNEL);
	struct binder_context *context = NULL;
	char *c;

	for (c = line; c && *c; c++) {
		if (iscntrl(*c))
			*c = '?';
	}
	if (line)
		context = binder_context_new(line, NULL);
	kfree(line);
	return context;
}

static struct fs_device *new_device(struct binderfs *fs, const char *name)
{
	struct fs_device *device;
	int minor = take_minor(fs, name != NULL);

	if (minor < 0)
		return ERR_PTR(minor);
	device = kzalloc(sizeof(*device), GFP_KERNEL_ACCOUNT);
	if (device && name) {
		device->context = new_context(name);
		if (!device->context) {
			kfree(device);
			device = NULL;
		}
	}
	if (!device) {
		give_minor_back(fs, minor, name != NULL);
		return ERR_PTR(-ENOMEM);
	}
	device->minor = minor;
	return device;
}

static void free_device(struct binderfs *fs, struct fs_device *device)
{
	give_minor_back(fs, device->minor, device->context != NULL);
	binder_context_put(device->context);
	kfree(device);
}

void binderfs_free_device(struct inode *inode)
{
	if (S_ISCHR(inode->i_mode) && inode->i_private)
		free_device(binderfs_of(inode->i_sb), inode->i_private);
}

/* Hands @device over, also on failure. Return: NULL without memory. */
static struct inode *device_inode(struct super_block *sb, struct fs_device *device,
				  unsigned long ino, const struct file_operations *fops)
{
	struct inode *inode = binderfs_inode(sb, ino, S_IFCHR | 0600);

	if (!inode) {
		free_device(binderfs_of(sb), device);
		return NULL;
	}
	init_special_inode(inode, S_IFCHR | 0600, MKDEV(MAJOR(first_dev), device->minor));
	inode->i_fop = fops;
	inode->i_private = device;
	return inode;
}

static int add_device(struct super_block *sb, struct fs_device *device, const char *name)
{
	return binderfs_add(sb->s_root, name,
			    device_inode(sb, device, BINDERFS_INO_DEVICE + device->minor,
					 &binder_fs_fops));
}

bool binderfs_is_device(const struct inode *inode)
{
	return inode->i_fop == &binder_fs_fops;
}

struct binder_context *binderfs_context(const struct inode *inode)
{
	const struct fs_device *device = inode->i_private;

	return device->context;
}

/*
 * The caller hears the numbers even where the name is then refused, as from the in-tree
 * driver: a device that nobody was told of would be worse.
 */
static int control_add(struct super_block *sb, struct binderfs_device __user *arg)
{
	struct binderfs *fs = binderfs_of(sb);
	struct binderfs_device *req = memdup_user(arg, sizeof(*req));
	struct fs_device *device;
	int err;

	if (IS_ERR(req))
		return PTR_ERR(req);
	req->name[BINDERFS_MAX_NAME] = '\0';
	device = new_device(fs, req->name);
	err = PTR_ERR_OR_ZERO(device);
	if (!err) {
		req->major = MAJOR(first_dev);
		req->minor = device->minor;
		if (copy_to_user(arg, req, sizeof(*req))) {
			free_device(fs, device);
			err = -EFAULT;
		} else {
			err = add_device(sb, device, req->name);
		}
	}
	kfree(req);
	return err;
}

static long control_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	int err;

	if (cmd != BINDER_CTL_ADD)
		return -EINVAL;
	err = mnt_want_write_file(file);
	if (err)
		return err;
	err = control_add(file_inode(file)->i_sb, (void __user *)arg);
	mnt_drop_write_file(file);
	return err;
}

static const struct file_operations control_fops = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.unlocked_ioctl = control_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.llseek = noop_llseek,
};

int binderfs_add_control(struct super_block *sb)
{
	struct fs_device *device = new_device(binderfs_of(sb), NULL);

	if (IS_ERR(device))
		return PTR_ERR(device);
	return binderfs_add(sb->s_root, "binder-control",
			    device_inode(sb, device, BINDERFS_INO_CONTROL, &control_fops));
}

static int add_default(const char *name, void *sb)
{
	struct fs_device *device = new_device(binderfs_of(sb), name);

	return IS_ERR(device) ? PTR_ERR(device) : add_device(sb, device, name);
}

int binderfs_add_defaults(struct super_block *sb)
{
	return device_names_in_mounts(add_default, sb);
}
