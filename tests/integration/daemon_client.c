/* SPDX-License-Identifier: MIT */
/*
 * daemon_client.c - the runtime's client side and hideglue-driverd, together
 *
 * What the operations of driver_ops.h promise, seen from honest programs: waits that
 * signals end, descriptors, threads, event loops, large payloads, limits, and the
 * daemon's own start and end.
 */
#include "integration/daemon_support.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/driver_daemon.h"
#include "support/check_tap.h"

static struct test_daemon t;

static void setup(void)
{
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

static void close_driver(struct rt_driver *driver)
{
	driver->ops->close(driver);
}

static uint32_t words[64];

static struct binder_write_read reading(void)
{
	return (struct binder_write_read){ .read_size = sizeof(words),
					   .read_buffer = (uintptr_t)words };
}

/* A new thread's first read ends at once; after it they wait. */
static void first_read(struct rt_driver *driver)
{
	struct binder_write_read bwr = reading();

	ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
	ck_assert_uint_eq(bwr.read_consumed, 4);
}

static void on_signal(int sig)
{
}

static void *interrupt_main(void *arg)
{
	pthread_t *thread = arg;

	for (int i = 0; i < 500; i++) {
		usleep(1000);
		if (pthread_kill(*thread, SIGUSR1))
			break;
	}
	return NULL;
}

/* With and without SA_RESTART, as the kernel's driver. */
START_TEST(signal_ends_a_read)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = _i ? SA_RESTART : 0 };
	struct rt_driver *driver = open_driver();
	pthread_t self = pthread_self(), helper;

	rt_driver_daemon_set_interruptible(driver);
	sigaction(SIGUSR1, &action, NULL);
	first_read(driver);
	ck_assert_int_eq(pthread_create(&helper, NULL, interrupt_main, &self), 0);
	for (int i = 0; i < 20; i++) {
		struct binder_write_read bwr = reading();

		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), -EINTR);
		ck_assert_uint_eq(bwr.read_consumed, 0);
	}
	pthread_join(helper, NULL);
	test_call(driver, 4);
	close_driver(driver);
}
END_TEST

/*
 * Signals all the time: a call is interrupted here and there, and no answer is
 * lost or taken for another.
 */
START_TEST(calls_under_signals)
{
	struct sigaction action = { .sa_handler = on_signal };
	struct rt_driver *driver = open_driver();
	pthread_t self = pthread_self(), helper;
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = { .call = BC_TRANSACTION };
	struct {
		uint32_t free_buffer;
		uint64_t buffer;
	} __attribute__((packed)) back = { .free_buffer = BC_FREE_BUFFER };

	sigaction(SIGUSR1, &action, NULL);
	ck_assert_int_eq(pthread_create(&helper, NULL, interrupt_main, &self), 0);
	for (uint64_t i = 0; i < 3000; i++) {
		struct binder_write_read bwr = reading();
		struct binder_transaction_data tr;

		out.tr = (struct binder_transaction_data){ .data_size = sizeof(i),
							   .data.ptr.buffer = (uintptr_t)&i };
		bwr.write_size = sizeof(out);
		bwr.write_buffer = (uintptr_t)&out;
		for (back.buffer = 0; !back.buffer;) {
			int r = driver->ops->write_read(driver, &bwr);

			ck_assert(r == 0 || r == -EINTR);
			for (size_t at = 0; at < bwr.read_consumed / 4;) {
				uint32_t code = words[at++];

				if (code == BR_REPLY) {
					memcpy(&tr, words + at, sizeof(tr));
					ck_assert_uint_eq(tr.data_size, sizeof(i));
					ck_assert_int_eq(
						memcmp((void *)(uintptr_t)tr.data.ptr.buffer, &i,
						       sizeof(i)),
						0);
					back.buffer = tr.data.ptr.buffer;
				}
				at += _IOC_SIZE(code) / 4;
			}
			bwr.read_consumed = 0;
		}
		bwr = (struct binder_write_read){ .write_size = sizeof(back),
						  .write_buffer = (uintptr_t)&back };
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
	}
	pthread_join(helper, NULL);
	close_driver(driver);
}
END_TEST

