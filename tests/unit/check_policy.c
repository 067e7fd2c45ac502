/* SPDX-License-Identifier: MIT */
/* check_policy.c - the owner's rule */
#include "policy.h"

#include <string.h>

#include "check_tap.h"

static const struct policy of_1000 = { .owner = 1000 };
static const struct policy of_root = { .owner = 0 };
static const struct policy_caller root = { .uid = 0, .pid = 1 };
static const struct policy_caller owner = { .uid = 1000, .pid = 2 };
static const struct policy_caller other = { .uid = 1001, .pid = 3 };
static const struct policy_caller unmapped = { .uid = (uid_t)-1, .pid = 4 };

static bool may_all(const struct policy *p, const struct policy_caller *c)
{
	bool add = policy_may_add(p, c, "a");

	ck_assert_int_eq(policy_may_find(p, c, "a"), add);
	ck_assert_int_eq(policy_may_list(p, c), add);
	return add;
}

START_TEST(owner_and_root_only)
{
	ck_assert(may_all(&of_1000, &owner));
	ck_assert(may_all(&of_1000, &root));
	ck_assert(!may_all(&of_1000, &other));
	ck_assert(!may_all(&of_1000, &unmapped));
	ck_assert(may_all(&of_root, &root));
	ck_assert(!may_all(&of_root, &owner));
}
END_TEST

START_TEST(unmapped_is_nobody)
{
	struct policy p = { .owner = (uid_t)-1 };

	ck_assert(!may_all(&p, &unmapped));
}
END_TEST

START_TEST(manager_is_its_own_name)
{
	char text[256];

	ck_assert(!policy_may_add(&of_1000, &owner, "manager"));
	ck_assert(!policy_may_add(&of_1000, &root, "manager"));
	ck_assert(policy_may_find(&of_1000, &owner, "manager"));
	ck_assert(policy_may_add(&of_1000, &owner, "manager2"));
	ck_assert_str_eq(policy_explain(&of_1000, &root, "add", "manager", text, sizeof text),
			 "nobody may add 'manager': the name is the service manager's own");
}
END_TEST

START_TEST(explanations)
{
	char text[256], longest[4096];

	ck_assert_str_eq(policy_explain(&of_1000, &other, "add", "x.y", text, sizeof text),
			 "uid 1001 may not add 'x.y': only uid 1000, who runs this service "
			 "manager, and root may");
	ck_assert_str_eq(policy_explain(&of_root, &other, "list", NULL, text, sizeof text),
			 "uid 1001 may not list services: only root, who runs this service "
			 "manager, may");
	ck_assert_str_eq(policy_explain(&of_root, &unmapped, "find", "a\x1b\n", text, sizeof text),
			 "a user of another namespace may not find 'a?\?': only root, who runs this "
			 "service manager, may");
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	ck_assert_uint_lt(strlen(policy_explain(&of_1000, &other, "find", longest, text,
						sizeof text)), sizeof text);
}
END_TEST

static Suite *policy_suite(void)
{
	Suite *s = suite_create("policy");
	TCase *tc = tcase_create("owner");

	tcase_add_test(tc, owner_and_root_only);
	tcase_add_test(tc, unmapped_is_nobody);
	tcase_add_test(tc, manager_is_its_own_name);
	tcase_add_test(tc, explanations);
	suite_add_tcase(s, tc);
	return s;
}

CHECK_TAP_MAIN(policy_suite)
