/* SPDX-License-Identifier: MIT */
/*
 * check_driver.c - the core where a test can do what no process can: let memory run out, end
 * threads that are parked, set small limits, look at counts
 */
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/slab.h>
#include <linux/kernel.h>
#include "core/binder.h"
#include "inproc/inproc.h"
#include "uapi/binder.h"
#include "tests/support/check_tap.h"

/* One process's half of a conversation; both halves are this thread. */
struct end {
	struct inproc *p;
	const uint8_t *map;
	struct binder_write_read bwr;	/* lives as long as a parked read */
	uint8_t out[1024];
	size_t n_out;
	uint8_t in[512];
	size_t n_in;
	uint64_t buffer;	/* the last one received */
};

static struct inproc_device *device;
static struct end server, client;

static void put(struct end *e, uint32_t cmd, const void *data)
{
	memcpy(e->out + e->n_out, &cmd, 4);
	memcpy(e->out + e->n_out + 4, data, _IOC_SIZE(cmd));
	e->n_out += 4 + _IOC_SIZE(cmd);
}

static int talk(struct end *e, bool read)
{
	int ret;

	e->bwr = (struct binder_write_read){
		.write_size = e->n_out, .write_buffer = (uintptr_t)e->out,
		.read_size = read ? sizeof(e->in) : 0, .read_buffer = (uintptr_t)e->in,
	};
	ret = inproc_ioctl(e->p, BINDER_WRITE_READ, &e->bwr);
	e->n_out = 0;
	e->n_in = ret ? 0 : e->bwr.read_consumed;
	return ret;
}

/* Is @cmd among the words read? Remembers the buffer that came. */
static bool got(struct end *e, uint32_t cmd)
{
	bool found = false;
	size_t at = 0;

	while (at + 4 <= e->n_in) {
		struct binder_transaction_data tr;
		uint32_t word;

		memcpy(&word, e->in + at, 4);
		found |= word == cmd;
		if (word == BR_TRANSACTION || word == BR_REPLY) {
			memcpy(&tr, e->in + at + 4, sizeof(tr));
			e->buffer = tr.data.ptr.buffer;
		}
		at += 4 + _IOC_SIZE(word);
	}
	return found;
}

static void open_end(struct end *e, int pid, enum inproc_waiting waiting)
{
	struct inproc_options options = { .pid = pid, .waiting = waiting };
	const void *map = NULL;

	e->p = inproc_open(device, &options);
	if (e->p && inproc_map(e->p, 64 << 10, &map) == 0)
		e->map = map;
}

static void open_both(const struct binder_limits *limits, enum inproc_waiting waiting)
{
	struct flat_binder_object manager = { .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };
	struct binder_version version;

	binder_debug_mask = 0;
	memset(&server, 0, sizeof(server));
	memset(&client, 0, sizeof(client));
	device = inproc_device_new(limits);
	if (!device)
		return;
	open_end(&server, 1, waiting);
	open_end(&client, 2, waiting);
	if (server.p)
		inproc_ioctl(server.p, BINDER_SET_CONTEXT_MGR_EXT, &manager);
	if (client.p)
		inproc_ioctl(client.p, BINDER_VERSION, &version);
}

static void close_both(void)
{
	inproc_close(server.p);
	inproc_close(client.p);
	inproc_device_free(device);
	ck_assert_int_eq(shim_slab_live(), 0);
	ck_assert_uint_eq(shim_warnings(), 0);
	ck_assert_int_eq(inproc_charged, 0);
}

struct message {
	struct binder_transaction_data_sg sg;
	uint8_t data[256];
	uint64_t offsets[8];
	uint32_t memory[8];
};

static void add(struct message *m, const void *obj, size_t n)
{
	struct binder_transaction_data *tr = &m->sg.transaction_data;

	m->offsets[tr->offsets_size / 8] = tr->data_size;
	tr->offsets_size += 8;
	memcpy(m->data + tr->data_size, obj, n);
	tr->data_size += n;
}

