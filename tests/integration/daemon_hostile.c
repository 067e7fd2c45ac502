/* SPDX-License-Identifier: MIT */
/*
 * daemon_hostile.c - what clients do to hideglue-driverd, and that nobody else is hurt
 *
 * Each case starts a daemon and an honest server, attacks, and then checks that an
 * honest client is still served and that everything the attacker held is gone.
 */
#include "integration/daemon_support.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

static struct rt_driver *open_driver(void)
{
	return test_open(&t);
}

static int opened_connection(struct hgd_opened *opened)
{
	int fd = raw_connect(&t), fds[2];

	raw_open(fd, opened, fds);
	close(fds[0]);
	close(fds[1]);
	return fd;
}

START_TEST(honest)
{
	for (int i = 0; i < 10; i++)
		test_good_client(&t);
}
END_TEST

START_TEST(garbage)
{
	uint8_t bytes[600];
	int fd = raw_connect(&t);

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 37 + (size_t)_i * 11);
	ck_assert_int_eq(raw_send(fd, bytes, _i == 0 ? 1 : (size_t)_i * 60, NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

START_TEST(short_and_long_headers)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, 0, 1, 0 };
	static const uint32_t lengths[] = { 0, 15, 17, 4096, UINT32_MAX };
	int fd = raw_connect(&t);

	msg.length = lengths[_i];
	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

START_TEST(too_large)
{
	size_t size = HGD_MESSAGE_MAX + 1024;
	struct hgd_header *msg = calloc(1, size);
	int fd = raw_connect(&t);

	*msg = (struct hgd_header){ HGD_MAGIC, HGD_VERSION, HGD_OPEN, (uint32_t)size, 1, 0 };
	ck_assert_int_eq(raw_send(fd, msg, size, NULL, 0), 0);
	raw_expect_hangup(fd);
	free(msg);
}
END_TEST

START_TEST(other_version)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION + 1, HGD_OPEN, sizeof(msg), 1, 0 };
	struct hgd_answer answer;
	int fd = raw_connect(&t);

	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_eq(raw_receive(fd, &answer, sizeof(answer), NULL, NULL), sizeof(answer));
	ck_assert_int_eq(answer.result, -EPROTONOSUPPORT);
	close(fd);
}
END_TEST

START_TEST(every_type_before_open)
{
	struct {
		struct hgd_header header;
		uint8_t body[64];
	} msg = { .header = { HGD_MAGIC, HGD_VERSION, (uint8_t)_i, sizeof(msg), 1, 0 } };
	int fd = raw_connect(&t);

	if (_i == HGD_DEBUG) {
		close(fd);
		return;
	}
	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

START_TEST(wrong_secret)
{
	struct hgd_join msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_JOIN, sizeof(msg), 1, 0 } };
	struct hgd_opened opened;
	int first = opened_connection(&opened);
	int fd = raw_connect(&t);

	memcpy(msg.secret, opened.secret, sizeof(msg.secret));
	msg.secret[15] ^= 1;
	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	raw_expect_hangup(fd);
	close(first);
}
END_TEST

