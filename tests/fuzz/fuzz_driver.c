/* SPDX-License-Identifier: MIT */
/*
 * fuzz_driver.c - the driver's core under programs of several processes and threads
 *
 * An input is a program (driver_program.h): its first step says how things are set up, each other
 * one is for a thread of a process. Threads are fibers: where the core holds no lock, which is
 * where a real one could lose the processor, the program says whether the thread stops there and
 * others go first. After each step everything that the core keeps is looked at (inproc_verify());
 * in the end all processes are closed, and nothing may be left. With FUZZ_TRACE in the environment
 * each step is printed, as driver_seeds.c has them, and what came of calls.
 */
#include "driver_world.h"
#include "fuzz.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/binder.h"

#define NEVER_MS 3600000

long shim_slab_live(void);
void shim_slab_fail(long nth);
unsigned long shim_warnings(void);

struct world world;

void world_wrong(const char *what)
{
	fprintf(stderr, "fuzz_driver: not true that %s\n", what);
	abort();
}

/* In the midst of a call, in its fiber. */
static void stop_here(void)
{
	struct fiber *now = fiber_now();
	struct actor *a = world.actors;

	if (!now)
		return;
	while (a->fiber != now)
		a++;
	if (a->stops & 1) {
		a->state = ACTOR_STOPPED;
		a->process->wild = true; /* words can be heard in another order than they were said */
		fiber_rest();
	} else {
		a->stops >>= 1;
	}
}

/* Calls, in the actor's fiber */

static void talk_begin(struct actor *a)
{
	static const size_t sizes[] = { sizeof(a->in), 0, 40, 80, sizeof(a->in), sizeof(a->in) };
	uint8_t read = a->step.a % STEP_READ_N;
	static const uint32_t noop = BR_NOOP;

	memset(a->in, 0, sizeof(a->in));
	a->heard = 0;
	a->heard_last = false;
	a->bwr = (struct binder_write_read){
		.write_size = a->n_out - (a->step.b < a->n_out ? a->step.b : a->n_out),
		.write_buffer = (uintptr_t)a->out,
		.read_size = sizes[read],
		.read_buffer = read == STEP_READ_NOWHERE ? 16 : (uintptr_t)a->in,
	};
	if (read == STEP_READ_ON) {
		a->bwr.read_consumed = a->heard = sizeof(noop);
		memcpy(a->in, &noop, sizeof(noop));
	}
	inproc_set_nonblock(a->process->open, a->step.d & 1);
	a->ret = inproc_ioctl(a->process->open, BINDER_WRITE_READ, &a->bwr);
}

static void become_manager(struct actor *a, const struct step *s)
{
	struct process *p = a->process;

	a->arg.object = (struct flat_binder_object){
		.flags = (uint32_t)(s->c & 0xf) << 8 | (uint32_t)(s->c >> 4) << 12,
		.binder = object_ptr(0),
		.cookie = object_cookie(0),
	};
	a->ret = inproc_ioctl(p->open, BINDER_SET_CONTEXT_MGR_EXT, &a->arg);
	if (!a->ret)
		p->objects[0].weak = p->objects[0].strong = true;
}

static int freeze(struct actor *a, const struct step *s)
{
	a->arg.freeze = (struct binder_freeze_info){
		.pid = 1 + s->b % 4, .enable = !(s->c & 1), .timeout_ms = s->c & 2 ? NEVER_MS : 0,
	};
	return inproc_ioctl(a->process->open, BINDER_FREEZE, &a->arg);
}

static void other_ioctl(struct actor *a)
{
	struct inproc *open = a->process->open;
	const struct step *s = &a->step;

	memset(&a->arg, 0, sizeof(a->arg));
	switch (s->a % STEP_IOCTL_N) {
	case STEP_MAX_THREADS:
		a->arg.word = s->b;
		a->ret = inproc_ioctl(open, BINDER_SET_MAX_THREADS, &a->arg);
		break;
	case STEP_MANAGER:
		become_manager(a, s);
		break;
	case STEP_VERSION:
		a->ret = inproc_ioctl(open, BINDER_VERSION, &a->arg);
		break;
	case STEP_NODE_INFO:
		a->arg.node.ptr = object_ptr(s->b);
		a->ret = inproc_ioctl(open, BINDER_GET_NODE_DEBUG_INFO, &a->arg);
		break;
	case STEP_REF_INFO:
		a->arg.ref.handle = s->b % 16;
		a->ret = inproc_ioctl(open, BINDER_GET_NODE_INFO_FOR_REF, &a->arg);
		break;
	case STEP_FREEZE:
		a->ret = freeze(a, s);
		break;
	case STEP_FROZEN_INFO:
		a->arg.frozen.pid = 1 + s->b % 4;
		a->ret = inproc_ioctl(open, BINDER_GET_FROZEN_INFO, &a->arg);
		break;
	case STEP_SPAM:
		a->arg.word = s->b & 1;
		a->ret = inproc_ioctl(open, BINDER_ENABLE_ONEWAY_SPAM_DETECTION, &a->arg);
		break;
	case STEP_ERROR:
		a->ret = inproc_ioctl(open, BINDER_GET_EXTENDED_ERROR, &a->arg);
		break;
	case STEP_THREAD_EXIT:
		a->ret = inproc_ioctl(open, BINDER_THREAD_EXIT, NULL);
		break;
	case STEP_UNKNOWN:
		a->ret = inproc_ioctl(open, _IOC(s->b & 3u, 'b', s->b >> 2, s->c), &a->arg);
		break;
	}
}

