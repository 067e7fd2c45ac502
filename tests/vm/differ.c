/* SPDX-License-Identifier: MIT */
/*
 * differ.c - random conversations, written down so that two drivers can be compared
 *
 * usage: differ SEED STEPS [ROUNDS]
 *
 * Three processes of two threads each take turns, one step at a time, so that what a
 * driver answers depends on the seed alone. BINDER_THREAD_EXIT is left out, since the
 * in-tree driver loses work there and ours does not. Each step is one ioctl with commands that
 * are mostly right; every answer is printed without anything that differs from run to
 * run (addresses become offsets, pids names). The same seed must print the same text
 * under any driver.
 */
#include <pthread.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "tests/vm/peer.h"

#define N_PROCS 3
#define N_THREADS 2
#define N_HELD 64
#define N_DONES 64
#define N_OBJECTS 4
#define N_HANDLES 8

static uint64_t random_state;

static uint32_t rnd(uint32_t below)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (random_state >> 33) % below;
}

/* What the threads of one process share; they never run at the same time. */
static struct {
	int fd;
	uint8_t *map;
	uint64_t held[N_HELD];
	unsigned int n_held;
	struct {
		uint32_t code;
		uint64_t ptr, cookie;
	} dones[N_DONES];
	unsigned int n_dones;
	bool seen[N_HANDLES]; /* handles that we were given once */
	pid_t pids[N_PROCS];
} self;

static _Thread_local int n_incoming; /* calls this thread has to answer */

/* One step's text and commands. */
static char text[16384];
static size_t text_len;
static uint8_t out[2048];
static size_t out_len;
static uint8_t payload[1024];
static uint64_t offsets[N_OBJECTS + 1];
static uint8_t extra[N_OBJECTS][64];

static void say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	text_len += vsnprintf(text + text_len, sizeof(text) - text_len, fmt, ap);
	va_end(ap);
	must(text_len < sizeof(text), "room for a step's text");
}

static void cmd(uint32_t code, const void *arg)
{
	memcpy(out + out_len, &code, 4);
	memcpy(out + out_len + 4, arg, _IOC_SIZE(code));
	out_len += 4 + _IOC_SIZE(code);
}

static const char *name_of_pid(pid_t pid)
{
	static const char *const names[] = { "P0", "P1", "P2" };

	for (int i = 0; i < N_PROCS; i++) {
		if (pid == self.pids[i])
			return names[i];
	}
	return pid == 0 ? "none" : "somebody";
}

/* Mostly one that we have. */
static uint32_t some_handle(void)
{
	uint32_t handle = rnd(N_HANDLES);

	if (rnd(20) == 0)
		return handle;
	for (int i = 0; i < N_HANDLES; i++, handle = (handle + 1) % N_HANDLES) {
		if (self.seen[handle])
			return handle;
	}
	return handle;
}

/* Payloads */

static size_t add_object(size_t at, int index, uint64_t *sg_size)
{
	struct flat_binder_object flat = { .flags = rnd(2) ? FLAT_BINDER_FLAG_ACCEPTS_FDS : 0 };
	struct binder_fd_object fd = { .hdr.type = BINDER_TYPE_FD };
	struct binder_buffer_object ptr = { .hdr.type = BINDER_TYPE_PTR };

	switch (rnd(8)) {
	case 0:
	case 1:
	case 2:
		flat.hdr.type = rnd(4) ? BINDER_TYPE_BINDER : BINDER_TYPE_WEAK_BINDER;
		flat.binder = 16 * (1 + rnd(3));
		flat.cookie = flat.binder + (rnd(40) ? 1 : 2);
		say(" %s %llx", flat.hdr.type == BINDER_TYPE_BINDER ? "binder" : "weak",
		    flat.binder);
		memcpy(payload + at, &flat, sizeof(flat));
		return sizeof(flat);
	case 3:
	case 4:
	case 5:
		flat.hdr.type = rnd(4) ? BINDER_TYPE_HANDLE : BINDER_TYPE_WEAK_HANDLE;
		flat.handle = some_handle();
		say(" %s %u", flat.hdr.type == BINDER_TYPE_HANDLE ? "handle" : "weakh",
		    flat.handle);
		memcpy(payload + at, &flat, sizeof(flat));
		return sizeof(flat);
	case 6:
		fd.fd = rnd(20) ? 0 : 999;
		say(" fd %u", fd.fd);
		memcpy(payload + at, &fd, sizeof(fd));
		return sizeof(fd);
	default:
		ptr.buffer = (uintptr_t)extra[index];
		ptr.length = rnd(8) * 8;
		if (index && rnd(3) == 0) {
			ptr.flags = BINDER_BUFFER_FLAG_HAS_PARENT;
			ptr.parent = rnd(8) ? rnd(index) : rnd(N_OBJECTS);
			ptr.parent_offset = rnd(6) * 8;
		}
		*sg_size += ptr.length;
		say(" ptr %llu parent %u:%llu+%llu", ptr.length, ptr.flags, ptr.parent,
		    ptr.parent_offset);
		memcpy(payload + at, &ptr, sizeof(ptr));
		return sizeof(ptr);
	}
}

