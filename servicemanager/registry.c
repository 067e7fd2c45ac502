/* SPDX-License-Identifier: MIT */
/*
 * registry.c - names, objects and callbacks, each listed under the others
 *
 * A struct slot is a name that is registered, waited for, or both; it goes when it is neither.
 * A struct object goes with its last name and callback. Nothing here is found by walking over
 * all there is, so that the death of a process costs what that process had registered.
 */
#include "registry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct slot {
	struct registry_entry entry;	/* entry.object is NULL where the name is only waited for */
	struct object *object;
	TAILQ_ENTRY(slot) of_object;
	TAILQ_HEAD(, watch) watches;	/* first come first */
	size_t n_watches;
	char name[];
};

struct watch {
	struct slot *slot;
	struct object *object;
	struct quota_owner owner;
	TAILQ_ENTRY(watch) of_slot;
	TAILQ_ENTRY(watch) of_object;
};

struct object {
	void *pointer;
	void *hold;		/* of registry_ops */
	TAILQ_HEAD(, slot) slots;
	TAILQ_HEAD(, watch) watches;
};

struct registry {
	struct registry_limits limits;
	const struct registry_ops *ops;
	void *context;
	struct sorted slots;	/* by name */
	struct sorted objects;	/* by pointer */
	struct quota quota;
	size_t n_names;
};

/* As many of the longest names as one answer of listServices() can carry: 260 bytes each, of 1 MiB. */
const struct registry_limits registry_default_limits = {
	.names_total = 3072,
	.callbacks_per_name = 256,
	.names = { .per_uid = 2048, .per_process = 1024 },
	.callbacks = { .per_uid = 4096, .per_process = 1024 },
};

static int compare_name(const void *key, const void *item)
{
	return strcmp(key, ((const struct slot *)item)->name);
}

static int compare_pointer(const void *key, const void *item)
{
	uintptr_t a = (uintptr_t)key, b = (uintptr_t)((const struct object *)item)->pointer;

	return a < b ? -1 : a > b;
}

int registry_new(const struct registry_limits *limits, const struct registry_ops *ops,
		 void *context, struct registry **ret)
{
	struct registry *reg = calloc(1, sizeof *reg);

	if (!reg)
		return -ENOMEM;
	reg->limits = *limits;
	reg->ops = ops;
	reg->context = context;
	reg->slots.compare = compare_name;
	reg->objects.compare = compare_pointer;
	quota_init(&reg->quota, (struct quota_limit[]){ [QUOTA_NAMES] = limits->names,
							[QUOTA_CALLBACKS] = limits->callbacks });
	*ret = reg;
	return 0;
}

void registry_free(struct registry *reg)
{
	if (!reg)
		return;
	while (reg->objects.n > 0) {
		struct object *object = reg->objects.items[reg->objects.n - 1];

		registry_object_died(reg, object->pointer);
	}
	sorted_fini(&reg->slots);
	sorted_fini(&reg->objects);
	quota_fini(&reg->quota);
	free(reg);
}

/* Slots */

static struct slot *find_slot(const struct registry *reg, const char *name)
{
	size_t at;

	return sorted_find(&reg->slots, name, &at) ? reg->slots.items[at] : NULL;
}

static struct slot *need_slot(struct registry *reg, const char *name)
{
	size_t at, size = strlen(name) + 1;
	struct slot *slot;

	if (sorted_find(&reg->slots, name, &at))
		return reg->slots.items[at];
	slot = calloc(1, sizeof *slot + size);
	if (!slot)
		return NULL;
	memcpy(slot->name, name, size);
	TAILQ_INIT(&slot->watches);
	if (sorted_insert(&reg->slots, at, slot) < 0) {
		free(slot);
		return NULL;
	}
	return slot;
}

static void put_slot(struct registry *reg, struct slot *slot)
{
	size_t at;

	if (!slot || slot->object || slot->n_watches > 0)
		return;
	if (sorted_find(&reg->slots, slot->name, &at))
		sorted_remove(&reg->slots, at);
	free(slot);
}

