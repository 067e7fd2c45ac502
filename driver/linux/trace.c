// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* trace.c - makes the core's tracepoints; those of trace_pages.h are made in arena.c */
#define CREATE_TRACE_POINTS
#include "core/trace.h"