/* One of everything. */
static void fill(struct message *m, int fd)
{
	struct flat_binder_object own = { .hdr.type = BINDER_TYPE_BINDER, .binder = 1 };
	struct flat_binder_object weak = { .hdr.type = BINDER_TYPE_WEAK_BINDER, .binder = 2 };
	struct binder_fd_object file = { .hdr.type = BINDER_TYPE_FD };
	struct binder_buffer_object ptr = { .hdr.type = BINDER_TYPE_PTR, .length = 16 };
	struct binder_fd_array_object fda = { .hdr.type = BINDER_TYPE_FDA, .num_fds = 2 };

	memset(m, 0, sizeof(*m));
	m->sg.transaction_data.flags = TF_ACCEPT_FDS;
	m->sg.transaction_data.data.ptr.buffer = (uintptr_t)m->data;
	m->sg.transaction_data.data.ptr.offsets = (uintptr_t)m->offsets;
	m->sg.buffers_size = 16;
	m->memory[0] = m->memory[1] = fd;
	file.fd = fd;
	ptr.buffer = (uintptr_t)m->memory;
	fda.parent = 3;
	add(m, &own, sizeof(own));
	add(m, &weak, sizeof(weak));
	add(m, &file, sizeof(file));
	add(m, &ptr, sizeof(ptr));
	add(m, &fda, sizeof(fda));
}

static bool send_object(uint64_t ptr)
{
	struct flat_binder_object own = { .hdr.type = BINDER_TYPE_BINDER, .binder = ptr };
	struct message m;

	memset(&m, 0, sizeof(m));
	m.sg.transaction_data.flags = TF_ONE_WAY;
	m.sg.transaction_data.data.ptr.buffer = (uintptr_t)m.data;
	m.sg.transaction_data.data.ptr.offsets = (uintptr_t)m.offsets;
	add(&m, &own, sizeof(own));
	put(&client, BC_TRANSACTION, &m.sg.transaction_data);
	ck_assert_int_eq(talk(&client, true), 0);
	return got(&client, BR_TRANSACTION_COMPLETE);
}

static void close_received(struct end *e)
{
	struct binder_fd_object obj;

	memcpy(&obj, (const void *)(uintptr_t)(e->buffer + 48), sizeof(obj));
	close(obj.fd);
}

/* A call with one of everything, registrations, a reply. Any step may fail for want of memory. */
static void conversation(int fd)
{
	struct binder_transaction_data reply = { .code = 0 };
	struct binder_handle_cookie hc = { .handle = 1, .cookie = 5 };
	struct message m;

	fill(&m, fd);
	put(&client, BC_TRANSACTION_SG, &m.sg);
	talk(&client, false);
	if (talk(&server, true) == -EINPROGRESS)
		return;
	if (!got(&server, BR_TRANSACTION))
		return;
	close_received(&server);
	put(&server, BC_REQUEST_DEATH_NOTIFICATION, &hc);
	talk(&server, false);
	put(&server, BC_REQUEST_FREEZE_NOTIFICATION, &hc);
	talk(&server, false);
	put(&server, BC_FREE_BUFFER, &server.buffer);
	put(&server, BC_REPLY, &reply);
	talk(&server, true);
	talk(&client, true);
	if (got(&client, BR_REPLY)) {
		put(&client, BC_FREE_BUFFER, &client.buffer);
		talk(&client, false);
	}
}

static int next_fd(void)
{
	int fd = fcntl(0, F_DUPFD_CLOEXEC, 3);

	close(fd);
	return fd;
}

START_TEST(memory_runs_out_anywhere)
{
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC), n;

	for (n = 1; n < 200; n++) {
		shim_slab_fail(n);
		open_both(NULL, INPROC_PARK_RETURN);
		if (device && server.map && client.map)
			conversation(fd);
		shim_slab_fail(0);
		close_both();
	}
	close(fd);
}
END_TEST

/* Threads that are parked, and their process ends */

START_TEST(killed_while_waiting)
{
	open_both(NULL, INPROC_PARK_RETURN);
	talk(&server, false);
	ck_assert_int_eq(talk(&server, true), -EINPROGRESS);
	close_both();
}
END_TEST

START_TEST(killed_while_a_reply_is_awaited)
{
	struct binder_transaction_data call = { .code = 1 };

	open_both(NULL, INPROC_PARK_RETURN);
	put(&client, BC_TRANSACTION, &call);
	ck_assert_int_eq(talk(&client, true), -EINPROGRESS);
	close_both();
}
END_TEST

