/* SPDX-License-Identifier: MIT */
/*
 * binderfs.c - the module's filesystem: mounts, devices made and removed, limits, namespaces
 *
 * usage: binderfs [PROGRAM ARGUMENT...]
 *
 * Without a program, the cases. With one, runs it on a device of a fresh mount. Debian's
 * own module has no filesystem: nothing to do then. That of debug-kernel has, and is asked too.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>

#include "tests/vm/peer.h"
#include "uapi/binderfs.h"

#define DIR_A "/tmp/binderfs-a"
#define DIR_B "/tmp/binderfs-b"

static const char *type; /* of the filesystem */
static int n_defaults;	 /* devices that a fresh mount has; binder is one of them */

static bool module_is_ours(void)
{
	const char *module = getenv("BINDER_MODULE");

	return module && !strcmp(module, "ours");
}

/* Where Debian's 6.1 is older, or this module deliberately stricter (driver/linux/README.md). */
static void ours(bool ok, const char *what)
{
	if (module_is_ours())
		check(ok, what);
	else
		printf("ok %d - %s # SKIP the in-tree driver does not\n", ++n_tests, what);
}

static int try_mount(const char *dir, const char *options)
{
	return mount("ignored", dir, type, 0, options) ? -errno : 0;
}

static void mount_at(const char *dir, const char *options)
{
	must(try_mount(dir, options) == 0, "mount the filesystem");
}

/* With room for so many devices more than there are. */
static const char *room_for(int n)
{
	static char text[32];

	snprintf(text, sizeof(text), "max=%d", n_defaults + n);
	return text;
}

static void unmount(const char *dir)
{
	must(umount2(dir, 0) == 0, "unmount");
}

/* In a buffer of its own until the fourth call after. */
static const char *at(const char *dir, const char *name)
{
	static char text[4][PATH_MAX];
	static int i;
	char *path = text[i = (i + 1) % 4];

	snprintf(path, PATH_MAX, "%s/%s", dir, name);
	return path;
}

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static int add_request(const char *dir, struct binderfs_device *device)
{
	int fd = open(at(dir, "binder-control"), O_RDONLY | O_CLOEXEC);
	int ret;

	must(fd >= 0, "open binder-control");
	ret = ioctl(fd, BINDER_CTL_ADD, device) ? -errno : 0;
	close(fd);
	return ret;
}

static int add(const char *dir, const char *name)
{
	struct binderfs_device device = { .major = 0 };

	strncpy(device.name, name, sizeof(device.name) - 1);
	return add_request(dir, &device);
}

/* Does an open device still answer? */
static bool alive(int fd)
{
	struct binder_version version = { 0 };

	return ioctl(fd, BINDER_VERSION, &version) == 0 && version.protocol_version == 8;
}

static int open_at(const char *dir, const char *name)
{
	return open(at(dir, name), O_RDWR | O_CLOEXEC);
}

static bool answers(const char *dir, const char *name)
{
	int fd = open_at(dir, name);
	bool ok = fd >= 0 && alive(fd);

	if (fd >= 0)
		close(fd);
	return ok;
}

static int read_text(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t n = 0;
	ssize_t r = -1;

	if (fd < 0)
		return -errno;
	while (n < size - 1 && (r = read(fd, text + n, size - 1 - n)) > 0)
		n += r;
	close(fd);
	text[n] = '\0';
	return r < 0 ? -errno : (int)n;
}

static bool contains(const char *path, const char *what)
{
	static char text[1 << 20];

	return read_text(path, text, sizeof(text)) >= 0 && strstr(text, what);
}

static int n_entries(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	int n = 0;

	must(dir, "read a directory");
	while ((entry = readdir(dir)))
		n += entry->d_name[0] != '.';
	closedir(dir);
	return n;
}

/* Cases */

