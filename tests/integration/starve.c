/* SPDX-License-Identifier: MIT */
/*
 * starve.c - the door through which the daemon asks for memory and descriptors
 *
 * Linked with --wrap for each function here: in the daemon's process a request counts, and fails
 * with the errno that the real one would have; in all others it goes through.
 */
#include <linux/kernel.h>
#include <linux/slab.h>

#include "integration/starve.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/options.h"

struct starve_door *starve_door;

static bool in_daemon;

void starve_init(void)
{
	starve_door = mmap(NULL, sizeof(*starve_door), PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (starve_door == MAP_FAILED)
		abort();
}

void starve_begin(const struct starving *how)
{
	__atomic_store_n(&starve_door->failed, 0, __ATOMIC_SEQ_CST);
	__atomic_store_n(&starve_door->streak, how->streak, __ATOMIC_SEQ_CST);
	__atomic_store_n(&starve_door->fail_in, how->first, __ATOMIC_SEQ_CST);
}

long starve_end(void)
{
	__atomic_store_n(&starve_door->fail_in, 0, __ATOMIC_SEQ_CST);
	return __atomic_load_n(&starve_door->failed, __ATOMIC_SEQ_CST);
}

/* Whether this request fails, with @error in errno. */
static bool refuses(int error)
{
	long left;

	if (!in_daemon)
		return false;
	__atomic_add_fetch(&starve_door->asked, 1, __ATOMIC_SEQ_CST);
	if (!__atomic_load_n(&starve_door->fail_in, __ATOMIC_SEQ_CST))
		return false;
	left = __atomic_sub_fetch(&starve_door->fail_in, 1, __ATOMIC_SEQ_CST);
	if (left > 0)
		return false;
	/* Stays at 1 while the streak lasts, so that the next one fails as well. */
	if (__atomic_add_fetch(&starve_door->failed, 1, __ATOMIC_SEQ_CST) <
	    __atomic_load_n(&starve_door->streak, __ATOMIC_SEQ_CST))
		__atomic_store_n(&starve_door->fail_in, 1, __ATOMIC_SEQ_CST);
	errno = error;
	return true;
}

static void *counted(void *p)
{
	if (in_daemon && p)
		__atomic_add_fetch(&starve_door->live, 1, __ATOMIC_SEQ_CST);
	return p;
}

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_malloc(size_t size)
{
	return refuses(ENOMEM) ? NULL : counted(__real_malloc(size));
}

void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size)
{
	return refuses(ENOMEM) ? NULL : counted(__real_calloc(n, size));
}

void *__real_realloc(void *p, size_t size);
void *__wrap_realloc(void *p, size_t size);
void *__wrap_realloc(void *p, size_t size)
{
	if (refuses(ENOMEM))
		return NULL;
	return p ? __real_realloc(p, size) : counted(__real_realloc(p, size));
}

char *__real_strdup(const char *s);
char *__wrap_strdup(const char *s);
char *__wrap_strdup(const char *s)
{
	return refuses(ENOMEM) ? NULL : counted(__real_strdup(s));
}

void __real_free(void *p);
void __wrap_free(void *p);
void __wrap_free(void *p)
{
	if (in_daemon && p)
		__atomic_sub_fetch(&starve_door->live, 1, __ATOMIC_SEQ_CST);
	__real_free(p);
}

void *__real_mmap(void *at, size_t size, int prot, int flags, int fd, off_t off);
void *__wrap_mmap(void *at, size_t size, int prot, int flags, int fd, off_t off);
void *__wrap_mmap(void *at, size_t size, int prot, int flags, int fd, off_t off)
{
	return refuses(ENOMEM) ? MAP_FAILED : __real_mmap(at, size, prot, flags, fd, off);
}

int __real_madvise(void *at, size_t size, int advice);
int __wrap_madvise(void *at, size_t size, int advice);
int __wrap_madvise(void *at, size_t size, int advice)
{
	return refuses(EFAULT) ? -1 : __real_madvise(at, size, advice);
}

