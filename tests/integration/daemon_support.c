/* SPDX-License-Identifier: MIT */
/* daemon_support.c - a private hideglue-driverd, good clients and bad ones */
#include "integration/daemon_support.h"

#include <check.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_MS 10000
#define OPTIONS_MAX 16

static void exec_daemon(const struct test_daemon *t, const char *const *options, int ready)
{
	const char *builddir = getenv("top_builddir");
	const char *args[OPTIONS_MAX + 6] = { "hideglue-driverd", "--socket", t->socket,
					      "--ready-fd" };
	char program[4096], number[16];
	size_t n = 4;

	snprintf(program, sizeof(program), "%s/hideglue-driverd", builddir ? builddir : ".");
	/* Whatever the runner of the test left open is not the daemon's. */
	dup2(ready, 3);
	for (int fd = 4; fd < 256; fd++)
		close(fd);
	snprintf(number, sizeof(number), "%d", 3);
	args[n++] = number;
	while (options && *options && n < OPTIONS_MAX + 5)
		args[n++] = *options++;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	execv(program, (char *const *)args);
	perror(program);
	_exit(127);
}

void test_daemon_folder(struct test_daemon *t)
{
	memset(t, 0, sizeof(*t));
	strcpy(t->dir, "/tmp/hideglue-test.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(t->dir));
	snprintf(t->socket, sizeof(t->socket), "%s/run/binder.sock", t->dir);
}

void test_daemon_start(struct test_daemon *t, const char *const *options)
{
	test_daemon_folder(t);
	test_daemon_again(t, options);
}

void test_daemon_again(struct test_daemon *t, const char *const *options)
{
	int ready[2];
	char byte;

	ck_assert_int_eq(pipe(ready), 0);
	t->pid = fork();
	ck_assert_int_ge(t->pid, 0);
	if (!t->pid) {
		close(ready[0]);
		exec_daemon(t, options, ready[1]);
	}
	close(ready[1]);
	ck_assert_msg(read(ready[0], &byte, 1) == 1, "hideglue-driverd did not start");
	close(ready[0]);
}

void test_daemon_stop(struct test_daemon *t)
{
	char path[256];
	int status;

	ck_assert_int_eq(kill(t->pid, SIGTERM), 0);
	ck_assert_int_eq(waitpid(t->pid, &status, 0), t->pid);
	ck_assert_msg(WIFEXITED(status) && !WEXITSTATUS(status), "the daemon ended with status %x",
		      status);
	ck_assert_int_ne(access(t->socket, F_OK), 0);
	snprintf(path, sizeof(path), "%s/run", t->dir);
	ck_assert_int_eq(rmdir(path), 0);
	ck_assert_int_eq(rmdir(t->dir), 0);
}

/* The server: the payload comes back; a descriptor in it gets a line. */

struct reply {
	uint32_t reply;
	struct binder_transaction_data tr;
	uint32_t free_buffer;
	uint64_t buffer;
} __attribute__((packed));

static void use_file(const struct binder_transaction_data *in)
{
	const uint8_t *data = (const uint8_t *)(uintptr_t)in->data.ptr.buffer;
	struct binder_fd_object object;
	uint64_t offset;

	for (size_t i = 0; i < in->offsets_size / sizeof(offset); i++) {
		memcpy(&offset, (const uint64_t *)(uintptr_t)in->data.ptr.offsets + i,
		       sizeof(offset));
		memcpy(&object, data + offset, sizeof(object));
		if (object.hdr.type != BINDER_TYPE_FD)
			continue;
		if (write((int)object.fd, "got it\n", 7) != 7)
			_exit(1);
		close((int)object.fd);
	}
}

/* One-way calls that came so far. */
static uint32_t n_notes;

static void answer_call(const struct binder_transaction_data *in, struct reply *out)
{
	static struct test_caller caller;

	use_file(in);
	*out = (struct reply){
		.reply = BC_REPLY,
		.tr = { .data_size = in->offsets_size ? 0 : in->data_size,
			.data.ptr.buffer = in->data.ptr.buffer },
		.free_buffer = BC_FREE_BUFFER,
		.buffer = in->data.ptr.buffer,
	};
	if (in->code == TEST_CODE_CALLER) {
		caller.pid = in->sender_pid;
		caller.euid = in->sender_euid;
		out->tr.data_size = sizeof(caller);
		out->tr.data.ptr.buffer = (uintptr_t)&caller;
	} else if (in->code == TEST_CODE_NOTES) {
		out->tr.data_size = sizeof(n_notes);
		out->tr.data.ptr.buffer = (uintptr_t)&n_notes;
	}
}

static void __attribute__((noreturn)) serve_forever(struct rt_driver *driver)
{
	uint32_t words[64];
	struct binder_transaction_data tr;
	struct reply out;
	struct binder_write_read bwr = {
		.read_size = sizeof(words),
		.read_buffer = (uintptr_t)words,
	};

	/*
	 * A reply whose caller is dead ends the commands early: the rest goes with the next read.
	 */
	for (;; bwr.read_consumed = 0) {
		if (driver->ops->write_read_flags(driver, &bwr, RT_DRIVER_LAZY_COMPLETE) < 0)
			_exit(0);
		for (size_t at = 0; at < bwr.read_consumed / 4;) {
			uint32_t code = words[at++];

			if (code == BR_TRANSACTION) {
				memcpy(&tr, words + at, sizeof(tr));
				answer_call(&tr, &out);
				bwr.write_buffer = (uintptr_t)&out;
				bwr.write_size = sizeof(out);
				bwr.write_consumed = 0;
				if (tr.flags & TF_ONE_WAY) {
					n_notes++;
					bwr.write_buffer = (uintptr_t)&out.free_buffer;
					bwr.write_size -= offsetof(struct reply, free_buffer);
				}
			}
			at += _IOC_SIZE(code) / 4;
		}
	}
}

void test_serve(const char *socket, int ready)
{
	struct flat_binder_object manager = { .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };
	uint32_t enter = BC_ENTER_LOOPER;
	struct binder_write_read bwr = { .write_size = sizeof(enter),
					 .write_buffer = (uintptr_t)&enter };
	struct rt_driver *driver;

	if (rt_driver_daemon_open(socket, TEST_MAP_SIZE, &driver) < 0 ||
	    driver->ops->ioctl(driver, BINDER_SET_CONTEXT_MGR_EXT, &manager) < 0 ||
	    driver->ops->write_read(driver, &bwr) < 0 || write(ready, "", 1) != 1)
		_exit(1);
	serve_forever(driver);
}

void test_server_start(struct test_daemon *t)
{
	int ready[2];
	char byte;

	ck_assert_int_eq(pipe(ready), 0);
	t->server = fork();
	ck_assert_int_ge(t->server, 0);
	if (!t->server) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(ready[0]);
		test_serve(t->socket, ready[1]);
	}
	close(ready[1]);
	ck_assert_msg(read(ready[0], &byte, 1) == 1, "the server did not start");
	close(ready[0]);
}

