/* SPDX-License-Identifier: MIT */
/*
 * servicemanager_service.c - what the service manager answers to real processes
 *
 * Runs inside a session (servicemanager_service.sh). Each case is a process of its own with names
 * of its own, since all share one service manager.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <hideglue/aidl_support.h>
#include <hideglue/process.h>

#include "android/os/CallerContext.h"
#include "android/os/ConnectionInfo.h"
#include "android/os/IClientCallback.h"
#include "android/os/IServiceCallback.h"
#include "android/os/IServiceManager.h"
#include "android/os/Service.h"
#include "android/os/ServiceDebugInfo.h"
#include "check_tap.h"
#include "servicemanager_peer.h"

static int32_t add_own(const char *name)
{
	AIBinder *object = peer_object();
	int32_t exception = peer_exception(
		android_os_IServiceManager_addService(peer_manager(), name, object, false, 8));

	AIBinder_decStrong(object);
	return exception;
}

START_TEST(add_and_look_up)
{
	struct peer peer = peer_start(true);
	AIBinder *a = NULL, *b = NULL;
	android_os_Service service = { 0 };

	ck_assert_int_eq(peer_do(&peer, PEER_ADD, "look.up/a", 8), EX_NONE);
	ck_assert_int_eq(peer_who("look.up/a"), peer.pid);
	ck_assert_ptr_null(android_os_IServiceManager_getService(peer_manager(), "look.up/a", &a));
	ck_assert_ptr_null(
		android_os_IServiceManager_checkService(peer_manager(), "look.up/a", &b));
	ck_assert_ptr_nonnull(a);
	ck_assert_ptr_eq(a, b);
	ck_assert_ptr_null(android_os_IServiceManager_getService2(peer_manager(), "look.up/a",
								   &service));
	ck_assert_int_eq(service.tag, android_os_Service_TAG_serviceWithMetadata);
	ck_assert_ptr_eq(service.value.serviceWithMetadata.service, a);
	ck_assert(!service.value.serviceWithMetadata.isLazyService);
	ck_assert_int_eq(peer_do(&peer, PEER_ADD, "look.up/a", 8 | 1 << 30), EX_NONE);
	ck_assert_ptr_null(android_os_IServiceManager_checkService2(peer_manager(), "look.up/a",
								     &service));
	ck_assert(service.value.serviceWithMetadata.isLazyService);
	android_os_Service_clear(&service);
	AIBinder_decStrong(a);
	AIBinder_decStrong(b);
	peer_kill(&peer);
}
END_TEST

START_TEST(absent)
{
	static const char *const names[] = { "no.such/name", "", "not a name", "\xc3\xa9" };

	for (int i = 0; i < 4; i++) {
		android_os_Service service = { 0 };
		AIBinder *binder = NULL;

		ck_assert_ptr_null(android_os_IServiceManager_getService(peer_manager(), names[i],
									  &binder));
		ck_assert_ptr_null(binder);
		ck_assert_ptr_null(android_os_IServiceManager_getService2(peer_manager(), names[i],
									   &service));
		ck_assert_ptr_null(service.value.serviceWithMetadata.service);
	}
}
END_TEST

START_TEST(name_rules)
{
	static const char *const good[] = { "a.b-c_d/E/9", "..", "/", "-x", "a//b", "x" };
	static const char *const bad[] = { "", "a b", "a$b", "a@b", "a:b", "\xc3\xa9", "a\nb" };
	char name[130];

	ABinderProcess_startThreadPool();
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		ck_assert_int_eq(add_own(good[i]), EX_NONE);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		ck_assert_int_eq(add_own(bad[i]), EX_ILLEGAL_ARGUMENT);
		ck_assert_int_eq(peer_who(bad[i]), 0);
	}
	memset(name, 'n', sizeof name);
	name[127] = '\0';
	ck_assert_int_eq(add_own(name), EX_NONE);
	name[127] = 'n';
	name[128] = '\0';
	ck_assert_int_eq(add_own(name), EX_ILLEGAL_ARGUMENT);
}
END_TEST

START_TEST(own_name_is_kept)
{
	AIBinder *object = peer_object();
	AIBinder *manager = NULL;
	AStatus *status = android_os_IServiceManager_addService(peer_manager(), "manager", object,
								false, 8);

	ck_assert_ptr_nonnull(status);
	ck_assert_int_eq(AStatus_getExceptionCode(status), EX_SECURITY);
	ck_assert_str_eq(AStatus_getMessage(status),
			 "nobody may add 'manager': the name is the service manager's own");
	AStatus_delete(status);
	AIBinder_decStrong(object);

	/* and what it names is a service manager like handle 0 */
	ck_assert_ptr_null(
		android_os_IServiceManager_getService(peer_manager(), "manager", &manager));
	ck_assert(AIBinder_ping(manager) == STATUS_OK);
	android_os_IServiceManager *again = android_os_IServiceManager_fromBinder(manager);
	ck_assert_ptr_nonnull(again);
	ck_assert_ptr_null(android_os_IServiceManager_getService(again, "no.such/name", &object));
	ck_assert_ptr_null(object);
	android_os_IServiceManager_release(again);
}
END_TEST