static uint64_t build_payload(struct binder_transaction_data *tr)
{
	uint64_t sg_size = 0;
	size_t at = rnd(4) * 8;
	int n = rnd(3) ? rnd(rnd(2) ? 2 : N_OBJECTS + 1) : 0;

	for (size_t i = 0; i < sizeof(payload); i++)
		payload[i] = rnd(256);
	for (int i = 0; i < n; i++) {
		offsets[i] = at;
		at += add_object(at, i, &sg_size);
		at += rnd(3) * 4;
	}
	if (n && rnd(30) == 0)
		offsets[rnd(n)] += 4 - rnd(9);
	tr->data_size = at + rnd(100);
	tr->offsets_size = n * 8 + (rnd(40) ? 0 : 4);
	tr->data.ptr.buffer = (uintptr_t)payload;
	tr->data.ptr.offsets = (uintptr_t)offsets;
	say(" size %llu+%llu", tr->data_size, tr->offsets_size);
	return sg_size + (rnd(20) ? 0 : 8);
}

static void build_transaction(bool reply)
{
	struct binder_transaction_data_sg tr = { 0 };

	tr.transaction_data.target.handle = some_handle();
	tr.transaction_data.code = rnd(1000);
	if (rnd(5))
		tr.transaction_data.flags |= TF_ACCEPT_FDS;
	if (!reply && rnd(3) == 0)
		tr.transaction_data.flags |= TF_ONE_WAY;
	if (rnd(4) == 0)
		tr.transaction_data.flags |= TF_CLEAR_BUF;
	say(reply ? " reply" : " call %u", tr.transaction_data.target.handle);
	if (reply && n_incoming)
		n_incoming--;
	say(" flags %x", tr.transaction_data.flags);
	tr.buffers_size = build_payload(&tr.transaction_data);
	if (tr.buffers_size || rnd(4) == 0)
		cmd(reply ? BC_REPLY_SG : BC_TRANSACTION_SG, &tr);
	else
		cmd(reply ? BC_REPLY : BC_TRANSACTION, &tr.transaction_data);
}

/* Commands */

static void build_free(void)
{
	uint64_t addr = (uintptr_t)self.map + rnd(4096) * 8 + 1; /* nobody's */
	bool mine = false;

	if (self.n_held && rnd(20)) {
		unsigned int i = rnd(self.n_held);

		addr = self.held[i];
		self.held[i] = self.held[--self.n_held];
		mine = true;
	}
	say(mine ? " free" : " free nothing");
	cmd(BC_FREE_BUFFER, &addr);
}

static void build_ref(void)
{
	static const uint32_t codes[] = { BC_INCREFS, BC_ACQUIRE, BC_RELEASE, BC_DECREFS };
	static const char *const names[] = { "increfs", "acquire", "release", "decrefs" };
	uint32_t which = rnd(4), handle = some_handle();

	say(" %s %u", names[which], handle);
	cmd(codes[which], &handle);
}

static void build_done(void)
{
	struct binder_ptr_cookie object = { .ptr = 16, .cookie = 17 };
	uint32_t code = rnd(2) ? BC_ACQUIRE_DONE : BC_INCREFS_DONE;

	if (self.n_dones && rnd(30)) {
		object.ptr = self.dones[0].ptr;
		object.cookie = self.dones[0].cookie;
		code = self.dones[0].code;
		memmove(self.dones, self.dones + 1, --self.n_dones * sizeof(self.dones[0]));
	} else if (rnd(10)) {
		return;
	}
	say(" %s %llx", code == BC_ACQUIRE_DONE ? "acquire_done" : "increfs_done", object.ptr);
	cmd(code, &object);
}

