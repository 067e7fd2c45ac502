/* SPDX-License-Identifier: MIT */
/*
 * daemon_limits.c - what one client may make hideglue-driverd keep, hold or do at once
 *
 * Each limit is met with the option that sets it: what is over it fails, what is under it does
 * not, and what its owner leaves behind is given back.
 */
#include "integration/daemon_support.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check_tap.h"

static struct test_daemon t;

/* A manager that takes what it is sent and reads nothing. */
static pid_t start_sink(void)
{
	struct flat_binder_object manager = { .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };
	struct rt_driver *driver;
	int ready[2];
	pid_t child;

	ck_assert_int_eq(pipe(ready), 0);
	child = fork();
	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (rt_driver_daemon_open(t.socket, 4 << 20, &driver) < 0 ||
		    driver->ops->ioctl(driver, BINDER_SET_CONTEXT_MGR_EXT, &manager) < 0 ||
		    write(ready[1], "", 1) != 1)
			_exit(1);
		pause();
	}
	close(ready[1]);
	ck_assert_int_eq(read(ready[0], &(char){ 0 }, 1), 1);
	close(ready[0]);
	return child;
}

static void end_process(pid_t pid)
{
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
}

#define OBJECTS_MAX 20000

/*
 * A one-way call with @n new objects, the first called @first, or as many descriptors.
 * Return: was it taken? @reads: the completion is read, else it stays.
 */
