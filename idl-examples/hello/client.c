/* SPDX-License-Identifier: MIT */
/*
 * client.c - asks the hello service for a greeting: client [NAME]
 */
#include <stdio.h>
#include <stdlib.h>

#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>

#include "demo/IHello.h"

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "world";
	demo_IHello *hello;
	AStatus *status;
	char *greeting = NULL;
	char text[256];

	hello = demo_IHello_fromBinder(AServiceManager_waitForService("demo.IHello/default"));
	if (!hello) {
		fprintf(stderr, "client: demo.IHello/default is not to be had\n");
		return 1;
	}

	status = demo_IHello_greet(hello, name, &greeting);
	demo_IHello_release(hello);

	if (status) {
		printf("client: greet: %s\n", aidl_describe(status, text, sizeof(text)));
		AStatus_delete(status);
		return 1;
	}
	printf("client: the answer is '%s'\n", greeting);
	free(greeting);
	return 0;
}
