/* SPDX-License-Identifier: MIT */
/* services.h - all that a service manager knows, and whether it is alive */
#pragma once

#include <stddef.h>
#include <sys/types.h>

#include "tools/manager.h"
#include "tools/probe.h"

struct service_row {
	char *name;		/* safe to print: unusual bytes are '?' */
	pid_t pid;		/* who added it; 0: not known */
	char process[32];	/* the program of that process, safe to print; "" where not known */
	enum probe_state state;
};

struct services {
	struct service_row *rows;	/* sorted by name */
	size_t n;
};

/**
 * services_read() - ask the service manager and every service
 * Return: 0; STATUS_NEGATIVE after a message. services_clear() follows in any case.
 */
int services_read(const char *command, android_os_IServiceManager *manager, struct services *ret);

void services_clear(struct services *services);
