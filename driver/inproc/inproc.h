/* SPDX-License-Identifier: MIT */
/*
 * inproc.h - a Binder driver inside the calling process, for tests and fuzzers
 *
 * A device is a context, an open stands for a process, and each thread that calls is a thread of
 * it. Addresses are the process's own; bad ones give EFAULT and not a crash. Identities are
 * whatever the test says. Functions return 0 or -errno where they return int.
 */
#ifndef INPROC_INPROC_H
#define INPROC_INPROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct binder_limits;
struct inproc_device;
struct inproc;

/** What a blocked call does. */
enum inproc_waiting {
	INPROC_SLEEP,		/* sleeps inside the core, as in the kernel */
	/* leaves the core and is resumed, as in the daemon; the caller sees no difference */
	INPROC_PARK,
	INPROC_PARK_RETURN,	/* the caller gets -EINPROGRESS and calls inproc_resume() itself */
};

struct inproc_options {
	int pid;
	uint32_t euid;
	long nice;
	const char *secctx;	/* copied; NULL: none */
	enum inproc_waiting waiting;
	size_t max_files;	/* files that one transaction may install; 0: no limit */
};

/** A new device; @limits as in core/binder.h, or NULL. NULL without memory. */
struct inproc_device *inproc_device_new(const struct binder_limits *limits);
/** Every open must be closed. */
void inproc_device_free(struct inproc_device *device);

/** binder_show_state() or, with @stats, binder_show_stats(), from malloc. */
char *inproc_device_show(struct inproc_device *device, bool stats);

/** NULL without memory. */
struct inproc *inproc_open(struct inproc_device *device, const struct inproc_options *options);
/** The last close. No call may be running, except parked ones. */
void inproc_close(struct inproc *p);

/** As ioctl(2) of the calling thread. */
int inproc_ioctl(struct inproc *p, unsigned int cmd, void *arg);
/** Goes on with the calling thread's call that gave -EINPROGRESS. */
int inproc_resume(struct inproc *p);
/** Ends the calling thread, also where its call is parked, as the end of its connection does. */
void inproc_thread_exit(struct inproc *p);
void inproc_set_nonblock(struct inproc *p, bool nonblock);

/** As mmap(2) of @size bytes. */
int inproc_map(struct inproc *p, size_t size, const void **ret);
void inproc_unmap(struct inproc *p);

/** Waits until the calling thread has something to read. Return: 1, 0 (time is over), -EINTR. */
int inproc_poll(struct inproc *p, int timeout_ms);
/** As a close(2) that is not the last. */
void inproc_flush(struct inproc *p);

/** From now every wait of @p ends with -EINTR, as by a fatal signal. */
void inproc_kill(struct inproc *p);
/**
 * A signal for the thread @tid of @p (its gettid()), if it is there: its present
 * or next wait gives -EINTR.
 */
void inproc_interrupt(struct inproc *p, int tid);

/** Does the thread @tid of @p sleep in a call? */
bool inproc_waiting(struct inproc *p, int tid);

/**
 * Is everything that the core keeps of @device in order? Return: NULL, or what is not, until the
 * thread's next call. Exact while no call is running; one that waits is not.
 */
const char *inproc_verify(struct inproc_device *device);
/** Look after each call, from now; what is found counts as a broken invariant and is printed. */
extern bool inproc_verify_always;

/** From now the calling thread stands for thread @tid; 0: for itself. */
void inproc_stand_for(int tid);

/**
 * Called in the midst of calls, wherever the core holds no lock and somebody else could run; NULL:
 * nothing. Set before the first open.
 */
extern void (*inproc_yield)(void);
/** Called for a descriptor of a freed array, which it closes; NULL: that is done here. */
extern void (*inproc_fd_close)(int fd);

/** Bytes that the core holds for all processes, as it told its home; 0 once all are closed. */
extern long inproc_charged;

/** Is the page at @offset of the arena in use for a buffer? */
bool inproc_page_used(struct inproc *p, size_t offset);
/** The nice value that the core gave the calling thread last. */
long inproc_nice(struct inproc *p);
/** And another, as setpriority(2) would. */
void inproc_set_nice(struct inproc *p, long nice);

#endif /* INPROC_INPROC_H */