void test_server_stop(struct test_daemon *t)
{
	kill(t->server, SIGKILL);
	ck_assert_int_eq(waitpid(t->server, NULL, 0), t->server);
}

/* A good client. */

static void check_reply(const uint32_t *words, size_t n, const uint8_t *data, size_t size,
			bool *done, uint64_t *buffer)
{
	struct binder_transaction_data tr;

	for (size_t at = 0; at < n;) {
		uint32_t code = words[at++];

		ck_assert_msg(code == BR_NOOP || code == BR_TRANSACTION_COMPLETE ||
				      code == BR_REPLY || code == BR_SPAWN_LOOPER,
			      "unexpected return %#x", code);
		if (code == BR_REPLY) {
			memcpy(&tr, words + at, sizeof(tr));
			ck_assert_uint_eq(tr.data_size, size);
			ck_assert_int_eq(memcmp((void *)(uintptr_t)tr.data.ptr.buffer, data, size),
					 0);
			*buffer = tr.data.ptr.buffer;
			*done = true;
		}
		at += _IOC_SIZE(code) / 4;
	}
}

void test_call(struct rt_driver *driver, size_t size)
{
	uint8_t *data = malloc(size + 1);
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {
		.call = BC_TRANSACTION,
		.tr = { .code = 1, .data_size = size, .data.ptr.buffer = (uintptr_t)data },
	};
	struct {
		uint32_t free_buffer;
		uint64_t buffer;
	} __attribute__((packed)) back = { .free_buffer = BC_FREE_BUFFER };
	uint32_t words[64];
	struct binder_write_read bwr = { .write_size = sizeof(out),
					 .write_buffer = (uintptr_t)&out };
	uint64_t buffer = 0;
	bool done = false;

	for (size_t i = 0; i < size; i++)
		data[i] = (uint8_t)(i * 7 + size);
	while (!done) {
		bwr.read_size = sizeof(words);
		bwr.read_buffer = (uintptr_t)words;
		bwr.read_consumed = 0;
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		check_reply(words, (size_t)bwr.read_consumed / 4, data, size, &done, &buffer);
	}
	back.buffer = buffer;
	bwr = (struct binder_write_read){ .write_size = sizeof(back),
					  .write_buffer = (uintptr_t)&back };
	ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
	free(data);
}

