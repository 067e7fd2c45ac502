/* SPDX-License-Identifier: MIT */
/* exec.h - becoming the command that the user named */
#pragma once

#include <limits.h>
#include <stdbool.h>

/* As env(1) and timeout(1) have them. */
enum {
	STATUS_NOT_STARTED = 125, /* something of ours went wrong before */
	STATUS_CANNOT_RUN = 126,
	STATUS_NOT_FOUND = 127,
};

/** The file that execvp() would run for @name. Return: whether there is one. */
bool exec_find(const char *name, char path[PATH_MAX]);

/** Becomes @argv. Where it cannot: says why as 'hideglue @command', and exits with the status. */
void exec_command(const char *command, char **argv) __attribute__((noreturn));
