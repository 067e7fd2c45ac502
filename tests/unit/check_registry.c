/* SPDX-License-Identifier: MIT */
/*
 * check_registry.c - names, callbacks, limits and death, with numbers as objects
 *
 * Every object of a test is an int that counts how often it is held; a registry that is freed
 * holds none.
 */
#include "registry.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "check_tap.h"

struct thing {
	int held;
	int dropped_dead;
	bool dead;	/* cannot be held any more */
};

static struct registry *reg;
static struct thing a, b, c;

static const struct quota_owner alice = { .uid = 1000, .pid = 10 };
static const struct quota_owner alice2 = { .uid = 1000, .pid = 11 };
static const struct quota_owner bob = { .uid = 1001, .pid = 20 };
static const struct quota_owner unseen = { .uid = 1001, .pid = 0 };

static int hold(void *context, void *object, void **ret_hold)
{
	struct thing *t = object;

	if (t->dead)
		return -EPIPE;
	t->held++;
	*ret_hold = &t->held;
	return 0;
}

static void drop(void *context, void *object, void *held, bool dead)
{
	struct thing *t = object;

	ck_assert_ptr_eq(held, &t->held);
	t->held--;
	t->dropped_dead += dead;
}

static const struct registry_ops ops = { .hold = hold, .drop = drop };

static const struct registry_limits small = {
	.names_total = 6,
	.callbacks_per_name = 3,
	.names = { .per_uid = 4, .per_process = 3 },
	.callbacks = { .per_uid = 4, .per_process = 3 },
};

static void setup(void)
{
	a = b = c = (struct thing){ 0 };
	ck_assert_int_eq(registry_new(&small, &ops, NULL, &reg), 0);
}

static void teardown(void)
{
	registry_free(reg);
	ck_assert_int_eq(a.held + b.held + c.held, 0);
}

static int add(const char *name, struct thing *t, const struct quota_owner *owner)
{
	return registry_add(reg, &(struct registry_entry){ .name = name, .object = t,
							   .owner = *owner, .dump_priority = 8 });
}

static void *object_of(const char *name)
{
	const struct registry_entry *e = registry_find(reg, name);

	return e ? e->object : NULL;
}

static size_t count(void)
{
	size_t pos = 0, n = 0;

	while (registry_next(reg, &pos))
		n++;
	return n;
}

START_TEST(add_and_find)
{
	char name[] = "x";
	const struct registry_entry *e;

	ck_assert_int_eq(registry_add(reg, &(struct registry_entry){
		.name = name, .object = &a, .owner = alice, .allow_isolated = true,
		.dump_priority = 5 }), REGISTRY_OK);
	name[0] = 'y'; /* the registry keeps its own copy */
	e = registry_find(reg, "x");
	ck_assert_ptr_nonnull(e);
	ck_assert_str_eq(e->name, "x");
	ck_assert_ptr_eq(e->object, &a);
	ck_assert_int_eq(e->owner.pid, 10);
	ck_assert(e->allow_isolated);
	ck_assert_int_eq(e->dump_priority, 5);
	ck_assert_ptr_null(registry_find(reg, "y"));
	ck_assert_ptr_null(registry_find(reg, ""));
}
END_TEST

