/* SPDX-License-Identifier: MIT */
/* mutex.h - a pthread mutex that knows its owner, so that lockdep_assert_held() is a real check. */
#ifndef SHIM_LINUX_MUTEX_H
#define SHIM_LINUX_MUTEX_H

#include <pthread.h>
#include <linux/lockdep.h>
#include <linux/types.h>

struct mutex {
	pthread_mutex_t lock;
	const void *owner;	/* of whoever holds it; read by others too, see shim.c */
};

#define DEFINE_MUTEX(name) struct mutex name = { .lock = PTHREAD_MUTEX_INITIALIZER }

void mutex_init(struct mutex *mutex);
void mutex_destroy(struct mutex *mutex);
void mutex_lock(struct mutex *mutex);
void mutex_unlock(struct mutex *mutex);

#endif /* SHIM_LINUX_MUTEX_H */
