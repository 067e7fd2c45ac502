/* SPDX-License-Identifier: MIT */
/*
 * wrap_raw.h - Binder by <linux/android/binder.h> alone, as a program for the kernel's driver
 * speaks it: no header and no library of ours
 *
 * Functions give 0 or a result from 0, and -errno.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <linux/android/binder.h>

#define RAW_DEVICE "/dev/binder"
#define RAW_MAP_SIZE (128 * 1024)

/* What the manager of these tests does for a caller. */
enum raw_code {
	RAW_ECHO = 1, /* answers the same bytes */
	RAW_WRITE,    /* writes "written" to the descriptor sent */
	RAW_WATCH,    /* tells, by the descriptor sent, that the object sent is dead */
	RAW_END,      /* answers, and ends */
};

struct raw {
	int fd;
	void *map;
};

/* Objects and bytes of one call. */
struct raw_call {
	union {
		uint8_t bytes[512];
		uint64_t align;
	};
	size_t size;
	binder_size_t offsets[4];
	size_t n_offsets;
};

/* What came: a command with its payload. */
struct raw_word {
	uint32_t cmd;
	union {
		struct binder_transaction_data tr;
		struct binder_ptr_cookie object;
		binder_uintptr_t cookie;
	};
};

int raw_open(struct raw *b, int flags);
void raw_close(struct raw *b);
/** BINDER_WRITE_READ. *@n: room at @in, and what came. */
int raw_exchange(struct raw *b, const void *out, size_t out_size, void *in, size_t *n);
/** Takes the next word off. Return: whether there was one. */
bool raw_next(const uint8_t **at, size_t *n, struct raw_word *ret);

void raw_add_bytes(struct raw_call *c, const void *p, size_t n);
void raw_add_fd(struct raw_call *c, int fd);
void raw_add_object(struct raw_call *c, uint64_t cookie);
/** A call to @handle that waits; the answer's buffer is given back. Return: bytes of the answer. */
int raw_transact(struct raw *b, uint32_t handle, uint32_t code, const struct raw_call *c,
		 void *answer, size_t size);
int raw_free(struct raw *b, uint64_t buffer);

/** A manager: how it waits for its calls. */
enum raw_waiting {
	RAW_READS,
	RAW_POLLS,
	RAW_PPOLLS,
	RAW_SELECTS,
	RAW_PSELECTS,
	RAW_EPOLLS,
	RAW_EPOLL_PWAITS,
};
/** Forks one; it is there when this returns. Return: its pid. */
pid_t raw_start_manager(enum raw_waiting waiting);
/** Ends it by RAW_END. Return: its exit status. */
int raw_end_manager(struct raw *b, pid_t pid);
