/* SPDX-License-Identifier: MIT */
/*
 * runtime_real.c - the library as two or more real processes over a real driver
 *
 * Run inside `hideglue run` by runtime_real.sh. Every case is a process of its own, that forks
 * its server before it uses Binder itself.
 */
#include <check_tap.h>

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <android/binder_ibinder.h>
#include <android/binder_manager.h>
#include <android/binder_process.h>
#include <hideglue/driver.h>
#include <hideglue/log.h>

enum {
	ADD = 1,	/* two ints: their sum */
	CALL_BACK,	/* an object: what its ADD of 1 and 2 gives */
	KEEP,		/* an object, to be kept */
	GIVE_BACK,	/* the object kept */
	DROP,		/* drops the object kept */
	EXIT,		/* ends the process inside the call */
	ECHO,		/* bytes: the same */
	WRITE_TO,	/* a descriptor: writes "hi" to it and gives another back */
	COUNT,		/* oneway: must be called with 0, 1, 2 ... */
	COUNTED,	/* how far COUNT came, -1 where the order was wrong */
	FAIL,		/* EX_SERVICE_SPECIFIC 42 */
	CALLER,		/* pid and uid */
	REGISTER,	/* adds a service "late" */
};

static char last_log[1024];
static atomic_int destroyed;

static void take_log(enum hideglue_log_level level, const char *message, void *data)
{
	strncpy(last_log, message, sizeof(last_log) - 1);
}

/* The object that both sides use */

static AIBinder *kept;
static int counted;

struct bytes {
	int8_t *data;
	int32_t length;
};

static bool bytes_alloc(void *data, int32_t length, int8_t **buffer)
{
	struct bytes *bytes = data;

	bytes->length = length;
	*buffer = bytes->data = malloc((size_t)length + 1);
	return bytes->data;
}

static void *test_create(void *args)
{
	return args;
}

static void test_destroy(void *data)
{
	atomic_fetch_add(&destroyed, 1);
}

static AIBinder_Class *test_class(void);

static binder_status_t add(AIBinder *binder, int32_t a, int32_t b, int32_t *sum)
{
	AParcel *in = NULL, *out = NULL;
	binder_status_t r = AIBinder_prepareTransaction(binder, &in);

	if (r != STATUS_OK)
		return r;
	AParcel_writeInt32(in, a);
	AParcel_writeInt32(in, b);
	r = AIBinder_transact(binder, ADD, &in, &out, 0);
	if (r == STATUS_OK)
		r = AParcel_readInt32(out, sum);
	AParcel_delete(out);
	return r;
}

static binder_status_t call_back(const AParcel *in, AParcel *out)
{
	AIBinder *callback = NULL;
	int32_t sum = -1;
	binder_status_t r = AParcel_readStrongBinder(in, &callback);

	if (r == STATUS_OK && !AIBinder_associateClass(callback, test_class()))
		r = STATUS_BAD_TYPE;
	if (r == STATUS_OK)
		r = add(callback, 1, 2, &sum);
	AIBinder_decStrong(callback);
	return r == STATUS_OK ? AParcel_writeInt32(out, sum) : r;
}

static binder_status_t echo(const AParcel *in, AParcel *out)
{
	struct bytes bytes = { NULL, 0 };
	binder_status_t r = AParcel_readByteArray(in, &bytes, bytes_alloc);

	if (r == STATUS_OK)
		r = AParcel_writeByteArray(out, bytes.data, bytes.length);
	free(bytes.data);
	return r;
}

static binder_status_t write_to(const AParcel *in, AParcel *out)
{
	int fd = -1, fds[2];
	binder_status_t r = AParcel_readParcelFileDescriptor(in, &fd);

	if (r != STATUS_OK)
		return r;
	if (write(fd, "hi", 2) != 2 || pipe(fds))
		return STATUS_UNKNOWN_ERROR;
	close(fd);
	if (write(fds[1], "ho", 2) != 2)
		return STATUS_UNKNOWN_ERROR;
	r = AParcel_writeParcelFileDescriptor(out, fds[0]);
	close(fds[0]);
	close(fds[1]);
	return r;
}

