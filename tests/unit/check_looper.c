/* SPDX-License-Identifier: MIT */
/*
 * check_looper.c - calls, served calls, references and deaths against a driver that plays a script
 *
 * What counts is which commands are written, in which order, and with which exchange.
 */
#include <check_tap.h>

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <android/binder_ibinder.h>
#include <android/binder_ibinder_platform.h>
#include <android/binder_manager.h>
#include <android/binder_process.h>
#include <hideglue/log.h>

#include "core/bpbinder.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/token.h"
#include "fake_driver.h"

static int destroyed, died, unlinked;
static char last_log[1024];
static pid_t seen_pid;
static uid_t seen_uid;
static bool seen_handling;
static AIBinder *callee;	/* for objects that call on */

static void take_log(enum hideglue_log_level level, const char *message, void *data)
{
	strncpy(last_log, message, sizeof(last_log) - 1);
}

static void *echo_create(void *args)
{
	return args;
}

static void echo_destroy(void *data)
{
	destroyed++;
}

static binder_status_t call(AIBinder *binder, transaction_code_t code, binder_flags_t flags)
{
	AParcel *in = NULL, *out = NULL;
	binder_status_t r = AIBinder_prepareTransaction(binder, &in);

	if (r == STATUS_OK)
		r = AIBinder_transact(binder, code, &in, &out, flags);
	AParcel_delete(out);
	return r;
}

static binder_status_t echo_transact(AIBinder *binder, transaction_code_t code, const AParcel *in,
				     AParcel *out)
{
	AIBinder *given = NULL;

	seen_pid = AIBinder_getCallingPid();
	seen_uid = AIBinder_getCallingUid();
	seen_handling = AIBinder_isHandlingTransaction();
	switch (code) {
	case 1:
		return AParcel_writeInt32(out, 42);
	case 2:
		return call(callee, 1, 0);
	case 3:
		if (AParcel_readStrongBinder(in, &given) == STATUS_OK)
			AIBinder_decStrong(given);
		return STATUS_OK;
	case 4:
		return AParcel_writeStrongBinder(out, binder);
	case 5:
		given = callee;
		callee = NULL;
		AParcel_writeStrongBinder(out, given);
		AIBinder_decStrong(given);
		return STATUS_OK;
	default:
		return STATUS_UNKNOWN_TRANSACTION;
	}
}

static AIBinder_Class *echo_class(void)
{
	static AIBinder_Class *clazz;

	if (!clazz)
		clazz = AIBinder_Class_define("test.IEcho", echo_create, echo_destroy,
					      echo_transact);
	return clazz;
}

static AIBinder *echo_new(void)
{
	return AIBinder_new(echo_class(), NULL);
}

/* The token of test.IEcho, for requests that come in. */
static const uint8_t *token(size_t *ret_size)
{
	static AParcel *parcel;

	if (!parcel) {
		parcel = AParcel_create();
		rt_token_write(parcel, echo_class());
	}
	*ret_size = parcel->size;
	return parcel->data;
}

static void put_call(struct fake_answer *answer, AIBinder *object, uint32_t code, uint32_t flags)
{
	size_t size;
	const uint8_t *data = token(&size);

	fake_put_data(answer, BR_TRANSACTION, object, code, flags, data, size, NULL, 0);
}

static void put_reply(struct fake_answer *answer, uint32_t flags, const int32_t *status)
{
	fake_put_data(answer, BR_REPLY, NULL, 0, flags, status, sizeof(*status), NULL, 0);
}

static void setup(void)
{
	hideglue_log_set(take_log, NULL);
	fake_use();
}

/* A remote object whose class is known, as if it had come in a request. */
static AIBinder *proxy_new(uint32_t handle)
{
	AIBinder *proxy = rt_process_proxy(handle, true);

	atomic_store(&proxy->clazz, echo_class());
	rt_object_set_stability(proxy, RT_STABILITY_SYSTEM);
	return proxy;
}

START_TEST(call_and_reply)
{
	static const int32_t forty_two = 42;
	AIBinder *proxy = proxy_new(7);
	AParcel *in = NULL, *out = NULL;
	struct fake_answer answer = { .len = 0 };
	int32_t value = 0;

	fake_put(&answer, BR_NOOP, NULL, 0);
	fake_put(&answer, BR_TRANSACTION_COMPLETE, NULL, 0);
	put_reply(&answer, 0, &forty_two);
	fake_answer(&answer);

	AIBinder_prepareTransaction(proxy, &in);
	ck_assert_int_eq(AIBinder_transact(proxy, 1, &in, &out, 0), STATUS_OK);
	ck_assert_int_eq(AParcel_readInt32(out, &value), STATUS_OK);
	ck_assert_int_eq(value, 42);
	AParcel_delete(out);
	/* Nothing but the call went out: the small buffer is given back with what comes next. */
	ck_assert_str_eq(fake_text(), "ACQUIRE | TRANSACTION");
	ck_assert_uint_eq(fake_command(1).tr.target.handle, 7);
	ck_assert_uint_eq(fake_command(1).tr.flags, TF_ACCEPT_FDS);
	AIBinder_decStrong(proxy);
	ck_assert_str_eq(fake_text(), "ACQUIRE | TRANSACTION | FREE_BUFFER RELEASE");
}
END_TEST

