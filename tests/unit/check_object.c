/* SPDX-License-Identifier: MIT */
/*
 * check_object.c - statuses, classes, local objects and references, without any driver
 */
#include <check_tap.h>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <android/binder_ibinder.h>
#include <android/binder_manager.h>
#include <android/binder_process.h>
#include <android/binder_stability.h>
#include <hideglue/driver.h>
#include <hideglue/log.h>

static int created, destroyed;
static char last_log[1024];

static void take_log(enum hideglue_log_level level, const char *message, void *data)
{
	strncpy(last_log, message, sizeof(last_log) - 1);
}

static void *adder_create(void *args)
{
	created++;
	return args;
}

static void adder_destroy(void *data)
{
	destroyed++;
}

static binder_status_t adder_transact(AIBinder *binder, transaction_code_t code, const AParcel *in,
				      AParcel *out)
{
	AIBinder *given = NULL;
	int32_t a = 0, b = 0;

	switch (code) {
	case 1:
		AParcel_readInt32(in, &a);
		AParcel_readInt32(in, &b);
		AParcel_writeStatusHeader(out, NULL);
		return AParcel_writeInt32(out, a + b);
	case 2:
		AParcel_readStrongBinder(in, &given);
		AParcel_writeStrongBinder(out, given);
		AIBinder_decStrong(given);
		return STATUS_OK;
	case 3:
		return 12345;
	default:
		return STATUS_UNKNOWN_TRANSACTION;
	}
}

static binder_status_t adder_dump(AIBinder *binder, int fd, const char **args, uint32_t n)
{
	return dprintf(fd, "%u %s", n, args[0]) > 0 ? STATUS_OK : STATUS_UNKNOWN_ERROR;
}

static AIBinder_Class *adder_class(void)
{
	AIBinder_Class *clazz = AIBinder_Class_define("test.IAdder", adder_create, adder_destroy,
						      adder_transact);

	hideglue_log_set(take_log, NULL);
	ck_assert_ptr_nonnull(clazz);
	AIBinder_Class_setOnDump(clazz, adder_dump);
	return clazz;
}

START_TEST(statuses)
{
	AStatus *status = AStatus_fromStatus(STATUS_OK);
	const char *text;

	ck_assert(AStatus_isOk(status));
	ck_assert(AStatus_isOk(AStatus_newOk()));
	ck_assert_ptr_eq(AStatus_newOk(), AStatus_newOk());
	AStatus_delete(AStatus_newOk());
	text = AStatus_getDescription(status);
	ck_assert_str_eq(text, "No error");
	AStatus_deleteDescription(text);
	AStatus_delete(status);

	status = AStatus_fromStatus(STATUS_DEAD_OBJECT);
	ck_assert_int_eq(AStatus_getExceptionCode(status), EX_TRANSACTION_FAILED);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_DEAD_OBJECT);
	text = AStatus_getDescription(status);
	ck_assert_str_eq(text, "Status(-129, EX_TRANSACTION_FAILED): 'DEAD_OBJECT: '");
	AStatus_deleteDescription(text);
	AStatus_delete(status);

	status = AStatus_fromServiceSpecificErrorWithMessage(42, "msg");
	ck_assert_int_eq(AStatus_getServiceSpecificError(status), 42);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_OK);
	text = AStatus_getDescription(status);
	ck_assert_str_eq(text, "Status(-8, EX_SERVICE_SPECIFIC): '42: msg'");
	AStatus_deleteDescription(text);
	AStatus_delete(status);

	status = AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_ARGUMENT, "msg");
	text = AStatus_getDescription(status);
	ck_assert_str_eq(text, "Status(-3, EX_ILLEGAL_ARGUMENT): 'msg'");
	ck_assert_str_eq(AStatus_getMessage(status), "msg");
	AStatus_deleteDescription(text);
	AStatus_delete(status);

	status = AStatus_fromExceptionCode(-77);
	ck_assert_int_eq(AStatus_getExceptionCode(status), EX_TRANSACTION_FAILED);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_FAILED_TRANSACTION);
	AStatus_delete(status);
	status = AStatus_fromStatus(-4711);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_UNKNOWN_ERROR);
	AStatus_delete(status);
}
END_TEST

START_TEST(classes)
{
	static const char *const names[] = { "add", NULL, "odd" };
	AIBinder_Class *clazz = adder_class();

	ck_assert_ptr_null(
		AIBinder_Class_define(NULL, adder_create, adder_destroy, adder_transact));
	ck_assert_ptr_null(AIBinder_Class_define("x", NULL, adder_destroy, adder_transact));
	ck_assert_str_eq(AIBinder_Class_getDescriptor(clazz), "test.IAdder");
	ck_assert_ptr_null(AIBinder_Class_getFunctionName(clazz, 1));
	AIBinder_Class_setTransactionCodeToFunctionNameMap(clazz, names, 3);
	ck_assert_str_eq(AIBinder_Class_getFunctionName(clazz, 1), "add");
	ck_assert_ptr_null(AIBinder_Class_getFunctionName(clazz, 2));
	ck_assert_ptr_null(AIBinder_Class_getFunctionName(clazz, 4));
	ck_assert_ptr_null(AIBinder_Class_getFunctionName(clazz, 0));
}
END_TEST