static void run_call(struct actor *a)
{
	bool waiting = a->state == ACTOR_WAITING;

	a->state = ACTOR_FREE;
	inproc_stand_for(a->tid);
	if (a->step.op == STEP_EXIT) {
		inproc_thread_exit(a->process->open);
		a->ret = -EINTR;
	} else if (waiting) {
		a->ret = inproc_resume(a->process->open);
	} else if (a->step.op == STEP_TALK) {
		talk_begin(a);
	} else {
		other_ioctl(a);
	}
}

static void actor_main(void *arg)
{
	struct actor *a = arg;

	for (;;) {
		run_call(a);
		a->state = a->ret == -EINPROGRESS ? ACTOR_WAITING : ACTOR_FREE;
		fiber_rest();
	}
}

/* The main loop's side of it */

static bool reads(const struct actor *a)
{
	return a->bwr.read_size && a->bwr.read_buffer == (uintptr_t)a->in;
}

/* @a goes on until it stops, waits, or its call is over. */
static void go_on(struct actor *a, uint8_t stops)
{
	a->stops = stops;
	fiber_run(a->fiber);
	if (world.trace)
		fprintf(stderr, "\t%s %d\n", a->state == ACTOR_STOPPED ? "stops" : "gives", a->ret);
	if (a->step.op == STEP_TALK && reads(a))
		heard(a);
	if (a->state != ACTOR_FREE)
		return;
	if (a->step.op == STEP_TALK && reads(a) && !a->ret)
		MUST(a->bwr.read_consumed == a->heard);
	if (a->step.op == STEP_TALK || a->step.op == STEP_EXIT)
		build_reset(a);
}

static void call_step(struct actor *a, const struct step *s)
{
	if (a->state == ACTOR_FREE) {
		a->step = *s;
		memset(&a->bwr, 0, sizeof(a->bwr));
	} else if (a->state == ACTOR_WAITING && s->op == STEP_EXIT) {
		a->step = *s;
	} else if (a->state == ACTOR_STOPPED) {
		a->stops >>= 1;
		go_on(a, a->stops);
		return;
	}
	go_on(a, s->c);
}

static void process_open(struct process *p, const struct step *s)
{
	static const size_t sizes[] = { 64 << 10, 4096, 8192, 0, 16 << 10, 64 << 10, 12 << 10, 1 };
	struct inproc_options options = {
		.pid = p->pid,
		.euid = 1000 + (s->b >> 7),
		.secctx = s->b & 1 ? "a:label" : NULL,
		.waiting = INPROC_PARK_RETURN,
		.max_files = s->b >> 1 & 3,
	};
	size_t size = sizes[s->a % 8];
	const void *map;

	if (p->open)
		return;
	*p = (struct process){ .pid = p->pid, .open = inproc_open(world.device, &options) };
	if (p->open && size && !inproc_map(p->open, size, &map)) {
		p->map = map;
		p->map_size = (size + 4095) & ~(size_t)4095;
	}
}

/* Nobody may be in the midst of a call then; whoever waits in one may. */
static void process_close(struct process *p)
{
	size_t first = (size_t)(p - world.processes) * PROGRAM_THREADS;

	if (!p->open)
		return;
	for (size_t i = first; i < first + PROGRAM_THREADS; i++) {
		while (world.actors[i].state == ACTOR_STOPPED)
			go_on(&world.actors[i], 0);
		world.actors[i].state = ACTOR_FREE;
		build_reset(&world.actors[i]);
	}
	inproc_close(p->open);
	p->open = NULL;
}