START_TEST(files_arrive)
{
	static const size_t counts[] = { 1, 2, 253, 254, 600 };
	size_t n = counts[_i], got = 0;
	struct rt_driver *driver;
	char text[8];
	int pipes[2];

	driver = open_driver();
	ck_assert_int_eq(pipe(pipes), 0);
	ck_assert_uint_eq(test_send_files(driver, n, pipes[1]), BR_REPLY);
	close(pipes[1]);
	while (read(pipes[0], text, 7) == 7) {
		ck_assert_int_eq(memcmp(text, "got it\n", 7), 0);
		got++;
	}
	ck_assert_uint_eq(got, n);
	close(pipes[0]);
	close_driver(driver);
}
END_TEST

START_TEST(no_such_file)
{
	struct rt_driver *driver = open_driver();

	ck_assert_uint_eq(test_send_files(driver, 2, -1), BR_FAILED_REPLY);
	test_call(driver, 10);
	close_driver(driver);
}
END_TEST

/* The server may not have as many: its caller hears of it, and the server goes on. */
START_TEST(receiver_has_no_room_for_files)
{
	struct rlimit limit = { 64, 64 };
	struct rt_driver *driver = open_driver();

	ck_assert_int_eq(prlimit(t.server, RLIMIT_NOFILE, &limit, NULL), 0);
	ck_assert_uint_eq(test_send_files(driver, 200, 0), BR_FAILED_REPLY);
	test_call(driver, 10);
	close_driver(driver);
}
END_TEST

static void *call_from_thread(void *arg)
{
	struct rt_driver *driver = arg;

	for (int i = 0; i < 50; i++)
		test_call(driver, (size_t)i * 211);
	return NULL;
}

START_TEST(threads_have_connections)
{
	struct rt_driver *driver = open_driver();
	pthread_t threads[12];

	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 12; i++)
			ck_assert_int_eq(
				pthread_create(&threads[i], NULL, call_from_thread, driver), 0);
		for (int i = 0; i < 12; i++)
			pthread_join(threads[i], NULL);
	}
	/* Ended threads left their connections for the next; not more than a few are kept. */
	test_count_sinks(&t, "clients", 2 + 1 + 8);
	test_count_sinks(&t, "thread", 2);
	close_driver(driver);
}
END_TEST

START_TEST(nonblocking_read)
{
	struct rt_driver *driver = open_driver();
	struct binder_write_read bwr = reading();

	first_read(driver);
	ck_assert_int_eq(driver->ops->write_read_flags(driver, &bwr, RT_DRIVER_NONBLOCK), -EAGAIN);
	ck_assert_uint_eq(bwr.read_consumed, 0);
	test_call(driver, 4);
	close_driver(driver);
}
END_TEST

static bool readable(int fd, int timeout_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, timeout_ms) == 1;
}

/*
 * One-way or not, what was sent makes the caller's own descriptor ready;
 * reading it all makes it quiet.
 */
START_TEST(event_loop)
{
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = { .call = BC_TRANSACTION };
	struct {
		uint32_t free_buffer;
		uint64_t buffer;
	} __attribute__((packed)) back = { .free_buffer = BC_FREE_BUFFER };
	struct rt_driver *driver = open_driver();
	int fd = driver->ops->poll_fd(driver);
	struct binder_write_read bwr;

	ck_assert_int_ge(fd, 0);
	ck_assert(readable(fd, 10000)); /* a new thread's first read ends at once */
	first_read(driver);
	ck_assert(!readable(fd, 50));
	for (int i = 0; i < 20; i++) {
		bool done = false;

		bwr = (struct binder_write_read){ .write_size = sizeof(out),
						  .write_buffer = (uintptr_t)&out };
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		while (!done) {
			ck_assert(readable(fd, 10000));
			bwr = reading();
			ck_assert_int_eq(driver->ops->write_read_flags(driver, &bwr,
								       RT_DRIVER_NONBLOCK), 0);
			for (size_t at = 0; at < bwr.read_consumed / 4;) {
				uint32_t code = words[at++];

				if (code == BR_REPLY) {
					memcpy(&back.buffer, (uint8_t *)(words + at) + 48, 8);
					done = true;
				}
				at += _IOC_SIZE(code) / 4;
			}
		}
		bwr = (struct binder_write_read){ .write_size = sizeof(back),
						  .write_buffer = (uintptr_t)&back };
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
	}
	close_driver(driver);
}
END_TEST

