/* SPDX-License-Identifier: MIT */
/*
 * fake_driver.h - a driver that plays a script, for unit tests of the runtime
 *
 * What the runtime writes is kept as a list of commands. What it reads is a list of answers that
 * the test prepared: one is given for each exchange that reads. Where none is left, a thread that
 * may wait does so until fake_answer() adds one, or fake_hang_up() ends it all.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/driver_ops.h"
#include "uapi/binder.h"

/** fake_use() - makes the fake the process's driver. Once per test. */
void fake_use(void);

/** One answer: words with their payloads, put there by what follows. */
struct fake_answer {
	uint8_t bytes[512];
	size_t len;
};

void fake_put(struct fake_answer *answer, uint32_t word, const void *payload, size_t size);
void fake_put_node(struct fake_answer *answer, uint32_t word, const void *object);
void fake_put_cookie(struct fake_answer *answer, uint32_t word, uint64_t cookie);

/** fake_put_data() - BR_TRANSACTION or BR_REPLY with data (and offsets), which stay the test's. */
void fake_put_data(struct fake_answer *answer, uint32_t word, const void *object, uint32_t code,
		   uint32_t flags, const void *data, size_t size, const binder_size_t *offsets,
		   size_t n_offsets);

/** fake_answer() - queues an answer. */
void fake_answer(const struct fake_answer *answer);

/** fake_answer_words() - queues an answer of bare words, closed by 0. */
void fake_answer_words(uint32_t word, ...);

/** fake_hang_up() - once the answers are used up, every exchange says that the driver is gone. */
void fake_hang_up(void);

/** A command that the runtime wrote. */
struct fake_command {
	uint32_t word;
	uint32_t exchange;	/* the number of the exchange it came with, from 1 */
	union {
		struct binder_transaction_data tr;
		struct binder_ptr_cookie node;
		struct binder_handle_cookie handle_cookie;
		uint32_t handle;
		uint64_t cookie;
	};
	uint8_t data[256];	/* the payload of a transaction, as it was when written */
	size_t data_len;
};

/** fake_command() - command @i, from 0; a word of 0 where there are fewer. */
struct fake_command fake_command(size_t i);

/** fake_wait_commands() - waits until there are @n, 10 s at most. */
bool fake_wait_commands(size_t n);

/** fake_text() - all commands so far as "REPLY FREE_BUFFER ..."; | stands between exchanges. */
const char *fake_text(void);

/** fake_interrupt() - the next @times exchanges take what is written and then fail with @error. */
void fake_interrupt(int error, unsigned int times);

/**
 * fake_refuse() - the next exchange takes @n commands; then it fails with @error, or goes on
 * to read where that is 0. Several calls are for as many exchanges.
 */
void fake_refuse(unsigned int n, int error);

/** fake_last_flags() - flags of the latest exchange that read. */
unsigned int fake_last_flags(void);

/** fake_set_error() - what BINDER_GET_EXTENDED_ERROR says. */
void fake_set_error(int param);

/** fake_max_threads() - what BINDER_SET_MAX_THREADS was told last; -1: nothing. */
int fake_max_threads(void);
