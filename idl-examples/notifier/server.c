/* SPDX-License-Identifier: MIT */
/*
 * server.c - hands messages on, under the name "demo.INotifier/default"
 *
 * Methods and death notices come on any binder thread: the lock guards the list of
 * subscriptions and their counts. It is not held while a listener is called.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <android/binder_ibinder.h>
#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "demo/IListener.h"
#include "demo/INotifier.h"

/* Owned by the list and by the link to the listener's death, whose cookie it is. */
struct subscription {
	struct subscription *next;
	int n_owners;
	char *name;
	demo_IListener *listener;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct subscription *first;
static AIBinder_DeathRecipient *recipient;
static sem_t over;

static void subscription_drop(struct subscription *subscription)
{
	bool last;

	pthread_mutex_lock(&lock);
	last = --subscription->n_owners == 0;
	pthread_mutex_unlock(&lock);
	if (!last)
		return;
	demo_IListener_release(subscription->listener);
	free(subscription->name);
	free(subscription);
}

static struct subscription *subscription_new(const char *name, demo_IListener *listener)
{
	struct subscription *subscription = calloc(1, sizeof(*subscription));

	if (!subscription)
		return NULL;
	subscription->name = strdup(name);
	if (!subscription->name) {
		free(subscription);
		return NULL;
	}
	subscription->n_owners = 2;
	subscription->listener = listener;
	demo_IListener_acquire(listener);
	return subscription;
}

/* Appends to the list; false: the name is taken. */
static bool list_add(struct subscription *subscription)
{
	struct subscription **end = &first;
	bool taken = false;

	pthread_mutex_lock(&lock);
	for (; *end; end = &(*end)->next)
		taken |= !strcmp((*end)->name, subscription->name);
	if (!taken)
		*end = subscription;
	pthread_mutex_unlock(&lock);
	return !taken;
}

/* Takes one out of the list: this very one, or that of a listener, or any. NULL: not there. */
static struct subscription *list_remove(const struct subscription *this_one,
					const demo_IListener *listener)
{
	bool any = !this_one && !listener;
	struct subscription **at = &first, *found;

	pthread_mutex_lock(&lock);
	while (*at && !any && *at != this_one && (*at)->listener != listener)
		at = &(*at)->next;
	found = *at;
	if (found)
		*at = found->next;
	pthread_mutex_unlock(&lock);
	return found;
}

/*
 * Calls all listeners. The references are copied, so that the lock is free meanwhile. A call
 * to one that has just died fails; its death notice says so in time.
 */
static void tell_all(AStatus *(*tell)(demo_IListener *listener, const char *text), const char *text)
{
	demo_IListener **listeners;
	size_t n = 0;

	pthread_mutex_lock(&lock);
	for (struct subscription *s = first; s; s = s->next)
		n++;
	listeners = calloc(n ? n : 1, sizeof(*listeners));
	n = 0;
	for (struct subscription *s = first; s && listeners; s = s->next) {
		demo_IListener_acquire(s->listener);
		listeners[n++] = s->listener;
	}
	pthread_mutex_unlock(&lock);

	for (size_t i = 0; i < n; i++) {
		AStatus_delete(tell(listeners[i], text));
		demo_IListener_release(listeners[i]);
	}
	free(listeners);
}

/* A listener's process has died. Comes once for each link. */
static void on_died(void *cookie)
{
	struct subscription *subscription = list_remove(cookie, NULL);

	if (!subscription)
		return; /* unsubscribed at the same moment */
	printf("server: %s has died\n", subscription->name);
	tell_all(demo_IListener_onListenerLost, subscription->name);
	subscription_drop(subscription);
}

/* Comes once for each attempt to link, however it ends: here the cookie is given back. */
static void on_unlinked(void *cookie)
{
	subscription_drop(cookie);
}

static AStatus *watch(struct subscription *subscription)
{
	AIBinder *binder = demo_IListener_asBinder(subscription->listener);

	if (AIBinder_isRemote(binder))
		return AStatus_fromStatus(AIBinder_linkToDeath(binder, recipient, subscription));
	on_unlinked(subscription); /* an object of this process does not die before it */
	return AStatus_newOk();
}

static AStatus *subscribe(demo_INotifier_impl *self, const char *name, demo_IListener *listener)
{
	struct subscription *subscription;
	AStatus *status;

	if (!listener)
		return AStatus_fromExceptionCode(EX_NULL_POINTER);
	subscription = subscription_new(name, listener);
	if (!subscription)
		return AStatus_fromStatus(STATUS_NO_MEMORY);
	if (!list_add(subscription)) {
		subscription_drop(subscription);
		subscription_drop(subscription);
		return AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_STATE, "the name is taken");
	}

