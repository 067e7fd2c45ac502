/* SPDX-License-Identifier: MIT */
/*
 * main.c - hideglue-driverd: the Binder driver as an unprivileged process
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Descriptors that belong to no client: epoll, socket, signals, lock, standard streams, spare. */
#define OWN_FILES 32

static const char usage[] =
	"Usage: hideglue-driverd [--socket PATH] [OPTION]...\n"
	"\n"
	"The Binder driver as an ordinary process. Programs reach it with HIDEGLUE_DRIVER=unix:PATH,\n"
	"or by themselves where PATH is the default. 'hideglue run CMD' starts a private one.\n"
	"\n"
	"      --socket PATH           listen here; the folder is made (0700) where it is missing\n"
	"                              [$XDG_RUNTIME_DIR/" HGD_SOCKET_NAME ", else /tmp/hideglue-UID/binder.sock]\n"
	"      --socket-mode OCTAL     permissions of the socket [600]\n"
	"      --ready-fd N            write a line to descriptor N, and close it, once clients can connect\n"
	"      --foreground            stay in the foreground; it always does\n"
	"      --look WHEN             let others run and look for a message before going to sleep: one-cpu\n"
	"                              (where the daemon may run on one CPU only), always, never [one-cpu]\n"
	"  -v, --verbose               say what is going on\n"
	"\n"
	"Limits; what is over them is turned away or fails, with a line in the log:\n"
	"      --max-clients N         connections (threads) in all [by RLIMIT_NOFILE]\n"
	"      --max-user-clients N    of one user [3/4 of --max-clients]\n"
	"      --max-process-clients N of one process [512]\n"
	"      --max-user-processes N  processes of one user [--max-user-clients]\n"
	"      --max-user-files N      passed descriptors of one user in the daemon [by RLIMIT_NOFILE]\n"
	"      --max-user-arena MIB    address space of one user's arenas [65536]\n"
	"      --max-user-memory MIB   memory that one user holds: receive arenas, objects, handles,\n"
	"                              notifications, payloads [a quarter of the machine's]\n"
	"\n"
	"  -h, --help                  this text\n"
	"      --version               version and protocol\n";

enum {
	OPT_SOCKET = 256,
	OPT_MODE,
	OPT_READY_FD,
	OPT_FOREGROUND,
	OPT_LOOK,
	OPT_MAX_CLIENTS,
	OPT_MAX_USER_CLIENTS,
	OPT_MAX_PROCESS_CLIENTS,
	OPT_MAX_USER_PROCESSES,
	OPT_MAX_USER_FILES,
	OPT_MAX_USER_ARENA,
	OPT_MAX_USER_MEMORY,
	OPT_VERSION,
};