static bool send_one_way(struct rt_driver *driver, uint32_t type, size_t n, uint64_t first,
			 bool reads)
{
	static struct flat_binder_object objects[OBJECTS_MAX];
	static uint64_t offsets[OBJECTS_MAX];
	struct {
		uint32_t cmd;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {
		.cmd = BC_TRANSACTION,
		.tr = { .flags = TF_ONE_WAY,
			.data_size = n * sizeof(*objects),
			.offsets_size = n * sizeof(*offsets),
			.data.ptr = { (uintptr_t)objects, (uintptr_t)offsets } },
	};
	static uint32_t answer[16384];
	struct binder_write_read bwr = { .write_size = sizeof(out),
					 .write_buffer = (uintptr_t)&out,
					 .read_size = reads ? sizeof(answer) : 0,
					 .read_buffer = (uintptr_t)answer };

	for (size_t i = 0; i < n; i++) {
		objects[i] = (struct flat_binder_object){ .hdr.type = type };
		if (type == BINDER_TYPE_FD)
			objects[i].handle = 0; /* the descriptor */
		else
			objects[i].binder = first + i;
		offsets[i] = i * sizeof(*objects);
	}
	for (;; bwr.read_consumed = 0) {
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		if (!reads)
			return true;
		for (size_t at = 0; at < bwr.read_consumed / 4;
		     at += 1 + _IOC_SIZE(answer[at]) / 4) {
			if (answer[at] == BR_TRANSACTION_COMPLETE)
				return true;
			if (answer[at] == BR_FAILED_REPLY)
				return false;
		}
	}
}

/* One-way calls to a receiver that does not read, until one is refused. */
static const struct limit {
	const char *option, *value;
	uint32_t type;
	size_t n;	/* objects of a call */
	int calls;	/* so many are taken */
} limits[] = {
	{ "--max-process-objects", "10", BINDER_TYPE_BINDER, 4, 2 },
	/* the receiver's */
	{ "--max-process-handles", "9", BINDER_TYPE_BINDER, 3, 3 },
	{ "--max-process-payloads", "5", BINDER_TYPE_BINDER, 0, 5 },
	{ "--max-process-files", "7", BINDER_TYPE_FD, 3, 2 },
	{ "--max-user-files", "8", BINDER_TYPE_FD, 4, 8 }, /* the same one each time */
	{ "--max-call-objects", "6", BINDER_TYPE_BINDER, 7, 0 },
	{ "--max-call-objects", "7", BINDER_TYPE_BINDER, 7, 20 },
};

START_TEST(calls_until_refused)
{
	const struct limit *l = &limits[_i];
	const char *options[] = { l->option, l->value, NULL };
	struct rt_driver *driver;
	char *before;
	pid_t sink;
	int n = 0;

	test_daemon_start(&t, options);
	before = test_counts(&t);
	test_counts_settle(&t, before);
	for (int round = 0; round < 2; round++) {
		sink = start_sink();
		driver = test_open(&t);
		for (n = 0; n < 20; n++)
			if (!send_one_way(driver, l->type, l->n, (uint64_t)n * 100 + 1, true))
				break;
		ck_assert_int_eq(n, l->calls);
		driver->ops->close(driver);
		end_process(sink);
		test_counts_settle(&t, before);
		while (test_count(&t, "memory") > 0)
			poll(NULL, 0, 1);
	}
	free(before);
	test_daemon_stop(&t);
}
END_TEST

/* Completions that nobody reads. */
START_TEST(unread_work)
{
	static const char *const options[] = { "--max-process-work", "10", NULL };
	struct rt_driver *driver;
	pid_t sink;

	test_daemon_start(&t, options);
	sink = start_sink();
	driver = test_open(&t);
	for (int i = 0; i < 30; i++)
		send_one_way(driver, BINDER_TYPE_BINDER, 0, 0, false);
	ck_assert_int_eq(test_count(&t, "transaction"), 10);
	/* Once it reads, all is well again. */
	send_one_way(driver, BINDER_TYPE_BINDER, 0, 0, true);
	ck_assert(send_one_way(driver, BINDER_TYPE_BINDER, 0, 0, true));
	driver->ops->close(driver);
	end_process(sink);
	test_daemon_stop(&t);
}
END_TEST

/* More than a read gives comes with the next, each word once. */
START_TEST(long_answers)
{
	static uint32_t words[65536 / 4];
	struct binder_write_read bwr = { .read_size = sizeof(words),
					 .read_buffer = (uintptr_t)words };
	struct rt_driver *driver;
	int acquires = 0, increfs = 0, reads = 0;
	pid_t sink;

	test_daemon_start(&t, NULL);
	sink = start_sink();
	driver = test_open(&t);
	send_one_way(driver, BINDER_TYPE_BINDER, 2000, 1, false);
	while (acquires < 2000) {
		bwr.read_consumed = 0;
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		ck_assert_uint_le(bwr.read_consumed, HGD_READ_MAX);
		for (size_t at = 0; at < bwr.read_consumed / 4;
		     at += 1 + _IOC_SIZE(words[at]) / 4) {
			acquires += words[at] == BR_ACQUIRE;
			increfs += words[at] == BR_INCREFS;
		}
		reads++;
	}
	ck_assert_int_eq(acquires, 2000);
	ck_assert_int_eq(increfs, 2000);
	ck_assert_int_ge(reads, 80000 / HGD_READ_MAX + 1);
	driver->ops->close(driver);
	end_process(sink);
	test_daemon_stop(&t);
}
END_TEST

/* However much was asked for. */
START_TEST(size_of_arenas)
{
	struct hgd_open msg = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, sizeof(msg), 1, 0 },
		.map_base = 0x100000,
		.map_size = UINT64_MAX,
		.send_size = UINT64_MAX,
	};
	struct {
		struct hgd_answer answer;
		struct hgd_opened opened;
	} back;
	int fd, fds[HGD_FILES_MAX];
	size_t n;

	test_daemon_start(&t, NULL);
	fd = raw_connect(&t);
	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_eq(raw_receive(fd, &back, sizeof(back), fds, &n), sizeof(back));
	ck_assert_uint_eq(back.opened.map_size, 4 << 20);
	ck_assert_uint_eq(back.opened.send_size, 16 << 20);
	close(fds[0]);
	close(fds[1]);
	close(fd);
	test_daemon_stop(&t);
}
END_TEST

