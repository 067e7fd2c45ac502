/* SPDX-License-Identifier: MIT */
/* quota.c - how much each uid and each process holds */
#include "quota.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* An account exists while something is charged to it. */
struct account {
	bool is_process;
	uint64_t id;
	unsigned int held[QUOTA_N_KINDS];
};

static int compare_accounts(const void *key, const void *item)
{
	const struct account *a = key, *b = item;

	if (a->is_process != b->is_process)
		return a->is_process ? 1 : -1;
	return a->id < b->id ? -1 : a->id > b->id;
}

void quota_init(struct quota *q, const struct quota_limit limits[QUOTA_N_KINDS])
{
	*q = (struct quota){ .accounts.compare = compare_accounts };
	for (int i = 0; i < QUOTA_N_KINDS; i++)
		q->limits[i] = limits[i];
}

/* 0, 1 where the limit refuses it, -ENOMEM */
static int charge(struct quota *q, enum quota_kind kind, struct account key, unsigned int limit)
{
	struct account *account;
	size_t at;
	int r;

	if (limit == 0)
		return 1;
	if (sorted_find(&q->accounts, &key, &at)) {
		account = q->accounts.items[at];
		if (account->held[kind] >= limit)
			return 1;
		account->held[kind]++;
		return 0;
	}
	account = calloc(1, sizeof *account);
	if (!account)
		return -ENOMEM;
	account->is_process = key.is_process;
	account->id = key.id;
	account->held[kind] = 1;
	r = sorted_insert(&q->accounts, at, account);
	if (r < 0)
		free(account);
	return r;
}

static void release(struct quota *q, enum quota_kind kind, struct account key)
{
	struct account *account;
	bool in_use = false;
	size_t at;
	bool found = sorted_find(&q->accounts, &key, &at);

	assert(found);
	if (!found)
		return;
	account = q->accounts.items[at];
	assert(account->held[kind] > 0);
	account->held[kind]--;
	for (int i = 0; i < QUOTA_N_KINDS; i++)
		in_use |= account->held[i] > 0;
	if (!in_use) {
		sorted_remove(&q->accounts, at);
		free(account);
	}
}

static struct account uid_key(const struct quota_owner *owner)
{
	return (struct account){ .id = owner->uid };
}

static struct account process_key(const struct quota_owner *owner)
{
	return (struct account){ .is_process = true, .id = (uint64_t)owner->pid };
}

int quota_charge(struct quota *q, enum quota_kind kind, const struct quota_owner *owner)
{
	int r = charge(q, kind, uid_key(owner), q->limits[kind].per_uid);

	if (r != 0)
		return r > 0 ? QUOTA_UID_FULL : r;
	if (owner->pid == 0)
		return QUOTA_OK;
	r = charge(q, kind, process_key(owner), q->limits[kind].per_process);
	if (r == 0)
		return QUOTA_OK;
	release(q, kind, uid_key(owner));
	return r > 0 ? QUOTA_PROCESS_FULL : r;
}

void quota_release(struct quota *q, enum quota_kind kind, const struct quota_owner *owner)
{
	release(q, kind, uid_key(owner));
	if (owner->pid != 0)
		release(q, kind, process_key(owner));
}

void quota_fini(struct quota *q)
{
	for (size_t i = 0; i < q->accounts.n; i++)
		free(q->accounts.items[i]);
	sorted_fini(&q->accounts);
}
