/* SPDX-License-Identifier: MIT */
/*
 * process_state.c - the driver, the handle table, the thread pool
 */
#include "core/process_state.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/bbinder.h"
#include "core/bpbinder.h"
#include "core/death.h"
#include "core/driver_ops.h"
#include "core/ipc_thread_state.h"
#include "core/log.h"
#include "core/status.h"
#include "uapi/binder.h"

#define DEFAULT_MAX_THREADS 15
/* More handles than any driver here gives out; a number above is not one. */
#define MAX_HANDLES (16u << 20)

static pthread_mutex_t open_lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(struct rt_driver *) the_driver;
static char *chosen;		/* under open_lock */
static char last_why[1024];	/* under open_lock: the failure that was logged */
static atomic_bool forked;
static atomic_bool fork_logged;
static _Atomic(struct rt_driver *) lost;	/* the last one that went away */

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t table_changed = PTHREAD_COND_INITIALIZER;
static AIBinder **table;	/* by handle; weak pointers, taken out before the object goes */
static size_t table_size;

static _Atomic(AIBinder *) context_object;
static pthread_mutex_t pool_lock = PTHREAD_MUTEX_INITIALIZER;
static uint32_t max_threads = DEFAULT_MAX_THREADS;
static atomic_bool pool_started;
static atomic_bool oneway_only;

/* The driver */

static void after_fork(void)
{
	atomic_store(&forked, true);
	pthread_mutex_init(&open_lock, NULL);
	pthread_mutex_init(&table_lock, NULL);
	pthread_cond_init(&table_changed, NULL);
	pthread_mutex_init(&pool_lock, NULL);
	rt_death_after_fork();
	rt_object_after_fork();
	rt_log_after_fork();
}

static size_t map_size(void)
{
	return (1u << 20) - 2 * (size_t)sysconf(_SC_PAGESIZE);
}

static int open_named(const char *where, struct rt_driver **ret, char *why, size_t why_size)
{
	int r;

	if (!strncmp(where, "unix:", 5))
		r = rt_driver_daemon_open(where + 5, map_size(), ret);
	else
		r = rt_driver_kernel_open(where, map_size(), ret);
	if (r < 0)
		snprintf(why, why_size, "cannot open the Binder driver %s that the program asked "
			 "for: %s", where, strerror(-r));
	return r;
}

static void prepare_driver(struct rt_driver *driver)
{
	uint32_t on = 1;

	/* Not every driver can; then a flood of oneway calls is only refused later. */
	driver->ops->ioctl(driver, BINDER_ENABLE_ONEWAY_SPAM_DETECTION, &on);
}

static void use_driver(struct rt_driver *driver)
{
	prepare_driver(driver);
	pthread_atfork(NULL, NULL, after_fork);
	atomic_store(&the_driver, driver);
}

static binder_status_t open_driver(void)
{
	char why[sizeof(last_why)] = "";
	struct rt_driver *driver;
	bool news = false;
	int r = 0;

	pthread_mutex_lock(&open_lock);
	if (!atomic_load(&the_driver)) {
		if (chosen)
			r = open_named(chosen, &driver, why, sizeof(why));
		else
			r = rt_driver_open(map_size(), &driver, why, sizeof(why));
		if (r >= 0)
			use_driver(driver);
		news = r < 0 && strcmp(why, last_why);
		if (news)
			memcpy(last_why, why, sizeof(last_why));
	}
	pthread_mutex_unlock(&open_lock);
	if (news)
		rt_log(HIDEGLUE_LOG_ERROR, "%s", why);
	return r < 0 ? STATUS_NO_INIT : STATUS_OK;
}

/* The driver in use went away. */
static bool is_lost(void)
{
	struct rt_driver *driver = atomic_load_explicit(&lost, memory_order_relaxed);

	return driver && driver == atomic_load_explicit(&the_driver, memory_order_acquire);
}

bool rt_process_usable(void)
{
	return !atomic_load_explicit(&forked, memory_order_relaxed) && !is_lost();
}

bool rt_process_is_former(const struct rt_driver *driver)
{
	return driver && driver != atomic_load_explicit(&the_driver, memory_order_acquire);
}

struct rt_driver *rt_process_open_driver(void)
{
	return rt_process_usable() ? atomic_load(&the_driver) : NULL;
}