int __real_memfd_create(const char *name, unsigned int flags);
int __wrap_memfd_create(const char *name, unsigned int flags);
int __wrap_memfd_create(const char *name, unsigned int flags)
{
	return refuses(EMFILE) ? -1 : __real_memfd_create(name, flags);
}

int __real_ftruncate(int fd, off_t size);
int __wrap_ftruncate(int fd, off_t size);
int __wrap_ftruncate(int fd, off_t size)
{
	return refuses(ENOMEM) ? -1 : __real_ftruncate(fd, size);
}

int __real_dup(int fd);
int __wrap_dup(int fd);
int __wrap_dup(int fd)
{
	return refuses(EMFILE) ? -1 : __real_dup(fd);
}

FILE *__real_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode)
{
	return refuses(EMFILE) ? NULL : __real_fopen(path, mode);
}

int __real_accept4(int fd, struct sockaddr *addr, socklen_t *len, int flags);
int __wrap_accept4(int fd, struct sockaddr *addr, socklen_t *len, int flags);
int __wrap_accept4(int fd, struct sockaddr *addr, socklen_t *len, int flags)
{
	return refuses(EMFILE) ? -1 : __real_accept4(fd, addr, len, flags);
}

int __real_epoll_ctl(int epfd, int op, int fd, struct epoll_event *event);
int __wrap_epoll_ctl(int epfd, int op, int fd, struct epoll_event *event);
int __wrap_epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)
{
	/* Only adding takes memory. */
	if (op == EPOLL_CTL_ADD && refuses(ENOSPC))
		return -1;
	return __real_epoll_ctl(epfd, op, fd, event);
}

ssize_t __real_send(int fd, const void *buf, size_t size, int flags);
ssize_t __wrap_send(int fd, const void *buf, size_t size, int flags);
ssize_t __wrap_send(int fd, const void *buf, size_t size, int flags)
{
	return refuses(ENOBUFS) ? -1 : __real_send(fd, buf, size, flags);
}

ssize_t __real_sendmsg(int fd, const struct msghdr *msg, int flags);
ssize_t __wrap_sendmsg(int fd, const struct msghdr *msg, int flags);
ssize_t __wrap_sendmsg(int fd, const struct msghdr *msg, int flags)
{
	if (refuses(msg->msg_controllen ? ETOOMANYREFS : ENOMEM))
		return -1;
	return __real_sendmsg(fd, msg, flags);
}

/* pidfd_open(), which the C library of the time has no name for. */
long __real_syscall(long number, ...);
long __wrap_syscall(long number, long a, long b, long c);
long __wrap_syscall(long number, long a, long b, long c)
{
	return refuses(EMFILE) ? -1 : __real_syscall(number, a, b, c);
}

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*run)(void *),
			  void *arg);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*run)(void *),
			  void *arg);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*run)(void *),
			  void *arg)
{
	return refuses(EAGAIN) ? EAGAIN : __real_pthread_create(thread, attr, run, arg);
}

/* The daemon. */

static void __attribute__((noreturn)) serve(const char *socket, int ready)
{
	char number[16];
	char *argv[] = { "hideglue-driverd", "--socket", (char *)socket, "--ready-fd", number,
			 NULL };
	struct settings settings;
	int r;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	snprintf(number, sizeof(number), "%d", ready);
	options_parse(5, argv, &settings);
	__atomic_store_n(&starve_door->live, 0, __ATOMIC_SEQ_CST);
	in_daemon = true;
	r = daemon_serve(&settings);
	if (shim_slab_live() || shim_warnings() || starve_door->live) {
		fprintf(stderr, "kept: %ld of the core, %ld in all; %lu warnings\n",
			shim_slab_live(), starve_door->live, shim_warnings());
		_exit(2);
	}
	_exit(r < 0);
}

pid_t starve_daemon(const char *socket, int ready)
{
	pid_t pid = fork();

	if (!pid)
		serve(socket, ready);
	return pid;
}
