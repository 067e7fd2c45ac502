/* SPDX-License-Identifier: MIT */
/*
 * restart_peer.c - a service and its client, for restart.sh: both go on when the driver comes back
 *
 *	server		adds its service, serves, and does it again each time the driver is gone
 *	poller		the same from an event loop
 *	client		calls; then, for each line of stdin, finds all dead, connects anew and calls
 *	idle-client	the same without a thread pool
 *
 * What happens is said on stdout, a line each.
 */
#include <poll.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <android/binder_ibinder.h>
#include <android/binder_parcel.h>
#include <android/binder_status.h>
#include <hideglue/driver.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#define NAME "test.IRestart/default"

enum { CODE_ADD = FIRST_CALL_TRANSACTION, CODE_CALL_BACK, CODE_CALLED };

static AIBinder_Class *clazz;
static atomic_int n_called;

static void fail(const char *what)
{
	printf("failed: %s\n", what);
	exit(1);
}

static void *on_create(void *args)
{
	return args;
}

static void on_destroy(void *data)
{
}

static binder_status_t call_back(const AParcel *in)
{
	AIBinder *callback = NULL;
	AParcel *request = NULL, *reply = NULL;
	binder_status_t r = AParcel_readStrongBinder(in, &callback);

	if (r == STATUS_OK && !callback)
		r = STATUS_UNEXPECTED_NULL;
	if (r == STATUS_OK && !AIBinder_associateClass(callback, clazz))
		r = STATUS_BAD_TYPE;
	if (r == STATUS_OK)
		r = AIBinder_prepareTransaction(callback, &request);
	if (r == STATUS_OK)
		r = AIBinder_transact(callback, CODE_CALLED, &request, &reply, 0);
	AParcel_delete(reply);
	AIBinder_decStrong(callback);
	return r;
}

static binder_status_t on_transact(AIBinder *binder, transaction_code_t code, const AParcel *in,
				   AParcel *out)
{
	int32_t a = 0;

	switch (code) {
	case CODE_ADD:
		if (AParcel_readInt32(in, &a) != STATUS_OK)
			return STATUS_BAD_VALUE;
		return AParcel_writeInt32(out, a + 1);
	case CODE_CALL_BACK:
		return call_back(in);
	case CODE_CALLED:
		n_called++;
		return STATUS_OK;
	default:
		return STATUS_UNKNOWN_TRANSACTION;
	}
}

static void define_class(void)
{
	clazz = AIBinder_Class_define("test.IRestart", on_create, on_destroy, on_transact);
}

static void add_service(AIBinder *service)
{
	static int n;

	if (AServiceManager_addService(service, NAME) != EX_NONE)
		fail("the service cannot be added");
	printf("serving %d\n", ++n);
}

static void connect_anew(void)
{
	if (hideglue_driver_reconnect(30000) != STATUS_OK)
		fail("no driver came");
}

static void __attribute__((noreturn)) serve(void)
{
	AIBinder *service = AIBinder_new(clazz, NULL);

	ABinderProcess_startThreadPool();
	for (;;) {
		add_service(service);
		ABinderProcess_joinThreadPool();
		connect_anew();
	}
}

static void __attribute__((noreturn)) serve_polling(void)
{
	AIBinder *service = AIBinder_new(clazz, NULL);
	struct pollfd p = { .events = POLLIN };

	ABinderProcess_setThreadPoolMaxThreadCount(0);
	for (;;) {
		if (ABinderProcess_setupPolling(&p.fd) != STATUS_OK)
			fail("there is nothing to poll");
		add_service(service);
		do {
			poll(&p, 1, -1);
		} while (ABinderProcess_handlePolledCommands() == STATUS_OK);
		connect_anew();
	}
}

/* The client. */

static void on_died(void *cookie)
{
	printf("died\n");
}

static binder_status_t add_one(AIBinder *service, int32_t n, int32_t *ret)
{
	AParcel *in = NULL, *out = NULL;
	binder_status_t r = AIBinder_prepareTransaction(service, &in);

	if (r == STATUS_OK)
		r = AParcel_writeInt32(in, n);
	if (r == STATUS_OK)
		r = AIBinder_transact(service, CODE_ADD, &in, &out, 0);
	if (r == STATUS_OK)
		r = AParcel_readInt32(out, ret);
	AParcel_delete(in);
	AParcel_delete(out);
	return r;
}

static binder_status_t send_binder(AIBinder *service, AIBinder *sent)
{
	AParcel *in = NULL, *out = NULL;
	binder_status_t r = AIBinder_prepareTransaction(service, &in);

	if (r == STATUS_OK)
		r = AParcel_writeStrongBinder(in, sent);
	if (r == STATUS_OK)
		r = AIBinder_transact(service, CODE_CALL_BACK, &in, &out, 0);
	AParcel_delete(in);
	AParcel_delete(out);
	return r;
}

static AIBinder *find(AIBinder_DeathRecipient *recipient)
{
	AIBinder *service = AServiceManager_waitForService(NAME);

	if (!service || !AIBinder_associateClass(service, clazz))
		fail("there is no service");
	if (AIBinder_linkToDeath(service, recipient, NULL) != STATUS_OK)
		fail("linkToDeath()");
	return service;
}

static void use(AIBinder *service, AIBinder *callback)
{
	static int n;
	int32_t answer = 0;

	if (add_one(service, 41, &answer) != STATUS_OK || answer != 42)
		fail("the call");
	if (send_binder(service, callback) != STATUS_OK || n_called != ++n)
		fail("the call back");
	printf("called %d\n", n);
}

static void find_dead(AIBinder *service)
{
	int32_t answer;

	if (add_one(service, 1, &answer) != STATUS_DEAD_OBJECT || AIBinder_isAlive(service) ||
	    AIBinder_ping(service) != STATUS_DEAD_OBJECT)
		fail("the object is not dead");
	printf("dead\n");
}

static int call(bool pool)
{
	AIBinder *callback = AIBinder_new(clazz, NULL), *service, *former;
	AIBinder_DeathRecipient *recipient = AIBinder_DeathRecipient_new(on_died);
	char line[16];

	if (pool)
		ABinderProcess_startThreadPool();
	service = find(recipient);
	use(service, callback);
	while (fgets(line, sizeof(line), stdin)) {
		find_dead(service);
		connect_anew();
		former = service;
		service = find(recipient);
		use(service, callback);
		find_dead(former);
		/* Its handle may be another object's now. */
		if (send_binder(service, former) != STATUS_DEAD_OBJECT)
			fail("a dead object can be sent");
		AIBinder_decStrong(former);
		use(service, callback);
	}
	AIBinder_decStrong(service);
	AIBinder_DeathRecipient_delete(recipient);
	return 0;
}

int main(int argc, char **argv)
{
	const char *mode = argc == 2 ? argv[1] : "";

	setvbuf(stdout, NULL, _IOLBF, 0);
	define_class();
	connect_anew(); /* the service manager may be about to start */
	if (!strcmp(mode, "server"))
		serve();
	if (!strcmp(mode, "poller"))
		serve_polling();
	if (!strcmp(mode, "client"))
		return call(true);
	if (!strcmp(mode, "idle-client"))
		return call(false);
	fprintf(stderr, "usage: restart_peer server|poller|client|idle-client\n");
	return 2;
}
