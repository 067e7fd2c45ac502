/* SPDX-License-Identifier: MIT */
/* lockdep.h - assertions about mutexes; always on, and fatal. */
#ifndef SHIM_LINUX_LOCKDEP_H
#define SHIM_LINUX_LOCKDEP_H

struct mutex;

void shim_assert_held(const struct mutex *mutex, const char *file, int line);

#define lockdep_assert_held(mutex) shim_assert_held(mutex, __FILE__, __LINE__)

#endif /* SHIM_LINUX_LOCKDEP_H */
