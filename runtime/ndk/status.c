/* SPDX-License-Identifier: MIT */
/*
 * status.c - AStatus: the public functions
 *
 * NULL is taken for OK everywhere, as generated code uses it. So a status that there is no memory
 * for is not NULL, which would let a refused call pass: it is one that says so.
 */
#include <android/binder_status.h>

#include <stdio.h>
#include <stdlib.h>

#include "core/status.h"
#include "core/visibility.h"

static AStatus ok_status;
static AStatus no_memory = {.exception = EX_TRANSACTION_FAILED, .status = STATUS_NO_MEMORY};

static AStatus *made(AStatus *status)
{
	return status ? status : &no_memory;
}

RT_EXPORT AStatus *AStatus_newOk(void)
{
	return &ok_status;
}

RT_EXPORT AStatus *AStatus_fromExceptionCode(binder_exception_t exception)
{
	return made(rt_status_new(exception, STATUS_FAILED_TRANSACTION, 0, NULL));
}

RT_EXPORT AStatus *AStatus_fromExceptionCodeWithMessage(binder_exception_t exception,
							const char *message)
{
	return made(rt_status_new(exception, STATUS_FAILED_TRANSACTION, 0, message));
}

RT_EXPORT AStatus *AStatus_fromServiceSpecificError(int32_t serviceSpecific)
{
	return made(rt_status_new(EX_SERVICE_SPECIFIC, STATUS_OK, serviceSpecific, NULL));
}

RT_EXPORT AStatus *AStatus_fromServiceSpecificErrorWithMessage(int32_t serviceSpecific,
							       const char *message)
{
	return made(rt_status_new(EX_SERVICE_SPECIFIC, STATUS_OK, serviceSpecific, message));
}

RT_EXPORT AStatus *AStatus_fromStatus(binder_status_t status)
{
	return made(rt_status_new(status == STATUS_OK ? EX_NONE : EX_TRANSACTION_FAILED, status,
				  0, NULL));
}

RT_EXPORT bool AStatus_isOk(const AStatus *status)
{
	return !status || status->exception == EX_NONE;
}

RT_EXPORT binder_exception_t AStatus_getExceptionCode(const AStatus *status)
{
	return status ? status->exception : EX_NONE;
}

RT_EXPORT int32_t AStatus_getServiceSpecificError(const AStatus *status)
{
	return status ? status->service_specific : 0;
}

RT_EXPORT binder_status_t AStatus_getStatus(const AStatus *status)
{
	return status ? status->status : STATUS_OK;
}

RT_EXPORT const char *AStatus_getMessage(const AStatus *status)
{
	return status && status->message ? status->message : "";
}

RT_EXPORT const char *AStatus_getDescription(const AStatus *status)
{
	const char *message = AStatus_getMessage(status);
	char detail[40] = "";
	char *text = NULL;
	int r;

	if (AStatus_isOk(status)) {
		r = asprintf(&text, "No error");
		return r < 0 ? NULL : text;
	}
	if (status->exception == EX_SERVICE_SPECIFIC)
		snprintf(detail, sizeof(detail), "%d: ", status->service_specific);
	else if (status->exception == EX_TRANSACTION_FAILED)
		snprintf(detail, sizeof(detail), "%s: ", rt_status_name(status->status));

	r = asprintf(&text, "Status(%d, %s): '%s%s'", status->exception,
		     rt_exception_name(status->exception), detail, message);
	return r < 0 ? NULL : text;
}

RT_EXPORT void AStatus_deleteDescription(const char *description)
{
	free((char *)description);
}

RT_EXPORT void AStatus_delete(AStatus *status)
{
	if (!status || status == &ok_status || status == &no_memory)
		return;
	free(status->message);
	free(status);
}