/* A stream larger than a message, of calls and of other commands. */
START_TEST(long_stream)
{
	static uint8_t stream[200 * 1024];
	struct rt_driver *driver = open_driver();
	struct binder_write_read bwr = reading();
	size_t n = 0;

	first_read(driver);
	while (n + 8 <= sizeof(stream)) {
		const uint32_t acquire[2] = { n % 16 ? BC_RELEASE : BC_ACQUIRE, 0 };

		memcpy(stream + n, acquire, sizeof(acquire));
		n += sizeof(acquire);
	}
	bwr.write_size = n;
	bwr.write_buffer = (uintptr_t)stream;
	ck_assert_int_eq(driver->ops->write_read_flags(driver, &bwr, RT_DRIVER_NONBLOCK), -EAGAIN);
	ck_assert_uint_eq(bwr.write_consumed, n);
	close_driver(driver);
}
END_TEST

/* Addresses that are not there. */
START_TEST(bad_addresses)
{
	struct rt_driver *driver = open_driver();
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = { .call = BC_TRANSACTION };
	static const struct binder_transaction_data bad[] = {
		{ .data_size = 100, .data.ptr.buffer = 0 },
		{ .data_size = 100, .data.ptr.buffer = 0xdead0000 },
		{ .data_size = 100000, .data.ptr.buffer = 0xdead0000 },
		{ .data_size = 1ULL << 40, .data.ptr.buffer = 0xdead0000 },
		{ .offsets_size = 8, .data.ptr.offsets = 0xdead0000 },
	};
	struct binder_write_read bwr;

	rt_driver_daemon_set_careful(driver, true);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		out.tr = bad[i];
		bwr = reading();
		bwr.write_size = sizeof(out);
		bwr.write_buffer = (uintptr_t)&out;
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		ck_assert_uint_eq(words[1], BR_FAILED_REPLY);
	}
	bwr = (struct binder_write_read){ .write_size = 100, .write_buffer = 0xdead0000 };
	ck_assert_int_eq(driver->ops->write_read(driver, &bwr), -EFAULT);
	test_call(driver, 100);
	test_call(driver, 100000);
	/*
	 * Where the answer cannot be stored the binder thread is given up; the next
	 * command is a new one's.
	 */
	out.tr = (struct binder_transaction_data){ .data_size = 4,
						  .data.ptr.buffer = (uintptr_t)&out };
	bwr = (struct binder_write_read){ .write_size = sizeof(out),
					  .write_buffer = (uintptr_t)&out,
					  .read_size = 256,
					  .read_buffer = 0xdead0000 };
	ck_assert_int_eq(driver->ops->write_read(driver, &bwr), -EFAULT);
	test_call(driver, 100);
	close_driver(driver);
}
END_TEST

/* Payloads that lie in the send arena, and its memory goes back. */
START_TEST(send_arena)
{
	struct rt_driver *driver = open_driver();
	void *p[16];

	ck_assert_ptr_null(driver->ops->send_alloc(driver, 100));
	ck_assert_ptr_null(driver->ops->send_alloc(driver, 1 << 30));
	for (int i = 0; i < 16; i++) {
		p[i] = driver->ops->send_alloc(driver, 400000);
		ck_assert_ptr_nonnull(p[i]);
		memset(p[i], i, 400000);
	}
	for (int i = 0; i < 16; i += 2)
		driver->ops->send_free(driver, p[i], 400000);
	for (int i = 1; i < 16; i += 2)
		ck_assert_int_eq(((uint8_t *)p[i])[399999], i);
	for (int i = 1; i < 16; i += 2)
		driver->ops->send_free(driver, p[i], 400000);
	test_call(driver, 300000);
	close_driver(driver);
}
END_TEST

/* Memory of the receive arena, in KiB. */
static long resident(const struct rt_driver *driver)
{
	unsigned long from;
	char line[256];
	bool ours = false;
	long rss = -1;
	FILE *f = fopen("/proc/self/smaps", "r");

	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%lx-", &from) == 1 && strchr(line, '-'))
			ours = from == (uintptr_t)driver->map;
		if (ours && sscanf(line, "Rss: %ld", &rss) == 1)
			break;
	}
	if (f)
		fclose(f);
	return rss;
}

/*
 * What a large reply needed is given back when the arena stands empty, and calls go on meanwhile.
 */
