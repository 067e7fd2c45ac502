/* SPDX-License-Identifier: MIT */
/*
 * client.c - listens to the notifier, or publishes something
 *
 *	client listen NAME	prints what it hears until the notifier dies or SIGTERM comes
 *	client publish MESSAGE	tells all who listen
 */
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <android/binder_ibinder.h>
#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "demo/IListener.h"
#include "demo/INotifier.h"

/* Our listener: the service calls it, on a binder thread of ours. */
struct listener {
	demo_IListener_impl impl;
	const char *name;
};

static sem_t over;
static atomic_bool notifier_died;

static int complain(const char *what, AStatus *status)
{
	char text[256];

	fprintf(stderr, "client: %s: %s\n", what, aidl_describe(status, text, sizeof(text)));
	AStatus_delete(status);
	return 1;
}

static AStatus *on_message(demo_IListener_impl *self, const char *message)
{
	struct listener *listener = (struct listener *)self;

	printf("%s: hears '%s'\n", listener->name, message);
	return NULL;
}

static AStatus *on_listener_lost(demo_IListener_impl *self, const char *name)
{
	struct listener *listener = (struct listener *)self;

	printf("%s: is told that %s has died\n", listener->name, name);
	return NULL;
}

/* Nobody holds a reference any more: neither we nor the service. */
static void destroy(demo_IListener_impl *self)
{
	free(self);
}

static const demo_IListener_ops listener_ops = {
	.onMessage = on_message,
	.onListenerLost = on_listener_lost,
};

static demo_IListener *new_listener(const char *name)
{
	struct listener *listener = calloc(1, sizeof(*listener));
	demo_IListener *object;

	if (!listener)
		return NULL;
	listener->impl.ops = &listener_ops;
	listener->impl.destroy = destroy;
	listener->name = name;
	object = demo_IListener_new(&listener->impl);
	if (!object)
		free(listener);
	return object;
}

static void on_notifier_died(void *cookie)
{
	const char *name = cookie;

	printf("%s: sees that the notifier has died\n", name);
	notifier_died = true;
	sem_post(&over);
}

static void on_signal(int number)
{
	sem_post(&over);
}

static int listen_as(demo_INotifier *notifier, char *name)
{
	AIBinder_DeathRecipient *recipient = AIBinder_DeathRecipient_new(on_notifier_died);
	demo_IListener *listener = new_listener(name);
	AStatus *status;
	int ret = 0;

	sem_init(&over, 0, 0);
	signal(SIGTERM, on_signal);
	ABinderProcess_startThreadPool();

	if (AIBinder_linkToDeath(demo_INotifier_asBinder(notifier), recipient, name)) {
		fprintf(stderr, "client: the notifier is dead\n");
		ret = 1;
		goto out;
	}
	status = demo_INotifier_subscribe(notifier, name, listener);
	if (status) {
		ret = complain("subscribe", status);
		goto out;
	}

	while (sem_wait(&over))
		; /* EINTR */

	if (!notifier_died) {
		status = demo_INotifier_unsubscribe(notifier, listener);
		if (status)
			ret = complain("unsubscribe", status);
	}
out:
	demo_IListener_release(listener);
	AIBinder_DeathRecipient_delete(recipient); /* ends its links */
	return ret;
}

static int publish(demo_INotifier *notifier, const char *message)
{
	AStatus *status = demo_INotifier_publish(notifier, message);

	return status ? complain("publish", status) : 0;
}

int main(int argc, char **argv)
{
	demo_INotifier *notifier;
	int ret;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 3 || (strcmp(argv[1], "listen") && strcmp(argv[1], "publish"))) {
		fprintf(stderr, "usage: client listen NAME | client publish MESSAGE\n");
		return 2;
	}

	notifier = demo_INotifier_fromBinder(
		AServiceManager_waitForService("demo.INotifier/default"));
	if (!notifier) {
		fprintf(stderr, "client: demo.INotifier/default is not to be had\n");
		return 1;
	}
	if (!strcmp(argv[1], "listen"))
		ret = listen_as(notifier, argv[2]);
	else
		ret = publish(notifier, argv[2]);
	demo_INotifier_release(notifier);
	return ret;
}
