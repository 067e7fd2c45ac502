/* SPDX-License-Identifier: MIT */
/*
 * hideglue/manager.h - names for binder objects: the client side of the service manager
 *
 * A name is up to 127 characters of A-Z a-z 0-9 _ . - /, by custom "interface.descriptor/instance".
 * All functions are thread-safe. Where there is no driver or no service manager, the reason is
 * logged (see hideglue/log.h) and the function answers as it does on failure.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/cdefs.h>

#include <android/binder_ibinder.h>
#include <android/binder_status.h>

__BEGIN_DECLS

/* The type of a set of flags: C cannot give an enum its width. */
#ifdef __cplusplus
enum AServiceManager_AddServiceFlag : uint32_t {
#else
typedef uint32_t AServiceManager_AddServiceFlag;
enum {
#endif
	/** Isolated processes may find the service. */
	ADD_SERVICE_ALLOW_ISOLATED = 1 << 0,
	ADD_SERVICE_DUMP_FLAG_PRIORITY_CRITICAL = 1 << 1,
	ADD_SERVICE_DUMP_FLAG_PRIORITY_HIGH = 1 << 2,
	ADD_SERVICE_DUMP_FLAG_PRIORITY_NORMAL = 1 << 3,
	ADD_SERVICE_DUMP_FLAG_PRIORITY_DEFAULT = 1 << 4,
	/** The service can dump in a form for programs. */
	ADD_SERVICE_DUMP_FLAG_PROTO = 1 << 5,
};

/**
 * Gives an object a name; an earlier object of that name is replaced. The service manager holds a
 * reference to it from then on.
 * Return: EX_NONE; EX_ILLEGAL_ARGUMENT (NULL, or no valid name), EX_SECURITY (not allowed),
 * EX_TRANSACTION_FAILED (no service manager), ...
 */
binder_exception_t AServiceManager_addService(AIBinder *binder, const char *instance)
	__INTRODUCED_IN(29) __attribute__((warn_unused_result));

/** As AServiceManager_addService(), with flags. */
binder_exception_t AServiceManager_addServiceWithFlags(AIBinder *binder, const char *instance,
						       const AServiceManager_AddServiceFlag flags)
	__INTRODUCED_IN(34) __attribute__((warn_unused_result));

/** The object of that name, NULL where there is none or it may not be seen. Does not wait. */
AIBinder *AServiceManager_checkService(const char *instance) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/** As AServiceManager_checkService(), but tries for 5 seconds. */
AIBinder *AServiceManager_getService(const char *instance) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/**
 * The object of that name; starts it where the service manager can, and waits for it, and for the
 * service manager, without limit. Prompt where a thread pool runs, else within a second.
 * Return: the object; NULL where @instance is NULL, there is no driver, or the manager refuses.
 */
AIBinder *AServiceManager_waitForService(const char *instance) __INTRODUCED_IN(31)
	__attribute__((warn_unused_result));

/** A service was registered. The callback owns one reference to @registered. */
typedef void (*AServiceManager_onRegister)(const char *instance, AIBinder *registered,
					   void *cookie);

struct AServiceManager_NotificationRegistration;
typedef struct AServiceManager_NotificationRegistration AServiceManager_NotificationRegistration;

/**
 * Has @onRegister called, on a pool thread, for each registration of that name, the present one
 * included. @instance is copied.
 * Return: the subscription, to be deleted; NULL on failure. NULL arguments abort.
 */
AServiceManager_NotificationRegistration *
AServiceManager_registerForServiceNotifications(const char *instance,
						AServiceManager_onRegister onRegister, void *cookie)
	__INTRODUCED_IN(34) __attribute__((warn_unused_result));

/**
 * Ends a subscription: waits for a callback in progress, so not from within it; none comes after.
 */
void AServiceManager_NotificationRegistration_delete(
	AServiceManager_NotificationRegistration *notification) __INTRODUCED_IN(34);

/** Whether the service manager's configuration declares the name; false for NULL. */
bool AServiceManager_isDeclared(const char *instance) __INTRODUCED_IN(31);

/**
 * Calls @callback with each declared instance of an interface: the part after the slash, borrowed.
 */
void AServiceManager_forEachDeclaredInstance(const char *interface, void *context,
					     void (*callback)(const char *instance, void *context))
	__INTRODUCED_IN(31);

/**
 * hideglue_context_manager() - the service manager itself, as an object
 * Return: a remote object, the caller's reference; NULL where there is none, with a reason logged.
 */
AIBinder *hideglue_context_manager(void);

__END_DECLS
