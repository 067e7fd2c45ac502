/* SPDX-License-Identifier: MIT */
/*
 * process.c - threads, driver, context manager: the public functions
 */
#include <hideglue/process.h>

#include <poll.h>
#include <stdint.h>
#include <time.h>

#include <hideglue/driver.h>

#include "core/bpbinder.h"
#include "core/driver_ops.h"
#include "core/ipc_thread_state.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/status.h"
#include "core/visibility.h"
#include "ndk/manager_call.h"
#include "uapi/binder.h"

RT_EXPORT void ABinderProcess_startThreadPool(void)
{
	rt_process_start_pool();
}

RT_EXPORT bool ABinderProcess_setThreadPoolMaxThreadCount(uint32_t numThreads)
{
	return rt_process_set_max_threads(numThreads);
}

RT_EXPORT bool ABinderProcess_isThreadPoolStarted(void)
{
	return rt_process_pool_started();
}

RT_EXPORT void ABinderProcess_joinThreadPool(void)
{
	rt_thread_join_pool(true);
}

RT_EXPORT binder_status_t ABinderProcess_setupPolling(int *fd)
{
	return fd ? rt_thread_setup_polling(fd) : STATUS_UNEXPECTED_NULL;
}

RT_EXPORT binder_status_t ABinderProcess_handlePolledCommands(void)
{
	return rt_thread_handle_polled();
}

RT_EXPORT binder_status_t hideglue_become_context_manager(AIBinder *binder)
{
	if (!binder || binder->remote)
		return STATUS_BAD_VALUE;
	return rt_process_become_context_manager(binder);
}

RT_EXPORT void hideglue_send_oneway_only(void)
{
	rt_process_set_oneway_only();
}

RT_EXPORT int32_t hideglue_count_holders(AIBinder *binder)
{
	struct binder_node_info_for_ref info = { 0 };
	binder_status_t status;
	struct rt_driver *driver;
	int r;

	if (!binder || !binder->remote)
		return STATUS_BAD_VALUE;
	driver = rt_process_driver(&status);
	if (!driver)
		return status;
	if (rt_process_is_former(rt_bpbinder(binder)->driver))
		return STATUS_DEAD_OBJECT;
	info.handle = rt_bpbinder(binder)->handle;
	r = driver->ops->ioctl(driver, BINDER_GET_NODE_INFO_FOR_REF, &info);
	return r < 0 ? rt_status_from_errno(r) : (int32_t)info.strong_count;
}

RT_EXPORT binder_status_t hideglue_driver_use(const char *where)
{
	return rt_process_choose(where);
}

static bool manager_answers(void)
{
	struct rt_manager_call call = { .in = rt_parcel_new(), .out = rt_parcel_new() };
	bool answers;

	call.status = call.in && call.out ? STATUS_OK : STATUS_NO_MEMORY;
	rt_manager_ping(&call);
	answers = call.status == STATUS_OK;
	rt_manager_end(&call);
	return answers;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

RT_EXPORT binder_status_t hideglue_driver_reconnect(int timeout_ms)
{
	int64_t end = now_ms() + timeout_ms;
	int pause_ms = 10;
	binder_status_t r;

	for (;;) {
		r = rt_process_reconnect();
		if (r == STATUS_OK && !manager_answers())
			r = STATUS_NO_INIT;
		if (r != STATUS_NO_INIT)
			return r;
		if (timeout_ms >= 0 && now_ms() >= end)
			return STATUS_TIMED_OUT;
		poll(NULL, 0, pause_ms);
		pause_ms = pause_ms < 320 ? pause_ms * 2 : 500;
	}
}

RT_EXPORT const char *hideglue_driver_name(void)
{
	binder_status_t status;
	struct rt_driver *driver = rt_process_driver(&status);

	return driver ? driver->where : NULL;
}