START_TEST(secret_of_another_process)
{
	struct hgd_join msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_JOIN, sizeof(msg), 1, 0 } };
	struct hgd_opened opened;
	int first = opened_connection(&opened);
	pid_t child = fork();
	int status;

	if (!child) {
		int fd = raw_connect(&t);

		memcpy(msg.secret, opened.secret, sizeof(msg.secret));
		if (raw_send(fd, &msg, sizeof(msg), NULL, 0) < 0)
			_exit(1);
		_exit(raw_receive(fd, &msg, sizeof(msg), NULL, NULL) != 0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	close(first);
}
END_TEST

/* A WRITE_READ whose fixed part lies in one way each. */
static void lie(struct hgd_write_read *msg, int how)
{
	struct hgd_region *region = (struct hgd_region *)(msg + 1);

	switch (how) {
	case 0:
		msg->n_regions = HGD_REGIONS_MAX + 1;
		break;
	case 1:
		msg->n_regions = 100;
		break;
	case 2:
		msg->write_size = UINT32_MAX;
		break;
	case 3:
		msg->n_files = 5;
		break;
	case 4: /* inline bytes that are not there */
		msg->n_regions = 1;
		*region = (struct hgd_region){ 0x1000, 1000, HGD_REGION_INLINE };
		break;
	case 5: /* past the send arena */
		msg->n_regions = 1;
		*region = (struct hgd_region){ 0x1000, 1000, TEST_MAP_SIZE - 999 };
		break;
	case 6:
		msg->n_regions = 1;
		*region = (struct hgd_region){ 0x1000, UINT64_MAX, 8 };
		break;
	case 7: /* the kernel's half of the addresses */
		msg->n_regions = 1;
		*region = (struct hgd_region){ UINT64_MAX - 10, 100, 8 };
		break;
	case 8:
		msg->write_buffer = UINT64_MAX - 1;
		break;
	case 9:
		msg->read_buffer = UINT64_MAX - 1;
		break;
	case 10: /* bytes that belong to nothing */
		msg->write_size = 1;
		break;
	}
}

START_TEST(lying_regions)
{
	struct {
		struct hgd_write_read msg;
		struct hgd_region region;
	} m = { .msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_WRITE_READ, sizeof(m), 2, 0 } } };
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	lie(&m.msg, _i);
	ck_assert_int_eq(raw_send(fd, &m, sizeof(m), NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

/* A call whose data was not handed over: its sender alone hears of it. */
START_TEST(addresses_not_handed_over)
{
	struct {
		struct hgd_write_read msg;
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) m = {
		.msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_WRITE_READ, sizeof(m), 2, 0 },
			 .write_buffer = 0x5000,
			 .write_size = 4 + sizeof(struct binder_transaction_data),
			 .read_buffer = 0x6000,
			 .read_size = 256 },
		.call = BC_TRANSACTION,
		.tr = { .data_size = 100, .data.ptr.buffer = 0x7000 },
	};
	struct {
		struct hgd_answer answer;
		uint32_t words[64];
	} back;
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	ck_assert_int_eq(raw_send(fd, &m, sizeof(m), NULL, 0), 0);
	ck_assert_int_eq(raw_receive(fd, &back, sizeof(back), NULL, NULL), sizeof(back.answer) + 8);
	ck_assert_int_eq(back.answer.result, 0);
	ck_assert_uint_eq(back.words[1], BR_FAILED_REPLY);
	close(fd);
}
END_TEST

static struct hgd_write_read waiting_read(uint32_t serial)
{
	return (struct hgd_write_read){
		.header = { HGD_MAGIC, HGD_VERSION, HGD_WRITE_READ, sizeof(struct hgd_write_read),
			    serial, 0 },
		.read_buffer = 0x6000,
		.read_size = 256,
	};
}

START_TEST(second_request)
{
	struct hgd_write_read msg = waiting_read(2);
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	/* The first command of a new thread ends at once; the next read waits. */
	for (uint32_t serial = 2; serial < 5; serial++) {
		msg.header.serial = serial;
		ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	}
	raw_expect_hangup(fd);
}
END_TEST

