/* SPDX-License-Identifier: MIT */
/*
 * manager_call.c - calls to the service manager
 */
#include "ndk/manager_call.h"

#include <string.h>

#include "core/bbinder.h"
#include "core/driver_ops.h"
#include "core/ipc_thread_state.h"
#include "core/log.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/status.h"
#include "core/token.h"

void rt_manager_begin(struct rt_manager_call *call, const char *name)
{
	*call = (struct rt_manager_call){ .in = rt_parcel_new(), .out = rt_parcel_new() };
	call->status = STATUS_NO_MEMORY;
	if (call->in && call->out)
		call->status = rt_token_write_for(call->in, "android.os.IServiceManager");
	if (call->status == STATUS_OK)
		call->status = rt_parcel_write_string(call->in, name, strlen(name));
}

void rt_manager_send(struct rt_manager_call *call, enum rt_manager_code code)
{
	enum rt_outcome outcome;

	if (call->status != STATUS_OK)
		return;
	call->status = rt_thread_transact(NULL, 0, code, call->in, call->out, 0, &outcome);
	call->absent = outcome == RT_OUTCOME_DEAD;
	if (rt_debug_txn())
		rt_log(HIDEGLUE_LOG_DEBUG, "txn: call the service manager code %d: %zu bytes, %s "
		       "%zu bytes", code, call->in->size, rt_status_name(call->status),
		       call->out->size);
	if (call->status == STATUS_OK)
		call->status = AParcel_readStatusHeader(call->out, &call->answer);
}

void rt_manager_ping(struct rt_manager_call *call)
{
	enum rt_outcome outcome = RT_OUTCOME_NOT_SENT;

	if (call->status == STATUS_OK)
		call->status = rt_thread_transact(NULL, 0, RT_PING_TRANSACTION, call->in, call->out,
						  0, &outcome);
	call->absent = outcome == RT_OUTCOME_DEAD;
}

bool rt_manager_ok(const struct rt_manager_call *call)
{
	return rt_manager_exception(call) == EX_NONE;
}

binder_exception_t rt_manager_exception(const struct rt_manager_call *call)
{
	if (call->status != STATUS_OK || !call->answer)
		return EX_TRANSACTION_FAILED;
	return AStatus_getExceptionCode(call->answer);
}

void rt_manager_log(const struct rt_manager_call *call, const char *verb, const char *name)
{
	struct rt_driver *driver = rt_process_open_driver();

	if (rt_manager_ok(call) || !driver)
		return; /* without a driver that was said already */
	if (call->absent)
		rt_log(HIDEGLUE_LOG_ERROR, "cannot %s '%s': no service manager runs on %s; start "
		       "hideglue-servicemanager, or the program with 'hideglue run'", verb, name,
		       driver->where);
	else if (call->status != STATUS_OK)
		rt_log(HIDEGLUE_LOG_ERROR, "cannot %s '%s': the call to the service manager "
		       "failed: %s", verb, name, rt_status_name(call->status));
	else
		rt_log(HIDEGLUE_LOG_ERROR, "cannot %s '%s': the service manager answers %s: %s",
		       verb, name, rt_exception_name(AStatus_getExceptionCode(call->answer)),
		       AStatus_getMessage(call->answer));
}

void rt_manager_end(struct rt_manager_call *call)
{
	rt_parcel_free(call->in);
	rt_parcel_free(call->out);
	AStatus_delete(call->answer);
}

void rt_manager_look_up(struct rt_manager_call *call, enum rt_manager_code code, const char *name,
			AIBinder **ret)
{
	*ret = NULL;
	rt_manager_begin(call, name);
	rt_manager_send(call, code);
	if (rt_manager_ok(call))
		call->status = rt_parcel_read_binder(call->out, ret);
}
