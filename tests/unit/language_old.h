/* SPDX-License-Identifier: MIT */
/*
 * language_old.h - a program of before grown.Thing and grown.IThings grew; one of its own, as the
 * headers of both have the same names
 */
#pragma once

#include <android/binder_ibinder.h>

/** A Thing: a is 11, part.x 3, two parts with x 3 and 4. */
AParcel *old_parcel(void);

/** Reads a Thing, and that a and the x of the second part are these, and 4711 behind it. */
void old_expects(const AParcel *p, int32_t a, int32_t x);

/** A new service of IThings whose pass() gives back what it got. */
AIBinder *old_service(void);

/** Calls pass() of a newer service that does not have it, through the old interface. */
void old_calls_newer(AIBinder *newer);
