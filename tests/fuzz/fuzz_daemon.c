/* SPDX-License-Identifier: MIT */
/*
 * fuzz_daemon.c - hideglue-driverd under clients that a program makes
 *
 * The daemon is in this process, all but main(), and its event loop turns until there is nothing to
 * do. Programs are those of fuzz_driver.c, with some steps more; a thread is a connection. A client
 * says what the library would say, but a step can make it lie, be slow, or spoil its next message.
 * Pids and uids, which the kernel would attest, are the program's.
 */
#include "daemon/start.c"

#include <linux/kernel.h>
#include <linux/slab.h>

#include "driver_world.h"
#include "fuzz.h"

#include <stdarg.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>

/* Steps of connections, besides enum step_op. */
enum {
	DSTEP_SLOW = STEP_N,	/* a: bit 0 does not read, bit 1 lies */
	DSTEP_SPOIL,		/* a: how, b: where, c: value; of the next message */
	DSTEP_FILES,		/* a: how many */
	DSTEP_TAKEN,		/* a: result, b: how many */
	DSTEP_ARENA_TAKEN,
	DSTEP_MAP,		/* a: size */
	DSTEP_RAW,		/* a: type, b: bytes behind the header */
	DSTEP_N,
};

#define FIRST_PID 5000000	/* no process has such a number */
#define MAP_SIZE (512 << 10)

struct connection {
	int client;		/* -1: none */
	int server;		/* the daemon's end */
	uint8_t asked;		/* type of the request under way; 0: none */
	u32 cmd;		/* of an ioctl */
	uint32_t serial;
	bool slow, lies;
	struct step spoil;
	size_t read_start;
};

/* The client side of a process, beside struct process. */
struct client {
	u8 secret[HGD_SECRET_SIZE];
	u8 *send;
	size_t send_size;
	int death;		/* what stands for its pidfd */
};

struct world world;
static struct connection connections[ACTORS];
static struct client clients[PROGRAM_PROCS];
static struct daemon *daemon_here;
static bool lied;

void world_wrong(const char *what)
{
	fprintf(stderr, "fuzz_daemon: not true that %s\n", what);
	abort();
}

void log_line(const char *format, ...)
{
	if (world.trace) {
		va_list ap;

		va_start(ap, format);
		vfprintf(stderr, format, ap);
		va_end(ap);
		fputc('\n', stderr);
	}
}

static size_t process_index(const struct actor *a)
{
	return (size_t)(a->process - world.processes);
}

static struct connection *connection(const struct actor *a)
{
	return &connections[a - world.actors];
}

static struct client *client(const struct actor *a)
{
	return &clients[process_index(a)];
}

/* The first process is the daemon's own user's. */
static struct ucred credentials(size_t process)
{
	struct ucred cred = {
		.pid = FIRST_PID + (pid_t)process,
		.uid = process ? 1000 + (uid_t)(process % 2) : geteuid(),
	};

	return cred;
}

/* What is called in place of the system's: the linker says so (--wrap). */

ssize_t __real_recvmsg(int fd, struct msghdr *msg, int flags);
ssize_t __wrap_recvmsg(int fd, struct msghdr *msg, int flags);
int __real_epoll_wait(int fd, struct epoll_event *events, int max, int timeout);
int __wrap_epoll_wait(int fd, struct epoll_event *events, int max, int timeout);
long __wrap_syscall(long number, ...);
int __wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
				  const struct timespec *until);

ssize_t __wrap_recvmsg(int fd, struct msghdr *msg, int flags)
{
	ssize_t n = __real_recvmsg(fd, msg, flags);
	struct ucred cred;
	size_t i = 0;

	while (i < ACTORS && connections[i].server != fd)
		i++;
	for (struct cmsghdr *h = CMSG_FIRSTHDR(msg); n >= 0 && i < ACTORS && h;
	     h = CMSG_NXTHDR(msg, h)) {
		if (h->cmsg_type != SCM_CREDENTIALS)
			continue;
		cred = credentials(i / PROGRAM_THREADS);
		memcpy(CMSG_DATA(h), &cred, sizeof(cred));
	}
	return n;
}

