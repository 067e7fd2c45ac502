/* SPDX-License-Identifier: MIT */
/*
 * policy.h - who may add, find and list
 *
 * Decides and nothing else. Without a policy file the rule is the owner's: only callers of the
 * uid that the service manager runs as, and root. The name "manager" is the service manager's.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct policy {
	uid_t owner;	/* effective uid of the service manager */
};

/** A caller, as the driver attests it for one transaction. */
struct policy_caller {
	uid_t uid;	/* effective; (uid_t)-1 where it has no number in our user namespace */
	pid_t pid;	/* 0: one-way call, or a process that our pid namespace cannot see */
};

/* One decision an action; each may be asked from any thread. */
bool policy_may_add(const struct policy *policy, const struct policy_caller *caller,
		    const char *name);
bool policy_may_find(const struct policy *policy, const struct policy_caller *caller,
		     const char *name);
bool policy_may_list(const struct policy *policy, const struct policy_caller *caller);

/**
 * policy_explain() - a denial in words, with who may instead
 * @action:	"add", "find" or "list"
 * @name:	the service's name; NULL for list. Bytes that are not printable are shown as '?'.
 * Return: @text.
 */
const char *policy_explain(const struct policy *policy, const struct policy_caller *caller,
			   const char *action, const char *name, char *text, size_t text_size);
