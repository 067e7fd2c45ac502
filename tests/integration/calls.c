/* SPDX-License-Identifier: MIT */
/*
 * calls.c - calls between real processes: data, nesting, limits
 *
 * Until the last case this process has no thread pool: what comes in comes in on a thread
 * that waits.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <hideglue/aidl_support.h>
#include <hideglue/process.h>

#include "peer.h"
#include "tap.h"
#include "test/ICallback.h"

#define N_THREADS 64
#define CALLS_PER_THREAD 50
#define N_FLOOD 20000
#define FLOOD_BALLAST 1024

static struct peer b, c;

/* Data */

static bool echoes(const char *text)
{
	char *answer = NULL;
	bool same;

	check_ok(test_IPeer_echo(b.self, text, &answer));
	same = !strcmp(text, answer);
	free(answer);
	check(same);
	return true;
}

static bool strings(void)
{
	check(echoes(""));
	check(echoes("abc"));
	check(echoes("gr\xc3\xbc\xc3\x9f dich"));
	check(echoes("\xe6\xbc\xa2\xe5\xad\x97"));
	/* beyond the first plane: two UTF-16 units each */
	check(echoes("\xf0\x9f\x98\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"));
	return true;
}

static bool broken_utf8(void)
{
	char *answer = NULL;

	check_status(test_IPeer_echo(b.self, "\xc3", &answer), STATUS_BAD_VALUE);
	check(!answer);
	check(echoes("after"));
	return true;
}

/* The generated code cannot send it, the Parcel API can. */
static bool string_with_nul(void)
{
	AIBinder *binder = test_IPeer_asBinder(b.self);
	AParcel *in = NULL, *out = NULL;
	binder_status_t r;

	check(AIBinder_prepareTransaction(binder, &in) == STATUS_OK);
	check(AParcel_writeString(in, "a\0b", 3) == STATUS_OK);
	r = AIBinder_transact(binder, test_IPeer_TRANSACTION_echo, &in, &out, 0);
	AParcel_delete(out);
	check(r == STATUS_BAD_VALUE);
	check(echoes("after"));
	return true;
}

/* A request that ends early. */
static bool short_request(void)
{
	AIBinder *binder = test_IPeer_asBinder(b.self);
	AParcel *in = NULL, *out = NULL;
	binder_status_t r;

	check(AIBinder_prepareTransaction(binder, &in) == STATUS_OK);
	r = AIBinder_transact(binder, test_IPeer_TRANSACTION_make, &in, &out, 0);
	AParcel_delete(out);
	check(r == STATUS_NOT_ENOUGH_DATA);
	return true;
}

static bool unknown_code(void)
{
	AIBinder *binder = test_IPeer_asBinder(b.self);
	AParcel *in = NULL, *out = NULL;
	binder_status_t r;

	check(AIBinder_prepareTransaction(binder, &in) == STATUS_OK);
	r = AIBinder_transact(binder, FIRST_CALL_TRANSACTION + 5000, &in, &out, 0);
	AParcel_delete(out);
	check(r == STATUS_UNKNOWN_TRANSACTION);
	return true;
}

static bool service_error(void)
{
	AStatus *status = test_IPeer_refuse(b.self);
	char text[128];
	bool good;

	check(status);
	good = AStatus_getExceptionCode(status) == EX_SERVICE_SPECIFIC &&
	       AStatus_getServiceSpecificError(status) == test_IPeer_ERROR_REFUSED &&
	       !strcmp(AStatus_getMessage(status), "no \xe2\x98\xba") &&
	       strstr(aidl_describe(status, text, sizeof(text)), "no \xe2\x98\xba");
	AStatus_delete(status);
	check(good);
	return true;
}

/* A receiver has 1 MiB less two pages: as much as fits that, each way. */
static bool large_arrays(void)
{
	aidl_ByteArray data = { .length = 1000 * 1000 }, answer = { 0 };
	aidl_Int64Array longs = { .length = 100 * 1000 }, long_answer = { 0 };
	bool same;

	data.data = malloc((size_t)data.length);
	longs.data = calloc((size_t)longs.length, sizeof(*longs.data));
	check(data.data && longs.data);
	for (int32_t i = 0; i < data.length; i++)
		data.data[i] = (int8_t)(i * 7);
	for (int32_t i = 0; i < longs.length; i++)
		longs.data[i] = INT64_C(0x123456789) * i;

	check_ok(test_IPeer_echoBytes(b.self, &data, &answer));
	same = answer.length == data.length && !memcmp(answer.data, data.data, (size_t)data.length);
	aidl_ByteArray_clear(&answer);
	free(data.data);
	check(same);

	check_ok(test_IPeer_echoLongs(b.self, &longs, &long_answer));
	same = long_answer.length == longs.length &&
	       !memcmp(long_answer.data, longs.data, sizeof(*longs.data) * (size_t)longs.length);
	aidl_Int64Array_clear(&long_answer);
	free(longs.data);
	check(same);
	return true;
}