START_TEST(killed_while_files_are_on_their_way)
{
	struct message m;
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC), before = next_fd();

	open_both(NULL, INPROC_PARK_RETURN);
	fill(&m, fd);
	put(&client, BC_TRANSACTION_SG, &m.sg);
	ck_assert_int_eq(talk(&client, false), 0);
	talk(&server, false);
	ck_assert_int_eq(talk(&server, true), -EINPROGRESS);
	inproc_close(server.p);
	server.p = NULL;
	talk(&client, true);
	ck_assert(got(&client, BR_DEAD_REPLY));
	close_both();
	ck_assert_int_eq(next_fd(), before);
	close(fd);
}
END_TEST

START_TEST(resumed_after_files)
{
	struct message m;
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	open_both(NULL, INPROC_PARK_RETURN);
	fill(&m, fd);
	put(&client, BC_TRANSACTION_SG, &m.sg);
	ck_assert_int_eq(talk(&client, false), 0);
	ck_assert_int_eq(talk(&server, true), -EINPROGRESS);
	ck_assert_int_eq(inproc_resume(server.p), 0);
	close_both();
	close(fd);
}
END_TEST

/* The client waits, parked, for the server to come to rest, which has a call to serve. */
static void begin_freezing(void)
{
	struct binder_transaction_data call = { .code = 1 };
	struct binder_freeze_info freeze = { .pid = 1, .enable = 1, .timeout_ms = 100000 };

	open_both(NULL, INPROC_PARK_RETURN);
	put(&client, BC_TRANSACTION, &call);
	ck_assert_int_eq(talk(&client, false), 0);
	ck_assert_int_eq(inproc_ioctl(client.p, BINDER_FREEZE, &freeze), -EINPROGRESS);
}

START_TEST(killed_while_freezing)
{
	begin_freezing();
	inproc_close(client.p);
	client.p = NULL;
	close_both();
}
END_TEST

START_TEST(frozen_one_dies)
{
	begin_freezing();
	inproc_close(server.p);
	server.p = NULL;
	ck_assert_int_eq(inproc_resume(client.p), 0);
	close_both();
}
END_TEST

/* Wake-ups */

/* Waits, parked, and ends when told so. */
static void *waits_and_leaves(void *arg)
{
	static struct end self;
	sem_t *step = arg;
	int waits;

	self.p = server.p;
	talk(&self, false); /* the first ioctl of a thread never waits */
	waits = talk(&self, true);
	sem_post(&step[0]);
	sem_wait(&step[1]);
	inproc_thread_exit(server.p);
	return waits == -EINPROGRESS ? NULL : arg;
}

/* The last one to wait is woken for work of the process and leaves before it takes it. */
START_TEST(woken_thread_leaves)
{
	struct binder_handle_cookie hc = { .handle = 1, .cookie = 5 };
	sem_t step[2];
	void *failed;
	pthread_t t;
	char *text;

	open_both(NULL, INPROC_PARK_RETURN);
	sem_init(&step[0], 0, 0);
	sem_init(&step[1], 0, 0);
	ck_assert(send_object(1));
	ck_assert_int_eq(talk(&server, true), 0);
	put(&server, BC_REQUEST_DEATH_NOTIFICATION, &hc);
	ck_assert_int_eq(talk(&server, true), -EINPROGRESS);
	ck_assert_int_eq(pthread_create(&t, NULL, waits_and_leaves, step), 0);
	sem_wait(&step[0]);
	inproc_close(client.p);
	client.p = NULL;
	sem_post(&step[1]);
	pthread_join(t, &failed);
	ck_assert_ptr_null(failed);
	text = inproc_device_show(device, true);
	ck_assert_msg(!strstr(text, "ready threads 1"), "nobody was woken:\n%s", text);
	free(text);
	ck_assert_int_eq(inproc_resume(server.p), 0);
	server.n_in = server.bwr.read_consumed;
	ck_assert(got(&server, BR_DEAD_BINDER));
	close_both();
}
END_TEST

/* Limits */

static void until_refused(const struct binder_limits *limits, int allowed)
{
	int i;

	open_both(limits, INPROC_SLEEP);
	for (i = 0; i < allowed; i++)
		ck_assert(send_object(i + 1));
	ck_assert(!send_object(i + 1));
	ck_assert(got(&client, BR_FAILED_REPLY));
	close_both();
}

START_TEST(limits_hold)
{
	until_refused(&(struct binder_limits){ .nodes = 5 }, 5);
	until_refused(&(struct binder_limits){ .refs = 3 }, 3);
	until_refused(&(struct binder_limits){ .buffers = 7 }, 7);
	until_refused(&(struct binder_limits){ .objects = 1, .nodes = 3 }, 3);
}
END_TEST