int __wrap_epoll_wait(int fd, struct epoll_event *events, int max, int timeout)
{
	int n = __real_epoll_wait(fd, events, max, 0);

	if (!n)
		daemon_here->stop = true;
	return n;
}

long __wrap_syscall(long number, ...)
{
	va_list ap;
	int pid;

	va_start(ap, number);
	pid = va_arg(ap, int);
	va_end(ap);
	MUST(number == SYS_pidfd_open && pid >= FIRST_PID);
	return fcntl(clients[pid - FIRST_PID].death, F_DUPFD_CLOEXEC, 0);
}

/* No file system keeps us waiting for ever here, but a busy machine for long. */
int __wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
				  const struct timespec *until)
{
	return pthread_cond_wait(cond, mutex);
}

static void turn(void)
{
	daemon_here->stop = false;
	MUST(!loop_run(daemon_here));
}

/* Connections */

static void hang_up(struct actor *a)
{
	struct connection *c = connection(a);

	if (c->client >= 0)
		close(c->client);
	c->client = c->server = -1;
	c->asked = 0;
	if (a->state == ACTOR_WAITING) /* who knows what was on its way */
		a->process->wild = world.blind = true;
	a->state = ACTOR_FREE;
	build_reset(a);
}

static bool hook_up(struct actor *a)
{
	struct connection *c = connection(a);
	struct ucred cred = credentials(process_index(a));
	const int one = 1;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends))
		abort();
	setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof(one));
	*c = (struct connection){ .client = ends[0], .server = ends[1], .serial = 1 };
	if (client_new(daemon_here, ends[1], &cred))
		return true;
	close(ends[1]);
	hang_up(a);
	return false;
}

/* Applies what a step wanted to be wrong with the next message. Return: its new size. */
static size_t spoil(struct connection *c, u8 *message, size_t size, size_t max)
{
	const struct step s = c->spoil;
	u32 length;

	c->spoil = (struct step){ 0 };
	if (s.op != DSTEP_SPOIL)
		return size;
	lied = true;
	switch (s.a % 5) {
	case 0:
		message[s.b % size] = s.c;
		return size;
	case 1:
		memcpy(message + s.b / 4 * 4 % (size - 3), &(u32){ (u32)-(int8_t)s.c }, 4);
		return size;
	case 2: /* cut off, and says so */
		size -= s.b % size;
		break;
	case 3: /* longer, and says so */
		size += s.b < max - size ? s.b : 0;
		break;
	case 4:
		return size - s.b % size;
	}
	length = (u32)size;
	if (size >= sizeof(struct hgd_header))
		memcpy(message + offsetof(struct hgd_header, length), &length, sizeof(length));
	return size;
}

static void send_message(struct actor *a, u8 type, u32 flags, void *message, size_t size,
			 unsigned int n_fds)
{
	struct connection *c = connection(a);
	struct hgd_header header = { HGD_MAGIC, HGD_VERSION, type, (u32)size, c->serial, flags };
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int) * HGD_FILES_MAX)];
	} control = { .header = { .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS } };
	static u8 bytes[8192];
	struct iovec iov = { bytes, 0 };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };

	memcpy(message, &header, sizeof(header));
	memcpy(bytes, message, size);
	iov.iov_len = spoil(c, bytes, size, sizeof(bytes));
	if (n_fds) {
		control.header.cmsg_len = CMSG_LEN(sizeof(int) * n_fds);
		for (unsigned int i = 0; i < n_fds; i++)
			memcpy(CMSG_DATA(&control.header) + i * sizeof(int), &(int){ 0 }, sizeof(int));
		msg.msg_control = &control;
		msg.msg_controllen = CMSG_SPACE(sizeof(int) * n_fds);
	}
	if (sendmsg(c->client, &msg, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 && errno != EAGAIN)
		hang_up(a);
}