static bool refused_request(int32_t size)
{
	aidl_ByteArray data = { 0 }, answer = { 0 };
	AStatus *status;

	check(aidl_ByteArray_alloc(&data, size) == STATUS_OK);
	status = test_IPeer_echoBytes(b.self, &data, &answer);
	aidl_ByteArray_clear(&data);
	check_status(status, STATUS_FAILED_TRANSACTION);
	check(!answer.data && !answer.length);
	check(echoes("a small one after it"));
	return true;
}

static bool too_large_request(void)
{
	return refused_request(1 << 20) && refused_request(32 << 20);
}

static bool too_large_reply(void)
{
	aidl_ByteArray answer = { 0 };

	check_status(test_IPeer_zeros(b.self, 4 << 20, &answer), STATUS_FAILED_TRANSACTION);
	check(!answer.data && !answer.length);
	check(echoes("a small one after it"));
	return true;
}

/* Nesting */

static pthread_t main_thread;
static atomic_int n_callbacks, n_on_other_threads;

static AStatus *twice(test_ICallback_impl *self, int32_t number, int32_t *ret)
{
	char *answer = NULL;
	AStatus *status;

	n_callbacks++;
	if (!pthread_equal(pthread_self(), main_thread))
		n_on_other_threads++;

	/* and deeper: a call of our own from within the callback */
	status = test_IPeer_echo(b.self, "deeper", &answer);
	free(answer);
	if (!status)
		*ret = number * 2;
	return status;
}

static AStatus *twice_refused(test_ICallback_impl *self, int32_t number, int32_t *ret)
{
	return AStatus_fromExceptionCodeWithMessage(EX_UNSUPPORTED_OPERATION, "not today");
}

static atomic_int n_ended;

static void count_end(test_ICallback_impl *self)
{
	n_ended++;
}

static const test_ICallback_ops callback_ops = { .twice = twice };
static const test_ICallback_ops refusing_ops = { .twice = twice_refused };
static test_ICallback_impl callback_impl = { .ops = &callback_ops, .destroy = count_end };
static test_ICallback_impl refusing_impl = { .ops = &refusing_ops, .destroy = count_end };

static bool callbacks(void)
{
	test_ICallback *callback = test_ICallback_new(&callback_impl);
	int32_t value = 0;

	main_thread = pthread_self();
	n_callbacks = 0;
	check_ok(test_IPeer_callBack(b.self, callback, 20, &value));
	test_ICallback_release(callback);
	check(value == 1 << 20);
	check(n_callbacks == 20);
	check(n_on_other_threads == 0);
	return true;
}

static bool callback_that_refuses(void)
{
	test_ICallback *callback = test_ICallback_new(&refusing_impl);
	int32_t value = 0;
	AStatus *status;
	bool good;

	status = test_IPeer_callBack(b.self, callback, 1, &value);
	test_ICallback_release(callback);
	check(status);
	good = AStatus_getExceptionCode(status) == EX_UNSUPPORTED_OPERATION &&
	       !strcmp(AStatus_getMessage(status), "not today");
	AStatus_delete(status);
	check(good);
	return true;
}

/* We call B, B calls C, C calls us, and so on: all on the threads that wait. */
static bool three_processes(void)
{
	test_IPeer *a = peer_new_object();
	test_IPeer *stops[] = { c.self, a, b.self, a, c.self, b.self, a };
	const test_IPeer_Array chain = { stops, sizeof(stops) / sizeof(stops[0]) };
	int32_t n_stops = 0;

	check(a);
	check_ok(test_IPeer_route(b.self, &chain, 0, &n_stops));
	test_IPeer_release(a);
	check(n_stops == chain.length);
	return true;
}

/* Many at once */

