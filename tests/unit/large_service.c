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

static AStatus *do_numbers(copy_IHotel_impl *self, const int32_t a[1048576], int32_t b[1048576],
			   int32_t c[1048576], int32_t ret[1048576])
{
	memcpy(ret, a, 1048576 * sizeof(*a));
	memcpy(b, c, 1048576 * sizeof(*c));
	memcpy(c, a, 1048576 * sizeof(*a));
	return NULL;
}

static AStatus *do_enter(copy_IHotel_impl *self, const copy_Hall *a, copy_Hall *b)
{
	memcpy(b->seats, a->seats, sizeof(a->seats));
	b->seats[0]++;
	if (aidl_String_copy(&b->name, a->name) != STATUS_OK || !a->seats[1023])
		return AStatus_fromServiceSpecificError(1);
	return NULL;
}

static AStatus *do_texts(copy_IHotel_impl *self, const aidl_StringArray *a, aidl_StringArray *b)
{
	binder_status_t r = aidl_StringArray_alloc(b, a->length * 2);

	for (int32_t i = 0; r == STATUS_OK && i < b->length; i++)
		r = aidl_String_copy(&b->data[i], a->data[i / 2]);
	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

static AStatus *do_file(copy_IHotel_impl *self, int a, int *c, int *ret)
{
	if (a < -1 || a == 0 || *c < -1 || *c == 0)
		return AStatus_fromServiceSpecificError(a == 0 || a < -1 ? 1 : 2);
	aidl_Fd_clear(c);
	*c = 0;
	*ret = 0;
	return NULL;
}

AIBinder *large_binder(void)
{
	static const copy_IHotel_ops ops = {
		.count = do_count,
		.fill = do_fill,
		.halls = do_halls,
		.numbers = do_numbers,
		.enter = do_enter,
		.texts = do_texts,
		.file = do_file,
	};
	static copy_IHotel_impl impl = {.ops = &ops};

	return copy_IHotel_asBinder(copy_IHotel_new(&impl));
}
