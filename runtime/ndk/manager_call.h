/* SPDX-License-Identifier: MIT */
/*
 * manager_call.h - one call to the service manager
 *
 * Calls go to handle 0, which is always the driver's present manager: so a manager that was
 * restarted is found again. Codes and forms are those of current Android (16). Written by hand,
 * since the library's build must not wait for the compiler's.
 *
 *	rt_manager_begin(&call, name);
 *	(write further arguments to call.in)
 *	rt_manager_send(&call, RT_MANAGER_IS_DECLARED);
 *	(read results from call.out, where rt_manager_ok())
 *	rt_manager_end(&call);
 */
#pragma once

#include <stdbool.h>

#include <android/binder_ibinder.h>

/* Methods of android.os.IServiceManager. */
enum rt_manager_code {
	RT_MANAGER_GET_SERVICE = 1,
	RT_MANAGER_CHECK_SERVICE = 3,
	RT_MANAGER_ADD_SERVICE = 5,
	RT_MANAGER_REGISTER_FOR_NOTIFICATIONS = 7,
	RT_MANAGER_UNREGISTER_FOR_NOTIFICATIONS = 8,
	RT_MANAGER_IS_DECLARED = 9,
	RT_MANAGER_GET_DECLARED_INSTANCES = 10,
};

struct rt_manager_call {
	AParcel *in, *out;
	binder_status_t status;		/* of the transport, and of what is read and written */
	AStatus *answer;		/* of the manager; NULL until there is one */
	bool absent;			/* there is no manager */
};

/** rt_manager_begin() - starts a call whose first argument is @name. */
void rt_manager_begin(struct rt_manager_call *call, const char *name);

/** rt_manager_send() - makes the call, unless its status is bad already. */
void rt_manager_send(struct rt_manager_call *call, enum rt_manager_code code);

/** rt_manager_ok() - whether the manager did as asked, and all was read well so far. */
bool rt_manager_ok(const struct rt_manager_call *call);

/** rt_manager_exception() - how the call ended; EX_NONE where it is well. */
binder_exception_t rt_manager_exception(const struct rt_manager_call *call);

/** rt_manager_log() - logs why a call failed, where it did: "cannot @verb 'name': why". */
void rt_manager_log(const struct rt_manager_call *call, const char *verb, const char *name);

void rt_manager_end(struct rt_manager_call *call);

/** rt_manager_look_up() - a call of GET_ or CHECK_SERVICE; @ret: a reference, NULL where none. */
void rt_manager_look_up(struct rt_manager_call *call, enum rt_manager_code code, const char *name,
			AIBinder **ret);

/** rt_manager_ping() - asks for a sign of life, with an empty call. */
void rt_manager_ping(struct rt_manager_call *call);