/* Objects */

/* The object of @pointer, held for this the first time. Return: 0, REGISTRY_DEAD or -ENOMEM. */
static int need_object(struct registry *reg, void *pointer, struct object **ret)
{
	struct object *object;
	size_t at;
	int r;

	if (sorted_find(&reg->objects, pointer, &at)) {
		*ret = reg->objects.items[at];
		return 0;
	}
	object = calloc(1, sizeof *object);
	if (!object)
		return -ENOMEM;
	object->pointer = pointer;
	TAILQ_INIT(&object->slots);
	TAILQ_INIT(&object->watches);
	r = sorted_insert(&reg->objects, at, object);
	if (r < 0) {
		free(object);
		return r;
	}
	r = reg->ops->hold(reg->context, pointer, &object->hold);
	if (r < 0) {
		sorted_remove(&reg->objects, at);
		free(object);
		return r == -ENOMEM ? r : REGISTRY_DEAD;
	}
	*ret = object;
	return 0;
}

static void put_object(struct registry *reg, struct object *object, bool dead)
{
	void *pointer, *hold;
	size_t at;

	if (!object || !TAILQ_EMPTY(&object->slots) || !TAILQ_EMPTY(&object->watches))
		return;
	pointer = object->pointer;
	hold = object->hold;
	if (sorted_find(&reg->objects, pointer, &at))
		sorted_remove(&reg->objects, at);
	free(object);
	reg->ops->drop(reg->context, pointer, hold, dead);
}

/* Names */

static int charge(struct registry *reg, enum quota_kind kind, const struct quota_owner *owner)
{
	switch (quota_charge(&reg->quota, kind, owner)) {
	case QUOTA_OK:
		return REGISTRY_OK;
	case QUOTA_UID_FULL:
		return REGISTRY_UID_FULL;
	case QUOTA_PROCESS_FULL:
		return REGISTRY_PROCESS_FULL;
	default:
		return -ENOMEM;
	}
}

/* Takes the entry out of its slot. The caller settles the quota, and puts slot and object. */
static struct object *clear_entry(struct registry *reg, struct slot *slot)
{
	struct object *object = slot->object;

	TAILQ_REMOVE(&object->slots, slot, of_object);
	slot->object = NULL;
	slot->entry.object = NULL;
	reg->n_names--;
	return object;
}

static void set_entry(struct registry *reg, struct slot *slot, struct object *object,
		      const struct registry_entry *entry)
{
	slot->object = object;
	slot->entry = *entry;
	slot->entry.name = slot->name;
	TAILQ_INSERT_TAIL(&object->slots, slot, of_object);
	reg->n_names++;
}

static bool same_owner(const struct quota_owner *a, const struct quota_owner *b)
{
	return a->uid == b->uid && a->pid == b->pid;
}

int registry_add(struct registry *reg, const struct registry_entry *entry)
{
	struct object *object = NULL, *old = NULL;
	struct quota_owner payer;
	struct slot *slot = find_slot(reg, entry->name);
	bool taken = slot && slot->object;
	int r;

	if (!taken && reg->n_names >= reg->limits.names_total)
		return REGISTRY_FULL;
	slot = need_slot(reg, entry->name);
	if (!slot)
		return -ENOMEM;
	r = need_object(reg, entry->object, &object);
	if (r != 0)
		goto fail;
	/* Who replaces his own name pays nothing more for it, even at his limit. */
	payer = taken ? slot->entry.owner : entry->owner;
	if (!taken || !same_owner(&payer, &entry->owner)) {
		r = charge(reg, QUOTA_NAMES, &entry->owner);
		if (r != REGISTRY_OK)
			goto fail;
	}
	if (taken) {
		old = clear_entry(reg, slot);
		if (!same_owner(&payer, &entry->owner))
			quota_release(&reg->quota, QUOTA_NAMES, &payer);
	}
	set_entry(reg, slot, object, entry);
	put_object(reg, old, false);
	return taken ? REGISTRY_REPLACED : REGISTRY_OK;
fail:
	put_object(reg, object, false);
	put_slot(reg, slot);
	return r;
}

