/* SPDX-License-Identifier: MIT */
/* exec.c - becoming the command that the user named */
#include "config.h"

#include "tools/exec.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/command.h"

static bool find_in_path(const char *name, int mode, char file[PATH_MAX])
{
	const char *path = getenv("PATH");

	while (path && *path) {
		int n = (int)strcspn(path, ":");

		snprintf(file, PATH_MAX, "%.*s/%s", n, path, name);
		if (access(file, mode) == 0)
			return true;
		path += n + (path[n] == ':');
	}
	return false;
}

bool exec_find(const char *name, char path[PATH_MAX])
{
	if (!strchr(name, '/'))
		return find_in_path(name, X_OK, path);
	return snprintf(path, PATH_MAX, "%s", name) < PATH_MAX && access(path, F_OK) == 0;
}

/* execvp() says EACCES also where a folder of PATH just cannot be searched. */
static bool is_in_path(const char *name)
{
	char file[PATH_MAX];

	return find_in_path(name, F_OK, file);
}

void exec_command(const char *command, char **argv)
{
	int error;

	execvp(argv[0], argv);
	error = errno;
	if (error == EACCES && !strchr(argv[0], '/') && !is_in_path(argv[0]))
		error = ENOENT;
	if (error == ENOENT && !strchr(argv[0], '/')) {
		command_fail(command, "there is no command '%s' in PATH", argv[0]);
	} else if (error == ENOENT && access(argv[0], F_OK) == 0) {
		command_fail(command, "cannot run %s: the interpreter that it names does not exist",
			     argv[0]);
		_exit(STATUS_CANNOT_RUN);
	} else {
		command_fail(command, "cannot run %s: %s", argv[0], strerror(error));
	}
	_exit(error == ENOENT || error == ENOTDIR ? STATUS_NOT_FOUND : STATUS_CANNOT_RUN);
}