START_TEST(answers_to_nothing)
{
	struct hgd_files taken = { .header = { HGD_MAGIC, HGD_VERSION, HGD_FILES_TAKEN,
					       sizeof(taken), 2, 0 } };
	struct hgd_header arena = { HGD_MAGIC, HGD_VERSION, HGD_ARENA_TAKEN, sizeof(arena), 2, 0 };
	struct hgd_header cancel = { HGD_MAGIC, HGD_VERSION, HGD_CANCEL, sizeof(cancel), 2, 0 };
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	ck_assert_int_eq(raw_send(fd, &arena, sizeof(arena), NULL, 0), 0);
	ck_assert_int_eq(raw_send(fd, &cancel, sizeof(cancel), NULL, 0), 0);
	ck_assert_int_eq(raw_send(fd, &taken, sizeof(taken), NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

START_TEST(never_reads)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	int fd = raw_connect(&t);
	int n = 0;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	while (n < 100000 && !raw_send(fd, &msg, sizeof(msg), NULL, 0))
		n++;
	ck_assert_int_lt(n, 100000);
	test_good_client(&t);
	close(fd);
}
END_TEST

START_TEST(bomb_of_files)
{
	int fds[HGD_FILES_MAX], pipes[2];
	struct {
		struct hgd_files msg;
		int32_t numbers[HGD_FILES_MAX];
	} m = { .msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_FILES, sizeof(m), 1, 0 },
			 .n_files = HGD_FILES_MAX } };
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	ck_assert_int_eq(pipe(pipes), 0);
	for (int i = 0; i < HGD_FILES_MAX; i++)
		m.numbers[i] = fds[i] = pipes[0];
	for (int i = 0; i < 100; i++)
		if (raw_send(fd, &m, sizeof(m), fds, HGD_FILES_MAX) < 0)
			break;
	raw_expect_hangup(fd);
	close(pipes[0]);
	close(pipes[1]);
}
END_TEST

START_TEST(files_with_every_message)
{
	int fds[HGD_FILES_MAX];
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	static char text[HGD_MESSAGE_MAX];
	int fd = raw_connect(&t);

	for (int i = 0; i < HGD_FILES_MAX; i++)
		fds[i] = 0;
	for (int i = 0; i < 50; i++) {
		ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), fds, HGD_FILES_MAX), 0);
		ck_assert_int_gt(raw_receive(fd, text, sizeof(text), NULL, NULL), 0);
	}
	close(fd);
}
END_TEST

START_TEST(arenas_are_sealed)
{
	struct hgd_opened opened;
	int fd = raw_connect(&t), fds[2];

	raw_open(fd, &opened, fds);
	ck_assert_ptr_eq(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fds[0], 0),
			 MAP_FAILED);
	ck_assert_int_lt(pwrite(fds[0], "x", 1, 0), 0);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_lt(ftruncate(fds[i], 0), 0);
		ck_assert_int_lt(ftruncate(fds[i], TEST_MAP_SIZE * 2), 0);
		ck_assert_int_lt(fcntl(fds[i], F_ADD_SEALS, F_SEAL_WRITE), 0);
		close(fds[i]);
	}
	close(fd);
}
END_TEST

/* OPEN without a receive arena, and what is said about one later. */
static int open_unmapped(void)
{
	struct hgd_open msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, sizeof(msg), 1, 0 } };
	struct {
		struct hgd_answer answer;
		struct hgd_opened opened;
	} got;
	int fd = raw_connect(&t), fds[HGD_FILES_MAX];
	size_t n_fds = 0;

	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_eq(raw_receive(fd, &got, sizeof(got), fds, &n_fds), sizeof(got));
	ck_assert_int_eq(got.answer.result, 0);
	while (n_fds)
		close(fds[--n_fds]);
	return fd;
}

static int ask_map(int fd, uint64_t base, uint64_t size)
{
	struct hgd_map msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_MAP, sizeof(msg), 2, 0 },
			       .map_base = base,
			       .map_size = size };
	struct {
		struct hgd_answer answer;
		struct hgd_mapped mapped;
	} got = { .mapped = { 0 } };
	int fds[HGD_FILES_MAX];
	size_t n_fds = 0;

	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_ge(raw_receive(fd, &got, sizeof(got), fds, &n_fds), sizeof(got.answer));
	ck_assert_uint_eq(n_fds, got.answer.result ? 0 : 1);
	while (n_fds) {
		ck_assert_ptr_eq(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED,
				      fds[--n_fds], 0),
				 MAP_FAILED);
		close(fds[n_fds]);
	}
	return got.answer.result ? got.answer.result : (int)got.mapped.map_size;
}

