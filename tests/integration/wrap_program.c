/* SPDX-License-Identifier: MIT */
/*
 * wrap_program.c - a program for /dev/binder that knows nothing of hideglue
 *
 *   wrap_program			all cases, in TAP; nobody else may be context manager
 *   wrap_program ping			asks whoever is context manager whether it is there
 *   wrap_program wait			reads until it cannot; the errno's name
 *   wrap_program after-exec FD		what a program that is started with a device finds
 */
#include "wrap_raw.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define BAD ((void *)16)
#define N_CALLS 50

#define check(condition)                                                                   \
	do {                                                                               \
		if (!(condition)) {                                                        \
			printf("# line %d: not so: %s (errno %s)\n", __LINE__, #condition, \
			       strerrorname_np(errno));                                    \
			return false;                                                      \
		}                                                                          \
	} while (0)

#define check_fails(call, number)                         \
	do {                                              \
		errno = 0;                                \
		check((call) == -1 && errno == (number)); \
	} while (0)

static bool opens(void)
{
	struct binder_version version = {0};
	int fd = open("/dev/binder", O_RDWR | O_CLOEXEC), other;

	check(fd >= 0);
	check(access("/dev/binder", R_OK | W_OK) == 0);
	check_fails(access("/dev/binder", X_OK), EACCES);
	check(fcntl(fd, F_GETFD) == FD_CLOEXEC && !(fcntl(fd, F_GETFL) & O_NONBLOCK));
	check(ioctl(fd, BINDER_VERSION, &version) == 0 && version.protocol_version == 8);
	check_fails(ioctl(fd, BINDER_VERSION, BAD), EFAULT == errno ? EFAULT : EINVAL);
	check_fails(ioctl(fd, _IOW('b', 99, int), &version), EINVAL);
	check_fails(ioctl(fd, BINDER_WRITE_READ, BAD), EFAULT);
	check(close(fd) == 0);
	check_fails(ioctl(fd, BINDER_VERSION, &version), EBADF);
	other = openat(AT_FDCWD, "/dev/vndbinder", O_RDWR | O_NONBLOCK);
	check(other == fd && fcntl(fd, F_GETFD) == 0 && (fcntl(fd, F_GETFL) & O_NONBLOCK));
	close(other);
	return true;
}

