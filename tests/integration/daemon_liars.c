/* SPDX-License-Identifier: MIT */
/*
 * daemon_liars.c - messages of hideglue-driverd's protocol that are cut short or come out of turn
 *
 * Whoever sends one is answered or cut off; the others go on, and nothing of it stays.
 */
#include "integration/daemon_support.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check_tap.h"

static struct test_daemon t;

static void setup(void)
{
	signal(SIGPIPE, SIG_IGN);
	test_fixture_start(&t);
}

static void teardown(void)
{
	test_fixture_stop(&t);
}

static int opened_connection(struct hgd_opened *opened)
{
	int fd = raw_connect(&t), fds[2];

	raw_open(fd, opened, fds);
	close(fds[0]);
	close(fds[1]);
	return fd;
}

/* Waits for the answer or the end. */
static void expect_an_end(int fd)
{
	static uint8_t bytes[HGD_MESSAGE_MAX];
	int fds[HGD_FILES_MAX];
	size_t n = 0;
	ssize_t r;

	do {
		r = raw_receive(fd, bytes, sizeof(bytes), fds, &n);
		while (n)
			close(fds[--n]);
		ck_assert_int_ge(r, 0);
	} while (r && ((struct hgd_answer *)bytes)->header.type != HGD_ANSWER);
	close(fd);
}

/* Each type of message of each length up to more than any has, filled in three ways. */
static const uint8_t fillings[] = { 0x00, 0x01, 0xff };

/* Requests without an answer: an OPEN after them says that the daemon got over them. */
static bool has_no_answer(int type)
{
	return type == HGD_CANCEL || type == HGD_FILES || type == HGD_FILES_TAKEN ||
	       type == HGD_ARENA_TAKEN;
}

static void send_short(int type, uint32_t size, uint8_t filling)
{
	struct {
		struct hgd_header header;
		uint8_t body[128];
	} msg;
	struct hgd_open again = { .header = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, sizeof(again), 9,
					      0 } };
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	memset(&msg, filling, sizeof(msg));
	msg.header = (struct hgd_header){ HGD_MAGIC, HGD_VERSION, (uint8_t)type, size, 2,
					  HGD_NONBLOCK };
	ck_assert_int_eq(raw_send(fd, &msg, size, NULL, 0), 0);
	if (has_no_answer(type))
		raw_send(fd, &again, sizeof(again), NULL, 0);
	expect_an_end(fd);
}

START_TEST(cut_short)
{
	for (size_t i = 0; i < sizeof(fillings); i++)
		for (uint32_t size = sizeof(struct hgd_header); size <= 100; size++)
			send_short(_i, size, fillings[i]);
}
END_TEST

START_TEST(opens_twice)
{
	struct hgd_open msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, sizeof(msg), 2, 0 } };
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

START_TEST(joins_itself)
{
	struct hgd_join msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_JOIN, sizeof(msg), 2, 0 } };
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	memcpy(msg.secret, opened.secret, sizeof(msg.secret));
	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

/* The process whose secret it is has gone. */
START_TEST(joins_the_dead)
{
	struct hgd_join msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_JOIN, sizeof(msg), 1, 0 } };
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	memcpy(msg.secret, opened.secret, sizeof(msg.secret));
	close(fd);
	test_counts_settle(&t, t.before);
	fd = raw_connect(&t);
	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

/* What a receiver says of the two files that it was sent. */
static const struct taken {
	int32_t result;
	uint32_t n_files;
	uint32_t n_sent;
	bool served;	/* its caller has the call delivered, and so waits for a reply */
} takens[] = {
	{ 0, 2, 2, true },
	{ 0, 1, 1, false },
	{ 0, 3, 3, false },
	{ 0, 2, 1, false },
	{ 0, 0, 0, false },
	{ 0, UINT32_MAX, 2, false },
	{ -EMFILE, 2, 2, false },
	{ -EMFILE, 0, 0, false },
	{ -ENOMEM, 0, 0, false },
	{ INT32_MIN, 0, 0, false },
};

struct manager_msg {
	struct hgd_ioctl msg;
	struct flat_binder_object manager;
};

