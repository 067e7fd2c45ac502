/* SPDX-License-Identifier: MIT */
/*
 * status.h - what an AStatus holds, and the names of statuses
 */
#pragma once

#include <android/binder_status.h>

struct AStatus {
	binder_exception_t exception;
	binder_status_t status;		/* where exception is EX_TRANSACTION_FAILED */
	int32_t service_specific;	/* where it is EX_SERVICE_SPECIFIC */
	char *message;			/* malloc; NULL for none */
};

/**
 * rt_status_prune() - @status where it is one of the STATUS_ constants, else STATUS_UNKNOWN_ERROR.
 */
binder_status_t rt_status_prune(binder_status_t status);

/** rt_exception_prune() - @exception where it is one of the EX_, else EX_TRANSACTION_FAILED. */
binder_exception_t rt_exception_prune(binder_exception_t exception);

/** rt_status_name() - "DEAD_OBJECT" for STATUS_DEAD_OBJECT; for messages. */
const char *rt_status_name(binder_status_t status);

/** rt_exception_name() - "EX_SECURITY" and so on; for messages. */
const char *rt_exception_name(binder_exception_t exception);

/** rt_status_from_errno() - the status for a negative errno of the driver. */
binder_status_t rt_status_from_errno(int error);

/** rt_status_new() - a status of the caller's; @message may be NULL. NULL: no memory. */
AStatus *rt_status_new(binder_exception_t exception, binder_status_t status,
		       int32_t service_specific, const char *message);
