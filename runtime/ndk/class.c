/* SPDX-License-Identifier: MIT */
/*
 * class.c - AIBinder_Class: the public functions
 */
#include <android/binder_ibinder.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <android/binder_shell.h>

#include "core/bbinder.h"
#include "core/log.h"
#include "core/token.h"
#include "core/visibility.h"

static pthread_mutex_t classes_lock = PTHREAD_MUTEX_INITIALIZER;
static AIBinder_Class *classes;

RT_EXPORT AIBinder_Class *AIBinder_Class_define(const char *interfaceDescriptor,
						AIBinder_Class_onCreate onCreate,
						AIBinder_Class_onDestroy onDestroy,
						AIBinder_Class_onTransact onTransact)
{
	AIBinder_Class *clazz;

	if (!interfaceDescriptor || !onCreate || !onDestroy || !onTransact)
		return NULL;
	clazz = calloc(1, sizeof(*clazz));
	if (!clazz)
		return NULL;
	clazz->descriptor = strdup(interfaceDescriptor);
	clazz->token_len = rt_token_make(interfaceDescriptor, &clazz->token);
	if (!clazz->descriptor || !clazz->token_len) {
		free(clazz->descriptor);
		free(clazz->token);
		free(clazz);
		return NULL;
	}
	clazz->on_create = onCreate;
	clazz->on_destroy = onDestroy;
	clazz->on_transact = onTransact;

	pthread_mutex_lock(&classes_lock);
	clazz->next = classes;
	classes = clazz;
	pthread_mutex_unlock(&classes_lock);
	return clazz;
}

static void need_class(const AIBinder_Class *clazz, const char *function)
{
	if (!clazz)
		rt_log_fatal("%s: the class is NULL", function);
}

RT_EXPORT void AIBinder_Class_setOnDump(AIBinder_Class *clazz, AIBinder_onDump onDump)
{
	need_class(clazz, __func__);
	clazz->on_dump = onDump;
}

RT_EXPORT void AIBinder_Class_setHandleShellCommand(AIBinder_Class *clazz,
						    AIBinder_handleShellCommand handleShellCommand)
{
	need_class(clazz, __func__);
	clazz->on_shell = handleShellCommand;
}

RT_EXPORT void AIBinder_Class_disableInterfaceTokenHeader(AIBinder_Class *clazz)
{
	need_class(clazz, __func__);
	clazz->no_token = true;
}

RT_EXPORT const char *AIBinder_Class_getDescriptor(const AIBinder_Class *clazz)
{
	need_class(clazz, __func__);
	return clazz->descriptor;
}

RT_EXPORT void
AIBinder_Class_setTransactionCodeToFunctionNameMap(AIBinder_Class *clazz,
						   const char *const *transactionCodeToFunctionMap,
						   size_t length)
{
	need_class(clazz, __func__);
	if (!transactionCodeToFunctionMap || clazz->names)
		rt_log_fatal("%s for %s: %s", __func__, clazz->descriptor,
			     clazz->names ? "it was called before" : "the map is NULL");
	clazz->names = transactionCodeToFunctionMap;
	clazz->n_names = length;
}

RT_EXPORT const char *AIBinder_Class_getFunctionName(AIBinder_Class *clazz,
						     transaction_code_t code)
{
	need_class(clazz, __func__);
	if (code < FIRST_CALL_TRANSACTION || code - FIRST_CALL_TRANSACTION >= clazz->n_names)
		return NULL;
	return clazz->names[code - FIRST_CALL_TRANSACTION];
}
