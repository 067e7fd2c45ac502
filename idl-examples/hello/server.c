/* SPDX-License-Identifier: MIT */
/*
 * server.c - offers a greeting under the name "demo.IHello/default"
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <android/binder_ibinder.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "demo/IHello.h"

/* One method of IHello. Success is NULL, and the greeting then belongs to the caller. */
static AStatus *greet(demo_IHello_impl *self, const char *name, char **ret)
{
	static const char form[] = "Hello, %s!";
	size_t size = sizeof(form) + strlen(name);

	if (name[0] == '\0')
		return AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_ARGUMENT,
							    "there is nobody to greet");

	*ret = malloc(size);
	if (!*ret)
		return AStatus_fromStatus(STATUS_NO_MEMORY);
	snprintf(*ret, size, form, name);

	printf("server: process %d wants '%s' greeted\n", (int)AIBinder_getCallingPid(), name);
	return NULL;
}

static const demo_IHello_ops ops = { .greet = greet };
static demo_IHello_impl impl = { .ops = &ops };

int main(void)
{
	demo_IHello *hello = demo_IHello_new(&impl);
	binder_exception_t exception;

	setvbuf(stdout, NULL, _IOLBF, 0);

	exception = AServiceManager_addService(demo_IHello_asBinder(hello), "demo.IHello/default");
	if (exception != EX_NONE) {
		fprintf(stderr, "server: cannot register demo.IHello/default: exception %d\n",
			(int)exception);
		return 1;
	}

	ABinderProcess_joinThreadPool(); /* serves calls until somebody ends this process */
	return 0;
}