struct rt_driver *rt_process_driver(binder_status_t *ret)
{
	struct rt_driver *driver = atomic_load(&the_driver);

	if (atomic_load_explicit(&forked, memory_order_relaxed)) {
		if (!atomic_exchange(&fork_logged, true))
			rt_log(HIDEGLUE_LOG_ERROR,
			       "process %d is a child of a process that uses Binder, made by fork() "
			       "without exec(): it cannot use Binder. Fork before the first use, or "
			       "exec() another program", (int)getpid());
		*ret = STATUS_INVALID_OPERATION;
		return NULL;
	}
	if (is_lost()) {
		*ret = STATUS_DEAD_OBJECT;
		return NULL;
	}
	if (!driver) {
		*ret = open_driver();
		driver = atomic_load(&the_driver);
	}
	return driver;
}

binder_status_t rt_process_choose(const char *where)
{
	char *copy = where ? strdup(where) : NULL;
	binder_status_t r = STATUS_OK;

	if (where && !copy)
		return STATUS_NO_MEMORY;
	pthread_mutex_lock(&open_lock);
	if (atomic_load(&the_driver)) {
		r = STATUS_INVALID_OPERATION;
	} else {
		free(chosen);
		chosen = copy;
		copy = NULL;
	}
	pthread_mutex_unlock(&open_lock);
	free(copy);
	return r;
}

void rt_process_adopt(struct rt_driver *driver)
{
	pthread_mutex_lock(&open_lock);
	use_driver(driver);
	pthread_mutex_unlock(&open_lock);
}

void rt_process_mark_lost(struct rt_driver *driver)
{
	if (driver == atomic_load(&the_driver))
		atomic_store(&lost, driver);
}

void rt_process_report_lost(void)
{
	static _Atomic(struct rt_driver *) reported;
	struct rt_driver *driver = atomic_load(&lost);

	if (is_lost() && atomic_exchange(&reported, driver) != driver)
		rt_log(HIDEGLUE_LOG_ERROR, "the Binder driver %s went away: all remote objects "
		       "are dead. Where it is hideglue-driverd, was it stopped? A program goes on "
		       "with hideglue_driver_reconnect()", driver->where);
}

/* A reference to the proxy at @handle, NULL where there is none; false past the table's end. */
static bool proxy_at(size_t handle, AIBinder **ret)
{
	bool inside;

	pthread_mutex_lock(&table_lock);
	inside = handle < table_size;
	*ret = inside ? table[handle] : NULL;
	if (*ret && !rt_object_promote(*ret))
		*ret = NULL;
	pthread_mutex_unlock(&table_lock);
	return inside;
}

void rt_process_send_obituaries(void)
{
	struct rt_driver *gone = atomic_load(&lost);
	AIBinder *proxy;
	size_t i;

	/* A recipient may connect anew, and then others stand in the table. */
	for (i = 0; is_lost() && proxy_at(i, &proxy); i++) {
		if (!proxy)
			continue;
		if (rt_bpbinder(proxy)->driver == gone)
			rt_death_notice(rt_bpbinder(proxy));
		rt_object_unref(proxy);
	}
}

/* The handle table */

static bool grow_table_locked(uint32_t handle)
{
	size_t size = table_size ? table_size : 32;
	AIBinder **grown;

	if (handle >= MAX_HANDLES)
		return false;
	while (size <= handle)
		size *= 2;
	grown = realloc(table, size * sizeof(*table));
	if (!grown)
		return false;
	memset(grown + table_size, 0, (size - table_size) * sizeof(*table));
	table = grown;
	table_size = size;
	return true;
}

/* A proxy that has ended stays until it took back its death request; that is soon. */
static AIBinder *find_proxy_locked(uint32_t handle)
{
	while (table[handle] && !rt_object_promote(table[handle]))
		pthread_cond_wait(&table_changed, &table_lock);
	return table[handle];
}

static AIBinder *dead_proxy(struct rt_driver *driver, uint32_t handle)
{
	AIBinder *proxy = rt_bpbinder_new(handle);

	if (proxy) {
		rt_bpbinder(proxy)->driver = driver;
		atomic_store(&rt_bpbinder(proxy)->alive, false);
	}
	return proxy;
}

