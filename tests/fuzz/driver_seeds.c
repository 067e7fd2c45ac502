/* SPDX-License-Identifier: MIT */
/*
 * driver_seeds.c - programs to begin from
 *
 * Steps as words: the operation, the thread (process * 3 + its number) and the operands, as
 * driver_program.h says. ALL sets up three processes, each with a mapping; the first thread of the
 * first is manager and reads.
 */
#include "driver_world.h"
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SETTINGS "0 0 0 0 0 7;"
#define ALL SETTINGS "IOCTL 0 1 0 1; LOOPER 0; TALK 0 1;"
#define WRITE(who) "TALK " #who " 1;"

static const char *const seeds[] = {
	/* a call and its answer */
	ALL "TALK 0; BYTES 3 4; TRANSACT 3 0 0 16 7; TALK 3; TALK 0; FREE 0; BYTES 0 1;"
	    "TRANSACT 0 0 1; TALK 0; TALK 3; FREE 3;" WRITE(3),
	/* an object goes there, is kept, is called, dies with its owner */
	ALL "BINDER 3 1 0 1; TRANSACT 3; TALK 3; TALK 0; COUNT 0 1 8; DEATH 0 0 8 5; FREE 0;"
	    "TRANSACT 0 0 1; TALK 0; TALK 3; ACK 3; ACK 3 1; FREE 3;" WRITE(3) "TALK 3;"
	    "TRANSACT 0 8 0 1;" WRITE(0) "TALK 3; TALK 3; FREE 3;" WRITE(3) "TALK 0; CLOSE 3; TALK 0;"
	    "DEATH 0 2; DEATH 0 1 8 5; COUNT 0 2 8;" WRITE(0) "TALK 0",
	/* one-way calls wait for each other, one is replaced while frozen */
	ALL "TRANSACT 3 0 0 65; TRANSACT 3 0 0 65; TRANSACT 3 0 0 1;" WRITE(3) "TALK 3; TALK 0;"
	    "IOCTL 6 5 0 0; TRANSACT 3 0 0 65;" WRITE(3) "TALK 3; TRANSACT 6; TALK 6; IOCTL 6 5 0 1;"
	    "FREE 0;" WRITE(0) "TALK 0; FREE 0;" WRITE(0) "TALK 0",
	/* files and arrays of them, in buffers of buffers */
	ALL "BYTES 3 2; FD 3; PTR 3 8; PTR 3 4 2 0; FDA 3 2 3 4; TRANSACT 3 0 2 16; TALK 3; TALK 0;"
	    "FREE 0; FD 0; TRANSACT 0 0 1; TALK 0; TALK 0; TALK 3; TALK 3; FREE 3;" WRITE(3),
	ALL "BYTES 3 2; PTR 3 8; FDA 3 2 0 4; TRANSACT 3 0 2 16; TALK 3; TALK 0; FREE 0;" WRITE(0),
	/* calls within calls: the second gives its object, the first calls it back meanwhile */
	ALL "BINDER 3 2 0 1; TRANSACT 3; TALK 3; TALK 0; TRANSACT 0 8; TALK 0; TALK 3;"
	    "TRANSACT 3 0 1;" WRITE(3) "TALK 0; TRANSACT 0 0 1;" WRITE(0) "TALK 3; TALK 3",
	/* an object passed on, and coming home */
	ALL "BINDER 3 2 0 1; TRANSACT 3; TALK 3; TALK 0; COUNT 0 1 8; FREE 0; TRANSACT 0 0 1;"
	    "TALK 0; TALK 3; ACK 3; ACK 3 1;" WRITE(3) "TRANSACT 6; TALK 6; TALK 0; HANDLE 0 8; TRANSACT 0 0 1;"
	    "TALK 0; TALK 6; TRANSACT 6 8 0 0 1;" "TALK 6; TALK 3; HANDLE 3 0 1; TRANSACT 3 0 1; TALK 3;"
	    "TALK 6; FREE 6; COUNT 6 2 8; HANDLE 6 8; TRANSACT 6 8;" "TALK 6; TALK 3; FREE 3;" WRITE(3),
	/* threads that exit, are flushed, are interrupted */
	ALL "TALK 0; LOOPER 1; TALK 1; LOOPER 2 1; TALK 2; TRANSACT 3; TALK 3; EXIT 0; FLUSH 0; TALK 1;"
	    "TALK 2; INTERRUPT 2; TALK 2; POLL 1; IOCTL 1 0 2; TALK 1; IOCTL 1 9; TALK 3",
	/* freezing that waits, and who wants to hear of it */
	ALL "COUNT 3 1 0; NOTICE 3 0 0 3;" WRITE(3) "TALK 3; NOTICE 3 2;" WRITE(3) "TRANSACT 3; TALK 3;"
	    "IOCTL 6 5 0 2; TALK 0; TALK 0; TRANSACT 0 0 1;" WRITE(0) "TALK 3; TALK 6; TALK 3; TALK 3;"
	    "IOCTL 6 5 0 1; NOTICE 3 1 0 3; NOTICE 3 2;" WRITE(3) "TALK 3; TALK 3",
	/* a call that stops half-way, while its receiver dies */
	ALL "TALK 0; BINDER 3 1 0 1; TRANSACT 3; TALK 3 0 0 36; CLOSE 0; TALK 3; TALK 3; TALK 3",
	ALL "TALK 0; BYTES 3 4; TRANSACT 3; TALK 3 0 0 8; CLOSE 0; TALK 3; TALK 3; TALK 3",
	ALL "TALK 0; BYTES 3 4; BINDER 3 1 0 1; BYTES 3 4; TRANSACT 3 0 0 1; TALK 3 0 0 64; CLOSE 0; TALK 3;"
	    "TALK 3; TALK 3",
	ALL "TALK 0; BINDER 3 1 0 1; TRANSACT 3; TALK 3 0 0 16; EXIT 0; TALK 3; TALK 3; TALK 3",
	/* two wait, one is woken for work of the process and interrupted */
	ALL "BINDER 3 1 0 1; TRANSACT 3; TALK 3; TALK 0; COUNT 0 1 8; DEATH 0 0 8 5; FREE 0;"
	    "TRANSACT 0 0 1; TALK 0; TALK 3; TALK 0; LOOPER 1; TALK 1; TALK 1; CLOSE 3;"
	    "INTERRUPT 1; TALK 1; TALK 0",
	/* a reply that stops half-way, while who asked exits */
	ALL "TRANSACT 3; TALK 3; TALK 0; BYTES 0 3; TRANSACT 0 0 1; TALK 0 0 0 8; EXIT 3;"
	    "TALK 0; TALK 0",
	/* a chain of three, broken in the middle */
	ALL "BINDER 3 2 0 1; TRANSACT 3; TALK 3; TALK 0; COUNT 0 1 8; FREE 0; TRANSACT 0 0 1;"
	    "TALK 0; TALK 3; ACK 3; ACK 3 1;" WRITE(3) "TALK 4; TRANSACT 6; TALK 6; TALK 0;"
	    "TRANSACT 0 8; TALK 0; TALK 4; EXIT 0; TRANSACT 4 0 1; TALK 4; TALK 6",
	/* too much of everything, and no memory */
	"3 0 1 0 1 7; IOCTL 0 1 0 1; BYTES 3 63; TRANSACT 3 0 0 1; BYTES 3 63; TRANSACT 3 0 0 1;"
	"BYTES 3 63; TRANSACT 3 0 0 1; NO_MEMORY 0 2; TRANSACT 3 0 0 1;" WRITE(3) "TALK 3; TALK 3;"
	"BINDER 3 1; BINDER 3 2; BINDER 3 3; BINDER 3 4; TRANSACT 3 0 0 1;" WRITE(3) "TALK 3; TALK 0",
};

