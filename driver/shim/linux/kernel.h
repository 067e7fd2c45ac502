/* SPDX-License-Identifier: MIT */
/* kernel.h - arithmetic, container_of and warnings; the system header of this name is passed on. */
#ifndef SHIM_LINUX_KERNEL_H
#define SHIM_LINUX_KERNEL_H

#include_next <linux/kernel.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <linux/types.h>

#define U32_MAX UINT32_MAX

#define container_of(ptr, type, member) \
	((type *)((char *)(1 ? (ptr) : &((type *)0)->member) - offsetof(type, member)))

#define min(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ < b_ ? a_ : b_; })
#define max(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })
#define min_t(type, a, b) ({ type a_ = (a); type b_ = (b); a_ < b_ ? a_ : b_; })
#define max_t(type, a, b) ({ type a_ = (a); type b_ = (b); a_ > b_ ? a_ : b_; })
#define swap(a, b) do { __typeof__(a) swap_ = (a); (a) = (b); (b) = swap_; } while (0)

#define round_down(x, to) ((x) & ~((__typeof__(x))(to) - 1))
#define round_up(x, to) ((((x) - 1) | ((__typeof__(x))(to) - 1)) + 1)
#undef ALIGN
#define ALIGN(x, to) (((x) + ((__typeof__(x))(to) - 1)) & ~((__typeof__(x))(to) - 1))

/* Here a warning is also counted, and tests fail on it. */
void shim_warn(const char *file, int line, const char *what);
unsigned long shim_warnings(void);

#define WARN_ON(cond)                                                                              \
	({                                                                                         \
		bool warn_ = (cond);                                                               \
		if (warn_)                                                                         \
			shim_warn(__FILE__, __LINE__, #cond);                                      \
		warn_;                                                                             \
	})
#define WARN_ON_ONCE(cond) WARN_ON(cond)

#endif /* SHIM_LINUX_KERNEL_H */