START_TEST(answers_and_their_statuses)
{
	static const int32_t unknown = STATUS_UNKNOWN_TRANSACTION, odd = -4711;
	AIBinder *proxy = proxy_new(7);
	struct fake_answer answer = { .len = 0 }, other = { .len = 0 };

	put_reply(&answer, TF_STATUS_CODE, &unknown);
	fake_answer(&answer);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_UNKNOWN_TRANSACTION);
	put_reply(&other, TF_STATUS_CODE, &odd);
	fake_answer(&other);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_UNKNOWN_ERROR);

	fake_set_error(-ENOSPC);
	fake_answer_words(BR_NOOP, BR_FAILED_REPLY, 0);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_FAILED_TRANSACTION);
	ck_assert_ptr_nonnull(strstr(last_log, "no room in the receiver's buffer"));
	ck_assert_ptr_nonnull(strstr(last_log, "test.IEcho"));
	fake_answer_words(BR_NOOP, BR_FROZEN_REPLY, 0);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_FAILED_TRANSACTION);
	ck_assert(AIBinder_isAlive(proxy));

	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY, 0);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_DEAD_OBJECT);
	ck_assert(!AIBinder_isAlive(proxy));
	/* From now on nobody is asked. */
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_DEAD_OBJECT);
	AIBinder_decStrong(proxy);
}
END_TEST

START_TEST(oneway_calls)
{
	AIBinder *proxy = proxy_new(7);

	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	ck_assert_int_eq(call(proxy, 1, FLAG_ONEWAY), STATUS_OK);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_PENDING_FROZEN, 0);
	ck_assert_int_eq(call(proxy, 1, FLAG_ONEWAY | FLAG_CLEAR_BUF), STATUS_OK);
	ck_assert_uint_eq(fake_command(2).tr.flags, TF_ONE_WAY | TF_CLEAR_BUF | TF_ACCEPT_FDS);
	fake_answer_words(BR_NOOP, BR_ONEWAY_SPAM_SUSPECT, 0);
	ck_assert_int_eq(call(proxy, 1, FLAG_ONEWAY), STATUS_OK);
	ck_assert_ptr_nonnull(strstr(last_log, "oneway"));
	AIBinder_decStrong(proxy);
}
END_TEST

START_TEST(interrupted_exchanges_go_on)
{
	AIBinder *proxy = proxy_new(7);

	fake_interrupt(-EINTR, 3);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	ck_assert_int_eq(call(proxy, 1, FLAG_ONEWAY), STATUS_OK);
	/* Written once, whatever the interruptions. */
	ck_assert_str_eq(fake_text(), "ACQUIRE | TRANSACTION");
	AIBinder_decStrong(proxy);
}
END_TEST

START_TEST(call_that_was_not_sent_is_not_sent_later)
{
	AIBinder *proxy = proxy_new(7);

	fake_refuse(0, -ENOMEM);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_NO_MEMORY);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	ck_assert_int_eq(call(proxy, 2, FLAG_ONEWAY), STATUS_OK);
	ck_assert_str_eq(fake_text(), "ACQUIRE | TRANSACTION");
	ck_assert_uint_eq(fake_command(1).tr.code, 2);
	AIBinder_decStrong(proxy);
}
END_TEST

START_TEST(call_that_was_sent_is_waited_for)
{
	static const int32_t done = 1;
	AIBinder *proxy = proxy_new(7);
	struct fake_answer reply = { .len = 0 };

	/* The reply would else be taken for that of the next call. */
	fake_interrupt(-ENOMEM, 3);
	put_reply(&reply, 0, &done);
	fake_answer(&reply);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_OK);
	AIBinder_decStrong(proxy);
}
END_TEST

START_TEST(only_the_call_is_withdrawn)
{
	AIBinder *proxy = proxy_new(7), *object = echo_new();
	struct fake_answer hold = { .len = 0 };

	/* Before the call is taken the driver says something that wants an answer. */
	fake_refuse(0, 0);
	fake_put_node(&hold, BR_ACQUIRE, object);
	fake_answer(&hold);
	fake_refuse(0, -ENOMEM);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_NO_MEMORY);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	ck_assert_int_eq(call(proxy, 2, FLAG_ONEWAY), STATUS_OK);
	ck_assert_str_eq(fake_text(), "ACQUIRE | ACQUIRE_DONE TRANSACTION");
	AIBinder_decStrong(proxy);
	AIBinder_decStrong(object);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(error_before_the_call_is_not_its_own)
{
	AIBinder *proxy = proxy_new(7);

	fake_refuse(0, 0);
	fake_answer_words(BR_NOOP, BR_FAILED_REPLY, 0);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	ck_assert_int_eq(call(proxy, 1, FLAG_ONEWAY), STATUS_OK);
	AIBinder_decStrong(proxy);
}
END_TEST

/* A call, another inside it, an object among the arguments: the serving side. */