static void build_death(void)
{
	struct binder_handle_cookie watch = { .handle = some_handle(), .cookie = 100 + rnd(3) };
	binder_uintptr_t cookie = watch.cookie;

	switch (rnd(5)) {
	case 0:
	case 1:
		say(" watch %u %llu", watch.handle, watch.cookie);
		cmd(BC_REQUEST_DEATH_NOTIFICATION, &watch);
		break;
	case 2:
	case 3:
		say(" unwatch %u %llu", watch.handle, watch.cookie);
		cmd(BC_CLEAR_DEATH_NOTIFICATION, &watch);
		break;
	default:
		say(" dead_done %llu", cookie);
		cmd(BC_DEAD_BINDER_DONE, &cookie);
	}
}

static void build_commands(void)
{
	for (int n = rnd(3); n >= 0 && out_len < 1024; n--) {
		switch (rnd(20)) {
		case 0 ... 7:
			build_transaction(n_incoming ? rnd(3) : rnd(40) == 0);
			return; /* it has the step's payload */
		case 8 ... 13:
			build_free();
			break;
		case 14 ... 15:
			build_ref();
			break;
		case 16 ... 18:
			build_done();
			break;
		default:
			build_death();
		}
	}
}

/* Returns */

/* Which of several holes a buffer goes to is the allocator's own affair. */
static void say_address(uint64_t addr, uint64_t buffer)
{
	say(" +%llx", (unsigned long long)(addr - buffer));
}

static void say_object(const uint8_t *at, uint64_t buffer)
{
	struct binder_buffer_object ptr;
	struct flat_binder_object flat;
	struct binder_fd_object fd;

	memcpy(&flat, at, sizeof(flat));
	switch (flat.hdr.type) {
	case BINDER_TYPE_PTR:
		memcpy(&ptr, at, sizeof(ptr));
		say(" [ptr");
		say_address(ptr.buffer, buffer);
		say(" %llu]", ptr.length);
		break;
	case BINDER_TYPE_FD:
		memcpy(&fd, at, sizeof(fd));
		/* Of all that is open here only what the driver gave closes on exec. */
		if (fcntl(fd.fd, F_GETFD) == FD_CLOEXEC) {
			say(" [fd]");
			close(fd.fd);
		} else {
			say(" [fd %x]", fd.fd);
		}
		break;
	default:
		if (flat.hdr.type == BINDER_TYPE_HANDLE || flat.hdr.type == BINDER_TYPE_WEAK_HANDLE)
			self.seen[flat.handle % N_HANDLES] = true;
		say(" [%08x %llx %llx %x]", flat.hdr.type, flat.binder, flat.cookie, flat.flags);
	}
}

static void say_payload(const struct binder_transaction_data *tr)
{
	const uint8_t *data = data_of(tr);
	const uint64_t *where = (const uint64_t *)(uintptr_t)tr->data.ptr.offsets;
	uint32_t hash = 0;
	size_t n = tr->offsets_size / 8, covered = 0;

	for (size_t i = 0; i < n; i++) {
		for (; covered < where[i]; covered++)
			hash = hash * 31 + data[covered];
		say_object(data + where[i], tr->data.ptr.buffer);
		covered += *(const uint32_t *)(data + where[i]) == BINDER_TYPE_PTR ? 40 : 24;
	}
	for (; covered < tr->data_size; covered++)
		hash = hash * 31 + data[covered];
	say(" gaps %08x", hash);
}

static void say_transaction(const uint8_t *at, bool reply)
{
	struct peer here = { .map = self.map };
	struct binder_transaction_data tr;

	memcpy(&tr, at, sizeof(tr));
	if (!reply) {
		say(" to %llx:%llx", tr.target.ptr, tr.cookie);
		n_incoming += !(tr.flags & TF_ONE_WAY);
	}
	say(" code %u flags %x from %s uid %u size %llu+%llu", tr.code, tr.flags,
	    name_of_pid(tr.sender_pid), tr.sender_euid, tr.data_size, tr.offsets_size);
	say(" in %d aligned %d", in_map(&here, &tr), tr.data.ptr.buffer % 8 == 0);
	say_address(tr.data.ptr.offsets, tr.data.ptr.buffer);
	say_payload(&tr);
	must(self.n_held < N_HELD, "room to hold buffers");
	self.held[self.n_held++] = tr.data.ptr.buffer;
}