START_TEST(sorted_by_bytes)
{
	static const char *const wanted[] = { "A", "a", "a.b", "a/b", "b" };
	size_t pos = 0;

	ck_assert_int_eq(add("b", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(add("a/b", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(add("A", &b, &bob), REGISTRY_OK);
	ck_assert_int_eq(add("a", &b, &bob), REGISTRY_OK);
	ck_assert_int_eq(add("a.b", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(registry_watch(reg, "aa", &c, &bob), REGISTRY_OK);
	for (int i = 0; i < 5; i++)
		ck_assert_str_eq(registry_next(reg, &pos)->name, wanted[i]);
	ck_assert_ptr_null(registry_next(reg, &pos));
}
END_TEST

START_TEST(replaced)
{
	ck_assert_int_eq(add("x", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(add("x", &b, &bob), REGISTRY_REPLACED);
	ck_assert_ptr_eq(object_of("x"), &b);
	ck_assert_int_eq(registry_find(reg, "x")->owner.uid, 1001);
	ck_assert_int_eq(a.held, 0);
	ck_assert_uint_eq(count(), 1);
	/* a late obituary of the old one does not hurt the new one */
	ck_assert_uint_eq(registry_object_died(reg, &a), 0);
	ck_assert_ptr_eq(object_of("x"), &b);
}
END_TEST

START_TEST(added_again)
{
	for (int i = 0; i < 10; i++)
		ck_assert_int_eq(add("x", &a, &alice), i ? REGISTRY_REPLACED : REGISTRY_OK);
	ck_assert_int_eq(a.held, 1);
	/* and it cost one name */
	ck_assert_int_eq(add("y", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(add("z", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(add("x", &b, &alice), REGISTRY_REPLACED);
}
END_TEST

START_TEST(one_object_many_names)
{
	add("x", &a, &alice);
	add("y", &a, &alice);
	add("z", &b, &alice);
	ck_assert_int_eq(registry_watch(reg, "w", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(registry_watch(reg, "z", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(a.held, 1);
	ck_assert_uint_eq(registry_object_died(reg, &a), 2);
	ck_assert_int_eq(a.held, 0);
	ck_assert_int_eq(a.dropped_dead, 1);
	ck_assert_ptr_null(object_of("x"));
	ck_assert_ptr_null(object_of("y"));
	ck_assert_ptr_eq(object_of("z"), &b);
	ck_assert_uint_eq(registry_n_watchers(reg, "w"), 0);
	ck_assert_uint_eq(registry_n_watchers(reg, "z"), 0);
	ck_assert_uint_eq(count(), 1);
}
END_TEST

START_TEST(dead_on_arrival)
{
	a.dead = true;
	ck_assert_int_eq(add("x", &a, &alice), REGISTRY_DEAD);
	ck_assert_ptr_null(object_of("x"));
	ck_assert_int_eq(registry_watch(reg, "x", &a, &alice), REGISTRY_DEAD);
	ck_assert_uint_eq(registry_n_watchers(reg, "x"), 0);
	/* a dead object does not push a living one out */
	add("x", &b, &alice);
	ck_assert_int_eq(add("x", &a, &alice), REGISTRY_DEAD);
	ck_assert_ptr_eq(object_of("x"), &b);
}
END_TEST

START_TEST(watchers_in_order)
{
	void *got[3];

	ck_assert_int_eq(registry_watch(reg, "x", &b, &alice), REGISTRY_OK);
	ck_assert_int_eq(registry_watch(reg, "x", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(registry_watch(reg, "x", &b, &bob), REGISTRY_OK);
	ck_assert_uint_eq(registry_n_watchers(reg, "x"), 3);
	registry_watchers(reg, "x", got);
	ck_assert_ptr_eq(got[0], &b);
	ck_assert_ptr_eq(got[1], &a);
	ck_assert_ptr_eq(got[2], &b);
	ck_assert_ptr_null(object_of("x"));
	ck_assert_uint_eq(count(), 0);
	ck_assert_uint_eq(registry_unwatch(reg, "x", &b), 2);
	ck_assert_uint_eq(registry_unwatch(reg, "x", &b), 0);
	ck_assert_uint_eq(registry_unwatch(reg, "y", &a), 0);
	ck_assert_int_eq(b.held, 0);
	ck_assert_uint_eq(registry_n_watchers(reg, "x"), 1);
}
END_TEST

START_TEST(watchers_stay_over_registrations)
{
	registry_watch(reg, "x", &b, &alice);
	add("x", &a, &alice);
	registry_object_died(reg, &a);
	ck_assert_uint_eq(registry_n_watchers(reg, "x"), 1);
	add("x", &c, &alice);
	ck_assert_uint_eq(registry_n_watchers(reg, "x"), 1);
	registry_unwatch(reg, "x", &b);
	ck_assert_ptr_eq(object_of("x"), &c);
}
END_TEST

START_TEST(limit_of_a_process)
{
	ck_assert_int_eq(add("1", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(add("2", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(add("3", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(add("4", &b, &alice), REGISTRY_PROCESS_FULL);
	ck_assert_int_eq(b.held, 0);
	ck_assert_int_eq(add("4", &b, &bob), REGISTRY_OK);
	/* taking over a name is limited like a new one, and gives the old owner room */
	ck_assert_int_eq(add("4", &a, &alice), REGISTRY_PROCESS_FULL);
	ck_assert_ptr_eq(object_of("4"), &b);
	ck_assert_int_eq(add("1", &b, &bob), REGISTRY_REPLACED);
	ck_assert_int_eq(add("5", &a, &alice), REGISTRY_OK);
}
END_TEST

START_TEST(limit_of_a_uid)
{
	add("1", &a, &alice);
	add("2", &a, &alice);
	add("3", &b, &alice2);
	add("4", &b, &alice2);
	ck_assert_int_eq(add("5", &a, &alice), REGISTRY_UID_FULL);
	ck_assert_int_eq(add("5", &a, &alice2), REGISTRY_UID_FULL);
	ck_assert_int_eq(add("5", &c, &bob), REGISTRY_OK);
	registry_object_died(reg, &b);
	ck_assert_int_eq(add("6", &a, &alice), REGISTRY_OK);
}
END_TEST

START_TEST(limit_of_all)
{
	for (int i = 0; i < 6; i++) {
		char name[2] = { (char)('0' + i), 0 };

		ck_assert_int_eq(add(name, &a, i < 3 ? &alice : &bob), REGISTRY_OK);
	}
	ck_assert_int_eq(add("6", &a, &alice2), REGISTRY_FULL);
	ck_assert_int_eq(add("0", &b, &alice2), REGISTRY_REPLACED);
}
END_TEST

START_TEST(unseen_process_counts_for_its_uid)
{
	for (int i = 0; i < 4; i++) {
		char name[2] = { (char)('0' + i), 0 };

		ck_assert_int_eq(add(name, &a, &unseen), REGISTRY_OK);
	}
	ck_assert_int_eq(add("4", &a, &unseen), REGISTRY_UID_FULL);
}
END_TEST

START_TEST(limits_of_callbacks)
{
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(registry_watch(reg, "x", &a, &alice), REGISTRY_OK);
	ck_assert_int_eq(registry_watch(reg, "x", &b, &bob), REGISTRY_FULL);
	ck_assert_int_eq(registry_watch(reg, "y", &b, &alice), REGISTRY_PROCESS_FULL);
	ck_assert_int_eq(registry_watch(reg, "y", &b, &alice2), REGISTRY_OK);
	ck_assert_int_eq(registry_watch(reg, "z", &b, &alice2), REGISTRY_UID_FULL);
	ck_assert_int_eq(registry_watch(reg, "z", &b, &bob), REGISTRY_OK);
	/* names are another account */
	ck_assert_int_eq(add("x", &a, &alice), REGISTRY_OK);
	ck_assert_uint_eq(registry_unwatch(reg, "x", &a), 3);
	ck_assert_int_eq(registry_watch(reg, "x", &b, &bob), REGISTRY_OK);
}
END_TEST

START_TEST(default_limits_hold_many)
{
	static struct thing things[64];
	struct registry *big;
	char name[32];
	int n = 0, r = REGISTRY_OK;

	ck_assert_int_eq(registry_new(&registry_default_limits, &ops, NULL, &big), 0);
	for (int uid = 0; uid < 16; uid++) {
		for (int i = 0; r == REGISTRY_OK; i++) {
			struct quota_owner o = { .uid = (uid_t)uid,
						 .pid = uid * 100 + 1 + i / 1024 };

			snprintf(name, sizeof name, "s.%d.%d", uid, i);
			r = registry_add(big, &(struct registry_entry){
				.name = name, .object = &things[n % 64], .owner = o });
			n += r == REGISTRY_OK;
		}
		ck_assert_int_eq(r, uid < 1 ? REGISTRY_UID_FULL : REGISTRY_FULL);
		r = REGISTRY_OK;
	}
	ck_assert_int_eq(n, 3072);
	for (int i = 0; i < 64; i++)
		ck_assert_uint_eq(registry_object_died(big, &things[i]), 48);
	registry_free(big);
	for (int i = 0; i < 64; i++)
		ck_assert_int_eq(things[i].held, 0);
}
END_TEST

static Suite *registry_suite(void)
{
	Suite *s = suite_create("registry");
	TCase *tc = tcase_create("registry");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, add_and_find);
	tcase_add_test(tc, sorted_by_bytes);
	tcase_add_test(tc, replaced);
	tcase_add_test(tc, added_again);
	tcase_add_test(tc, one_object_many_names);
	tcase_add_test(tc, dead_on_arrival);
	tcase_add_test(tc, watchers_in_order);
	tcase_add_test(tc, watchers_stay_over_registrations);
	tcase_add_test(tc, limit_of_a_process);
	tcase_add_test(tc, limit_of_a_uid);
	tcase_add_test(tc, limit_of_all);
	tcase_add_test(tc, unseen_process_counts_for_its_uid);
	tcase_add_test(tc, limits_of_callbacks);
	tcase_add_test(tc, default_limits_hold_many);
	suite_add_tcase(s, tc);
	return s;
}

CHECK_TAP_MAIN(registry_suite)
