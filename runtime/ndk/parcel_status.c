/* SPDX-License-Identifier: MIT */
/*
 * parcel_status.c - the head of a reply: the public functions
 *
 * Wire: the exception; where it is not 0 its message, a block for people that is skipped, and a
 * code or a block where the exception has one. Java peers may put two kinds of headers in front.
 */
#include <android/binder_parcel.h>

#include <stdlib.h>
#include <string.h>

#include "core/parcel.h"
#include "core/status.h"
#include "core/visibility.h"

/* Never errors: headers that a Java service may send before the exception, or instead of 0. */
enum {
	NOTED_APPOPS_HEADER = -127,
	REPLY_HEADER = -128,
};

/* A message that is not UTF-8 loses what is not ASCII, which is better than to lose the reply. */
static binder_status_t write_message(AParcel *parcel, const char *message)
{
	binder_status_t r = rt_parcel_write_string(parcel, message, strlen(message));
	char *ascii, *c;

	if (r != STATUS_BAD_VALUE)
		return r;
	ascii = strdup(message);
	if (!ascii)
		return STATUS_NO_MEMORY;
	for (c = ascii; *c; c++) {
		if (*c & 0x80)
			*c = '?';
	}
	r = rt_parcel_write_string(parcel, ascii, strlen(ascii));
	free(ascii);
	return r;
}

RT_EXPORT binder_status_t AParcel_writeStatusHeader(AParcel *parcel, const AStatus *status)
{
	binder_status_t r;

	if (!status || status->exception == EX_NONE)
		return rt_parcel_write_int32(parcel, EX_NONE);
	if (status->exception == EX_TRANSACTION_FAILED)
		return status->status;

	r = rt_parcel_write_int32(parcel, status->exception);
	if (r == STATUS_OK)
		r = write_message(parcel, AStatus_getMessage(status));
	if (r == STATUS_OK)
		r = rt_parcel_write_int32(parcel, 0);
	if (r == STATUS_OK && status->exception == EX_SERVICE_SPECIFIC)
		r = rt_parcel_write_int32(parcel, status->service_specific);
	if (r == STATUS_OK && status->exception == EX_PARCELABLE)
		r = rt_parcel_write_int32(parcel, 0);
	return r;
}

/* Moves past a block that says its size, its own word included; 0 is an empty one. */
static binder_status_t skip_block(const AParcel *parcel)
{
	AParcel *p = (AParcel *)parcel;
	size_t start = p->pos, left = rt_parcel_left(p);
	int32_t size;
	binder_status_t r = rt_parcel_read_int32(p, &size);

	if (r != STATUS_OK)
		return r;
	if (size < 0 || (size_t)size > left)
		return STATUS_UNKNOWN_ERROR;
	if (size)
		p->pos = start + (size_t)size;
	return STATUS_OK;
}

static binder_status_t read_detail(const AParcel *parcel, binder_exception_t exception,
				   char **ret_message, int32_t *ret_code)
{
	binder_status_t r = rt_parcel_read_string(parcel, ret_message);

	if (r == STATUS_OK)
		r = skip_block(parcel);
	if (r == STATUS_OK && exception == EX_SERVICE_SPECIFIC)
		r = rt_parcel_read_int32(parcel, ret_code);
	if (r == STATUS_OK && exception == EX_PARCELABLE)
		r = skip_block(parcel);
	return r;
}

RT_EXPORT binder_status_t AParcel_readStatusHeader(const AParcel *parcel, AStatus **status)
{
	binder_exception_t exception;
	char *message = NULL;
	int32_t code = 0;
	AStatus *read;
	binder_status_t r = rt_parcel_read_int32(parcel, &exception);

	if (r == STATUS_OK && exception == NOTED_APPOPS_HEADER) {
		r = skip_block(parcel);
		if (r == STATUS_OK)
			r = rt_parcel_read_int32(parcel, &exception);
	}
	if (r == STATUS_OK && exception == REPLY_HEADER) {
		r = skip_block(parcel);
		exception = EX_NONE;
	}
	if (r == STATUS_OK && exception != EX_NONE)
		r = read_detail(parcel, exception, &message, &code);
	if (r == STATUS_OK) {
		read = exception == EX_NONE ? AStatus_newOk() :
		       rt_status_new(exception, STATUS_FAILED_TRANSACTION, code, message);
		if (read)
			*status = read;
		else
			r = STATUS_NO_MEMORY;
	}
	free(message);
	return r;
}