START_TEST(maps_late)
{
	struct hgd_header unmap = { HGD_MAGIC, HGD_VERSION, HGD_UNMAP, sizeof(unmap), 3, 0 };
	struct hgd_answer answer;
	struct hgd_opened opened;
	int fd = open_unmapped();

	ck_assert_int_eq(ask_map(fd, 0x10000, UINT64_MAX), 4 * 1024 * 1024);
	ck_assert_int_eq(ask_map(fd, 0x10000, 4096), -EBUSY);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(raw_send(fd, &unmap, sizeof(unmap), NULL, 0), 0);
		ck_assert_int_eq(raw_receive(fd, &answer, sizeof(answer), NULL, NULL),
				 sizeof(answer));
		ck_assert_int_eq(answer.result, 0);
	}
	ck_assert_int_eq(ask_map(fd, 0x10000, 4096), -EBUSY);
	close(fd);
	fd = opened_connection(&opened);
	ck_assert_int_eq(ask_map(fd, 0x10000, 4096), -EBUSY);
	close(fd);
}
END_TEST

START_TEST(malformed_maps)
{
	static const struct {
		uint64_t base, size;
		uint32_t extra;
	} bad[] = {
		{ 0x10001, 4096, 0 }, { 0x10000, 0, 0 },	 { UINT64_C(1) << 63, 4096, 0 },
		{ 0x10000, 4096, 8 }, { UINT64_MAX - 4095, 1, 0 },
	};
	struct {
		struct hgd_map map;
		uint64_t extra;
	} msg = { .map = { .map_base = bad[_i].base, .map_size = bad[_i].size } };
	uint32_t size = (uint32_t)sizeof(msg.map) + bad[_i].extra;
	int fd = open_unmapped();

	msg.map.header = (struct hgd_header){ HGD_MAGIC, HGD_VERSION, HGD_MAP, size, 2, 0 };
	ck_assert_int_eq(raw_send(fd, &msg, size, NULL, 0), 0);
	raw_expect_hangup(fd);
}
END_TEST

/* A child that uses its parent's connection is not its parent, and must not hurt it. */
START_TEST(forked_child_speaks)
{
	struct rt_driver *driver = open_driver();
	struct hgd_opened opened;
	int fd = opened_connection(&opened);
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	static char text[HGD_MESSAGE_MAX];
	pid_t child = fork();

	if (!child)
		_exit(raw_send(fd, &msg, sizeof(msg), NULL, 0) < 0);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	test_call(driver, 100);
	msg.serial = 2;
	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_gt(raw_receive(fd, text, sizeof(text), NULL, NULL), 0);
	ck_assert_uint_eq(((struct hgd_answer *)text)->header.serial, 2);
	close(fd);
	driver->ops->close(driver);
}
END_TEST

/* The process is dead though a child of it holds the connection. */
START_TEST(child_holds_the_socket)
{
	int hold[2];
	pid_t parent;
	char byte;

	ck_assert_int_eq(pipe(hold), 0);
	parent = fork();
	if (!parent) {
		struct rt_driver *driver = open_driver();
		pid_t child;

		test_call(driver, 100);
		child = fork();
		if (!child) {
			close(hold[1]);
			_exit(read(hold[0], &byte, 1) != 0);
		}
		raise(SIGKILL);
	}
	close(hold[0]);
	ck_assert_int_eq(waitpid(parent, NULL, 0), parent);
	test_counts_settle(&t, t.before);
	close(hold[1]);
}
END_TEST

static void call_until_killed(void)
{
	struct rt_driver *driver;

	if (rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &driver) < 0)
		_exit(1);
	for (size_t i = 0;; i++)
		test_call(driver, i * 977 % 20000);
}

START_TEST(killed_at_any_moment)
{
	for (int i = 0; i < 60; i++) {
		pid_t child = fork();

		if (!child)
			call_until_killed();
		usleep((useconds_t)(i * 131 % 8000));
		kill(child, SIGKILL);
		ck_assert_int_eq(waitpid(child, NULL, 0), child);
	}
}
END_TEST

