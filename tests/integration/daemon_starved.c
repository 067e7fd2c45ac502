/* SPDX-License-Identifier: MIT */
/*
 * daemon_starved.c - hideglue-driverd where any request for memory or a descriptor may fail
 *
 * For each scenario, and each n: the daemon's n-th request during it fails. Then nobody waits for
 * an answer that does not come, what was accepted arrives, the daemon still serves, and all that
 * it took for those who are gone is given back. STARVE_STEP says how many n are left out; 1 for
 * all of them (make check-starved).
 */
#include "integration/daemon_support.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "integration/starve.h"
#include "support/check_tap.h"

/* How long a scenario may take; one that waits for ever has lost a message. */
#define SCENARIO_SECONDS 20
/* More requests than any scenario makes. */
#define REQUESTS_MAX 5000

static struct test_daemon t;

/* A client that takes any failure for an answer. */

enum outcome { ANSWERED, FAILED };

struct call {
	uint32_t cmd;
	struct binder_transaction_data_sg sg;
} __attribute__((packed));

/* Looks through what was read. Return: whether @tr's answer is there. */
static bool look_through(const uint32_t *words, size_t n, bool one_way, enum outcome *ret,
			 struct binder_transaction_data *reply)
{
	for (size_t at = 0; at < n;) {
		uint32_t code = words[at++];

		switch (code) {
		case BR_REPLY:
			memcpy(reply, words + at, sizeof(*reply));
			*ret = ANSWERED;
			return true;
		case BR_TRANSACTION_COMPLETE:
			*ret = ANSWERED;
			if (one_way)
				return true;
			break;
		case BR_FAILED_REPLY:
		case BR_DEAD_REPLY:
		case BR_ERROR:
			*ret = FAILED;
			return true;
		}
		at += _IOC_SIZE(code) / 4;
	}
	return false;
}

/* One call, with @sg_size bytes of buffers beside it. Its @reply has a buffer to be freed. */
static enum outcome transact_sg(struct rt_driver *driver, const struct binder_transaction_data *tr,
				uint64_t sg_size, struct binder_transaction_data *reply)
{
	struct call call = { BC_TRANSACTION_SG, { *tr, sg_size } };
	uint32_t words[128];
	struct binder_write_read bwr = { .write_size = sizeof(call),
					 .write_buffer = (uintptr_t)&call,
					 .read_size = sizeof(words),
					 .read_buffer = (uintptr_t)words };
	enum outcome outcome;
	int r;

	do {
		bwr.read_consumed = 0;
		r = driver->ops->write_read(driver, &bwr);
		if (r < 0)
			return FAILED;
	} while (!look_through(words, (size_t)bwr.read_consumed / 4, tr->flags & TF_ONE_WAY,
			       &outcome, reply));
	return outcome;
}

static enum outcome transact(struct rt_driver *driver, const struct binder_transaction_data *tr,
			     struct binder_transaction_data *reply)
{
	return transact_sg(driver, tr, 0, reply);
}

static void free_buffer(struct rt_driver *driver, uint64_t buffer)
{
	struct {
		uint32_t cmd;
		uint64_t buffer;
	} __attribute__((packed)) out = { BC_FREE_BUFFER, buffer };
	struct binder_write_read bwr = { .write_size = sizeof(out),
					 .write_buffer = (uintptr_t)&out };

	driver->ops->write_read(driver, &bwr);
}

static enum outcome call(struct rt_driver *driver, size_t size)
{
	uint8_t *data = malloc(size + 1);
	struct binder_transaction_data tr = { .code = 1, .data_size = size,
					      .data.ptr.buffer = (uintptr_t)data }, reply;
	enum outcome outcome;

	memset(data, (int)size | 1, size);
	outcome = transact(driver, &tr, &reply);
	if (outcome == ANSWERED) {
		ck_assert_uint_eq(reply.data_size, size);
		ck_assert_int_eq(memcmp((void *)(uintptr_t)reply.data.ptr.buffer, data, size), 0);
		free_buffer(driver, reply.data.ptr.buffer);
	}
	free(data);
	return outcome;
}

static int notes(struct rt_driver *driver)
{
	struct binder_transaction_data tr = { .code = TEST_CODE_NOTES }, reply;
	uint32_t n;

	if (transact(driver, &tr, &reply) != ANSWERED)
		return -1;
	memcpy(&n, (void *)(uintptr_t)reply.data.ptr.buffer, sizeof(n));
	free_buffer(driver, reply.data.ptr.buffer);
	return (int)n;
}