static void note_done(uint32_t code, const uint8_t *at)
{
	must(self.n_dones < N_DONES, "room for acknowledgements");
	self.dones[self.n_dones].code = code == BR_ACQUIRE ? BC_ACQUIRE_DONE : BC_INCREFS_DONE;
	memcpy(&self.dones[self.n_dones].ptr, at, 8);
	memcpy(&self.dones[self.n_dones].cookie, at + 8, 8);
	self.n_dones++;
}

static void say_returns(const uint8_t *in, size_t len)
{
	size_t at = 0, size;
	uint32_t code;

	while (at + 4 <= len) {
		memcpy(&code, in + at, 4);
		size = _IOC_SIZE(code);
		at += 4;
		say(" | BR %u", _IOC_NR(code));
		if (code == BR_TRANSACTION || code == BR_REPLY) {
			say_transaction(in + at, code == BR_REPLY);
		} else {
			for (size_t i = 0; i + 8 <= size; i += 8) {
				uint64_t value;

				memcpy(&value, in + at + i, 8);
				say(" %llx", (unsigned long long)value);
			}
			if (code == BR_ACQUIRE || code == BR_INCREFS)
				note_done(code, in + at);
		}
		at += size;
	}
}

/* Steps */

static void step_write_read(void)
{
	static const int sizes[] = { 0, 512, 512, 512, 512, 512, 80, 79, 4 };
	uint8_t in[512] = { 0 };
	struct binder_write_read bwr = { .write_buffer = (uintptr_t)out,
					.read_buffer = (uintptr_t)in };
	int r;

	if (rnd(3))
		build_commands();
	bwr.write_size = out_len;
	bwr.read_size = sizes[rnd(sizeof(sizes) / sizeof(sizes[0]))];
	say(" read %llu", bwr.read_size);
	r = ioctl(self.fd, BINDER_WRITE_READ, &bwr) < 0 ? errno : 0;
	say(" -> %d wrote %llu read %llu", r, bwr.write_consumed, bwr.read_consumed);
	say_returns(in, bwr.read_consumed);
}

static void enter_looper(void)
{
	uint32_t code = BC_ENTER_LOOPER;
	struct binder_write_read bwr = { .write_size = 4, .write_buffer = (uintptr_t)&code };

	must(ioctl(self.fd, BINDER_WRITE_READ, &bwr) == 0, "BC_ENTER_LOOPER");
}

static void step_other(void)
{
	struct binder_node_debug_info debug = { .ptr = rnd(3) * 16 };
	struct binder_node_info_for_ref info = { .handle = some_handle() };
	struct binder_extended_error error = { 0 };
	struct pollfd pfd = { .fd = self.fd, .events = POLLIN | POLLOUT };
	int r;

	switch (rnd(20)) {
	case 0 ... 4:
		r = ioctl(self.fd, BINDER_GET_NODE_DEBUG_INFO, &debug);
		say(" debug_info -> %d %llx %llx %u %u", r, debug.ptr, debug.cookie,
		    debug.has_strong_ref, debug.has_weak_ref);
		break;
	case 5 ... 8:
		r = ioctl(self.fd, BINDER_GET_NODE_INFO_FOR_REF, &info) < 0 ? errno : 0;
		say(" node_info %u -> %d %u %u", info.handle, r, info.strong_count,
		    info.weak_count);
		break;
	case 9 ... 13:
		r = ioctl(self.fd, BINDER_GET_EXTENDED_ERROR, &error) < 0 ? errno : 0;
		say(" extended_error -> %d %u %d", r, _IOC_NR(error.command), error.param);
		break;
	default:
		r = poll(&pfd, 1, 0);
		say(" poll -> %d %x", r, pfd.revents);
		break;
	}
}

/* Processes and threads: each thread waits for its turn, takes a step and sends the text. */

struct turn {
	uint64_t random_state;
};

static int turns[N_PROCS][N_THREADS][2], answers[2];

