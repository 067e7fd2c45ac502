/* SPDX-License-Identifier: MIT */
/*
 * conform.h - what the conformance cases are written with
 *
 * A case drives peers: each stands for a process that opened the driver, with PEER_THREADS threads
 * that run one job after the other. Where the driver tells processes apart by pid (a device), a
 * peer is a forked process; in-process it is a set of threads. Cases do not see the difference: all
 * their buffers come from conform_alloc(), which is shared memory at one address everywhere.
 *
 * A check that fails ends its case; the peers are killed and the next case begins.
 */
#ifndef CONFORM_CONFORM_H
#define CONFORM_CONFORM_H

#include <semaphore.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include "uapi/binder.h"

#define PEER_THREADS 4
/*
 * The last thread has never called the driver when a case begins; a record's
 * first read returns at once.
 */
#define PEER_FRESH (PEER_THREADS - 1)
#define MAP_SIZE (256u << 10)

/** Who a peer is; only where the transport can say so (else the case is skipped). */
struct identity {
	uint32_t euid;
	const char *secctx;
};

/**
 * struct transport - one way to a driver
 * All but setup and teardown run in the peer; they return 0 or -errno where they return int.
 */
struct transport {
	const char *name;
	bool forks;		/* peers have to be processes */
	/* it is ours: also what the stock driver does otherwise is checked */
	bool strict;
	/* returns are a message, which is gone if the caller's memory cannot take it */
	bool by_message;
	/** Before each case: a driver without a context manager. */
	int (*setup)(void);
	/** After it, all peers gone. Return: 0, or a message that says what was left over. */
	const char *(*teardown)(void);
	void *(*open)(int pid, const struct identity *who);
	void (*close)(void *h);
	int (*ioctl)(void *h, unsigned int cmd, void *arg);
	int (*map)(void *h, size_t size, const void **addr);
	int (*unmap)(void *h);	/* NULL where it cannot be undone */
	/** The open file of the driver; NULL where there is none. */
	int (*fd)(void *h);
	int (*poll)(void *h, int timeout_ms);	/* 1 ready, 0 not in time */
	void (*nonblock)(void *h, bool on);
	/* close a duplicate; NULL where there is no such thing */
	void (*flush)(void *h);
	/** The calling thread's priority, as nice(1) has it; NULL where calls do not change it. */
	int (*nice)(void *h);
	int (*set_nice)(void *h, int nice);	/* 0, -errno */
	/** End every call of the peer's other threads; NULL where it forks, and is killed. */
	void (*kill)(void *h);
	/** A signal for one thread; called by the case too. */
	void (*interrupt)(void *h, pid_t pid, pid_t tid);
	/**
	 * Does thread @tid of @pid wait inside the driver? Called by the case,
	 * where @h may mean nothing.
	 */
	bool (*waiting)(void *h, pid_t pid, pid_t tid);
};

extern const struct transport transport_inproc;
extern const struct transport transport_inproc_parking;
extern const struct transport transport_daemon;
extern const struct transport transport_device;
extern const struct transport transport_our_device;
extern const struct transport transport_wrapped_device;

/**
 * For transports that fork: transport.interrupt, and whether a thread waits in this system call.
 */
void transport_interrupt(void *handle, pid_t pid, pid_t tid);
bool transport_thread_in(pid_t pid, pid_t tid, long call);

/* The driver under test. */
extern const struct transport *transport;

/** What one BINDER_WRITE_READ is given and what came of it; in shared memory. */
struct talk {
	struct binder_write_read bwr;
	int ret;
	uint8_t *out;
	size_t out_size;
	uint8_t *in;
	size_t in_at;	/* of the next word that next_word() gives */
};

struct peer {
	pid_t pid;
	void *handle;		/* the transport's; means something in the peer only */
	const void *map;
	struct peer_job *jobs;
	struct talk talk[PEER_THREADS];
	struct peer *next;
};

typedef int (*peer_fn)(struct peer *p, int t, void *arg);

