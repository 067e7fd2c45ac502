/* SPDX-License-Identifier: MIT */
/* services.c - the names, who added them, and whether they answer */
#include "config.h"

#include "tools/services.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "android/os/ServiceDebugInfo.h"
#include "tools/command.h"

static void make_printable(char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text >= 0x7f)
			*text = '?';
}

/* The program's file name; what the kernel calls the process is cut off after 15 bytes. */
static bool read_program(pid_t pid, char *name, size_t size)
{
	char path[64], program[PATH_MAX];
	const char *slash;
	ssize_t n;

	snprintf(path, sizeof path, "/proc/%d/exe", (int)pid);
	n = readlink(path, program, sizeof program - 1);
	if (n <= 0)
		return false;
	program[n] = '\0';
	slash = strrchr(program, '/');
	snprintf(name, size, "%.*s", (int)size - 1, slash ? slash + 1 : program);
	return true;
}

static bool read_comm(pid_t pid, char *name, size_t size)
{
	char path[64];
	bool ok;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
	f = fopen(path, "re");
	if (!f)
		return false;
	ok = fgets(name, (int)size, f) != NULL;
	fclose(f);
	if (ok)
		name[strcspn(name, "\n")] = '\0';
	return ok;
}

/* A process of another pid namespace, or a dead one, has no name. */
static void read_process_name(pid_t pid, char *name, size_t size)
{
	if (pid <= 0 || (!read_program(pid, name, size) && !read_comm(pid, name, size)))
		name[0] = '\0';
	make_printable(name);
}

static int fill_rows(struct services *s, android_os_ServiceDebugInfo_Array *infos)
{
	s->rows = calloc((size_t)infos->length + 1, sizeof *s->rows);
	if (!s->rows)
		return -ENOMEM;
	for (int32_t i = 0; i < infos->length; i++) {
		struct service_row *row = &s->rows[s->n++];

		row->name = strdup(infos->data[i].name);
		if (!row->name)
			return -ENOMEM;
		make_printable(row->name);
		row->pid = infos->data[i].debugPid;
		read_process_name(row->pid, row->process, sizeof row->process);
	}
	return 0;
}

static int probe_rows(android_os_IServiceManager *manager, struct services *s,
		      const android_os_ServiceDebugInfo_Array *infos)
{
	AIBinder **binders = calloc(s->n + 1, sizeof *binders);
	enum probe_state *states = calloc(s->n + 1, sizeof *states);
	int r = binders && states ? 0 : -ENOMEM;

	for (size_t i = 0; r == 0 && i < s->n; i++)
		AStatus_delete(android_os_IServiceManager_checkService(
			manager, infos->data[i].name, &binders[i]));
	alarm(0); /* the service manager has answered; the services are asked with deadlines */
	if (r == 0)
		r = probe_all(binders, s->n, states);
	for (size_t i = 0; r == 0 && i < s->n; i++)
		s->rows[i].state = states[i];
	for (size_t i = 0; binders && i < s->n; i++)
		if (binders[i])
			AIBinder_decStrong(binders[i]);
	free(binders);
	free(states);
	return r;
}

int services_read(const char *command, android_os_IServiceManager *manager, struct services *ret)
{
	android_os_ServiceDebugInfo_Array infos = { NULL, 0 };
	AStatus *status;
	int r;

	*ret = (struct services){ NULL, 0 };
	status = android_os_IServiceManager_getServiceDebugInfo(manager, &infos);
	if (status) {
		manager_tell_failure(command, "list the names", status);
		return STATUS_NEGATIVE;
	}
	r = fill_rows(ret, &infos);
	if (r == 0)
		r = probe_rows(manager, ret, &infos);
	android_os_ServiceDebugInfo_Array_clear(&infos);
	if (r < 0) {
		command_fail(command, "cannot ask the services: %s", strerror(-r));
		return STATUS_NEGATIVE;
	}
	return 0;
}

void services_clear(struct services *services)
{
	for (size_t i = 0; i < services->n; i++)
		free(services->rows[i].name);
	free(services->rows);
	*services = (struct services){ NULL, 0 };
}