START_TEST(served_call_is_one_exchange)
{
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 };

	put_call(&answer, object, 1, 0);
	fake_answer(&answer);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	fake_hang_up();
	ABinderProcess_joinThreadPool();

	ck_assert_str_eq(fake_text(), "ENTER_LOOPER | FREE_BUFFER REPLY");
	ck_assert_uint_eq(fake_command(2).data_len, 4);
	ck_assert_uint_eq(fake_command(2).data[0], 42);
	ck_assert_uint_eq(fake_command(2).tr.flags, 0);
	ck_assert_int_eq(seen_pid, 4711);
	ck_assert_uint_eq(seen_uid, 99);
	ck_assert(seen_handling);
	ck_assert(!AIBinder_isHandlingTransaction());
	ck_assert_int_eq(AIBinder_getCallingPid(), getpid());
	ck_assert_ptr_nonnull(strstr(last_log, "went away"));
	AIBinder_decStrong(object);
	ck_assert_int_eq(destroyed, 1);
}
END_TEST

START_TEST(small_replies_complete_lazily)
{
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 }, other = { .len = 0 };

	put_call(&answer, object, 1, 0);
	fake_answer(&answer);
	fake_put(&other, BR_NOOP, NULL, 0);
	fake_put(&other, BR_TRANSACTION_COMPLETE, NULL, 0);
	put_call(&other, object, 4, 0);
	fake_answer(&other);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	/* The second reply holds an object, so its completion is wanted at once. */
	ck_assert_uint_eq(fake_last_flags(), 0);
	ck_assert_str_eq(fake_text(), "ENTER_LOOPER | FREE_BUFFER REPLY | FREE_BUFFER REPLY");
	ck_assert_int_eq(AIBinder_debugGetRefCount(object), 1);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(reply_keeps_its_object_until_complete)
{
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 }, hold = { .len = 0 }, drop = { .len = 0 };

	put_call(&answer, object, 4, 0);
	fake_answer(&answer);
	fake_put(&hold, BR_NOOP, NULL, 0);
	fake_put_node(&hold, BR_INCREFS, object);
	fake_put_node(&hold, BR_ACQUIRE, object);
	fake_put(&hold, BR_TRANSACTION_COMPLETE, NULL, 0);
	fake_answer(&hold);
	fake_put(&drop, BR_NOOP, NULL, 0);
	fake_put_node(&drop, BR_RELEASE, object);
	fake_put_node(&drop, BR_DECREFS, object);
	fake_answer(&drop);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	ck_assert_str_eq(fake_text(), "ENTER_LOOPER | FREE_BUFFER REPLY | "
			 "INCREFS_DONE ACQUIRE_DONE");
	ck_assert_int_eq(AIBinder_debugGetRefCount(object), 1);
	ck_assert_int_eq(destroyed, 0);
	AIBinder_decStrong(object);
	ck_assert_int_eq(destroyed, 1);
}
END_TEST

START_TEST(remote_references_keep_an_object)
{
	AIBinder *object = echo_new();
	struct fake_answer hold = { .len = 0 }, drop = { .len = 0 };

	int fd;

	ABinderProcess_setupPolling(&fd);
	fake_put_node(&hold, BR_INCREFS, object);
	fake_put_node(&hold, BR_ACQUIRE, object);
	fake_answer(&hold);
	ck_assert_int_eq(ABinderProcess_handlePolledCommands(), STATUS_OK);
	ck_assert_str_eq(fake_text(), "ENTER_LOOPER | INCREFS_DONE ACQUIRE_DONE");
	AIBinder_decStrong(object);
	ck_assert_int_eq(destroyed, 0);
	fake_put_node(&drop, BR_RELEASE, object);
	fake_put_node(&drop, BR_DECREFS, object);
	fake_answer(&drop);
	ck_assert_int_eq(ABinderProcess_handlePolledCommands(), STATUS_OK);
	ck_assert_int_eq(destroyed, 1);
}
END_TEST