START_TEST(empty_arena_goes_back)
{
	struct rt_driver *driver = open_driver();

	for (int i = 0; i < 30; i++) {
		test_call(driver, 900000);
		test_call(driver, (size_t)i * 3001);
	}
	test_call(driver, 900000);
	test_call(driver, 10);
	test_call(driver, 10);
	ck_assert_int_lt(resident(driver), 512);
	close_driver(driver);
}
END_TEST

static int exit_status(pid_t child)
{
	int status;

	ck_assert_int_eq(waitpid(child, &status, 0), child);
	return status;
}

/* Each call shows what its sender is at that moment, not what it was when it opened. */
static void drop_privileges(void)
{
	struct rt_driver *driver = open_driver();
	pthread_t thread;

	ck_assert_uint_eq(test_ask_caller(driver).euid, 0);
	ck_assert_int_eq(setegid(12345), 0);
	ck_assert_int_eq(seteuid(12345), 0);
	ck_assert_uint_eq(test_ask_caller(driver).euid, 12345);
	ck_assert_int_eq(seteuid(0), 0);
	ck_assert_uint_eq(test_ask_caller(driver).euid, 0);
	/* The real user is another, as in a set-user-id program. */
	ck_assert_int_eq(setreuid(12345, -1), 0);
	ck_assert_uint_eq(test_ask_caller(driver).euid, 0);
	ck_assert_int_eq(setreuid(0, -1), 0);
	ck_assert_int_eq(setgid(12345), 0);
	ck_assert_int_eq(setuid(12345), 0);
	ck_assert_uint_eq(test_ask_caller(driver).euid, 12345);
	/* Threads that come later join with the credentials they have then. */
	ck_assert_int_eq(pthread_create(&thread, NULL, call_from_thread, driver), 0);
	pthread_join(thread, NULL);
	_exit(0);
}

static int freeze(struct rt_driver *driver, pid_t pid)
{
	struct binder_freeze_info info = { .pid = (uint32_t)pid, .enable = 1 };
	int r = driver->ops->ioctl(driver, BINDER_FREEZE, &info);

	info.enable = 0;
	return r ? r : driver->ops->ioctl(driver, BINDER_FREEZE, &info);
}

/* As root, then as somebody, whose the server is not. */
static void freeze_the_server(void)
{
	struct rt_driver *driver = open_driver();

	ck_assert_int_eq(freeze(driver, t.server), 0);
	ck_assert_int_eq(setuid(12345), 0);
	ck_assert_int_eq(freeze(driver, t.server), -EPERM);
	ck_assert_int_eq(freeze(driver, 1), -EINVAL);
	driver = open_driver();
	ck_assert_int_eq(freeze(driver, t.server), -EPERM);
	_exit(0);
}

START_TEST(another_users_process_is_not_frozen)
{
	static const char *const open_to_all[] = { "--socket-mode", "666", NULL };
	char path[128];
	pid_t child;

	if (geteuid() != 0)
		return;
	test_daemon_start(&t, open_to_all);
	snprintf(path, sizeof(path), "%s/run", t.dir);
	ck_assert_int_eq(chmod(t.dir, 0711) | chmod(path, 0711), 0);
	test_server_start(&t);
	child = fork();
	if (!child)
		freeze_the_server();
	ck_assert_int_eq(exit_status(child), 0);
	test_server_stop(&t);
	test_daemon_stop(&t);
}
END_TEST

START_TEST(dropped_privileges)
{
	static const char *const open_to_all[] = { "--socket-mode", "666", NULL };
	char path[128];
	pid_t child;

	if (geteuid() != 0)
		return;
	test_daemon_start(&t, open_to_all);
	snprintf(path, sizeof(path), "%s/run", t.dir);
	ck_assert_int_eq(chmod(t.dir, 0711) | chmod(path, 0711), 0);
	test_server_start(&t);
	child = fork();
	if (!child)
		drop_privileges();
	ck_assert_int_eq(exit_status(child), 0);
	test_server_stop(&t);
	test_daemon_stop(&t);
}
END_TEST

/* In another pid namespace processes have other numbers, or none. */
static void serve_from_namespace(int ready)
{
	pid_t server;

	if (unshare(CLONE_NEWPID) < 0)
		_exit(write(ready, "x", 1) != 1);
	server = fork();
	if (!server) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		test_serve(t.socket, ready);
	}
	waitpid(server, NULL, 0);
	_exit(0);
}

