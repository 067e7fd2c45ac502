/* SPDX-License-Identifier: MIT */
/*
 * peer_hideglue.c - our own way: generated code over the driver that HIDEGLUE_DRIVER names
 *
 * The server is this program started anew (a forked child must not use the library).
 */
#include "config.h"
#include "bench.h"
#include "peer_hideglue.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "hideglue/bench/IBench.h"

static AStatus *bench_next(hideglue_bench_IBench_impl *self, int32_t a, int32_t *ret)
{
	(void)self;
	*ret = a + 1;
	return NULL;
}

static AStatus *bench_send(hideglue_bench_IBench_impl *self, const aidl_ByteArray *data)
{
	(void)self;
	(void)data;
	return NULL;
}

static AStatus *bench_note(hideglue_bench_IBench_impl *self, int32_t a)
{
	(void)self;
	(void)a;
	return NULL;
}

static AStatus *bench_make(hideglue_bench_IBench_impl *self, AIBinder **ret);

static const hideglue_bench_IBench_ops bench_ops = {
	.next = bench_next,
	.send = bench_send,
	.note = bench_note,
	.make = bench_make,
};

static void impl_destroy(hideglue_bench_IBench_impl *self)
{
	free(self);
}

static hideglue_bench_IBench *bench_new(void)
{
	hideglue_bench_IBench_impl *impl = calloc(1, sizeof *impl);

	if (!impl)
		return NULL;
	impl->ops = &bench_ops;
	impl->destroy = impl_destroy;
	return hideglue_bench_IBench_new(impl);
}

static AStatus *bench_make(hideglue_bench_IBench_impl *self, AIBinder **ret)
{
	(void)self;
	*ret = hideglue_bench_IBench_asBinder(bench_new());
	return NULL;
}

int bench_serve(const char *name, int threads)
{
	hideglue_bench_IBench *service = bench_new();

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	ABinderProcess_setThreadPoolMaxThreadCount((uint32_t)threads);
	if (AServiceManager_addService(hideglue_bench_IBench_asBinder(service), name) != EX_NONE)
		return 1;
	hideglue_bench_IBench_release(service);
	ABinderProcess_joinThreadPool();
	return 0;
}

hideglue_bench_IBench *bench_start_server(const char *name, int threads)
{
	char count[16];

	snprintf(count, sizeof count, "%d", threads);
	if (fork() == 0) {
		execl("/proc/self/exe", "bench_calls", "--serve", name, count, (char *)NULL);
		_exit(127);
	}
	return hideglue_bench_IBench_fromBinder(AServiceManager_waitForService(name));
}

long long bench_driver_count(const char *name)
{
	const char *tool = getenv("HIDEGLUE");
	char line[256], command[512];
	long long count = -1;
	FILE *f;

	snprintf(command, sizeof command, "'%s' doctor -v", tool ? tool : "hideglue");
	f = popen(command, "re");
	while (f && fgets(line, sizeof line, f))
		if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
			count = atoll(line + strlen(name) + 1);
	if (f)
		pclose(f);
	return count;
}

static bool hideglue_open(struct peer *peer)
{
	if (!getenv("HIDEGLUE_DRIVER")) {
		peer->why = "HIDEGLUE_DRIVER is not set: start the bench through 'hideglue run'";
		return false;
	}
	peer->state = bench_start_server("bench/calls", 4);
	if (!peer->state)
		peer->why = "the server did not come up";
	return peer->state != NULL;
}

static void must(AStatus *status, const char *what)
{
	if (status) {
		fprintf(stderr, "bench: %s: %s\n", what, AStatus_getDescription(status));
		exit(1);
	}
}

static void hideglue_call(struct peer *peer)
{
	int32_t value;

	must(hideglue_bench_IBench_next(peer->state, 1, &value), "next");
	if (value != 2)
		bench_die("a wrong answer");
}

static void hideglue_send(struct peer *peer, const uint8_t *data, size_t n)
{
	aidl_ByteArray array = {.data = (int8_t *)data, .length = (int32_t)n};

	must(hideglue_bench_IBench_send(peer->state, &array), "send");
}

static void hideglue_note(struct peer *peer)
{
	must(hideglue_bench_IBench_note(peer->state, 1), "note");
}

static void hideglue_close(struct peer *peer)
{
	hideglue_bench_IBench_release(peer->state);
}

struct peer peer_hideglue = {
	.name = "hideglue, user-space driver",
	.copies = "3", /* into the parcel, by the driver, out of the parcel */
	.open = hideglue_open,
	.call = hideglue_call,
	.send = hideglue_send,
	.note = hideglue_note,
	.sync = hideglue_call,
	.close = hideglue_close,
};