/* A manager that takes files so, and then reads on until it is cut off or has its call. */
static void take_as(const struct taken *taken, int ready)
{
	struct manager_msg m = {
		.msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_IOCTL, sizeof(m), 2, 0 },
			 .cmd = BINDER_SET_CONTEXT_MGR_EXT,
			 .size = sizeof(m.manager) },
		.manager.flags = FLAT_BINDER_FLAG_ACCEPTS_FDS,
	};
	struct {
		struct hgd_files msg;
		int32_t numbers[4];
	} reply = { .msg = { .result = taken->result, .n_files = taken->n_files },
		    .numbers = { -1, INT32_MAX, 0, 0 } };
	struct hgd_write_read read_more = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_WRITE_READ, sizeof(read_more), 2, 0 },
		.read_buffer = 0x6000,
		.read_size = 256,
	};
	static uint32_t bytes[1024];
	const struct hgd_header *got = (const void *)bytes;
	uint32_t size = (uint32_t)(sizeof(reply.msg) + taken->n_sent * sizeof(int32_t));
	struct hgd_opened opened;
	int fd = opened_connection(&opened), fds[HGD_FILES_MAX];
	size_t n;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (raw_send(fd, &m, sizeof(m), NULL, 0) < 0 ||
	    raw_receive(fd, bytes, sizeof(bytes), NULL, NULL) <= 0 || write(ready, "", 1) != 1)
		_exit(1);
	for (;;) {
		if (got->type == HGD_TAKE_FILES) {
			reply.msg.header = (struct hgd_header){ HGD_MAGIC, HGD_VERSION,
								HGD_FILES_TAKEN, size,
								got->serial, 0 };
			raw_send(fd, &reply, size, NULL, 0);
		} else {
			read_more.header.serial++;
			raw_send(fd, &read_more, sizeof(read_more), NULL, 0);
		}
		n = 0;
		if (raw_receive(fd, bytes, sizeof(bytes), fds, &n) <= 0)
			_exit(0);
		for (size_t at = sizeof(struct hgd_answer) / 4;
		     got->type == HGD_ANSWER && at < got->length / 4;
		     at += 1 + _IOC_SIZE(bytes[at]) / 4)
			if (bytes[at] == BR_TRANSACTION)
				_exit(3);
	}
}

START_TEST(takes_files_in_its_own_way)
{
	struct rt_driver *driver;
	int ready[2], status;
	pid_t taker;
	uint32_t answer;

	test_server_stop(&t);
	ck_assert_int_eq(pipe(ready), 0);
	taker = fork();
	if (!taker)
		take_as(&takens[_i], ready[1]);
	ck_assert_int_eq(read(ready[0], &(char){ 0 }, 1), 1);
	driver = test_open(&t);
	answer = test_send_files(driver, 2, ready[0]);
	ck_assert(answer == BR_DEAD_REPLY || answer == BR_FAILED_REPLY);
	driver->ops->close(driver);
	kill(taker, SIGKILL);
	ck_assert_int_eq(waitpid(taker, &status, 0), taker);
	ck_assert_int_eq(WIFEXITED(status) && WEXITSTATUS(status) == 3, takens[_i].served);
	close(ready[0]);
	close(ready[1]);
	test_server_start(&t);
}
END_TEST

/* A client that reads a byte of each answer now and then is served as it reads. */
START_TEST(reads_slowly)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	struct rt_driver *driver = test_open(&t);
	int fd = raw_connect(&t);
	char byte;

	for (int i = 0; i < 200; i++) {
		ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
		test_call(driver, (size_t)i * 50);
		ck_assert_int_eq(recv(fd, &byte, 1, 0), 1);
	}
	close(fd);
	driver->ops->close(driver);
}
END_TEST

/* A socket's path has its limit: who starts the daemon hears of it. */
START_TEST(path_too_long)
{
	const char *builddir = getenv("top_builddir");
	char program[4096], path[200], text[512] = "";
	int log[2], status;
	pid_t child;

	memset(path, 'x', sizeof(path) - 1);
	path[0] = '/';
	path[_i] = '\0';
	snprintf(program, sizeof(program), "%s/hideglue-driverd", builddir ? builddir : ".");
	ck_assert_int_eq(pipe(log), 0);
	child = fork();
	if (!child) {
		dup2(log[1], 2);
		execl(program, program, "--socket", path, NULL);
		_exit(127);
	}
	close(log[1]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	ck_assert_int_gt(read(log[0], text, sizeof(text) - 1), 0);
	ck_assert_msg(strstr(text, "longer than the 107 bytes"), "%s", text);
	close(log[0]);
}
END_TEST

static Suite *liars_suite(void)
{
	Suite *s = suite_create("daemon_liars");
	TCase *tc = tcase_create("liars"), *start = tcase_create("start");

	suite_add_tcase(s, tc);
	tcase_set_timeout(tc, 120);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, cut_short, HGD_OPEN, HGD_FLUSH + 2);
	tcase_add_test(tc, opens_twice);
	tcase_add_test(tc, joins_itself);
	tcase_add_test(tc, joins_the_dead);
	tcase_add_loop_test(tc, takes_files_in_its_own_way, 0,
			    (int)(sizeof(takens) / sizeof(*takens)));
	tcase_add_test(tc, reads_slowly);

	suite_add_tcase(s, start);
	tcase_add_loop_test(start, path_too_long, 108, 110);
	return s;
}

CHECK_TAP_MAIN(liars_suite)