static void request(struct actor *a, u8 type, u32 flags, void *message, size_t size,
		    unsigned int n_fds)
{
	struct connection *c = connection(a);

	c->serial++;
	c->asked = type;
	a->state = ACTOR_WAITING;
	send_message(a, type, flags, message, size, n_fds);
}

static void plain_request(struct actor *a, u8 type)
{
	struct hgd_header message;

	request(a, type, 0, &message, sizeof(message), 0);
}

/* What the daemon says */

static void show_arena(struct actor *a, int fd)
{
	struct process *p = a->process;

	if (p->map && mmap((void *)(uintptr_t)p->map, p->map_size, PROT_READ, MAP_SHARED | MAP_FIXED,
			   fd, 0) == MAP_FAILED)
		abort();
}

static void heard_opened(struct actor *a, const u8 *bytes, size_t size, const int *fds, size_t n_fds)
{
	struct hgd_opened opened;
	struct client *c = client(a);

	if (size < sizeof(opened) || n_fds != 2)
		return;
	memcpy(&opened, bytes, sizeof(opened));
	memcpy(c->secret, opened.secret, sizeof(c->secret));
	show_arena(a, fds[0]);
	c->send_size = opened.send_size;
	c->send = mmap(NULL, c->send_size, PROT_READ | PROT_WRITE, MAP_SHARED, fds[1], 0);
	MUST(c->send != MAP_FAILED);
}

static void heard_answer(struct actor *a, const struct hgd_answer *answer, const u8 *bytes,
			 size_t size, const int *fds, size_t n_fds)
{
	struct connection *c = connection(a);
	u8 asked = c->asked;

	MUST(lied || (asked && answer->header.serial == c->serial));
	a->state = ACTOR_FREE;
	c->asked = 0;
	a->ret = answer->result;
	if (world.trace)
		fprintf(stderr, "\tgives %d\n", a->ret);
	if (asked == HGD_OPEN && !a->ret)
		heard_opened(a, bytes, size, fds, n_fds);
	if (asked == HGD_MAP && !a->ret && n_fds == 1)
		show_arena(a, fds[0]);
	if (asked == HGD_IOCTL && c->cmd == BINDER_SET_CONTEXT_MGR_EXT && !a->ret)
		a->process->objects[0].weak = a->process->objects[0].strong = true;
	if (asked != HGD_WRITE_READ)
		return;
	MUST(lied || size + c->read_start <= sizeof(a->in));
	if (!a->ret && !lied) {
		memcpy(a->in + c->read_start, bytes, size);
		heard(a);
		MUST(a->heard == answer->read_consumed || !size);
	}
	build_reset(a);
}

static void take_files(struct actor *a, const struct hgd_answer *answer, const int *fds, size_t n)
{
	struct {
		struct hgd_files files;
		s32 numbers[HGD_FILES_MAX];
	} message = { .files.n_files = (u32)n };
	u32 serial = connection(a)->serial;

	MUST(lied || (size_t)answer->result == n);
	for (size_t i = 0; i < n; i++) {
		message.numbers[i] = fds[i];
		heard_take(fds[i]);
	}
	if (connection(a)->lies)
		return;
	connection(a)->serial = answer->header.serial;
	send_message(a, HGD_FILES_TAKEN, 0, &message,
		     sizeof(message.files) + n * sizeof(s32), 0);
	connection(a)->serial = serial;
}

