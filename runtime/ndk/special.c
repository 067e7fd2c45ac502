/* SPDX-License-Identifier: MIT */
/*
 * special.c - ping, dump and extensions: the public functions
 */
#include <android/binder_ibinder.h>

#include <string.h>

#include "core/bbinder.h"
#include "core/bpbinder.h"
#include "core/log.h"
#include "core/parcel.h"
#include "core/status.h"
#include "core/visibility.h"

/* Sends a special code with what @in holds, which is freed. @ret_out may be NULL. */
static binder_status_t send_special(AIBinder *binder, transaction_code_t code, AParcel *in,
				    AParcel **ret_out)
{
	AParcel *out = rt_parcel_new();
	binder_status_t r = STATUS_NO_MEMORY;

	if (in && out)
		r = rt_status_prune(rt_bpbinder_transact(binder, code, in, out, 0));
	rt_parcel_free(in);
	if (r != STATUS_OK || !ret_out) {
		rt_parcel_free(out);
		out = NULL;
	}
	if (ret_out)
		*ret_out = out;
	return r;
}

RT_EXPORT binder_status_t AIBinder_ping(AIBinder *binder)
{
	if (!binder)
		return STATUS_UNEXPECTED_NULL;
	if (!binder->remote)
		return STATUS_OK;
	return send_special(binder, RT_PING_TRANSACTION, rt_parcel_new(), NULL);
}

static binder_status_t write_dump(AParcel *in, int fd, const char **args, uint32_t n)
{
	binder_status_t r = rt_parcel_write_fd(in, fd, false);
	uint32_t i;

	if (r == STATUS_OK)
		r = rt_parcel_write_int32(in, (int32_t)n);
	for (i = 0; r == STATUS_OK && i < n; i++)
		r = rt_parcel_write_string(in, args[i], args[i] ? strlen(args[i]) : 0);
	return r;
}

RT_EXPORT binder_status_t AIBinder_dump(AIBinder *binder, int fd, const char **args,
					uint32_t numArgs)
{
	const AIBinder_Class *clazz;
	AParcel *in;
	binder_status_t r;

	if (!binder)
		return STATUS_UNEXPECTED_NULL;
	if (!binder->remote) {
		clazz = atomic_load(&binder->clazz);
		return clazz->on_dump ? rt_status_prune(clazz->on_dump(binder, fd, args, numArgs)) :
					STATUS_OK;
	}
	in = rt_parcel_new();
	if (!in)
		return STATUS_NO_MEMORY;
	r = write_dump(in, fd, args, numArgs);
	if (r != STATUS_OK) {
		rt_parcel_free(in);
		return r;
	}
	return send_special(binder, RT_DUMP_TRANSACTION, in, NULL);
}

RT_EXPORT binder_status_t AIBinder_getExtension(AIBinder *binder, AIBinder **outExt)
{
	AParcel *out;
	binder_status_t r;

	if (outExt)
		*outExt = NULL;
	if (!binder || !outExt)
		return STATUS_UNEXPECTED_NULL;
	if (!binder->remote) {
		*outExt = rt_bbinder_get_extension(binder);
		return STATUS_OK;
	}
	r = send_special(binder, RT_EXTENSION_TRANSACTION, rt_parcel_new(), &out);
	if (r == STATUS_OK) {
		r = rt_status_prune(rt_parcel_read_binder(out, outExt));
		rt_parcel_free(out);
	}
	return r;
}

RT_EXPORT binder_status_t AIBinder_setExtension(AIBinder *binder, AIBinder *ext)
{
	if (!binder || !ext)
		return STATUS_UNEXPECTED_NULL;
	if (binder->remote)
		return STATUS_INVALID_OPERATION;
	if (atomic_load(&rt_bbinder(binder)->sent))
		rt_log_fatal("AIBinder_setExtension: the %s was sent to other processes before",
			     rt_object_describe(binder));
	rt_bbinder_set_extension(binder, ext);
	return STATUS_OK;
}
