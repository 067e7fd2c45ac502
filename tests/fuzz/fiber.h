/* SPDX-License-Identifier: MIT */
/*
 * fiber.h - threads of one's own, which run only while they are told to
 *
 * A fiber goes on with fiber_run() until it calls fiber_rest(), which is the same place next time.
 * So the order in which things happen is the caller's choice, and the same every time.
 */
#pragma once

#include <stddef.h>

struct fiber;

/** A fiber that will call @fn, which must not return. Aborts without memory. */
struct fiber *fiber_new(void (*fn)(void *arg), void *arg);
/** Lets it run until it rests. Not from within a fiber. */
void fiber_run(struct fiber *fiber);
/** In a fiber: back to who let it run. */
void fiber_rest(void);
/** The one that runs now; NULL outside of any. */
struct fiber *fiber_now(void);
