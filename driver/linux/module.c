// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * module.c - load and unload
 *
 * An open file and a mount hold the module; unloading waits for what the last ones left
 * to be cleaned up. A part that fails takes those before it down again.
 */
#include <linux/module.h>
#include <linux/workqueue.h>

#include "core/binder.h"
#include "binderfs.h"
#include "home.h"

module_param_named(debug_mask, binder_debug_mask, uint, 0644);
MODULE_PARM_DESC(debug_mask, "what is logged: the bits of the in-tree driver");

struct workqueue_struct *binder_release_queue;

static int release_init(void)
{
	binder_release_queue = alloc_workqueue("hideglue_binder", WQ_UNBOUND, 0);
	return binder_release_queue ? 0 : -ENOMEM;
}

static void release_fini(void)
{
	destroy_workqueue(binder_release_queue);
}

static void no_fini(void)
{
}

/*
 * In the order of their beginning. What a release needs stands before release. A file that
 * somebody opens while the module is loaded does not keep it if the loading fails, so what
 * is likely to fail does so before there is one: names are checked first.
 */
static const struct {
	int (*init)(void);
	void (*fini)(void);
} parts[] = {
	{ misc_check, no_fini },
	{ reclaim_init, reclaim_fini },
	{ release_init, release_fini },
	{ debug_init, debug_fini },
	{ binderfs_init, binderfs_fini },
	{ misc_init, misc_fini },
};

static void end_parts(size_t n)
{
	while (n--)
		parts[n].fini();
}

static int __init hideglue_binder_init(void)
{
	size_t i;
	int err;

	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		err = parts[i].init();
		if (err) {
			end_parts(i);
			return err;
		}
	}
	return 0;
}

static void __exit hideglue_binder_exit(void)
{
	end_parts(ARRAY_SIZE(parts));
}

module_init(hideglue_binder_init);
module_exit(hideglue_binder_exit);

MODULE_DESCRIPTION("Binder driver, out of tree");
MODULE_LICENSE("Dual MIT/GPL");
