/* SPDX-License-Identifier: MIT */
/*
 * wrap.c - hideglue wrap: a program that knows only /dev/binder, on the user-space driver
 *
 * Becomes the program, so that its process, signals and status are its own.
 */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/driver_ops.h"
#include "tools/command.h"
#include "tools/exec.h"
#include "tools/helper.h"
#include "tools/wrap_check.h"

#define LIBRARY "libhideglue-wrap.so"
#define OVERRIDE "HIDEGLUE_WRAP_LIBRARY"

static void print_help(void)
{
	puts("Usage: hideglue wrap [--] COMMAND [ARGUMENT...]\n"
	     "\n"
	     "Runs COMMAND, and what it starts, with Binder devices that are no kernel's: where a\n"
	     "program opens /dev/binder, it talks to a hideglue-driverd. The program needs neither\n"
	     "changes nor root. It keeps its process id, its signals and its exit status.\n"
	     "\n"
	     "The devices are /dev/binder, /dev/hwbinder, /dev/vndbinder and /dev/binderfs/NAME. All of\n"
	     "them are one and the same context: that of the driver which HIDEGLUE_DRIVER names, else\n"
	     "of your session's, else of the system's. COMMAND finds it in HIDEGLUE_DRIVER.\n"
	     "\n"
	     "It works by preloading a library, so not with static programs, nor with those that have\n"
	     "more rights than you; such a COMMAND is refused.\n"
	     "\n"
	     "Exit status: that of COMMAND; 125 where there is no driver, or COMMAND cannot be wrapped;\n"
	     "126 where it could not be run, 127 where it was not found.\n"
	     "\n"
	     "Environment:\n"
	     "  HIDEGLUE_DRIVER         unix:PATH, the socket of a hideglue-driverd\n"
	     "  LD_PRELOAD              our library is added at its end\n"
	     "  " OVERRIDE "   the library to preload\n"
	     "\n"
	     "Examples:\n"
	     "  hideglue run hideglue wrap ./client-for-android   # in a session of its own\n"
	     "  hideglue wrap sh -c './manager & ./client'");
}

static bool is_library(const char *path)
{
	return access(path, R_OK) == 0;
}

/* Named, in a build tree, where it was installed with this program moved or not. */
static bool find_library(char path[PATH_MAX])
{
	static const char *const places[] = {".libs/", "../lib/hideglue/"};
	const char *named = secure_getenv(OVERRIDE);
	char folder[PATH_MAX];

	if (named && *named) {
		snprintf(path, PATH_MAX, "%s", named);
		if (is_library(path))
			return true;
		command_fail("wrap",
			     OVERRIDE " is '%s', which cannot be read: %s\n"
				      "  Correct or unset it.",
			     named, strerror(errno));
		return false;
	}
	for (size_t i = 0; helper_own_folder(folder) && i < sizeof places / sizeof places[0]; i++)
		if (snprintf(path, PATH_MAX, "%s%s" LIBRARY, folder, places[i]) < PATH_MAX &&
		    is_library(path))
			return true;
	snprintf(path, PATH_MAX, "%s", PKGLIBDIR "/" LIBRARY);
	if (is_library(path))
		return true;
	command_fail("wrap", "cannot find " LIBRARY " beside this program or in " PKGLIBDIR "\n"
			     "  Install it, or name it with " OVERRIDE "=/path/to/" LIBRARY ".");
	return false;
}

static bool preload(const char *library)
{
	const char *old = getenv("LD_PRELOAD");
	char *all;

	if (strpbrk(library, ": ")) {
		command_fail("wrap",
			     "the path %s has a space or a colon, which LD_PRELOAD cannot"
			     " name\n  Install or copy it elsewhere, and set " OVERRIDE ".",
			     library);
		return false;
	}
	if (asprintf(&all, "%s%s%s", old ? old : "", old && *old ? ":" : "", library) < 0 ||
	    setenv("LD_PRELOAD", all, 1) < 0)
		abort();
	free(all);
	return true;
}

/* Looks for the driver now, so that it is said here what is wrong, and not by an errno of open().
 */
static bool choose_driver(void)
{
	struct rt_driver *driver;
	char why[2048];

	if (rt_driver_open_user_space(&driver, why, sizeof why) < 0) {
		command_fail("wrap", "%s", why);
		return false;
	}
	if (setenv("HIDEGLUE_DRIVER", driver->where, 1) < 0)
		abort();
	driver->ops->close(driver);
	return true;
}

static int wrap(char **argv)
{
	char library[PATH_MAX], program[PATH_MAX];
	const char *why = NULL;

	if (exec_find(argv[0], program))
		why = wrap_check(program);
	if (why) {
		command_fail("wrap", "%s is %s", program, why);
		return STATUS_NOT_STARTED;
	}
	if (!find_library(library) || !choose_driver() || !preload(library))
		return STATUS_NOT_STARTED;
	exec_command("wrap", argv);
}

int cmd_wrap(int argc, char **argv)
{
	int i = 1;

	if (i < argc && command_is_help(argv[i])) {
		print_help();
		return command_end("wrap", 0);
	}
	if (i < argc && strcmp(argv[i], "--") == 0) {
		i++;
	} else if (i < argc && argv[i][0] == '-') {
		command_fail("wrap", "there is no option '%s'", argv[i]);
		return command_usage_error("wrap");
	}
	if (i == argc) {
		command_fail("wrap", "no command was named");
		return command_usage_error("wrap");
	}
	return wrap(argv + i);
}
