/* SPDX-License-Identifier: MIT */
/* lockdep.h - what a mutex is here, and assertions about it; always on, and fatal. */
#ifndef SHIM_LINUX_LOCKDEP_H
#define SHIM_LINUX_LOCKDEP_H

#include <pthread.h>
#include <stdbool.h>

#ifdef SHIM_ONE_THREAD

struct mutex {
	bool held;
};

static inline bool shim_held(const struct mutex *mutex)
{
	return mutex->held;
}

#else

struct mutex {
	pthread_mutex_t lock;
	const void *owner;	/* of whoever holds it; read by others too, see shim.c */
};

bool shim_held(const struct mutex *mutex);

#endif

/** shim_lock_fault() - says what is wrong with a lock, and ends the program. */
_Noreturn void shim_lock_fault(const char *file, int line, const char *what);

#define lockdep_assert_held(mutex)                                                                 \
	do {                                                                                       \
		if (!shim_held(mutex))                                                             \
			shim_lock_fault(__FILE__, __LINE__, "the lock is not held");               \
	} while (0)

#endif /* SHIM_LINUX_LOCKDEP_H */
