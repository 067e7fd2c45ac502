/* SPDX-License-Identifier: MIT */
/*
 * warnings.h - -W and its kin
 *
 * The order on the command line makes no difference: what turns off goes before what turns on.
 */
#pragma once

#include "base/diag.h"

struct warnings {
	bool on[DIAG_COUNT], off[DIAG_COUNT];
	bool everything;	/* -Weverything */
	bool none;		/* -w */
};

/**
 * Takes what stands behind -W: "NAME", "no-NAME", "everything", "error", "no-error=NAME". The last
 * two go into d at once. NULL, or what is wrong with it, in the arena.
 */
const char *warnings_take(struct warnings *w, struct diag *d, const char *arg);

/** Sets the severities. */
void warnings_apply(const struct warnings *w, struct diag *d);
