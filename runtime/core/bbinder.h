/* SPDX-License-Identifier: MIT */
/*
 * bbinder.h - local objects: classes, and what a call to an object of this process does
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <android/binder_ibinder.h>
#include <android/binder_shell.h>

#include "core/object.h"

/* Codes above LAST_CALL_TRANSACTION that every object answers: '_' and three letters. */
#define RT_SPECIAL_CODE(a, b, c) ((uint32_t)'_' << 24 | (uint32_t)(a) << 16 | (b) << 8 | (c))
enum {
	RT_PING_TRANSACTION = RT_SPECIAL_CODE('P', 'N', 'G'),
	RT_DUMP_TRANSACTION = RT_SPECIAL_CODE('D', 'M', 'P'),
	RT_SHELL_COMMAND_TRANSACTION = RT_SPECIAL_CODE('C', 'M', 'D'),
	RT_INTERFACE_TRANSACTION = RT_SPECIAL_CODE('N', 'T', 'F'),
	RT_SYSPROPS_TRANSACTION = RT_SPECIAL_CODE('S', 'P', 'R'),
	RT_EXTENSION_TRANSACTION = RT_SPECIAL_CODE('E', 'X', 'T'),
	RT_DEBUG_PID_TRANSACTION = RT_SPECIAL_CODE('P', 'I', 'D'),
};

/** Written by AIBinder_Class_define() and its setters, then only read. */
struct AIBinder_Class {
	char *descriptor;
	uint8_t *token;		/* what follows the two policy words: magic and descriptor */
	size_t token_len;
	bool no_token;
	AIBinder_Class_onCreate on_create;
	AIBinder_Class_onDestroy on_destroy;
	AIBinder_Class_onTransact on_transact;
	AIBinder_onDump on_dump;
	AIBinder_handleShellCommand on_shell;
	const char *const *names;	/* of methods, from code 1 on; the program's */
	size_t n_names;
	AIBinder_Class *next;		/* all classes, so that they stay reachable */
};

/** rt_code_text() - "code 3 (add)" or "code _PNG", for messages; @clazz may be NULL. */
const char *rt_code_text(const AIBinder_Class *clazz, transaction_code_t code, char *text,
			 size_t size);

/** A local object. The driver knows it by its address, as ptr and as cookie. */
struct rt_bbinder {
	AIBinder base;
	void *user_data;
	AIBinder *extension;	/* a reference; under the lock of bbinder.c */
	atomic_uint flags;	/* of its flat_binder_object beside ACCEPTS_FDS */
	atomic_bool sent;	/* was written to a parcel: the setters come too late */
};

/** rt_bbinder_new() - an object with one reference; NULL without memory, @args then unused. */
AIBinder *rt_bbinder_new(const AIBinder_Class *clazz, void *args);

/** rt_bbinder_end() - the last strong reference is gone: onDestroy. For object.c. */
void rt_bbinder_end(AIBinder *object);

static inline struct rt_bbinder *rt_bbinder(AIBinder *object)
{
	return (struct rt_bbinder *)object;
}

/** rt_bbinder_get_extension() - a reference to the extension, or NULL. */
AIBinder *rt_bbinder_get_extension(AIBinder *object);

/** rt_bbinder_set_extension() - takes its own reference to @ext. */
void rt_bbinder_set_extension(AIBinder *object, AIBinder *ext);

/** rt_bbinder_call() - a user code: token check, then onTransact, as any caller would see it. */
binder_status_t rt_bbinder_call(AIBinder *object, transaction_code_t code, const AParcel *in,
				AParcel *out);

/** rt_bbinder_transact() - any code, as it comes from the driver. */
binder_status_t rt_bbinder_transact(AIBinder *object, transaction_code_t code, const AParcel *in,
				    AParcel *out);

/** rt_bbinder_special() - the codes that every object answers; in special.c. */
binder_status_t rt_bbinder_special(AIBinder *object, transaction_code_t code, const AParcel *in,
				   AParcel *out);
