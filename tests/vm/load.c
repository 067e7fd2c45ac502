/* SPDX-License-Identifier: MIT */
/*
 * load.c - loading the module with parameters that cannot be had says why and leaves nothing
 *
 * usage: load MODULE.ko
 *
 * Unloads it, tries, and loads it as it was.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "tests/vm/module.h"
#include "tests/vm/peer.h"

static const char *ko;

static int load(const char *parameters)
{
	int fd = open(ko, O_RDONLY | O_CLOEXEC);
	int ret;

	must(fd >= 0, "open the module");
	ret = syscall(SYS_finit_module, fd, parameters, 0) ? -errno : 0;
	close(fd);
	return ret;
}

/* A mount or a process that just went may hold it for a moment. */
static int unload(void)
{
	int ret = -1;

	for (int tries = 0; ret && tries < 50; tries++) {
		if (tries)
			usleep(100000);
		ret = syscall(SYS_delete_module, "hideglue_binder", O_NONBLOCK) ? -errno : 0;
	}
	return ret;
}

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static bool says(const char *path, const char *what)
{
	static char text[1 << 16];
	size_t n = 0;
	ssize_t r;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	must(fd >= 0, path);
	while (n < sizeof(text) - 1 && (r = read(fd, text + n, sizeof(text) - 1 - n)) > 0)
		n += r;
	close(fd);
	text[n] = '\0';
	return strstr(text, what);
}

/* Does a line that the kernel logged since the last look hold this? */
static bool log_says(int kmsg, const char *what)
{
	char line[1024];
	bool found = false;
	ssize_t n;

	while ((n = read(kmsg, line, sizeof(line) - 1)) > 0) {
		line[n] = '\0';
		found |= strstr(line, what) != NULL;
		if (strstr(line, "Call Trace"))
			check(false, "the kernel printed a stack");
	}
	return found;
}

static bool nothing_left(void)
{
	return !exists("/sys/module/hideglue_binder") && !exists("/dev/hgbinder") &&
	       !exists("/dev/first") && !exists("/sys/class/misc/first") &&
	       !exists("/sys/kernel/debug/hideglue_binder") &&
	       !says("/proc/devices", "hideglue") && !says("/proc/filesystems", "hideglue");
}

static void refused(int kmsg, const char *parameters, int err, const char *why)
{
	char what[512];

	log_says(kmsg, "");
	snprintf(what, sizeof(what), "%.40s is refused", parameters);
	check(load(parameters) == err, what);
	snprintf(what, sizeof(what), "... says why: %s", why);
	check(log_says(kmsg, why), what);
	check(nothing_left(), "... and leaves nothing");
}

int main(int argc, char **argv)
{
	char long_name[300] = "devices=first,";
	char before[300];
	int kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	setvbuf(stdout, NULL, _IONBF, 0);
	must(argc == 2 && kmsg >= 0, "a module and /dev/kmsg");
	ko = argv[1];
	if (!module_parameters(before, sizeof(before)) || strcmp(getenv("BINDER_MODULE"), "ours")) {
		printf("1..0 # SKIP only for our module\n");
		return 0;
	}

	check(unload() == 0, "it is unloaded");
	check(nothing_left(), "and leaves nothing");

	refused(kmsg, "devices=first,null", -EBUSY, "device 'null' is there already");
	refused(kmsg, "devices=first,first", -EINVAL, "device 'first' is twice in devices=");
	refused(kmsg, "devices=first,a/b", -EINVAL, "'a/b' in devices= is no name for a file");
	refused(kmsg, "devices=first fs_type=proc", -EBUSY, "filesystem type 'proc' is another");
	memset(long_name + 14, 'x', 256);
	refused(kmsg, long_name, -E2BIG, "longer than 255 bytes");
	if (exists("/dev/binder"))
		refused(kmsg, "devices=first,binder", -EBUSY, "maybe another binder driver's");

	check(load("devices= fs_type=binder") == 0 && !exists("/dev/hgbinder") &&
	      says("/proc/filesystems", "\tbinder\n"), "no devices, and the usual filesystem type");
	check(unload() == 0, "unloaded");
	check(load("devices=first,,second,") == 0 && exists("/dev/first") && exists("/dev/second"),
	      "empty names are no names");
	check(unload() == 0 && nothing_left(), "unloaded");
	must(load(before) == 0, "loaded as before");
	printf("1..%d\n", n_tests);
	return failed;
}