static binder_status_t count(const AParcel *in)
{
	int32_t n = -1;

	AParcel_readInt32(in, &n);
	if (counted >= 0)
		counted = n == counted ? n + 1 : -1;
	return STATUS_OK;
}

static binder_status_t test_transact(AIBinder *binder, transaction_code_t code, const AParcel *in,
				     AParcel *out)
{
	int32_t a = 0, b = 0;
	AStatus *status;
	binder_status_t r;

	switch (code) {
	case ADD:
		AParcel_readInt32(in, &a);
		AParcel_readInt32(in, &b);
		return AParcel_writeInt32(out, a + b);
	case CALL_BACK:
		return call_back(in, out);
	case KEEP:
		return AParcel_readStrongBinder(in, &kept);
	case GIVE_BACK:
		return AParcel_writeStrongBinder(out, kept);
	case DROP:
		AIBinder_decStrong(kept);
		kept = NULL;
		return STATUS_OK;
	case EXIT:
		_exit(0);
	case ECHO:
		return echo(in, out);
	case WRITE_TO:
		return write_to(in, out);
	case COUNT:
		return count(in);
	case COUNTED:
		return AParcel_writeInt32(out, counted);
	case FAIL:
		status = AStatus_fromServiceSpecificErrorWithMessage(42, "as asked");
		r = AParcel_writeStatusHeader(out, status);
		AStatus_delete(status);
		return r;
	case CALLER:
		AParcel_writeInt32(out, AIBinder_getCallingPid());
		return AParcel_writeInt32(out, (int32_t)AIBinder_getCallingUid());
	case REGISTER:
		return AServiceManager_addService(binder, "runtime.late/default") == EX_NONE ?
		       STATUS_OK : STATUS_UNKNOWN_ERROR;
	default:
		return STATUS_UNKNOWN_TRANSACTION;
	}
}

static binder_status_t test_dump(AIBinder *binder, int fd, const char **args, uint32_t n)
{
	return dprintf(fd, "dump %u %s", n, n ? args[0] : "") > 0 ? STATUS_OK :
								    STATUS_UNKNOWN_ERROR;
}

static AIBinder_Class *test_class(void)
{
	static AIBinder_Class *clazz;

	if (!clazz) {
		clazz = AIBinder_Class_define("test.IRuntime", test_create, test_destroy,
					      test_transact);
		AIBinder_Class_setOnDump(clazz, test_dump);
	}
	return clazz;
}

/* Server and client */

static pid_t server;
static AIBinder *service;

static void serve(void)
{
	AIBinder *binder = AIBinder_new(test_class(), NULL);
	AIBinder *ext = AIBinder_new(test_class(), NULL);

	AIBinder_setExtension(binder, ext);
	ABinderProcess_setThreadPoolMaxThreadCount(4);
	ABinderProcess_startThreadPool();
	if (AServiceManager_addService(binder, "runtime.test/default") != EX_NONE)
		_exit(1);
	ABinderProcess_joinThreadPool();
	_exit(0);
}

static void setup_server(void)
{
	alarm(60);
	server = fork();
	if (!server)
		serve();
	hideglue_log_set(take_log, NULL);
	service = AServiceManager_waitForService("runtime.test/default");
	ck_assert_ptr_nonnull(service);
	ck_assert(AIBinder_associateClass(service, test_class()));
}

static void stop_server(void)
{
	int status;

	if (service)
		AIBinder_decStrong(service);
	kill(server, SIGKILL);
	waitpid(server, &status, 0);
}

