/* SPDX-License-Identifier: MIT */
/*
 * manager.c - adding and finding services: the public functions
 */
#include <hideglue/manager.h>

#include <stdlib.h>
#include <time.h>

#include "core/bbinder.h"
#include "core/bpbinder.h"
#include "core/log.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/visibility.h"
#include "ndk/manager_call.h"

/* The manager's own flag bits start one below the API's, which has ALLOW_ISOLATED at the bottom. */
#define DUMP_FLAGS_SHIFT 1
#define DUMP_FLAGS                                                                                 \
	(ADD_SERVICE_DUMP_FLAG_PRIORITY_CRITICAL | ADD_SERVICE_DUMP_FLAG_PRIORITY_HIGH |           \
	 ADD_SERVICE_DUMP_FLAG_PRIORITY_NORMAL | ADD_SERVICE_DUMP_FLAG_PRIORITY_DEFAULT |          \
	 ADD_SERVICE_DUMP_FLAG_PROTO)

RT_EXPORT binder_exception_t
AServiceManager_addServiceWithFlags(AIBinder *binder, const char *instance,
				    const AServiceManager_AddServiceFlag flags)
{
	struct rt_manager_call call;
	uint32_t dump = flags & DUMP_FLAGS;
	binder_exception_t exception;

	if (!binder || !instance)
		return EX_ILLEGAL_ARGUMENT;
	if (!dump)
		dump = ADD_SERVICE_DUMP_FLAG_PRIORITY_DEFAULT;
	rt_manager_begin(&call, instance);
	if (call.status == STATUS_OK)
		call.status = rt_parcel_write_binder(call.in, binder);
	if (call.status == STATUS_OK)
		call.status = rt_parcel_write_int32(call.in, flags & ADD_SERVICE_ALLOW_ISOLATED);
	if (call.status == STATUS_OK)
		call.status = rt_parcel_write_int32(call.in, (int32_t)(dump >> DUMP_FLAGS_SHIFT));
	rt_manager_send(&call, RT_MANAGER_ADD_SERVICE);
	rt_manager_log(&call, "add service", instance);
	exception = rt_manager_exception(&call);
	rt_manager_end(&call);
	return exception;
}

RT_EXPORT binder_exception_t AServiceManager_addService(AIBinder *binder, const char *instance)
{
	return AServiceManager_addServiceWithFlags(binder, instance,
						   ADD_SERVICE_DUMP_FLAG_PRIORITY_DEFAULT);
}

RT_EXPORT AIBinder *AServiceManager_checkService(const char *instance)
{
	struct rt_manager_call call;
	AIBinder *binder;

	if (!instance)
		return NULL;
	rt_manager_look_up(&call, RT_MANAGER_CHECK_SERVICE, instance, &binder);
	rt_manager_log(&call, "look up service", instance);
	rt_manager_end(&call);
	return binder;
}

RT_EXPORT AIBinder *AServiceManager_getService(const char *instance)
{
	const struct timespec pause = { .tv_nsec = 100 * 1000 * 1000 };
	struct rt_manager_call call;
	AIBinder *binder = NULL;
	bool last = false;
	int tries;

	if (!instance)
		return NULL;
	for (tries = 0; !binder && !last; tries++) {
		if (tries)
			nanosleep(&pause, NULL);
		rt_manager_look_up(&call, RT_MANAGER_CHECK_SERVICE, instance, &binder);
		/* A manager may still come, a driver or a permission will not. */
		last = tries == 50 || (!rt_manager_ok(&call) && !call.absent);
		if (last)
			rt_manager_log(&call, "get service", instance);
		rt_manager_end(&call);
	}
	return binder;
}

RT_EXPORT bool AServiceManager_isDeclared(const char *instance)
{
	struct rt_manager_call call;
	int32_t declared = 0;

	if (!instance)
		return false;
	rt_manager_begin(&call, instance);
	rt_manager_send(&call, RT_MANAGER_IS_DECLARED);
	if (rt_manager_ok(&call))
		call.status = rt_parcel_read_int32(call.out, &declared);
	rt_manager_log(&call, "ask about service", instance);
	rt_manager_end(&call);
	return declared != 0;
}

RT_EXPORT void AServiceManager_forEachDeclaredInstance(const char *interface, void *context,
						       void (*callback)(const char *instance,
									void *context))
{
	struct rt_manager_call call;
	int32_t n = 0, i;

	if (!interface || !callback)
		rt_log_fatal("%s: the interface or the callback is NULL", __func__);
	rt_manager_begin(&call, interface);
	rt_manager_send(&call, RT_MANAGER_GET_DECLARED_INSTANCES);
	if (rt_manager_ok(&call))
		call.status = rt_parcel_read_int32(call.out, &n);
	for (i = 0; i < n && call.status == STATUS_OK; i++) {
		char *instance = NULL;

		call.status = rt_parcel_read_string(call.out, &instance);
		if (instance)
			callback(instance, context);
		free(instance);
	}
	rt_manager_log(&call, "list instances of", interface);
	rt_manager_end(&call);
}

RT_EXPORT AIBinder *hideglue_context_manager(void)
{
	struct rt_manager_call call = { .in = rt_parcel_new(), .out = rt_parcel_new() };
	AIBinder *manager = NULL;

	call.status = call.in && call.out ? STATUS_OK : STATUS_NO_MEMORY;
	rt_manager_ping(&call);
	if (call.status == STATUS_OK) {
		rt_process_forget_dead_manager();
		manager = rt_process_proxy(0, true);
	} else {
		rt_manager_log(&call, "find", "the service manager");
	}
	rt_manager_end(&call);
	return manager;
}
