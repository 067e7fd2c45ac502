/* SPDX-License-Identifier: MIT */
/*
 * check_wire.c - calls of generated code, word by word
 *
 * Other tests have the same generator on both sides. Here an object without generated code takes
 * what a proxy sends, and requests made by hand go to a stub; what they have to be is written in
 * words of 32 bits, as Android's libraries write it.
 */
#include "check_tap.h"

#include "wire/ISecret.h"
#include "wire/IWire.h"

#define CODE(id) (FIRST_CALL_TRANSACTION + (id))

enum { BOTH, RESULTS, ARRAYS, SINGLE, LATER, TEXT, NONE, HASH = 16777213, VERSION = 16777214 };

struct words {
	int n;
	int32_t at[40];
};

#define WORDS(...)                                                                                 \
	((struct words){sizeof((int32_t[]){__VA_ARGS__}) / sizeof(int32_t), {__VA_ARGS__}})

static void check_words(const AParcel *p, int32_t begin, const struct words *wanted)
{
	int32_t size = AParcel_getDataSize(p) - begin;
	int32_t got[40];

	ck_assert_int_eq(size, wanted->n * 4);
	if (size == 0)
		return;
	ck_assert_int_eq(AParcel_marshal(p, (uint8_t *)got, (size_t)begin, (size_t)size), STATUS_OK);
	for (int i = 0; i < wanted->n; i++)
		ck_assert_msg(got[i] == wanted->at[i], "word %d: %d instead of %d", i, got[i],
			      wanted->at[i]);
}

static void write_words(AParcel *p, const struct words *words)
{
	for (int i = 0; i < words->n; i++)
		ck_assert_int_eq(AParcel_writeInt32(p, words->at[i]), STATUS_OK);
}

/* An object that knows nothing of wire.IWire but its name: wanted is what comes, reply what goes. */
static struct {
	transaction_code_t code;
	struct words wanted, reply;
	int calls;
} peer;

static void *peer_create(void *args)
{
	return args;
}

static void peer_destroy(void *user)
{
}

static binder_status_t peer_transact(AIBinder *binder, transaction_code_t code, const AParcel *in,
				     AParcel *out)
{
	ck_assert_uint_eq(code, peer.code);
	check_words(in, AParcel_getDataPosition(in), &peer.wanted);
	if (out)
		write_words(out, &peer.reply);
	peer.calls++;
	return STATUS_OK;
}

static wire_IWire *proxy_to_peer(transaction_code_t code, struct words wanted, struct words reply)
{
	AIBinder_Class *clazz = AIBinder_Class_define("wire.IWire", peer_create, peer_destroy,
						      peer_transact);
	wire_IWire *wire = wire_IWire_fromBinder(AIBinder_new(clazz, NULL));

	ck_assert_ptr_nonnull(wire);
	peer.code = code;
	peer.wanted = wanted;
	peer.reply = reply;
	peer.calls = 0;
	return wire;
}

static void done(wire_IWire *wire)
{
	ck_assert_int_eq(peer.calls, 1);
	wire_IWire_release(wire);
}

/* A proxy: what it sends, and what it makes of an answer */

START_TEST(order_of_arguments_and_results)
{
	wire_IWire *wire = proxy_to_peer(CODE(BOTH), WORDS(2, 7, 1, 8, 5),
					 WORDS(0, 9, 3, 10, 11, 12, 1, 8, 6));
	aidl_Int32Array list = {NULL, 0};
	wire_IWire_Point point = {5};
	int32_t ret = 0;

	ck_assert_int_eq(aidl_Int32Array_alloc(&list, 2), STATUS_OK);
	ck_assert_ptr_null(wire_IWire_both(wire, &list, 7, &point, &ret));
	ck_assert_int_eq(ret, 9);
	ck_assert_int_eq(list.length, 3);
	ck_assert_int_eq(list.data[2], 12);
	ck_assert_int_eq(point.x, 6);
	aidl_Int32Array_clear(&list);
	done(wire);
}
END_TEST

START_TEST(lists_and_fixed_arrays_for_results_send_nothing)
{
	wire_IWire *wire = proxy_to_peer(CODE(RESULTS), (struct words){0},
					 WORDS(0, 1, 1, 'a', 3, 1, 2, 3));
	aidl_StringArray words = {NULL, 0};
	int32_t triple[3] = {0};

	ck_assert_ptr_null(wire_IWire_results(wire, &words, triple));
	ck_assert_int_eq(words.length, 1);
	ck_assert_str_eq(words.data[0], "a");
	ck_assert_int_eq(triple[2], 3);
	aidl_StringArray_clear(&words);
	done(wire);
}
END_TEST