static bool is_listed(int32_t mask, const char *name)
{
	aidl_StringArray names = { NULL, 0 };
	bool found = false;

	ck_assert_ptr_null(android_os_IServiceManager_listServices(peer_manager(), mask, &names));
	for (int32_t i = 0; i < names.length; i++) {
		found |= strcmp(names.data[i], name) == 0;
		ck_assert(i == 0 || strcmp(names.data[i - 1], names.data[i]) < 0);
	}
	aidl_StringArray_clear(&names);
	return found;
}

START_TEST(listing)
{
	static const int32_t masks[] = { 0, 1, 2, 4, 8, 15, 16, 1 << 30, -1 };
	static const int32_t priorities[] = { 0, 1, 2, 4, 8, 16, 1 | 8, 1 << 30 };
	struct peer peer = peer_start(true);
	android_os_ServiceDebugInfo_Array infos = { NULL, 0 };
	bool found = false;

	for (int p = 0; p < 8; p++) {
		ck_assert_int_eq(peer_do(&peer, PEER_ADD, "listed", priorities[p]), EX_NONE);
		for (int m = 0; m < 9; m++)
			ck_assert_int_eq(is_listed(masks[m], "listed"),
					 (priorities[p] & masks[m]) != 0);
	}
	ck_assert_int_eq(peer_do(&peer, PEER_ADD, "listed", 0), EX_NONE);
	ck_assert_ptr_null(android_os_IServiceManager_getServiceDebugInfo(peer_manager(), &infos));
	for (int32_t i = 0; i < infos.length; i++)
		if (strcmp(infos.data[i].name, "listed") == 0)
			found = infos.data[i].debugPid == peer.pid;
	ck_assert(found);
	android_os_ServiceDebugInfo_Array_clear(&infos);
	peer_kill(&peer);
}
END_TEST

START_TEST(taken_name_is_replaced)
{
	struct peer first = peer_start(true), second = peer_start(true);

	ck_assert_int_eq(peer_do(&first, PEER_ADD, "taken", 8), EX_NONE);
	ck_assert_int_eq(peer_do(&first, PEER_ADD, "first.alone", 8), EX_NONE);
	ck_assert_int_eq(peer_do(&second, PEER_ADD, "taken", 8), EX_NONE);
	ck_assert_int_eq(peer_who("taken"), second.pid);
	peer_kill(&first);
	peer_wait_gone("first.alone");
	ck_assert_int_eq(peer_who("taken"), second.pid);
	peer_kill(&second);
	peer_wait_gone("taken");
}
END_TEST