START_TEST(status_replies)
{
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 }, other = { .len = 0 };
	static const uint32_t nonsense[6];
	int32_t status;

	put_call(&answer, object, 9, TF_CLEAR_BUF);
	fake_answer(&answer);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	fake_put_data(&other, BR_TRANSACTION, object, 1, 0, nonsense, sizeof(nonsense), NULL, 0);
	fake_answer(&other);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	ck_assert_uint_eq(fake_command(2).tr.flags, TF_STATUS_CODE | TF_CLEAR_BUF);
	memcpy(&status, fake_command(2).data, sizeof(status));
	ck_assert_int_eq(status, STATUS_UNKNOWN_TRANSACTION);
	memcpy(&status, fake_command(4).data, sizeof(status));
	ck_assert_int_eq(status, STATUS_BAD_TYPE);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(special_codes)
{
	AIBinder *object = echo_new();
	struct fake_answer answers[3] = { { .len = 0 } };
	static const uint32_t codes[] = { 0x5f504e47, 0x5f4e5446, 0x5f504944 };
	size_t i;
	int32_t pid;

	for (i = 0; i < 3; i++) {
		fake_put_data(&answers[i], BR_TRANSACTION, object, codes[i], 0, "", 0, NULL, 0);
		fake_answer(&answers[i]);
		fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	}
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	ck_assert_uint_eq(fake_command(2).data_len, 0);
	ck_assert_uint_eq(fake_command(2).tr.flags, 0);
	ck_assert_uint_eq(fake_command(4).data[0], strlen("test.IEcho"));
	memcpy(&pid, fake_command(6).data, sizeof(pid));
	ck_assert_int_eq(pid, getpid());
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(oneway_is_not_answered)
{
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 };

	put_call(&answer, object, 1, TF_ONE_WAY);
	fake_answer(&answer);
	fake_answer_words(BR_NOOP, 0);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	ck_assert_str_eq(fake_text(), "ENTER_LOOPER | FREE_BUFFER");
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(call_for_an_ended_object)
{
	AIBinder *object = echo_new();
	AIBinder_Weak *weak = AIBinder_Weak_new(object);
	struct fake_answer answer = { .len = 0 };
	int32_t status;

	put_call(&answer, object, 1, 0);
	AIBinder_decStrong(object);
	fake_answer(&answer);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	memcpy(&status, fake_command(2).data, sizeof(status));
	ck_assert_int_eq(status, STATUS_UNKNOWN_TRANSACTION);
	AIBinder_Weak_delete(weak);
}
END_TEST

START_TEST(nested_call_returns_into_the_waiting_thread)
{
	static const int32_t done = 1;
	AIBinder *proxy = proxy_new(7), *object = echo_new();
	struct fake_answer nested = { .len = 0 }, reply = { .len = 0 };

	/* We call; before the reply, the other side calls us back. */
	fake_put(&nested, BR_NOOP, NULL, 0);
	fake_put(&nested, BR_TRANSACTION_COMPLETE, NULL, 0);
	put_call(&nested, object, 1, 0);
	fake_answer(&nested);
	fake_put(&reply, BR_NOOP, NULL, 0);
	fake_put(&reply, BR_TRANSACTION_COMPLETE, NULL, 0);
	put_reply(&reply, 0, &done);
	fake_answer(&reply);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_OK);
	ck_assert_str_eq(fake_text(), "ACQUIRE | TRANSACTION | FREE_BUFFER REPLY");
	ck_assert(seen_handling);
	AIBinder_decStrong(proxy);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(served_call_that_calls_on)
{
	static const int32_t done = 1;
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 }, reply = { .len = 0 };

	callee = proxy_new(7);
	put_call(&answer, object, 2, 0);
	fake_answer(&answer);
	fake_put(&reply, BR_TRANSACTION_COMPLETE, NULL, 0);
	put_reply(&reply, 0, &done);
	fake_answer(&reply);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	ck_assert_str_eq(fake_text(), "ACQUIRE | ENTER_LOOPER | TRANSACTION | "
			 "FREE_BUFFER FREE_BUFFER REPLY");
	AIBinder_decStrong(callee);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(completion_of_a_reply_is_not_that_of_a_oneway_call)
{
	AIBinder *object = echo_new(), *proxy = proxy_new(7);
	struct fake_answer nested = { .len = 0 }, reply = { .len = 0 };
	static const int32_t done = 1;

	/* A reply was sent and is not confirmed; the call it was in ends with an error first. */
	put_call(&nested, object, 1, 0);
	fake_answer(&nested);
	fake_answer_words(BR_NOOP, BR_DEAD_REPLY, 0);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_DEAD_OBJECT);
	AIBinder_decStrong(proxy);
	/* The oneway call has to wait for the second confirmation. */
	proxy = proxy_new(8);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	ck_assert_int_eq(call(proxy, 1, FLAG_ONEWAY), STATUS_OK);
	put_reply(&reply, 0, &done);
	fake_answer(&reply);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_OK);
	AIBinder_decStrong(proxy);
	AIBinder_decStrong(object);
}
END_TEST

/* Objects in requests */

struct object_request {
	uint8_t data[256];
	size_t size;
	binder_size_t offsets[4];
	size_t n;
};

static void add_handle(struct object_request *request, uint32_t type, uint64_t handle)
{
	struct flat_binder_object object = { .hdr.type = type, .binder = handle };
	int32_t word = 0x0c;

	request->offsets[request->n++] = request->size;
	memcpy(request->data + request->size, &object, sizeof(object));
	memcpy(request->data + request->size + sizeof(object), &word, sizeof(word));
	request->size += sizeof(object) + sizeof(word);
}

static void begin_request(struct object_request *request)
{
	const uint8_t *data = token(&request->size);

	memcpy(request->data, data, request->size);
	request->n = 0;
}

START_TEST(proxy_of_a_request_costs_no_exchange)
{
	static struct object_request request;
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 };

	begin_request(&request);
	add_handle(&request, BINDER_TYPE_HANDLE, 5);
	fake_put_data(&answer, BR_TRANSACTION, object, 3, 0, request.data, request.size,
		      request.offsets, request.n);
	fake_answer(&answer);
	fake_answer_words(BR_NOOP, BR_TRANSACTION_COMPLETE, 0);
	fake_answer_words(BR_NOOP, 0);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	/* Taken before the buffer goes; given back when the thread is in no one's call. */
	ck_assert_str_eq(fake_text(), "ENTER_LOOPER | ACQUIRE FREE_BUFFER REPLY RELEASE");
	AIBinder_decStrong(object);
}
END_TEST

