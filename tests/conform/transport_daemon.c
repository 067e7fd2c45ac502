// SPDX-License-Identifier: MIT
/*
 * transport_daemon.c - hideglue-driverd through the runtime's client side; a peer is a process
 *
 * Each case has a daemon of its own. What it still holds when all peers are gone, or counted as
 * wrong at its end, fails the case.
 */
#include "conform.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/driver_daemon.h"

#define SETTLE_MS 5000

static char folder[64], socket_path[96];
static pid_t daemon_pid;

struct handle {
	pthread_mutex_t lock;
	/* opened by the first use, since a map has to come with it */
	struct rt_driver *driver;
	bool nonblock;
};

static void exec_daemon(int ready)
{
	const char *builddir = getenv("top_builddir");
	char program[4096], number[16];

	snprintf(program, sizeof(program), "%s/hideglue-driverd", builddir ? builddir : ".");
	snprintf(number, sizeof(number), "%d", ready);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	execl(program, program, "--socket", socket_path, "--socket-mode", "666", "--ready-fd",
	      number, NULL);
	_exit(127);
}

static int setup(void)
{
	int ready[2];
	char byte;
	bool up;

	strcpy(folder, "/tmp/hideglue-conform.XXXXXX");
	if (!mkdtemp(folder) || pipe(ready))
		return -errno;
	snprintf(socket_path, sizeof(socket_path), "%s/s", folder);
	daemon_pid = fork();
	if (!daemon_pid) {
		/* The driver's words about what cases do wrong are not for the test's reader. */
		if (!getenv("CONFORM_VERBOSE") && !freopen("/dev/null", "w", stderr))
			_exit(126);
		close(ready[0]);
		exec_daemon(ready[1]);
	}
	close(ready[1]);
	up = read(ready[0], &byte, 1) == 1;
	close(ready[0]);
	return up ? 0 : -ENODEV;
}

/*
 * The daemon's counts; an exchange with it also means that all that was sent
 * before has been handled.
 */
static bool ask_daemon(char *text, size_t size)
{
	struct hgd_header msg = { HGD_MAGIC, HGD_VERSION, HGD_DEBUG, sizeof(msg), 1, 0 };
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	ssize_t n = -1;
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

	strcpy(addr.sun_path, socket_path);
	if (!connect(fd, (const struct sockaddr *)&addr, sizeof(addr)) &&
	    send(fd, &msg, sizeof(msg), MSG_NOSIGNAL) > 0)
		n = recv(fd, text, size - 1, 0);
	close(fd);
	if (n <= (ssize_t)sizeof(struct hgd_answer))
		return false;
	text[n] = '\0';
	memmove(text, text + sizeof(struct hgd_answer), (size_t)n + 1 - sizeof(struct hgd_answer));
	return true;
}

static const char *teardown(void)
{
	static char text[HGD_MESSAGE_MAX + 1];
	const struct timespec ms = { .tv_nsec = 1000000 };
	bool clean = false;
	int status;

	for (int i = 0; i < SETTLE_MS && !clean; i++) {
		clean = ask_daemon(text, sizeof(text)) && strstr(text, "processes: 0\n") &&
			strstr(text, "proc: active 0 ") && strstr(text, "node: active 0 ") &&
			strstr(text, "ref: active 0 ") && strstr(text, "buffer: active 0 ");
		if (!clean)
			nanosleep(&ms, NULL);
	}
	kill(daemon_pid, SIGTERM);
	waitpid(daemon_pid, &status, 0);
	unlink(socket_path);
	rmdir(folder);
	if (!clean)
		return "the daemon still holds something of the peers";
	return status ? "the daemon did not end well" : NULL;
}

static void *do_open(int pid, const struct identity *who)
{
	struct handle *h = calloc(1, sizeof(*h));

	if (!h)
		return NULL;
	pthread_mutex_init(&h->lock, NULL);
	if (who && syscall(SYS_setresuid, -1, who->euid, -1)) {
		free(h);
		return NULL;
	}
	return h;
}

static int open_driver(struct handle *h, size_t map_size)
{
	int r = 0;

	pthread_mutex_lock(&h->lock);
	if (!h->driver) {
		r = rt_driver_daemon_open(socket_path, map_size, &h->driver);
		if (!r) {
			rt_driver_daemon_set_careful(h->driver, true);
			rt_driver_daemon_set_interruptible(h->driver);
		}
	} else if (map_size) {
		r = -EBUSY;
	}
	pthread_mutex_unlock(&h->lock);
	return r;
}

static void do_close(void *handle)
{
	struct handle *h = handle;

	if (h->driver)
		h->driver->ops->close(h->driver);
	free(h);
}

/*
 * The client side takes its struct by pointer, as a library does: a bad one is
 * the system call's matter.
 */
static bool is_there(void *p, size_t size)
{
	char bytes[sizeof(struct binder_write_read)];
	struct iovec local = { bytes, size }, remote = { p, size };

	return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == (ssize_t)size;
}

static int do_ioctl(void *handle, unsigned int cmd, void *arg)
{
	struct handle *h = handle;
	int r = open_driver(h, 0);

	if (r < 0)
		return r;
	if (cmd == BINDER_WRITE_READ && !is_there(arg, sizeof(struct binder_write_read)))
		return -EFAULT;
	if (cmd == BINDER_WRITE_READ)
		return h->driver->ops->write_read_flags(h->driver, arg,
							h->nonblock ? RT_DRIVER_NONBLOCK : 0);
	if (cmd == BINDER_THREAD_EXIT) {
		h->driver->ops->thread_exit(h->driver);
		return 0;
	}
	return h->driver->ops->ioctl(h->driver, cmd, arg);
}

static int do_map(void *handle, size_t size, const void **addr)
{
	struct handle *h = handle;
	int r = open_driver(h, size);

	if (!r)
		*addr = h->driver->map;
	return r;
}

static int do_poll(void *handle, int timeout_ms)
{
	static char text[HGD_MESSAGE_MAX + 1];
	struct pollfd p = { .events = POLLIN };
	struct handle *h = handle;
	int r = open_driver(h, 0);

	if (r < 0)
		return r;
	p.fd = h->driver->ops->poll_fd(h->driver);
	if (p.fd < 0)
		return p.fd;
	ask_daemon(text, sizeof(text)); /* a notice comes after the answer */
	return poll(&p, 1, timeout_ms);
}

static void do_nonblock(void *handle, bool on)
{
	struct handle *h = handle;

	h->nonblock = on;
}

static bool receives(pid_t pid, pid_t tid)
{
	return transport_thread_in(pid, tid, SYS_recvmsg);
}

/*
 * For an answer that the daemon does not have: it has handled all there was,
 * and the thread still waits.
 */
static bool waiting(void *handle, pid_t pid, pid_t tid)
{
	static char text[HGD_MESSAGE_MAX + 1];

	return receives(pid, tid) && ask_daemon(text, sizeof(text)) && receives(pid, tid);
}

const struct transport transport_daemon = {
	.name = "daemon", .forks = true, .strict = true, .by_message = true, .setup = setup,
	.teardown = teardown, .open = do_open, .close = do_close, .ioctl = do_ioctl,
	.map = do_map, .poll = do_poll, .nonblock = do_nonblock,
	.interrupt = transport_interrupt, .waiting = waiting,
};
