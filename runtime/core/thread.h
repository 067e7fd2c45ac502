/* SPDX-License-Identifier: MIT */
/*
 * thread.h - struct rt_thread, shared by ipc_thread_state.c (exchange) and looper.c (execution)
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <android/binder_ibinder.h>

enum {
	RT_THREAD_IN = 512,		/* bytes of BR_ words in one exchange */
	RT_THREAD_OUT = 512,		/* bytes of BC_ words without memory of their own */
	RT_THREAD_PARCELS = 8,		/* in the cache */
	RT_THREAD_DEFERRED = 4096,	/* bytes of freed buffers that wait for the next exchange */
};

/** Objects whose references are to be dropped later. */
struct rt_deref {
	AIBinder *object;
	bool weak;
};

struct rt_derefs {
	struct rt_deref *items;
	size_t n, capacity;
};

struct rt_thread {
	/* whom out is for and in is from; what is left of a former one is forgotten */
	struct rt_driver *driver;
	struct rt_driver *loop_driver;	/* of looper */
	uint8_t *out;			/* out_small or malloc */
	size_t out_len, out_capacity;
	/* where a BC_TRANSACTION in out that is not sent yet ends; or 0 */
	size_t call_end;
	size_t in_pos, in_len;
	size_t deferred;		/* bytes of buffers whose BC_FREE_BUFFER is in out */
	/* in the pool, or polling: exchanges as a matter of course */
	bool looper;
	bool lazy;			/* the last reply's completion need not end a read */
	unsigned int serving;		/* calls from the driver, nested */
	pid_t calling_pid;
	uid_t calling_uid;
	const char *calling_sid;
	AParcel *replies;		/* sent or in out, their completion to come; oldest first */
	AParcel **replies_end;
	AParcel *done_replies;		/* complete, to be freed */
	struct rt_derefs after_write;	/* proxies; become taken with the next exchange that writes */
	struct rt_derefs taken;		/* proxies whose reference the driver has given */
	struct rt_derefs pending;
	AParcel *parcels[RT_THREAD_PARCELS];
	unsigned int n_parcels;
	uint8_t out_small[RT_THREAD_OUT];
	uint8_t in[RT_THREAD_IN];
};

/** rt_thread_self() - the calling thread's; NULL without memory. */
struct rt_thread *rt_thread_self(void);

/**
 * rt_thread_put() - one command for @driver into the out buffer
 * Return: false without memory, or where @driver is not the one in use any more.
 */
bool rt_thread_put(struct rt_thread *t, struct rt_driver *driver, uint32_t command,
		   const void *payload, size_t size);

/** rt_thread_flush() - writes the out buffer, reads nothing. Return: 0 or -errno. */
int rt_thread_flush(struct rt_thread *t);

/**
 * rt_thread_talk() - has something to execute in the in buffer: what is left, else an exchange
 * @driver:	whose answer is awaited; -ECONNRESET where that is not the one in use any more
 * @flags:	RT_DRIVER_NONBLOCK, RT_DRIVER_LAZY_COMPLETE; the second is dropped where it
 *		would not do
 * Return: 0 or -errno; -EAGAIN where nothing is there and it may not wait.
 */
int rt_thread_talk(struct rt_thread *t, struct rt_driver *driver, unsigned int flags);

/**
 * rt_thread_take() - the next word or payload of the in buffer.
 * Return: false where it is short.
 */
bool rt_thread_take(struct rt_thread *t, void *ret, size_t size);

/** rt_thread_defer() - a reference to drop later. */
void rt_thread_defer(struct rt_derefs *derefs, AIBinder *object, bool weak);

/** rt_thread_drop_taken() - drops the proxies that were held until the driver knew of them. */
void rt_thread_drop_taken(struct rt_thread *t);

/** rt_thread_settle() - drops these and what is pending; runs onDestroy of objects. */
void rt_thread_settle(struct rt_thread *t);

/** rt_thread_reply_done() - the driver confirmed the oldest reply. */
void rt_thread_reply_done(struct rt_thread *t);

/** rt_thread_execute() - executes one BR_ word that is no answer to a call of this thread. */
void rt_thread_execute(struct rt_thread *t, uint32_t command);