START_TEST(names_die_with_their_process)
{
	struct peer peer = peer_start(true), next = peer_start(true);

	ck_assert_int_eq(peer_do(&peer, PEER_ADD_MANY, "dies.", 300), 300);
	ck_assert_int_eq(peer_who("dies.299"), peer.pid);
	peer_kill(&peer);
	for (int i = 0; i < 300; i++) {
		char name[32];

		snprintf(name, sizeof name, "dies.%d", i);
		peer_wait_gone(name);
	}
	ck_assert_int_eq(peer_do(&next, PEER_ADD, "dies.0", 8), EX_NONE);
	ck_assert_int_eq(peer_who("dies.0"), next.pid);
	peer_kill(&next);
}
END_TEST

START_TEST(told_of_an_absent_name)
{
	struct peer waiter = peer_start(true), server = peer_start(true), next = peer_start(true);

	ck_assert_int_eq(peer_do(&waiter, PEER_WATCH, "waited.for", 0), EX_NONE);
	ck_assert_int_eq(peer_do(&server, PEER_ADD, "waited.for.not", 8), EX_NONE);
	ck_assert_int_eq(peer_do(&server, PEER_ADD, "waited.for", 8), EX_NONE);
	ck_assert_int_eq(peer_do(&waiter, PEER_WAIT_TOLD, "", 1), 1);
	/* again for each registration, the same object's too */
	ck_assert_int_eq(peer_do(&server, PEER_ADD, "waited.for", 8), EX_NONE);
	ck_assert_int_eq(peer_do(&waiter, PEER_WAIT_TOLD, "", 2), 2);
	peer_kill(&server);
	peer_wait_gone("waited.for");
	ck_assert_int_eq(peer_do(&next, PEER_ADD, "waited.for", 8), EX_NONE);
	ck_assert_int_eq(peer_do(&waiter, PEER_WAIT_TOLD, "", 3), 3);
	peer_kill(&waiter);
	peer_kill(&next);
}
END_TEST

START_TEST(told_of_a_present_name)
{
	struct peer waiter = peer_start(true), server = peer_start(true);

	ck_assert_int_eq(peer_do(&server, PEER_ADD, "present", 8), EX_NONE);
	ck_assert_int_eq(peer_do(&waiter, PEER_WATCH, "present", 0), EX_NONE);
	ck_assert_int_eq(peer_do(&waiter, PEER_WAIT_TOLD, "", 1), 1);
	/* a callback that was registered twice is told twice */
	ck_assert_int_eq(peer_do(&waiter, PEER_WATCH, "present", 0), EX_NONE);
	ck_assert_int_eq(peer_do(&waiter, PEER_WAIT_TOLD, "", 2), 2);
	ck_assert_int_eq(peer_do(&server, PEER_ADD, "present", 8), EX_NONE);
	ck_assert_int_eq(peer_do(&waiter, PEER_WAIT_TOLD, "", 4), 4);
	peer_kill(&waiter);
	ck_assert_int_eq(peer_do(&server, PEER_ADD, "present", 8), EX_NONE);
	peer_kill(&server);
}
END_TEST

static AStatus *ignore_registration(android_os_IServiceCallback_impl *self, const char *name,
				    AIBinder *binder)
{
	return NULL;
}

static void ignore_destroy(android_os_IServiceCallback_impl *self)
{
}

static android_os_IServiceCallback *own_callback(void)
{
	static const android_os_IServiceCallback_ops ops = {
		.onRegistration = ignore_registration,
	};
	static android_os_IServiceCallback_impl impl = { .ops = &ops, .destroy = ignore_destroy };

	return android_os_IServiceCallback_new(&impl);
}