static const char *const names[STEP_N] = {
	"BYTES", "BINDER", "HANDLE", "FD", "PTR", "FDA", "SPOIL", "TRANSACT", "FREE", "COUNT", "ACK",
	"LOOPER", "DEATH", "NOTICE", "WORD", "TALK", "IOCTL", "POLL", "EXIT", "INTERRUPT", "OPEN",
	"UNMAP", "FLUSH", "CLOSE", "SHOW", "GO_ON", "NO_MEMORY",
};

const char *step_name(uint8_t op)
{
	return names[op];
}

static uint8_t op_named(const char *text)
{
	for (uint8_t op = 0; op < STEP_N; op++)
		if (!strcmp(names[op], text))
			return op;
	return (uint8_t)atoi(text);
}

static struct step parse(const char *text)
{
	unsigned int n[5] = { 0 };
	struct step step;
	char name[16] = "";

	sscanf(text, " %15[A-Z_0-9] %u %u %u %u %u", name, &n[0], &n[1], &n[2], &n[3], &n[4]);
	step = (struct step){ op_named(name), (uint8_t)n[0], (uint8_t)n[1], (uint8_t)n[2],
			      (uint8_t)n[3], (uint8_t)n[4] };
	return step;
}

size_t fuzz_seed(int i, uint8_t *data, size_t max)
{
	const char *text;
	size_t size = 0;

	if ((size_t)i >= sizeof(seeds) / sizeof(*seeds))
		return SIZE_MAX;
	for (text = seeds[i]; text && *text && size + sizeof(struct step) <= max;
	     text = strchr(text, ';') ? strchr(text, ';') + 1 : NULL) {
		struct step step = parse(text);

		memcpy(data + size, &step, sizeof(step));
		size += sizeof(step);
	}
	return size;
}