static void *call_often(void *arg)
{
	char text[32], *answer;
	bool good = true;

	for (int i = 0; i < CALLS_PER_THREAD && good; i++) {
		AStatus *status;

		snprintf(text, sizeof(text), "%p %d", arg, i);
		answer = NULL;
		status = test_IPeer_echo(b.self, text, &answer);
		good = !status && !strcmp(answer, text);
		AStatus_delete(status);
		free(answer);
	}
	return good ? arg : NULL;
}

static bool many_threads(void)
{
	pthread_t threads[N_THREADS];
	int n_good = 0, places[N_THREADS];

	for (int i = 0; i < N_THREADS; i++)
		check(!pthread_create(&threads[i], NULL, call_often, &places[i]));
	for (int i = 0; i < N_THREADS; i++) {
		void *good;

		pthread_join(threads[i], &good);
		n_good += good != NULL;
	}
	check(n_good == N_THREADS);
	return true;
}

static bool all_noted(void *sent)
{
	int32_t n = 0;

	AStatus_delete(test_IPeer_notes(b.self, &n));
	return n == *(int *)sent;
}

/*
 * One-way calls queue up while the peer is busy with the first. Half the peer's space is for
 * them; when that is full the sender is told, two-way calls go on, and nothing queued is lost.
 */
static bool one_way_flood(void)
{
	int8_t bytes[FLOOD_BALLAST] = { 0 };
	const aidl_ByteArray ballast = { bytes, sizeof(bytes) };
	AStatus *status = NULL;
	int n_sent = 0;

	check_ok(test_IPeer_block(b.self));
	for (int i = 0; i < N_FLOOD && !status; i++) {
		status = test_IPeer_note(b.self, i, &ballast);
		n_sent += !status;
	}
	check_status(status, STATUS_FAILED_TRANSACTION);
	printf("# %d calls of %d bytes were queued\n", n_sent, FLOOD_BALLAST);
	check(n_sent > 100);
	check(echoes("beside the flood"));
	check_ok(test_IPeer_unblock(b.self));
	check(eventually(all_noted, &n_sent));
	check_ok(test_IPeer_note(b.self, 0, &ballast));
	n_sent++;
	check(eventually(all_noted, &n_sent));
	return true;
}

/* A fork without exec */
static bool forked_child(void)
{
	int wait_status = -1;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		char *answer = NULL;
		AStatus *status = test_IPeer_echo(b.self, "from the child", &answer);

		_exit(tap_status_is(status, STATUS_INVALID_OPERATION, __FILE__, __LINE__) &&
			      !answer ? 0 : 1);
	}
	check(pid > 0);
	check(waitpid(pid, &wait_status, 0) == pid);
	check(wait_status == 0);
	check(echoes("from the parent"));
	return true;
}

static bool both_ended(void *unused)
{
	return n_ended == 2;
}

/* News that objects are given up comes unasked: it needs a pool thread. Last, as it starts one. */
static bool given_up_objects_end(void)
{
	ABinderProcess_startThreadPool();
	check(eventually(both_ended, NULL));
	return true;
}

static const struct tap_case cases[] = {
	{ "strings, also beyond the first plane", strings },
	{ "a string that is not UTF-8 is refused where it is sent", broken_utf8 },
	{ "a string with U+0000 is refused where it is received", string_with_nul },
	{ "a request that ends early", short_request },
	{ "a transaction code that nobody knows", unknown_code },
	{ "a service-specific error with its message", service_error },
	{ "large arrays there and back", large_arrays },
	{ "a request over the receiver's space", too_large_request },
	{ "a reply over the caller's space", too_large_reply },
	{ "callbacks during a call, on the waiting thread", callbacks },
	{ "an exception goes back through two processes", callback_that_refuses },
	{ "three processes call each other in a ring", three_processes },
	{ "64 threads at once", many_threads },
	{ "a flood of one-way calls", one_way_flood },
	{ "a forked child gets an error, its parent goes on", forked_child },
	{ "objects that the peers gave up end", given_up_objects_end },
};

int main(int argc, char **argv)
{
	int status = 1;

	if (argc == 3 && !strcmp(argv[1], "serve"))
		return peer_serve(argv[2]);

	if (peer_start(&b, "test.IPeer/b") && peer_start(&c, "test.IPeer/c"))
		status = tap_run(cases, sizeof(cases) / sizeof(cases[0]));
	else
		printf("Bail out! the peers did not come up\n");
	peer_stop(&b);
	peer_stop(&c);
	return status;
}