START_TEST(second_code_map_aborts)
{
	static const char *const names[] = { "add" };
	AIBinder_Class *clazz = adder_class();

	AIBinder_Class_setTransactionCodeToFunctionNameMap(clazz, names, 1);
	AIBinder_Class_setTransactionCodeToFunctionNameMap(clazz, names, 1);
}
END_TEST

START_TEST(life)
{
	AIBinder_Class *clazz = adder_class();
	int data;
	AIBinder *binder = AIBinder_new(clazz, &data);
	AIBinder_Weak *weak = AIBinder_Weak_new(binder), *clone;

	ck_assert_int_eq(created, 1);
	ck_assert_ptr_eq(AIBinder_getUserData(binder), &data);
	ck_assert_ptr_eq(AIBinder_getClass(binder), clazz);
	ck_assert(!AIBinder_isRemote(binder));
	ck_assert(AIBinder_isAlive(binder));
	ck_assert_int_eq(AIBinder_ping(binder), STATUS_OK);
	ck_assert_int_eq(AIBinder_debugGetRefCount(binder), 1);
	ck_assert_ptr_eq(AIBinder_Weak_promote(weak), binder);
	ck_assert_int_eq(AIBinder_debugGetRefCount(binder), 2);
	AIBinder_decStrong(binder);
	ck_assert_int_eq(destroyed, 0);
	AIBinder_decStrong(binder);
	ck_assert_int_eq(destroyed, 1);
	ck_assert_ptr_null(AIBinder_Weak_promote(weak));
	clone = AIBinder_Weak_clone(weak);
	ck_assert(!AIBinder_Weak_lt(weak, clone) && !AIBinder_Weak_lt(clone, weak));
	ck_assert(AIBinder_Weak_lt(NULL, clone));
	AIBinder_Weak_delete(weak);
	AIBinder_Weak_delete(clone);
}
END_TEST

START_TEST(nulls_are_harmless)
{
	AIBinder_incStrong(NULL);
	hideglue_log_set(take_log, NULL);
	AIBinder_decStrong(NULL);
	AIBinder_Weak_delete(NULL);
	AIBinder_DeathRecipient_delete(NULL);
	AParcel_delete(NULL);
	AStatus_delete(NULL);
	ck_assert_ptr_null(AIBinder_new(NULL, NULL));
	ck_assert_ptr_null(AIBinder_Weak_new(NULL));
	ck_assert_ptr_null(AIBinder_DeathRecipient_new(NULL));
	ck_assert(!AIBinder_isAlive(NULL));
	ck_assert(!AIBinder_isRemote(NULL));
	ck_assert_int_eq(AIBinder_ping(NULL), STATUS_UNEXPECTED_NULL);
	ck_assert_int_eq(AIBinder_debugGetRefCount(NULL), -1);
	ck_assert_int_eq(AServiceManager_addService(NULL, "x"), EX_ILLEGAL_ARGUMENT);
	ck_assert_ptr_null(AServiceManager_checkService(NULL));
	ck_assert(!AServiceManager_isDeclared(NULL));
	ck_assert_int_eq(AIBinder_transact(NULL, 1, NULL, NULL, 0), STATUS_UNEXPECTED_NULL);
}
END_TEST

static binder_status_t call(AIBinder *binder, transaction_code_t code, binder_flags_t flags,
			    int32_t *sum)
{
	AParcel *in = NULL, *out = NULL;
	AStatus *status = NULL;
	binder_status_t r;

	ck_assert_int_eq(AIBinder_prepareTransaction(binder, &in), STATUS_OK);
	AParcel_writeInt32(in, 20);
	AParcel_writeInt32(in, 22);
	r = AIBinder_transact(binder, code, &in, &out, flags);
	ck_assert_ptr_null(in);
	if (r != STATUS_OK) {
		ck_assert_ptr_null(out);
		return r;
	}
	ck_assert_int_eq(AParcel_readStatusHeader(out, &status), STATUS_OK);
	r = AParcel_readInt32(out, sum);
	AStatus_delete(status);
	AParcel_delete(out);
	return r;
}