/* A call with one binder as argument; the reply is the caller's. */
static binder_status_t call_with(transaction_code_t code, AIBinder *binder, AParcel **out)
{
	AParcel *in = NULL;

	ck_assert_int_eq(AIBinder_prepareTransaction(service, &in), STATUS_OK);
	if (binder)
		ck_assert_int_eq(AParcel_writeStrongBinder(in, binder), STATUS_OK);
	return AIBinder_transact(service, code, &in, out, 0);
}

static binder_status_t call(transaction_code_t code)
{
	AParcel *out = NULL;
	binder_status_t r = call_with(code, NULL, &out);

	AParcel_delete(out);
	return r;
}

/* Waits until @value has come, 20 s at most. */
static bool wait_for(atomic_int *value, int wanted)
{
	int tries;

	for (tries = 0; atomic_load(value) != wanted && tries < 2000; tries++)
		usleep(10000);
	return atomic_load(value) == wanted;
}

START_TEST(calls)
{
	AStatus *status = NULL;
	AParcel *out = NULL;
	int32_t sum = 0, pid = 0, uid = 0;

	ck_assert(AIBinder_isRemote(service));
	ck_assert_ptr_null(AIBinder_getUserData(service));
	ck_assert_int_eq(AIBinder_debugGetRefCount(service), 1);
	ck_assert_int_eq(add(service, 20, 22, &sum), STATUS_OK);
	ck_assert_int_eq(sum, 42);
	ck_assert_int_eq(AIBinder_ping(service), STATUS_OK);
	ck_assert_int_eq(call(99), STATUS_UNKNOWN_TRANSACTION);

	ck_assert_int_eq(call_with(FAIL, NULL, &out), STATUS_OK);
	ck_assert_int_eq(AParcel_readStatusHeader(out, &status), STATUS_OK);
	ck_assert_int_eq(AStatus_getServiceSpecificError(status), 42);
	ck_assert_str_eq(AStatus_getMessage(status), "as asked");
	AStatus_delete(status);
	AParcel_delete(out);

	ck_assert_int_eq(call_with(CALLER, NULL, &out), STATUS_OK);
	AParcel_readInt32(out, &pid);
	AParcel_readInt32(out, &uid);
	ck_assert_int_eq(pid, getpid());
	ck_assert_int_eq(uid, (int32_t)geteuid());
	AParcel_delete(out);
}
END_TEST

START_TEST(nested_call_needs_no_thread)
{
	AIBinder *callback = AIBinder_new(test_class(), NULL);
	AParcel *out = NULL;
	int32_t sum = 0;
	int i;

	for (i = 0; i < 50; i++) {
		ck_assert_int_eq(call_with(CALL_BACK, callback, &out), STATUS_OK);
		ck_assert_int_eq(AParcel_readInt32(out, &sum), STATUS_OK);
		ck_assert_int_eq(sum, 3);
		AParcel_delete(out);
	}
	AIBinder_decStrong(callback);
}
END_TEST

START_TEST(identity)
{
	AIBinder *object = AIBinder_new(test_class(), NULL), *back = NULL;
	AIBinder *again = AServiceManager_checkService("runtime.test/default");
	AParcel *out = NULL;

	ck_assert_ptr_eq(again, service);
	AIBinder_decStrong(again);
	ck_assert_int_eq(call_with(KEEP, object, &out), STATUS_OK);
	AParcel_delete(out);
	ck_assert_int_eq(call_with(GIVE_BACK, NULL, &out), STATUS_OK);
	ck_assert_int_eq(AParcel_readStrongBinder(out, &back), STATUS_OK);
	ck_assert_ptr_eq(back, object);
	AParcel_delete(out);
	AIBinder_decStrong(back);
	AIBinder_decStrong(object);
	ck_assert_int_eq(atomic_load(&destroyed), 0);
}
END_TEST

