/* SPDX-License-Identifier: MIT */
/*
 * ibinder.c - AIBinder: references, class, calls; the public functions
 */
#include <android/binder_ibinder.h>

#include <string.h>

#include <android/binder_ibinder_platform.h>
#include <android/binder_stability.h>

#include "core/bbinder.h"
#include "core/bpbinder.h"
#include "core/ipc_thread_state.h"
#include "core/log.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/status.h"
#include "core/token.h"
#include "core/visibility.h"

#define KNOWN_FLAGS ((binder_flags_t)(FLAG_ONEWAY | FLAG_CLEAR_BUF | FLAG_PRIVATE_VENDOR))

RT_EXPORT AIBinder *AIBinder_new(const AIBinder_Class *clazz, void *args)
{
	return clazz ? rt_bbinder_new(clazz, args) : NULL;
}

RT_EXPORT void AIBinder_incStrong(AIBinder *binder)
{
	if (binder)
		rt_object_ref(binder);
}

RT_EXPORT void AIBinder_decStrong(AIBinder *binder)
{
	if (binder)
		rt_object_unref(binder);
	else
		rt_log(HIDEGLUE_LOG_ERROR, "AIBinder_decStrong: the binder is NULL");
}

RT_EXPORT int32_t AIBinder_debugGetRefCount(AIBinder *binder)
{
	return binder ? atomic_load(&binder->strong) : -1;
}

RT_EXPORT bool AIBinder_isRemote(const AIBinder *binder)
{
	return binder && binder->remote;
}

RT_EXPORT bool AIBinder_isAlive(const AIBinder *binder)
{
	if (!binder)
		return false;
	return !binder->remote || rt_bpbinder_alive((AIBinder *)binder);
}

RT_EXPORT uid_t AIBinder_getCallingUid(void)
{
	return rt_thread_calling_uid();
}

RT_EXPORT pid_t AIBinder_getCallingPid(void)
{
	return rt_thread_calling_pid();
}

RT_EXPORT bool AIBinder_isHandlingTransaction(void)
{
	return rt_thread_is_serving();
}

RT_EXPORT const AIBinder_Class *AIBinder_getClass(AIBinder *binder)
{
	return binder ? atomic_load(&binder->clazz) : NULL;
}

RT_EXPORT void *AIBinder_getUserData(AIBinder *binder)
{
	return binder && !binder->remote ? rt_bbinder(binder)->user_data : NULL;
}

RT_EXPORT bool AIBinder_lt(const AIBinder *lhs, const AIBinder *rhs)
{
	/* One object, one AIBinder: so the order of pointers is that of objects. */
	return (uintptr_t)lhs < (uintptr_t)rhs;
}

static bool same_local_class(AIBinder *binder, const AIBinder_Class *clazz)
{
	const AIBinder_Class *own = atomic_load(&binder->clazz);

	if (own == clazz)
		return true;
	if (!strcmp(own->descriptor, clazz->descriptor))
		rt_log(HIDEGLUE_LOG_ERROR, "there are two classes of %s in this process, and the "
		       "object is of the other one", clazz->descriptor);
	return false;
}

RT_EXPORT bool AIBinder_associateClass(AIBinder *binder, const AIBinder_Class *clazz)
{
	const AIBinder_Class *before = NULL;
	const char *descriptor;
	binder_status_t r;

	if (!binder || !clazz)
		return false;
	if (!binder->remote)
		return same_local_class(binder, clazz);
	if (atomic_load(&binder->clazz) == clazz)
		return true;
	if (rt_process_is_oneway_only()) {
		atomic_store(&binder->clazz, clazz);
		return true;
	}

	r = rt_bpbinder_descriptor(binder, &descriptor);
	if (r != STATUS_OK) {
		rt_log(HIDEGLUE_LOG_WARNING, "cannot ask a remote object whether it is a %s: %s",
		       clazz->descriptor, rt_status_name(r));
		return false;
	}
	if (strcmp(descriptor, clazz->descriptor)) {
		rt_log(HIDEGLUE_LOG_WARNING, "the remote object is a %s, not a %s", descriptor,
		       clazz->descriptor);
		return false;
	}
	/* The first class stays where several files have one of this interface. */
	atomic_compare_exchange_strong(&binder->clazz, &before, clazz);
	return true;
}

RT_EXPORT binder_status_t AIBinder_prepareTransaction(AIBinder *binder, AParcel **in)
{
	const AIBinder_Class *clazz;
	AParcel *parcel;
	binder_status_t r = STATUS_OK;

	if (!binder || !in)
		return STATUS_UNEXPECTED_NULL;
	clazz = atomic_load(&binder->clazz);
	if (!clazz) {
		rt_log(HIDEGLUE_LOG_ERROR, "AIBinder_prepareTransaction: the object has no class; "
		       "AIBinder_associateClass() comes first");
		return STATUS_INVALID_OPERATION;
	}
	parcel = rt_parcel_new();
	if (!parcel)
		return STATUS_NO_MEMORY;
	parcel->target = binder;
	if (!clazz->no_token)
		r = rt_token_write(parcel, clazz);
	if (r != STATUS_OK) {
		rt_parcel_free(parcel);
		parcel = NULL;
	}
	*in = parcel;
	return r;
}

static binder_status_t check_call(AIBinder *binder, transaction_code_t code, const AParcel *in,
				  AParcel **out, binder_flags_t flags)
{
	if (code < FIRST_CALL_TRANSACTION || code > LAST_CALL_TRANSACTION)
		return STATUS_UNKNOWN_TRANSACTION;
	if (flags & ~KNOWN_FLAGS)
		return STATUS_BAD_VALUE;
	if (!binder || !in || !out)
		return STATUS_UNEXPECTED_NULL;
	if (in->target != binder) {
		rt_log(HIDEGLUE_LOG_ERROR, "AIBinder_transact: the parcel was prepared for another "
		       "object");
		return STATUS_BAD_VALUE;
	}
	return STATUS_OK;
}

static binder_status_t call(AIBinder *binder, transaction_code_t code, AParcel *in, AParcel *out,
			    binder_flags_t flags)
{
	binder_status_t r;

	if (binder->remote)
		return rt_status_prune(rt_bpbinder_transact(binder, code, in, out, flags));
	in->pos = 0;
	r = rt_bbinder_call(binder, code, in, out);
	out->pos = 0;
	return r;
}

RT_EXPORT binder_status_t AIBinder_transact(AIBinder *binder, transaction_code_t code,
					    AParcel **in, AParcel **out, binder_flags_t flags)
{
	AParcel *request, *reply = NULL;
	binder_status_t r;

	if (!in)
		return STATUS_UNEXPECTED_NULL;
	request = *in;
	*in = NULL;
	r = check_call(binder, code, request, out, flags);
	if (r == STATUS_OK) {
		reply = rt_parcel_new();
		r = reply ? call(binder, code, request, reply, flags) : STATUS_NO_MEMORY;
	}
	rt_parcel_free(request);
	if (r != STATUS_OK) {
		rt_parcel_free(reply);
		reply = NULL;
	}
	if (out)
		*out = reply;
	return r;
}
