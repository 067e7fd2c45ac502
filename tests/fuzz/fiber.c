/* SPDX-License-Identifier: MIT */
/* fiber.c - fibers on ucontext, with what sanitizers have to know about stacks */
#include "fiber.h"

#include <stdlib.h>
#include <ucontext.h>

#define STACK_SIZE (256u << 10)

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#if __has_feature(thread_sanitizer)
#define WITH_TSAN 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define WITH_ASAN 1
#endif
#ifdef __SANITIZE_THREAD__
#define WITH_TSAN 1
#endif

#ifdef WITH_ASAN
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef WITH_TSAN
#include <sanitizer/tsan_interface.h>
#else
#define __tsan_create_fiber(flags) NULL
#define __tsan_get_current_fiber() NULL
#define __tsan_switch_to_fiber(fiber, flags) ((void)(fiber))
#endif
#ifndef WITH_ASAN
#define __sanitizer_start_switch_fiber(save, bottom, size) ((void)(save))
#define __sanitizer_finish_switch_fiber(save, bottom, size) ((void)(save))
#endif

struct fiber {
	ucontext_t context;
	void (*fn)(void *arg);
	void *arg;
	char *stack;
	void *fake_stack;
	void *tsan;
};

static struct fiber *now;
static struct {
	ucontext_t context;
	const void *stack;
	size_t size;
	void *fake_stack;
	void *tsan;
} outside;

static void begin(void)
{
	__sanitizer_finish_switch_fiber(NULL, &outside.stack, &outside.size);
	now->fn(now->arg);
	abort();
}

struct fiber *fiber_new(void (*fn)(void *arg), void *arg)
{
	struct fiber *fiber = calloc(1, sizeof(*fiber));

	if (!fiber || !(fiber->stack = malloc(STACK_SIZE)) || getcontext(&fiber->context))
		abort();
	fiber->fn = fn;
	fiber->arg = arg;
	fiber->tsan = __tsan_create_fiber(0);
	fiber->context.uc_stack.ss_sp = fiber->stack;
	fiber->context.uc_stack.ss_size = STACK_SIZE;
	makecontext(&fiber->context, begin, 0);
	return fiber;
}

void fiber_run(struct fiber *fiber)
{
	now = fiber;
	outside.tsan = __tsan_get_current_fiber();
	__sanitizer_start_switch_fiber(&outside.fake_stack, fiber->stack, STACK_SIZE);
	__tsan_switch_to_fiber(fiber->tsan, 0);
	swapcontext(&outside.context, &fiber->context);
	__sanitizer_finish_switch_fiber(outside.fake_stack, NULL, NULL);
	now = NULL;
}

void fiber_rest(void)
{
	struct fiber *fiber = now;

	__sanitizer_start_switch_fiber(&fiber->fake_stack, outside.stack, outside.size);
	__tsan_switch_to_fiber(outside.tsan, 0);
	swapcontext(&fiber->context, &outside.context);
	__sanitizer_finish_switch_fiber(fiber->fake_stack, &outside.stack, &outside.size);
}

struct fiber *fiber_now(void)
{
	return now;
}
