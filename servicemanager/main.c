/* SPDX-License-Identifier: MIT */
/*
 * main.c - hideglue-servicemanager: becomes the context manager of a driver and serves
 *
 * One thread does all: names are few and calls are short, and so nothing is locked.
 */
#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <hideglue/driver.h>
#include <hideglue/log.h>
#include <hideglue/process.h>

#include "log.h"
#include "policy.h"
#include "registry.h"
#include "service.h"

#define KEPT_SIZE 512

enum { STATUS_FAILED = 1, STATUS_USAGE = 2 };

enum { OPT_READY_FD = 256, OPT_VERSION };

static const struct option options[] = {
	{ "ready-fd", required_argument, NULL, OPT_READY_FD },
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

static void print_help(void)
{
	const struct registry_limits *l = &registry_default_limits;

	printf("Usage: hideglue-servicemanager [OPTION]...\n"
	       "\n"
	       "Keeps which Binder object stands under which name, for all programs on one driver.\n"
	       "'hideglue run' starts a private one; 'hideglue list' shows what it knows.\n"
	       "\n"
	       "Options:\n"
	       "      --ready-fd N   write a line to descriptor N, and close it, once names can be\n"
	       "                     added and looked up\n"
	       "  -v, --verbose      say what is added, replaced and removed\n"
	       "  -h, --help         this text\n"
	       "      --version      the version\n"
	       "\n"
	       "Who may use it: programs of the user that it runs as, and of root.\n"
	       "\n"
	       "Limits: %zu names in all; %u names of one uid, %u of one process; %u waiting\n"
	       "callbacks of one uid, %u of one process, %zu for one name.\n"
	       "\n"
	       "Environment:\n"
	       "  HIDEGLUE_DRIVER    the driver: /dev/binder, or unix:PATH for the socket of a\n"
	       "                     hideglue-driverd; unset: the first of the usual places\n",
	       l->names_total, l->names.per_uid, l->names.per_process, l->callbacks.per_uid,
	       l->callbacks.per_process, l->callbacks_per_name);
}

static int usage_error(void)
{
	fputs("Try 'hideglue-servicemanager --help'.\n", stderr);
	return STATUS_USAGE;
}

static bool parse_fd(const char *text, int *ret)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (errno || end == text || *end || n < 0 || n > INT_MAX)
		return false;
	*ret = (int)n;
	return true;
}

/* What the driver's refusal means and what can be done; @reason is the library's text. */
static void tell_refusal(binder_status_t status, const char *reason)
{
	const char *driver = hideglue_driver_name();

	switch (status) {
	case STATUS_ALREADY_EXISTS:
		log_line("%s has a service manager already\n"
			 "  Use that one, end it first, or start a private session with 'hideglue run'.",
			 driver);
		break;
	case STATUS_PERMISSION_DENIED:
		log_line("%s lets uid %u not be its service manager: the first one had another uid\n"
			 "  Run it as that user, or restart the driver.",
			 driver, (unsigned int)geteuid());
		break;
	default:
		log_line("%s", reason);
		break;
	}
}

static bool say_ready(int fd)
{
	static const char line[] = "ready\n";

	if (fd < 0)
		return true;
	if (write(fd, line, sizeof line - 1) != (ssize_t)sizeof line - 1) {
		log_line("cannot write to the descriptor of --ready-fd, %d: %s", fd,
			 strerror(errno));
		return false;
	}
	close(fd);
	return true;
}

/* What the library says is mostly of peers that fail, and they can do so as often as they like. */
static void take_log(enum hideglue_log_level level, const char *message, void *data)
{
	log_limited("%s", message);
}

static void keep_log(enum hideglue_log_level level, const char *message, void *kept)
{
	snprintf(kept, KEPT_SIZE, "%s", message);
}

static bool become_manager(struct service *service)
{
	char reason[KEPT_SIZE] = "cannot become the service manager";
	binder_status_t status;

	hideglue_log_set(keep_log, reason);
	status = hideglue_become_context_manager(service_binder(service));
	hideglue_log_set(take_log, NULL);
	if (status != STATUS_OK)
		tell_refusal(status, reason);
	return status == STATUS_OK;
}

static int serve(int ready_fd)
{
	struct policy policy = { .owner = geteuid() };
	const char *driver = hideglue_driver_name();
	struct service *service;

	if (!driver)
		return STATUS_FAILED; /* the runtime has said what was tried */
	ABinderProcess_setThreadPoolMaxThreadCount(0);
	hideglue_send_oneway_only();
	if (service_new(&policy, &registry_default_limits, &service) < 0) {
		log_line("no memory");
		return STATUS_FAILED;
	}
	if (!become_manager(service) || !say_ready(ready_fd))
		return STATUS_FAILED;
	log_verbose("serving on %s", driver);
	ABinderProcess_joinThreadPool();
	log_line("the driver %s is gone", driver);
	return STATUS_FAILED;
}

int main(int argc, char **argv)
{
	int ready_fd = -1;
	int c;

	while ((c = getopt_long(argc, argv, "vh", options, NULL)) != -1) {
		switch (c) {
		case OPT_READY_FD:
			if (parse_fd(optarg, &ready_fd))
				break;
			log_line("--ready-fd wants the number of a descriptor, not '%s'", optarg);
			return usage_error();
		case 'v':
			log_set_verbose(true);
			break;
		case 'h':
			print_help();
			return fflush(stdout) == 0 ? 0 : STATUS_FAILED;
		case OPT_VERSION:
			puts("hideglue-servicemanager " PACKAGE_VERSION);
			return fflush(stdout) == 0 ? 0 : STATUS_FAILED;
		default:
			return usage_error();
		}
	}
	if (optind < argc) {
		log_line("takes no arguments, but got '%s'", argv[optind]);
		return usage_error();
	}
	signal(SIGPIPE, SIG_IGN);
	hideglue_log_set(take_log, NULL);
	return serve(ready_fd);
}
