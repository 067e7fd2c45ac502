/* SPDX-License-Identifier: MIT */
/*
 * measure.h - how much memory values take, before there is C
 */
#pragma once

#include "sema/sema.h"

/** Fills size and default_bytes of def and size of its fields; what it holds by value has them. */
void measure_data(struct model_def *def);

/** Fills size of what methods take and answer, once all types have theirs. */
void measure_methods(struct sema *s);