/* Memory and checks */

void *conform_alloc(size_t size);
/** The last @size bytes, zero, before memory that cannot be touched. One at a time. */
void *conform_edge(size_t size);
void conform_fail(const char *file, int line, const char *fmt, ...)
	__attribute__((noreturn, format(printf, 3, 4)));
void conform_skip(const char *why) __attribute__((noreturn));
/** What follows is judged by the reference alone: @why the stock driver cannot be the judge. */
void ours_only(const char *why);
/** What follows stores returns where there is no memory, and looks what becomes of them. */
void stores_to_nowhere(void);
/** What follows asks when pages come into the mapping, and when they go. */
void mapping_is_watched(void);

#define CHECK(cond)                                                                                \
	do {                                                                                       \
		if (!(cond))                                                                       \
			conform_fail(__FILE__, __LINE__, "%s", #cond);                             \
	} while (0)

#define CHECK_EQ(a, b)                                                                             \
	do {                                                                                       \
		long long a_ = (long long)(a), b_ = (long long)(b);                                \
		if (a_ != b_)                                                                      \
			conform_fail(__FILE__, __LINE__, "%s is %lld (%#llx), not %s: %lld", #a,   \
				     a_, (unsigned long long)a_, #b, b_);                          \
	} while (0)

/* Peers. A job may take five seconds. */

struct peer *peer_open(void);				/* opened and mapped */
struct peer *peer_open_as(const struct identity *who, size_t map_size);	/* 0: not mapped */
void peer_kill(struct peer *p);				/* as by kill -9; waits until it is gone */
int peer_call(struct peer *p, int t, peer_fn fn, void *arg);
void peer_start(struct peer *p, int t, peer_fn fn, void *arg);
int peer_finish(struct peer *p, int t);
bool peer_done(struct peer *p, int t);
pid_t peer_tid(struct peer *p, int t);
void peer_await_waiting(struct peer *p, int t);		/* until its call is asleep in the driver */

int peer_ioctl(struct peer *p, int t, unsigned int cmd, void *arg);
int peer_poll(struct peer *p, int t);			/* ready now? */
void peer_nonblock(struct peer *p, bool on);
void peer_flush(struct peer *p);
void peer_interrupt(struct peer *p, int t);
/** Copies @n bytes at @addr of the peer's memory. */
void *peer_peek(struct peer *p, uint64_t addr, size_t n);

/* Command streams: each call adds one command to what thread @t writes next. */

void bc(struct peer *p, int t, uint32_t cmd);
void bc_u32(struct peer *p, int t, uint32_t cmd, uint32_t arg);
void bc_u64(struct peer *p, int t, uint32_t cmd, uint64_t arg);
void bc_ptr_cookie(struct peer *p, int t, uint32_t cmd, uint64_t ptr, uint64_t cookie);
void bc_handle_cookie(struct peer *p, int t, uint32_t cmd, uint32_t handle, uint64_t cookie);
void bc_raw(struct peer *p, int t, const void *data, size_t n);

/** A payload under construction, in shared memory. */
struct payload {
	uint8_t *data;
	size_t size;
	uint64_t *offsets;
	size_t n_offsets;
	size_t sg_size;
};

struct payload *payload_new(void);
void payload_bytes(struct payload *b, const void *data, size_t n);
void payload_object(struct payload *b, const void *obj, size_t n);	/* with an offset */
void payload_binder(struct payload *b, uint32_t type, uint64_t ptr, uint64_t cookie,
		    uint32_t flags);
void payload_handle(struct payload *b, uint32_t type, uint32_t handle);
void payload_fd(struct payload *b, int fd);
uint32_t payload_ptr(struct payload *b, const void *mem, size_t n);	/* returns its index */
uint32_t payload_child(struct payload *b, const void *mem, size_t n, uint64_t parent, uint64_t at);
void payload_fda(struct payload *b, uint64_t n_fds, uint64_t parent, uint64_t at);

/** BC_TRANSACTION or, with cmd BC_REPLY and the _SG forms, the others. @b: NULL for nothing. */
void bc_transact(struct peer *p, int t, uint32_t cmd, uint32_t handle, uint32_t code,
		 uint32_t flags, const struct payload *b);
void bc_call(struct peer *p, int t, uint32_t handle, uint32_t code, const struct payload *b);
void bc_one_way(struct peer *p, int t, uint32_t handle, uint32_t code, const struct payload *b);
void bc_reply(struct peer *p, int t, const struct payload *b);
void bc_free(struct peer *p, int t, uint64_t buffer);

/* Talking: the commands gathered are written, @read bytes read. Each returns 0 or -errno. */

int talk(struct peer *p, int t, size_t read);
int talk_write(struct peer *p, int t);
/** As @bwr says; what was gathered stays. Its values afterwards are in talk[t].bwr. */
int talk_raw(struct peer *p, int t, const struct binder_write_read *bwr);
void talk_start(struct peer *p, int t, size_t read);
int talk_finish(struct peer *p, int t);

/* What came. A word with its payload. */
struct word {
	uint32_t cmd;
	union {
		struct binder_transaction_data tr;
		struct binder_transaction_data_secctx secctx;
		struct binder_ptr_cookie ptr_cookie;
		struct binder_frozen_state_info frozen;
		uint64_t cookie;
		int32_t error;
	};
};

/** The next word of what @t read last; cmd 0 at its end. */
struct word next_word(struct peer *p, int t);
/**
 * The next words are these, in this order, and then the read ends; a list that
 * ends with 0. Gives the last.
 */
struct word expect(struct peer *p, int t, const uint32_t *words);
#define EXPECT(p, t, ...) expect(p, t, (const uint32_t[]){ __VA_ARGS__, 0 })
/** Writes what was gathered and reads: the same. */
struct word read_expect(struct peer *p, int t, const uint32_t *words);
#define READ(p, t, ...) read_expect(p, t, (const uint32_t[]){ BR_NOOP, ##__VA_ARGS__, 0 })
/** Nothing to read for @t. */
void expect_nothing(struct peer *p, int t);

struct binder_extended_error extended_error(struct peer *p, int t);

/* What most cases begin with */

/* FLAT_BINDER_FLAG_*; thread 0 has entered the loop */
struct peer *manager_open(uint32_t flags);
/** A whole call C -> S, both by thread 0: S reads @b and answers @reply. What S got. */
struct binder_transaction_data call_and_reply(struct peer *c, struct peer *s, uint32_t handle,
					      const struct payload *b, const struct payload *reply,
					      struct binder_transaction_data *ret_reply);
/** S (handle 0) receives a strong object of @c and keeps it. Return: its handle in @s. */
uint32_t give_object(struct peer *c, struct peer *s, uint64_t ptr, uint64_t cookie, uint32_t flags);
/** @s, the manager, passes its handle @h to @c in a reply. Return: handle in @c. */
uint32_t pass_handle(struct peer *s, struct peer *c, uint32_t h);

/* The cases: a list a file, each ended by an empty entry. */
struct conform_case {
	const char *name;
	void (*run)(void);
	/* for a row of a table, in place of @run */
	void (*run_row)(const void *row);
	const void *row;
};

#define CASE(name_, run_) { .name = name_, .run = run_ }
#define ROW(name_, run_, ...) { .name = name_, .run_row = run_, .row = &__VA_ARGS__ }
#define CASES_END { .name = NULL },

extern const struct conform_case cases_device[], cases_manager[], cases_refs[], cases_call[],
	cases_oneway[], cases_object[], cases_arena[], cases_thread[], cases_death[],
	cases_freeze[], cases_ioctl[], cases_write[], cases_read[], cases_layout[], cases_sg[],
	cases_map[], cases_counts[], cases_chain[], cases_cve[], cases_holes[],
	cases_limits[];

#endif /* CONFORM_CONFORM_H */