START_TEST(unregistering)
{
	android_os_IServiceCallback *callback = own_callback();
	android_os_IServiceManager *m = peer_manager();

	ck_assert_int_eq(peer_exception(android_os_IServiceManager_unregisterForNotifications(
		m, "unreg", callback)), EX_ILLEGAL_STATE);
	for (int i = 0; i < 3; i++)
		ck_assert_ptr_null(android_os_IServiceManager_registerForNotifications(m, "unreg",
										       callback));
	ck_assert_int_eq(peer_exception(android_os_IServiceManager_unregisterForNotifications(
		m, "unreg2", callback)), EX_ILLEGAL_STATE);
	ck_assert_ptr_null(
		android_os_IServiceManager_unregisterForNotifications(m, "unreg", callback));
	ck_assert_int_eq(peer_exception(android_os_IServiceManager_unregisterForNotifications(
		m, "unreg", callback)), EX_ILLEGAL_STATE);
	ck_assert_int_eq(peer_exception(android_os_IServiceManager_registerForNotifications(
		m, "no name", callback)), EX_ILLEGAL_ARGUMENT);
	android_os_IServiceCallback_release(callback);
}
END_TEST

START_TEST(limits)
{
	struct peer greedy = peer_start(true), other = peer_start(true);
	android_os_IServiceCallback *callback = own_callback();
	AStatus *status;
	int n = 0;

	ck_assert_int_eq(peer_do(&greedy, PEER_ADD_MANY, "greedy.", 2000), 1024);
	ck_assert_int_eq(peer_do(&other, PEER_ADD, "modest", 8), EX_NONE);
	peer_kill(&greedy);
	peer_wait_gone("greedy.1023");

	do
		status = android_os_IServiceManager_registerForNotifications(peer_manager(), "many",
									     callback);
	while (!status && ++n < 1000);
	ck_assert_int_eq(n, 256);
	ck_assert_int_eq(AStatus_getExceptionCode(status), EX_ILLEGAL_STATE);
	AStatus_delete(status);
	ck_assert_ptr_null(android_os_IServiceManager_registerForNotifications(peer_manager(),
									       "few", callback));
	android_os_IServiceCallback_release(callback);
	peer_kill(&other);
}
END_TEST

START_TEST(deaf_waiters_stop_nobody)
{
	struct peer stopped = peer_start(true), deaf = peer_start(false), server = peer_start(true);

	ck_assert_int_eq(peer_do(&stopped, PEER_WATCH, "deaf", 0), EX_NONE);
	kill(stopped.pid, SIGSTOP);
	/* nobody would answer a question about this callback */
	ck_assert_int_eq(peer_do(&deaf, PEER_WATCH_ONEWAY, "deaf", 0), STATUS_OK);
	for (int i = 0; i < 2000; i++)
		ck_assert_int_eq(peer_do(&server, PEER_ADD, "deaf", 8), EX_NONE);
	ck_assert_int_eq(peer_who("deaf"), server.pid);
	peer_kill(&stopped);
	peer_kill(&deaf);
	ck_assert_int_eq(peer_do(&server, PEER_ADD, "deaf", 8), EX_NONE);
	peer_kill(&server);
}
END_TEST

START_TEST(nothing_is_declared)
{
	android_os_IServiceManager *m = peer_manager();
	android_os_ConnectionInfo *info = NULL;
	aidl_StringArray names = { NULL, 0 };
	bool declared = true;
	char *apex = NULL;

	ck_assert_ptr_null(android_os_IServiceManager_isDeclared(m, "a.b.IC/default", &declared));
	ck_assert(!declared);
	ck_assert_ptr_null(android_os_IServiceManager_getDeclaredInstances(m, "a.b.IC", &names));
	ck_assert_int_eq(names.length, 0);
	ck_assert_ptr_null(android_os_IServiceManager_updatableViaApex(m, "a.b.IC/default", &apex));
	ck_assert_ptr_null(apex);
	ck_assert_ptr_null(android_os_IServiceManager_getUpdatableNames(m, "com.x", &names));
	ck_assert_int_eq(names.length, 0);
	ck_assert_ptr_null(
		android_os_IServiceManager_getConnectionInfo(m, "a.b.IC/default", &info));
	ck_assert_ptr_null(info);
	aidl_StringArray_clear(&names);
}
END_TEST

