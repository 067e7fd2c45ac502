/* SPDX-License-Identifier: MIT */
/*
 * process.c - threads, driver, context manager: the public functions
 */
#include <hideglue/process.h>

#include <hideglue/driver.h>

#include "core/bpbinder.h"
#include "core/driver_ops.h"
#include "core/ipc_thread_state.h"
#include "core/process_state.h"
#include "core/status.h"
#include "core/visibility.h"
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
	info.handle = rt_bpbinder(binder)->handle;
	r = driver->ops->ioctl(driver, BINDER_GET_NODE_INFO_FOR_REF, &info);
	return r < 0 ? rt_status_from_errno(r) : (int32_t)info.strong_count;
}

RT_EXPORT binder_status_t hideglue_driver_use(const char *where)
{
	return rt_process_choose(where);
}

RT_EXPORT const char *hideglue_driver_name(void)
{
	binder_status_t status;
	struct rt_driver *driver = rt_process_driver(&status);

	return driver ? driver->where : NULL;
}
