/* SPDX-License-Identifier: MIT */
/*
 * peer_sdbus.c - the same calls through sd-bus and dbus-daemon; 'make bench' gives it
 * a session bus of its own
 */
#include "bench.h"

#include "config.h"

#if HAVE_SDBUS
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

#define BENCH_PATH "/bench"
#define BENCH_INTERFACE "hideglue.bench"

struct sdbus_state {
	sd_bus *bus;
	char *server;	/* its unique name */
};

static int handle_call(sd_bus_message *m, void *data, sd_bus_error *error)
{
	int32_t value;
	int r = sd_bus_message_read(m, "i", &value);

	return r < 0 ? r : sd_bus_reply_method_return(m, "i", value + 1);
}

static int handle_send(sd_bus_message *m, void *data, sd_bus_error *error)
{
	const void *bytes;
	size_t n;
	int r = sd_bus_message_read_array(m, 'y', &bytes, &n);

	return r < 0 ? r : sd_bus_reply_method_return(m, "");
}

static const sd_bus_vtable bench_vtable[] = {
	SD_BUS_VTABLE_START(0),
	SD_BUS_METHOD("Call", "i", "i", handle_call, SD_BUS_VTABLE_UNPRIVILEGED),
	SD_BUS_METHOD("Send", "ay", "", handle_send, SD_BUS_VTABLE_UNPRIVILEGED),
	SD_BUS_METHOD("Note", "i", "", handle_call, SD_BUS_VTABLE_UNPRIVILEGED),
	SD_BUS_VTABLE_END,
};

static _Noreturn void serve(int name_fd)
{
	sd_bus *bus = NULL;
	const char *unique;

	if (sd_bus_open_user(&bus) < 0 ||
	    sd_bus_add_object_vtable(bus, NULL, BENCH_PATH, BENCH_INTERFACE, bench_vtable, NULL) <
		    0 ||
	    sd_bus_get_unique_name(bus, &unique) < 0)
		_exit(1);
	if (write(name_fd, unique, strlen(unique) + 1) < 0)
		_exit(1);
	for (;;) {
		int r = sd_bus_process(bus, NULL);

		if (r < 0 || (r == 0 && sd_bus_wait(bus, UINT64_MAX) < 0))
			_exit(0);
	}
}

static bool sdbus_open(struct peer *peer)
{
	struct sdbus_state *s = calloc(1, sizeof *s);
	char unique[256];
	int fds[2];

	peer->state = s;
	if (!getenv("DBUS_SESSION_BUS_ADDRESS") || sd_bus_open_user(&s->bus) < 0) {
		peer->why = "no session bus";
		return false;
	}
	if (pipe(fds) < 0)
		bench_die("pipe");
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		serve(fds[1]);
	}
	close(fds[1]);
	if (read(fds[0], unique, sizeof unique) <= 0) {
		peer->why = "the sd-bus server did not start";
		return false;
	}
	close(fds[0]);
	s->server = strdup(unique);
	return true;
}

static void sdbus_call(struct peer *peer)
{
	struct sdbus_state *s = peer->state;
	sd_bus_message *reply = NULL;
	int32_t value;

	if (sd_bus_call_method(s->bus, s->server, BENCH_PATH, BENCH_INTERFACE, "Call", NULL, &reply,
			       "i", 1) < 0 ||
	    sd_bus_message_read(reply, "i", &value) < 0 || value != 2)
		bench_die("sd-bus call");
	sd_bus_message_unref(reply);
}

static void sdbus_send(struct peer *peer, const uint8_t *data, size_t n)
{
	struct sdbus_state *s = peer->state;
	sd_bus_message *m = NULL, *reply = NULL;

	if (sd_bus_message_new_method_call(s->bus, &m, s->server, BENCH_PATH, BENCH_INTERFACE,
					   "Send") < 0 ||
	    sd_bus_message_append_array(m, 'y', data, n) < 0 ||
	    sd_bus_call(s->bus, m, 0, NULL, &reply) < 0)
		bench_die("sd-bus payload");
	sd_bus_message_unref(m);
	sd_bus_message_unref(reply);
}

static void sdbus_note(struct peer *peer)
{
	struct sdbus_state *s = peer->state;
	sd_bus_message *m = NULL;

	if (sd_bus_message_new_method_call(s->bus, &m, s->server, BENCH_PATH, BENCH_INTERFACE,
					   "Note") < 0 ||
	    sd_bus_message_append(m, "i", 1) < 0 ||
	    sd_bus_message_set_expect_reply(m, 0) < 0 || sd_bus_send(s->bus, m, NULL) < 0)
		bench_die("sd-bus one-way call");
	sd_bus_message_unref(m);
}

static void sdbus_close(struct peer *peer)
{
	struct sdbus_state *s = peer->state;

	sd_bus_flush_close_unref(s->bus);
	free(s->server);
	free(s);
}
#else
static bool sdbus_open(struct peer *peer)
{
	peer->why = "built without libsystemd";
	return false;
}
#endif

struct peer peer_sdbus = {
	.name = "sd-bus, dbus-daemon",
	.copies = "5 or more", /* into the message, twice by each of two sockets; the daemon's own */
	.open = sdbus_open,
#if HAVE_SDBUS
	.call = sdbus_call,
	.send = sdbus_send,
	.note = sdbus_note,
	.sync = sdbus_call,
	.close = sdbus_close,
#endif
};
