/* SPDX-License-Identifier: MIT */
/*
 * notify.c - news of services, and waiting for one: the public functions
 *
 * Both give the service manager an IServiceCallback of this process. The manager may call it until
 * it learns that it is not wanted any more, and beyond: so what is behind it is counted by the
 * object itself, and told under its lock that nobody listens.
 */
#include <hideglue/manager.h>

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/bbinder.h"
#include "core/log.h"
#include "core/parcel.h"
#include "core/process_state.h"
#include "core/visibility.h"
#include "ndk/manager_call.h"

#define ON_REGISTRATION_TRANSACTION 1

/* User data of a callback object. */
struct AServiceManager_NotificationRegistration {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	AIBinder *object;		/* a reference of whoever subscribed */
	char *instance;
	AServiceManager_onRegister on_register;	/* NULL: nobody listens, or a waiter does */
	void *cookie;
	AIBinder *found;		/* for a waiter: what was registered last */
};

static pthread_once_t callback_once = PTHREAD_ONCE_INIT;
static AIBinder_Class *callback_class;

static void *callback_create(void *args)
{
	return args;
}

static void callback_destroy(void *data)
{
	AServiceManager_NotificationRegistration *reg = data;

	if (reg->found)
		rt_object_unref(reg->found);
	pthread_cond_destroy(&reg->changed);
	pthread_mutex_destroy(&reg->lock);
	free(reg->instance);
	free(reg);
}

static void deliver(AServiceManager_NotificationRegistration *reg, const char *name,
		    AIBinder *binder)
{
	AIBinder *before = NULL;

	if (!binder || strcmp(name, reg->instance))
		return;
	rt_object_ref(binder);
	pthread_mutex_lock(&reg->lock);
	if (reg->on_register) {
		reg->on_register(reg->instance, binder, reg->cookie);
	} else {
		before = reg->found;
		reg->found = binder;
		pthread_cond_signal(&reg->changed);
	}
	pthread_mutex_unlock(&reg->lock);
	if (before)
		rt_object_unref(before);
}

static binder_status_t callback_transact(AIBinder *object, transaction_code_t code,
					 const AParcel *in, AParcel *out)
{
	AIBinder *binder = NULL;
	char *name = NULL;
	binder_status_t r;

	if (code != ON_REGISTRATION_TRANSACTION)
		return STATUS_UNKNOWN_TRANSACTION;
	r = rt_parcel_read_string(in, &name);
	if (r == STATUS_OK)
		r = rt_parcel_read_binder(in, &binder);
	if (r == STATUS_OK && name)
		deliver(rt_bbinder(object)->user_data, name, binder);
	if (binder)
		rt_object_unref(binder);
	free(name);
	return r;
}

static void define_callback(void)
{
	callback_class = AIBinder_Class_define("android.os.IServiceCallback", callback_create,
					       callback_destroy, callback_transact);
}

static AServiceManager_NotificationRegistration *
new_registration(const char *instance, AServiceManager_onRegister on_register, void *cookie)
{
	AServiceManager_NotificationRegistration *reg = calloc(1, sizeof(*reg));
	pthread_condattr_t attr;

	pthread_once(&callback_once, define_callback);
	if (!reg || !callback_class)
		goto fail;
	reg->instance = strdup(instance);
	if (!reg->instance)
		goto fail;
	reg->on_register = on_register;
	reg->cookie = cookie;
	pthread_mutex_init(&reg->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&reg->changed, &attr);
	pthread_condattr_destroy(&attr);
	reg->object = rt_bbinder_new(callback_class, reg);
	if (reg->object)
		return reg;
	callback_destroy(reg);
	return NULL;
fail:
	free(reg);
	return NULL;
}

/* Tells the manager to begin or end with its calls of @reg. */
static bool tell_manager(AServiceManager_NotificationRegistration *reg, enum rt_manager_code code)
{
	struct rt_manager_call call;
	bool ok;

	rt_manager_begin(&call, reg->instance);
	if (call.status == STATUS_OK)
		call.status = rt_parcel_write_binder(call.in, reg->object);
	rt_manager_send(&call, code);
	if (code == RT_MANAGER_REGISTER_FOR_NOTIFICATIONS)
		rt_manager_log(&call, "wait for service", reg->instance);
	ok = rt_manager_ok(&call);
	rt_manager_end(&call);
	return ok;
}

RT_EXPORT AServiceManager_NotificationRegistration *
AServiceManager_registerForServiceNotifications(const char *instance,
						AServiceManager_onRegister onRegister, void *cookie)
{
	AServiceManager_NotificationRegistration *reg;

	if (!instance || !onRegister)
		rt_log_fatal("%s: the instance or the callback is NULL", __func__);
	reg = new_registration(instance, onRegister, cookie);
	if (reg && !tell_manager(reg, RT_MANAGER_REGISTER_FOR_NOTIFICATIONS)) {
		rt_object_unref(reg->object);
		reg = NULL;
	}
	return reg;
}