static bool maps(void)
{
	int fd = open("/dev/binder", O_RDWR | O_CLOEXEC);
	void *p;

	check(mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED &&
	      errno == EPERM);
	check(mmap(NULL, 0, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED && errno == EINVAL);
	p = mmap(NULL, 8192, PROT_READ, MAP_SHARED, fd, 0);
	check(p != MAP_FAILED);
	check_fails(mprotect(p, 8192, PROT_READ | PROT_WRITE), EACCES);
	check(mmap(NULL, 8192, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED && errno == EBUSY);
	check(munmap(p, 8192) == 0);
	check(mmap(NULL, 8192, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED && errno == EBUSY);
	close(fd);
	return true;
}

static bool is_mapped(const void *p)
{
	unsigned char there;

	return mincore((void *)((uintptr_t)p & ~(uintptr_t)4095), 1, &there) == 0;
}

/* A call that carries text is answered by the same. */
static bool echoes(struct raw *b, const char *text)
{
	struct raw_call c = {.size = 0};
	char answer[256] = "";

	raw_add_bytes(&c, text, strlen(text) + 1);
	check(raw_transact(b, 0, RAW_ECHO, &c, answer, sizeof(answer)) == (int)c.size);
	check(!strcmp(answer, text));
	return true;
}

static bool calls_with(enum raw_waiting waiting)
{
	pid_t manager = raw_start_manager(waiting);
	struct raw b;
	int n_good = 0;

	check(manager > 0);
	check(raw_open(&b, O_CLOEXEC) == 0);
	for (int i = 0; i < N_CALLS; i++)
		n_good += echoes(&b, "there and back");
	check(n_good == N_CALLS);
	check(raw_end_manager(&b, manager) == 0);
	check(raw_transact(&b, 0, RAW_ECHO, NULL, NULL, 0) == -ESRCH);
	raw_close(&b);
	check(!is_mapped(b.map));
	return true;
}

static bool reads(void)
{
	return calls_with(RAW_READS);
}

static bool polls(void)
{
	return calls_with(RAW_POLLS);
}

static bool ppolls(void)
{
	return calls_with(RAW_PPOLLS);
}

static bool selects(void)
{
	return calls_with(RAW_SELECTS);
}

static bool pselects(void)
{
	return calls_with(RAW_PSELECTS);
}

static bool epolls(void)
{
	return calls_with(RAW_EPOLLS);
}

static bool epoll_pwaits(void)
{
	return calls_with(RAW_EPOLL_PWAITS);
}

static void on_signal(int sig)
{
}

/* A signal that only the wait lets through, and is there already, ends it. */
static bool lets_signals_through(void)
{
	struct sigaction action = {.sa_handler = on_signal};
	const struct timespec limit = {.tv_sec = 60};
	struct pollfd p = {.events = POLLIN};
	struct epoll_event event = {.events = EPOLLIN};
	sigset_t blocked, none;
	int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	struct raw b;
	fd_set set;

	check(raw_open(&b, O_CLOEXEC) == 0 && epoll_fd >= 0);
	check(epoll_ctl(epoll_fd, EPOLL_CTL_ADD, b.fd, &event) == 0);
	p.fd = b.fd;
	check(poll(&p, 1, 0) >= 0); /* a thread's first is ready at once */
	check(ioctl(b.fd, BINDER_WRITE_READ, &(struct binder_write_read){0}) == 0);
	sigemptyset(&none);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	sigaction(SIGUSR1, &action, NULL);
	sigprocmask(SIG_BLOCK, &blocked, NULL);
	raise(SIGUSR1);
	check_fails(ppoll(&p, 1, &limit, &none), EINTR);
	raise(SIGUSR1);
	FD_ZERO(&set);
	FD_SET(b.fd, &set);
	check_fails(pselect(b.fd + 1, &set, NULL, NULL, &limit, &none), EINTR);
	raise(SIGUSR1);
	check_fails(epoll_pwait(epoll_fd, &event, 1, 60000, &none), EINTR);
	sigprocmask(SIG_UNBLOCK, &blocked, NULL);
	close(epoll_fd);
	raw_close(&b);
	return true;
}

static bool passes_files(void)
{
	pid_t manager = raw_start_manager(RAW_POLLS);
	struct raw_call c = {.size = 0};
	char text[16] = "";
	struct raw b;
	int pipes[2];

	check(manager > 0 && pipe(pipes) == 0 && raw_open(&b, O_CLOEXEC) == 0);
	raw_add_fd(&c, pipes[1]);
	check(raw_transact(&b, 0, RAW_WRITE, &c, NULL, 0) == 0);
	check(read(pipes[0], text, sizeof(text)) == 7 && !strcmp(text, "written"));
	check(close(pipes[1]) == 0);
	check(read(pipes[0], text, 1) == 0); /* the manager has no other left */
	close(pipes[0]);
	check(raw_end_manager(&b, manager) == 0);
	raw_close(&b);
	return true;
}

/* A process with an object that the manager watches; it waits to be killed. */
static pid_t start_object(int told)
{
	struct raw_call c = {.size = 0};
	struct raw b;
	int ready[2];
	char byte = 0;
	pid_t pid;

	if (pipe(ready))
		return -1;
	pid = fork();
	if (!pid) {
		if (raw_open(&b, O_CLOEXEC))
			_exit(1);
		raw_add_object(&c, 0x1234);
		raw_add_fd(&c, told);
		if (raw_transact(&b, 0, RAW_WATCH, &c, NULL, 0) == 0 &&
		    write(ready[1], "r", 1) == 1)
			pause();
		_exit(1);
	}
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
		pid = -1;
	close(ready[0]);
	return pid;
}

static bool tells_deaths(void)
{
	pid_t manager = raw_start_manager(RAW_EPOLLS), object;
	char text[8] = "";
	struct raw b;
	int told[2];

	check(manager > 0 && pipe(told) == 0);
	object = start_object(told[1]);
	check(object > 0);
	close(told[1]);
	kill(object, SIGKILL);
	waitpid(object, NULL, 0);
	check(read(told[0], text, sizeof(text)) == 4 && !strcmp(text, "dead"));
	close(told[0]);
	check(raw_open(&b, O_CLOEXEC) == 0);
	check(raw_end_manager(&b, manager) == 0);
	raw_close(&b);
	return true;
}

static bool has_duplicates(void)
{
	pid_t manager = raw_start_manager(RAW_READS);
	struct raw b, other;
	int high;

	check(manager > 0 && raw_open(&b, O_CLOEXEC) == 0);
	other = b;
	other.fd = dup(b.fd);
	high = fcntl(b.fd, F_DUPFD_CLOEXEC, 300);
	check(other.fd >= 0 && high >= 300 && close(b.fd) == 0);
	check(echoes(&other, "by a duplicate"));
	other.fd = dup2(high, other.fd);
	check(echoes(&other, "by another"));
	check(close(high) == 0 && close(other.fd) == 0);
	check_fails(ioctl(high, BINDER_WRITE_READ, BAD), EBADF);
	check(munmap(b.map, RAW_MAP_SIZE) == 0);
	check(raw_open(&b, O_CLOEXEC) == 0);
	check(raw_end_manager(&b, manager) == 0);
	raw_close(&b);
	return true;
}

/* Open until the mapping goes too: death is told only then. */
static bool lives_as_its_mapping(void)
{
	struct binder_version version;
	struct raw b;
	int fd;

	check(raw_open(&b, 0) == 0);
	fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	check(ioctl(b.fd, BINDER_SET_CONTEXT_MGR, 0) == 0);
	check(dup2(fd, b.fd) == b.fd); /* closes it */
	check_fails(ioctl(b.fd, BINDER_VERSION, &version), ENOTTY);
	close(b.fd);
	b.fd = open("/dev/binder", O_RDWR | O_CLOEXEC);
	check_fails(ioctl(b.fd, BINDER_SET_CONTEXT_MGR, 0), EBUSY);
	check(munmap(b.map, RAW_MAP_SIZE) == 0);
	check(ioctl(b.fd, BINDER_SET_CONTEXT_MGR, 0) == 0);
	close(b.fd);
	close(fd);
	return true;
}

static bool does_not_block(void)
{
	struct pollfd p = {.events = POLLIN | POLLOUT};
	uint8_t in[64];
	size_t n = sizeof(in);
	struct raw b;

	check(raw_open(&b, O_CLOEXEC) == 0);
	check(fcntl(b.fd, F_SETFL, O_RDWR | O_NONBLOCK) == 0);
	check(raw_exchange(&b, NULL, 0, in, &n) == -EAGAIN);
	p.fd = b.fd;
	check(poll(&p, 1, 0) == 0 && p.revents == 0);
	n = sizeof(in);
	check(raw_exchange(&b, NULL, 0, BAD, &n) < 0);
	raw_close(&b);
	return true;
}

static bool refuses_a_child(struct raw *b)
{
	struct pollfd p = {.fd = b->fd, .events = POLLIN};
	struct binder_version version;

	check_fails(ioctl(b->fd, BINDER_VERSION, &version), EINVAL);
	check(mmap(NULL, 4096, PROT_READ, MAP_SHARED, b->fd, 0) == MAP_FAILED && errno == EINVAL);
	check(poll(&p, 1, 0) == 1 && p.revents == POLLERR);
	check(!is_mapped(b->map));
	check(close(b->fd) == 0);
	check(raw_open(b, O_CLOEXEC) == 0); /* its own */
	return echoes(b, "from the child");
}

static bool forks(void)
{
	pid_t manager = raw_start_manager(RAW_READS), child;
	struct raw b;
	int status;

	check(manager > 0 && raw_open(&b, O_CLOEXEC) == 0);
	fflush(stdout);
	child = fork();
	if (!child) {
		bool good = refuses_a_child(&b);

		fflush(stdout);
		_exit(good ? 0 : 1);
	}
	check(waitpid(child, &status, 0) == child && status == 0);
	check(echoes(&b, "from the parent, after"));
	check(system("exit 5") == 5 << 8); /* vfork, or what is like it */
	check(echoes(&b, "and again"));
	check(raw_end_manager(&b, manager) == 0);
	raw_close(&b);
	return true;
}

/*
 * What another program finds that was started with @fd, a device without O_CLOEXEC: no device, but
 * it can open its own.
 */
static int after_exec(int fd)
{
	struct binder_version version;
	struct raw b;

	if (fcntl(fd, F_GETFD) < 0 || ioctl(fd, BINDER_VERSION, &version) != -1 ||
	    (errno != ENOTTY && errno != EINVAL))
		return 1;
	if (raw_open(&b, O_CLOEXEC) < 0 || !echoes(&b, "from another program"))
		return 2;
	raw_close(&b);
	return close(fd) ? 3 : 0;
}

static bool executes(void)
{
	pid_t manager = raw_start_manager(RAW_READS), child;
	char number[16];
	struct raw b;
	int status;

	check(manager > 0 && raw_open(&b, 0) == 0);
	snprintf(number, sizeof(number), "%d", b.fd);
	fflush(stdout);
	child = fork();
	if (!child) {
		execl("/proc/self/exe", "wrap_program", "after-exec", number, NULL);
		_exit(127);
	}
	check(waitpid(child, &status, 0) == child && status == 0);
	check(echoes(&b, "from the first one, after"));
	check(raw_end_manager(&b, manager) == 0);
	raw_close(&b);
	return true;
}

static void *call_much(void *arg)
{
	struct raw *b = arg;
	intptr_t n_good = 0;

	for (int i = 0; i < N_CALLS; i++)
		n_good += echoes(b, "from a thread");
	n_good += ioctl(b->fd, BINDER_THREAD_EXIT, 0) == 0;
	return (void *)n_good;
}

static bool has_threads(void)
{
	pid_t manager = raw_start_manager(RAW_EPOLLS);
	pthread_t threads[4];
	struct raw b;

	check(manager > 0 && raw_open(&b, O_CLOEXEC) == 0);
	for (int i = 0; i < 4; i++)
		check(pthread_create(&threads[i], NULL, call_much, &b) == 0);
	for (int i = 0; i < 4; i++) {
		void *n_good;

		pthread_join(threads[i], &n_good);
		check((intptr_t)n_good == N_CALLS + 1);
	}
	check(ioctl(b.fd, BINDER_THREAD_EXIT, 0) == 0);
	check(echoes(&b, "after them all"));
	check(raw_end_manager(&b, manager) == 0);
	raw_close(&b);
	return true;
}

/* Another thread waits for what this one added: it is the waiter's work that counts. */
static void *read_one(void *arg)
{
	struct epoll_event event;
	struct raw *b = ((void **)arg)[0];
	int *epoll_fd = ((void **)arg)[1];
	uint32_t enter = BC_ENTER_LOOPER;
	uint8_t in[128];
	size_t n = sizeof(in);

	if (raw_exchange(b, &enter, sizeof(enter), NULL, NULL) ||
	    epoll_wait(*epoll_fd, &event, 1, 20000) != 1 || raw_exchange(b, NULL, 0, in, &n))
		return NULL;
	n = epoll_wait(*epoll_fd, &event, 1, 0) == 0;
	return n ? arg : NULL; /* it has been read, so there is none left */
}

/* From another process: nobody may call a manager of its own. */
static bool send_one_way(void)
{
	struct {
		uint32_t cmd;
		struct binder_transaction_data tr;
	} __attribute__((packed)) out = {.cmd = BC_TRANSACTION, .tr.flags = TF_ONE_WAY};
	struct raw b;
	pid_t child;
	int status;

	fflush(stdout);
	child = fork();
	if (!child)
		_exit(raw_open(&b, O_CLOEXEC) || raw_exchange(&b, &out, sizeof(out), NULL, NULL));
	return waitpid(child, &status, 0) == child && status == 0;
}

static bool waits_in_another_thread(void)
{
	struct epoll_event event = {.events = EPOLLIN};
	int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	struct raw b;
	void *args[2] = {&b, &epoll_fd}, *ret;
	pthread_t thread;

	check(raw_open(&b, O_CLOEXEC) == 0);
	check(ioctl(b.fd, BINDER_SET_CONTEXT_MGR, 0) == 0);
	check(epoll_ctl(epoll_fd, EPOLL_CTL_ADD, b.fd, &event) == 0);
	check(epoll_wait(epoll_fd, &event, 1, 0) == 0);
	check(pthread_create(&thread, NULL, read_one, args) == 0);
	check(send_one_way());
	pthread_join(thread, &ret);
	check(ret == args);
	check(epoll_wait(epoll_fd, &event, 1, 0) == 0);
	raw_close(&b);
	close(epoll_fd);
	return true;
}

static bool leaves_others_alone(void)
{
	struct pollfd p = {.events = POLLIN};
	struct stat st;
	int pipes[2], fd;
	void *page;

	check(pipe(pipes) == 0);
	p.fd = pipes[0];
	check(poll(&p, 1, 0) == 0);
	check(write(pipes[1], "x", 1) == 1 && poll(&p, 1, 0) == 1 && p.revents == POLLIN);
	fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	check(fd >= 0 && fstat(fd, &st) == 0 && S_ISCHR(st.st_mode));
	check_fails(ioctl(fd, BINDER_VERSION, &st), ENOTTY);
	check_fails(open("/dev/binderfs/binder-control", O_RDWR), ENOENT);
	check_fails(open("/dev/binder-not", O_RDWR), ENOENT);
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	check(page != MAP_FAILED && munmap(page, 4096) == 0);
	close(fd);
	close(pipes[0]);
	close(pipes[1]);
	return true;
}

static const struct {
	const char *name;
	bool (*run)(void);
} cases[] = {
	{"other files are as ever", leaves_others_alone},
	{"open, access, and the errors of ioctl", opens},
	{"mmap: once, and never writable", maps},
	{"calls; the manager reads", reads},
	{"calls; the manager polls", polls},
	{"calls; the manager polls, with a mask of signals", ppolls},
	{"calls; the manager selects", selects},
	{"calls; the manager selects, with a mask", pselects},
	{"calls; the manager uses epoll", epolls},
	{"calls; the manager uses epoll, with a mask", epoll_pwaits},
	{"a signal that only the wait lets through", lets_signals_through},
	{"descriptors travel", passes_files},
	{"deaths are told", tells_deaths},
	{"duplicates are the same device", has_duplicates},
	{"a device lives as long as its mapping", lives_as_its_mapping},
	{"O_NONBLOCK, and nothing to read", does_not_block},
	{"a forked child must open its own", forks},
	{"another program must, too", executes},
	{"many threads", has_threads},
	{"epoll: one thread adds, another waits", waits_in_another_thread},
};

#define N_CASES (int)(sizeof(cases) / sizeof(cases[0]))

static int ping(void)
{
	struct raw b;
	int r = raw_open(&b, O_CLOEXEC);

	if (!r)
		r = raw_transact(&b, 0, B_PACK_CHARS('_', 'P', 'N', 'G'), NULL, NULL, 0);
	puts(r < 0 ? strerrorname_np(-r) : "alive");
	return r < 0;
}

static int wait_for_the_end(void)
{
	uint32_t enter = BC_ENTER_LOOPER;
	struct raw b;
	int r = raw_open(&b, O_CLOEXEC);

	if (!r)
		r = raw_exchange(&b, &enter, sizeof(enter), NULL, NULL);
	puts("waiting");
	fflush(stdout);
	while (!r) {
		uint8_t in[128];
		size_t n = sizeof(in);

		r = raw_exchange(&b, NULL, 0, in, &n);
	}
	puts(strerrorname_np(-r));
	return 0;
}

int main(int argc, char **argv)
{
	int n_failed = 0;

	if (argc > 1 && !strcmp(argv[1], "ping"))
		return ping();
	if (argc > 2 && !strcmp(argv[1], "after-exec"))
		return after_exec(atoi(argv[2]));
	if (argc > 1 && !strcmp(argv[1], "wait"))
		return wait_for_the_end();
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..%d\n", N_CASES);
	for (int i = 0; i < N_CASES; i++) {
		bool good = cases[i].run();

		printf("%sok %d - %s\n", good ? "" : "not ", i + 1, cases[i].name);
		n_failed += !good;
	}
	return n_failed ? 1 : 0;
}