void test_good_client(struct test_daemon *t)
{
	struct rt_driver *driver = test_open(t);

	test_call(driver, 4);
	test_call(driver, 0);
	test_call(driver, 5000);
	test_call(driver, 300000);
	test_call(driver, 4096);
	driver->ops->close(driver);
}

struct test_caller test_ask_caller(struct rt_driver *driver)
{
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = { .call = BC_TRANSACTION, .tr.code = TEST_CODE_CALLER };
	struct test_caller caller;
	uint32_t words[64];
	struct binder_write_read bwr = { .write_size = sizeof(out),
					 .write_buffer = (uintptr_t)&out,
					 .read_size = sizeof(words),
					 .read_buffer = (uintptr_t)words };
	struct binder_transaction_data tr;

	for (;; bwr.read_consumed = 0) {
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		for (size_t at = 0; at < bwr.read_consumed / 4;) {
			uint32_t code = words[at++];

			ck_assert_uint_ne(code, BR_FAILED_REPLY);
			ck_assert_uint_ne(code, BR_DEAD_REPLY);
			if (code == BR_REPLY) {
				memcpy(&tr, words + at, sizeof(tr));
				memcpy(&caller, (void *)(uintptr_t)tr.data.ptr.buffer,
				       sizeof(caller));
				return caller;
			}
			at += _IOC_SIZE(code) / 4;
		}
	}
}

uint32_t test_send_files(struct rt_driver *driver, size_t n, int fd)
{
	struct binder_fd_object *objects = calloc(n, sizeof(*objects));
	uint64_t *offsets = calloc(n, sizeof(*offsets));
	struct {
		uint32_t call;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {
		.call = BC_TRANSACTION,
		.tr = { .data_size = n * sizeof(*objects),
			.offsets_size = n * sizeof(*offsets),
			.data.ptr = { (uintptr_t)objects, (uintptr_t)offsets } },
	};
	uint32_t words[64];
	struct binder_write_read bwr = { .read_size = sizeof(words),
					 .read_buffer = (uintptr_t)words };
	uint32_t answer = 0;

	for (size_t i = 0; i < n; i++) {
		objects[i].hdr.type = BINDER_TYPE_FD;
		objects[i].fd = (uint32_t)(fd >= 0 ? dup(fd) : 1000000);
		offsets[i] = i * sizeof(*objects);
	}
	bwr.write_size = sizeof(out);
	bwr.write_buffer = (uintptr_t)&out;
	while (!answer) {
		bwr.read_consumed = 0;
		ck_assert_int_eq(driver->ops->write_read(driver, &bwr), 0);
		for (size_t at = 0; at < bwr.read_consumed / 4;) {
			uint32_t code = words[at++];

			if (code != BR_NOOP && code != BR_TRANSACTION_COMPLETE)
				answer = code;
			at += _IOC_SIZE(code) / 4;
		}
	}
	for (size_t i = 0; fd >= 0 && i < n; i++)
		close((int)objects[i].fd);
	free(objects);
	free(offsets);
	return answer;
}

/* Raw connections. */

int raw_connect(struct test_daemon *t)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

	ck_assert_int_ge(fd, 0);
	strcpy(addr.sun_path, t->socket);
	ck_assert_int_eq(connect(fd, (const struct sockaddr *)&addr, sizeof(addr)), 0);
	return fd;
}

int raw_send(int fd, const void *msg, size_t size, const int *fds, size_t n_fds)
{
	char control[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(sizeof(int) * HGD_FILES_MAX)]
		__attribute__((aligned(8))) = { 0 };
	struct iovec iov = { (void *)msg, size };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = control };
	struct ucred cred = { getpid(), geteuid(), getegid() };
	struct cmsghdr *c = (struct cmsghdr *)control;

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_CREDENTIALS;
	c->cmsg_len = CMSG_LEN(sizeof(cred));
	memcpy(CMSG_DATA(c), &cred, sizeof(cred));
	m.msg_controllen = CMSG_SPACE(sizeof(cred));
	if (n_fds) {
		c = (struct cmsghdr *)(control + CMSG_SPACE(sizeof(cred)));
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int) * n_fds);
		memcpy(CMSG_DATA(c), fds, sizeof(int) * n_fds);
		m.msg_controllen += CMSG_SPACE(sizeof(int) * n_fds);
	}
	return sendmsg(fd, &m, MSG_NOSIGNAL) < 0 ? -errno : 0;
}

