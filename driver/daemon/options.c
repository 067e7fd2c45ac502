/* SPDX-License-Identifier: MIT */
/*
 * options.c - the command line of hideglue-driverd
 */
#include "daemon/options.h"

#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"Usage: hideglue-driverd [--socket PATH] [OPTION]...\n"
	"\n"
	"The Binder driver as an ordinary process. Programs reach it with HIDEGLUE_DRIVER=unix:PATH,\n"
	"or by themselves where PATH is the default or " HGD_SOCKET_SYSTEM ".\n"
	"'hideglue run CMD' starts a private one.\n"
	"\n"
	"      --socket PATH           listen here; the folder is made where it is missing\n"
	"                              [what a service manager passes (LISTEN_FDS), else\n"
	"                              $XDG_RUNTIME_DIR/" HGD_SOCKET_NAME ", else\n"
	"                              /tmp/hideglue-UID/binder.sock]\n"
	"      --group NAME            members of this group may connect too [owner and root only]\n"
	"      --socket-mode OCTAL     permissions of the socket [600; with --group 660]\n"
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
	"                              notifications, payloads, answers it does not read\n"
	"                              [a quarter of the machine's]\n"
	"Of one process; what goes beyond them fails for its sender:\n"
	"      --max-process-objects N   objects that others know [1048576]\n"
	"      --max-process-handles N   handles [1048576]\n"
	"      --max-call-objects N      objects in one call that it makes [8192]\n"
	"      --max-process-payloads N  payloads in its receive arena [65536]\n"
	"      --max-process-files N     descriptors on their way to it [16384]\n"
	"      --max-process-work N      completions and notifications that it has not read [131072]\n"
	"\n"
	"  -h, --help                  this text\n"
	"      --version               version and protocol\n";

enum {
	OPT_SOCKET = 256,
	OPT_GROUP,
	OPT_MODE,
	OPT_READY_FD,
	OPT_FOREGROUND,
	OPT_LOOK,
	OPT_VERSION,
	OPT_LIMIT,	/* and on: an index in limit_options */
};

/* A limit's place in struct settings. */
static const struct {
	const char *name;
	size_t place;
	bool mebibytes;		/* a u64 of bytes; else an unsigned int */
} limit_options[] = {
	{ "max-clients", offsetof(struct settings, limits.clients), false },
	{ "max-user-clients", offsetof(struct settings, limits.user_clients), false },
	{ "max-process-clients", offsetof(struct settings, limits.process_clients), false },
	{ "max-user-processes", offsetof(struct settings, limits.user_processes), false },
	{ "max-user-files", offsetof(struct settings, limits.user_files), false },
	{ "max-user-arena", offsetof(struct settings, limits.user_arena), true },
	{ "max-user-memory", offsetof(struct settings, limits.user_memory), true },
	{ "max-process-objects", offsetof(struct settings, process.nodes), false },
	{ "max-process-handles", offsetof(struct settings, process.refs), false },
	{ "max-call-objects", offsetof(struct settings, process.objects), false },
	{ "max-process-payloads", offsetof(struct settings, process.buffers), false },
	{ "max-process-files", offsetof(struct settings, process.files), false },
	{ "max-process-work", offsetof(struct settings, process.work), false },
};
#define N_LIMITS (sizeof(limit_options) / sizeof(*limit_options))

static const struct option other_options[] = {
	{ "socket", required_argument, NULL, OPT_SOCKET },
	{ "group", required_argument, NULL, OPT_GROUP },
	{ "socket-mode", required_argument, NULL, OPT_MODE },
	{ "ready-fd", required_argument, NULL, OPT_READY_FD },
	{ "foreground", no_argument, NULL, OPT_FOREGROUND },
	{ "look", required_argument, NULL, OPT_LOOK },
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, OPT_VERSION },
};
#define N_OTHERS (sizeof(other_options) / sizeof(*other_options))

static unsigned int number(const char *name, const char *text, int base, unsigned int min,
			   unsigned int max)
{
	unsigned long n;
	char *end;

	errno = 0;
	n = strtoul(text, &end, base);
	if (errno || end == text || *end || *text == '-' || n < min || n > max) {
		fprintf(stderr, "hideglue-driverd: --%s %s: not a number from %u to %u\n", name,
			text, min, max);
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

static gid_t group_named(const char *text)
{
	const struct group *group = getgrnam(text);
	unsigned long n;
	char *end;

	if (group)
		return group->gr_gid;
	errno = 0;
	n = strtoul(text, &end, 10);
	if (errno || end == text || *end || *text == '-' || n >= (gid_t)-1) {
		fprintf(stderr, "hideglue-driverd: --group %s: there is no such group\n", text);
		exit(2);
	}
	return (gid_t)n;
}

static void take_limit(struct settings *s, size_t i)
{
	char *place = (char *)s + limit_options[i].place;

	if (limit_options[i].mebibytes)
		*(u64 *)place = (u64)number(limit_options[i].name, optarg, 10, 1, 1 << 30) << 20;
	else
		*(unsigned int *)place = number(limit_options[i].name, optarg, 10, 1, 1 << 20);
}

static void take_option(struct settings *s, int option, const char *name)
{
	switch (option) {
	case OPT_SOCKET:
		s->socket = optarg;
		break;
	case OPT_GROUP:
		s->group = group_named(optarg);
		break;
	case OPT_MODE:
		s->socket_mode = (int)number(name, optarg, 8, 0, 0777);
		break;
	case OPT_READY_FD:
		s->ready_fd = (int)number(name, optarg, 10, 0, 1 << 20);
		break;
	case OPT_FOREGROUND:
		break;
	case OPT_LOOK:
		s->look = look_when(optarg);
		break;
	case 'v':
		s->verbose = true;
		break;
	case OPT_VERSION:
		printf("hideglue-driverd " PACKAGE_VERSION ", socket protocol %d\n", HGD_VERSION);
		exit(0);
	case 'h':
		fputs(usage, stdout);
		exit(0);
	default:
		if (option >= OPT_LIMIT) {
			take_limit(s, (size_t)(option - OPT_LIMIT));
			break;
		}
		fputs("Try 'hideglue-driverd --help'.\n", stderr);
		exit(2);
	}
}

void options_parse(int argc, char **argv, struct settings *s)
{
	struct option all[N_OTHERS + N_LIMITS + 1] = { { NULL, 0, NULL, 0 } };
	int option, i = -1;

	memcpy(all, other_options, sizeof(other_options));
	for (size_t k = 0; k < N_LIMITS; k++)
		all[N_OTHERS + k] = (struct option){ limit_options[k].name, required_argument, NULL,
						     OPT_LIMIT + (int)k };
	*s = (struct settings){ .socket_mode = -1, .group = (gid_t)-1, .ready_fd = -1 };
	while ((option = getopt_long(argc, argv, "vh", all, &i)) != -1)
		take_option(s, option, i >= 0 ? all[i].name : "");
	if (optind < argc) {
		fprintf(stderr,
			"hideglue-driverd: %s: no arguments are taken besides options\n"
			"Try 'hideglue-driverd --help'.\n",
			argv[optind]);
		exit(2);
	}
}
