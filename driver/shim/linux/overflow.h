/* SPDX-License-Identifier: MIT */
/* overflow.h - checked arithmetic. */
#ifndef SHIM_LINUX_OVERFLOW_H
#define SHIM_LINUX_OVERFLOW_H

#define check_add_overflow(a, b, sum) __builtin_add_overflow(a, b, sum)

#endif /* SHIM_LINUX_OVERFLOW_H */