static void ignore_registration(const char *instance, AIBinder *registered, void *cookie)
{
	rt_object_unref(registered);
}

RT_EXPORT void AServiceManager_NotificationRegistration_delete(
	AServiceManager_NotificationRegistration *notification)
{
	if (!notification)
		rt_log_fatal("%s: the registration is NULL", __func__);
	tell_manager(notification, RT_MANAGER_UNREGISTER_FOR_NOTIFICATIONS);
	pthread_mutex_lock(&notification->lock);
	notification->on_register = ignore_registration;
	pthread_mutex_unlock(&notification->lock);
	rt_object_unref(notification->object);
}

/* Waiting */

/* What the callback brought within @wait_ms, or NULL. */
static AIBinder *wait_for_callback(AServiceManager_NotificationRegistration *reg,
				   unsigned int wait_ms)
{
	struct timespec until;
	AIBinder *found;
	int r = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += wait_ms / 1000;
	until.tv_nsec += wait_ms % 1000 * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000L;
	}
	pthread_mutex_lock(&reg->lock);
	while (!reg->found && r != ETIMEDOUT)
		r = pthread_cond_timedwait(&reg->changed, &reg->lock, &until);
	found = reg->found;
	reg->found = NULL;
	pthread_mutex_unlock(&reg->lock);
	return found;
}

/* Looks the service up, which may start it. Return: false where waiting for it makes no sense. */
static bool look(const char *instance, AIBinder **ret, bool *ret_absent)
{
	struct rt_manager_call call;
	bool go_on;

	rt_manager_look_up(&call, RT_MANAGER_GET_SERVICE, instance, ret);
	*ret_absent = call.absent;
	go_on = rt_manager_ok(&call) || call.absent;
	if (!go_on)
		rt_manager_log(&call, "wait for service", instance);
	rt_manager_end(&call);
	return go_on;
}

/*
 * Waits with the manager's help, and asks again each second in case that is lost. Where no pool
 * thread would take the callback it asks more often at first: most services are just starting.
 */
static AIBinder *wait_and_ask(AServiceManager_NotificationRegistration *reg, bool *ret_absent)
{
	unsigned int wait_ms = rt_process_pool_started() ? 1000 : 10, waited_ms = 0, told_s = 0;
	AIBinder *found = NULL;
	bool go_on = true;

	while (go_on && !*ret_absent) {
		found = wait_for_callback(reg, wait_ms);
		if (found)
			break;
		waited_ms += wait_ms;
		wait_ms = wait_ms < 500 ? wait_ms * 2 : 1000;
		if (waited_ms / 1000 > told_s && (!told_s || waited_ms / 1000 >= told_s + 10)) {
			told_s = waited_ms / 1000;
			rt_log(HIDEGLUE_LOG_INFO, "waited %u s for service '%s'", told_s,
			       reg->instance);
		}
		go_on = look(reg->instance, &found, ret_absent);
		if (found)
			break;
	}
	return found;
}

/* Without a pool thread the callback would never come, nor the news that it is given up. */
static AIBinder *wait_with_manager(const char *instance, bool *ret_absent)
{
	AServiceManager_NotificationRegistration *reg = new_registration(instance, NULL, NULL);
	bool register_it = rt_process_pool_started();
	AIBinder *found = NULL;

	if (!reg)
		return NULL;
	if (!register_it || tell_manager(reg, RT_MANAGER_REGISTER_FOR_NOTIFICATIONS)) {
		found = wait_and_ask(reg, ret_absent);
		if (register_it && !*ret_absent)
			tell_manager(reg, RT_MANAGER_UNREGISTER_FOR_NOTIFICATIONS);
	}
	rt_object_unref(reg->object);
	return found;
}

RT_EXPORT AIBinder *AServiceManager_waitForService(const char *instance)
{
	const struct timespec pause = { .tv_nsec = 100 * 1000 * 1000 };
	unsigned int pauses = 0;
	AIBinder *found;
	bool absent;

	if (!instance)
		return NULL;
	while (look(instance, &found, &absent)) {
		if (found)
			return found;
		if (!absent) {
			found = wait_with_manager(instance, &absent);
			if (found || !absent)
				return found;
		}
		if (pauses++ % 100 == 0)
			rt_log(HIDEGLUE_LOG_INFO, "waiting for a service manager, to look up '%s'; "
			       "none runs here, see hideglue-servicemanager and 'hideglue run'",
			       instance);
		nanosleep(&pause, NULL);
	}
	return NULL;
}