static const struct option options[] = {
	{ "socket", required_argument, NULL, OPT_SOCKET },
	{ "socket-mode", required_argument, NULL, OPT_MODE },
	{ "ready-fd", required_argument, NULL, OPT_READY_FD },
	{ "foreground", no_argument, NULL, OPT_FOREGROUND },
	{ "look", required_argument, NULL, OPT_LOOK },
	{ "verbose", no_argument, NULL, 'v' },
	{ "max-clients", required_argument, NULL, OPT_MAX_CLIENTS },
	{ "max-user-clients", required_argument, NULL, OPT_MAX_USER_CLIENTS },
	{ "max-process-clients", required_argument, NULL, OPT_MAX_PROCESS_CLIENTS },
	{ "max-user-processes", required_argument, NULL, OPT_MAX_USER_PROCESSES },
	{ "max-user-files", required_argument, NULL, OPT_MAX_USER_FILES },
	{ "max-user-arena", required_argument, NULL, OPT_MAX_USER_ARENA },
	{ "max-user-memory", required_argument, NULL, OPT_MAX_USER_MEMORY },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

struct settings {
	const char *socket;
	unsigned int socket_mode;
	int ready_fd;
	enum look_when look;
	bool verbose;
	struct daemon_limits limits;	/* 0: the default */
	u64 user_arena_mib, user_memory_mib;
};

static unsigned int number(const char *name, const char *text, int base, unsigned int max)
{
	unsigned long n;
	char *end;

	errno = 0;
	n = strtoul(text, &end, base);
	if (errno || end == text || *end || *text == '-' || n > max) {
		fprintf(stderr, "hideglue-driverd: --%s %s: not a number from 0 to %u\n", name,
			text, max);
		exit(2);
	}
	return (unsigned int)n;
}

static enum look_when look_when(const char *text)
{
	static const char *const names[] = {
		[LOOK_ONE_CPU] = "one-cpu",
		[LOOK_NEVER] = "never",
		[LOOK_ALWAYS] = "always",
	};

	for (unsigned int i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(text, names[i]))
			return (enum look_when)i;
	fprintf(stderr, "hideglue-driverd: --look %s: not one of one-cpu, always, never\n", text);
	exit(2);
}

static void take_option(struct settings *s, int option, const char *name)
{
	switch (option) {
	case OPT_SOCKET:
		s->socket = optarg;
		break;
	case OPT_MODE:
		s->socket_mode = number(name, optarg, 8, 0777);
		break;
	case OPT_READY_FD:
		s->ready_fd = (int)number(name, optarg, 10, 1 << 20);
		break;
	case OPT_FOREGROUND:
		break;
	case OPT_LOOK:
		s->look = look_when(optarg);
		break;
	case 'v':
		s->verbose = true;
		break;
	case OPT_MAX_CLIENTS:
		s->limits.clients = number(name, optarg, 10, 1 << 20);
		break;
	case OPT_MAX_USER_CLIENTS:
		s->limits.user_clients = number(name, optarg, 10, 1 << 20);
		break;
	case OPT_MAX_PROCESS_CLIENTS:
		s->limits.process_clients = number(name, optarg, 10, 1 << 20);
		break;
	case OPT_MAX_USER_PROCESSES:
		s->limits.user_processes = number(name, optarg, 10, 1 << 20);
		break;
	case OPT_MAX_USER_FILES:
		s->limits.user_files = number(name, optarg, 10, 1 << 20);
		break;
	case OPT_MAX_USER_ARENA:
		s->user_arena_mib = number(name, optarg, 10, 1 << 30);
		break;
	case OPT_MAX_USER_MEMORY:
		s->user_memory_mib = number(name, optarg, 10, 1 << 30);
		break;
	case OPT_VERSION:
		printf("hideglue-driverd " PACKAGE_VERSION ", socket protocol %d\n", HGD_VERSION);
		exit(0);
	case 'h':
		fputs(usage, stdout);
		exit(0);
	default:
		fputs("Try 'hideglue-driverd --help'.\n", stderr);
		exit(2);
	}
}

static void parse(int argc, char **argv, struct settings *s)
{
	int option, i = -1;

	while ((option = getopt_long(argc, argv, "vh", options, &i)) != -1)
		take_option(s, option, i >= 0 ? options[i].name : "");
	if (optind < argc) {
		fprintf(stderr,
			"hideglue-driverd: %s: no arguments are taken besides options\n"
			"Try 'hideglue-driverd --help'.\n",
			argv[optind]);
		exit(2);
	}
}

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
	l->user_memory = s->user_memory_mib ? s->user_memory_mib << 20 :
					      (u64)sysconf(_SC_PHYS_PAGES) / 4 *
						      (u64)sysconf(_SC_PAGESIZE);
	l->user_arena = (s->user_arena_mib ? s->user_arena_mib : 65536) << 20;
}

static void say_ready(const struct daemon *d, int fd)
{
	if (d->verbose)
		log_line("listening on %s for up to %u clients (%u of one user)", d->path,
			 d->limits.clients, d->limits.user_clients);
	if (fd < 0)
		return;
	if (write(fd, "ready\n", 6) != 6)
		log_line("--ready-fd %d: %s", fd, strerror(errno));
	close(fd);
}

static int run(struct daemon *d, const struct settings *s)
{
	int r;

	d->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	d->context = binder_context_new("binder", NULL);
	if (!d->context)
		return -ENOMEM;
	r = listen_open(d);
	if (r < 0)
		return r;
	r = loop_init(d);
	if (!r) {
		say_ready(d, s->ready_fd);
		r = loop_run(d);
	}
	if (r < 0)
		log_line("%s", strerror(-r));
	return r;
}

static struct daemon *daemon_new(const struct settings *s, char *path)
{
	struct daemon *d = calloc(1, sizeof(*d));

	if (!d)
		return NULL;
	d->epoll_fd = d->listen_fd = d->signal_fd = d->lock_fd = d->spare_fd = -1;
	d->closer.event_fd = -1;
	d->read = d->answer + sizeof(struct hgd_answer);
	d->path = path;
	d->socket_mode = s->socket_mode;
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
	free(d);
}

/* The kernel lets nobody but root look into it now: not another process of the user either. */
static void become_private(void)
{
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	arena_catch_bus_errors();
}

int main(int argc, char **argv)
{
	struct settings settings = { .socket_mode = 0600, .ready_fd = -1 };
	char path[256];
	struct daemon *d;
	int r;

	parse(argc, argv, &settings);
	if (!settings.socket && listen_default_path(path, sizeof(path)) < 0) {
		fputs("hideglue-driverd: $XDG_RUNTIME_DIR is too long: use --socket\n", stderr);
		return EXIT_FAILURE;
	}
	become_private();
	d = daemon_new(&settings, settings.socket ? (char *)settings.socket : path);
	if (!d) {
		fputs("hideglue-driverd: no memory\n", stderr);
		return EXIT_FAILURE;
	}
	r = run(d, &settings);
	daemon_free(d);
	if (shim_slab_live() || shim_warnings()) {
		fprintf(stderr, "hideglue-driverd: bug: %ld objects were never freed, %lu warnings\n",
			shim_slab_live(), shim_warnings());
		r = -EUCLEAN;
	}
	/* Nothing of any client is left; a leak checker may look. */
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	return r < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