/* However long a call takes: what comes with calls back and is not kept does not pile up. */
START_TEST(proxies_of_calls_back_go_before_the_outer_call_ends)
{
	static struct object_request request[3];
	static const int32_t done = 1;
	AIBinder *proxy = proxy_new(7), *object = echo_new();
	struct fake_answer nested[3] = { { .len = 0 } }, reply = { .len = 0 };
	uint32_t i;

	for (i = 0; i < 3; i++) {
		begin_request(&request[i]);
		add_handle(&request[i], BINDER_TYPE_HANDLE, 20 + i);
		fake_put_data(&nested[i], BR_TRANSACTION, object, 3, 0, request[i].data,
			      request[i].size, request[i].offsets, request[i].n);
		fake_answer(&nested[i]);
	}
	fake_put(&reply, BR_NOOP, NULL, 0);
	for (i = 0; i < 4; i++)
		fake_put(&reply, BR_TRANSACTION_COMPLETE, NULL, 0);
	put_reply(&reply, 0, &done);
	fake_answer(&reply);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_OK);
	ck_assert_str_eq(fake_text(), "ACQUIRE | TRANSACTION | "
			 "ACQUIRE FREE_BUFFER REPLY RELEASE | "
			 "ACQUIRE FREE_BUFFER REPLY RELEASE | "
			 "ACQUIRE FREE_BUFFER REPLY RELEASE");
	AIBinder_decStrong(proxy);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(odd_object_tables_are_dropped)
{
	static struct object_request request;
	struct binder_transaction_data tr = { .data_size = 0 };
	AParcel *p;
	AIBinder *binder = NULL;
	int fds[2], round;
	char byte;

	for (round = 0; round < 4; round++) {
		ck_assert_int_eq(pipe(fds), 0);
		request.size = 0;
		request.n = 0;
		add_handle(&request, BINDER_TYPE_FD, (uint64_t)fds[1]);
		add_handle(&request, round == 0 ? BINDER_TYPE_PTR : BINDER_TYPE_HANDLE, 5);
		if (round == 1)
			request.offsets[1] = 12; /* inside the first */
		else if (round == 2)
			request.offsets[1] = request.size; /* past the end */
		else if (round == 3)
			request.offsets[1] = 30; /* not aligned */
		tr.data.ptr.buffer = (uintptr_t)request.data;
		tr.data.ptr.offsets = (uintptr_t)request.offsets;
		tr.data_size = request.size;
		tr.offsets_size = sizeof(binder_size_t) * request.n;
		p = AParcel_create();
		rt_parcel_receive(p, rt_process_open_driver(), &tr);
		AParcel_setDataPosition(p, 28);
		ck_assert_int_eq(AParcel_readStrongBinder(p, &binder), STATUS_BAD_TYPE);
		AParcel_delete(p);
		/* The descriptor that the driver put here was closed all the same. */
		ck_assert_int_eq(read(fds[0], &byte, 1), 0);
		close(fds[0]);
	}
}
END_TEST

START_TEST(one_proxy_per_handle)
{
	AIBinder *one = proxy_new(5), *same = rt_process_proxy(5, true), *other;

	ck_assert_ptr_eq(one, same);
	ck_assert_int_eq(AIBinder_debugGetRefCount(one), 2);
	ck_assert(!AIBinder_lt(one, same) && !AIBinder_lt(same, one));
	AIBinder_decStrong(same);
	ck_assert_str_eq(fake_text(), "ACQUIRE");
	AIBinder_decStrong(one);
	ck_assert_str_eq(fake_text(), "ACQUIRE | RELEASE");
	other = rt_process_proxy(5, true);
	ck_assert_ptr_null(AIBinder_getClass(other));
	AIBinder_decStrong(other);
}
END_TEST

static void *take_and_drop(void *unused)
{
	int i;

	for (i = 0; i < 30; i++)
		AIBinder_decStrong(rt_process_proxy(3, true));
	return NULL;
}