START_TEST(object_lives_while_another_process_holds_it)
{
	AIBinder *object = AIBinder_new(test_class(), NULL);
	AIBinder_Weak *weak = AIBinder_Weak_new(object);
	AParcel *out = NULL;
	AIBinder *promoted;

	ABinderProcess_startThreadPool();
	ck_assert_int_eq(call_with(KEEP, object, &out), STATUS_OK);
	AParcel_delete(out);
	AIBinder_decStrong(object);
	ck_assert_int_eq(atomic_load(&destroyed), 0);
	promoted = AIBinder_Weak_promote(weak);
	ck_assert_ptr_eq(promoted, object);
	AIBinder_decStrong(promoted);
	ck_assert_int_eq(call(DROP), STATUS_OK);
	ck_assert(wait_for(&destroyed, 1));
	ck_assert_ptr_null(AIBinder_Weak_promote(weak));
	AIBinder_Weak_delete(weak);
}
END_TEST

static void check_echo(int32_t size)
{
	int8_t *data = malloc((size_t)size + 1);
	struct bytes bytes = { NULL, 0 };
	AParcel *in = NULL, *out = NULL;
	int32_t i;

	for (i = 0; i < size; i++)
		data[i] = (int8_t)(i * 7 + i / 251);
	AIBinder_prepareTransaction(service, &in);
	ck_assert_int_eq(AParcel_writeByteArray(in, data, size), STATUS_OK);
	ck_assert_int_eq(AIBinder_transact(service, ECHO, &in, &out, 0), STATUS_OK);
	ck_assert_int_eq(AParcel_readByteArray(out, &bytes, bytes_alloc), STATUS_OK);
	ck_assert_int_eq(bytes.length, size);
	ck_assert_int_eq(memcmp(bytes.data, data, (size_t)size), 0);
	AParcel_delete(out);
	free(bytes.data);
	free(data);
}

START_TEST(payloads)
{
	static const int32_t sizes[] = { 0, 1, 100, 4000, 4096, 5000, 65536, 500000, 900000 };
	size_t i;
	int round;

	for (round = 0; round < 5; round++)
		for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
			check_echo(sizes[i]);
}
END_TEST

START_TEST(payload_too_large)
{
	size_t size = 3u << 20;
	int8_t *data = calloc(1, size);
	AParcel *in = NULL, *out = NULL;

	AIBinder_prepareTransaction(service, &in);
	ck_assert_int_eq(AParcel_writeByteArray(in, data, (int32_t)size), STATUS_OK);
	ck_assert_int_eq(AIBinder_transact(service, ECHO, &in, &out, 0),
			 STATUS_FAILED_TRANSACTION);
	ck_assert_ptr_null(out);
	ck_assert_ptr_nonnull(strstr(last_log, "no room in the receiver's buffer"));
	ck_assert(AIBinder_isAlive(service));
	check_echo(1000);
	free(data);
}
END_TEST

START_TEST(descriptors)
{
	AParcel *in = NULL, *out = NULL;
	char text[8] = "";
	int fds[2], fd = -1, i;

	for (i = 0; i < 20; i++) {
		ck_assert_int_eq(pipe(fds), 0);
		AIBinder_prepareTransaction(service, &in);
		ck_assert_int_eq(AParcel_writeParcelFileDescriptor(in, fds[1]), STATUS_OK);
		close(fds[1]);
		ck_assert_int_eq(AIBinder_transact(service, WRITE_TO, &in, &out, 0), STATUS_OK);
		ck_assert_int_eq(AParcel_readParcelFileDescriptor(out, &fd), STATUS_OK);
		AParcel_delete(out);
		ck_assert_int_eq(read(fds[0], text, sizeof(text)), 2);
		ck_assert_str_eq(text, "hi");
		/*
		 * Every copy of the writing end is closed: that of the parcel, that of the server.
		 */
		ck_assert_int_eq(read(fds[0], text, sizeof(text)), 0);
		ck_assert_int_eq(read(fd, text, sizeof(text)), 2);
		ck_assert_str_eq(text, "ho");
		close(fds[0]);
		close(fd);
		memset(text, 0, sizeof(text));
	}
	/* Nothing was left open here. */
	ck_assert_int_lt(dup(0), 30);
}
END_TEST

