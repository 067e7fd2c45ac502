/* SPDX-License-Identifier: MIT */
/*
 * atomic.h - the few operations on atomic_t that the core uses
 *
 * All are sequentially consistent; with SHIM_ONE_THREAD (mutex.h) they are plain arithmetic.
 */
#ifndef SHIM_LINUX_ATOMIC_H
#define SHIM_LINUX_ATOMIC_H

#include <linux/types.h>

typedef struct {
	int counter;
} atomic_t;

#ifdef SHIM_ONE_THREAD
#define shim_add_fetch(p, n) (*(p) += (n))
#else
#define shim_add_fetch(p, n) __atomic_add_fetch(p, n, __ATOMIC_SEQ_CST)
#endif

static inline void atomic_set(atomic_t *v, int i)
{
	__atomic_store_n(&v->counter, i, __ATOMIC_SEQ_CST);
}

static inline int atomic_inc_return(atomic_t *v)
{
	return shim_add_fetch(&v->counter, 1);
}

static inline void atomic_inc(atomic_t *v)
{
	atomic_inc_return(v);
}

static inline void atomic_dec(atomic_t *v)
{
	shim_add_fetch(&v->counter, -1);
}

static inline bool atomic_dec_and_test(atomic_t *v)
{
	return !shim_add_fetch(&v->counter, -1);
}

#endif /* SHIM_LINUX_ATOMIC_H */
