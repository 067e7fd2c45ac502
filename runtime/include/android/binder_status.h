/* SPDX-License-Identifier: MIT */
/*
 * android/binder_status.h - results of calls
 *
 * A call fails in one of two ways: the transport reports a binder_status_t, or the callee answers
 * with an exception. AStatus carries either. The names and values are those of Android's NDK.
 */
#pragma once

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/cdefs.h>

#ifndef __BIONIC__
#ifndef __INTRODUCED_IN
#define __INTRODUCED_IN(n)
#endif
#ifndef __ANDROID_API__
#define __ANDROID_API__ 10000
#endif
#endif

__BEGIN_DECLS

enum {
	STATUS_OK = 0,
	/** An error that has no better name here. */
	STATUS_UNKNOWN_ERROR = (-2147483647 - 1),
	STATUS_NO_MEMORY = -ENOMEM,
	STATUS_INVALID_OPERATION = -ENOSYS,
	STATUS_BAD_VALUE = -EINVAL,
	/** Another type than expected: a wrong descriptor, object or stability. */
	STATUS_BAD_TYPE = STATUS_UNKNOWN_ERROR + 1,
	STATUS_NAME_NOT_FOUND = -ENOENT,
	STATUS_PERMISSION_DENIED = -EPERM,
	STATUS_NO_INIT = -ENODEV,
	STATUS_ALREADY_EXISTS = -EEXIST,
	/** The process that implements the object is gone. */
	STATUS_DEAD_OBJECT = -EPIPE,
	/** The driver could not deliver the call: a bad object, or no room at the receiver. */
	STATUS_FAILED_TRANSACTION = STATUS_UNKNOWN_ERROR + 2,
	STATUS_BAD_INDEX = -EOVERFLOW,
	/** The parcel ends before the value does. */
	STATUS_NOT_ENOUGH_DATA = -ENODATA,
	STATUS_WOULD_BLOCK = -EWOULDBLOCK,
	STATUS_TIMED_OUT = -ETIMEDOUT,
	/** The object does not implement this method. */
	STATUS_UNKNOWN_TRANSACTION = -EBADMSG,
	STATUS_FDS_NOT_ALLOWED = STATUS_UNKNOWN_ERROR + 7,
	/** A null where the interface does not allow one. */
	STATUS_UNEXPECTED_NULL = STATUS_UNKNOWN_ERROR + 8,
};

/** One of the STATUS_ constants; other values are seen as STATUS_UNKNOWN_ERROR. */
typedef int32_t binder_status_t;

enum {
	EX_NONE = 0,
	EX_SECURITY = -1,
	EX_BAD_PARCELABLE = -2,
	EX_ILLEGAL_ARGUMENT = -3,
	EX_NULL_POINTER = -4,
	EX_ILLEGAL_STATE = -5,
	EX_NETWORK_MAIN_THREAD = -6,
	EX_UNSUPPORTED_OPERATION = -7,
	/** An error code that the interface defines, see AStatus_getServiceSpecificError(). */
	EX_SERVICE_SPECIFIC = -8,
	EX_PARCELABLE = -9,
	/** Never sent: the call itself failed, see AStatus_getStatus(). */
	EX_TRANSACTION_FAILED = -129,
};

/** One of the EX_ constants. */
typedef int32_t binder_exception_t;

struct AStatus;
/** The result of a call. Not thread-safe, except that the OK object may be shared. */
typedef struct AStatus AStatus;

/** The OK status: one immortal object, never NULL, which AStatus_delete() leaves alone. */
AStatus *AStatus_newOk(void) __INTRODUCED_IN(29) __attribute__((warn_unused_result));

/**
 * A status with this exception and no message. An unknown code becomes EX_TRANSACTION_FAILED.
 * NULL: no memory (so for all that make one). The caller owns it.
 */
AStatus *AStatus_fromExceptionCode(binder_exception_t exception) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/** As AStatus_fromExceptionCode(), with a UTF-8 message that is copied; not NULL. */
AStatus *AStatus_fromExceptionCodeWithMessage(binder_exception_t exception, const char *message)
	__INTRODUCED_IN(29) __attribute__((warn_unused_result));

/** EX_SERVICE_SPECIFIC with a code that the interface defines. */
AStatus *AStatus_fromServiceSpecificError(int32_t serviceSpecific) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/** As AStatus_fromServiceSpecificError(), with a UTF-8 message that is copied; not NULL. */
AStatus *AStatus_fromServiceSpecificErrorWithMessage(int32_t serviceSpecific, const char *message)
	__INTRODUCED_IN(29) __attribute__((warn_unused_result));

/** OK for STATUS_OK, else EX_TRANSACTION_FAILED with this status. */
AStatus *AStatus_fromStatus(binder_status_t status) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/** Whether the exception is EX_NONE. @status is not NULL. */
bool AStatus_isOk(const AStatus *status) __INTRODUCED_IN(29);

/** The exception, one of EX_. */
binder_exception_t AStatus_getExceptionCode(const AStatus *status) __INTRODUCED_IN(29);

/** The code where the exception is EX_SERVICE_SPECIFIC, else 0. */
int32_t AStatus_getServiceSpecificError(const AStatus *status) __INTRODUCED_IN(29);

/** The transport's status where the exception is EX_TRANSACTION_FAILED, else STATUS_OK. */
binder_status_t AStatus_getStatus(const AStatus *status) __INTRODUCED_IN(29);

/** The message, "" where there is none; borrowed from @status. */
const char *AStatus_getMessage(const AStatus *status) __INTRODUCED_IN(29);

/**
 * The status as one line for people, such as "Status(-3, EX_ILLEGAL_ARGUMENT): 'x'".
 * Given back with AStatus_deleteDescription().
 */
const char *AStatus_getDescription(const AStatus *status) __INTRODUCED_IN(30);
void AStatus_deleteDescription(const char *description) __INTRODUCED_IN(30);

/** Frees a status; NULL and the OK object are left alone. */
void AStatus_delete(AStatus *status) __INTRODUCED_IN(29);

__END_DECLS
