/* SPDX-License-Identifier: MIT */
/*
 * command.h - what the commands of hideglue(1) share: the table entry and the ways to end
 *
 * A command is one file with one function. It parses its own arguments (argv[0] is the
 * command's name) and returns the exit status of the process.
 */
#pragma once

#include <stdbool.h>

enum {
	STATUS_NEGATIVE = 1,	/* the answer is no, or something is wrong */
	STATUS_USAGE = 2,	/* the command line makes no sense */
};

struct command {
	const char *name;
	const char *args;	/* as shown after the name in the list of commands */
	const char *summary;	/* one line */
	int (*main)(int argc, char **argv);
};

int cmd_run(int argc, char **argv);
int cmd_wrap(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_doctor(int argc, char **argv);

/**
 * command_fail() - print "hideglue COMMAND: message" on stderr
 * @command:	NULL for the program itself
 */
void command_fail(const char *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** Prints "try 'hideglue COMMAND --help'" on stderr. Return: STATUS_USAGE. */
int command_usage_error(const char *command);

/** Whether @arg asks for help: -h or --help. */
bool command_is_help(const char *arg);

/**
 * Flushes stdout; a failed write (a full disk, say) is told.
 * Return: @status, or STATUS_NEGATIVE.
 */
int command_end(const char *command, int status);