START_TEST(proxies_come_and_go_on_many_threads)
{
	pthread_t threads[3];
	size_t i;
	int balance = 0;

	for (i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, take_and_drop, NULL);
	for (i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	for (i = 0; fake_command(i).word; i++)
		balance += fake_command(i).word == BC_ACQUIRE ? 1 : -1;
	ck_assert_int_eq(balance, 0);
}
END_TEST

START_TEST(descriptor_is_asked_once)
{
	static const uint32_t word[] = { 10, 't' | 'e' << 16, 's' | 't' << 16, '.' | 'I' << 16,
					 'E' | 'c' << 16, 'h' | 'o' << 16, 0 };
	AIBinder *proxy = rt_process_proxy(5, true);
	struct fake_answer answer = { .len = 0 };

	rt_object_set_stability(proxy, RT_STABILITY_SYSTEM);
	fake_put_data(&answer, BR_REPLY, NULL, 0, 0, word, sizeof(word), NULL, 0);
	fake_answer(&answer);
	ck_assert(AIBinder_associateClass(proxy, echo_class()));
	ck_assert_ptr_eq(AIBinder_getClass(proxy), echo_class());
	ck_assert(!AIBinder_associateClass(proxy, AIBinder_Class_define("test.IOther", echo_create,
									echo_destroy,
									echo_transact)));
	/* A second class of the interface is as good, and the first one stays. */
	ck_assert(AIBinder_associateClass(proxy, AIBinder_Class_define("test.IEcho", echo_create,
								       echo_destroy,
								       echo_transact)));
	ck_assert_ptr_eq(AIBinder_getClass(proxy), echo_class());
	AIBinder_decStrong(proxy);
}
END_TEST

START_TEST(stability_is_checked_before_a_call)
{
	AIBinder *proxy = rt_process_proxy(5, true);

	atomic_store(&proxy->clazz, echo_class());
	rt_object_set_stability(proxy, RT_STABILITY_VENDOR);
	ck_assert_int_eq(call(proxy, 1, 0), STATUS_BAD_TYPE);
	AIBinder_decStrong(proxy);
}
END_TEST

/* Deaths */

static void on_died(void *cookie)
{
	ck_assert_int_eq(unlinked, 0);
	died++;
	AIBinder_decStrong(cookie);
}

static void on_unlinked(void *cookie)
{
	unlinked++;
}

static AIBinder_DeathRecipient *recipient_new(void)
{
	AIBinder_DeathRecipient *recipient = AIBinder_DeathRecipient_new(on_died);

	AIBinder_DeathRecipient_setOnUnlinked(recipient, on_unlinked);
	return recipient;
}

START_TEST(death_notice)
{
	AIBinder_DeathRecipient *recipient = recipient_new();
	AIBinder *proxy = proxy_new(5);
	struct fake_answer answer = { .len = 0 }, cleared = { .len = 0 };

	ck_assert_int_eq(AIBinder_linkToDeath(proxy, recipient, proxy), STATUS_OK);
	ck_assert_uint_eq(fake_command(1).handle_cookie.handle, 5);
	fake_put_cookie(&answer, BR_DEAD_BINDER, fake_command(1).handle_cookie.cookie);
	fake_answer(&answer);
	fake_put_cookie(&cleared, BR_CLEAR_DEATH_NOTIFICATION_DONE,
			fake_command(1).handle_cookie.cookie);
	fake_answer(&cleared);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	ck_assert_int_eq(died, 1);
	ck_assert_int_eq(unlinked, 1);
	ck_assert_str_eq(fake_text(), "ACQUIRE | REQUEST_DEATH | ENTER_LOOPER | CLEAR_DEATH | "
			 "RELEASE DEAD_BINDER_DONE");
	AIBinder_DeathRecipient_delete(recipient);
	ck_assert_int_eq(unlinked, 1);
}
END_TEST

START_TEST(links_and_unlinks)
{
	AIBinder_DeathRecipient *recipient = recipient_new(), *other = recipient_new();
	AIBinder *proxy = proxy_new(5);
	struct fake_answer cleared = { .len = 0 };
	int one, two, fd, i;

	ck_assert_int_eq(AIBinder_linkToDeath(proxy, recipient, &one), STATUS_OK);
	ck_assert_int_eq(AIBinder_linkToDeath(proxy, recipient, &one), STATUS_OK);
	ck_assert_int_eq(AIBinder_linkToDeath(proxy, other, &two), STATUS_OK);
	ck_assert_int_eq(AIBinder_unlinkToDeath(proxy, recipient, &two), STATUS_NAME_NOT_FOUND);
	ck_assert_int_eq(AIBinder_unlinkToDeath(proxy, recipient, &one), STATUS_OK);
	ck_assert_int_eq(unlinked, 1);
	/* One request whatever the number of links, taken back with the last. */
	ck_assert_str_eq(fake_text(), "ACQUIRE | REQUEST_DEATH");
	AIBinder_DeathRecipient_delete(recipient);
	ck_assert_int_eq(unlinked, 2);
	ck_assert_str_eq(fake_text(), "ACQUIRE | REQUEST_DEATH");
	ck_assert_int_eq(AIBinder_unlinkToDeath(proxy, other, &two), STATUS_OK);
	ck_assert_str_eq(fake_text(), "ACQUIRE | REQUEST_DEATH | CLEAR_DEATH");
	ck_assert_int_eq(AIBinder_linkToDeath(proxy, other, &two), STATUS_OK);
	AIBinder_decStrong(proxy);
	ck_assert_int_eq(unlinked, 4);
	ck_assert_int_eq(died, 0);
	ck_assert_str_eq(fake_text(), "ACQUIRE | REQUEST_DEATH | CLEAR_DEATH | REQUEST_DEATH | "
			 "CLEAR_DEATH | RELEASE");
	AIBinder_DeathRecipient_delete(other);

	/* What is left of the proxy goes when the driver has confirmed both. */
	for (i = 0; i < 2; i++)
		fake_put_cookie(&cleared, BR_CLEAR_DEATH_NOTIFICATION_DONE,
				fake_command(1).handle_cookie.cookie);
	fake_answer(&cleared);
	ABinderProcess_setupPolling(&fd);
	ck_assert_int_eq(ABinderProcess_handlePolledCommands(), STATUS_OK);
}
END_TEST

START_TEST(link_that_is_sent_later)
{
	AIBinder_DeathRecipient *recipient = recipient_new();
	AIBinder *proxy = proxy_new(5);

	/* The request stays to be sent, so the proxy must stay for the notice. */
	fake_refuse(0, -ENOMEM);
	ck_assert_int_eq(AIBinder_linkToDeath(proxy, recipient, NULL), STATUS_OK);
	AIBinder_decStrong(proxy);
	ck_assert_str_eq(fake_text(), "ACQUIRE | REQUEST_DEATH CLEAR_DEATH | RELEASE");
	ck_assert_int_eq(unlinked, 1);
	AIBinder_DeathRecipient_delete(recipient);
}
END_TEST

START_TEST(descriptor_with_control_characters)
{
	static const uint16_t text[] = { 5, 0, 'a', '\n', 'b', 033, 'c', 0 };
	AIBinder *proxy = proxy_new(5);
	struct fake_answer answer = { .len = 0 };

	atomic_store(&proxy->clazz, NULL);
	fake_put_data(&answer, BR_REPLY, NULL, 0, 0, text, sizeof(text), NULL, 0);
	fake_answer(&answer);
	ck_assert(!AIBinder_associateClass(proxy, echo_class()));
	ck_assert_ptr_null(strpbrk(last_log, "\n\033"));
	AIBinder_decStrong(proxy);
}
END_TEST

START_TEST(link_to_the_dead)
{
	AIBinder_DeathRecipient *recipient = recipient_new();
	AIBinder *proxy = proxy_new(5);

	fake_answer_words(BR_NOOP, BR_DEAD_REPLY, 0);
	ck_assert_int_eq(AIBinder_ping(proxy), STATUS_DEAD_OBJECT);
	ck_assert_int_eq(AIBinder_linkToDeath(proxy, recipient, NULL), STATUS_DEAD_OBJECT);
	ck_assert_int_eq(unlinked, 1);
	AIBinder_decStrong(proxy);
	AIBinder_DeathRecipient_delete(recipient);
}
END_TEST

START_TEST(driver_that_goes_away_is_a_death)
{
	AIBinder_DeathRecipient *recipient = recipient_new();
	AIBinder *proxy = proxy_new(5);

	AIBinder_linkToDeath(proxy, recipient, proxy);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	ck_assert_int_eq(died, 1);
	ck_assert_int_eq(unlinked, 1);
	ck_assert_ptr_null(AServiceManager_checkService("x"));
	AIBinder_DeathRecipient_delete(recipient);
}
END_TEST

/* Threads and the rest of the process */

START_TEST(driver_asks_for_threads)
{
	fake_answer_words(BR_SPAWN_LOOPER, 0);
	ck_assert(ABinderProcess_setThreadPoolMaxThreadCount(4));
	ck_assert_int_eq(fake_max_threads(), -1);
	ABinderProcess_startThreadPool();
	ABinderProcess_startThreadPool();
	ck_assert_int_eq(fake_max_threads(), 4);
	ck_assert(ABinderProcess_isThreadPoolStarted());
	ck_assert(fake_wait_commands(2));
	ck_assert_str_eq(fake_text(), "ENTER_LOOPER | REGISTER_LOOPER");
	ck_assert(ABinderProcess_setThreadPoolMaxThreadCount(9));
	ck_assert_int_eq(fake_max_threads(), 9);
	fake_hang_up();
}
END_TEST

START_TEST(polling)
{
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 };
	int fd = -1;

	ck_assert_int_eq(ABinderProcess_setupPolling(&fd), STATUS_OK);
	ck_assert_int_eq(fd, 0);
	ck_assert_int_eq(ABinderProcess_handlePolledCommands(), STATUS_OK);
	put_call(&answer, object, 1, 0);
	fake_answer(&answer);
	ck_assert_int_eq(ABinderProcess_handlePolledCommands(), STATUS_OK);
	ck_assert_str_eq(fake_text(), "ENTER_LOOPER | FREE_BUFFER REPLY");
	AIBinder_decStrong(object);
}
END_TEST