static void with_driver(void (*run)(struct rt_driver *driver))
{
	struct rt_driver *driver;

	if (rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &driver) < 0)
		return;
	run(driver);
	driver->ops->close(driver);
}

/* Scenarios: what a client does, in a process of its own. */

static void calls(struct rt_driver *driver)
{
	static const size_t sizes[] = { 4, 5000, 300000, 0, 900000, 4, 4, 70000 };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		call(driver, sizes[i]);
}

#define FILES 300

static void files(struct rt_driver *driver)
{
	static const size_t counts[] = { 3, FILES };
	static struct binder_fd_object objects[FILES];
	static uint64_t offsets[FILES];
	struct binder_transaction_data tr = {
		.data.ptr = { (uintptr_t)objects, (uintptr_t)offsets },
	}, reply;
	int pipes[2];

	ck_assert_int_eq(pipe(pipes), 0);
	for (uint64_t i = 0; i < FILES; i++) {
		objects[i].hdr.type = BINDER_TYPE_FD;
		objects[i].fd = (uint32_t)pipes[1];
		offsets[i] = i * sizeof(*objects);
	}
	for (size_t i = 0; i < 2; i++) {
		tr.data_size = counts[i] * sizeof(*objects);
		tr.offsets_size = counts[i] * sizeof(*offsets);
		if (transact(driver, &tr, &reply) == ANSWERED)
			free_buffer(driver, reply.data.ptr.buffer);
	}
	close(pipes[0]);
	close(pipes[1]);
}

/* Arrays of descriptors, which the receiver is told to close when it frees the buffer. */
static void arrays(struct rt_driver *driver)
{
	static uint32_t fds[FILES];
	struct {
		struct binder_buffer_object ptr;
		struct binder_fd_array_object fda;
	} data = {
		.ptr = { .hdr.type = BINDER_TYPE_PTR, .buffer = (uintptr_t)fds },
		.fda = { .hdr.type = BINDER_TYPE_FDA },
	};
	const uint64_t offsets[2] = { 0, sizeof(data.ptr) };
	struct binder_transaction_data tr = {
		.data_size = sizeof(data),
		.offsets_size = sizeof(offsets),
		.data.ptr = { (uintptr_t)&data, (uintptr_t)offsets },
	}, reply;

	for (uint64_t n = 2; n <= FILES; n += FILES - 2) {
		data.ptr.length = n * sizeof(*fds);
		data.fda.num_fds = n;
		if (transact_sg(driver, &tr, n * sizeof(*fds), &reply) == ANSWERED)
			free_buffer(driver, reply.data.ptr.buffer);
		call(driver, 4);
	}
}

/* One-way calls with objects: as many arrive as were accepted. */
static void one_ways(struct rt_driver *driver)
{
	struct flat_binder_object object = { .hdr.type = BINDER_TYPE_BINDER };
	uint64_t offset = 0;
	struct binder_transaction_data tr = {
		.flags = TF_ONE_WAY,
		.data_size = sizeof(object),
		.offsets_size = sizeof(offset),
		.data.ptr = { (uintptr_t)&object, (uintptr_t)&offset },
	}, none;
	int accepted = 0, before = notes(driver), n;

	for (uint64_t i = 1; i <= 20; i++) {
		object.binder = i;
		accepted += transact(driver, &tr, &none) == ANSWERED;
	}
	/* A call may overtake them; the server gone, with all it had, answers none. */
	do {
		n = notes(driver);
	} while (before >= 0 && n >= 0 && n < before + accepted);
	if (before >= 0 && n >= 0)
		ck_assert_int_eq(n, before + accepted);
}

static void registrations(struct rt_driver *driver)
{
	static const uint32_t commands[] = { BC_REQUEST_DEATH_NOTIFICATION,
					     BC_REQUEST_FREEZE_NOTIFICATION,
					     BC_CLEAR_FREEZE_NOTIFICATION,
					     BC_CLEAR_DEATH_NOTIFICATION };
	struct {
		uint32_t get, zero;
		uint32_t cmd;
		struct binder_handle_cookie hc;
	} __attribute__((packed)) out = { .get = BC_ACQUIRE, .hc.cookie = 7 };
	uint32_t words[64];
	struct binder_write_read bwr = { .read_size = sizeof(words),
					 .read_buffer = (uintptr_t)words };

	for (size_t i = 0; i < 4; i++) {
		out.cmd = commands[i];
		bwr.write_size = sizeof(out);
		bwr.write_buffer = (uintptr_t)&out;
		bwr.write_consumed = bwr.read_consumed = 0;
		driver->ops->write_read_flags(driver, &bwr, RT_DRIVER_NONBLOCK);
		call(driver, 100);
	}
}