START_TEST(pid_namespaces)
{
	struct rt_driver *driver;
	int ready[2];
	char byte = 0;

	test_daemon_start(&t, NULL);
	ck_assert_int_eq(pipe(ready), 0);
	t.server = fork();
	if (!t.server)
		serve_from_namespace(ready[1]);
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	if (byte != 'x') {
		driver = open_driver();
		ck_assert_int_eq(test_ask_caller(driver).pid, 0);
		close_driver(driver);
	}
	test_server_stop(&t);
	test_daemon_stop(&t);
}
END_TEST

START_TEST(pid_of_the_caller)
{
	struct rt_driver *driver = open_driver();

	ck_assert_int_eq(test_ask_caller(driver).pid, getpid());
	close_driver(driver);
}
END_TEST

/* So many can open the driver, and one more only when one of them has gone. */
static const struct {
	const char *options[3];
	int n;
} user_limits[] = {
	{ { "--max-clients", "5", NULL }, 4 }, /* three quarters of all */
	{ { "--max-user-clients", "4", NULL }, 4 },
	{ { "--max-user-processes", "3", NULL }, 3 },
	{ { "--max-user-arena", "20", NULL }, 2 }, /* each has 1 MiB and 8 MiB */
};

START_TEST(too_many_clients)
{
	struct rt_driver *drivers[8], *one_more;
	int n = 0;

	test_daemon_start(&t, user_limits[_i].options);
	while (n < 8 && !rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &drivers[n]))
		n++;
	ck_assert_int_eq(n, user_limits[_i].n);
	ck_assert_int_eq(rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &one_more), -ECONNRESET);
	close_driver(drivers[--n]);
	while (rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &one_more) == -ECONNRESET)
		usleep(1000);
	close_driver(one_more);
	while (n)
		close_driver(drivers[--n]);
	test_daemon_stop(&t);
}
END_TEST

static int start_another(void)
{
	const char *builddir = getenv("top_builddir");
	char program[4096];
	pid_t child = fork();

	snprintf(program, sizeof(program), "%s/hideglue-driverd", builddir ? builddir : ".");
	if (!child) {
		execl(program, program, "--socket", t.socket, NULL);
		_exit(127);
	}
	return exit_status(child);
}

static uint32_t call_answer(struct rt_driver *driver, size_t size)
{
	void *data = calloc(1, size);
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {
		.call = BC_TRANSACTION,
		.tr = { .code = 1, .data_size = size, .data.ptr.buffer = (uintptr_t)data },
	};
	struct binder_write_read bwr = reading();
	uint32_t last = 0;

	bwr.write_size = sizeof(out);
	bwr.write_buffer = (uintptr_t)&out;
	do {
		bwr.read_consumed = 0;
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		for (size_t at = 0; at < bwr.read_consumed / 4; at += _IOC_SIZE(last) / 4)
			last = words[at++];
	} while (last == BR_NOOP || last == BR_TRANSACTION_COMPLETE);
	free(data);
	return last;
}

static const char *const little_memory[] = { "--max-user-memory", "1", NULL };

/* A call over it fails, and leaves what it had for the next. */
START_TEST(too_much_memory)
{
	struct rt_driver *driver;

	test_daemon_start(&t, little_memory);
	test_server_start(&t);
	driver = open_driver();
	ck_assert_uint_eq(call_answer(driver, 900000), BR_FAILED_REPLY);
	/* Once the server has freed what it could not answer. */
	for (int i = 0; call_answer(driver, 10000) != BR_REPLY; i++) {
		ck_assert_int_lt(i, 10000);
		usleep(1000);
	}
	close_driver(driver);
	test_server_stop(&t);
	test_daemon_stop(&t);
}
END_TEST

/* A manager that takes what it is sent and reads nothing. */
static pid_t start_sink(void)
{
	struct flat_binder_object manager = { .flags = 0 };
	struct rt_driver *driver;
	int ready[2];
	pid_t child;
	char byte;

	ck_assert_int_eq(pipe(ready), 0);
	child = fork();
	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &driver) < 0 ||
		    driver->ops->ioctl(driver, BINDER_SET_CONTEXT_MGR_EXT, &manager) < 0 ||
		    write(ready[1], "", 1) != 1)
			_exit(1);
		pause();
	}
	close(ready[1]);
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return child;
}

#define MANY 100