static size_t count_of(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	return at ? strtoul(at + strlen(name), NULL, 10) : 0;
}

/*
 * What a dead process held goes bit by bit, with others served in between: requests that were all
 * there when it died see it go. The daemon stands still while they are put there.
 */
START_TEST(dies_with_much)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	static char text[HGD_MESSAGE_MAX + 1];
	size_t now, before = SIZE_MAX, between = 0;
	struct rt_driver *driver;
	int fd, status;
	pid_t owner, sink;

	test_daemon_start(&t, NULL);
	sink = start_sink();
	owner = fork();
	if (!owner) {
		driver = test_open(&t);
		for (uint64_t i = 0; i < 3; i++)
			if (!send_one_way(driver, BINDER_TYPE_BINDER, 8000, i * 8000 + 1, true))
				_exit(1);
		raise(SIGSTOP);
	}
	ck_assert_int_eq(waitpid(owner, &status, WUNTRACED), owner);
	ck_assert(WIFSTOPPED(status));
	fd = raw_connect(&t);
	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_gt(raw_receive(fd, text, sizeof(text), NULL, NULL), 0);
	ck_assert_uint_ge(count_of(text + sizeof(struct hgd_answer), "\nref: active "), 24000);
	ck_assert_int_eq(kill(t.pid, SIGSTOP), 0);
	ck_assert_int_eq(waitpid(t.pid, &status, WUNTRACED), t.pid);
	end_process(sink);
	for (uint32_t i = 0; i < 6; i++)
		ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_eq(kill(t.pid, SIGCONT), 0);
	for (uint32_t i = 0; i < 6; i++) {
		ck_assert_int_gt(raw_receive(fd, text, sizeof(text), NULL, NULL), 0);
		now = count_of(text + sizeof(struct hgd_answer), "\nref: active ");
		ck_assert_uint_le(now, before);
		between += now > 0 && now < 24000;
		before = now;
	}
	ck_assert_uint_gt(between, 1);
	test_count_sinks(&t, "ref", 0);
	close(fd);
	end_process(owner);
	test_count_sinks(&t, "node", 0);
	test_daemon_stop(&t);
}
END_TEST

/* One user takes all that it may have; another is served, and is not told what there is. */
static void take_all(int ready)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	struct hgd_answer answer;
	int fd = -1;

	if (setgroups(0, NULL) || setgid(12345) || setuid(12345))
		_exit(1);
	for (int i = 0; i < 200; i++) {
		fd = raw_connect(&t);
		if (raw_send(fd, &msg, sizeof(msg), NULL, 0) < 0 ||
		    raw_receive(fd, &answer, sizeof(answer), NULL, NULL) <= 0)
			break;
		if (answer.result != -EPERM)
			_exit(2);
	}
	_exit(write(ready, "", 1) != 1 || pause());
}

START_TEST(of_each_user)
{
	static const char *const options[] = { "--max-user-clients", "20", "--socket-mode", "666",
					       NULL };
	char path[160];
	int ready[2];
	pid_t greedy;

	if (geteuid() != 0)
		return;
	test_daemon_start(&t, options);
	snprintf(path, sizeof(path), "%s/run", t.dir);
	ck_assert_int_eq(chmod(t.dir, 0711) | chmod(path, 0711), 0);
	ck_assert_int_eq(pipe(ready), 0);
	greedy = fork();
	if (!greedy)
		take_all(ready[1]);
	close(ready[1]);
	ck_assert_int_eq(read(ready[0], &(char){ 0 }, 1), 1);
	ck_assert_int_ge(test_count(&t, "clients"), 20);
	test_server_start(&t);
	test_good_client(&t);
	end_process(greedy);
	test_count_sinks(&t, "clients", 3);
	test_server_stop(&t);
	test_daemon_stop(&t);
}
END_TEST

