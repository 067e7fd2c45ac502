/* SPDX-License-Identifier: MIT */
/*
 * special.c - the codes that every local object answers, whatever its class
 */
#include "core/bbinder.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/bpbinder.h"
#include "core/ipc_thread_state.h"
#include "core/log.h"
#include "core/parcel.h"
#include "core/token.h"

/* Arguments of a command, at most as many as the parcel holds. */
struct args {
	char **items;
	uint32_t n;
};

static void free_args(struct args *args)
{
	while (args->n)
		free(args->items[--args->n]);
	free(args->items);
}

/* Stops where the parcel ends, whatever count it claims. */
static binder_status_t read_args(const AParcel *in, struct args *ret)
{
	binder_status_t r;
	int32_t claimed;
	size_t most;

	r = rt_parcel_read_int32(in, &claimed);
	if (r != STATUS_OK || claimed <= 0)
		return r;
	most = rt_parcel_left(in) / 8; /* of the shortest string there is */
	if ((size_t)claimed < most)
		most = (size_t)claimed;
	ret->items = calloc(most + 1, sizeof(*ret->items));
	if (!ret->items)
		return STATUS_NO_MEMORY;
	while (ret->n < most && rt_parcel_left(in)) {
		r = rt_parcel_read_string(in, &ret->items[ret->n]);
		if (r != STATUS_OK)
			return r;
		if (!ret->items[ret->n])
			return STATUS_UNEXPECTED_NULL;
		ret->n++;
	}
	return STATUS_OK;
}

static binder_status_t dump(AIBinder *object, const AParcel *in)
{
	const AIBinder_Class *clazz = atomic_load(&object->clazz);
	struct args args = { 0 };
	binder_status_t r;
	int fd;

	r = rt_parcel_read_fd(in, &fd);
	if (r == STATUS_OK)
		r = read_args(in, &args);
	if (r == STATUS_OK && clazz->on_dump)
		r = clazz->on_dump(object, fd, (const char **)args.items, args.n);
	free_args(&args);
	return r;
}

/* IResultReceiver.send(status): how whoever typed the command learns how it went. */
static void send_result(AIBinder *receiver, int32_t status)
{
	AParcel *in, *out;

	if (!receiver || !receiver->remote)
		return;
	in = rt_parcel_new();
	out = rt_parcel_new();
	if (in && out &&
	    rt_token_write_for(in, "com.android.internal.os.IResultReceiver") == STATUS_OK &&
	    rt_parcel_write_int32(in, status) == STATUS_OK)
		rt_bpbinder_transact(receiver, FIRST_CALL_TRANSACTION, in, out, FLAG_ONEWAY);
	rt_parcel_free(in);
	rt_parcel_free(out);
}

static binder_status_t run_shell(AIBinder *object, const int fds[3], const struct args *args,
				 bool fds_good, int32_t *ret_result)
{
	const AIBinder_Class *clazz = atomic_load(&object->clazz);
	uid_t caller = rt_thread_calling_uid();

	*ret_result = STATUS_INVALID_OPERATION;
	if (!clazz->on_shell)
		return STATUS_OK;
	*ret_result = -1;
	if (caller != 0 && caller != geteuid()) {
		rt_log(HIDEGLUE_LOG_WARNING, "shell command for %s refused: uid %u is neither "
		       "root nor the service's own", clazz->descriptor, caller);
		return STATUS_PERMISSION_DENIED;
	}
	if (!fds_good)
		return STATUS_BAD_VALUE;
	*ret_result = clazz->on_shell(object, fds[0], fds[1], fds[2], (const char **)args->items,
				      args->n);
	return *ret_result;
}

static binder_status_t shell_command(AIBinder *object, const AParcel *in)
{
	AIBinder *callback = NULL, *receiver = NULL;
	struct args args = { 0 };
	bool fds_good = true;
	int32_t result;
	int fds[3], i;
	binder_status_t r;

	for (i = 0; i < 3; i++)
		fds_good = rt_parcel_read_fd(in, &fds[i]) == STATUS_OK && fds_good;
	r = read_args(in, &args);
	if (r == STATUS_OK)
		r = rt_parcel_read_binder(in, &callback);
	if (r == STATUS_OK)
		r = rt_parcel_read_binder(in, &receiver);
	if (r == STATUS_OK) {
		r = run_shell(object, fds, &args, fds_good, &result);
		send_result(receiver, result);
	}
	free_args(&args);
	if (callback)
		rt_object_unref(callback);
	if (receiver)
		rt_object_unref(receiver);
	return r;
}

static binder_status_t extension(AIBinder *object, AParcel *out)
{
	AIBinder *ext = rt_bbinder_get_extension(object);
	binder_status_t r = rt_parcel_write_binder(out, ext);

	if (ext)
		rt_object_unref(ext);
	return r;
}

static binder_status_t interface(AIBinder *object, AParcel *out)
{
	const char *descriptor = atomic_load(&object->clazz)->descriptor;

	return rt_parcel_write_string(out, descriptor, strlen(descriptor));
}

binder_status_t rt_bbinder_special(AIBinder *object, transaction_code_t code, const AParcel *in,
				   AParcel *out)
{
	switch (code) {
	case RT_PING_TRANSACTION:
		return STATUS_OK;
	case RT_INTERFACE_TRANSACTION:
		return interface(object, out);
	case RT_DUMP_TRANSACTION:
		return dump(object, in);
	case RT_SHELL_COMMAND_TRANSACTION:
		return shell_command(object, in);
	case RT_EXTENSION_TRANSACTION:
		return extension(object, out);
	case RT_DEBUG_PID_TRANSACTION:
		return rt_parcel_write_int32(out, getpid());
	case RT_SYSPROPS_TRANSACTION:
		return STATUS_INVALID_OPERATION;
	default:
		return STATUS_UNKNOWN_TRANSACTION;
	}
}