START_TEST(oneway_calls_keep_their_order)
{
	AParcel *in = NULL, *out = NULL;
	int32_t i, n = 0;

	for (i = 0; i < 500; i++) {
		AIBinder_prepareTransaction(service, &in);
		AParcel_writeInt32(in, i);
		ck_assert_int_eq(AIBinder_transact(service, COUNT, &in, &out, FLAG_ONEWAY),
				 STATUS_OK);
		AParcel_delete(out);
	}
	for (i = 0; n != 500 && i < 2000; i++) {
		ck_assert_int_eq(call_with(COUNTED, NULL, &out), STATUS_OK);
		AParcel_readInt32(out, &n);
		AParcel_delete(out);
		ck_assert_int_ge(n, 0);
		usleep(1000);
	}
	ck_assert_int_eq(n, 500);
}
END_TEST

static void *many_calls(void *callback)
{
	AParcel *in, *out;
	int32_t i, sum;

	for (i = 0; i < 200; i++) {
		if (add(service, i, 1, &sum) != STATUS_OK || sum != i + 1)
			return "a call failed";
		if (i % 10)
			continue;
		in = out = NULL;
		AIBinder_prepareTransaction(service, &in);
		AParcel_writeStrongBinder(in, callback);
		if (AIBinder_transact(service, CALL_BACK, &in, &out, 0) != STATUS_OK)
			return "a nested call failed";
		AParcel_delete(out);
	}
	return NULL;
}

START_TEST(many_threads)
{
	AIBinder *callback = AIBinder_new(test_class(), NULL);
	pthread_t threads[6];
	void *failure;
	size_t i;

	ABinderProcess_startThreadPool();
	for (i = 0; i < 6; i++)
		pthread_create(&threads[i], NULL, many_calls, callback);
	for (i = 0; i < 6; i++) {
		pthread_join(threads[i], &failure);
		ck_assert_msg(!failure, "%s", (const char *)failure);
	}
	AIBinder_decStrong(callback);
}
END_TEST

START_TEST(dump_and_extension)
{
	const char *args[] = { "-v" };
	AIBinder *ext = NULL, *none = NULL;
	char text[32] = "";
	int fds[2];

	ck_assert_int_eq(pipe(fds), 0);
	ck_assert_int_eq(AIBinder_dump(service, fds[1], args, 1), STATUS_OK);
	ck_assert_int_gt(read(fds[0], text, sizeof(text) - 1), 0);
	ck_assert_str_eq(text, "dump 1 -v");
	ck_assert_int_eq(AIBinder_getExtension(service, &ext), STATUS_OK);
	ck_assert_ptr_nonnull(ext);
	ck_assert(AIBinder_associateClass(ext, test_class()));
	ck_assert_int_eq(AIBinder_getExtension(ext, &none), STATUS_OK);
	ck_assert_ptr_null(none);
	ck_assert_int_eq(AIBinder_setExtension(service, ext), STATUS_INVALID_OPERATION);
	AIBinder_decStrong(ext);
}
END_TEST

START_TEST(another_interface)
{
	AIBinder_Class *other = AIBinder_Class_define("test.IOther", test_create, test_destroy,
						      test_transact);
	AIBinder *fresh = NULL;

	ck_assert(!AIBinder_associateClass(service, other));
	ck_assert_ptr_nonnull(strstr(last_log, "is a test.IRuntime, not a test.IOther"));
	ck_assert_int_eq(AIBinder_getExtension(service, &fresh), STATUS_OK);
	ck_assert(!AIBinder_associateClass(fresh, other));
	AIBinder_decStrong(fresh);
}
END_TEST

/* Deaths */

static atomic_int died, unlinked;

static void on_died(void *cookie)
{
	atomic_fetch_add(&died, 1);
}

