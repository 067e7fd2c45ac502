/* SPDX-License-Identifier: MIT */
/*
 * android/binder_ibinder.h - binder objects: classes, references, calls, death
 *
 * An AIBinder is one object, implemented in this process (local) or another (remote). Where a
 * function returns or outputs an AIBinder, the caller owns one strong reference; where it takes
 * one, it borrows. All functions here are thread-safe, except that class setters run before the
 * class is used.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/cdefs.h>
#include <sys/types.h>

#include <android/binder_parcel.h>
#include <android/binder_status.h>

__BEGIN_DECLS

/** How a call is made: a set of FLAG_ bits. */
typedef uint32_t binder_flags_t;
enum {
	/** The call returns once it is queued, and has no reply. */
	FLAG_ONEWAY = 0x01,
};

/** Which method of the object is called. */
typedef uint32_t transaction_code_t;
enum {
	FIRST_CALL_TRANSACTION = 0x00000001,
	LAST_CALL_TRANSACTION = 0x00ffffff,
};

struct AIBinder_Class;
/** An interface: its descriptor and what implements it. Lives for ever; compared by pointer. */
typedef struct AIBinder_Class AIBinder_Class;

struct AIBinder;
/** A binder object, counted. For one remote object a process has one AIBinder at a time. */
typedef struct AIBinder AIBinder;

struct AIBinder_Weak;
/** A reference that does not keep its object alive. */
typedef struct AIBinder_Weak AIBinder_Weak;

struct AIBinder_DeathRecipient;
/** What to call when a remote object's process dies, and the objects it is linked to. */
typedef struct AIBinder_DeathRecipient AIBinder_DeathRecipient;

/** Makes an object's user data from the args of AIBinder_new(). */
typedef void *(*AIBinder_Class_onCreate)(void *args);
/** The last reference is gone; runs on whichever thread dropped it. */
typedef void (*AIBinder_Class_onDestroy)(void *userData);
/**
 * A call. Runs on any pool thread, concurrently for one object. @in stands after the interface
 * token; @in and @out belong to the library. STATUS_OK sends @out, all else is the caller's status.
 */
typedef binder_status_t (*AIBinder_Class_onTransact)(AIBinder *binder, transaction_code_t code,
						     const AParcel *in, AParcel *out);
/** Writes what a person wants to know about the object to @fd, which is borrowed. */
typedef binder_status_t (*AIBinder_onDump)(AIBinder *binder, int fd, const char **args,
					   uint32_t numArgs);
/** The process of a linked object has died. */
typedef void (*AIBinder_DeathRecipient_onBinderDied)(void *cookie);
/** A link is no more, and its cookie may be freed. */
typedef void (*AIBinder_DeathRecipient_onBinderUnlinked)(void *cookie);

/**
 * Defines an interface. The descriptor is copied. May be called before main().
 * Return: the class; NULL where an argument is NULL or there is no memory.
 */
AIBinder_Class *AIBinder_Class_define(const char *interfaceDescriptor,
				      AIBinder_Class_onCreate onCreate,
				      AIBinder_Class_onDestroy onDestroy,
				      AIBinder_Class_onTransact onTransact) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/** Sets what answers a dump; NULL writes nothing. Before the class is first used. */
void AIBinder_Class_setOnDump(AIBinder_Class *clazz, AIBinder_onDump onDump) __INTRODUCED_IN(29);

/** No interface token is written nor checked for this class. Before the class is first used. */
void AIBinder_Class_disableInterfaceTokenHeader(AIBinder_Class *clazz) __INTRODUCED_IN(33);

/** The descriptor, borrowed for ever. */
const char *AIBinder_Class_getDescriptor(const AIBinder_Class *clazz) __INTRODUCED_IN(31);

/**
 * Names the methods for traces: entry 0 is code 1, entries may be NULL. The array is kept, not
 * copied. Once per class; aborts on a second call.
 */
