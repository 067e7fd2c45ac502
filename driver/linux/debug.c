// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * debug.c - /sys/kernel/debug/hideglue_binder/DEVICE/{state,stats,transactions}
 *
 * The core writes them; without debugfs in the kernel there are none.
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "core/binder.h"
#include "home.h"

static struct dentry *debug_root;

static int state_show(struct seq_file *m, void *unused)
{
	binder_show_state(m->private, m, 0);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(state);

static int stats_show(struct seq_file *m, void *unused)
{
	binder_show_stats(m->private, m);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(stats);

static int transactions_show(struct seq_file *m, void *unused)
{
	binder_show_transactions(m->private, m);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(transactions);

void debug_init(void)
{
	debug_root = debugfs_create_dir("hideglue_binder", NULL);
}

void debug_fini(void)
{
	debugfs_remove_recursive(debug_root);
}

void debug_add_device(struct binder_device *device)
{
	struct dentry *dir = debugfs_create_dir(device->name, debug_root);

	debugfs_create_file("state", 0444, dir, device->context, &state_fops);
	debugfs_create_file("stats", 0444, dir, device->context, &stats_fops);
	debugfs_create_file("transactions", 0444, dir, device->context, &transactions_fops);
}
