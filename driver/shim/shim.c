// SPDX-License-Identifier: MIT
/*
 * shim.c - the kernel's services for the core in user space
 *
 * Everything here is thread-safe as its kernel counterpart is, unless there is one thread only
 * (SHIM_ONE_THREAD).
 */
#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Memory */

static long live;
static long fail_in;

static bool must_fail(void)
{
	if (!__atomic_load_n(&fail_in, __ATOMIC_RELAXED))
		return false;
	return __atomic_sub_fetch(&fail_in, 1, __ATOMIC_SEQ_CST) == 0;
}

void *kcalloc(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;
	void *p;

	/* Not calloc(): glibc's does not use the small caches that free() fills. */
	if (__builtin_mul_overflow(n, size, &bytes) || must_fail())
		return NULL;
	p = malloc(bytes ? bytes : 1);
	if (!p)
		return NULL;
	memset(p, 0, bytes);
	shim_add_fetch(&live, 1);
	return p;
}

void *kzalloc(size_t size, gfp_t flags)
{
	return kcalloc(1, size, flags);
}

char *kstrdup(const char *s, gfp_t flags)
{
	size_t size = strlen(s) + 1;
	char *copy = kzalloc(size, flags);

	return copy ? memcpy(copy, s, size) : NULL;
}

void kfree(const void *p)
{
	if (p)
		shim_add_fetch(&live, -1);
	free((void *)p);
}

long shim_slab_live(void)
{
	return __atomic_load_n(&live, __ATOMIC_RELAXED);
}

void shim_slab_fail(long nth)
{
	__atomic_store_n(&fail_in, nth, __ATOMIC_SEQ_CST);
}

/* Locks. The owner is the address of a variable that each thread has. */

#ifndef SHIM_ONE_THREAD
static _Thread_local char self;

void mutex_init(struct mutex *mutex)
{
	pthread_mutex_init(&mutex->lock, NULL);
	mutex->owner = NULL;
}

void mutex_destroy(struct mutex *mutex)
{
	pthread_mutex_destroy(&mutex->lock);
}

void mutex_lock(struct mutex *mutex)
{
	pthread_mutex_lock(&mutex->lock);
	__atomic_store_n(&mutex->owner, &self, __ATOMIC_RELAXED);
}

void mutex_unlock(struct mutex *mutex)
{
	__atomic_store_n(&mutex->owner, NULL, __ATOMIC_RELAXED);
	pthread_mutex_unlock(&mutex->lock);
}

bool shim_held(const struct mutex *mutex)
{
	return __atomic_load_n(&mutex->owner, __ATOMIC_RELAXED) == &self;
}
#endif

void shim_lock_fault(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, what);
	abort();
}

/* Messages */

static unsigned long warnings;

void shim_warn(const char *file, int line, const char *what)
{
	__atomic_add_fetch(&warnings, 1, __ATOMIC_RELAXED);
	fprintf(stderr, "%s:%d: warning: %s\n", file, line, what);
}

unsigned long shim_warnings(void)
{
	return __atomic_load_n(&warnings, __ATOMIC_RELAXED);
}

static bool may_print(void)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static s64 since;
	static int printed;
	s64 now = ktime_to_ms(ktime_get());
	bool may;

	pthread_mutex_lock(&lock);
	if (!since || now - since > 5000) {
		since = now;
		printed = 0;
	}
	may = printed++ < 10;
	pthread_mutex_unlock(&lock);
	return may;
}

void shim_printk(const char *fmt, ...)
{
	va_list ap;

	if (!may_print())
		return;
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
}

void seq_printf(struct seq_file *m, const char *fmt, ...)
{
	va_list ap;
	size_t need;
	char *buf;
	int n;

	if (m->limit && m->count >= m->limit)
		return;
	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	need = m->count + n + 1;
	if (need > m->size) {
		buf = realloc(m->buf, need * 2);
		if (!buf)
			return;
		m->buf = buf;
		m->size = need * 2;
	}
	va_start(ap, fmt);
	vsnprintf(m->buf + m->count, n + 1, fmt, ap);
	va_end(ap);
	m->count += n;
}

void seq_puts(struct seq_file *m, const char *s)
{
	seq_printf(m, "%s", s);
}

void shim_seq_free(struct seq_file *m)
{
	free(m->buf);
	memset(m, 0, sizeof(*m));
}

/* Clock and bits */

ktime_t ktime_get(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (s64)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

unsigned long find_next_zero_bit(const unsigned long *map, unsigned long bits, unsigned long from)
{
	while (from < bits) {
		unsigned long word = ~map[from / BITS_PER_LONG] >> (from % BITS_PER_LONG);

		if (word) {
			from += __builtin_ctzl(word);
			return from < bits ? from : bits;
		}
		from = round_down(from, BITS_PER_LONG) + BITS_PER_LONG;
	}
	return bits;
}