static void *thread_main(void *arg)
{
	int to_read = turns[(uintptr_t)arg / N_THREADS][(uintptr_t)arg % N_THREADS][0];
	struct turn turn;
	size_t len;

	while (read(to_read, &turn, sizeof(turn)) == sizeof(turn)) {
		text_len = 0;
		out_len = 0;
		if (turn.random_state == 0) {
			enter_looper();
			say(" ready");
		} else {
			random_state = turn.random_state;
			if (rnd(8))
				step_write_read();
			else
				step_other();
		}
		/* The other thread may have its turn as soon as the last byte is out. */
		len = text_len;
		must(write(answers[1], &len, sizeof(len)) == sizeof(len) &&
		     write(answers[1], text, len) == (ssize_t)len, "answer");
	}
	exit(0);
}

/* The manager of the round before may still be on its way out. */
static void become_manager(void)
{
	struct flat_binder_object manager = { .cookie = 1, .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };

	for (int i = 0; i < 1000; i++) {
		if (ioctl(self.fd, BINDER_SET_CONTEXT_MGR_EXT, &manager) == 0)
			return;
		usleep(10000);
	}
	must(false, "become context manager");
}

static void process_main(int index)
{
	pthread_t thread;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	alarm(120);
	self.seen[0] = index != 0;
	must(read(turns[index][0][0], self.pids, sizeof(self.pids)) == sizeof(self.pids), "pids");
	self.fd = open_device();
	must(fcntl(self.fd, F_SETFL, O_NONBLOCK) == 0 && fcntl(self.fd, F_SETFD, 0) == 0, "fcntl");
	self.map = mmap(NULL, MAP_SIZE, PROT_READ, MAP_PRIVATE, self.fd, 0);
	must(self.map != MAP_FAILED, "map the device");
	if (index == 0)
		become_manager();
	for (uintptr_t t = 1; t < N_THREADS; t++)
		must(pthread_create(&thread, NULL, thread_main,
				    (void *)(uintptr_t)(index * N_THREADS + t)) == 0, "thread");
	thread_main((void *)(uintptr_t)(index * N_THREADS));
}

static void take_turn(int process, int thread, uint64_t state, unsigned long step)
{
	struct turn turn = { state };
	size_t len, got = 0;
	ssize_t n;

	must(write(turns[process][thread][1], &turn, sizeof(turn)) == sizeof(turn), "give a turn");
	must(read(answers[0], &len, sizeof(len)) == sizeof(len), "hear of a turn");
	while (got < len) {
		n = read(answers[0], text + got, len - got);
		must(n > 0, "hear it all");
		got += n;
	}
	printf("%lu P%d.%d%.*s\n", step, process, thread, (int)len, text);
}

static void round_of(uint64_t seed, unsigned long steps)
{
	pid_t pids[N_PROCS];

	printf("seed %llu\n", (unsigned long long)seed);
	fflush(stdout);
	must(pipe(answers) == 0, "pipe");
	for (int p = 0; p < N_PROCS; p++) {
		for (int t = 0; t < N_THREADS; t++)
			must(pipe(turns[p][t]) == 0, "pipe");
	}
	for (int p = 0; p < N_PROCS; p++) {
		pids[p] = fork();
		if (pids[p] == 0)
			process_main(p);
	}
	for (int p = 0; p < N_PROCS; p++)
		must(write(turns[p][0][1], pids, sizeof(pids)) == sizeof(pids), "tell the pids");
	for (int i = 0; i < N_PROCS * N_THREADS; i++)
		take_turn(i / N_THREADS, i % N_THREADS, 0, 0);
	random_state = seed;
	for (unsigned long step = 1; step <= steps; step++) {
		int actor = rnd(N_PROCS * N_THREADS);

		take_turn(actor / N_THREADS, actor % N_THREADS,
			  (seed << 32) + step * 2654435761u + 1, step);
	}
	for (int p = 0; p < N_PROCS; p++) {
		kill(pids[p], SIGKILL);
		waitpid(pids[p], NULL, 0);
		for (int t = 0; t < N_THREADS; t++) {
			close(turns[p][t][0]);
			close(turns[p][t][1]);
		}
	}
	close(answers[0]);
	close(answers[1]);
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 0) : 1;
	unsigned long steps = argc > 2 ? strtoul(argv[2], NULL, 0) : 100;
	unsigned long rounds = argc > 3 ? strtoul(argv[3], NULL, 0) : 1;

	for (unsigned long i = 0; i < rounds; i++)
		round_of(seed + i, steps);
	return 0;
}