/*
 * Another process changes what is being sent. The driver reads each word once, so this is
 * the sender's loss alone.
 */
static void flip_for_ever(int memfd, size_t size)
{
	volatile uint8_t *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, memfd, 0);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (at == MAP_FAILED)
		_exit(1);
	for (size_t i = 0;; i++)
		at[i * 61 % size] ^= (uint8_t)(1u << (i % 8));
}

struct arena_call {
	struct hgd_write_read msg;
	struct hgd_region region;
	uint32_t call;
	struct binder_transaction_data tr;
} __attribute__((packed));

static void fill_objects(uint8_t *arena, size_t size)
{
	static const uint32_t types[] = { BINDER_TYPE_BINDER, BINDER_TYPE_WEAK_BINDER,
					  BINDER_TYPE_HANDLE, BINDER_TYPE_FD, BINDER_TYPE_PTR,
					  BINDER_TYPE_FDA, BINDER_TYPE_BINDER, BINDER_TYPE_BINDER };
	uint64_t *offsets = (uint64_t *)(arena + size - 64);

	for (uint64_t k = 0; k < 8; k++) {
		offsets[k] = k * 64;
		memcpy(arena + k * 64, &types[k], sizeof(types[k]));
	}
}

START_TEST(send_arena_changes)
{
	const size_t size = 1024, at = 0x200000;
	struct arena_call m = {
		.msg = { .write_buffer = 0x5000,
			 .write_size = 4 + sizeof(struct binder_transaction_data),
			 .read_buffer = 0x6000,
			 .read_size = 256,
			 .n_regions = 1 },
		.region = { at, size, 0 },
		.call = BC_TRANSACTION,
		.tr = { .flags = TF_ONE_WAY,
			.data_size = size - 64,
			.offsets_size = 64,
			.data.ptr = { at, at + size - 64 } },
	};
	struct {
		struct hgd_answer answer;
		uint32_t words[64];
	} back;
	struct hgd_opened opened;
	int fd = raw_connect(&t), fds[2];
	uint8_t *arena;
	pid_t child;

	raw_open(fd, &opened, fds);
	arena = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fds[1], 0);
	child = fork();
	if (!child)
		flip_for_ever(fds[1], size);
	for (uint32_t i = 0; i < 3000; i++) {
		m.msg.header = (struct hgd_header){ HGD_MAGIC, HGD_VERSION, HGD_WRITE_READ,
						    sizeof(m), i + 2, 0 };
		fill_objects(arena, size);
		ck_assert_int_eq(raw_send(fd, &m, sizeof(m), NULL, 0), 0);
		ck_assert_int_gt(raw_receive(fd, &back, sizeof(back), NULL, NULL), 0);
	}
	kill(child, SIGKILL);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	munmap(arena, size);
	close(fds[0]);
	close(fds[1]);
	close(fd);
}
END_TEST

/* Is sent files and never says that it took them: they stay on their way, and others are served. */
static uint32_t offer_file(struct rt_driver *driver)
{
	int pipes[2];
	struct binder_fd_object object = { .hdr.type = BINDER_TYPE_FD };
	uint64_t offset = 0;
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {
		.call = BC_TRANSACTION,
		.tr = { .data_size = sizeof(object),
			.offsets_size = sizeof(offset),
			.data.ptr = { (uintptr_t)&object, (uintptr_t)&offset } },
	};
	uint32_t words[64], last;
	struct binder_write_read bwr = { .write_size = sizeof(out),
					 .write_buffer = (uintptr_t)&out,
					 .read_size = sizeof(words),
					 .read_buffer = (uintptr_t)words };

	ck_assert_int_eq(pipe(pipes), 0);
	object.fd = (uint32_t)pipes[1];
	do {
		bwr.read_consumed = 0;
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		last = words[bwr.read_consumed / 4 - 1];
	} while (last == BR_NOOP || last == BR_TRANSACTION_COMPLETE);
	close(pipes[0]);
	close(pipes[1]);
	return last;
}