static void show(uint8_t which)
{
	free(inproc_device_show(world.device, which & 1));
}

static void unmap(struct process *p)
{
	/* somebody may be about to read what is there: the harness is no process of its own */
	for (size_t i = 0; i < PROGRAM_THREADS; i++)
		if (world.actors[(size_t)(p - world.processes) * PROGRAM_THREADS + i].state)
			return;
	inproc_unmap(p->open);
	p->map = NULL;
	world.blind = true;
}

static void process_step(struct actor *a, const struct step *s)
{
	struct process *p = a->process;

	inproc_stand_for(a->tid);
	switch (s->op) {
	case STEP_POLL:
		if (a->state == ACTOR_FREE)
			inproc_poll(p->open, 0);
		break;
	case STEP_INTERRUPT:
		inproc_interrupt(p->open, a->tid);
		break;
	case STEP_UNMAP:
		unmap(p);
		break;
	case STEP_FLUSH:
		inproc_flush(p->open);
		break;
	case STEP_CLOSE:
		process_close(p);
		break;
	}
}

static void run_step(const struct step *s)
{
	struct actor *a = &world.actors[s->who % ACTORS];
	struct step step = *s;

	step.op %= STEP_N;
	if (world.trace)
		fprintf(stderr, "%s %u %u %u %u %u;\n", step_name(step.op), s->who % ACTORS, s->a,
			s->b, s->c, s->d);
	if (step.op == STEP_NO_MEMORY)
		shim_slab_fail(1 + step.a % 32);
	else if (step.op == STEP_SHOW)
		show(step.a);
	else if (step.op == STEP_OPEN)
		process_open(a->process, &step);
	else if (!a->process->open || (step.op == STEP_GO_ON && a->state == ACTOR_FREE))
		return;
	else if (step.op == STEP_SPOIL)
		build_spoil(a, &step);
	else if (step.op >= STEP_POLL && step.op != STEP_EXIT && step.op != STEP_GO_ON)
		process_step(a, &step);
	else if (step.op >= STEP_TALK || a->state != ACTOR_FREE)
		call_step(a, &step);
	else
		build_step(a, &step);
}

static void look(void)
{
	const char *wrong = inproc_verify(world.device);

	if (wrong || shim_warnings())
		world_wrong(wrong ? wrong : "no invariant broke");
}

static void world_begin(const struct step *settings)
{
	struct binder_limits few = {
		.nodes = 3, .refs = 3, .threads = 2, .buffers = 4, .files = 2, .work = 6,
	};

	world.device = inproc_device_new(settings->c & 1 ? &few : NULL);
	if (!world.device)
		abort();
	world.spoiled = false;
	world.blind = false;
	for (int i = 0; i < PROGRAM_PROCS; i++) {
		struct step open = { .a = settings->a, .b = settings->b };

		/* the last one is of the first one's pid: BINDER_FREEZE means both */
		world.processes[i] = (struct process){ .pid = 1 + i % (PROGRAM_PROCS - 1) };
		if (settings->d >> i & 1)
			process_open(&world.processes[i], &open);
	}
}

static void world_end(unsigned int files)
{
	shim_slab_fail(0);
	for (int i = 0; i < PROGRAM_PROCS; i++) {
		process_close(&world.processes[i]);
		look();
	}
	heard_end();
	inproc_device_free(world.device);
	if (shim_slab_live() || inproc_charged)
		world_wrong("nothing is left");
	MUST(world.blind || heard_open_files() == files);
}

static void make_actors(void)
{
	binder_debug_mask = 0;
	world.trace = getenv("FUZZ_TRACE");
	inproc_yield = stop_here;
	inproc_fd_close = heard_close;
	if (fcntl(0, F_GETFD) < 0 && open("/dev/null", O_RDWR) != 0)
		abort();
	for (int i = 0; i < ACTORS; i++) {
		struct actor *a = &world.actors[i];

		a->process = &world.processes[i / PROGRAM_THREADS];
		a->tid = 100 + i;
		a->fiber = fiber_new(actor_main, a);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct step step;
	unsigned int files;

	if (!world.actors[0].fiber)
		make_actors();
	if (size < 2 * sizeof(step))
		return 0;
	files = heard_open_files();
	memcpy(&step, data, sizeof(step));
	world_begin(&step);
	for (size_t at = sizeof(step); at + sizeof(step) <= size; at += sizeof(step)) {
		memcpy(&step, data + at, sizeof(step));
		run_step(&step);
		look();
	}
	world_end(files);
	return 0;
}
