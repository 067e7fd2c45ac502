/* SPDX-License-Identifier: MIT */
/*
 * interrupt.h - Ctrl-C while there are half-written files
 *
 * From interrupt_catch() on a signal that would end the process (HUP, INT, TERM) is only noted,
 * so that what is not finished can be removed first. One that was ignored stays ignored. A
 * second one ends the process at once.
 */
#pragma once

#include <stdbool.h>

/** Does nothing the second time. */
void interrupt_catch(void);

/** Whether one came. Safe in every thread. */
bool interrupt_came(void);

/** Ends the process as the signal would have; returns where none came. */
void interrupt_finish(void);
