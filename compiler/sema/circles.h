/* SPDX-License-Identifier: MIT */
/*
 * circles.h - files whose definitions need each other's
 */
#pragma once

#include "sema/sema.h"

/** Fills circular of the types of all fields, arguments and results that are complete. */
void circles_fill(struct sema *s);
