/* SPDX-License-Identifier: MIT */
/*
 * kill_random.c - kills many processes at random points, and sees what becomes of the others
 *
 * The victims are clients and servers at once: they call a hub, which calls them back, holds
 * their objects and watches their deaths. Each is killed after a random time, from before its
 * exec to somewhere in its calls. Beside them two bystanders call each other and must see no
 * error. At the end the hub has been told of every death it watched exactly once, and the
 * driver holds what it held at the start.
 *
 *	kill_random [COUNT [SEED]]
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "driver_state.h"
#include "peer.h"
#include "tap.h"
#include "test/ICallback.h"

#define DEFAULT_COUNT 1000
#define DEFAULT_SEED 20240229u
#define N_AT_ONCE 8
#define HUB "test.IPeer/hub"
#define BYSTANDER "test.IPeer/bystander"

/* Numbers that are the same everywhere for the same seed. */
static uint32_t random_state;

static uint32_t random_below(uint32_t limit)
{
	random_state = random_state * 1664525u + 1013904223u;
	return (uint32_t)(((uint64_t)(random_state >> 8) * limit) >> 24);
}

/* The victim */

static test_IPeer *hub, *mine;

static AStatus *twice(test_ICallback_impl *self, int32_t number, int32_t *ret)
{
	if (number > 8)
		for (;;)
			pause(); /* the hub waits for us until we are killed */
	*ret = number * 2;
	return NULL;
}

static const test_ICallback_ops callback_ops = { .twice = twice };
static test_ICallback_impl callback_impl = { .ops = &callback_ops };

/* Outcomes do not matter here: hub and driver must bear whatever comes. */

static void send_bytes(void)
{
	aidl_ByteArray data = { 0 }, answer = { 0 };

	if (aidl_ByteArray_alloc(&data, (int32_t)random_below(100000)) == STATUS_OK)
		AStatus_delete(test_IPeer_echoBytes(hub, &data, &answer));
	aidl_ByteArray_clear(&data);
	aidl_ByteArray_clear(&answer);
}

static void give_objects(void)
{
	aidl_BinderArray tokens = { 0 };

	if (aidl_BinderArray_alloc(&tokens, 1 + (int32_t)random_below(16)) == STATUS_OK) {
		for (int32_t i = 0; i < tokens.length; i++)
			tokens.data[i] = peer_new_token();
		AStatus_delete(test_IPeer_keep(hub, &tokens));
	}
	aidl_BinderArray_clear(&tokens);
}

static void take_objects(void)
{
	static aidl_BinderArray held;

	aidl_BinderArray_clear(&held);
	AStatus_delete(test_IPeer_make(hub, (int32_t)random_below(50), &held));
}

static void be_called_back(void)
{
	test_ICallback *callback = test_ICallback_new(&callback_impl);
	int32_t value;

	AStatus_delete(test_IPeer_callBack(hub, callback, (int32_t)random_below(6), &value));
	test_ICallback_release(callback);
}

static void route(void)
{
	test_IPeer *stops[] = { mine, hub, mine, hub, mine };
	const test_IPeer_Array chain = { stops, 1 + (int32_t)random_below(5) };
	int32_t n;

	AStatus_delete(test_IPeer_route(hub, &chain, 0, &n));
}

static void send_one_way(void)
{
	int8_t bytes[512] = { 0 };
	const aidl_ByteArray ballast = { bytes, sizeof(bytes) };

	for (uint32_t n = random_below(20); n; n--)
		AStatus_delete(test_IPeer_note(hub, (int32_t)n, &ballast));
}

static void take_a_name(void)
{
	char name[64];
	binder_exception_t exception;

	snprintf(name, sizeof(name), "test.IPeer/victim-%u", random_below(20));
	exception = AServiceManager_addService(test_IPeer_asBinder(mine), name);
	if (exception == EX_NONE)
		AIBinder_decStrong(AServiceManager_checkService(name));
}

static void forget(void)
{
	AStatus_delete(test_IPeer_forget(hub));
}

static int victim(uint32_t seed)
{
	void (*const deeds[])(void) = {
		send_bytes, give_objects, take_objects, be_called_back,
		route,      send_one_way, take_a_name,  forget,
	};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	random_state = seed;
	ABinderProcess_startThreadPool();
	hub = test_IPeer_fromBinder(AServiceManager_checkService(HUB));
	mine = peer_new_object();
	AStatus_delete(test_IPeer_watch(hub, test_IPeer_asBinder(mine)));
	for (;;)
		deeds[random_below(sizeof(deeds) / sizeof(deeds[0]))]();
	return 0;
}

/* The bystander that calls */

static volatile sig_atomic_t bystander_over;

static void on_sigterm(int number)
{
	bystander_over = 1;
}

static int bystander(void)
{
	test_IPeer *other = test_IPeer_fromBinder(AServiceManager_checkService(BYSTANDER));
	char text[32], *answer;
	long n_calls = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGTERM, on_sigterm);
	while (!bystander_over) {
		AStatus *status;
		bool good;

		snprintf(text, sizeof(text), "call %ld", n_calls++);
		answer = NULL;
		status = test_IPeer_echo(other, text, &answer);
		good = !status && !strcmp(answer, text);
		free(answer);
		if (!good) {
			tap_status_is_ok(status, text, 0);
			return 1;
		}
	}
	test_IPeer_release(other);
	printf("# the bystander made %ld calls\n", n_calls);
	return 0;
}

