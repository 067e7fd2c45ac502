/* SPDX-License-Identifier: MIT */
/*
 * driver_world.h - the processes and threads that a program of fuzz_driver is about
 *
 * fuzz_driver.c runs steps, driver_build.c makes payloads and commands of them, driver_heard.c reads
 * what the driver says and ends the program where it must not say that.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "driver_program.h"
#include "fiber.h"
#include "inproc/inproc.h"
#include "uapi/binder.h"

#define ACTORS (PROGRAM_PROCS * PROGRAM_THREADS)
#define OBJECTS 8
#define MEMORY_WORDS 32	/* behind each PTR */

/** A payload that is being made, at the end of an actor's data and offsets. */
struct draft {
	size_t data;		/* where it begins in actor->data */
	size_t size;
	size_t offsets;		/* and in actor->offsets */
	size_t n_offsets;
	uint64_t more_size, more_offsets, sg_size;
	bool bad_data, bad_offsets;
};

enum actor_state {
	ACTOR_FREE,
	ACTOR_STOPPED,	/* in the midst of a call */
	ACTOR_WAITING,	/* its call waits in the driver */
};

/** A thread of a process. What it writes stays where it is until its call is over. */
struct actor {
	struct process *process;
	struct fiber *fiber;
	enum actor_state state;
	int tid;
	struct step step;	/* of the call under way */
	uint8_t stops;
	int ret;
	struct draft draft;
	uint8_t data[2048];
	uint64_t offsets[64];
	uint32_t memory[4][MEMORY_WORDS];
	uint8_t out[2048];
	size_t n_out;
	uint8_t in[512];
	size_t heard;		/* bytes of @in */
	bool heard_last;	/* a word that ends a read */
	struct binder_write_read bwr;
	union {
		uint32_t word;
		struct binder_version version;
		struct flat_binder_object object;
		struct binder_node_debug_info node;
		struct binder_node_info_for_ref ref;
		struct binder_freeze_info freeze;
		struct binder_frozen_status_info frozen;
		struct binder_extended_error error;
	} arg;
};

/** What a process was told of one of its objects. */
struct object {
	bool weak, strong;
	bool weak_waits, strong_waits;	/* for our acknowledgement */
};

struct held_buffer {
	uint64_t address;
	size_t size;
};

struct process {
	struct inproc *open;	/* NULL: it is not there */
	int pid;
	const uint8_t *map;
	size_t map_size;
	/* it lost words, or acknowledged or freed what it never got: what it holds is not judged */
	bool wild;
	struct object objects[OBJECTS];
	uint32_t handles[16];
	unsigned int n_handles;
	struct held_buffer buffers[64];
	unsigned int n_buffers;
	uint64_t deaths[8], notices[8];	/* told and not acknowledged */
	unsigned int n_deaths, n_notices;
};

struct world {
	struct inproc_device *device;
	struct process processes[PROGRAM_PROCS];
	struct actor actors[ACTORS];
	bool spoiled;	/* somebody changed memory while it was read */
	bool trace;
	bool blind;	/* a mapping is gone: what came with it was not seen */
};

extern struct world world;

/** Says @what is wrong and ends the program. */
_Noreturn void world_wrong(const char *what);
#define MUST(cond) do { if (!(cond)) world_wrong(#cond); } while (0)

/** driver_seeds.c: @op as seeds have it. */
const char *step_name(uint8_t op);

/** driver_build.c: a step that adds to what @a writes next. */
void build_step(struct actor *a, const struct step *s);
/** STEP_SPOIL, also while @a is in the midst of a call. */
void build_spoil(struct actor *a, const struct step *s);
/** Nothing is begun any more. */
void build_reset(struct actor *a);

/** Object @i as its owner names it. */
static inline uint64_t object_ptr(unsigned int i)
{
	return (i % OBJECTS) * 16;
}

static inline uint64_t object_cookie(unsigned int i)
{
	return object_ptr(i) + 0x1000;
}

/** driver_heard.c: takes in what is new in @a's read buffer, zero behind it. */
void heard(struct actor *a);
/** The driver closes @fd of an array that was freed. */
void heard_close(int fd);
/** @fd came from the daemon, which may say that it is to be closed. */
void heard_take(int fd);
/** How many of the low descriptors are open. */
unsigned int heard_open_files(void);
/** Closes what a process would have still open at its end. */
void heard_end(void);