static void on_unlinked(void *cookie)
{
	atomic_fetch_add(&unlinked, 1);
}

START_TEST(death_is_told)
{
	AIBinder_DeathRecipient *recipient = AIBinder_DeathRecipient_new(on_died);
	int32_t sum;

	AIBinder_DeathRecipient_setOnUnlinked(recipient, on_unlinked);
	ABinderProcess_startThreadPool();
	ck_assert_int_eq(AIBinder_linkToDeath(service, recipient, &sum), STATUS_OK);
	ck_assert_int_eq(AIBinder_linkToDeath(service, recipient, NULL), STATUS_OK);
	ck_assert_int_eq(AIBinder_unlinkToDeath(service, recipient, NULL), STATUS_OK);
	ck_assert_int_eq(call(EXIT), STATUS_DEAD_OBJECT);
	ck_assert(wait_for(&died, 1));
	ck_assert(wait_for(&unlinked, 2));
	ck_assert(!AIBinder_isAlive(service));
	ck_assert_int_eq(add(service, 1, 2, &sum), STATUS_DEAD_OBJECT);
	ck_assert_int_eq(AIBinder_linkToDeath(service, recipient, NULL), STATUS_DEAD_OBJECT);
	ck_assert_int_eq(atomic_load(&unlinked), 3);
	AIBinder_DeathRecipient_delete(recipient);
}
END_TEST

START_TEST(killed_server_is_told)
{
	AIBinder_DeathRecipient *recipient = AIBinder_DeathRecipient_new(on_died);

	ABinderProcess_startThreadPool();
	ck_assert_int_eq(AIBinder_linkToDeath(service, recipient, NULL), STATUS_OK);
	kill(server, SIGKILL);
	ck_assert(wait_for(&died, 1));
	AIBinder_DeathRecipient_delete(recipient);
}
END_TEST

/* Names */

static atomic_int registered;

static void on_registered(const char *instance, AIBinder *binder, void *cookie)
{
	if (!strcmp(instance, "runtime.late/default") && cookie == &registered)
		atomic_fetch_add(&registered, 1);
	AIBinder_decStrong(binder);
}

START_TEST(notifications)
{
	AServiceManager_NotificationRegistration *reg;
	AIBinder *late;

	ABinderProcess_startThreadPool();
	ck_assert_ptr_null(AServiceManager_checkService("runtime.nobody/default"));
	ck_assert(!AServiceManager_isDeclared("runtime.nobody/default"));
	reg = AServiceManager_registerForServiceNotifications("runtime.late/default",
							      on_registered, &registered);
	ck_assert_ptr_nonnull(reg);
	ck_assert_int_eq(call(REGISTER), STATUS_OK);
	ck_assert(wait_for(&registered, 1));
	late = AServiceManager_getService("runtime.late/default");
	ck_assert_ptr_eq(late, service);
	AIBinder_decStrong(late);
	AServiceManager_NotificationRegistration_delete(reg);
	ck_assert_int_eq(call(REGISTER), STATUS_OK);
	ck_assert_int_eq(atomic_load(&registered), 1);
}
END_TEST

static void *register_later(void *unused)
{
	/* Once the manager knows the waiter; if that takes long, the waiter finds it anyway. */
	usleep(100000);
	call(REGISTER);
	return NULL;
}

START_TEST(waiting)
{
	pthread_t thread;
	AIBinder *late;

	ABinderProcess_startThreadPool();
	pthread_create(&thread, NULL, register_later, NULL);
	late = AServiceManager_waitForService("runtime.late/default");
	ck_assert_ptr_eq(late, service);
	pthread_join(thread, NULL);
	AIBinder_decStrong(late);
}
END_TEST

