/* SPDX-License-Identifier: MIT */
/*
 * objects.h - how the registry holds binders: a reference, and a link to their death
 *
 * The objects of a registry are AIBinder pointers: the runtime has one of them for each remote
 * object while anybody holds it. On death the registry forgets the object.
 */
#pragma once

#include <android/binder_ibinder.h>

#include "registry.h"

struct objects {
	struct registry *registry;	/* told of deaths; borrowed */
	AIBinder_DeathRecipient *recipient;
};

/** For registry_new(), with a struct objects as context. */
extern const struct registry_ops objects_ops;

/** Return: 0 or -ENOMEM. @objects->registry is the caller's to set. */
int objects_init(struct objects *objects);

/** After the registry was freed. */
void objects_fini(struct objects *objects);