START_TEST(arrays)
{
	wire_IWire *wire = proxy_to_peer(CODE(ARRAYS),
					 WORDS(2, 3, 1, 2, 3, 3, 4, 5, 6,	/* grid */
					       3, 1, 'a', -1, 0, 0,		/* words */
					       5, 0x04030201, 0x00000005,	/* bytes */
					       2, 1, 0),			/* flags */
					 WORDS(0));
	int32_t grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
	char *words[] = {"a", NULL, ""};
	int8_t bytes[] = {1, 2, 3, 4, 5};
	bool flags[] = {true, false};

	ck_assert_ptr_null(wire_IWire_arrays(wire, grid, &(aidl_StringArray){words, 3},
					     &(aidl_ByteArray){bytes, 5}, &(aidl_BoolArray){flags, 2}));
	done(wire);
}
END_TEST

START_TEST(null_and_empty_arrays)
{
	wire_IWire *wire = proxy_to_peer(CODE(ARRAYS), WORDS(2, 3, 0, 0, 0, 3, 0, 0, 0, -1, 0, 0),
					 WORDS(0));
	int32_t grid[2][3] = {{0}};

	ck_assert_ptr_null(wire_IWire_arrays(wire, grid, &(aidl_StringArray){NULL, -1},
					     &(aidl_ByteArray){NULL, 0}, &(aidl_BoolArray){NULL, 0}));
	done(wire);
}
END_TEST

START_TEST(parcelables_and_unions)
{
	wire_IWire *wire = proxy_to_peer(CODE(SINGLE), WORDS(0, 1, 8, 4, 1, 1, -1, 1), WORDS(0));
	wire_IWire_Either either;

	ck_assert_int_eq(wire_IWire_Either_init(&either), STATUS_OK);
	wire_IWire_Either_set_large(&either, INT64_C(0x1ffffffff));
	ck_assert_ptr_null(wire_IWire_single(wire, NULL, &(wire_IWire_Point){4}, &either));
	done(wire);
}
END_TEST

/* A reply header of other senders stands before the result; a failure ends what is read. */
START_TEST(status_headers)
{
	wire_IWire *wire = proxy_to_peer(CODE(TEXT), WORDS(1, 'x'), WORDS(-128, 8, 77, 1, 'y'));
	char *text = NULL;
	AStatus *status;

	ck_assert_ptr_null(wire_IWire_text(wire, "x", &text));
	ck_assert_str_eq(text, "y");
	free(text);
	done(wire);

	wire = proxy_to_peer(CODE(TEXT), WORDS(1, 'x'), WORDS(-8, 2, 'n' << 0 | 'o' << 16, 0, 0, 42));
	status = wire_IWire_text(wire, "x", &text);
	ck_assert_int_eq(AStatus_getExceptionCode(status), EX_SERVICE_SPECIFIC);
	ck_assert_int_eq(AStatus_getServiceSpecificError(status), 42);
	ck_assert_str_eq(AStatus_getMessage(status), "no");
	ck_assert_ptr_null(text);
	AStatus_delete(status);
	done(wire);
}
END_TEST

START_TEST(oneway)
{
	wire_IWire *wire = proxy_to_peer(CODE(LATER), WORDS(3), (struct words){0});

	ck_assert_ptr_null(wire_IWire_later(wire, 3));
	done(wire);
}
END_TEST

/* A stub: what it takes, and what it answers */

static AStatus *do_both(wire_IWire_impl *self, aidl_Int32Array *list, int32_t number,
			wire_IWire_Point *point, int32_t *ret)
{
	for (int i = 0; i < list->length; i++)
		list->data[i] = number + i;
	point->x++;
	*ret = list->length;
	return NULL;
}

static AStatus *do_results(wire_IWire_impl *self, aidl_StringArray *words, int32_t triple[3])
{
	ck_assert_int_eq(words->length, 0);
	ck_assert_int_eq(triple[0] + triple[1] + triple[2], 0);
	triple[2] = 5;
	return NULL;
}

static AStatus *do_text(wire_IWire_impl *self, const char *text, char **ret)
{
	return AStatus_fromServiceSpecificErrorWithMessage(42, text);
}

static const wire_IWire_ops ops = {.both = do_both, .results = do_results, .text = do_text};
static wire_IWire_impl impl = {.ops = &ops};

