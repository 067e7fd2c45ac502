// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * debug.c - /sys/kernel/debug/hideglue_binder/: state, stats, transactions, the logs, proc/PID
 *
 * They show every device, in /dev and in each mount; the core writes them. Without
 * debugfs in the kernel there are none. The same files are in binder_logs/ of a mount with
 * stats=global.
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#include "core/binder.h"
#include "home.h"

static int state_show(struct seq_file *m, void *unused)
{
	binder_show_state(NULL, m);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(state);

static int stats_show(struct seq_file *m, void *unused)
{
	binder_show_stats(NULL, m);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(stats);

static int transactions_show(struct seq_file *m, void *unused)
{
	binder_show_transactions(NULL, m);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(transactions);

static int transaction_log_show(struct seq_file *m, void *unused)
{
	binder_show_log(NULL, m, false);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(transaction_log);

static int failed_transaction_log_show(struct seq_file *m, void *unused)
{
	binder_show_log(NULL, m, true);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(failed_transaction_log);

static int pid_show(struct seq_file *m, void *unused)
{
	binder_show_pid(NULL, m, (int)(uintptr_t)m->private);
	return 0;
}

static int pid_open(struct inode *inode, struct file *file)
{
	return single_open(file, pid_show, inode->i_private);
}

const struct file_operations debug_pid_fops = {
	.owner = THIS_MODULE,
	.open = pid_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = single_release,
};

const struct debug_file debug_files[] = {
	{ "state", &state_fops },
	{ "stats", &stats_fops },
	{ "transactions", &transactions_fops },
	{ "transaction_log", &transaction_log_fops },
	{ "failed_transaction_log", &failed_transaction_log_fops },
	{ NULL, NULL }
};

/* The processes that have a device open, by pid: one of them may have several. */

struct debug_pid {
	struct dentry *file;
	unsigned int n_open;
};

static DEFINE_MUTEX(pids_lock);
static DEFINE_XARRAY(pids);
static struct dentry *root_dir, *proc_dir;

static struct debug_pid *new_pid(int pid)
{
	struct debug_pid *p = kzalloc(sizeof(*p), GFP_KERNEL_ACCOUNT);
	char name[16];

	if (!p)
		return NULL;
	if (xa_err(xa_store(&pids, pid, p, GFP_KERNEL_ACCOUNT))) {
		kfree(p);
		return NULL;
	}
	snprintf(name, sizeof(name), "%d", pid);
	p->file = debugfs_create_file(name, 0444, proc_dir, (void *)(uintptr_t)pid,
				      &debug_pid_fops);
	return p;
}

int debug_add_pid(int pid)
{
	struct debug_pid *p;

	mutex_lock(&pids_lock);
	p = xa_load(&pids, pid);
	if (!p)
		p = new_pid(pid);
	if (p)
		p->n_open++;
	mutex_unlock(&pids_lock);
	return p ? 0 : -ENOMEM;
}

/* The file goes under the lock, so that the next one of this pid finds the name free. */
void debug_del_pid(int pid)
{
	struct debug_pid *p;

	mutex_lock(&pids_lock);
	p = xa_load(&pids, pid);
	if (!WARN_ON(!p) && --p->n_open == 0) {
		debugfs_remove(p->file);
		xa_erase(&pids, pid);
		kfree(p);
	}
	mutex_unlock(&pids_lock);
}

int debug_next_pid(int pid)
{
	unsigned long next = pid;

	return xa_find(&pids, &next, INT_MAX, XA_PRESENT) ? next : 0;
}

int debug_init(void)
{
	const struct debug_file *f;

	root_dir = debugfs_create_dir("hideglue_binder", NULL);
	for (f = debug_files; f->name; f++)
		debugfs_create_file(f->name, 0444, root_dir, NULL, f->fops);
	proc_dir = debugfs_create_dir("proc", root_dir);
	return 0;
}

void debug_fini(void)
{
	debugfs_remove_recursive(root_dir);
}