/*
 * No descriptor is left, then one, then two, and so on up to what an open and a call need: whoever
 * cannot be served hears so, the others are served all the time, and all are once there is room.
 */
START_TEST(descriptors_run_out)
{
	struct rlimit all, few;
	struct rt_driver *driver, *late;
	bool refused = false, opened = false;
	int files[2] = { 0, 0 }, null = open("/dev/null", O_WRONLY);

	test_fixture_start(&t);
	driver = test_open(&t);
	ck_assert_int_eq(prlimit(t.pid, RLIMIT_NOFILE, NULL, &all), 0);
	few = all;
	/* The one that it keeps to turn somebody away with has a lower number. */
	for (few.rlim_cur = 10; !opened; few.rlim_cur++) {
		int r;

		ck_assert_int_lt(few.rlim_cur, 200);
		ck_assert_int_eq(prlimit(t.pid, RLIMIT_NOFILE, &few, NULL), 0);
		test_call(driver, 100);
		files[test_send_files(driver, 2, null) == BR_REPLY]++;
		r = rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &late);
		opened = !r;
		refused |= r == -ECONNRESET || r == -ENOMEM;
		ck_assert(opened || r == -ECONNRESET || r == -ENOMEM);
		/* Whoever was refused for good is gone before the next try. */
		ck_assert_int_eq(prlimit(t.pid, RLIMIT_NOFILE, &all, NULL), 0);
		if (opened)
			late->ops->close(late);
		test_count_sinks(&t, "clients", 3);
		test_count_sinks(&t, "files", 0);
		test_good_client(&t);
	}
	ck_assert(refused);
	ck_assert_int_gt(files[0], 0);
	ck_assert_int_gt(files[1], 0);
	close(null);
	driver->ops->close(driver);
	test_fixture_stop(&t);
}
END_TEST

/* Who waits while there is no descriptor is served when there are some again, though none of ours
 * was closed. */
START_TEST(waits_for_descriptors)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	static char text[HGD_MESSAGE_MAX];
	struct rlimit all, few;
	struct rt_driver *driver;
	int fds[4];
	int served = 0;

	test_fixture_start(&t);
	driver = test_open(&t);
	ck_assert_int_eq(prlimit(t.pid, RLIMIT_NOFILE, NULL, &all), 0);
	few = all;
	few.rlim_cur = 3;
	ck_assert_int_eq(prlimit(t.pid, RLIMIT_NOFILE, &few, NULL), 0);
	for (int i = 0; i < 4; i++) {
		fds[i] = raw_connect(&t);
		raw_send(fds[i], &msg, sizeof(msg), NULL, 0);
		test_call(driver, 10);
	}
	ck_assert_int_eq(prlimit(t.pid, RLIMIT_NOFILE, &all, NULL), 0);
	for (int i = 0; i < 4; i++) {
		ssize_t n = raw_receive(fds[i], text, sizeof(text), NULL, NULL);

		ck_assert_int_ne(n, -ETIMEDOUT);
		served += n > 0;
		close(fds[i]);
	}
	ck_assert_int_gt(served, 0);
	driver->ops->close(driver);
	test_fixture_stop(&t);
}
END_TEST

static Suite *limits_suite(void)
{
	Suite *s = suite_create("daemon_limits");
	TCase *tc = tcase_create("limits");

	suite_add_tcase(s, tc);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, calls_until_refused, 0, (int)(sizeof(limits) / sizeof(*limits)));
	tcase_add_test(tc, unread_work);
	tcase_add_test(tc, long_answers);
	tcase_add_test(tc, size_of_arenas);
	tcase_add_test(tc, dies_with_much);
	tcase_add_test(tc, of_each_user);
	tcase_add_test(tc, descriptors_run_out);
	tcase_add_test(tc, waits_for_descriptors);
	return s;
}

CHECK_TAP_MAIN(limits_suite)
