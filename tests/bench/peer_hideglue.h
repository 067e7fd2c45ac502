/* SPDX-License-Identifier: MIT */
/* peer_hideglue.h - servers of IBench, for the tables that need more than one */
#pragma once

#include "hideglue/bench/IBench.h"

/**
 * bench_serve() - registers an IBench as @name and serves it with @threads pool
 * threads; the exit status.
 */
int bench_serve(const char *name, int threads);

/**
 * bench_start_server() - starts a process that does that.
 * Return: its object, owned; NULL where it did not come up.
 */
hideglue_bench_IBench *bench_start_server(const char *name, int threads);

/**
 * bench_driver_count() - a counter of the user-space driver, as 'hideglue doctor -v' shows it
 * @name: "messages" from its clients; "copied", bytes of payload it has copied
 * Return: the count; -1 where there is none.
 */
long long bench_driver_count(const char *name);