static void heard_message(struct actor *a, const u8 *message, size_t size, const int *fds,
			  size_t n_fds)
{
	const struct hgd_answer *answer = (const void *)message;
	const u8 *rest = message + sizeof(*answer);
	struct hgd_header taken;
	s32 number;

	MUST(size >= sizeof(*answer) && answer->header.magic == HGD_MAGIC &&
	     answer->header.length == size);
	size -= sizeof(*answer);
	switch (answer->header.type) {
	case HGD_ANSWER:
		heard_answer(a, answer, rest, size, fds, n_fds);
		break;
	case HGD_TAKE_FILES:
		take_files(a, answer, fds, n_fds);
		return; /* they are ours */
	case HGD_CLOSE_FILES:
		MUST(size == (size_t)answer->result * sizeof(number));
		for (; size; size -= sizeof(number), rest += sizeof(number)) {
			memcpy(&number, rest, sizeof(number));
			if (!lied)
				heard_close(number);
		}
		break;
	case HGD_ARENA:
		show_arena(a, fds[0]);
		if (!connection(a)->lies)
			send_message(a, HGD_ARENA_TAKEN, 0, &taken, sizeof(taken), 0);
		break;
	case HGD_NOTICE:
		break;
	default:
		world_wrong("a message that nobody knows");
	}
	while (n_fds--)
		close(fds[n_fds]);
}

