/* SPDX-License-Identifier: MIT */
/*
 * warnings.c - -W and its kin
 */
#include "warnings.h"

#include <string.h>

#include "base/suggest.h"

static const char *unknown(struct arena *a, const char *name)
{
	struct suggest best;

	if (strcmp(name, "all") == 0 || strcmp(name, "extra") == 0)
		return arena_fmt(a, "there is no warning '%s'; -Weverything turns on all there are", name);
	suggest_init(&best, name);
	for (int i = 0; i < DIAG_COUNT; i++)
		if (diag_is_warning((enum diag_id)i))
			suggest_offer(&best, diag_name((enum diag_id)i));
	return arena_fmt(a, "there is no warning '%s'%s", name, suggest_text(&best, a));
}

/* Marks name in set. */
static const char *mark(bool *set, struct arena *a, const char *name)
{
	enum diag_id id = diag_find(name);

	if (id == DIAG_UNKNOWN_WARNING) /* always an error, and Android's name for a warning */
		return NULL;
	if (id == DIAG_COUNT)
		return unknown(a, name);
	if (!diag_is_warning(id))
		return arena_fmt(a, "'%s' is an error, which cannot be turned on or off", name);
	set[id] = true;
	return NULL;
}

const char *warnings_take(struct warnings *w, struct diag *d, const char *arg)
{
	if (strcmp(arg, "error") == 0) {
		d->werror = true;
		return NULL;
	}
	if (strcmp(arg, "everything") == 0) {
		w->everything = true;
		return NULL;
	}
	if (strncmp(arg, "no-error=", 9) == 0)
		return mark(d->never_error, d->arena, arg + 9);
	if (strncmp(arg, "no-", 3) == 0)
		return mark(w->off, d->arena, arg + 3);
	return mark(w->on, d->arena, arg);
}

void warnings_apply(const struct warnings *w, struct diag *d)
{
	for (int i = 0; i < DIAG_COUNT; i++) {
		if (!diag_is_warning((enum diag_id)i))
			continue;
		if (w->on[i] || w->everything)
			d->severity[i] = DIAG_WARNING;
		if (w->off[i] || w->none)
			d->severity[i] = DIAG_OFF;
	}
}
