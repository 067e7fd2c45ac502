/* SPDX-License-Identifier: MIT */
/*
 * mutex.h - a mutex that knows its owner, so that lockdep_assert_held() is a real check
 *
 * Where all of the core runs in one thread (SHIM_ONE_THREAD, which the whole program is built with)
 * nobody can be waited for: a lock is then a mark, and one that is taken twice is fatal.
 */
#ifndef SHIM_LINUX_MUTEX_H
#define SHIM_LINUX_MUTEX_H

#include <linux/lockdep.h>
#include <linux/types.h>

#ifdef SHIM_ONE_THREAD

#define DEFINE_MUTEX(name) struct mutex name

static inline void mutex_init(struct mutex *mutex)
{
	mutex->held = false;
}

static inline void mutex_destroy(struct mutex *mutex)
{
	(void)mutex;
}

static inline void mutex_lock(struct mutex *mutex)
{
	if (mutex->held)
		shim_lock_fault("mutex_lock", 0, "the lock is held already");
	mutex->held = true;
}

static inline void mutex_unlock(struct mutex *mutex)
{
	mutex->held = false;
}

#else

#define DEFINE_MUTEX(name) struct mutex name = { .lock = PTHREAD_MUTEX_INITIALIZER }

void mutex_init(struct mutex *mutex);
void mutex_destroy(struct mutex *mutex);
void mutex_lock(struct mutex *mutex);
void mutex_unlock(struct mutex *mutex);

#endif

#endif /* SHIM_LINUX_MUTEX_H */