static AStatus *ignore_clients(android_os_IClientCallback_impl *self, AIBinder *registered,
			       bool has)
{
	return NULL;
}

static void ignore_client_destroy(android_os_IClientCallback_impl *self)
{
}

START_TEST(lazy_services)
{
	static const android_os_IClientCallback_ops ops = { .onClients = ignore_clients };
	static android_os_IClientCallback_impl impl = { .ops = &ops,
						       .destroy = ignore_client_destroy };
	android_os_IClientCallback *callback = android_os_IClientCallback_new(&impl);
	struct peer peer = peer_start(true);
	android_os_IServiceManager *m = peer_manager();
	AIBinder *a = peer_object(), *b = peer_object();

	ABinderProcess_startThreadPool();
	ck_assert_int_eq(peer_do(&peer, PEER_ADD, "lazy.other", 8), EX_NONE);
	ck_assert_ptr_null(android_os_IServiceManager_addService(m, "lazy", a, false, 8));
	ck_assert_int_eq(peer_exception(android_os_IServiceManager_registerClientCallback(
		m, "lazy", a, callback)), EX_UNSUPPORTED_OPERATION);
	ck_assert_int_eq(peer_exception(android_os_IServiceManager_tryUnregisterService(
		m, "lazy.none", a)), EX_ILLEGAL_STATE);
	ck_assert_int_eq(peer_exception(android_os_IServiceManager_tryUnregisterService(
		m, "lazy.other", a)), EX_UNSUPPORTED_OPERATION);
	ck_assert_int_eq(peer_exception(android_os_IServiceManager_tryUnregisterService(
		m, "lazy", b)), EX_ILLEGAL_STATE);
	ck_assert_int_eq(peer_exception(android_os_IServiceManager_tryUnregisterService(
		m, "lazy", a)), EX_ILLEGAL_STATE);
	ck_assert_int_eq(peer_who("lazy"), getpid());
	AIBinder_decStrong(a);
	AIBinder_decStrong(b);
	android_os_IClientCallback_release(callback);
	peer_kill(&peer);
}
END_TEST

static int32_t access_of(int32_t uid, const char *sid, const char *name, const char *permission)
{
	android_os_CallerContext context = { .sidName = (char *)sid, .debugPid = 1, .uid = uid };
	bool may = false;
	int32_t exception = peer_exception(android_os_IServiceManager_checkServiceAccess(
		peer_manager(), &context, name, permission, &may));

	ck_assert_int_eq(may, exception == EX_NONE);
	return exception;
}

START_TEST(access_of_others)
{
	int32_t stranger = (int32_t)geteuid() + 4711;

	ck_assert_int_eq(access_of((int32_t)geteuid(), "u", "a", "find"), EX_NONE);
	ck_assert_int_eq(access_of(0, "u", "a", "add"), EX_NONE);
	ck_assert_int_eq(access_of(0, "u", "manager", "add"), EX_SECURITY);
	ck_assert_int_eq(access_of(stranger, "u", "a", "add"), EX_SECURITY);
	ck_assert_int_eq(access_of(stranger, "u", "a", "find"), EX_SECURITY);
	ck_assert_int_eq(access_of(stranger, "u", "a", "list"), EX_SECURITY);
	ck_assert_int_eq(access_of(-1, "u", "a", "list"), EX_SECURITY);
	ck_assert_int_eq(access_of(0, "u", "a", "own"), EX_SECURITY);
	ck_assert_int_eq(access_of(0, "", "a", "find"), EX_SECURITY);
	ck_assert_int_eq(access_of(0, "u", "", "find"), EX_SECURITY);
}
END_TEST

/* Requests that no proxy of ours would send. */