/* The one who kills */

struct slot {
	pid_t pid;
	int64_t kill_at;	/* ns */
};

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static pid_t start(const char *role, uint32_t seed)
{
	char text[16];
	pid_t pid;

	snprintf(text, sizeof(text), "%u", seed);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		execl("/proc/self/exe", "kill_random", role, text, (char *)NULL);
		_exit(127);
	}
	return pid;
}

static void kill_slot(struct slot *slot)
{
	if (slot->pid <= 0)
		return;
	kill(slot->pid, SIGKILL);
	waitpid(slot->pid, NULL, 0);
	slot->pid = 0;
}

static bool hub_watches_one(void *data)
{
	int32_t n = 0;

	AStatus_delete(test_IPeer_watched(hub, &n));
	return n > 0;
}

/* How long a victim takes to get going here: sets the range of the lifetimes. 0: it does not. */
static int64_t measure_start(void)
{
	int64_t begin = now_ns();
	struct slot slot = { .pid = start("victim", 1) };
	bool going = eventually(hub_watches_one, NULL);

	kill_slot(&slot);
	return going ? now_ns() - begin : 0;
}

static void kill_many(int count, int64_t longest_ns)
{
	struct slot slots[N_AT_ONCE] = { 0 };

	for (int i = 0; i < count + N_AT_ONCE; i++) {
		struct slot *slot = &slots[i % N_AT_ONCE];
		int64_t left = slot->kill_at - now_ns();

		if (slot->pid > 0 && left > 0)
			nanosleep(&(struct timespec){ left / 1000000000, left % 1000000000 }, NULL);
		kill_slot(slot);
		if (i >= count)
			continue;
		slot->pid = start("victim", random_below(1u << 24));
		slot->kill_at = now_ns() + longest_ns * random_below(1000) / 1000;
	}
}

static bool all_told(void *data)
{
	int32_t watched = -1, died = 0, unlinked = 0;

	AStatus_delete(test_IPeer_watched(hub, &watched));
	AStatus_delete(test_IPeer_died(hub, &died));
	AStatus_delete(test_IPeer_unlinked(hub, &unlinked));
	*(int32_t *)data = died;
	return died == watched && unlinked == watched;
}

/* After a call that leaves this thread as every such call does: it gives a buffer back late. */
static bool measure(struct driver_state *ret_state)
{
	return AIBinder_ping(test_IPeer_asBinder(hub)) == STATUS_OK && driver_state_get(ret_state);
}

static bool state_is(void *before)
{
	struct driver_state now;

	return measure(&now) && driver_state_equal(before, &now);
}

static void print_states(const struct driver_state *before)
{
	struct driver_state now;

	driver_state_print("before", before);
	if (measure(&now))
		driver_state_print("after", &now);
}

static int n_cases, n_failed;

static void ok(bool good, const char *what)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++n_cases, what);
	n_failed += !good;
}

static int run(int count, uint32_t seed)
{
	struct peer hub_peer = { 0 }, bystander_peer = { 0 };
	struct driver_state before;
	int32_t n_told = 0;
	bool twice_told = true; /* until the hub says otherwise */
	int64_t start_ns;
	pid_t caller;
	int status = -1;

	printf("1..6\n# %d victims, seed %u\n", count, seed);
	random_state = seed;
	if (peer_start(&hub_peer, HUB))
		hub = hub_peer.self;
	if (!hub || !peer_start(&bystander_peer, BYSTANDER) || !measure(&before)) {
		printf("Bail out! the session is not complete\n");
		return 1;
	}
	caller = start("bystander", 0);

	start_ns = measure_start();
	ok(start_ns > 0, "a victim gets going");
	kill_many(count, start_ns * 5 / 2);

	kill(caller, SIGTERM);
	waitpid(caller, &status, 0);
	ok(status == 0, "the bystanders saw no error");
	ok(eventually(all_told, &n_told), "all watched deaths were told");
	printf("# %d deaths were watched and told\n", n_told);
	AStatus_delete(test_IPeer_toldTwice(hub, &twice_told));
	ok(!twice_told, "none was told twice");
	ok(tap_status_is_ok(test_IPeer_forget(hub), __FILE__, __LINE__), "the hub still serves");
	ok(eventually(state_is, &before), "the driver's counts are back");
	if (n_failed)
		print_states(&before);

	peer_stop(&bystander_peer);
	peer_stop(&hub_peer);
	return n_failed ? 1 : 0;
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc == 3 && !strcmp(argv[1], "serve"))
		return peer_serve(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "victim"))
		return victim((uint32_t)strtoul(argv[2], NULL, 10));
	if (argc == 3 && !strcmp(argv[1], "bystander"))
		return bystander();
	return run(argc > 1 ? atoi(argv[1]) : DEFAULT_COUNT,
		   argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : DEFAULT_SEED);
}
