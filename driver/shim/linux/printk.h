/* SPDX-License-Identifier: MIT */
/* printk.h - log lines go to standard error, at most ten in five seconds of all kinds together. */
#ifndef SHIM_LINUX_PRINTK_H
#define SHIM_LINUX_PRINTK_H

void shim_printk(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#define pr_info_ratelimited(...) shim_printk(__VA_ARGS__)

#endif /* SHIM_LINUX_PRINTK_H */