static AIBinder *proxy_in_table_locked(struct rt_driver *driver, uint32_t handle, bool *ret_fresh)
{
	AIBinder *proxy = NULL;

	if (handle >= table_size && !grow_table_locked(handle))
		return NULL;
	proxy = find_proxy_locked(handle);
	if (!proxy) {
		proxy = rt_bpbinder_new(handle);
		if (proxy)
			rt_bpbinder(proxy)->driver = driver;
		table[handle] = proxy;
		*ret_fresh = proxy;
	}
	return proxy;
}

AIBinder *rt_process_proxy_of(struct rt_driver *driver, uint32_t handle, bool flush)
{
	AIBinder *proxy;
	bool fresh = false;

	pthread_mutex_lock(&table_lock);
	if (rt_process_is_former(driver))
		proxy = dead_proxy(driver, handle);
	else
		proxy = proxy_in_table_locked(driver, handle, &fresh);
	pthread_mutex_unlock(&table_lock);
	if (fresh)
		rt_thread_acquire_handle(proxy, flush);
	return proxy;
}

AIBinder *rt_process_proxy(uint32_t handle, bool flush)
{
	return rt_process_proxy_of(atomic_load(&the_driver), handle, flush);
}

void rt_process_forget_dead_manager(void)
{
	pthread_mutex_lock(&table_lock);
	if (table_size && table[0] && !atomic_load(&rt_bpbinder(table[0])->alive)) {
		table[0] = NULL;
		pthread_cond_broadcast(&table_changed);
	}
	pthread_mutex_unlock(&table_lock);
}

/*
 * From here on @driver is the one in use. Every proxy of the former one is dead, and none of them
 * is found again; the lock keeps new ones out meanwhile.
 */
static void replace_driver(struct rt_driver *driver)
{
	size_t i;

	pthread_mutex_lock(&table_lock);
	for (i = 0; i < table_size; i++) {
		if (table[i])
			atomic_store(&rt_bpbinder(table[i])->alive, false);
		table[i] = NULL;
	}
	atomic_store(&the_driver, driver);
	pthread_cond_broadcast(&table_changed);
	pthread_mutex_unlock(&table_lock);
}

/* What this process was to the former driver. */
static void begin_anew(void)
{
	AIBinder *object = atomic_exchange(&context_object, NULL);
	bool pool;

	if (object)
		rt_object_unref(object);
	pthread_mutex_lock(&pool_lock);
	pool = atomic_exchange(&pool_started, false);
	pthread_mutex_unlock(&pool_lock);
	if (pool)
		rt_process_start_pool();
}

static binder_status_t reconnect_locked(void)
{
	struct rt_driver *former = atomic_load(&the_driver), *driver;
	char why[sizeof(last_why)];

	if (!is_lost())
		return STATUS_OK;
	if (open_named(former->where, &driver, why, sizeof(why)) < 0)
		return STATUS_NO_INIT;
	prepare_driver(driver);
	replace_driver(driver);
	if (former->ops->retire)
		former->ops->retire(former);
	begin_anew();
	rt_log(HIDEGLUE_LOG_INFO, "connected to %s again", driver->where);
	return STATUS_OK;
}

binder_status_t rt_process_reconnect(void)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	binder_status_t r;

	if (atomic_load(&forked))
		return STATUS_INVALID_OPERATION;
	if (!atomic_load(&the_driver))
		return open_driver();
	/* Code of the program runs here, which may do the same. */
	rt_process_report_lost();
	rt_process_send_obituaries();
	pthread_mutex_lock(&lock);
	r = reconnect_locked();
	pthread_mutex_unlock(&lock);
	return r;
}

void rt_process_forget_proxy(AIBinder *proxy, uint32_t handle)
{
	pthread_mutex_lock(&table_lock);
	if (handle < table_size && table[handle] == proxy) {
		table[handle] = NULL;
		pthread_cond_broadcast(&table_changed);
	}
	pthread_mutex_unlock(&table_lock);
}

/* The context manager */

AIBinder *rt_process_context_object(void)
{
	AIBinder *object = atomic_load(&context_object);

	if (object)
		rt_object_ref(object);
	return object;
}

