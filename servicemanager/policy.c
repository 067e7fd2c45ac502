/* SPDX-License-Identifier: MIT */
/* policy.c - the owner's rule */
#include "policy.h"

#include <stdio.h>
#include <string.h>

#include "names.h"

static bool is_owner(const struct policy *policy, const struct policy_caller *caller)
{
	if (caller->uid == (uid_t)-1)
		return false;
	return caller->uid == policy->owner || caller->uid == 0;
}

static bool is_own_name(const char *name)
{
	return strcmp(name, "manager") == 0;
}

bool policy_may_add(const struct policy *policy, const struct policy_caller *caller,
		    const char *name)
{
	return is_owner(policy, caller) && !is_own_name(name);
}

bool policy_may_find(const struct policy *policy, const struct policy_caller *caller,
		     const char *name)
{
	return is_owner(policy, caller);
}

bool policy_may_list(const struct policy *policy, const struct policy_caller *caller)
{
	return is_owner(policy, caller);
}

static void printable(const char *name, char *out, size_t out_size)
{
	size_t i;

	for (i = 0; name[i] && i < out_size - 1; i++)
		out[i] = name[i] >= ' ' && name[i] < 0x7f ? name[i] : '?';
	out[i] = '\0';
}

const char *policy_explain(const struct policy *policy, const struct policy_caller *caller,
			   const char *action, const char *name, char *text, size_t text_size)
{
	char shown[NAMES_MAX_LEN + 1], what[NAMES_MAX_LEN + 16] = "services", who[32], may[64];

	if (name) {
		printable(name, shown, sizeof shown);
		snprintf(what, sizeof what, "'%s'", shown);
	}
	if (is_owner(policy, caller)) {
		snprintf(text, text_size, "nobody may %s %s: the name is the service manager's own",
			 action, what);
		return text;
	}
	if (caller->uid == (uid_t)-1)
		snprintf(who, sizeof who, "a user of another namespace");
	else
		snprintf(who, sizeof who, "uid %u", (unsigned int)caller->uid);
	if (policy->owner == 0)
		snprintf(may, sizeof may, "root, who runs this service manager, may");
	else
		snprintf(may, sizeof may, "uid %u, who runs this service manager, and root may",
			 (unsigned int)policy->owner);
	snprintf(text, text_size, "%s may not %s %s: only %s", who, action, what, may);
	return text;
}