static void *poll_once(void *unused)
{
	int fd;

	ABinderProcess_setupPolling(&fd);
	ABinderProcess_handlePolledCommands();
	return NULL;
}

START_TEST(thread_that_ends_gives_everything_back)
{
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 };
	pthread_t thread;

	/* The reply holds the last reference to a proxy, and nobody reads its completion. */
	callee = proxy_new(7);
	put_call(&answer, object, 5, 0);
	fake_answer(&answer);
	ck_assert_int_eq(pthread_create(&thread, NULL, poll_once, NULL), 0);
	pthread_join(thread, NULL);
	ck_assert_str_eq(fake_text(), "ACQUIRE | ENTER_LOOPER | FREE_BUFFER REPLY | RELEASE");
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(context_manager)
{
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 };

	AIBinder_setRequestingSid(object, true);
	ck_assert_int_eq(hideglue_become_context_manager(object), STATUS_OK);
	ck_assert_int_eq(hideglue_become_context_manager(object), STATUS_ALREADY_EXISTS);
	put_call(&answer, NULL, 1, 0);
	fake_answer(&answer);
	fake_hang_up();
	ABinderProcess_joinThreadPool();
	ck_assert_uint_eq(fake_command(2).data[0], 42);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(no_service_manager)
{
	fake_answer_words(BR_NOOP, BR_DEAD_REPLY, 0);
	ck_assert_ptr_null(AServiceManager_checkService("a.service"));
	ck_assert_ptr_nonnull(strstr(last_log, "no service manager runs on a script"));
	ck_assert_ptr_nonnull(strstr(last_log, "'a.service'"));
}
END_TEST