/* A one-way call with @MANY objects, from @first on. Return: was it taken? */
static bool send_many(struct rt_driver *driver, uint64_t first)
{
	static struct flat_binder_object objects[MANY];
	static uint64_t offsets[MANY];
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {
		.call = BC_TRANSACTION,
		.tr = { .flags = TF_ONE_WAY,
			.data_size = sizeof(objects),
			.offsets_size = sizeof(offsets),
			.data.ptr = { (uintptr_t)objects, (uintptr_t)offsets } },
	};
	static uint32_t answer[2048];
	struct binder_write_read bwr = { .write_size = sizeof(out),
					 .write_buffer = (uintptr_t)&out,
					 .read_size = sizeof(answer),
					 .read_buffer = (uintptr_t)answer };
	bool taken = false;

	for (uint64_t i = 0; i < MANY; i++) {
		objects[i].hdr.type = BINDER_TYPE_BINDER;
		objects[i].binder = first + i;
		offsets[i] = i * sizeof(*objects);
	}
	ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
	for (size_t at = 0; at < bwr.read_consumed / 4; at += 1 + _IOC_SIZE(answer[at]) / 4)
		taken |= answer[at] == BR_TRANSACTION_COMPLETE;
	return taken;
}

/* Objects and handles, too, are memory of the one whose they are, and go with it. */
START_TEST(too_many_objects)
{
	struct rt_driver *driver;
	pid_t sink;
	uint64_t n = 0;

	test_daemon_start(&t, little_memory);
	sink = start_sink();
	driver = open_driver();
	while (send_many(driver, n + 1))
		n += MANY;
	ck_assert_uint_ge(n, MANY);
	ck_assert_uint_le(n, 8000);
	ck_assert_int_le(test_count(&t, "memory"), 1 << 20);
	close_driver(driver);
	kill(sink, SIGKILL);
	ck_assert_int_eq(waitpid(sink, NULL, 0), sink);
	while (test_count(&t, "memory") > 0)
		usleep(1000);
	test_daemon_stop(&t);
}
END_TEST

/* As often as the limit allows a process may open; a client that goes makes room. */
START_TEST(limits_of_opens)
{
	static const struct {
		const char *options[3];
		int opens;
	} cases[] = {
		{ { "--max-clients", "3" }, 3 },
		{ { "--max-user-processes", "3" }, 3 },
		{ { "--max-user-arena", "20" }, 2 },
	};
	struct rt_driver *drivers[8], *one_more;
	int n = 0;

	test_daemon_start(&t, cases[_i].options);
	while (n < 8 && !rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &drivers[n]))
		n++;
	ck_assert_int_eq(n, cases[_i].opens);
	close_driver(drivers[--n]);
	while (rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &one_more) == -ECONNRESET)
		usleep(1000);
	close_driver(one_more);
	while (n)
		close_driver(drivers[--n]);
	test_daemon_stop(&t);
}
END_TEST

START_TEST(limit_of_one_process)
{
	static const char *const options[] = { "--max-process-clients", "2", NULL };
	struct hgd_join msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_JOIN, sizeof(msg), 1, 0 } };
	struct hgd_answer answer;
	struct hgd_opened opened;
	int first, second, third, fds[2];

	test_daemon_start(&t, options);
	first = raw_connect(&t);
	raw_open(first, &opened, fds);
	memcpy(msg.secret, opened.secret, sizeof(msg.secret));
	second = raw_connect(&t);
	ck_assert_int_eq(raw_send(second, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_eq(raw_receive(second, &answer, sizeof(answer), NULL, NULL), sizeof(answer));
	ck_assert_int_eq(answer.result, 0);
	third = raw_connect(&t);
	ck_assert_int_eq(raw_send(third, &msg, sizeof(msg), NULL, 0), 0);
	raw_expect_hangup(third);
	close(first);
	close(second);
	close(fds[0]);
	close(fds[1]);
	test_daemon_stop(&t);
}
END_TEST

START_TEST(socket_in_use)
{
	int status;

	test_daemon_start(&t, NULL);
	status = start_another();
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	ck_assert_int_ge(test_count(&t, "clients"), 1);
	test_daemon_stop(&t);
}
END_TEST

/* A killed daemon leaves its socket and its lock; the next one takes both over. */
START_TEST(stale_socket)
{
	struct rt_driver *driver;

	test_daemon_start(&t, NULL);
	kill(t.pid, SIGKILL);
	ck_assert_int_eq(waitpid(t.pid, NULL, 0), t.pid);
	ck_assert_int_eq(access(t.socket, F_OK), 0);
	ck_assert_int_eq(rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &driver), -ECONNREFUSED);
	test_daemon_again(&t, NULL);
	driver = open_driver();
	close_driver(driver);
	test_daemon_stop(&t);
}
END_TEST

