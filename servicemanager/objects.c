/* SPDX-License-Identifier: MIT */
/*
 * objects.c - binders held and watched for the registry
 *
 * What the registry keeps for a remote object is its death link, which is the cookie too. The
 * runtime gives it back through on_unlinked() exactly once, whatever comes first: death, the
 * link taken back, or the link refused. A local object (the service manager's own) has none:
 * it does not die before us.
 */
#include "objects.h"

#include <errno.h>
#include <stdlib.h>

#include "log.h"

struct link {
	struct objects *objects;
	/* not counted: the registry's reference is there while the link is */
	AIBinder *binder;
};

static void on_died(void *cookie)
{
	struct link *link = cookie;
	size_t n_names = registry_object_died(link->objects->registry, link->binder);

	log_verbose("an object died, and %zu name%s with it", n_names, n_names == 1 ? "" : "s");
}

static void on_unlinked(void *cookie)
{
	free(cookie);
}

static int hold(void *context, void *object, void **ret_hold)
{
	struct objects *objects = context;
	AIBinder *binder = object;
	struct link *link = NULL;

	if (AIBinder_isRemote(binder)) {
		link = malloc(sizeof *link);
		if (!link)
			return -ENOMEM;
		*link = (struct link){ .objects = objects, .binder = binder };
		if (AIBinder_linkToDeath(binder, objects->recipient, link) != STATUS_OK)
			return -EPIPE;
	}
	AIBinder_incStrong(binder);
	*ret_hold = link;
	return 0;
}

static void drop(void *context, void *object, void *link, bool dead)
{
	struct objects *objects = context;
	AIBinder *binder = object;

	if (link && !dead)
		AIBinder_unlinkToDeath(binder, objects->recipient, link);
	AIBinder_decStrong(binder);
}

const struct registry_ops objects_ops = { .hold = hold, .drop = drop };

int objects_init(struct objects *objects)
{
	objects->recipient = AIBinder_DeathRecipient_new(on_died);
	if (!objects->recipient)
		return -ENOMEM;
	AIBinder_DeathRecipient_setOnUnlinked(objects->recipient, on_unlinked);
	return 0;
}

void objects_fini(struct objects *objects)
{
	if (objects->recipient)
		AIBinder_DeathRecipient_delete(objects->recipient);
	objects->recipient = NULL;
}