static void *call_from_thread(void *driver)
{
	for (size_t i = 0; i < 5; i++)
		call(driver, i * 2000);
	return NULL;
}

static void threads(struct rt_driver *driver)
{
	pthread_t others[3];

	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(pthread_create(&others[i], NULL, call_from_thread, driver), 0);
	for (int i = 0; i < 3; i++)
		pthread_join(others[i], NULL);
	driver->ops->poll_fd(driver);
	call(driver, 4);
}

/* Raw: the requests that no driver of the runtime makes. Whoever is cut off has its answer too. */
static void requests(void)
{
	struct hgd_open open = { .header = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, sizeof(open), 1,
					     0 } };
	struct hgd_map map = { .header = { HGD_MAGIC, HGD_VERSION, HGD_MAP, sizeof(map), 2, 0 },
			       .map_base = 0x10000, .map_size = 65536 };
	struct hgd_header debug = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(debug), 3, 0 };
	const struct hgd_header *all[] = { &open.header, &debug, &map.header, &debug };
	static char text[HGD_MESSAGE_MAX];
	int fds[HGD_FILES_MAX], fd = raw_connect(&t);
	const int passed[3] = { 0, 1, 2 };
	size_t n = 0;
	ssize_t r = 1;

	for (size_t i = 0; i < sizeof(all) / sizeof(*all) && r > 0; i++) {
		if (raw_send(fd, all[i], all[i]->length, passed, 3) < 0)
			break;
		r = raw_receive(fd, text, sizeof(text), fds, &n);
		while (n)
			close(fds[--n]);
	}
	ck_assert_int_ne(r, -ETIMEDOUT);
	close(fd);
}

static const struct scenario {
	const char *name;
	void (*run)(struct rt_driver *driver);
	void (*run_raw)(void);
} scenarios[] = {
	{ "calls", calls, NULL },
	{ "files", files, NULL },
	{ "descriptor arrays", arrays, NULL },
	{ "one-way calls", one_ways, NULL },
	{ "registrations", registrations, NULL },
	{ "threads", threads, NULL },
	{ "requests", NULL, requests },
};
#define N_SCENARIOS (int)(sizeof(scenarios) / sizeof(*scenarios))

/* In a process of its own, which ends by SIGALRM where it waits for ever. */
static void run_scenario(const struct scenario *s, const struct starving *how)
{
	pid_t child = fork();
	int status;

	if (!child) {
		signal(SIGALRM, SIG_DFL); /* not the way of the test runner */
		alarm(SCENARIO_SECONDS);
		if (s->run)
			with_driver(s->run);
		else
			s->run_raw();
		_exit(0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(!status, "%s, request %ld of the daemon failed, and %ld after it: %s",
		      s->name, how->first, how->streak - 1,
		      WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ?
			      "a message was lost: somebody waits for ever" :
			      "the client ended badly");
}

/* A server that can start, unless the daemon is in need. */
static void start_server(void)
{
	int ready[2];

	ck_assert_int_eq(pipe(ready), 0);
	t.server = fork();
	if (!t.server) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGALRM, SIG_DFL); /* not the way of the test runner */
		alarm(2 * SCENARIO_SECONDS);
		test_serve(t.socket, ready[1]);
	}
	close(ready[1]);
	/* A byte, or the end where it could not. */
	ck_assert_int_ge(read(ready[0], &(char){ 0 }, 1), 0);
	close(ready[0]);
}

/*
 * The counts are asked for on a connection, whose three pieces may be there yet at either time; that
 * nothing at all is kept is checked at the daemon's end.
 */
#define ASKING 3

static void all_is_given_back(const struct starving *how, const char *name, long live)
{
	long now = 0;

	test_counts_settle(&t, t.before);
	for (int i = 0; i < 1000; i++) {
		now = __atomic_load_n(&starve_door->live, __ATOMIC_SEQ_CST);
		if (now <= live + ASKING)
			return;
		poll(NULL, 0, 10);
	}
	ck_abort_msg("%s, request %ld failed, and %ld after it: the daemon keeps %ld pieces",
		     name, how->first, how->streak - 1, now - live);
}

