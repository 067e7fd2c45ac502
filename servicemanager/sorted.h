/* SPDX-License-Identifier: MIT */
/*
 * sorted.h - an array of pointers kept in order
 *
 * Finding is a binary search, so no peer can choose keys that make it slow; adding moves the
 * pointers behind. Owns the array, never what it points to.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct sorted {
	void **items;
	size_t n;
	size_t room;
	int (*compare)(const void *key, const void *item);
};

/** Where the item of @key is, or has to be put. Return: whether it is there. */
bool sorted_find(const struct sorted *s, const void *key, size_t *ret_at);

/** Puts @item at a place that sorted_find() gave. Return: 0 or -ENOMEM. */
int sorted_insert(struct sorted *s, size_t at, void *item);

void sorted_remove(struct sorted *s, size_t at);

/** Gives the array back; the items are the caller's. */
void sorted_fini(struct sorted *s);