/* A request to a stub. Return: its status; the reply is for the caller. */
static binder_status_t request(int method, struct words words, AParcel **ret_reply)
{
	wire_IWire *wire = wire_IWire_new(&impl);
	AIBinder *binder = wire_IWire_asBinder(wire);
	AParcel *in;
	binder_status_t r;

	ck_assert_ptr_nonnull(wire);
	ck_assert_int_eq(AIBinder_prepareTransaction(binder, &in), STATUS_OK);
	write_words(in, &words);
	*ret_reply = NULL;
	r = AIBinder_transact(binder, CODE(method), &in, ret_reply, 0);
	wire_IWire_release(wire);
	return r;
}

static const struct {
	int method;
	struct words request, reply;
} answers[] = {
	{BOTH, {5, {2, 7, 1, 8, 5}}, {8, {0, 2, 2, 7, 8, 1, 8, 6}}},
	{BOTH, {5, {0, 7, 1, 8, 5}}, {6, {0, 0, 0, 1, 8, 6}}},
	{RESULTS, {0, {0}}, {6, {0, 0, 3, 0, 0, 5}}},
	{TEXT, {2, {1, 'x'}}, {5, {-8, 1, 'x', 0, 42}}},
	{VERSION, {0, {0}}, {2, {0, 3}}},
	{HASH, {0, {0}}, {4, {0, 3, 'a' | 'b' << 16, 'c'}}},
	/* what a newer client has behind the last argument, or in a parcelable, is passed over */
	{BOTH, {7, {1, 7, 1, 12, 5, 99, 98}}, {7, {0, 1, 1, 7, 1, 8, 6}}},
	/* and what an older one has not keeps its default */
	{BOTH, {4, {1, 7, 1, 4}}, {7, {0, 1, 1, 7, 1, 8, 1}}},
};

START_TEST(requests_that_are_answered)
{
	AParcel *reply;

	ck_assert_int_eq(request(answers[_i].method, answers[_i].request, &reply), STATUS_OK);
	check_words(reply, 0, &answers[_i].reply);
	AParcel_delete(reply);
}
END_TEST

static const struct {
	int method;
	struct words request;
	binder_status_t wanted;
} refusals[] = {
	{BOTH, {4, {2, 7, 1, 3}}, STATUS_BAD_VALUE},		/* the size of a body that is none */
	{BOTH, {4, {2, 7, 1, 0}}, STATUS_BAD_VALUE},
	{BOTH, {3, {2, 7, 0}}, STATUS_UNEXPECTED_NULL},
	{BOTH, {5, {-1, 7, 1, 8, 5}}, STATUS_UNEXPECTED_NULL},
	{BOTH, {1, {2}}, STATUS_NOT_ENOUGH_DATA},
	{TEXT, {1, {-1}}, STATUS_UNEXPECTED_NULL},
	{SINGLE, {4, {0, 0, 1, 2}}, STATUS_BAD_VALUE},		/* the tag of a union of two */
	{SINGLE, {4, {0, 0, 1, -1}}, STATUS_BAD_VALUE},
	{SINGLE, {3, {0, 0, 0}}, STATUS_UNEXPECTED_NULL},
	{ARRAYS, {7, {2, 2, 0, 0, 2, 0, 0}}, STATUS_BAD_VALUE},	/* int[2][3] of other sizes */
	{ARRAYS, {13, {3, 3, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0}}, STATUS_BAD_VALUE},
	{NONE, {0, {0}}, STATUS_UNKNOWN_TRANSACTION},
};

START_TEST(requests_that_are_refused)
{
	AParcel *reply;

	ck_assert_int_eq(request(refusals[_i].method, refusals[_i].request, &reply),
			 refusals[_i].wanted);
	AParcel_delete(reply);
}
END_TEST

/* What is sensitive */

static binder_flags_t flags_sent;
static int n_marked;

binder_status_t __real_AIBinder_transact(AIBinder *binder, transaction_code_t code, AParcel **in,
					 AParcel **out, binder_flags_t flags);
binder_status_t __wrap_AIBinder_transact(AIBinder *binder, transaction_code_t code, AParcel **in,
					 AParcel **out, binder_flags_t flags);
void __real_AParcel_markSensitive(const AParcel *parcel);
void __wrap_AParcel_markSensitive(const AParcel *parcel);

binder_status_t __wrap_AIBinder_transact(AIBinder *binder, transaction_code_t code, AParcel **in,
					 AParcel **out, binder_flags_t flags)
{
	flags_sent = flags;
	return __real_AIBinder_transact(binder, code, in, out, flags);
}

void __wrap_AParcel_markSensitive(const AParcel *parcel)
{
	n_marked++;
	__real_AParcel_markSensitive(parcel);
}