static int step_of(void)
{
	const char *text = getenv("STARVE_STEP");
	int step = text ? atoi(text) : 0;

	return step > 0 ? step : 7;
}

static void start_starving_daemon(void)
{
	int ready[2];

	starve_init();
	test_daemon_folder(&t);
	ck_assert_int_eq(pipe(ready), 0);
	t.pid = starve_daemon(t.socket, ready[1]);
	close(ready[1]);
	ck_assert_int_eq(read(ready[0], &(char){ 0 }, 1), 1);
	close(ready[0]);
	t.before = test_counts(&t);
	test_counts_settle(&t, t.before);
}

/* @streak requests fail, from the first, the second, ... on, until there is none left to fail. */
static void starve(const struct scenario *s, long streak, bool server_too)
{
	struct starving how = { .streak = streak };
	long live = 0, failed = 1;
	int step = step_of();

	for (how.first = 1; failed && how.first < REQUESTS_MAX; how.first += step) {
		if (!live)
			live = __atomic_load_n(&starve_door->live, __ATOMIC_SEQ_CST);
		if (server_too)
			starve_begin(&how);
		start_server();
		if (!server_too)
			starve_begin(&how);
		run_scenario(s, &how);
		failed = starve_end();
		kill(t.server, SIGKILL);
		ck_assert_int_eq(waitpid(t.server, NULL, 0), t.server);
		ck_assert_int_eq(waitpid(t.pid, NULL, WNOHANG), 0);
		all_is_given_back(&how, s->name, live);
	}
	printf("# %s: %ld requests, %d left out each time\n", s->name, how.first - step - 1, step - 1);
	ck_assert_int_lt(how.first, REQUESTS_MAX);
	ck_assert_int_gt(how.first, 1 + step);
}

static void served_to_the_end(void)
{
	test_server_start(&t);
	test_good_client(&t);
	test_server_stop(&t);
	test_daemon_stop(&t);
	free(t.before);
}

START_TEST(one_request_fails)
{
	start_starving_daemon();
	starve(&scenarios[_i], 1, false);
	served_to_the_end();
}
END_TEST

START_TEST(several_requests_fail)
{
	start_starving_daemon();
	starve(&scenarios[_i], 8, false);
	served_to_the_end();
}
END_TEST

START_TEST(the_server_starves_too)
{
	start_starving_daemon();
	starve(&scenarios[_i], 2, true);
	served_to_the_end();
}
END_TEST

/* It comes up, or says why not and leaves nothing behind. */
START_TEST(starts_or_ends)
{
	struct starving how = { .streak = 1 };
	long failed = 1;
	int ready[2], status;
	char path[160];

	starve_init();
	test_daemon_folder(&t);
	snprintf(path, sizeof(path), "%s/run", t.dir);
	for (how.first = 1; failed; how.first++) {
		ck_assert_int_eq(pipe(ready), 0);
		starve_begin(&how);
		t.pid = starve_daemon(t.socket, ready[1]);
		close(ready[1]);
		if (read(ready[0], &(char){ 0 }, 1) == 1) {
			starve_end();
			test_server_start(&t);
			test_good_client(&t);
			test_server_stop(&t);
			kill(t.pid, SIGTERM);
		}
		close(ready[0]);
		failed = starve_end();
		ck_assert_int_eq(waitpid(t.pid, &status, 0), t.pid);
		ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) < 2,
			      "request %ld at its start failed: status %x", how.first, status);
		ck_assert_int_ne(access(t.socket, F_OK), 0);
		if (rmdir(path) < 0)
			ck_assert_int_eq(errno, ENOENT);
	}
	ck_assert_int_gt(how.first, 3);
	ck_assert_int_eq(rmdir(t.dir), 0);
}
END_TEST

static Suite *starved_suite(void)
{
	Suite *s = suite_create("daemon_starved");
	TCase *tc = tcase_create("starved");

	suite_add_tcase(s, tc);
	tcase_set_timeout(tc, 1800);
	tcase_add_test(tc, starts_or_ends);
	tcase_add_loop_test(tc, one_request_fails, 0, N_SCENARIOS);
	tcase_add_loop_test(tc, several_requests_fail, 0, N_SCENARIOS);
	tcase_add_loop_test(tc, the_server_starves_too, 0, N_SCENARIOS);
	return s;
}

CHECK_TAP_MAIN(starved_suite)