static void a_fresh_mount(void)
{
	struct stat root, control;

	mount_at(DIR_A, NULL);
	check(stat(DIR_A, &root) == 0 && root.st_ino == 1 && S_ISDIR(root.st_mode) &&
	      (root.st_mode & 0777) == 0755, "the root is inode 1, open to all");
	check(stat(at(DIR_A, "binder-control"), &control) == 0 && S_ISCHR(control.st_mode) &&
	      (control.st_mode & 0777) == 0600 && control.st_ino == 2,
	      "binder-control is inode 2, its owner's");
	check(answers(DIR_A, "binder") && (n_defaults == 1 || (answers(DIR_A, "hwbinder") &&
	      answers(DIR_A, "vndbinder"))), "the default devices are there");
	check(n_entries(DIR_A) == n_defaults + 2, "and nothing else but features");
	unmount(DIR_A);
}

static void features(void)
{
	static const char *const names[] = {
		"oneway_spam_detection", "extended_error", "freeze_notification",
	};
	char text[16];
	bool ok = true;
	int fd;

	mount_at(DIR_A, NULL);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ok &= read_text(at(DIR_A "/features", names[i]), text, sizeof(text)) == 2 &&
		      !strcmp(text, "1\n");
	ours(ok, "each feature says 1");
	ours(n_entries(DIR_A "/features") == 3, "three features");
	fd = open(at(DIR_A "/features", names[0]), O_WRONLY | O_CLOEXEC);
	check(fd < 0 || write(fd, "0", 1) < 0, "a feature cannot be written");
	close(fd);
	unmount(DIR_A);
}

static void options(void)
{
	check(try_mount(DIR_A, "max=1048577") == -EINVAL, "max= above the pool is EINVAL");
	check(try_mount(DIR_A, "max=-1") == -EINVAL, "max=-1 is EINVAL");
	check(try_mount(DIR_A, "max=") == -EINVAL, "max= of nothing is EINVAL");
	check(try_mount(DIR_A, "stats=local") == -EINVAL, "stats=local is EINVAL");
	check(try_mount(DIR_A, "stats") == -EINVAL, "stats without a value is EINVAL");
	check(try_mount(DIR_A, "size=4") == -EINVAL, "an option of others is EINVAL");
	check(try_mount(DIR_A, room_for(-1)) == -ENOSPC, "no room for the default devices is ENOSPC");
	check(try_mount(DIR_A, "max=0") == -ENOSPC, "max=0 has no room at all");
	mount_at(DIR_A, "max=7,stats=global");
	check(contains("/proc/mounts", "max=7,stats=global"), "/proc/mounts tells the options");
	unmount(DIR_A);
}

static void remount(void)
{
	mount_at(DIR_A, room_for(1));
	check(mount(NULL, DIR_A, NULL, MS_REMOUNT, "stats=global") < 0 && errno == EINVAL,
	      "stats= cannot be added by a remount");
	check(mount(NULL, DIR_A, NULL, MS_REMOUNT, "max=0") == 0 &&
	      contains("/proc/mounts", "max=0"), "max= can go below what there is");
	check(add(DIR_A, "one") == -ENOSPC, "then nothing is added");
	check(answers(DIR_A, "binder"), "and what is there stays");
	ours(mount(NULL, DIR_A, NULL, MS_REMOUNT | MS_RDONLY, NULL) == 0 &&
	      contains("/proc/mounts", "max=0"), "an option that is not given stays");
	ours(mount(NULL, DIR_A, NULL, MS_REMOUNT | MS_RDONLY, "max=9") == 0 &&
	      add(DIR_A, "one") == -EROFS, "nothing is added to a read-only mount");
	check(answers(DIR_A, "binder"), "whose devices work");
	unmount(DIR_A);
}

static void limits(void)
{
	mount_at(DIR_A, room_for(1));
	check(add(DIR_A, "one") == 0, "the last device within max=");
	check(add(DIR_A, "two") == -ENOSPC, "one more is ENOSPC");
	check(unlink(at(DIR_A, "binder")) == 0 && add(DIR_A, "two") == 0,
	      "a device less makes room for one");
	check(add(DIR_A, "two") == -ENOSPC, "a name that is there takes no room");
	check(rename(at(DIR_A, "one"), at(DIR_A, "two")) == 0 && add(DIR_A, "three") == 0,
	      "renaming onto a device makes room");
	unmount(DIR_A);
}

