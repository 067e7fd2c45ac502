/* SPDX-License-Identifier: MIT */
/*
 * service.h - the object behind handle 0
 *
 * Answers android.os.IServiceManager. For one thread: the process serves with a single looper.
 * Makes no call that waits for another process; what it sends is one-way.
 */
#pragma once

#include <android/binder_ibinder.h>

#include "policy.h"
#include "registry.h"

struct service;

/**
 * service_new() - a service manager that knows itself by the name "manager"
 * @policy:	copied
 * @limits:	copied
 * @ret:	borrowed, for the life of the process
 * Return: 0 or -ENOMEM.
 */
int service_new(const struct policy *policy, const struct registry_limits *limits,
		struct service **ret);

/** The binder to make the context manager; borrowed. */
AIBinder *service_binder(struct service *service);
