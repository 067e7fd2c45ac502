/* SPDX-License-Identifier: MIT */
/*
 * driver_program.h - programs for the driver: what fuzz_driver runs
 *
 * A program is a list of steps of the same size. A step is for one thread of one process; it adds
 * to the payload or to the commands that the thread will write next, or makes a call. Operands
 * mostly name what earlier steps gave: the n-th handle, buffer, acknowledgement.
 *
 * Where a thread is in the midst of a call, having stopped where others may run (STEP_TALK's
 * stops), a step for it only lets it go on; where its call waits in the driver, a step resumes it.
 */
#pragma once

#include <stdint.h>

#define PROGRAM_PROCS 4
#define PROGRAM_THREADS 3	/* of each process */

enum step_op {
	/* the payload */
	STEP_BYTES,	/* a: words, bits 6, 7: bytes more */
	STEP_BINDER,	/* a: object, b: bit 0 weak, bit 1 another cookie, c: flags >> 8 and << 4 */
	STEP_HANDLE,	/* a: handle, b: bit 0 weak */
	STEP_FD,	/* a: which */
	STEP_PTR,	/* a: words, b: parent + 1 or 0, c: offset there in words, d: bit 0 bad memory,
			   bits 1, 2: bytes more */
	STEP_FDA,	/* a: how many, b: parent, c: offset there in words, d: bit 0 a byte off */
	STEP_SPOIL,	/* a: what, b: where, c: value: the payload is made wrong */
	/* the commands */
	STEP_TRANSACT,	/* a: handle, b: enum step_transact, c: flags, d: code */
	STEP_FREE,	/* a: buffer */
	STEP_COUNT,	/* a: INCREFS, ACQUIRE, RELEASE, DECREFS, b: handle */
	STEP_ACK,	/* a: which of those that wait; bit 7: b, c: kind, object */
	STEP_LOOPER,	/* a: ENTER, REGISTER, EXIT */
	STEP_DEATH,	/* a: REQUEST, CLEAR, DONE, b: handle, c: cookie */
	STEP_NOTICE,	/* the same of freezing */
	STEP_WORD,	/* a, b: the number and the type of a command that need not exist */
	/* calls */
	STEP_TALK,	/* a: enum step_read, b: bytes of the commands held back, c: stops, a bit each,
			   d: bit 0 no waiting */
	STEP_IOCTL,	/* a: enum step_ioctl, b, c: its operands */
	STEP_POLL,
	STEP_EXIT,	/* as the end of a connection, also while it waits */
	STEP_INTERRUPT,
	/* the process */
	STEP_OPEN,	/* a: size of the mapping, b: limits */
	STEP_UNMAP,
	STEP_FLUSH,
	STEP_CLOSE,
	STEP_SHOW,
	STEP_GO_ON,	/* nothing else */
	STEP_NO_MEMORY,	/* a: the how-manieth request for memory from now fails */
	STEP_N,
};

enum step_transact { STEP_CALL, STEP_REPLY, STEP_CALL_SG, STEP_REPLY_SG };

enum step_read { STEP_READ, STEP_WRITE_ONLY, STEP_READ_LITTLE, STEP_READ_ONE, STEP_READ_NOWHERE,
		 STEP_READ_ON, STEP_READ_N };

enum step_ioctl { STEP_MAX_THREADS, STEP_MANAGER, STEP_VERSION, STEP_NODE_INFO, STEP_REF_INFO,
		  STEP_FREEZE, STEP_FROZEN_INFO, STEP_SPAM, STEP_ERROR, STEP_THREAD_EXIT,
		  STEP_UNKNOWN, STEP_IOCTL_N };

struct step {
	uint8_t op;
	uint8_t who;	/* process * PROGRAM_THREADS + thread */
	uint8_t a, b, c, d;
};

_Static_assert(sizeof(struct step) == 6, "steps are bytes without gaps");
