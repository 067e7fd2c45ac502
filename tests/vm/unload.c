/* SPDX-License-Identifier: MIT */
/*
 * unload.c - our module is loaded and unloaded again and again, in use and right after
 *
 * Runs in the guest, where the module is loaded and nobody uses it, and leaves it so. The
 * stock module has no way out and is not asked. usage: unload [TURNS]
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tests/vm/module.h"
#include "tests/vm/peer.h"

#define MODULE "hideglue_binder"
#define MODULE_FILE "/modules/ours.ko"

static char parameters[300];	/* that it was loaded with */

/* Loading and unloading */

static const char *device(void)
{
	const char *path = getenv("BINDER_DEVICE");

	return path ? path : "/dev/hgbinder";
}

static int load_own(void)
{
	int fd = open(MODULE_FILE, O_RDONLY | O_CLOEXEC);
	int err;

	must(fd >= 0, "open " MODULE_FILE);
	err = syscall(SYS_finit_module, fd, parameters, 0) ? -errno : 0;
	close(fd);
	return err;
}

static int unload(void)
{
	return syscall(SYS_delete_module, MODULE, O_NONBLOCK) ? -errno : 0;
}

/* In use: the module stays, whatever it is that uses it. */
static void check_refused(const char *what)
{
	char text[80];

	snprintf(text, sizeof(text), "not unloaded under %s", what);
	check(unload() == -EAGAIN, text);
}

/* Nobody uses it: it goes at once, with all that was left, and comes again. */
static void check_reload(const char *what)
{
	char text[80];
	int err = unload();

	snprintf(text, sizeof(text), "unloaded right after %s", what);
	check(err == 0, text);
	if (err == 0)
		must(load_own() == 0, "load again");
}

/* What can hold a module */

static void with_descriptor(void)
{
	int fd = open_device();

	check_refused("an open file");
	close(fd);
	check_reload("the last close");
}

static void with_mapping(void)
{
	struct peer p;

	peer_open(&p);
	close(p.fd);
	check_refused("a mapping alone");
	munmap(p.map, MAP_SIZE);
	check_reload("the last munmap");
}

static void with_epoll(void)
{
	struct epoll_event event = {.events = EPOLLIN};
	int fd = open_device(), epoll = epoll_create1(EPOLL_CLOEXEC);

	must(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0, "watch the device");
	check_refused("an epoll set");
	close(fd);
	check_reload("a close that an epoll set has to hear of");
	close(epoll);
}

static void with_debug_file(void)
{
	int file = open("/sys/kernel/debug/hideglue_binder/state", O_RDONLY | O_CLOEXEC);

	must(file >= 0, "open a debug file");
	check_refused("an open debug file");
	close(file);
	check_reload("a debug file");
}

/* Processes with work in every state, killed together */

static void quit_with_parent(void)
{
	must(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "die with the parent");
	alarm(60);
}

static void manager(int ready)
{
	struct peer p;

	quit_with_parent();
	peer_open(&p);
	must(ioctl(p.fd, BINDER_SET_CONTEXT_MGR, 0) == 0, "become context manager");
	must(write(ready, "r", 1) == 1, "say so");
	put(&p, BC_ENTER_LOOPER, NULL, 0);
	must(next(&p, NULL, 0) == BR_TRANSACTION, "a call");
	pause(); /* with the call unanswered, and more in the queue */
}

/* One-way calls that nobody takes, an object of its own on the way, then a call for good. */
static void client(int ready)
{
	struct flat_binder_object object = {
		.hdr.type = BINDER_TYPE_BINDER, .binder = 16, .cookie = 16};
	uint64_t offset = 0;
	struct peer p;

	quit_with_parent();
	peer_open(&p);
	for (int i = 0; i < 20; i++)
		put_transaction(&p, BC_TRANSACTION, 1, TF_ONE_WAY, "one-way", 8, NULL);
	put_transaction(&p, BC_TRANSACTION, 1, TF_ONE_WAY, &object, sizeof(object), &offset);
	must(talk(&p, false) == 0, "send one-way");
	must(write(ready, "r", 1) == 1, "say so");
	put_transaction(&p, BC_TRANSACTION, 2, 0, "call", 5, NULL);
	talk(&p, true);
	next(&p, NULL, 0);
	pause();
}

static pid_t start(void (*role)(int ready))
{
	char byte;
	int ready[2];
	pid_t pid;

	must(pipe(ready) == 0, "make a pipe");
	fflush(stdout);
	pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0) {
		role(ready[1]);
		_exit(1);
	}
	must(read(ready[0], &byte, 1) == 1, "a process is ready");
	close(ready[0]);
	close(ready[1]);
	return pid;
}

static void kill_and_wait(const pid_t *pids, int n)
{
	for (int i = 0; i < n; i++)
		kill(pids[i], SIGKILL);
	for (int i = 0; i < n; i++)
		waitpid(pids[i], NULL, 0);
}

static void with_processes(void)
{
	pid_t pids[4];

	pids[0] = start(manager);
	for (int i = 1; i < 4; i++)
		pids[i] = start(client);
	check_refused("processes in calls");
	kill_and_wait(pids, 4);
	check_reload("processes that were killed in calls");
}

/* Use, death and unloading in turns. Return: turns in which it could be unloaded at once. */
static int turns(int n)
{
	int good = 0;

	for (int i = 0; i < n; i++) {
		pid_t pids[3];

		pids[0] = start(manager);
		pids[1] = start(client);
		pids[2] = start(client);
		for (int yields = i * 7 % 20; yields; yields--)
			sched_yield();
		kill_and_wait(pids, 3);
		good += unload() == 0;
		if (load_own() != 0)
			break;
	}
	return good;
}

/* Unloading against opening */

static atomic_bool stop;

static void *open_and_close(void *arg)
{
	unsigned long *opened = arg;

	while (!atomic_load(&stop)) {
		int fd = open(device(), O_RDWR | O_CLOEXEC);

		if (fd < 0)
			continue;
		++*opened;
		close(fd);
		usleep(200); /* so that there are moments without one */
	}
	return NULL;
}

static void against_open(int n)
{
	unsigned long opened[2] = {0};
	pthread_t threads[2];
	int unloaded = 0, tries;
	bool loaded = true;

	for (int i = 0; i < 2; i++)
		must(pthread_create(&threads[i], NULL, open_and_close, &opened[i]) == 0, "a thread");
	for (tries = 0; tries < n * 1000000 && unloaded < n; tries++) {
		if (loaded && unload() == 0) {
			loaded = false;
			unloaded++;
		}
		if (!loaded)
			loaded = load_own() == 0;
	}
	atomic_store(&stop, true);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	printf("# %d of %d unloads done, %lu opens\n", unloaded, tries, opened[0] + opened[1]);
	check(loaded && unloaded == n, "unloaded and loaded while others open");
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 30;
	const char *module = getenv("BINDER_MODULE");

	if (module && strcmp(module, "stock") == 0) {
		printf("1..0 # SKIP the stock module cannot be unloaded\n");
		return 0;
	}
	must(module_parameters(parameters, sizeof(parameters)), "the module's parameters");
	with_descriptor();
	with_epoll();
	with_debug_file();
	with_processes();
	check(turns(n) == n, "loaded, used and unloaded at once, each time");
	with_mapping();
	against_open(n);
	printf("1..%d\n", n_tests);
	return failed;
}