void AIBinder_Class_setTransactionCodeToFunctionNameMap(
	AIBinder_Class *clazz, const char *const *transactionCodeToFunctionMap, size_t length)
	__INTRODUCED_IN(36);

/** The name of a method, NULL where the class has none for @code. */
const char *AIBinder_Class_getFunctionName(AIBinder_Class *clazz, transaction_code_t code)
	__INTRODUCED_IN(36);

/**
 * A new local object; onCreate(@args) makes its user data.
 * Return: the object with one reference; NULL where @clazz is NULL or there is no memory.
 */
AIBinder *AIBinder_new(const AIBinder_Class *clazz, void *args) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/** Whether another process implements the object; false for NULL. */
bool AIBinder_isRemote(const AIBinder *binder) __INTRODUCED_IN(29);

/** False once the object's process is known to be dead; asks nobody. False for NULL. */
bool AIBinder_isAlive(const AIBinder *binder) __INTRODUCED_IN(29);

/** Asks the object's process for a sign of life. Return: STATUS_OK, STATUS_DEAD_OBJECT, ... */
binder_status_t AIBinder_ping(AIBinder *binder) __INTRODUCED_IN(29);

/** Asks the object to describe itself to @fd, which stays the caller's. Returns when it is done. */
binder_status_t AIBinder_dump(AIBinder *binder, int fd, const char **args, uint32_t numArgs)
	__INTRODUCED_IN(29);

/**
 * Asks to be told when the object's process dies. Each link fires once. The caller keeps a
 * reference to @binder for as long as it wants to be told, and runs a thread pool.
 * Where it fails, the recipient's onUnlinked has run for @cookie.
 * Return: STATUS_OK; STATUS_DEAD_OBJECT (dead already), STATUS_INVALID_OPERATION (local object),
 * STATUS_UNEXPECTED_NULL.
 */
binder_status_t AIBinder_linkToDeath(AIBinder *binder, AIBinder_DeathRecipient *recipient,
				     void *cookie) __INTRODUCED_IN(29);

/**
 * Takes back the latest link with this binder and cookie; onUnlinked runs.
 * Return: STATUS_OK; STATUS_NAME_NOT_FOUND (no such link, or it has fired), STATUS_DEAD_OBJECT
 * (taken back, but the object is dead).
 */
binder_status_t AIBinder_unlinkToDeath(AIBinder *binder, AIBinder_DeathRecipient *recipient,
				       void *cookie) __INTRODUCED_IN(29);

/** Effective uid of the caller as the driver attests it; outside a call, one's own. */
uid_t AIBinder_getCallingUid(void) __INTRODUCED_IN(29);

/** Pid of the caller, 0 in a oneway call; outside a call, one's own. Not for access control. */
pid_t AIBinder_getCallingPid(void) __INTRODUCED_IN(29);

/** Whether this thread is executing a call from another process. */
bool AIBinder_isHandlingTransaction(void) __INTRODUCED_IN(33);

/** Adds a strong reference; NULL is left alone. */
void AIBinder_incStrong(AIBinder *binder) __INTRODUCED_IN(29);

/** Drops a strong reference; NULL is logged. */
void AIBinder_decStrong(AIBinder *binder) __INTRODUCED_IN(29);

/** The number of strong references, -1 for NULL. For debugging only. */
int32_t AIBinder_debugGetRefCount(AIBinder *binder) __INTRODUCED_IN(29);

/**
 * Sees the object as @clazz. A remote object is asked for its descriptor the first time.
 * Return: whether the descriptors agree (and, for a local object, it is the very class).
 */
bool AIBinder_associateClass(AIBinder *binder, const AIBinder_Class *clazz) __INTRODUCED_IN(29);

/** The class, NULL where there is none. */
const AIBinder_Class *AIBinder_getClass(AIBinder *binder) __INTRODUCED_IN(29);

/** The user data of a local object, else NULL. */
void *AIBinder_getUserData(AIBinder *binder) __INTRODUCED_IN(29);