START_TEST(names_that_are_none)
{
	AIBinder *object = AIBinder_new(test_class(), NULL);

	ck_assert_int_eq(AServiceManager_addService(object, "a name"), EX_ILLEGAL_ARGUMENT);
	ck_assert_int_eq(AServiceManager_addService(object, ""), EX_ILLEGAL_ARGUMENT);
	ck_assert_ptr_nonnull(strstr(last_log, "EX_ILLEGAL_ARGUMENT"));
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(own_service_is_the_object_itself)
{
	AIBinder *object = AIBinder_new(test_class(), &server), *found;

	ck_assert_int_eq(AServiceManager_addService(object, "runtime.own/default"), EX_NONE);
	found = AServiceManager_checkService("runtime.own/default");
	ck_assert_ptr_eq(found, object);
	ck_assert_ptr_eq(AIBinder_getUserData(found), &server);
	AIBinder_decStrong(found);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(second_manager)
{
	AIBinder *object = AIBinder_new(test_class(), NULL);
	AIBinder *manager = hideglue_context_manager();

	ck_assert_ptr_nonnull(manager);
	ck_assert_int_eq(AIBinder_ping(manager), STATUS_OK);
	ck_assert_int_eq(hideglue_become_context_manager(object), STATUS_ALREADY_EXISTS);
	ck_assert_int_eq(hideglue_count_holders(service), STATUS_PERMISSION_DENIED);
	ck_assert_ptr_nonnull(hideglue_driver_name());
	AIBinder_decStrong(manager);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(child_of_a_fork)
{
	int32_t sum = 0;
	int status;
	pid_t child = fork();

	if (!child) {
		bool good = add(service, 1, 2, &sum) != STATUS_OK &&
			    !AServiceManager_checkService("runtime.test/default") &&
			    strstr(last_log, "fork() without exec()");

		_exit(good ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(add(service, 1, 2, &sum), STATUS_OK);
	ck_assert_int_eq(sum, 3);
}
END_TEST

START_TEST(polled_process)
{
	AIBinder_DeathRecipient *recipient = AIBinder_DeathRecipient_new(on_died);
	struct pollfd pollfd = { .events = POLLIN };

	ck_assert_int_eq(ABinderProcess_setupPolling(&pollfd.fd), STATUS_OK);
	ck_assert_int_eq(AIBinder_linkToDeath(service, recipient, NULL), STATUS_OK);
	ck_assert_int_eq(ABinderProcess_handlePolledCommands(), STATUS_OK);
	kill(server, SIGKILL);
	while (!atomic_load(&died)) {
		ck_assert_int_eq(poll(&pollfd, 1, 20000), 1);
		ck_assert_int_eq(ABinderProcess_handlePolledCommands(), STATUS_OK);
	}
	AIBinder_DeathRecipient_delete(recipient);
}
END_TEST

static Suite *real_suite(void)
{
	Suite *suite = suite_create("runtime_real");
	TCase *tc = tcase_create("two processes");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup_server, stop_server);
	tcase_add_test(tc, calls);
	tcase_add_test(tc, nested_call_needs_no_thread);
	tcase_add_test(tc, identity);
	tcase_add_test(tc, object_lives_while_another_process_holds_it);
	tcase_add_test(tc, payloads);
	tcase_add_test(tc, payload_too_large);
	tcase_add_test(tc, descriptors);
	tcase_add_test(tc, oneway_calls_keep_their_order);
	tcase_add_test(tc, many_threads);
	tcase_add_test(tc, dump_and_extension);
	tcase_add_test(tc, another_interface);
	tcase_add_test(tc, death_is_told);
	tcase_add_test(tc, killed_server_is_told);
	tcase_add_test(tc, notifications);
	tcase_add_test(tc, waiting);
	tcase_add_test(tc, names_that_are_none);
	tcase_add_test(tc, own_service_is_the_object_itself);
	tcase_add_test(tc, second_manager);
	tcase_add_test(tc, child_of_a_fork);
	tcase_add_test(tc, polled_process);
	suite_add_tcase(suite, tc);
	return suite;
}

CHECK_TAP_MAIN(real_suite)
