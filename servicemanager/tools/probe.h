/* SPDX-License-Identifier: MIT */
/*
 * probe.h - which objects are alive, where some may never answer
 *
 * A stopped process keeps its callers waiting for ever. So each object is asked on a thread of
 * its own, which is left behind where it has no answer in time.
 */
#pragma once

#include <stddef.h>

#include <android/binder_ibinder.h>

enum probe_state {
	PROBE_GONE,		/* NULL, or its process is dead */
	PROBE_ALIVE,
	PROBE_NO_ANSWER,
};

/**
 * probe_all() - ask objects for a sign of life
 * @binders:	borrowed; NULL elements are PROBE_GONE
 * @ret:	a state for each
 * Return: 0 or -errno where no thread could be started.
 */
int probe_all(AIBinder *const *binders, size_t n, enum probe_state *ret);

/** "alive", "no answer" or "gone". */
const char *probe_state_text(enum probe_state state);