static void adding(void)
{
	struct binderfs_device device = { .name = "my-binder", .major = 7, .minor = 7 };
	struct stat st;

	mount_at(DIR_A, NULL);
	check(add_request(DIR_A, &device) == 0, "a device is added");
	check(stat(at(DIR_A, "my-binder"), &st) == 0 && S_ISCHR(st.st_mode) &&
	      (st.st_mode & 0777) == 0600 && major(st.st_rdev) == device.major &&
	      minor(st.st_rdev) == device.minor && st.st_ino == device.minor + 3,
	      "its node has the numbers that were answered");
	check(answers(DIR_A, "my-binder"), "it answers");
	check(add(DIR_A, "my-binder") == -EEXIST, "the same name again is EEXIST");
	check(add(DIR_A, "binder-control") == -EEXIST && add(DIR_A, "features") == -EEXIST,
	      "so are those of others");
	for (int i = 0; i < 1000; i++)
		add(DIR_A, "my-binder");
	strcpy(device.name, "next");
	check(add_request(DIR_A, &device) == 0 && device.minor < 100,
	      "a refused name keeps no number");
	for (int i = 0; i < 1000; i++)
		must(unlink(at(DIR_A, "next")) == 0 && add_request(DIR_A, &device) == 0,
		     "add and unlink");
	check(device.minor < 100, "nor does a removed device");
	unmount(DIR_A);
}

static void names(void)
{
	struct binderfs_device device;
	char name[BINDERFS_MAX_NAME + 1];
	int fd;

	mount_at(DIR_A, NULL);
	check(add(DIR_A, "") == -EACCES && add(DIR_A, ".") == -EACCES &&
	      add(DIR_A, "..") == -EACCES && add(DIR_A, "a/b") == -EACCES,
	      "no name, dots and slashes are EACCES");
	memset(&device, 'x', sizeof(device));
	check(add_request(DIR_A, &device) == 0, "256 bytes without an end are cut");
	memset(name, 'x', sizeof(name));
	name[BINDERFS_MAX_NAME] = '\0';
	check(answers(DIR_A, name), "to 255");
	check(add(DIR_A, "a\nb \xff") == 0 && answers(DIR_A, "a\nb \xff"), "any byte is a name's");
	fd = open_at(DIR_A, "binder-control");
	check(ioctl(fd, BINDER_CTL_ADD, (void *)16) < 0 && errno == EFAULT, "nowhere is EFAULT");
	check(ioctl(fd, BINDER_VERSION, &device) < 0 && errno == EINVAL,
	      "binder-control knows no other ioctl");
	close(fd);
	unmount(DIR_A);
}

static void removing(void)
{
	int fd;

	mount_at(DIR_A, NULL);
	fd = open_at(DIR_A, "binder");
	check(fd >= 0 && unlink(at(DIR_A, "binder")) == 0, "an open device is removed");
	check(open_at(DIR_A, "binder") < 0 && errno == ENOENT, "it cannot be opened any more");
	check(alive(fd), "but answers who has it open");
	check(add(DIR_A, "binder") == 0 && answers(DIR_A, "binder"), "the name is free again");
	close(fd);
	check(unlink(at(DIR_A, "binder-control")) < 0 && errno == EPERM,
	      "binder-control cannot be removed");
	check(unlink(at(DIR_A, "features/extended_error")) < 0 && errno == EPERM &&
	      rmdir(at(DIR_A, "features")) < 0 && errno == EPERM, "nor features");
	check(mkdir(at(DIR_A, "d"), 0700) < 0 && errno == EPERM &&
	      mknod(at(DIR_A, "n"), S_IFCHR | 0600, makedev(1, 3)) < 0 && errno == EPERM &&
	      symlink("binder", at(DIR_A, "s")) < 0 && errno == EPERM &&
	      open(at(DIR_A, "f"), O_CREAT | O_RDWR, 0600) < 0, "nothing else can be made");
	unmount(DIR_A);
}

static int set_manager(int fd)
{
	int32_t zero = 0;

	return ioctl(fd, BINDER_SET_CONTEXT_MGR, &zero) ? -errno : 0;
}