static pid_t start_busy_client(void)
{
	pid_t child = fork();
	struct rt_driver *driver;

	ck_assert_int_ge(child, 0);
	if (child)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (driver = open_driver();;)
		test_call(driver, 4);
}

static void stay_on_one_cpu(void)
{
	cpu_set_t set;
	int cpu = 0;

	ck_assert_int_eq(sched_getaffinity(0, sizeof(set), &set), 0);
	while (!CPU_ISSET(cpu, &set))
		cpu++;
	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	ck_assert_int_eq(sched_setaffinity(0, sizeof(set), &set), 0);
}

/*
 * A client that never stops calling, with the daemon expecting each next call of it: others are
 * served, with open connections and with new ones.
 */
START_TEST(busy_client_starves_nobody)
{
	static const char *const options[][3] = {
		{ "--look", "one-cpu", NULL },
		{ "--look", "always", NULL },
		{ "--look", "never", NULL },
	};
	struct rt_driver *driver;
	pid_t busy;
	char *before;

	stay_on_one_cpu();
	test_daemon_start(&t, options[_i]);
	test_server_start(&t);
	before = test_counts(&t);
	busy = start_busy_client();
	driver = open_driver();
	for (int i = 0; i < 300; i++)
		test_call(driver, (size_t)i * 37);
	for (int i = 0; i < 10; i++)
		test_good_client(&t);
	ck_assert_int_eq(waitpid(busy, NULL, WNOHANG), 0); /* it never stopped */
	kill(busy, SIGKILL);
	exit_status(busy);
	close_driver(driver);
	test_counts_settle(&t, before);
	free(before);
	test_server_stop(&t);
	test_daemon_stop(&t);
}
END_TEST

START_TEST(daemon_gone)
{
	struct rt_driver *driver;
	struct binder_write_read bwr = reading();

	test_daemon_start(&t, NULL);
	driver = open_driver();
	first_read(driver);
	test_daemon_stop(&t);
	ck_assert_int_eq(driver->ops->write_read(driver, &bwr), -ECONNRESET);
	ck_assert_int_eq(driver->ops->write_read(driver, &bwr), -ECONNRESET);
	close_driver(driver);
}
END_TEST

static Suite *client_suite(void)
{
	Suite *s = suite_create("daemon_client");
	TCase *tc = tcase_create("client"), *start = tcase_create("start");

	suite_add_tcase(s, tc);
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, signal_ends_a_read, 0, 2);
	tcase_add_test(tc, calls_under_signals);
	tcase_add_loop_test(tc, files_arrive, 0, 5);
	tcase_add_test(tc, no_such_file);
	tcase_add_test(tc, receiver_has_no_room_for_files);
	tcase_add_test(tc, threads_have_connections);
	tcase_add_test(tc, nonblocking_read);
	tcase_add_test(tc, event_loop);
	tcase_add_test(tc, long_stream);
	tcase_add_test(tc, bad_addresses);
	tcase_add_test(tc, send_arena);
	tcase_add_test(tc, empty_arena_goes_back);
	tcase_add_test(tc, pid_of_the_caller);

	suite_add_tcase(s, start);
	tcase_set_timeout(start, 60);
	tcase_add_test(start, dropped_privileges);
	tcase_add_test(start, another_users_process_is_not_frozen);
	tcase_add_test(start, pid_namespaces);
	tcase_add_loop_test(start, too_many_clients, 0,
			    (int)(sizeof(user_limits) / sizeof(*user_limits)));
	tcase_add_loop_test(start, limits_of_opens, 0, 3);
	tcase_add_test(start, limit_of_one_process);
	tcase_add_test(start, too_much_memory);
	tcase_add_test(start, too_many_objects);
	tcase_add_test(start, socket_in_use);
	tcase_add_test(start, stale_socket);
	tcase_add_loop_test(start, busy_client_starves_nobody, 0, 3);
	tcase_add_test(start, daemon_gone);
	return s;
}

CHECK_TAP_MAIN(client_suite)