static binder_status_t secret_transact(AIBinder *binder, transaction_code_t code, const AParcel *in,
				       AParcel *out)
{
	if (code == wire_ISecret_TRANSACTION_whisper)
		return STATUS_OK;
	if (AParcel_writeInt32(out, EX_NONE) != STATUS_OK)
		return STATUS_NO_MEMORY;
	return code == wire_ISecret_TRANSACTION_tell ? AParcel_writeString(out, "x", 1) : STATUS_OK;
}

START_TEST(sensitive_calls_say_so)
{
	AIBinder_Class *clazz = AIBinder_Class_define("wire.ISecret", peer_create, peer_destroy,
						      secret_transact);
	wire_ISecret *secret = wire_ISecret_fromBinder(AIBinder_new(clazz, NULL));
	char *answer;

	ck_assert_ptr_null(wire_ISecret_tell(secret, "a", &answer));
	ck_assert_uint_eq(flags_sent, AIDL_FLAG_CLEAR_BUF);
	ck_assert_int_eq(n_marked, 1);
	ck_assert_ptr_null(wire_ISecret_whisper(secret, "a"));
	ck_assert_uint_eq(flags_sent, AIDL_FLAG_CLEAR_BUF | FLAG_ONEWAY);
	ck_assert_int_eq(n_marked, 2);
	ck_assert_ptr_null(wire_ISecret_forget(secret));
	ck_assert_uint_eq(flags_sent, AIDL_FLAG_CLEAR_BUF);
	ck_assert_int_eq(n_marked, 3);
	aidl_String_clear(&answer);
	wire_ISecret_release(secret);
}
END_TEST

static AStatus *tell_secret(wire_ISecret_impl *self, const char *word, char **ret)
{
	return aidl_String_copy(ret, word) == STATUS_OK ? NULL : AStatus_fromStatus(STATUS_NO_MEMORY);
}

START_TEST(sensitive_requests_and_replies_are_marked)
{
	static const wire_ISecret_ops secret_ops = {.tell = tell_secret};
	wire_ISecret_impl secret_impl = {.ops = &secret_ops};
	wire_ISecret *secret = wire_ISecret_new(&secret_impl);
	AParcel *in = NULL, *out = NULL;

	ck_assert_int_eq(AIBinder_prepareTransaction(wire_ISecret_asBinder(secret), &in), STATUS_OK);
	ck_assert_int_eq(AParcel_writeString(in, "a", 1), STATUS_OK);
	ck_assert_int_eq(AIBinder_transact(wire_ISecret_asBinder(secret),
					   wire_ISecret_TRANSACTION_tell, &in, &out, 0), STATUS_OK);
	ck_assert_int_eq(n_marked, 2);
	AParcel_delete(out);
	wire_ISecret_release(secret);
}
END_TEST

START_TEST(version_and_hash_of_the_peer)
{
	wire_IWire *wire = proxy_to_peer(CODE(VERSION), (struct words){0}, WORDS(0, 9));
	int32_t version;
	char *hash;

	ck_assert_ptr_null(wire_IWire_getInterfaceVersion(wire, &version));
	ck_assert_int_eq(version, 9);
	done(wire);
	wire = proxy_to_peer(CODE(HASH), (struct words){0}, WORDS(0, 2, 'o' | 'k' << 16, 0));
	ck_assert_ptr_null(wire_IWire_getInterfaceHash(wire, &hash));
	ck_assert_str_eq(hash, "ok");
	aidl_String_clear(&hash);
	done(wire);
}
END_TEST

static Suite *wire_suite(void)
{
	Suite *s = suite_create("wire");
	TCase *proxy = tcase_create("proxy"), *stub = tcase_create("stub");

	tcase_add_test(proxy, order_of_arguments_and_results);
	tcase_add_test(proxy, lists_and_fixed_arrays_for_results_send_nothing);
	tcase_add_test(proxy, arrays);
	tcase_add_test(proxy, null_and_empty_arrays);
	tcase_add_test(proxy, parcelables_and_unions);
	tcase_add_test(proxy, status_headers);
	tcase_add_test(proxy, oneway);
	tcase_add_test(proxy, version_and_hash_of_the_peer);
	tcase_add_test(proxy, sensitive_calls_say_so);
	suite_add_tcase(s, proxy);
	tcase_add_loop_test(stub, requests_that_are_answered, 0,
			    (int)(sizeof(answers) / sizeof(answers[0])));
	tcase_add_loop_test(stub, requests_that_are_refused, 0,
			    (int)(sizeof(refusals) / sizeof(refusals[0])));
	tcase_add_test(stub, sensitive_requests_and_replies_are_marked);
	suite_add_tcase(s, stub);
	return s;
}

CHECK_TAP_MAIN(wire_suite)
