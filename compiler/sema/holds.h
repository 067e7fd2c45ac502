/* SPDX-License-Identifier: MIT */
/*
 * holds.h - what parcelables and unions hold, through others too
 */
#pragma once

#include "sema/sema.h"

/** Fills strict and recursive of all definitions that are complete. Costs as much as they are long. */
void holds_fill(struct sema *s);