/**
 * A new parcel for a call to @binder, which needs a class; its interface token is written.
 * Return: STATUS_OK; STATUS_INVALID_OPERATION (no class), STATUS_UNEXPECTED_NULL, STATUS_NO_MEMORY.
 */
binder_status_t AIBinder_prepareTransaction(AIBinder *binder, AParcel **in) __INTRODUCED_IN(29);

/**
 * Makes a call and waits for its reply.
 * @code:	FIRST_CALL_TRANSACTION to LAST_CALL_TRANSACTION
 * @in:		from AIBinder_prepareTransaction() for this binder; consumed and set to NULL always
 * @out:	the reply at position 0, the caller's to delete; NULL where the call failed
 * @flags:	FLAG_ONEWAY, FLAG_CLEAR_BUF
 * Return: STATUS_OK; the status that the callee's onTransact returned; STATUS_DEAD_OBJECT,
 * STATUS_FAILED_TRANSACTION (a reason is logged), STATUS_BAD_VALUE, STATUS_BAD_TYPE,
 * STATUS_UNKNOWN_TRANSACTION, STATUS_UNEXPECTED_NULL.
 */
binder_status_t AIBinder_transact(AIBinder *binder, transaction_code_t code, AParcel **in,
				  AParcel **out, binder_flags_t flags) __INTRODUCED_IN(29);

/** A weak reference to @binder; NULL for NULL. The caller deletes it. */
AIBinder_Weak *AIBinder_Weak_new(AIBinder *binder) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));
void AIBinder_Weak_delete(AIBinder_Weak *weakBinder) __INTRODUCED_IN(29);

/** A strong reference to the object, NULL once it is gone. */
AIBinder *AIBinder_Weak_promote(AIBinder_Weak *weakBinder) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/** Another weak reference to the same object, which may be gone; NULL for NULL. */
AIBinder_Weak *AIBinder_Weak_clone(const AIBinder_Weak *weak) __INTRODUCED_IN(31);

/** An order of objects that lasts beyond their lives; NULL comes first. */
bool AIBinder_Weak_lt(const AIBinder_Weak *lhs, const AIBinder_Weak *rhs) __INTRODUCED_IN(31);

/** An order of objects; NULL comes first. Neither less than the other: the same object. */
bool AIBinder_lt(const AIBinder *lhs, const AIBinder *rhs) __INTRODUCED_IN(31);

/**
 * The object attached to @binder by its owner, NULL where there is none; asked for every time.
 * Return: STATUS_OK, also without one; STATUS_UNEXPECTED_NULL; the status of the call.
 */
binder_status_t AIBinder_getExtension(AIBinder *binder, AIBinder **outExt) __INTRODUCED_IN(30);

/**
 * Attaches @ext to a local object, once, before the object is first sent to another process.
 * Return: STATUS_OK; STATUS_INVALID_OPERATION (remote), STATUS_UNEXPECTED_NULL.
 */
binder_status_t AIBinder_setExtension(AIBinder *binder, AIBinder *ext) __INTRODUCED_IN(30);

/** A recipient with this callback; NULL for NULL. The caller deletes it. */
AIBinder_DeathRecipient *
AIBinder_DeathRecipient_new(AIBinder_DeathRecipient_onBinderDied onBinderDied) __INTRODUCED_IN(29)
	__attribute__((warn_unused_result));

/**
 * For links made from now on: @onUnlinked runs exactly once per AIBinder_linkToDeath(), also a
 * failed one, when the link is no more. It is where cookies are freed.
 */
void AIBinder_DeathRecipient_setOnUnlinked(AIBinder_DeathRecipient *recipient,
					   AIBinder_DeathRecipient_onBinderUnlinked onUnlinked)
	__INTRODUCED_IN(33);

/** Drops all links (onUnlinked runs for each) and the recipient; NULL is left alone. */
void AIBinder_DeathRecipient_delete(AIBinder_DeathRecipient *recipient) __INTRODUCED_IN(29);

__END_DECLS