static binder_status_t send_raw(transaction_code_t code, const char *descriptor, const void *data,
				size_t size)
{
	AIBinder *manager = android_os_IServiceManager_asBinder(peer_manager());
	AParcel *in = NULL, *out = NULL;
	binder_status_t r;

	r = AIBinder_prepareTransaction(manager, &in);
	ck_assert_int_eq(r, STATUS_OK);
	if (descriptor) {
		/* another token in place of ours */
		ck_assert_int_eq(AParcel_reset(in), STATUS_OK);
		AParcel_writeInt32(in, 0);
		AParcel_writeInt32(in, -1);
		AParcel_writeInt32(in, 0x53595354);
		aidl_write_string(in, descriptor);
	}
	for (size_t i = 0; i + 4 <= size; i += 4) {
		int32_t word;

		memcpy(&word, (const char *)data + i, 4);
		AParcel_writeInt32(in, word);
	}
	r = AIBinder_transact(manager, code, &in, &out, 0);
	if (r == STATUS_OK) {
		AStatus *status = NULL;

		r = AParcel_readStatusHeader(out, &status);
		if (r == STATUS_OK && !AStatus_isOk(status))
			r = AStatus_getExceptionCode(status);
		AStatus_delete(status);
	}
	AParcel_delete(in);
	AParcel_delete(out);
	return r;
}

START_TEST(wrong_descriptor)
{
	static const int32_t name[] = { 1, 'x' };

	ck_assert_int_eq(send_raw(1, "android.os.IServiceManager", name, sizeof name), STATUS_OK);
	ck_assert_int_ne(send_raw(1, "android.os.IServiceManagerX", name, sizeof name), STATUS_OK);
	ck_assert_int_ne(send_raw(1, "", name, sizeof name), STATUS_OK);
}
END_TEST

START_TEST(malformed_requests)
{
	static const int32_t lengths[] = { -1, -2, 0x7fffffff, 1000, 3 };

	for (transaction_code_t code = 1; code <= 20; code++) {
		/* nothing at all; lengths that lie; rubbish in place of an object */
		if (code != 16) /* takes no arguments */
			ck_assert_int_ne(send_raw(code, NULL, NULL, 0), STATUS_OK);
		for (int i = 0; i < 5 && code != 6 && code != 16; i++)
			ck_assert_int_ne(send_raw(code, NULL, &lengths[i], 4), STATUS_OK);
	}
	ck_assert_int_eq(send_raw(18, NULL, NULL, 0), STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(send_raw(0x00ffffff, NULL, NULL, 0), STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_ne(send_raw(5, NULL, (int32_t[]){ 1, 'x', 1, 2, 3, 4, 5, 6, 7, 8 }, 40),
			 STATUS_OK);
	ck_assert_int_eq(peer_who("x"), 0);
}
END_TEST

static Suite *service_suite(void)
{
	Suite *s = suite_create("servicemanager");
	TCase *tc = tcase_create("names");
	TCase *callbacks = tcase_create("callbacks");
	TCase *others = tcase_create("others");

	tcase_add_test(tc, add_and_look_up);
	tcase_add_test(tc, absent);
	tcase_add_test(tc, name_rules);
	tcase_add_test(tc, own_name_is_kept);
	tcase_add_test(tc, listing);
	tcase_add_test(tc, taken_name_is_replaced);
	tcase_add_test(tc, names_die_with_their_process);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(s, tc);
	tcase_add_test(callbacks, told_of_an_absent_name);
	tcase_add_test(callbacks, told_of_a_present_name);
	tcase_add_test(callbacks, unregistering);
	tcase_add_test(callbacks, limits);
	tcase_add_test(callbacks, deaf_waiters_stop_nobody);
	tcase_set_timeout(callbacks, 60);
	suite_add_tcase(s, callbacks);
	tcase_add_test(others, nothing_is_declared);
	tcase_add_test(others, lazy_services);
	tcase_add_test(others, access_of_others);
	tcase_add_test(others, wrong_descriptor);
	tcase_add_test(others, malformed_requests);
	tcase_set_timeout(others, 60);
	suite_add_tcase(s, others);
	return s;
}

CHECK_TAP_MAIN(service_suite)