static void take_nothing(int ready)
{
	struct {
		struct hgd_ioctl msg;
		struct flat_binder_object manager;
	} m = { .msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_IOCTL, sizeof(m), 2, 0 },
			 .cmd = BINDER_SET_CONTEXT_MGR_EXT,
			 .size = sizeof(m.manager) },
		.manager.flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };
	static char bytes[4096];
	struct hgd_write_read msg = waiting_read(3);
	struct hgd_opened opened;
	int fd = opened_connection(&opened);

	if (raw_send(fd, &m, sizeof(m), NULL, 0) < 0 ||
	    raw_receive(fd, bytes, sizeof(bytes), NULL, NULL) <= 0 || write(ready, "", 1) != 1)
		_exit(1);
	if (raw_send(fd, &msg, sizeof(msg), NULL, 0) < 0)
		_exit(1);
	while (raw_receive(fd, bytes, sizeof(bytes), NULL, NULL) > 0) {
		if (((struct hgd_answer *)bytes)->header.type == HGD_TAKE_FILES)
			break;
		msg.header.serial++;
		if (raw_send(fd, &msg, sizeof(msg), NULL, 0) < 0)
			_exit(1);
	}
	if (write(ready, "", 1) != 1)
		_exit(1);
	pause();
}

START_TEST(never_takes_its_files)
{
	struct rt_driver *driver;
	int ready[2], helper_status;
	pid_t taker, killer;
	char byte;

	test_server_stop(&t);
	ck_assert_int_eq(pipe(ready), 0);
	taker = fork();
	if (!taker)
		take_nothing(ready[1]);
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	killer = fork();
	if (!killer) {
		/* Once it holds the call without taking its file, it is killed. */
		if (read(ready[0], &byte, 1) != 1)
			_exit(1);
		_exit(kill(taker, SIGKILL) != 0);
	}
	driver = open_driver();
	ck_assert_uint_eq(offer_file(driver), BR_DEAD_REPLY);
	driver->ops->close(driver);
	ck_assert_int_eq(waitpid(taker, NULL, 0), taker);
	ck_assert_int_eq(waitpid(killer, &helper_status, 0), killer);
	ck_assert_int_eq(helper_status, 0);
	close(ready[0]);
	close(ready[1]);
	test_server_start(&t);
}
END_TEST

/* A TCP socket whose close() waits until the other end is closed; longer than any test may take. */
static int lingering_socket(int *peer)
{
	const struct linger linger = { 1, 1000 };
	const int small = 4096, large = 1024 * 1024;
	struct sockaddr_in addr = { .sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	static char bytes[65536];
	socklen_t size = sizeof(addr);
	int server = socket(AF_INET, SOCK_STREAM, 0), fd = socket(AF_INET, SOCK_STREAM, 0);

	setsockopt(server, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &large, sizeof(large));
	if (bind(server, (struct sockaddr *)&addr, sizeof(addr)) || listen(server, 1) ||
	    getsockname(server, (struct sockaddr *)&addr, &size) ||
	    connect(fd, (struct sockaddr *)&addr, sizeof(addr)))
		return -1;
	*peer = accept(server, NULL, NULL);
	close(server);
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
	while (send(fd, bytes, sizeof(bytes), MSG_DONTWAIT | MSG_NOSIGNAL) > 0)
		;
	return fd;
}

/*
 * The daemon has the last reference to files whose close() takes its time. It is stopped while
 * ours is closed, which else could be the last one and take that time from the test.
 */
START_TEST(files_that_close_slowly)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	static char text[HGD_MESSAGE_MAX];
	int fd = raw_connect(&t), peers[8], socket;

	for (int i = 0; i < 8; i++) {
		socket = lingering_socket(&peers[i]);
		ck_assert_int_ge(socket, 0);
		/* Its close, not ours, has to be the last. */
		ck_assert_int_eq(kill(t.pid, SIGSTOP), 0);
		ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), &socket, 1), 0);
		close(socket);
		ck_assert_int_eq(kill(t.pid, SIGCONT), 0);
		ck_assert_int_gt(raw_receive(fd, text, sizeof(text), NULL, NULL), 0);
	}
	test_good_client(&t);
	ck_assert_int_ge(test_count(&t, "files"), 1);
	for (int i = 0; i < 8; i++)
		close(peers[i]);
	close(fd);
}
END_TEST

