// SPDX-License-Identifier: MIT
/* transport_inproc.c - the driver core in this process; a peer is an open and some threads */
#include "conform.h"

#include <stdio.h>

#include "inproc/inproc.h"

extern unsigned int binder_debug_mask;
long shim_slab_live(void);
unsigned long shim_warnings(void);

static struct inproc_device *device;
static bool parking;

static int setup_sleeping(void)
{
	binder_debug_mask = 0;
	inproc_verify_always = true;
	parking = false;
	device = inproc_device_new(NULL);
	return device ? 0 : -1;
}

static int setup_parking(void)
{
	int ret = setup_sleeping();

	parking = true;
	return ret;
}

static const char *teardown(void)
{
	static char text[128];

	inproc_device_free(device);
	device = NULL;
	if (!shim_slab_live() && !shim_warnings())
		return NULL;
	snprintf(text, sizeof(text), "%ld objects left over, %lu broken invariants",
		 shim_slab_live(), shim_warnings());
	return text;
}

static void *do_open(int pid, const struct identity *who)
{
	struct inproc_options options = {
		.pid = pid,
		.euid = who ? who->euid : 500,
		.secctx = who ? who->secctx : NULL,
		.waiting = parking ? INPROC_PARK : INPROC_SLEEP,
	};

	return inproc_open(device, &options);
}

static void do_close(void *h)
{
	inproc_close(h);
}

static int do_ioctl(void *h, unsigned int cmd, void *arg)
{
	return inproc_ioctl(h, cmd, arg);
}

static int do_map(void *h, size_t size, const void **addr)
{
	return inproc_map(h, size, addr);
}

static int do_unmap(void *h)
{
	inproc_unmap(h);
	return 0;
}

static int do_poll(void *h, int timeout_ms)
{
	return inproc_poll(h, timeout_ms);
}

static void do_nonblock(void *h, bool on)
{
	inproc_set_nonblock(h, on);
}

static void do_flush(void *h)
{
	inproc_flush(h);
}

static void do_kill(void *h)
{
	inproc_kill(h);
}

static void do_interrupt(void *h, pid_t pid, pid_t tid)
{
	inproc_interrupt(h, tid);
}

static int do_nice(void *h)
{
	return (int)inproc_nice(h);
}

static int do_set_nice(void *h, int nice)
{
	inproc_set_nice(h, nice);
	return 0;
}

static bool waiting(void *h, pid_t pid, pid_t tid)
{
	return inproc_waiting(h, tid);
}

#define INPROC_TRANSPORT(title, how)                                                               \
	{                                                                                          \
		.name = title, .strict = true, .setup = how, .teardown = teardown,                 \
		.open = do_open, .close = do_close, .ioctl = do_ioctl, .map = do_map,              \
		.unmap = do_unmap, .poll = do_poll, .nonblock = do_nonblock, .flush = do_flush,    \
		.kill = do_kill, .interrupt = do_interrupt, .waiting = waiting,                    \
		.nice = do_nice, .set_nice = do_set_nice,                                          \
	}

const struct transport transport_inproc = INPROC_TRANSPORT("inproc", setup_sleeping);
const struct transport transport_inproc_parking = INPROC_TRANSPORT("parking", setup_parking);
