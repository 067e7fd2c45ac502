/* SPDX-License-Identifier: MIT */
/* notify.h - tells those that wait for a name that it is there */
#pragma once

#include "registry.h"

/**
 * notify_one() - tell @callback that @entry is registered
 * One-way: neither waits for the receiver nor fails where it is dead or full.
 */
void notify_one(void *callback, const struct registry_entry *entry);

/** Tells every callback that waits for @name, first come first, where the name is registered. */
void notify_all(const struct registry *reg, const char *name);