static void renaming(void)
{
	int before, after;

	mount_at(DIR_A, NULL);
	before = open_at(DIR_A, "binder");
	check(rename(at(DIR_A, "binder"), at(DIR_A, "other")) == 0 && !exists(at(DIR_A, "binder")),
	      "a device is renamed");
	after = open_at(DIR_A, "other");
	check(set_manager(before) == 0 && set_manager(after) == -EBUSY, "and is the same one");
	close(before);
	close(after);
	check(rename(at(DIR_A, "binder-control"), at(DIR_A, "c")) < 0 && errno == EPERM &&
	      rename(at(DIR_A, "other"), at(DIR_A, "binder-control")) < 0 && errno == EPERM,
	      "binder-control takes no part in that");
	ours(rename(at(DIR_A, "other"), at(DIR_A, "features/extended_error")) < 0 &&
	      errno == EPERM && rename(at(DIR_A, "features"), at(DIR_A, "f")) < 0 && errno == EPERM,
	      "nor does features");
	ours(add(DIR_A, "third") == 0 && rename(at(DIR_A, "other"), at(DIR_A, "third")) == 0 &&
	      answers(DIR_A, "third") && !exists(at(DIR_A, "other")),
	      "a device can take another's place");
	unmount(DIR_A);
}

static void contexts(void)
{
	int a, a_hw, b;

	mount_at(DIR_A, NULL);
	mount_at(DIR_B, NULL);
	must(n_defaults > 1 || add(DIR_A, "hwbinder") == 0, "a second device");
	a = open_at(DIR_A, "binder");
	a_hw = open_at(DIR_A, "hwbinder");
	b = open_at(DIR_B, "binder");
	check(set_manager(a) == 0 && set_manager(a_hw) == 0, "each device has a manager");
	check(set_manager(b) == 0, "and each mount");
	check(add(DIR_A, "only-here") == 0 && !exists(at(DIR_B, "only-here")),
	      "a mount has its own devices");
	close(a);
	close(a_hw);
	close(b);
	unmount(DIR_B);
	unmount(DIR_A);
}

/* A call from one process to another by the device that $BINDER_DEVICE names. */
static bool call_works(void)
{
	struct binder_transaction_data tr = { .code = 5 };
	struct peer manager, client;
	int status = -1;
	pid_t child;

	peer_open(&manager);
	must(set_manager(manager.fd) == 0, "become the manager");
	child = fork();
	if (!child) {
		peer_open(&client);
		put(&client, BC_TRANSACTION, &tr, sizeof(tr));
		_exit(next(&client, &tr, sizeof(tr)) == BR_REPLY && tr.code == 0 ? 0 : 1);
	}
	put(&manager, BC_ENTER_LOOPER, NULL, 0);
	if (next(&manager, &tr, sizeof(tr)) == BR_TRANSACTION && tr.code == 5) {
		memset(&tr, 0, sizeof(tr));
		put(&manager, BC_REPLY, &tr, sizeof(tr));
		talk(&manager, false);
	}
	waitpid(child, &status, 0);
	munmap(manager.map, MAP_SIZE);
	close(manager.fd);
	return status == 0;
}

static void transactions(void)
{
	int fd;

	mount_at(DIR_A, NULL);
	must(add(DIR_A, "calls") == 0, "add a device");
	setenv("BINDER_DEVICE", DIR_A "/calls", 1);
	check(call_works(), "a call through a device of a mount");
	unmount(DIR_A);

	/* By an open file's path, which leads to the device also when its mount is gone. */
	mount_at(DIR_A, NULL);
	fd = open_at(DIR_A, "binder");
	must(umount2(DIR_A, MNT_DETACH) == 0, "detach the mount");
	must(!exists(at(DIR_A, "binder")), "the mount is out of sight");
	setenv("BINDER_DEVICE", at("/proc/self/fd", "9"), 1);
	must(dup2(fd, 9) == 9, "dup2");
	check(call_works(), "a call through a device of a detached mount");
	close(fd);
	close(9);
}