/*
 * The same where the daemon never reads the message that they came with: the connection ends
 * before, or is turned away.
 */
START_TEST(unread_files_that_close_slowly)
{
	static const char *const one_client[] = { "--max-user-clients", "1", NULL };
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	struct test_daemon other;
	int first, fds[6], peers[6], slow;
	static char text[HGD_MESSAGE_MAX];

	test_daemon_start(&other, _i ? one_client : NULL);
	first = raw_connect(&other);
	ck_assert_int_eq(raw_send(first, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_gt(raw_receive(first, text, sizeof(text), NULL, NULL), 0);
	ck_assert_int_eq(kill(other.pid, SIGSTOP), 0);
	for (int i = 0; i < 6; i++) {
		fds[i] = raw_connect(&other);
		slow = lingering_socket(&peers[i]);
		ck_assert_int_eq(raw_send(fds[i], "x", 1, NULL, 0), 0);
		ck_assert_int_eq(raw_send(fds[i], &msg, i % 2 ? sizeof(msg) : 0, &slow, 1), 0);
		close(slow);
	}
	ck_assert_int_eq(kill(other.pid, SIGCONT), 0);
	for (int i = 0; i < 6; i++)
		raw_expect_hangup(fds[i]);
	ck_assert_int_eq(raw_send(first, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_gt(raw_receive(first, text, sizeof(text), NULL, NULL), 0);
	/* Those that were let in count until they are closed. */
	ck_assert_ptr_nonnull(strstr(text + sizeof(struct hgd_answer),
				     _i ? "clients: 1\n" : "clients: 7\n"));
	for (int i = 0; i < 6; i++)
		close(peers[i]);
	close(first);
	test_daemon_stop(&other);
}
END_TEST

static Suite *hostile_suite(void)
{
	Suite *s = suite_create("daemon_hostile");
	TCase *tc = tcase_create("daemon");

	suite_add_tcase(s, tc);
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, honest);
	tcase_add_loop_test(tc, garbage, 0, 10);
	tcase_add_loop_test(tc, short_and_long_headers, 0, 5);
	tcase_add_test(tc, too_large);
	tcase_add_test(tc, other_version);
	tcase_add_loop_test(tc, every_type_before_open, 3, 16);
	tcase_add_test(tc, wrong_secret);
	tcase_add_test(tc, secret_of_another_process);
	tcase_add_loop_test(tc, lying_regions, 0, 11);
	tcase_add_test(tc, addresses_not_handed_over);
	tcase_add_test(tc, second_request);
	tcase_add_test(tc, answers_to_nothing);
	tcase_add_test(tc, never_reads);
	tcase_add_test(tc, bomb_of_files);
	tcase_add_test(tc, files_with_every_message);
	tcase_add_test(tc, files_that_close_slowly);
	tcase_add_loop_test(tc, unread_files_that_close_slowly, 0, 2);
	tcase_add_test(tc, arenas_are_sealed);
	tcase_add_test(tc, maps_late);
	tcase_add_loop_test(tc, malformed_maps, 0, 5);
	tcase_add_test(tc, forked_child_speaks);
	tcase_add_test(tc, child_holds_the_socket);
	tcase_add_test(tc, killed_at_any_moment);
	tcase_add_test(tc, send_arena_changes);
	tcase_add_test(tc, never_takes_its_files);
	return s;
}

CHECK_TAP_MAIN(hostile_suite)
