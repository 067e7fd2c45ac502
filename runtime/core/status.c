/* SPDX-License-Identifier: MIT */
/*
 * status.c - the known statuses and exceptions, and their names
 */
#include "core/status.h"

#include <stdlib.h>
#include <string.h>

struct status_name {
	int32_t value;
	const char *name;
};

static const struct status_name status_names[] = {
	{ STATUS_OK, "OK" },
	{ STATUS_UNKNOWN_ERROR, "UNKNOWN_ERROR" },
	{ STATUS_NO_MEMORY, "NO_MEMORY" },
	{ STATUS_INVALID_OPERATION, "INVALID_OPERATION" },
	{ STATUS_BAD_VALUE, "BAD_VALUE" },
	{ STATUS_BAD_TYPE, "BAD_TYPE" },
	{ STATUS_NAME_NOT_FOUND, "NAME_NOT_FOUND" },
	{ STATUS_PERMISSION_DENIED, "PERMISSION_DENIED" },
	{ STATUS_NO_INIT, "NO_INIT" },
	{ STATUS_ALREADY_EXISTS, "ALREADY_EXISTS" },
	{ STATUS_DEAD_OBJECT, "DEAD_OBJECT" },
	{ STATUS_FAILED_TRANSACTION, "FAILED_TRANSACTION" },
	{ STATUS_BAD_INDEX, "BAD_INDEX" },
	{ STATUS_NOT_ENOUGH_DATA, "NOT_ENOUGH_DATA" },
	{ STATUS_WOULD_BLOCK, "WOULD_BLOCK" },
	{ STATUS_TIMED_OUT, "TIMED_OUT" },
	{ STATUS_UNKNOWN_TRANSACTION, "UNKNOWN_TRANSACTION" },
	{ STATUS_FDS_NOT_ALLOWED, "FDS_NOT_ALLOWED" },
	{ STATUS_UNEXPECTED_NULL, "UNEXPECTED_NULL" },
};

static const struct status_name exception_names[] = {
	{ EX_NONE, "EX_NONE" },
	{ EX_SECURITY, "EX_SECURITY" },
	{ EX_BAD_PARCELABLE, "EX_BAD_PARCELABLE" },
	{ EX_ILLEGAL_ARGUMENT, "EX_ILLEGAL_ARGUMENT" },
	{ EX_NULL_POINTER, "EX_NULL_POINTER" },
	{ EX_ILLEGAL_STATE, "EX_ILLEGAL_STATE" },
	{ EX_NETWORK_MAIN_THREAD, "EX_NETWORK_MAIN_THREAD" },
	{ EX_UNSUPPORTED_OPERATION, "EX_UNSUPPORTED_OPERATION" },
	{ EX_SERVICE_SPECIFIC, "EX_SERVICE_SPECIFIC" },
	{ EX_PARCELABLE, "EX_PARCELABLE" },
	{ EX_TRANSACTION_FAILED, "EX_TRANSACTION_FAILED" },
};

static const char *find_name(const struct status_name *names, size_t n, int32_t value)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (names[i].value == value)
			return names[i].name;
	}
	return NULL;
}

#define FIND_NAME(names, value) find_name(names, sizeof(names) / sizeof((names)[0]), value)

binder_status_t rt_status_prune(binder_status_t status)
{
	if (status == STATUS_OK || FIND_NAME(status_names, status))
		return status;
	return STATUS_UNKNOWN_ERROR;
}

binder_exception_t rt_exception_prune(binder_exception_t exception)
{
	return FIND_NAME(exception_names, exception) ? exception : EX_TRANSACTION_FAILED;
}

const char *rt_status_name(binder_status_t status)
{
	const char *name = FIND_NAME(status_names, status);

	return name ? name : "UNKNOWN_ERROR";
}

const char *rt_exception_name(binder_exception_t exception)
{
	return FIND_NAME(exception_names, rt_exception_prune(exception));
}

binder_status_t rt_status_from_errno(int error)
{
	if (error == -ECONNRESET || error == -ECONNREFUSED || error == -EBADF)
		return STATUS_DEAD_OBJECT;
	return rt_status_prune(error);
}

AStatus *rt_status_new(binder_exception_t exception, binder_status_t status,
		       int32_t service_specific, const char *message)
{
	AStatus *st = calloc(1, sizeof(*st));

	if (!st)
		return NULL;
	st->exception = rt_exception_prune(exception);
	if (st->exception == EX_TRANSACTION_FAILED)
		st->status = status == STATUS_OK ? STATUS_FAILED_TRANSACTION :
						   rt_status_prune(status);
	if (st->exception == EX_SERVICE_SPECIFIC)
		st->service_specific = service_specific;
	if (message && *message) {
		st->message = strdup(message);
		if (!st->message) {
			free(st);
			return NULL;
		}
	}
	return st;
}