ssize_t raw_receive(int fd, void *msg, size_t size, int *fds, size_t *n_fds)
{
	char control[CMSG_SPACE(sizeof(int) * HGD_FILES_MAX)] __attribute__((aligned(8)));
	struct iovec iov = { msg, size };
	struct msghdr m = { .msg_iov = &iov,
			    .msg_iovlen = 1,
			    .msg_control = control,
			    .msg_controllen = sizeof(control) };
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct cmsghdr *c;
	ssize_t n;

	if (poll(&p, 1, LIMIT_MS) <= 0)
		return -ETIMEDOUT;
	n = recvmsg(fd, &m, MSG_CMSG_CLOEXEC);
	if (n < 0)
		return errno == ECONNRESET ? 0 : -errno;
	c = CMSG_FIRSTHDR(&m);
	if (fds && n_fds)
		*n_fds = 0;
	if (c && c->cmsg_type == SCM_RIGHTS && fds) {
		*n_fds = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		memcpy(fds, CMSG_DATA(c), *n_fds * sizeof(int));
	}
	return n;
}

void raw_open(int fd, struct hgd_opened *opened, int *fds)
{
	struct hgd_open msg = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, sizeof(msg), 1, 0 },
		.map_base = 0x100000,
		.map_size = TEST_MAP_SIZE,
		.send_size = TEST_MAP_SIZE,
	};
	struct {
		struct hgd_answer answer;
		struct hgd_opened opened;
	} back;
	size_t n;

	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	ck_assert_int_eq(raw_receive(fd, &back, sizeof(back), fds, &n), sizeof(back));
	ck_assert_int_eq(back.answer.result, 0);
	ck_assert_uint_eq(n, 2);
	*opened = back.opened;
}

void raw_expect_hangup(int fd)
{
	char bytes[4096];
	ssize_t n;

	do {
		n = raw_receive(fd, bytes, sizeof(bytes), NULL, NULL);
	} while (n > 0);
	ck_assert_int_eq(n, 0);
	close(fd);
}

/* Counts. */

static char *debug_text(struct test_daemon *t)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	size_t size = HGD_MESSAGE_MAX;
	char *text = calloc(1, size + 1);
	int fd = raw_connect(t);
	ssize_t n;

	ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	n = raw_receive(fd, text, size, NULL, NULL);
	ck_assert_int_gt(n, sizeof(struct hgd_answer));
	close(fd);
	memmove(text, text + sizeof(struct hgd_answer), (size_t)n - sizeof(struct hgd_answer) + 1);
	return text;
}

/* "name: 12", or "name: active 12 total 345", at the start of a line. */
static long count_in(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *line = text; line && *line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!strncmp(line, name, n) && line[n] == ':') {
			line += n + 1;
			if (!strncmp(line, " active", 7))
				line += 7;
			return strtol(line, NULL, 10);
		}
		if (!*line)
			break;
	}
	return -1;
}

long test_count(struct test_daemon *t, const char *name)
{
	char *text = debug_text(t);
	long n = count_in(text, name);

	free(text);
	return n;
}

char *test_counts(struct test_daemon *t)
{
	static const char *const names[] = {
		"clients", "processes", "files",  "arenas",	 "warnings", "proc",
		"thread",  "node",	"ref",	  "death",	 "freeze",   "transaction",
		"buffer",  "transaction_complete",
	};
	char *text = debug_text(t), *counts = calloc(1, 512);
	size_t at = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		at += (size_t)snprintf(counts + at, 512 - at, "%s %ld ", names[i],
				       count_in(text, names[i]));
	free(text);
	return counts;
}

void test_counts_settle(struct test_daemon *t, const char *before)
{
	char *now = NULL;

	for (int i = 0; i < LIMIT_MS / 10; i++) {
		free(now);
		now = test_counts(t);
		if (!strcmp(now, before)) {
			free(now);
			return;
		}
		poll(NULL, 0, 10);
	}
	ck_abort_msg("before: %s; now: %s", before, now);
}

void test_count_sinks(struct test_daemon *t, const char *name, long most)
{
	long now = test_count(t, name);

	for (int i = 0; i < LIMIT_MS / 10 && now > most; i++) {
		poll(NULL, 0, 10);
		now = test_count(t, name);
	}
	ck_assert_int_le(now, most);
}

/* A case. */

void test_fixture_start(struct test_daemon *t)
{
	test_daemon_start(t, NULL);
	test_server_start(t);
	t->before = test_counts(t);
}

void test_fixture_stop(struct test_daemon *t)
{
	test_good_client(t);
	test_counts_settle(t, t->before);
	test_server_stop(t);
	test_daemon_stop(t);
	free(t->before);
	t->before = NULL;
}

struct rt_driver *test_open(struct test_daemon *t)
{
	struct rt_driver *driver;

	ck_assert_int_eq(rt_driver_daemon_open(t->socket, TEST_MAP_SIZE, &driver), 0);
	return driver;
}
