/* SPDX-License-Identifier: MIT */
/*
 * platform.c - security contexts, priorities, stability: the public functions
 */
#include <android/binder_ibinder_platform.h>

#include <sched.h>

#include <android/binder_stability.h>

#include "core/bbinder.h"
#include "core/ipc_thread_state.h"
#include "core/log.h"
#include "core/visibility.h"
#include "uapi/binder.h"

/* Android's, which a driver may ignore. */
#define FLAG_SCHED_POLICY_SHIFT 9
#define FLAG_SCHED_BITS 0x6ffu
#define FLAG_INHERIT_RT 0x800u

/* A local object that no other process knows yet, so that its node can still be described. */
static struct rt_bbinder *unsent(AIBinder *binder, const char *function)
{
	if (!binder || binder->remote)
		rt_log_fatal("%s: not a local object", function);
	if (atomic_load(&rt_bbinder(binder)->sent))
		rt_log_fatal("%s: the %s was sent to other processes before", function,
			     rt_object_describe(binder));
	return rt_bbinder(binder);
}

static void set_flag(struct rt_bbinder *local, unsigned int flag, bool on)
{
	if (on)
		atomic_fetch_or(&local->flags, flag);
	else
		atomic_fetch_and(&local->flags, ~flag);
}

RT_EXPORT void AIBinder_setRequestingSid(AIBinder *binder, bool requestingSid)
{
	set_flag(unsent(binder, __func__), FLAT_BINDER_FLAG_TXN_SECURITY_CTX, requestingSid);
}

RT_EXPORT const char *AIBinder_getCallingSid(void)
{
	return rt_thread_calling_sid();
}

RT_EXPORT void AIBinder_setMinSchedulerPolicy(AIBinder *binder, int policy, int priority)
{
	struct rt_bbinder *local = unsent(binder, __func__);
	bool valid = policy == SCHED_OTHER ? priority >= -20 && priority <= 19
					   : (policy == SCHED_FIFO || policy == SCHED_RR) &&
						     priority >= 1 && priority <= 99;
	unsigned int bits = (unsigned int)(priority & 0xff) |
			    (unsigned int)(policy & 3) << FLAG_SCHED_POLICY_SHIFT;

	if (!valid)
		rt_log_fatal("%s: no policy %d with priority %d", __func__, policy, priority);
	atomic_store(&local->flags, (atomic_load(&local->flags) & ~FLAG_SCHED_BITS) | bits);
}

RT_EXPORT void AIBinder_setInheritRt(AIBinder *binder, bool inheritRt)
{
	set_flag(unsent(binder, __func__), FLAG_INHERIT_RT, inheritRt);
}

static void mark(AIBinder *binder, int level, const char *function)
{
	if (!binder)
		rt_log_fatal("%s: the binder is NULL", function);
	if (!rt_object_set_stability(binder, level))
		rt_log_fatal("%s: the %s has stability 0x%x already", function,
			     rt_object_describe(binder), atomic_load(&binder->stability));
}

RT_EXPORT void AIBinder_markSystemStability(AIBinder *binder)
{
	mark(binder, RT_STABILITY_SYSTEM, __func__);
}

RT_EXPORT void AIBinder_markVintfStability(AIBinder *binder)
{
	mark(binder, RT_STABILITY_VINTF, __func__);
}

RT_EXPORT void AIBinder_forceDowngradeToSystemStability(AIBinder *binder)
{
	if (!binder || binder->remote)
		rt_log_fatal("%s: not a local object", __func__);
	atomic_store(&binder->stability, RT_STABILITY_SYSTEM);
}
