/* SPDX-License-Identifier: MIT */
/*
 * death.h - links between remote objects and death recipients
 *
 * A link stands in the list of its proxy and in that of its recipient; one lock guards all lists.
 * Whoever takes a link out of both owns it, runs its callbacks with no lock held, and frees it: so
 * onUnlinked runs exactly once, and after onBinderDied where that runs.
 *
 * The driver is asked for a notice with the first link of a proxy, and that is taken back with the
 * last. Its cookie is the proxy, which a weak reference keeps until the driver confirms that no
 * notice will come. Asking and taking back happen under the lock and are sent at once, so that they
 * reach the driver in order from whatever thread.
 */
#pragma once

#include <sys/queue.h>

#include <android/binder_ibinder.h>

#include "core/bpbinder.h"

LIST_HEAD(rt_recipient_links, rt_death_link);

struct AIBinder_DeathRecipient {
	AIBinder_DeathRecipient_onBinderDied on_died;
	AIBinder_DeathRecipient_onBinderUnlinked on_unlinked;
	struct rt_recipient_links links;
};

/** rt_death_link() - see AIBinder_linkToDeath(). */
binder_status_t rt_death_link(struct rt_bpbinder *proxy, AIBinder_DeathRecipient *recipient,
			      void *cookie);

/** rt_death_unlink() - see AIBinder_unlinkToDeath(). */
binder_status_t rt_death_unlink(struct rt_bpbinder *proxy, AIBinder_DeathRecipient *recipient,
				void *cookie);

/** rt_death_drop_recipient() - takes out all links of a recipient; runs onUnlinked. */
void rt_death_drop_recipient(AIBinder_DeathRecipient *recipient);

/** rt_death_set_unlinked() - see AIBinder_DeathRecipient_setOnUnlinked(). */
void rt_death_set_unlinked(AIBinder_DeathRecipient *recipient,
			   AIBinder_DeathRecipient_onBinderUnlinked on_unlinked);

/** rt_death_notice() - the object's process is gone: runs the callbacks of all links. */
void rt_death_notice(struct rt_bpbinder *proxy);

/** rt_death_detach() - takes out all links of a proxy, into @ret_links. */
void rt_death_detach(struct rt_bpbinder *proxy, struct rt_death_links *ret_links);

/** rt_death_finish() - runs the callbacks of links that were taken out, and frees them. */
void rt_death_finish(struct rt_death_links *links, bool died);

/**
 * rt_death_after_fork() - in the child: the lock may have been held by a thread that is not here.
 */
void rt_death_after_fork(void);
