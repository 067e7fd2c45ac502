/* SPDX-License-Identifier: MIT */
/* manager.c - reaching the service manager, with a watchdog */
#include "config.h"

#include "tools/manager.h"

#include <signal.h>
#include <unistd.h>

#include <hideglue/aidl_support.h>
#include <hideglue/driver.h>
#include <hideglue/log.h>
#include <hideglue/manager.h>

#include "tools/command.h"

#define PATIENCE_S 10

static void on_alarm(int sig)
{
	static const char text[] = "hideglue: the service manager does not answer; it is stopped or "
				   "overloaded\n";
	ssize_t r = write(STDERR_FILENO, text, sizeof text - 1);

	(void)r; /* nobody is left to tell */
	_exit(STATUS_NEGATIVE);
}

static void print_log(enum hideglue_log_level level, const char *message, void *command)
{
	command_fail(command, "%s", message);
}

static void drop_log(enum hideglue_log_level level, const char *message, void *data)
{
}

static void log_as(const char *command)
{
	hideglue_log_set(print_log, (void *)command);
}

android_os_IServiceManager *manager_find(void)
{
	android_os_IServiceManager *manager;

	signal(SIGALRM, on_alarm);
	alarm(PATIENCE_S);
	hideglue_log_set(drop_log, NULL);
	manager = android_os_IServiceManager_fromBinder(hideglue_context_manager());
	hideglue_log_set(NULL, NULL);
	if (!manager)
		alarm(0);
	return manager;
}

android_os_IServiceManager *manager_open(const char *command)
{
	android_os_IServiceManager *manager;
	const char *driver;

	log_as(command);
	driver = hideglue_driver_name();
	if (!driver)
		return NULL;
	manager = manager_find();
	log_as(command);
	if (!manager)
		command_fail(command, "no service manager runs on %s\n"
			     "  Start hideglue-servicemanager there, or your programs with "
			     "'hideglue run'.", driver);
	return manager;
}

void manager_close(android_os_IServiceManager *manager)
{
	alarm(0);
	if (manager)
		android_os_IServiceManager_release(manager);
}

void manager_tell_failure(const char *command, const char *what, AStatus *status)
{
	char text[512];

	if (AStatus_getExceptionCode(status) == EX_SECURITY)
		command_fail(command, "the service manager refuses to %s: %s", what,
			     AStatus_getMessage(status));
	else
		command_fail(command, "the service manager cannot %s: %s", what,
			     aidl_describe(status, text, sizeof text));
	AStatus_delete(status);
}
