/* SPDX-License-Identifier: MIT */
/* list.c - hideglue list: the names of a session, who added them, and whether they answer */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tools/command.h"
#include "tools/manager.h"
#include "tools/services.h"

static void print_help(void)
{
	puts("Usage: hideglue list [-q]\n"
	     "\n"
	     "Lists the names that the service manager knows, sorted, with the process that added each\n"
	     "and whether the object behind it answers:\n"
	     "\n"
	     "  alive       it does\n"
	     "  no answer   not within a second: its process is stopped, or all its threads are busy\n"
	     "  gone        it ended just now\n"
	     "\n"
	     "Options:\n"
	     "  -q, --quiet   the names alone, one a line, and nobody is asked\n"
	     "  -h, --help    this text\n"
	     "\n"
	     "Exit status: 0; 1 where there is no driver or no service manager, or it refuses.");
}

static int max_width(int width, const char *text)
{
	int n = (int)strlen(text);

	return n > width ? n : width;
}

static void print_table(const struct services *s)
{
	int name_width = 4, process_width = 7;

	for (size_t i = 0; i < s->n; i++) {
		name_width = max_width(name_width, s->rows[i].name);
		process_width = max_width(process_width, s->rows[i].process);
	}
	printf("%-*s  %7s  %-*s  STATE\n", name_width, "NAME", "PID", process_width, "PROCESS");
	for (size_t i = 0; i < s->n; i++) {
		const struct service_row *row = &s->rows[i];
		char pid[16] = "-";

		if (row->pid > 0)
			snprintf(pid, sizeof pid, "%d", (int)row->pid);
		printf("%-*s  %7s  %-*s  %s\n", name_width, row->name, pid, process_width,
		       row->process[0] ? row->process : "-", probe_state_text(row->state));
	}
	if (s->n <= 1)
		fprintf(stderr, "No service has been added yet.\n");
}

static int list_names(android_os_IServiceManager *manager)
{
	aidl_StringArray names = { NULL, 0 };
	AStatus *status = android_os_IServiceManager_listServices(manager, -1, &names);

	if (status) {
		manager_tell_failure("list", "list the names", status);
		return STATUS_NEGATIVE;
	}
	for (int32_t i = 0; i < names.length; i++)
		puts(names.data[i]);
	aidl_StringArray_clear(&names);
	return 0;
}

static int list_table(android_os_IServiceManager *manager)
{
	struct services services;
	int r = services_read("list", manager, &services);

	if (r == 0)
		print_table(&services);
	services_clear(&services);
	return r;
}

int cmd_list(int argc, char **argv)
{
	android_os_IServiceManager *manager;
	bool quiet = false;
	int r;

	for (int i = 1; i < argc; i++) {
		if (command_is_help(argv[i])) {
			print_help();
			return command_end("list", 0);
		}
		if (strcmp(argv[i], "-q") != 0 && strcmp(argv[i], "--quiet") != 0) {
			command_fail("list", "there is no option '%s'", argv[i]);
			return command_usage_error("list");
		}
		quiet = true;
	}
	manager = manager_open("list");
	if (!manager)
		return STATUS_NEGATIVE;
	r = quiet ? list_names(manager) : list_table(manager);
	manager_close(manager);
	return command_end("list", r);
}
