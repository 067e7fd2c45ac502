/* SPDX-License-Identifier: MIT */
/*
 * death.c - death recipients: the public functions
 */
#include <android/binder_ibinder.h>

#include <stdlib.h>

#include "core/bpbinder.h"
#include "core/death.h"
#include "core/visibility.h"

RT_EXPORT AIBinder_DeathRecipient *
AIBinder_DeathRecipient_new(AIBinder_DeathRecipient_onBinderDied onBinderDied)
{
	AIBinder_DeathRecipient *recipient;

	if (!onBinderDied)
		return NULL;
	recipient = calloc(1, sizeof(*recipient));
	if (recipient) {
		recipient->on_died = onBinderDied;
		LIST_INIT(&recipient->links);
	}
	return recipient;
}

RT_EXPORT void
AIBinder_DeathRecipient_setOnUnlinked(AIBinder_DeathRecipient *recipient,
				      AIBinder_DeathRecipient_onBinderUnlinked onUnlinked)
{
	if (recipient)
		rt_death_set_unlinked(recipient, onUnlinked);
}

RT_EXPORT void AIBinder_DeathRecipient_delete(AIBinder_DeathRecipient *recipient)
{
	if (!recipient)
		return;
	rt_death_drop_recipient(recipient);
	free(recipient);
}

RT_EXPORT binder_status_t AIBinder_linkToDeath(AIBinder *binder,
					       AIBinder_DeathRecipient *recipient, void *cookie)
{
	if (!binder || !recipient)
		return STATUS_UNEXPECTED_NULL;
	if (!binder->remote) {
		if (recipient->on_unlinked)
			recipient->on_unlinked(cookie);
		return STATUS_INVALID_OPERATION;
	}
	return rt_death_link(rt_bpbinder(binder), recipient, cookie);
}

RT_EXPORT binder_status_t AIBinder_unlinkToDeath(AIBinder *binder,
						 AIBinder_DeathRecipient *recipient, void *cookie)
{
	if (!binder || !recipient)
		return STATUS_UNEXPECTED_NULL;
	if (!binder->remote)
		return STATUS_NAME_NOT_FOUND;
	return rt_death_unlink(rt_bpbinder(binder), recipient, cookie);
}