static void many_devices(void)
{
	enum { N = 1000 };
	static int fds[N];
	struct rlimit limit = { N + 100, N + 100 };
	char name[16];
	bool ok = true;

	must(setrlimit(RLIMIT_NOFILE, &limit) == 0, "room for descriptors");
	mount_at(DIR_A, NULL);
	for (int i = 0; i < N; i++) {
		snprintf(name, sizeof(name), "d%d", i);
		ok &= add(DIR_A, name) == 0;
		fds[i] = open_at(DIR_A, name);
		ok &= fds[i] >= 0;
	}
	check(ok, "a thousand devices, all open");
	check(umount2(DIR_A, 0) < 0 && errno == EBUSY, "their mount is busy");
	must(umount2(DIR_A, MNT_DETACH) == 0, "detach the mount");
	for (int i = 0; i < N; i++)
		ok &= alive(fds[i]);
	check(ok, "detached, all still answer");
	for (int i = 0; i < N; i++)
		close(fds[i]);
}

/* What close(2) leaves behind is a worker's, which may take a moment. */
static bool vanishes(const char *path)
{
	for (int tries = 0; exists(path) && tries < 1000; tries++)
		usleep(10000);
	return !exists(path);
}

static void logs(void)
{
	static const char *const files[] = { "state", "stats", "transactions" };
	char pid[16];
	bool ok = true;
	int fd;

	mount_at(DIR_A, NULL);
	check(!exists(at(DIR_A, "binder_logs")), "no logs unless asked for");
	unmount(DIR_A);

	mount_at(DIR_A, "stats=global");
	must(add(DIR_A, "logged\ndevice") == 0, "add a device");
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		ok &= contains(at(DIR_A "/binder_logs", files[i]), "binder ");
	check(ok, "the logs are there");
	snprintf(pid, sizeof(pid), "%d", getpid());
	check(vanishes(at(DIR_A "/binder_logs/proc", pid)), "no device open, no file");
	fd = open_at(DIR_A, "logged\ndevice");
	must(fd >= 0, "open the device");
	ours(contains(at(DIR_A, "binder_logs/state"), "\ncontext logged?device\n"),
	      "a device's name keeps to its line");
	check(contains(at(DIR_A "/binder_logs/proc", pid), "binder proc state:\nproc "),
	      "a process that has one open has a file");
	check(n_entries(DIR_A "/binder_logs/proc") >= 1, "which is listed");
	check(!exists(DIR_A "/binder_logs/proc/1") && !exists(DIR_A "/binder_logs/proc/0") &&
	      !exists(DIR_A "/binder_logs/proc/x") && !exists(DIR_A "/binder_logs/proc/-1"),
	      "others have none");
	check(unlink(at(DIR_A "/binder_logs/proc", pid)) < 0 && errno == EPERM,
	      "which cannot be removed");
	ours(exists(at("/sys/kernel/debug/hideglue_binder/proc", pid)), "nor does debugfs lack it");
	close(fd);
	check(vanishes(at("/sys/kernel/debug/hideglue_binder/proc", pid)) &&
	      vanishes(at(DIR_A "/binder_logs/proc", pid)), "both go with the last device");
	unmount(DIR_A);
}

/* Namespaces */

static void write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	must(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text), path);
	close(fd);
}

/* Root of a user namespace that is uid 1000 outside. */
static void enter_namespace(void)
{
	must(setresgid(1000, 1000, 1000) == 0 && setresuid(1000, 1000, 1000) == 0,
	     "become a plain user");
	/* Whoever changed its ids does not own its files in /proc. */
	must(prctl(PR_SET_DUMPABLE, 1) == 0, "be dumpable");
	must(unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0, "new namespaces");
	write_text("/proc/self/setgroups", "deny");
	write_text("/proc/self/uid_map", "0 1000 1");
	write_text("/proc/self/gid_map", "0 1000 1");
}

static int in_namespace(void)
{
	struct stat st;

	must(try_mount(DIR_B, "stats=global") == -EPERM, "no logs of everybody for a namespace");
	mount_at(DIR_B, room_for(2));
	must(stat(at(DIR_B, "binder-control"), &st) == 0 && st.st_uid == 0 && st.st_gid == 0,
	     "it belongs to the namespace's root");
	must(answers(DIR_B, "binder"), "a default device answers");
	must(add(DIR_B, "mine") == 0 && answers(DIR_B, "mine"), "a device is added");
	must(add(DIR_B, "more") == 0 && add(DIR_B, "yet-more") == -ENOSPC, "within max=");
	must(unlink(at(DIR_B, "mine")) == 0, "and removed");
	must(unlink(at(DIR_B, "binder-control")) < 0 && errno == EPERM, "binder-control is not");
	setenv("BINDER_DEVICE", DIR_B "/more", 1);
	must(call_works(), "a call inside");
	return 0;
}