	printf("server: %s listens\n", name);
	status = watch(subscription);
	if (!AStatus_isOk(status) && list_remove(subscription, NULL))
		subscription_drop(subscription);
	return status;
}

/* The same object is the same pointer for as long as somebody here holds a reference to it. */
static AStatus *unsubscribe(demo_INotifier_impl *self, demo_IListener *listener)
{
	struct subscription *subscription = list_remove(NULL, listener);

	if (!subscription)
		return AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_ARGUMENT,
							    "this listener has not subscribed");
	printf("server: %s listens no more\n", subscription->name);
	AIBinder_unlinkToDeath(demo_IListener_asBinder(listener), recipient, subscription);
	subscription_drop(subscription);
	return NULL;
}

static AStatus *listeners(demo_INotifier_impl *self, aidl_StringArray *ret)
{
	binder_status_t r;
	int32_t n = 0;

	pthread_mutex_lock(&lock);
	for (struct subscription *s = first; s; s = s->next)
		n++;
	r = aidl_StringArray_alloc(ret, n);
	n = 0;
	for (struct subscription *s = first; s && r == STATUS_OK; s = s->next)
		r = aidl_String_copy(&ret->data[n++], s->name);
	pthread_mutex_unlock(&lock);
	return AStatus_fromStatus(r);
}

static AStatus *publish(demo_INotifier_impl *self, const char *message)
{
	printf("server: passes on '%s'\n", message);
	tell_all(demo_IListener_onMessage, message);
	return NULL;
}

static const demo_INotifier_ops ops = {
	.subscribe = subscribe,
	.unsubscribe = unsubscribe,
	.listeners = listeners,
	.publish = publish,
};

static demo_INotifier_impl impl = { .ops = &ops };

static void on_signal(int number)
{
	sem_post(&over);
}

int main(void)
{
	struct subscription *subscription;
	binder_exception_t exception;
	demo_INotifier *notifier;

	setvbuf(stdout, NULL, _IOLBF, 0);
	sem_init(&over, 0, 0);
	signal(SIGTERM, on_signal);
	signal(SIGINT, on_signal);

	recipient = AIBinder_DeathRecipient_new(on_died);
	AIBinder_DeathRecipient_setOnUnlinked(recipient, on_unlinked);

	notifier = demo_INotifier_new(&impl);
	exception = AServiceManager_addService(demo_INotifier_asBinder(notifier),
					       "demo.INotifier/default");
	if (exception != EX_NONE) {
		fprintf(stderr, "server: cannot register demo.INotifier/default: exception %d\n",
			(int)exception);
		return 1;
	}
	ABinderProcess_startThreadPool();

	while (sem_wait(&over))
		; /* EINTR */

	/* Gives up what it holds of others. */
	while ((subscription = list_remove(NULL, NULL))) {
		AIBinder_unlinkToDeath(demo_IListener_asBinder(subscription->listener), recipient,
				       subscription);
		subscription_drop(subscription);
	}
	demo_INotifier_release(notifier);
	printf("server: ends\n");
	return 0;
}