START_TEST(service_manager_exceptions)
{
	static const uint32_t security[] = { (uint32_t)EX_SECURITY, 2, 'n' | 'o' << 16, 0, 0 };
	AIBinder *object = echo_new();
	struct fake_answer answer = { .len = 0 };

	fake_put_data(&answer, BR_REPLY, NULL, 0, 0, security, sizeof(security), NULL, 0);
	fake_answer(&answer);
	ck_assert_int_eq(AServiceManager_addService(object, "a.service"), EX_SECURITY);
	ck_assert_ptr_nonnull(strstr(last_log, "EX_SECURITY: no"));
	ck_assert_uint_eq(fake_command(0).tr.code, 5);
	AIBinder_decStrong(object);
}
END_TEST

START_TEST(forked_child_is_refused)
{
	AIBinder *proxy = proxy_new(5), *object = echo_new();
	int status;
	pid_t child = fork();

	if (!child) {
		bool good = AServiceManager_addService(object, "x") == EX_TRANSACTION_FAILED &&
			    strstr(last_log, "fork() without exec()") && !AIBinder_isAlive(proxy) &&
			    AIBinder_ping(proxy) != STATUS_OK &&
			    call(object, 1, 0) == STATUS_OK;

		AIBinder_decStrong(proxy);
		_exit(good && !strcmp(fake_text(), "ACQUIRE") ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	ck_assert(AIBinder_isAlive(proxy));
	AIBinder_decStrong(proxy);
	AIBinder_decStrong(object);
}
END_TEST

static Suite *looper_suite(void)
{
	Suite *suite = suite_create("looper");
	TCase *calls = tcase_create("calls"), *objects = tcase_create("objects");
	TCase *process = tcase_create("process");

	tcase_add_checked_fixture(calls, setup, NULL);
	tcase_add_test(calls, call_and_reply);
	tcase_add_test(calls, answers_and_their_statuses);
	tcase_add_test(calls, oneway_calls);
	tcase_add_test(calls, interrupted_exchanges_go_on);
	tcase_add_test(calls, call_that_was_not_sent_is_not_sent_later);
	tcase_add_test(calls, call_that_was_sent_is_waited_for);
	tcase_add_test(calls, only_the_call_is_withdrawn);
	tcase_add_test(calls, error_before_the_call_is_not_its_own);
	tcase_add_test(calls, served_call_is_one_exchange);
	tcase_add_test(calls, small_replies_complete_lazily);
	tcase_add_test(calls, status_replies);
	tcase_add_test(calls, special_codes);
	tcase_add_test(calls, oneway_is_not_answered);
	tcase_add_test(calls, nested_call_returns_into_the_waiting_thread);
	tcase_add_test(calls, served_call_that_calls_on);
	tcase_add_test(calls, completion_of_a_reply_is_not_that_of_a_oneway_call);
	suite_add_tcase(suite, calls);

	tcase_add_checked_fixture(objects, setup, NULL);
	tcase_add_test(objects, reply_keeps_its_object_until_complete);
	tcase_add_test(objects, remote_references_keep_an_object);
	tcase_add_test(objects, call_for_an_ended_object);
	tcase_add_test(objects, proxy_of_a_request_costs_no_exchange);
	tcase_add_test(objects, proxies_of_calls_back_go_before_the_outer_call_ends);
	tcase_add_test(objects, odd_object_tables_are_dropped);
	tcase_add_test(objects, one_proxy_per_handle);
	tcase_add_test(objects, proxies_come_and_go_on_many_threads);
	tcase_add_test(objects, descriptor_is_asked_once);
	tcase_add_test(objects, stability_is_checked_before_a_call);
	tcase_add_test(objects, death_notice);
	tcase_add_test(objects, links_and_unlinks);
	tcase_add_test(objects, link_that_is_sent_later);
	tcase_add_test(objects, descriptor_with_control_characters);
	tcase_add_test(objects, link_to_the_dead);
	tcase_add_test(objects, driver_that_goes_away_is_a_death);
	suite_add_tcase(suite, objects);

	tcase_add_checked_fixture(process, setup, NULL);
	tcase_add_test(process, driver_asks_for_threads);
	tcase_add_test(process, polling);
	tcase_add_test(process, thread_that_ends_gives_everything_back);
	tcase_add_test(process, context_manager);
	tcase_add_test(process, no_service_manager);
	tcase_add_test(process, service_manager_exceptions);
	tcase_add_test(process, forked_child_is_refused);
	suite_add_tcase(suite, process);
	return suite;
}

CHECK_TAP_MAIN(looper_suite)