const struct registry_entry *registry_find(const struct registry *reg, const char *name)
{
	const struct slot *slot = find_slot(reg, name);

	return slot && slot->object ? &slot->entry : NULL;
}

const struct registry_entry *registry_next(const struct registry *reg, size_t *pos)
{
	while (*pos < reg->slots.n) {
		const struct slot *slot = reg->slots.items[(*pos)++];

		if (slot->object)
			return &slot->entry;
	}
	return NULL;
}

/* Callbacks */

static void remove_watch(struct registry *reg, struct watch *watch)
{
	TAILQ_REMOVE(&watch->slot->watches, watch, of_slot);
	watch->slot->n_watches--;
	TAILQ_REMOVE(&watch->object->watches, watch, of_object);
	quota_release(&reg->quota, QUOTA_CALLBACKS, &watch->owner);
	free(watch);
}

int registry_watch(struct registry *reg, const char *name, void *callback,
		   const struct quota_owner *owner)
{
	struct object *object = NULL;
	struct watch *watch = NULL;
	struct slot *slot = need_slot(reg, name);
	int r = -ENOMEM;

	if (!slot)
		return -ENOMEM;
	if (slot->n_watches >= reg->limits.callbacks_per_name) {
		r = REGISTRY_FULL;
		goto fail;
	}
	watch = calloc(1, sizeof *watch);
	if (!watch)
		goto fail;
	r = need_object(reg, callback, &object);
	if (r != 0)
		goto fail;
	r = charge(reg, QUOTA_CALLBACKS, owner);
	if (r != REGISTRY_OK)
		goto fail;
	*watch = (struct watch){ .slot = slot, .object = object, .owner = *owner };
	TAILQ_INSERT_TAIL(&slot->watches, watch, of_slot);
	slot->n_watches++;
	TAILQ_INSERT_TAIL(&object->watches, watch, of_object);
	return REGISTRY_OK;
fail:
	free(watch);
	put_object(reg, object, false);
	put_slot(reg, slot);
	return r;
}

size_t registry_unwatch(struct registry *reg, const char *name, void *callback)
{
	struct slot *slot = find_slot(reg, name);
	struct watch *watch, *next;
	struct object *object = NULL;
	size_t n = 0;

	for (watch = slot ? TAILQ_FIRST(&slot->watches) : NULL; watch; watch = next) {
		next = TAILQ_NEXT(watch, of_slot);
		if (watch->object->pointer != callback)
			continue;
		object = watch->object;
		remove_watch(reg, watch);
		n++;
	}
	put_object(reg, object, false);
	put_slot(reg, slot);
	return n;
}

size_t registry_n_watchers(const struct registry *reg, const char *name)
{
	const struct slot *slot = find_slot(reg, name);

	return slot ? slot->n_watches : 0;
}

void registry_watchers(const struct registry *reg, const char *name, void **ret)
{
	const struct slot *slot = find_slot(reg, name);
	const struct watch *watch;

	if (!slot)
		return;
	TAILQ_FOREACH(watch, &slot->watches, of_slot)
		*ret++ = watch->object->pointer;
}

/* Death */

size_t registry_object_died(struct registry *reg, void *pointer)
{
	struct object *object;
	struct watch *watch;
	struct slot *slot;
	size_t at, n = 0;

	if (!sorted_find(&reg->objects, pointer, &at))
		return 0;
	object = reg->objects.items[at];
	while ((watch = TAILQ_FIRST(&object->watches))) {
		slot = watch->slot;
		remove_watch(reg, watch);
		put_slot(reg, slot);
	}
	while ((slot = TAILQ_FIRST(&object->slots))) {
		clear_entry(reg, slot);
		quota_release(&reg->quota, QUOTA_NAMES, &slot->entry.owner);
		put_slot(reg, slot);
		n++;
	}
	put_object(reg, object, true);
	return n;
}
