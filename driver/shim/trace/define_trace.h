/* SPDX-License-Identifier: MIT */
/* define_trace.h - nothing to define: see linux/tracepoint.h */