START_TEST(objects_of_one_call_are_limited)
{
	struct message m;
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC), limit;

	for (limit = 4; limit <= 5; limit++) {
		open_both(&(struct binder_limits){ .objects = limit }, INPROC_SLEEP);
		fill(&m, fd); /* five of them */
		m.sg.transaction_data.flags |= TF_ONE_WAY;
		put(&client, BC_TRANSACTION_SG, &m.sg);
		ck_assert_int_eq(talk(&client, true), 0);
		ck_assert(got(&client, limit < 5 ? BR_FAILED_REPLY : BR_TRANSACTION_COMPLETE));
		close_both();
	}
	close(fd);
}
END_TEST

/* The result of a thread's first call. */
static void *calls_once(void *ret)
{
	struct binder_version version;

	*(int *)ret = inproc_ioctl(server.p, BINDER_VERSION, &version);
	return NULL;
}

START_TEST(threads_are_limited)
{
	int results[3];
	pthread_t t;

	/* The thread of this test is the first. */
	open_both(&(struct binder_limits){ .threads = 3 }, INPROC_SLEEP);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(pthread_create(&t, NULL, calls_once, &results[i]), 0);
		pthread_join(t, NULL);
	}
	ck_assert_int_eq(results[0] | results[1], 0);
	ck_assert_int_eq(results[2], -ENOMEM);
	close_both();
}
END_TEST

START_TEST(files_on_their_way_are_limited)
{
	struct message m;
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC), before = next_fd();

	open_both(&(struct binder_limits){ .files = 5 }, INPROC_SLEEP);
	fill(&m, fd); /* three of them */
	m.sg.transaction_data.flags |= TF_ONE_WAY;
	put(&client, BC_TRANSACTION_SG, &m.sg);
	ck_assert_int_eq(talk(&client, true), 0);
	ck_assert(got(&client, BR_TRANSACTION_COMPLETE));
	put(&client, BC_TRANSACTION_SG, &m.sg);
	ck_assert_int_eq(talk(&client, true), 0);
	ck_assert(got(&client, BR_FAILED_REPLY));
	close_both();
	ck_assert_int_eq(next_fd(), before);
	close(fd);
}
END_TEST

START_TEST(unread_completions_are_limited)
{
	struct binder_transaction_data call = { .flags = TF_ONE_WAY };
	int i;

	open_both(&(struct binder_limits){ .work = 4 }, INPROC_SLEEP);
	for (i = 0; i < 6; i++)
		put(&client, BC_TRANSACTION, &call);
	ck_assert_int_eq(talk(&client, false), 0);
	ck_assert_int_eq(talk(&client, true), 0);
	ck_assert(got(&client, BR_FAILED_REPLY));
	close_both();
}
END_TEST

/* What a process leaves unacknowledged is found by its cookie, those of one in order. */

#define N_DEATHS 500

static void give_objects(uint32_t n)
{
	struct flat_binder_object *own = calloc(n, sizeof(*own));
	uint64_t *offsets = calloc(n, sizeof(*offsets));
	struct binder_transaction_data tr = {
		.flags = TF_ONE_WAY,
		.data_size = n * sizeof(*own),
		.offsets_size = n * sizeof(*offsets),
		.data.ptr = { (uintptr_t)own, (uintptr_t)offsets },
	};
	uint32_t i;

	for (i = 0; i < n; i++) {
		own[i].hdr.type = BINDER_TYPE_BINDER;
		own[i].binder = i + 1;
		offsets[i] = i * sizeof(*own);
	}
	put(&client, BC_TRANSACTION, &tr);
	ck_assert_int_eq(talk(&client, false), 0);
	while (!got(&server, BR_TRANSACTION))
		ck_assert_int_eq(talk(&server, true), 0);
	free(own);
	free(offsets);
}

static void acknowledge(uint64_t cookie)
{
	put(&server, BC_DEAD_BINDER_DONE, &cookie);
	ck_assert_int_eq(talk(&server, false), 0);
}

