/* SPDX-License-Identifier: MIT */
/*
 * registry.h - which object stands under which name, and who waits for a name
 *
 * An object is a pointer here, equal where the object is the same. Each is held (and its
 * death watched) once, however many names and callbacks it stands for: the owner of the
 * registry says how in registry_ops. What a peer can register is limited per uid, per process,
 * per name and in total. Not thread-safe.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "quota.h"

struct registry;

struct registry_limits {
	size_t names_total;
	size_t callbacks_per_name;
	struct quota_limit names;
	struct quota_limit callbacks;
};

/** What holds without being said otherwise: generous for a machine, small for its memory. */
extern const struct registry_limits registry_default_limits;

struct registry_ops {
	/**
	 * Holds @object and watches its death; @ret_hold goes back to drop() with it.
	 * Return: 0; negative: it is dead, or no memory.
	 */
	int (*hold)(void *context, void *object, void **ret_hold);
	/** Lets go of what hold() took; @dead: its death has been told. */
	void (*drop)(void *context, void *object, void *hold, bool dead);
};

/** A registered name; borrowed, until the next change of the registry. */
struct registry_entry {
	const char *name;
	void *object;
	struct quota_owner owner;	/* who added it */
	bool allow_isolated;
	int32_t dump_priority;
};

/** Answers that are not errors. */
enum registry_answer {
	REGISTRY_OK,
	REGISTRY_REPLACED,	/* registry_add(): the name was taken and is the caller's now */
	REGISTRY_FULL,		/* as many names as there may be, or callbacks for this name */
	REGISTRY_UID_FULL,
	REGISTRY_PROCESS_FULL,
	REGISTRY_DEAD,		/* the object could not be held */
};

/** @ops and @context are borrowed. Return: 0 or -ENOMEM. */
int registry_new(const struct registry_limits *limits, const struct registry_ops *ops,
		 void *context, struct registry **ret);

/** Drops every object. NULL is allowed. */
void registry_free(struct registry *reg);

/**
 * registry_add() - put an object behind a name
 * A taken name is replaced, with all that is known of it; who waits for it stays. On any answer
 * but REGISTRY_OK and REGISTRY_REPLACED nothing has changed.
 * Return: a registry_answer, or -ENOMEM.
 */
int registry_add(struct registry *reg, const struct registry_entry *entry);

/** The entry of @name, or NULL. */
const struct registry_entry *registry_find(const struct registry *reg, const char *name);

/** Walks the entries, sorted by the bytes of their names. @pos starts at 0. NULL: no more. */
const struct registry_entry *registry_next(const struct registry *reg, size_t *pos);

/**
 * registry_watch() - add a callback to those that wait for @name
 * One added twice is told twice.
 * Return: REGISTRY_OK, one of the FULL answers, REGISTRY_DEAD or -ENOMEM.
 */
int registry_watch(struct registry *reg, const char *name, void *callback,
		   const struct quota_owner *owner);

/** Removes @callback from those that wait for @name. Return: how many times it was there. */
size_t registry_unwatch(struct registry *reg, const char *name, void *callback);

/** How many callbacks wait for @name. */
size_t registry_n_watchers(const struct registry *reg, const char *name);

/** Those that wait for @name, first come first. @ret has room for registry_n_watchers(). */
void registry_watchers(const struct registry *reg, const char *name, void **ret);

/**
 * registry_object_died() - forget every name and callback of an object, and drop it
 * Harmless for an object that is not in the registry (any more).
 * Return: how many names went.
 */
size_t registry_object_died(struct registry *reg, void *object);
