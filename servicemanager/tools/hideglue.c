/* SPDX-License-Identifier: MIT */
/*
 * hideglue.c - the hideglue command: finds the command named and runs it
 *
 * Knows the table of commands, help and what to say about a word that is no command;
 * everything else is in the file of the command.
 */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tools/command.h"
#include "tools/suggest.h"

static const struct command commands[] = {
	{ "run", "[--] [COMMAND...]", "run a command in a private Binder session", cmd_run },
	{ "wrap", "[--] COMMAND...", "run a program that knows only /dev/binder", cmd_wrap },
	{ "list", "[-q]", "list the names of services, and who is alive", cmd_list },
	{ "doctor", "[-v]", "say what works here, and what to do where it does not", cmd_doctor },
};

#define N_COMMANDS (sizeof commands / sizeof commands[0])

void command_fail(const char *command, const char *format, ...)
{
	va_list ap;

	fflush(stdout);
	fprintf(stderr, command ? "hideglue %s: " : "hideglue: ", command);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
}

int command_usage_error(const char *command)
{
	if (command)
		fprintf(stderr, "Try 'hideglue %s --help'.\n", command);
	else
		fprintf(stderr, "Try 'hideglue --help'.\n");
	return STATUS_USAGE;
}

bool command_is_help(const char *arg)
{
	return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0;
}

int command_end(const char *command, int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	command_fail(command, "cannot write the output: %s", strerror(errno));
	return STATUS_NEGATIVE;
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < N_COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static void print_help(FILE *out)
{
	fputs("Usage: hideglue COMMAND [ARGUMENT...]\n"
	      "\n"
	      "Runs and inspects Binder sessions on plain Linux.\n"
	      "\n"
	      "Commands:\n",
	      out);
	for (size_t i = 0; i < N_COMMANDS; i++) {
		char head[40];

		snprintf(head, sizeof head, "%s %s", commands[i].name, commands[i].args);
		fprintf(out, "  %-24s%s\n", head, commands[i].summary);
	}
	fputs("\n"
	      "'hideglue COMMAND --help' tells more about one of them.\n"
	      "\n"
	      "Options:\n"
	      "  -h, --help              this text\n"
	      "      --version           the version\n"
	      "\n"
	      "Environment:\n"
	      "  HIDEGLUE_DRIVER         the driver to use: /dev/binder, or unix:PATH for the socket of\n"
	      "                          a hideglue-driverd; unset: the first of the usual places\n",
	      out);
}

static int unknown_command(const char *name)
{
	const char *names[N_COMMANDS];
	const char *close;

	for (size_t i = 0; i < N_COMMANDS; i++)
		names[i] = commands[i].name;
	close = suggest(name, names, N_COMMANDS);
	if (name[0] == '-')
		command_fail(NULL, "there is no option '%s'", name);
	else if (close)
		command_fail(NULL, "there is no command '%s'; did you mean '%s'?", name, close);
	else
		command_fail(NULL, "there is no command '%s'", name);
	return command_usage_error(NULL);
}

/* 'hideglue help' and 'hideglue help COMMAND', as people type them */
static int help(int argc, char **argv)
{
	const struct command *command;
	char *args[3];

	if (argc < 2) {
		print_help(stdout);
		return command_end(NULL, 0);
	}
	command = find_command(argv[1]);
	if (!command)
		return unknown_command(argv[1]);
	args[0] = argv[1];
	args[1] = (char[]){ "--help" };
	args[2] = NULL;
	return command->main(2, args);
}

int main(int argc, char **argv)
{
	const struct command *command;

	if (argc < 2) {
		print_help(stderr);
		return STATUS_USAGE;
	}
	if (command_is_help(argv[1]))
		return help(1, argv);
	if (strcmp(argv[1], "help") == 0)
		return help(argc - 1, argv + 1);
	if (strcmp(argv[1], "--version") == 0) {
		puts("hideglue " PACKAGE_VERSION);
		return command_end(NULL, 0);
	}
	command = find_command(argv[1]);
	if (!command)
		return unknown_command(argv[1]);
	return command->main(argc - 1, argv + 1);
}