START_TEST(deaths_are_acknowledged_in_any_order)
{
	struct binder_handle_cookie hc;
	char *text;
	uint32_t i;

	open_both(NULL, INPROC_SLEEP);
	give_objects(N_DEATHS);
	for (i = 0; i < N_DEATHS; i++) {
		hc = (struct binder_handle_cookie){ .handle = i + 1, .cookie = i / 2 * 7 % 251 };
		put(&server, BC_REQUEST_DEATH_NOTIFICATION, &hc);
		ck_assert_int_eq(talk(&server, false), 0);
	}
	inproc_close(client.p);
	client.p = NULL;
	for (i = 0; i < N_DEATHS; i++) {
		ck_assert_int_eq(talk(&server, true), 0);
		ck_assert(got(&server, BR_DEAD_BINDER));
	}
	/* Handles 1 and 2 have one cookie; 1, which was delivered first, is acknowledged first. */
	hc = (struct binder_handle_cookie){ .handle = 1, .cookie = 0 };
	put(&server, BC_CLEAR_DEATH_NOTIFICATION, &hc);
	ck_assert_int_eq(talk(&server, false), 0);
	acknowledge(0);
	ck_assert_int_eq(talk(&server, true), 0);
	ck_assert(got(&server, BR_CLEAR_DEATH_NOTIFICATION_DONE));
	for (i = N_DEATHS; i-- > 1;)
		acknowledge(i / 2 * 7 % 251);
	acknowledge(99999);
	text = inproc_device_show(device, false);
	ck_assert(!strstr(text, "has delivered"));
	free(text);
	close_both();
}
END_TEST

START_TEST(dies_with_deaths_unacknowledged)
{
	struct binder_handle_cookie hc;
	uint32_t i;

	open_both(NULL, INPROC_SLEEP);
	give_objects(9);
	for (i = 1; i < 10; i++) {
		hc = (struct binder_handle_cookie){ .handle = i, .cookie = i };
		put(&server, BC_REQUEST_DEATH_NOTIFICATION, &hc);
	}
	ck_assert_int_eq(talk(&server, false), 0);
	inproc_close(client.p);
	client.p = NULL;
	for (i = 1; i < 10; i++)
		ck_assert_int_eq(talk(&server, true), 0);
	for (i = 1; i < 5; i++) {
		hc = (struct binder_handle_cookie){ .handle = i, .cookie = i };
		put(&server, BC_CLEAR_DEATH_NOTIFICATION, &hc);
	}
	put(&server, BC_RELEASE, &(uint32_t){ 6 });
	ck_assert_int_eq(talk(&server, false), 0);
	close_both();
}
END_TEST

/* What is shown */

START_TEST(stats_count)
{
	char *text;

	open_both(NULL, INPROC_SLEEP);
	ck_assert(send_object(1));
	text = inproc_device_show(device, true);
	ck_assert(strstr(text, "proc: active 2 total 2\n"));
	ck_assert(strstr(text, "node: active 2 total 2\n"));
	ck_assert(strstr(text, "ref: active 1 total 1\n"));
	ck_assert(strstr(text, "BC_TRANSACTION: 1\n"));
	free(text);
	text = inproc_device_show(device, false);
	ck_assert(strstr(text, "binder state:\nproc 1\ncontext inproc\n"));
	ck_assert(strstr(text, " u0000000000000001 c0000000000000000 hs 1 hw 1 "));
	ck_assert(strstr(text, "desc 1 node "));
	free(text);
	close_both();
}
END_TEST

static Suite *driver_suite(void)
{
	Suite *s = suite_create("driver");
	TCase *tc = tcase_create("driver");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, memory_runs_out_anywhere);
	tcase_add_test(tc, killed_while_waiting);
	tcase_add_test(tc, killed_while_a_reply_is_awaited);
	tcase_add_test(tc, woken_thread_leaves);
	tcase_add_test(tc, killed_while_files_are_on_their_way);
	tcase_add_test(tc, resumed_after_files);
	tcase_add_test(tc, killed_while_freezing);
	tcase_add_test(tc, frozen_one_dies);
	tcase_add_test(tc, limits_hold);
	tcase_add_test(tc, objects_of_one_call_are_limited);
	tcase_add_test(tc, threads_are_limited);
	tcase_add_test(tc, files_on_their_way_are_limited);
	tcase_add_test(tc, unread_completions_are_limited);
	tcase_add_test(tc, deaths_are_acknowledged_in_any_order);
	tcase_add_test(tc, dies_with_deaths_unacknowledged);
	tcase_add_test(tc, stats_count);
	suite_add_tcase(s, tc);
	return s;
}

CHECK_TAP_MAIN(driver_suite)
