/* SPDX-License-Identifier: MIT */
/*
 * death.c - death links
 */
#include "core/death.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/ipc_thread_state.h"

struct rt_death_link {
	TAILQ_ENTRY(rt_death_link) of_proxy;
	LIST_ENTRY(rt_death_link) of_recipient;
	struct rt_bpbinder *proxy;
	AIBinder_DeathRecipient *recipient;
	void *cookie;
	AIBinder_DeathRecipient_onBinderDied on_died;
	AIBinder_DeathRecipient_onBinderUnlinked on_unlinked;
};

static pthread_mutex_t death_lock = PTHREAD_MUTEX_INITIALIZER;

void rt_death_after_fork(void)
{
	pthread_mutex_init(&death_lock, NULL);
}

/* Asks the driver for a notice. */
static binder_status_t request_locked(struct rt_bpbinder *proxy)
{
	binder_status_t r;

	if (proxy->death_requested)
		return STATUS_OK;
	rt_object_weak_ref(&proxy->base);
	rt_object_mark_known(&proxy->base);
	r = rt_thread_request_death(proxy);
	if (r == STATUS_OK)
		proxy->death_requested = true;
	else
		rt_object_weak_unref(&proxy->base);
	return r;
}

/* Takes the request back; the driver's confirmation drops the weak reference. */
static void clear_locked(struct rt_bpbinder *proxy)
{
	if (!proxy->death_requested)
		return;
	proxy->death_requested = false;
	if (rt_thread_clear_death(proxy) != STATUS_OK)
		rt_object_weak_unref(&proxy->base);
}

static void take_out_locked(struct rt_death_link *link, struct rt_death_links *ret_links)
{
	TAILQ_REMOVE(&link->proxy->links, link, of_proxy);
	LIST_REMOVE(link, of_recipient);
	TAILQ_INSERT_TAIL(ret_links, link, of_proxy);
}

void rt_death_finish(struct rt_death_links *links, bool died)
{
	struct rt_death_link *link;

	while ((link = TAILQ_FIRST(links))) {
		TAILQ_REMOVE(links, link, of_proxy);
		if (died)
			link->on_died(link->cookie);
		if (link->on_unlinked)
			link->on_unlinked(link->cookie);
		free(link);
	}
}

binder_status_t rt_death_link(struct rt_bpbinder *proxy, AIBinder_DeathRecipient *recipient,
			      void *cookie)
{
	struct rt_death_links failed = TAILQ_HEAD_INITIALIZER(failed);
	struct rt_death_link *link = calloc(1, sizeof(*link));
	binder_status_t r;

	if (!link) {
		if (recipient->on_unlinked)
			recipient->on_unlinked(cookie);
		return STATUS_NO_MEMORY;
	}
	link->proxy = proxy;
	link->recipient = recipient;
	link->cookie = cookie;

	pthread_mutex_lock(&death_lock);
	link->on_died = recipient->on_died;
	link->on_unlinked = recipient->on_unlinked;
	r = rt_bpbinder_alive(&proxy->base) ? request_locked(proxy) : STATUS_DEAD_OBJECT;
	if (r == STATUS_OK) {
		TAILQ_INSERT_TAIL(&proxy->links, link, of_proxy);
		LIST_INSERT_HEAD(&recipient->links, link, of_recipient);
	} else {
		TAILQ_INSERT_TAIL(&failed, link, of_proxy);
	}
	pthread_mutex_unlock(&death_lock);
	rt_death_finish(&failed, false);
	return r;
}

binder_status_t rt_death_unlink(struct rt_bpbinder *proxy, AIBinder_DeathRecipient *recipient,
				void *cookie)
{
	struct rt_death_links out = TAILQ_HEAD_INITIALIZER(out);
	struct rt_death_link *link;
	binder_status_t r = STATUS_NAME_NOT_FOUND;

	pthread_mutex_lock(&death_lock);
	TAILQ_FOREACH_REVERSE(link, &proxy->links, rt_death_links, of_proxy) {
		if (link->recipient == recipient && link->cookie == cookie)
			break;
	}
	if (link) {
		take_out_locked(link, &out);
		if (TAILQ_EMPTY(&proxy->links))
			clear_locked(proxy);
		r = rt_bpbinder_alive(&proxy->base) ? STATUS_OK : STATUS_DEAD_OBJECT;
	}
	pthread_mutex_unlock(&death_lock);
	rt_death_finish(&out, false);
	return r;
}

void rt_death_drop_recipient(AIBinder_DeathRecipient *recipient)
{
	struct rt_death_links out = TAILQ_HEAD_INITIALIZER(out);
	struct rt_death_link *link;

	pthread_mutex_lock(&death_lock);
	while ((link = LIST_FIRST(&recipient->links))) {
		take_out_locked(link, &out);
		if (TAILQ_EMPTY(&link->proxy->links))
			clear_locked(link->proxy);
	}
	pthread_mutex_unlock(&death_lock);
	rt_death_finish(&out, false);
}

void rt_death_set_unlinked(AIBinder_DeathRecipient *recipient,
			   AIBinder_DeathRecipient_onBinderUnlinked on_unlinked)
{
	pthread_mutex_lock(&death_lock);
	recipient->on_unlinked = on_unlinked;
	pthread_mutex_unlock(&death_lock);
}

void rt_death_detach(struct rt_bpbinder *proxy, struct rt_death_links *ret_links)
{
	struct rt_death_link *link;

	pthread_mutex_lock(&death_lock);
	while ((link = TAILQ_FIRST(&proxy->links)))
		take_out_locked(link, ret_links);
	clear_locked(proxy);
	pthread_mutex_unlock(&death_lock);
}

void rt_death_notice(struct rt_bpbinder *proxy)
{
	struct rt_death_links dead = TAILQ_HEAD_INITIALIZER(dead);

	atomic_store(&proxy->alive, false);
	rt_death_detach(proxy, &dead);
	rt_death_finish(&dead, true);
}
