/* SPDX-License-Identifier: MIT */
/*
 * driver_state.h - what the user-space driver holds, in numbers
 *
 * Read from the debug text of the daemon that HIDEGLUE_DRIVER names; the reading connection
 * is no binder process and does not count itself.
 */
#pragma once

#include <stdbool.h>

struct driver_state {
	int n_processes;
	int n_threads;
	int n_nodes;
	int n_refs;
	int n_deaths;
	int n_transactions;
	int n_buffers;
};

/** false: there is no daemon to ask; says why on stdout as a TAP comment. */
bool driver_state_get(struct driver_state *ret_state);

/** Threads come and go with load and are not compared. */
bool driver_state_equal(const struct driver_state *a, const struct driver_state *b);

void driver_state_print(const char *what, const struct driver_state *state);
