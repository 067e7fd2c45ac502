/* SPDX-License-Identifier: MIT */
/*
 * notify.c - onRegistration, to one or to all that wait for a name
 *
 * Sending can bring in other work on this thread, a death for instance, which changes the
 * registry. So all that is sent is taken out of it first, with references.
 */
#include "notify.h"

#include <stdio.h>
#include <stdlib.h>

#include "android/os/IServiceCallback.h"
#include "log.h"
#include "names.h"

static void tell(AIBinder *callback, const char *name, AIBinder *object)
{
	AStatus *status = android_os_IServiceCallback_onRegistration(
		(android_os_IServiceCallback *)callback, name, object);

	if (status)
		log_verbose("a client that waits for '%s' could not be told", name);
	AStatus_delete(status);
}

void notify_one(void *callback, const struct registry_entry *entry)
{
	AIBinder *object = entry->object;
	char name[NAMES_MAX_LEN + 1];

	AIBinder_incStrong(object);
	AIBinder_incStrong(callback);
	snprintf(name, sizeof name, "%s", entry->name);
	tell(callback, name, object);
	AIBinder_decStrong(callback);
	AIBinder_decStrong(object);
}

void notify_all(const struct registry *reg, const char *name)
{
	const struct registry_entry *entry = registry_find(reg, name);
	size_t n = registry_n_watchers(reg, name);
	AIBinder *object;
	void **callbacks;

	if (!entry || n == 0)
		return;
	callbacks = calloc(n, sizeof *callbacks);
	if (!callbacks) {
		log_line("no memory to tell %zu clients that '%s' is there", n, name);
		return;
	}
	registry_watchers(reg, name, callbacks);
	for (size_t i = 0; i < n; i++)
		AIBinder_incStrong(callbacks[i]);
	object = entry->object;
	AIBinder_incStrong(object);
	for (size_t i = 0; i < n; i++) {
		tell(callbacks[i], name, object);
		AIBinder_decStrong(callbacks[i]);
	}
	AIBinder_decStrong(object);
	free(callbacks);
}
