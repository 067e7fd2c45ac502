/* SPDX-License-Identifier: MIT */
/*
 * quota.h - how much each uid and each process holds
 *
 * Every name and every callback is charged to the uid and the process that registered it. A
 * process that our pid namespace cannot see (pid 0) is charged to its uid alone.
 */
#pragma once

#include <sys/types.h>

#include "sorted.h"

enum quota_kind { QUOTA_NAMES, QUOTA_CALLBACKS, QUOTA_N_KINDS };

/** Who is charged. */
struct quota_owner {
	uid_t uid;
	pid_t pid;
};

struct quota_limit {
	unsigned int per_uid;
	unsigned int per_process;
};

/** Answers of quota_charge() that are not errors. */
enum quota_answer { QUOTA_OK, QUOTA_UID_FULL, QUOTA_PROCESS_FULL };

struct quota {
	struct quota_limit limits[QUOTA_N_KINDS];
	struct sorted accounts;
};

void quota_init(struct quota *q, const struct quota_limit limits[QUOTA_N_KINDS]);

/** Charges one to @owner. Return: QUOTA_OK; which limit refused it, nothing is charged; -ENOMEM. */
int quota_charge(struct quota *q, enum quota_kind kind, const struct quota_owner *owner);

/** Takes one charge back. */
void quota_release(struct quota *q, enum quota_kind kind, const struct quota_owner *owner);

/** Gives the accounts back, whatever is charged to them. */
void quota_fini(struct quota *q);