START_TEST(local_calls)
{
	AIBinder *binder = AIBinder_new(adder_class(), NULL), *other;
	AParcel *in = NULL, *out = NULL;
	int32_t sum = 0;

	ck_assert_int_eq(call(binder, 1, 0, &sum), STATUS_OK);
	ck_assert_int_eq(sum, 42);
	ck_assert_int_eq(call(binder, 3, 0, &sum), STATUS_UNKNOWN_ERROR);
	ck_assert_int_eq(call(binder, 9, 0, &sum), STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(call(binder, 0, 0, &sum), STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(call(binder, 0x01000000, 0, &sum), STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(call(binder, 1, 2, &sum), STATUS_BAD_VALUE);

	/* A parcel for another object, and one for none. */
	other = AIBinder_new(adder_class(), NULL);
	AIBinder_prepareTransaction(other, &in);
	ck_assert_int_eq(AIBinder_transact(binder, 1, &in, &out, 0), STATUS_BAD_VALUE);
	in = AParcel_create();
	ck_assert_int_eq(AIBinder_transact(binder, 1, &in, &out, 0), STATUS_BAD_VALUE);
	ck_assert_ptr_null(in);
	AIBinder_decStrong(other);
	AIBinder_decStrong(binder);
	ck_assert_int_eq(destroyed, 2);
}
END_TEST

START_TEST(wrong_token)
{
	AIBinder_Class *one = adder_class();
	AIBinder_Class *two = AIBinder_Class_define("test.IAdderX", adder_create, adder_destroy,
						    adder_transact);
	AIBinder *binder = AIBinder_new(one, NULL), *other = AIBinder_new(two, NULL);
	AParcel *in = NULL, *token = NULL, *out = NULL;

	AIBinder_prepareTransaction(other, &token);
	AIBinder_prepareTransaction(binder, &in);
	AParcel_reset(in);
	AParcel_appendFrom(token, in, 0, AParcel_getDataSize(token));
	ck_assert_int_eq(AIBinder_transact(binder, 1, &in, &out, 0), STATUS_BAD_TYPE);
	AParcel_delete(token);
	AIBinder_decStrong(binder);
	AIBinder_decStrong(other);
}
END_TEST

START_TEST(object_comes_back_the_same)
{
	AIBinder *binder = AIBinder_new(adder_class(), NULL), *back = NULL;
	AParcel *in = NULL, *out = NULL;

	AIBinder_prepareTransaction(binder, &in);
	AParcel_writeStrongBinder(in, binder);
	ck_assert_int_eq(AIBinder_debugGetRefCount(binder), 2);
	ck_assert_int_eq(AIBinder_transact(binder, 2, &in, &out, 0), STATUS_OK);
	ck_assert_int_eq(AParcel_readStrongBinder(out, &back), STATUS_OK);
	ck_assert_ptr_eq(back, binder);
	AParcel_delete(out);
	AIBinder_decStrong(back);
	ck_assert_int_eq(AIBinder_debugGetRefCount(binder), 1);
	AIBinder_decStrong(binder);
}
END_TEST

START_TEST(class_association)
{
	AIBinder_Class *one = adder_class(), *two = adder_class();
	AIBinder *binder = AIBinder_new(one, NULL);

	ck_assert(AIBinder_associateClass(binder, one));
	ck_assert(!AIBinder_associateClass(binder, two));
	ck_assert_ptr_nonnull(strstr(last_log, "two classes of test.IAdder"));
	ck_assert(!AIBinder_associateClass(binder, NULL));
	ck_assert(!AIBinder_associateClass(NULL, one));
	AIBinder_decStrong(binder);
}
END_TEST

START_TEST(dump_and_extension)
{
	AIBinder *binder = AIBinder_new(adder_class(), NULL);
	AIBinder *ext = AIBinder_new(adder_class(), NULL), *got = NULL;
	const char *args[] = { "-a" };
	char text[16] = "";
	int fds[2];

	ck_assert_int_eq(pipe(fds), 0);
	ck_assert_int_eq(AIBinder_dump(binder, fds[1], args, 1), STATUS_OK);
	ck_assert_int_gt(read(fds[0], text, sizeof(text) - 1), 0);
	ck_assert_str_eq(text, "1 -a");

	ck_assert_int_eq(AIBinder_getExtension(binder, &got), STATUS_OK);
	ck_assert_ptr_null(got);
	ck_assert_int_eq(AIBinder_setExtension(binder, ext), STATUS_OK);
	ck_assert_int_eq(AIBinder_getExtension(binder, &got), STATUS_OK);
	ck_assert_ptr_eq(got, ext);
	AIBinder_decStrong(got);
	AIBinder_decStrong(ext);
	ck_assert_int_eq(destroyed, 0);
	AIBinder_decStrong(binder);
	ck_assert_int_eq(destroyed, 2);
	close(fds[0]);
	close(fds[1]);
}
END_TEST

static int unlinked;

static void on_died(void *cookie)
{
}

static void on_unlinked(void *cookie)
{
	unlinked++;
}

START_TEST(local_objects_do_not_die)
{
	AIBinder *binder = AIBinder_new(adder_class(), NULL);
	AIBinder_DeathRecipient *recipient = AIBinder_DeathRecipient_new(on_died);

	AIBinder_DeathRecipient_setOnUnlinked(recipient, on_unlinked);
	ck_assert_int_eq(AIBinder_linkToDeath(binder, recipient, NULL), STATUS_INVALID_OPERATION);
	ck_assert_int_eq(unlinked, 1);
	ck_assert_int_eq(AIBinder_unlinkToDeath(binder, recipient, NULL), STATUS_NAME_NOT_FOUND);
	AIBinder_DeathRecipient_delete(recipient);
	ck_assert_int_eq(unlinked, 1);
	AIBinder_decStrong(binder);
}
END_TEST

START_TEST(stability_marks)
{
	AIBinder *binder = AIBinder_new(adder_class(), NULL);

	AIBinder_markVintfStability(binder);
	AIBinder_markVintfStability(binder);
	AIBinder_forceDowngradeToSystemStability(binder);
	AIBinder_markSystemStability(binder);
	AIBinder_decStrong(binder);
}
END_TEST

START_TEST(another_stability_aborts)
{
	AIBinder *binder = AIBinder_new(adder_class(), NULL);

	AIBinder_markVintfStability(binder);
	AIBinder_markSystemStability(binder);
}
END_TEST

START_TEST(no_driver)
{
	AIBinder *binder = AIBinder_new(adder_class(), NULL);
	int fd;

	ck_assert_int_eq(AServiceManager_addService(binder, "x"), EX_TRANSACTION_FAILED);
	ck_assert_str_eq(last_log, "no Binder driver in this test");
	last_log[0] = 0;
	ck_assert_ptr_null(AServiceManager_checkService("x"));
	ck_assert_ptr_null(AServiceManager_waitForService("x"));
	ck_assert_ptr_null(hideglue_context_manager());
	ck_assert_ptr_null(hideglue_driver_name());
	ck_assert_int_eq(ABinderProcess_setupPolling(&fd), -EBADF);
	ck_assert(!ABinderProcess_setThreadPoolMaxThreadCount(1));
	/* One message is enough. */
	ck_assert_str_eq(last_log, "");
	ck_assert_int_eq(hideglue_driver_use("/dev/none"), STATUS_OK);
	ck_assert_ptr_null(hideglue_driver_name());
	ck_assert_ptr_nonnull(strstr(last_log, "/dev/none"));
	AIBinder_decStrong(binder);
}
END_TEST

static void *hammer(void *data)
{
	AIBinder_Weak *weak = data;
	int i;

	for (i = 0; i < 20000; i++) {
		AIBinder *binder = AIBinder_Weak_promote(weak);
		int32_t sum;

		if (!binder)
			break;
		if (i % 64 == 0)
			call(binder, 1, 0, &sum);
		AIBinder_decStrong(binder);
	}
	return NULL;
}

START_TEST(promotion_races_with_the_end)
{
	pthread_t threads[4];
	int i;

	AIBinder *binder = AIBinder_new(adder_class(), NULL);
	AIBinder_Weak *weak = AIBinder_Weak_new(binder);

	for (i = 0; i < 4; i++)
		pthread_create(&threads[i], NULL, hammer, weak);
	AIBinder_decStrong(binder);
	for (i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	ck_assert_int_eq(destroyed, 1);
	ck_assert_ptr_null(AIBinder_Weak_promote(weak));
	AIBinder_Weak_delete(weak);
}
END_TEST

static Suite *object_suite(void)
{
	Suite *suite = suite_create("object");
	TCase *tc = tcase_create("local");

	tcase_add_test(tc, statuses);
	tcase_add_test(tc, classes);
	tcase_add_test_raise_signal(tc, second_code_map_aborts, SIGABRT);
	tcase_add_test(tc, life);
	tcase_add_test(tc, nulls_are_harmless);
	tcase_add_test(tc, local_calls);
	tcase_add_test(tc, wrong_token);
	tcase_add_test(tc, object_comes_back_the_same);
	tcase_add_test(tc, class_association);
	tcase_add_test(tc, dump_and_extension);
	tcase_add_test(tc, local_objects_do_not_die);
	tcase_add_test(tc, stability_marks);
	tcase_add_test_raise_signal(tc, another_stability_aborts, SIGABRT);
	tcase_add_test(tc, no_driver);
	tcase_add_test(tc, promotion_races_with_the_end);
	suite_add_tcase(suite, tc);
	return suite;
}

CHECK_TAP_MAIN(object_suite)