/* As processes of its own: privileges that were dropped do not come back. */
static void namespaces(void)
{
	pid_t child = fork();
	int status = -1;

	if (!child) {
		enter_namespace();
		_exit(in_namespace());
	}
	waitpid(child, &status, 0);
	check(status == 0, "mounted by the root of a user namespace");
	check(!exists(at(DIR_B, "binder")), "where nobody else sees it");
}

static void nobody_else(void)
{
	pid_t child;
	int status = -1;

	mount_at(DIR_A, NULL);
	child = fork();
	if (!child) {
		must(setresuid(1000, 1000, 1000) == 0, "become a plain user");
		_exit(open_at(DIR_A, "binder-control") < 0 && errno == EACCES &&
		      open_at(DIR_A, "binder") < 0 && errno == EACCES &&
		      unlink(at(DIR_A, "binder")) < 0 && errno == EACCES &&
		      read_text(DIR_A "/features/extended_error", (char[8]){ 0 }, 8) == 2 &&
		      try_mount(DIR_B, NULL) == -EPERM ? 0 : 1);
	}
	waitpid(child, &status, 0);
	check(status == 0, "a plain user only looks");
	must(chmod(at(DIR_A, "binder"), 0666) == 0 && chown(at(DIR_A, "binder"), 5, 6) == 0,
	     "chmod and chown");
	child = fork();
	if (!child) {
		must(setresuid(1000, 1000, 1000) == 0, "become a plain user");
		_exit(answers(DIR_A, "binder") ? 0 : 1);
	}
	waitpid(child, &status, 0);
	check(status == 0, "until a device is opened to all");
	unmount(DIR_A);
}

/* Names that the module was loaded with are those of its mounts too; others we count. */
static void count_defaults(void)
{
	char text[256];

	if (!module_is_ours()) {
		mount_at(DIR_A, NULL);
		n_defaults = n_entries(DIR_A) - 2;
		unmount(DIR_A);
		return;
	}
	must(read_text("/sys/module/hideglue_binder/parameters/devices", text, sizeof(text)) > 0,
	     "the module's parameter");
	n_defaults = 1;
	for (char *c = text; *c; c++)
		n_defaults += *c == ',';
}

static bool find_type(void)
{
	char line[64];

	type = module_is_ours() ? "hideglue_binderfs" : "binder";
	snprintf(line, sizeof(line), "nodev\t%s\n", type);
	return contains("/proc/filesystems", line);
}

static int run_on_a_mount(char **argv)
{
	mount_at(DIR_A, NULL);
	setenv("BINDER_DEVICE", DIR_A "/binder", 1);
	setenv("HIDEGLUE_DRIVER", DIR_A "/binder", 1);
	must(chmod(DIR_A "/binder", 0666) == 0, "chmod");
	execv(argv[0], argv);
	must(false, argv[0]);
	return 1;
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	must((mkdir(DIR_A, 0755) == 0 || errno == EEXIST) &&
	     (mkdir(DIR_B, 0755) == 0 || errno == EEXIST), "folders to mount on");
	if (!find_type()) {
		printf("1..0 # SKIP this driver has no filesystem\n");
		return 0;
	}
	count_defaults();
	if (argc > 1) {
		/* The mount goes with the program and its children. */
		must(unshare(CLONE_NEWNS) == 0, "a namespace of its own");
		return run_on_a_mount(argv + 1);
	}
	a_fresh_mount();
	features();
	options();
	remount();
	limits();
	adding();
	names();
	removing();
	renaming();
	contexts();
	transactions();
	many_devices();
	logs();
	namespaces();
	nobody_else();
	printf("1..%d\n", n_tests);
	return failed;
}