static int set_context_manager(struct rt_driver *driver, AIBinder *object)
{
	struct flat_binder_object node = {
		.hdr.type = BINDER_TYPE_BINDER,
		.flags = FLAT_BINDER_FLAG_ACCEPTS_FDS | atomic_load(&rt_bbinder(object)->flags),
	};
	int32_t unused = 0;
	int r = driver->ops->ioctl(driver, BINDER_SET_CONTEXT_MGR_EXT, &node);

	if (r == -EINVAL || r == -ENOTTY)
		r = driver->ops->ioctl(driver, BINDER_SET_CONTEXT_MGR, &unused);
	return r;
}

binder_status_t rt_process_become_context_manager(AIBinder *object)
{
	AIBinder *none = NULL;
	binder_status_t status;
	struct rt_driver *driver = rt_process_driver(&status);
	int r;

	if (!driver)
		return status;
	rt_object_ref(object);
	if (!atomic_compare_exchange_strong(&context_object, &none, object)) {
		rt_object_unref(object);
		return STATUS_ALREADY_EXISTS;
	}
	atomic_store(&rt_bbinder(object)->sent, true);
	r = set_context_manager(driver, object);
	if (r < 0) {
		atomic_store(&context_object, NULL);
		rt_object_unref(object);
		rt_log(HIDEGLUE_LOG_ERROR, "cannot become the context manager of %s: %s",
		       driver->where, r == -EBUSY ? "it has one already" :
		       r == -EPERM ? "another user was it first" : strerror(-r));
	}
	if (r == -EBUSY)
		return STATUS_ALREADY_EXISTS;
	return rt_status_from_errno(r);
}

/* The thread pool */

/* Signals are the program's affair: its own threads get them. */
static void block_signals(sigset_t *ret_before)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGPROF };
	sigset_t all;
	size_t i;

	sigfillset(&all);
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		sigdelset(&all, faults[i]);
	pthread_sigmask(SIG_SETMASK, &all, ret_before);
}

static void *pool_thread(void *first)
{
	rt_thread_join_pool(first != NULL);
	return NULL;
}

static void start_thread(bool first)
{
	static int any;
	pthread_attr_t attr;
	pthread_t thread;
	sigset_t before;
	int r;

	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	block_signals(&before);
	r = pthread_create(&thread, &attr, pool_thread, first ? &any : NULL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attr);
	if (r)
		rt_log(HIDEGLUE_LOG_ERROR, "cannot start a Binder thread: %s", strerror(r));
	else
		pthread_setname_np(thread, "binder");
}

static bool tell_max_threads(struct rt_driver *driver, uint32_t n)
{
	/* The kernel reads 4 bytes; AOSP hands over 8. */
	uint64_t value = n;

	return driver->ops->ioctl(driver, BINDER_SET_MAX_THREADS, &value) >= 0;
}

void rt_process_set_oneway_only(void)
{
	atomic_store(&oneway_only, true);
}

bool rt_process_is_oneway_only(void)
{
	return atomic_load(&oneway_only);
}

void rt_process_start_pool(void)
{
	binder_status_t status;
	struct rt_driver *driver = rt_process_driver(&status);
	bool start;

	if (!driver)
		return;
	pthread_mutex_lock(&pool_lock);
	start = !atomic_load(&pool_started);
	if (start) {
		atomic_store(&pool_started, true);
		tell_max_threads(driver, max_threads);
	}
	pthread_mutex_unlock(&pool_lock);
	if (start)
		start_thread(true);
}

bool rt_process_pool_started(void)
{
	return atomic_load(&pool_started);
}

bool rt_process_set_max_threads(uint32_t n)
{
	binder_status_t status;
	struct rt_driver *driver = rt_process_driver(&status);
	bool lowered, ok = true;

	if (!driver)
		return false;
	pthread_mutex_lock(&pool_lock);
	lowered = atomic_load(&pool_started) && n < max_threads;
	if (!lowered) {
		/* Before the pool starts nobody could follow a request for threads. */
		if (atomic_load(&pool_started))
			ok = tell_max_threads(driver, n);
		if (ok)
			max_threads = n;
	}
	pthread_mutex_unlock(&pool_lock);
	if (lowered)
		rt_log_fatal("ABinderProcess_setThreadPoolMaxThreadCount(%u) after the thread pool "
			     "was started with more", n);
	return ok;
}

void rt_process_spawn_thread(void)
{
	if (atomic_load(&pool_started))
		start_thread(false);
}
