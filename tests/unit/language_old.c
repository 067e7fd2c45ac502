/* SPDX-License-Identifier: MIT */
/*
 * language_old.c - the old side of what check_language tells about versions
 */
#include "language_old.h"

#include <check.h>

#include "grown/IThings.h"
#include "grown/Thing.h"

AParcel *old_parcel(void)
{
	AParcel *p = AParcel_create();
	old_Thing thing;

	ck_assert_int_eq(old_Thing_init(&thing), STATUS_OK);
	thing.a = 11;
	thing.part.x = 3;
	ck_assert_int_eq(old_Thing_Part_Array_alloc(&thing.parts, 2), STATUS_OK);
	thing.parts.data[0].x = 3;
	thing.parts.data[1].x = 4;
	ck_assert_int_eq(old_Thing_writeToParcel(&thing, p), STATUS_OK);
	old_Thing_clear(&thing);
	return p;
}

void old_expects(const AParcel *p, int32_t a, int32_t x)
{
	old_Thing thing = {0};
	int32_t next = 0;

	ck_assert_int_eq(old_Thing_readFromParcel(&thing, p), STATUS_OK);
	ck_assert_int_eq(thing.a, a);
	ck_assert_str_eq(thing.b, "old");
	ck_assert_int_eq(thing.parts.data[1].x, x);
	ck_assert_int_eq(AParcel_readInt32(p, &next), STATUS_OK);
	ck_assert_int_eq(next, 4711);
	old_Thing_clear(&thing);
}

static AStatus *do_pass(old_IThings_impl *self, const old_Thing *x, old_Thing *ret)
{
	binder_status_t r = old_Thing_copy(ret, x);

	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

AIBinder *old_service(void)
{
	static const old_IThings_ops ops = {.pass = do_pass};
	static old_IThings_impl impl = {.ops = &ops};

	return old_IThings_asBinder(old_IThings_new(&impl));
}

void old_calls_newer(AIBinder *newer)
{
	old_IThings *things = old_IThings_castBinder(newer);
	old_Thing thing, ret;
	AStatus *status;

	ck_assert_ptr_nonnull(things);
	ck_assert_int_eq(old_Thing_init(&thing), STATUS_OK);
	status = old_IThings_pass(things, &thing, &ret);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_UNKNOWN_TRANSACTION);
	AStatus_delete(status);
	old_Thing_clear(&thing);
	old_IThings_release(things);
}