/* One message, if there is one. Return: there was. */
static bool hear(struct actor *a)
{
	static u8 message[sizeof(struct hgd_answer) + HGD_READ_MAX + 65536]
		__attribute__((aligned(8)));
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int) * HGD_FILES_MAX)];
	} control;
	struct iovec iov = { message, sizeof(message) };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control,
			      .msg_controllen = sizeof(control) };
	int fds[HGD_FILES_MAX];
	struct connection *c = connection(a);
	size_t n_fds = 0;
	ssize_t n;

	if (c->client < 0 || c->slow)
		return false;
	n = __real_recvmsg(c->client, &msg, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (n <= 0) {
		if (!n || errno != EAGAIN)
			hang_up(a);
		return false;
	}
	MUST(!(msg.msg_flags & (MSG_TRUNC | MSG_CTRUNC)));
	for (struct cmsghdr *h = CMSG_FIRSTHDR(&msg); h; h = CMSG_NXTHDR(&msg, h)) {
		n_fds = (h->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		memcpy(fds, CMSG_DATA(h), n_fds * sizeof(int));
	}
	heard_message(a, message, (size_t)n, fds, n_fds);
	return true;
}

/* Until nobody has anything to say. */
static void settle(void)
{
	bool again = true;

	while (again) {
		turn();
		again = false;
		for (int i = 0; i < ACTORS; i++)
			again |= hear(&world.actors[i]);
	}
}

/* Steps */

static void open_step(struct actor *a, const struct step *s)
{
	static const u64 sizes[] = { MAP_SIZE, 4096, 65536, 0, MAP_SIZE, 12288, 1ull << 40, 1 };
	struct process *p = a->process;
	struct client *c = client(a);
	struct hgd_open open = { .map_size = sizes[s->a % 8], .send_size = sizes[s->b % 8] };
	struct hgd_join join;

	if (!hook_up(a))
		return;
	if (p->open) {
		memcpy(join.secret, clients[s->c ? s->c % PROGRAM_PROCS : process_index(a)].secret,
		       sizeof(join.secret));
		lied |= s->c != 0;
		request(a, HGD_JOIN, 0, &join, sizeof(join), 0);
		return;
	}
	if (p->map)
		munmap((void *)(uintptr_t)p->map, p->map_size);
	if (c->send)
		munmap(c->send, c->send_size);
	*p = (struct process){ .pid = p->pid, .map_size = MAP_SIZE };
	*c = (struct client){ .death = c->death };
	p->map = mmap(NULL, MAP_SIZE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	MUST(p->map != MAP_FAILED);
	if (open.map_size > MAP_SIZE)
		open.map_size = MAP_SIZE;
	p->open = (struct inproc *)c; /* that it is there is all that is asked */
	open.map_base = (uintptr_t)p->map;
	request(a, HGD_OPEN, 0, &open, sizeof(open), 0);
}

static void map_step(struct actor *a, const struct step *s)
{
	struct hgd_map map = { .map_base = (uintptr_t)a->process->map,
			       .map_size = (u64)(s->a % 128) << 12 };

	request(a, HGD_MAP, 0, &map, sizeof(map), 0);
}

struct talk {
	struct hgd_write_read msg;
	u8 bytes[8192 - sizeof(struct hgd_write_read)];
};

static size_t put(struct talk *t, size_t at, const void *bytes, size_t n)
{
	memcpy(t->bytes + at, bytes, n);
	return at + n;
}

static void talk_step(struct actor *a, const struct step *s)
{
	static const u32 sizes[] = { sizeof(a->in), 0, 40, 80, 200, sizeof(a->in) };
	struct hgd_region regions[3] = {
		{ (uintptr_t)a->data, sizeof(a->data), HGD_REGION_INLINE },
		{ (uintptr_t)a->offsets, sizeof(a->offsets), HGD_REGION_INLINE },
		{ (uintptr_t)a->memory, sizeof(a->memory), HGD_REGION_INLINE },
	};
	struct connection *c = connection(a);
	u16 n_files = s->d & 2 ? 0 : 1;
	u32 n = (u32)(a->n_out - (s->b < a->n_out ? s->b : a->n_out));
	static struct talk t;
	size_t at;

	if (s->d & 4 && client(a)->send_size >= sizeof(a->data)) {
		memcpy(client(a)->send, a->data, sizeof(a->data));
		regions[0].place = s->d & 8 ? client(a)->send_size - 1 : 0;
	}
	t.msg = (struct hgd_write_read){
		.write_buffer = (uintptr_t)a->out, .write_size = n,
		.read_buffer = (uintptr_t)a->in, .read_size = sizes[s->a % STEP_READ_N],
		.n_regions = 3, .n_files = n_files,
	};
	c->read_start = s->a % STEP_READ_N == STEP_READ_ON ? 4 : 0;
	t.msg.read_consumed = (u32)c->read_start;
	memset(a->in, 0, sizeof(a->in));
	memcpy(a->in, &(u32){ BR_NOOP }, c->read_start);
	a->heard = c->read_start;
	a->heard_last = false;
	at = put(&t, 0, regions, sizeof(regions));
	at = put(&t, at, &(s32){ 0 }, n_files * sizeof(s32));
	at = put(&t, at, a->out, n);
	if (regions[0].place == HGD_REGION_INLINE)
		at = put(&t, at, a->data, sizeof(a->data));
	at = put(&t, at, a->offsets, sizeof(a->offsets));
	at = put(&t, at, a->memory, sizeof(a->memory));
	request(a, HGD_WRITE_READ, (s->d & 1 ? HGD_NONBLOCK : 0) | (s->c & 1 ? HGD_LAZY_COMPLETE : 0),
		&t, sizeof(t.msg) + at, n_files);
}

static void ioctl_step(struct actor *a, const struct step *s)
{
	static const u32 cmds[] = {
		BINDER_SET_MAX_THREADS, BINDER_SET_CONTEXT_MGR_EXT, BINDER_VERSION,
		BINDER_GET_NODE_DEBUG_INFO, BINDER_GET_NODE_INFO_FOR_REF, BINDER_FREEZE,
		BINDER_GET_FROZEN_INFO, BINDER_ENABLE_ONEWAY_SPAM_DETECTION,
		BINDER_GET_EXTENDED_ERROR, BINDER_THREAD_EXIT, BINDER_WRITE_READ,
	};
	struct {
		struct hgd_ioctl ioctl;
		union {
			u32 word;
			struct binder_freeze_info freeze;
			struct flat_binder_object object;
			u8 bytes[64];
		};
	} message = { .ioctl = { .cmd = cmds[s->a % STEP_IOCTL_N], .size = 64 }, .word = s->b };

	if (message.ioctl.cmd == BINDER_SET_CONTEXT_MGR_EXT) {
		message.object = (struct flat_binder_object){
			.flags = (u32)(s->c & 0xf) << 8 | (u32)(s->c >> 4) << 12,
			.binder = object_ptr(0), .cookie = object_cookie(0),
		};
	} else if (message.ioctl.cmd == BINDER_FREEZE) {
		message.freeze = (struct binder_freeze_info){
			.pid = FIRST_PID + s->b % PROGRAM_PROCS, .enable = !(s->c & 1),
			.timeout_ms = s->c & 2 ? 3600000 : 0,
		};
	}
	connection(a)->cmd = message.ioctl.cmd;
	request(a, HGD_IOCTL, 0, &message, sizeof(message), 0);
}

static void files_step(struct actor *a, const struct step *s)
{
	struct {
		struct hgd_files files;
		s32 numbers[255];
	} message = { .files = { .n_files = s->a } };

	send_message(a, HGD_FILES, 0, &message, sizeof(message.files) + s->a * sizeof(s32),
		     s->a < HGD_FILES_MAX ? s->a : HGD_FILES_MAX);
	lied = true;
}

static void taken_step(struct actor *a, const struct step *s)
{
	struct {
		struct hgd_files files;
		s32 numbers[255];
	} message = { .files = { .result = -(s32)s->a, .n_files = s->b } };

	send_message(a, HGD_FILES_TAKEN, 0, &message, sizeof(message.files) + s->b * sizeof(s32), 0);
	lied = true;
}

static void raw_step(struct actor *a, const struct step *s)
{
	u8 message[sizeof(struct hgd_header) + 255] = { 0 };

	lied = true;
	send_message(a, s->a, s->c, message, sizeof(struct hgd_header) + s->b, 0);
}

/* The pidfd says so; its connections are still there. */
static void die(struct actor *a)
{
	u64 one = 1;

	if (write(client(a)->death, &one, sizeof(one)) != sizeof(one))
		abort();
	turn();
	if (read(client(a)->death, &one, sizeof(one)) != sizeof(one))
		abort();
}

static void close_step(struct actor *a, const struct step *s)
{
	size_t first = process_index(a) * PROGRAM_THREADS;

	if (s->d & 1)
		die(a);
	for (size_t i = first; i < first + PROGRAM_THREADS; i++)
		hang_up(&world.actors[i]);
	a->process->open = NULL;
}

/* Connected, and maybe with a request under way. */
static void connected_step(struct actor *a, const struct step *s)
{
	struct connection *c = connection(a);
	struct hgd_header header;

	switch (s->op) {
	case DSTEP_SLOW:
		c->slow = s->a & 1;
		c->lies = s->a & 2;
		lied |= c->lies;
		break;
	case DSTEP_SPOIL:
		c->spoil = *s;
		break;
	case STEP_EXIT:
		hang_up(a);
		break;
	case STEP_INTERRUPT:
		send_message(a, HGD_CANCEL, 0, &header, sizeof(header), 0);
		break;
	case DSTEP_FILES:
		files_step(a, s);
		break;
	case DSTEP_TAKEN:
		taken_step(a, s);
		break;
	case DSTEP_ARENA_TAKEN:
		send_message(a, HGD_ARENA_TAKEN, 0, &header, sizeof(header), 0);
		break;
	case DSTEP_RAW:
		raw_step(a, s);
		break;
	}
}

static void request_step(struct actor *a, const struct step *s)
{
	switch (s->op) {
	case STEP_TALK:
		talk_step(a, s);
		break;
	case STEP_IOCTL:
		ioctl_step(a, s);
		break;
	case STEP_POLL:
		plain_request(a, HGD_POLL);
		break;
	case STEP_UNMAP:
		world.blind = true;
		plain_request(a, HGD_UNMAP);
		break;
	case STEP_FLUSH:
		plain_request(a, HGD_FLUSH);
		break;
	case STEP_SHOW:
		plain_request(a, HGD_DEBUG);
		break;
	case DSTEP_MAP:
		map_step(a, s);
		break;
	}
}

static bool is_request(const struct step *s)
{
	return s->op == STEP_TALK || s->op == STEP_IOCTL || s->op == STEP_POLL ||
	       s->op == STEP_UNMAP || s->op == STEP_FLUSH || s->op == STEP_SHOW ||
	       s->op == DSTEP_MAP;
}

static void run_step(const struct step *s)
{
	struct actor *a = &world.actors[s->who % ACTORS];
	struct connection *c = connection(a);

	if (s->op == STEP_NO_MEMORY) {
		shim_slab_fail(1 + s->a % 32);
	} else if (s->op == STEP_CLOSE) {
		close_step(a, s);
	} else if (c->client < 0) {
		if (s->op == STEP_OPEN)
			open_step(a, s);
	} else if (s->op == STEP_SPOIL) {
		build_spoil(a, s);
	} else if (s->op < STEP_TALK) {
		if (a->state == ACTOR_FREE)
			build_step(a, s);
	} else if (is_request(s)) {
		lied |= a->state == ACTOR_WAITING; /* a second one */
		if (a->state == ACTOR_FREE || s->d & 0x80)
			request_step(a, s);
	} else {
		connected_step(a, s);
	}
}

static void world_begin(const struct step *settings)
{
	struct settings s = {
		.look = LOOK_NEVER,
		.limits = {
			.clients = 10, .user_clients = 8, .process_clients = 3, .user_processes = 3,
			.user_files = 16, .user_memory = settings->a & 1 ? 64 << 10 : 4 << 20,
			.user_arena = settings->a & 2 ? 1 << 20 : 64 << 20,
		},
	};
	struct daemon *d = daemon_new(&s);

	if (!d || !(d->context = binder_context_new("fuzz", NULL)))
		abort();
	daemon_here = d;
	d->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (d->epoll_fd < 0 || closer_init(d))
		abort();
	lied = false;
	world.blind = world.spoiled = false;
	for (int i = 0; i < ACTORS; i++) {
		struct step open = { .op = STEP_OPEN, .who = (uint8_t)i, .b = 2 };

		if (settings->d >> (i / PROGRAM_THREADS) & 1)
			run_step(&open);
		settle();
	}
}

static void world_end(void)
{
	struct step close = { .op = STEP_CLOSE };

	shim_slab_fail(0);
	for (int i = 0; i < PROGRAM_PROCS; i++) {
		close.who = (uint8_t)(i * PROGRAM_THREADS);
		run_step(&close);
		settle();
		if (world.processes[i].map)
			munmap((void *)(uintptr_t)world.processes[i].map, MAP_SIZE);
		if (clients[i].send)
			munmap(clients[i].send, clients[i].send_size);
		world.processes[i].map = NULL;
		clients[i].send = NULL;
	}
	heard_end();
	MUST(!daemon_here->n_processes);
	daemon_free(daemon_here);
	MUST(!shim_slab_live() && !shim_warnings());
}

static void make_actors(void)
{
	binder_debug_mask = 0;
	world.trace = getenv("FUZZ_TRACE");
	if (fcntl(0, F_GETFD) < 0 && open("/dev/null", O_RDWR) != 0)
		abort();
	for (int i = 0; i < ACTORS; i++) {
		world.actors[i].process = &world.processes[i / PROGRAM_THREADS];
		connections[i].client = connections[i].server = -1;
	}
	for (int i = 0; i < PROGRAM_PROCS; i++)
		clients[i].death = eventfd(0, EFD_CLOEXEC);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct step step;
	unsigned int files;

	if (!world.actors[0].process)
		make_actors();
	if (size < 2 * sizeof(step))
		return 0;
	files = heard_open_files();
	memcpy(&step, data, sizeof(step));
	world_begin(&step);
	for (size_t at = sizeof(step); at + sizeof(step) <= size; at += sizeof(step)) {
		memcpy(&step, data + at, sizeof(step));
		step.op %= DSTEP_N;
		if (world.trace)
			fprintf(stderr, "%s %u %u %u %u %u;\n",
				step.op < STEP_N ? step_name(step.op) : "of the connection",
				step.who % ACTORS, step.a, step.b, step.c, step.d);
		run_step(&step);
		settle();
	}
	world_end();
	/* what is given up by who did not see it is the daemon's to close, or nobody's */
	MUST(world.blind || lied || heard_open_files() == files);
	return 0;
}
