/* SPDX-License-Identifier: MIT */
/*
 * start.c - the daemon from its limits and its socket to its end
 */
#include "daemon/options.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Descriptors that belong to no client: epoll, socket, signals, lock, standard streams, spare. */
#define OWN_FILES 32

/* Objects of one call, which nobody else is served before: that takes the loop a few milliseconds. */
#define CALL_OBJECTS 8192

static u64 raise_file_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return 1024;
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
		getrlimit(RLIMIT_NOFILE, &limit);
	return limit.rlim_cur > 1 << 20 ? 1 << 20 : limit.rlim_cur;
}

/* Half of the descriptors are for connections; each process takes one more, and files need some. */
static void fill_limits(struct daemon *d, const struct settings *s)
{
	u64 files = raise_file_limit();
	unsigned int room = (unsigned int)(files > 2 * OWN_FILES ? files - OWN_FILES : OWN_FILES);
	struct daemon_limits *l = &d->limits;

	*l = s->limits;
	if (!l->clients || l->clients > room / 2)
		l->clients = room / 2;
	if (!l->user_clients)
		l->user_clients = l->clients - l->clients / 4;
	if (!l->process_clients)
		l->process_clients = 512;
	if (!l->user_processes)
		l->user_processes = l->user_clients;
	if (!l->user_files)
		l->user_files = room / 8;
	if (!l->user_memory)
		l->user_memory = (u64)sysconf(_SC_PHYS_PAGES) / 4 * (u64)sysconf(_SC_PAGESIZE);
	if (!l->user_arena)
		l->user_arena = 64ULL << 30;
}

static void say_ready(const struct daemon *d, int fd)
{
	if (d->verbose)
		log_line("listening on %s for up to %u clients (%u of one user)", d->path,
			 d->limits.clients, d->limits.user_clients);
	activate_notify("READY=1");
	if (fd < 0)
		return;
	if (write(fd, "ready\n", 6) != 6)
		log_line("--ready-fd %d: %s", fd, strerror(errno));
	close(fd);
}

/* The one that is passed, or one of our own. */
static int find_socket(struct daemon *d, const struct settings *s)
{
	char path[256];
	int passed = activate_socket(d);

	if (passed < 0)
		return passed;
	if (passed && s->socket) {
		log_line("--socket %s, and a service manager passes %s: leave one of them out",
			 s->socket, d->path);
		return -EINVAL;
	}
	if (passed)
		return 0;
	if (!s->socket && listen_default_path(path, sizeof(path)) < 0) {
		log_line("$XDG_RUNTIME_DIR is too long: use --socket");
		return -ENAMETOOLONG;
	}
	d->path = strdup(s->socket ? s->socket : path);
	return d->path ? listen_open(d) : -ENOMEM;
}

static int run(struct daemon *d, const struct settings *s)
{
	struct binder_limits process;
	int r;

	d->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	process = s->process;
	if (!process.objects)
		process.objects = CALL_OBJECTS;
	d->context = binder_context_new("binder", &process);
	if (!d->context) {
		log_line("no memory");
		return -ENOMEM;
	}
	r = find_socket(d, s);
	if (r < 0)
		return r;
	r = loop_init(d);
	if (r < 0) {
		log_line("cannot begin to serve: %s", strerror(-r));
		return r;
	}
	say_ready(d, s->ready_fd);
	r = loop_run(d);
	if (r < 0)
		log_line("cannot go on: %s", strerror(-r));
	return r;
}

static struct daemon *daemon_new(const struct settings *s)
{
	struct daemon *d = calloc(1, sizeof(*d));

	if (!d)
		return NULL;
	d->epoll_fd = d->listen_fd = d->signal_fd = d->lock_fd = d->spare_fd = -1;
	d->closer.event_fd = -1;
	d->read = d->answer + sizeof(struct hgd_answer);
	d->group = s->group;
	d->socket_mode = s->group == (gid_t)-1 ? 0600 : 0660;
	if (s->socket_mode >= 0)
		d->socket_mode = (unsigned int)s->socket_mode;
	d->verbose = s->verbose;
	d->look.when = s->look;
	INIT_LIST_HEAD(&d->clients);
	INIT_LIST_HEAD(&d->processes);
	INIT_LIST_HEAD(&d->accounts);
	INIT_LIST_HEAD(&d->runnable);
	INIT_LIST_HEAD(&d->notices);
	INIT_LIST_HEAD(&d->timers);
	INIT_LIST_HEAD(&d->dead);
	INIT_LIST_HEAD(&d->dead_processes);
	INIT_LIST_HEAD(&d->releasing);
	fill_limits(d, s);
	return d;
}

static void daemon_free(struct daemon *d)
{
	loop_fini(d);
	listen_close(d);
	binder_context_put(d->context);
	if (d->spare_fd >= 0)
		close(d->spare_fd);
	free(d->path);
	free(d);
}

int daemon_serve(const struct settings *s)
{
	struct daemon *d = daemon_new(s);
	int r;

	if (!d) {
		log_line("no memory");
		return -ENOMEM;
	}
	r = run(d, s);
	daemon_free(d);
	return r;
}
