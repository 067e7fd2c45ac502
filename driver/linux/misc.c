// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * misc.c - the names of devices, and one misc device in /dev for each
 *
 * The default names in /dev meet no other binder driver's, so that both can be loaded;
 * inside a mount of the filesystem nobody else can be, so there they are the usual ones.
 * Names that were given are used in both places.
 */
#include <linux/limits.h>
#include <linux/module.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core/binder.h"
#include "home.h"

static char default_devices[] = "hgbinder,hghwbinder,hgvndbinder";
static char *devices = default_devices;
module_param(devices, charp, 0444);
MODULE_PARM_DESC(devices, "names of the devices to make, separated by commas, in /dev (hgbinder,hghwbinder,hgvndbinder) and in each mount (binder,hwbinder,vndbinder)");

static LIST_HEAD(device_list);

static int for_each_name(const char *list, int (*fn)(const char *name, void *arg), void *arg)
{
	char *names = kstrdup(list, GFP_KERNEL);
	char *rest = names, *name;
	int err = 0;

	if (!names)
		return -ENOMEM;
	while (!err && (name = strsep(&rest, ","))) {
		if (*name)
			err = fn(name, arg);
	}
	kfree(names);
	return err;
}

int device_names_in_mounts(int (*fn)(const char *name, void *arg), void *arg)
{
	const char *list = devices == default_devices ? "binder,hwbinder,vndbinder" : devices;

	return for_each_name(list, fn, arg);
}

/** A name, and how often it is in the list. */
struct occurrences {
	const char *name;
	int n;
};

static int count_name(const char *name, void *arg)
{
	struct occurrences *found = arg;

	found->n += !strcmp(name, found->name);
	return 0;
}

static bool is_repeated(const char *name)
{
	struct occurrences found = { .name = name };

	return !for_each_name(devices, count_name, &found) && found.n > 1;
}

static bool path_exists(const char *dir, const char *name)
{
	char *text = kasprintf(GFP_KERNEL, "%s/%s", dir, name);
	struct path path;
	int err = text ? kern_path(text, 0, &path) : -ENOMEM;

	kfree(text);
	if (!err)
		path_put(&path);
	return !err;
}

/*
 * The device model refuses a second device of one name only after printing its stack, and
 * devtmpfs silently leaves a node of that name as it is.
 */
static int check_name(const char *name, void *unused)
{
	if (strlen(name) > NAME_MAX) {
		pr_err("hideglue_binder: a name in devices= is longer than %d bytes\n", NAME_MAX);
		return -E2BIG;
	}
	if (strchr(name, '/') || !strcmp(name, ".") || !strcmp(name, "..")) {
		pr_err("hideglue_binder: '%s' in devices= is no name for a file\n", name);
		return -EINVAL;
	}
	if (is_repeated(name)) {
		pr_err("hideglue_binder: device '%s' is twice in devices=\n", name);
		return -EINVAL;
	}
	if (path_exists("/sys/class/misc", name) || path_exists("/dev", name)) {
		pr_err("hideglue_binder: device '%s' is there already, maybe another binder driver's: choose other names with devices=\n",
		       name);
		return -EBUSY; /* newer kernels let no module answer -EEXIST */
	}
	return 0;
}

static int add_device(const char *name, void *unused)
{
	struct binder_device *device;
	int err;

	device = kzalloc(struct_size(device, name, strlen(name) + 1), GFP_KERNEL);
	if (!device)
		return -ENOMEM;
	strcpy(device->name, name);
	err = -ENOMEM;
	device->context = binder_context_new(name, NULL);
	if (!device->context)
		goto free;
	device->misc.minor = MISC_DYNAMIC_MINOR;
	device->misc.name = device->name;
	device->misc.fops = &binder_misc_fops;
	err = misc_register(&device->misc);
	if (err) {
		pr_err("hideglue_binder: device '%s' cannot be made (%d)\n", name, err);
		goto free;
	}
	list_add_tail(&device->entry, &device_list);
	return 0;
free:
	binder_context_put(device->context);
	kfree(device);
	return err;
}

void misc_fini(void)
{
	struct binder_device *device, *next;

	list_for_each_entry_safe(device, next, &device_list, entry) {
		misc_deregister(&device->misc);
		binder_context_put(device->context);
		list_del(&device->entry);
		kfree(device);
	}
}

int misc_check(void)
{
	return for_each_name(devices, check_name, NULL);
}

int misc_init(void)
{
	int err = for_each_name(devices, add_device, NULL);

	if (err)
		misc_fini();
	return err;
}
