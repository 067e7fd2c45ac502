// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * module.c - load, unload, parameters and the device nodes
 *
 * One misc device a name, each a context of its own. The default name meets no other
 * binder driver's, so both can be loaded. An open file holds the module; unloading
 * waits for what the last ones left to be cleaned up.
 */
#include <linux/list.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core/binder.h"
#include "home.h"

static char *devices = "hgbinder";
module_param(devices, charp, 0444);
MODULE_PARM_DESC(devices, "names of the devices to make, separated by commas (hgbinder)");

module_param_named(debug_mask, binder_debug_mask, uint, 0644);
MODULE_PARM_DESC(debug_mask, "what is logged: the bits of the in-tree driver");

struct workqueue_struct *binder_release_queue;

static LIST_HEAD(device_list);

static int add_device(const char *name)
{
	struct binder_device *device = kzalloc(struct_size(device, name, strlen(name) + 1),
					       GFP_KERNEL);
	int err = -ENOMEM;

	if (!device)
		return -ENOMEM;
	strcpy(device->name, name);
	device->context = binder_context_new(name, NULL);
	if (!device->context)
		goto free;
	device->misc.minor = MISC_DYNAMIC_MINOR;
	device->misc.name = device->name;
	device->misc.fops = &binder_fops;
	err = misc_register(&device->misc);
	if (err) {
		pr_err("hideglue_binder: no device '%s' (%d): choose another name with devices=\n",
		       name, err);
		goto free;
	}
	list_add_tail(&device->entry, &device_list);
	debug_add_device(device);
	return 0;
free:
	binder_context_put(device->context);
	kfree(device);
	return err;
}

static void remove_devices(void)
{
	struct binder_device *device, *next;

	list_for_each_entry_safe(device, next, &device_list, entry) {
		misc_deregister(&device->misc);
		binder_context_put(device->context);
		list_del(&device->entry);
		kfree(device);
	}
}

static int add_devices(void)
{
	char *names = kstrdup(devices, GFP_KERNEL);
	char *rest = names, *name;
	int err = 0;

	if (!names)
		return -ENOMEM;
	while (!err && (name = strsep(&rest, ","))) {
		if (*name)
			err = add_device(name);
	}
	kfree(names);
	return err;
}

static int __init hideglue_binder_init(void)
{
	int err;

	binder_release_queue = alloc_workqueue("hideglue_binder", WQ_UNBOUND, 0);
	if (!binder_release_queue)
		return -ENOMEM;
	err = reclaim_init();
	if (err)
		goto no_reclaim;
	debug_init();
	err = add_devices();
	if (err)
		goto no_devices;
	return 0;
no_devices:
	debug_fini();
	remove_devices();
	reclaim_fini();
no_reclaim:
	destroy_workqueue(binder_release_queue);
	return err;
}

static void __exit hideglue_binder_exit(void)
{
	debug_fini();
	remove_devices();
	destroy_workqueue(binder_release_queue);
	reclaim_fini();
}

module_init(hideglue_binder_init);
module_exit(hideglue_binder_exit);

MODULE_DESCRIPTION("Binder driver, out of tree");
MODULE_LICENSE("Dual MIT/GPL");
