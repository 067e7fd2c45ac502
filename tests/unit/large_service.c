/* SPDX-License-Identifier: MIT */
/*
 * large_service.c - an implementation of large.IHotel
 */
#include "large.h"

#include "large/Hall.h"
#include "large/IHotel.h"

static AStatus *do_count(copy_IHotel_impl *self, const copy_Hall_Array *a, const copy_Hall_Array *b,
			 int32_t *ret)
{
	*ret = a->length + b->length;
	return NULL;
}

static AStatus *do_fill(copy_IHotel_impl *self, copy_Hall_Array *a, copy_Hall_Array *b)
{
	if (a->length)
		a->data[0].seats[0] = 1;
	if (b->length)
		b->data[b->length - 1].seats[1023] = 2;
	return NULL;
}

static AStatus *do_halls(copy_IHotel_impl *self, int32_t n, copy_Hall_Array *ret)
{
	binder_status_t r = copy_Hall_Array_alloc(ret, n);

	for (int32_t i = 0; r == STATUS_OK && i < ret->length; i++)
		r = copy_Hall_init(&ret->data[i]);
	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

AIBinder *large_binder(void)
{
	static const copy_IHotel_ops ops = {
		.count = do_count,
		.fill = do_fill,
		.halls = do_halls,
	};
	static copy_IHotel_impl impl = {.ops = &ops};

	return copy_IHotel_asBinder(copy_IHotel_new(&impl));
}
