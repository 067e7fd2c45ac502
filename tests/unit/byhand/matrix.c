/* SPDX-License-Identifier: MIT */
#include "byhand/matrix.h"

#define NAME "byhand.Matrix"
#define MAX_N 1000

binder_status_t byhand_Matrix_init(byhand_Matrix *self)
{
	memset(self, 0, sizeof(*self));
	return STATUS_OK;
}

void byhand_Matrix_clear(byhand_Matrix *self)
{
	free(self->cells);
	memset(self, 0, sizeof(*self));
}

byhand_Matrix *byhand_Matrix_new(void)
{
	return calloc(1, sizeof(byhand_Matrix));
}

void byhand_Matrix_delete(byhand_Matrix *self)
{
	if (self)
		byhand_Matrix_clear(self);
	free(self);
}

static size_t size_of(const byhand_Matrix *self)
{
	return (size_t)self->n * (size_t)self->n * sizeof(*self->cells);
}

binder_status_t byhand_Matrix_copy(byhand_Matrix *self, const byhand_Matrix *from)
{
	double *cells = NULL;

	if (from->n > 0) {
		cells = malloc(size_of(from));
		if (!cells)
			return STATUS_NO_MEMORY;
		memcpy(cells, from->cells, size_of(from));
	}
	free(self->cells);
	self->cells = cells;
	self->n = from->n;
	return STATUS_OK;
}

bool byhand_Matrix_equals(const byhand_Matrix *a, const byhand_Matrix *b)
{
	return a->n == b->n && (!a->n || memcmp(a->cells, b->cells, size_of(a)) == 0);
}

char *byhand_Matrix_toString(const byhand_Matrix *self)
{
	aidl_text text = {NULL, 0, 0, false};

	aidl_text_add(&text, "Matrix ");
	aidl_text_int64(&text, self->n);
	return aidl_text_end(&text);
}

binder_status_t byhand_Matrix_writeToParcel(const byhand_Matrix *self, AParcel *parcel)
{
	binder_status_t r = AParcel_writeInt32(parcel, self->n);

	for (int32_t i = 0; r == STATUS_OK && i < self->n * self->n; i++)
		r = AParcel_writeDouble(parcel, self->cells[i]);
	return r;
}

/* Nothing is believed: a peer may send any number. What it sends is as large as what it takes. */
binder_status_t byhand_Matrix_readWithin(byhand_Matrix *self, const AParcel *parcel,
					 aidl_budget *budget)
{
	int32_t n = 0;
	binder_status_t r = AParcel_readInt32(parcel, &n);

	(void)budget;
	byhand_Matrix_clear(self);
	if (r != STATUS_OK)
		return r;
	if (n < 0 || n > MAX_N)
		return STATUS_BAD_VALUE;
	if (n * n > (AParcel_getDataSize(parcel) - AParcel_getDataPosition(parcel)) / 8)
		return STATUS_NOT_ENOUGH_DATA;
	if (!n)
		return STATUS_OK;
	self->n = n;
	self->cells = calloc(1, size_of(self));
	r = self->cells ? STATUS_OK : STATUS_NO_MEMORY;
	for (int32_t i = 0; r == STATUS_OK && i < n * n; i++)
		r = AParcel_readDouble(parcel, &self->cells[i]);
	if (r != STATUS_OK)
		byhand_Matrix_clear(self);
	return r;
}

binder_status_t byhand_Matrix_writeToHolder(const byhand_Matrix *self,
					    aidl_ParcelableHolder *holder)
{
	AParcel *parcel = NULL;
	binder_status_t r = aidl_begin_holder(holder, NAME, AIDL_STABILITY_LOCAL, &parcel);

	if (r == STATUS_OK)
		r = byhand_Matrix_writeToParcel(self, parcel);
	return aidl_end_holder(holder, parcel, AIDL_STABILITY_LOCAL, r);
}

binder_status_t byhand_Matrix_readFromHolder(byhand_Matrix *self,
					     const aidl_ParcelableHolder *holder)
{
	const AParcel *parcel = NULL;
	aidl_budget budget = aidl_full_budget();
	binder_status_t r = aidl_open_holder(holder, NAME, &parcel);

	return r == STATUS_OK ? byhand_Matrix_readWithin(self, parcel, &budget) : r;
}

void byhand_Matrix_Array_clear(byhand_Matrix_Array *self)
{
	for (int32_t i = 0; self->data && i < self->length; i++)
		byhand_Matrix_clear(&self->data[i]);
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

void byhand_Matrix_NullableArray_clear(byhand_Matrix_NullableArray *self)
{
	for (int32_t i = 0; self->data && i < self->length; i++)
		byhand_Matrix_delete(self->data[i]);
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

binder_status_t byhand_Matrix_Array_alloc(byhand_Matrix_Array *self, int32_t length)
{
	byhand_Matrix_Array_clear(self);
	if (length > 0)
		self->data = aidl_elements(length, sizeof(*self->data));
	if (length > 0 && !self->data)
		return STATUS_NO_MEMORY;
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

binder_status_t byhand_Matrix_NullableArray_alloc(byhand_Matrix_NullableArray *self, int32_t length)
{
	byhand_Matrix_NullableArray_clear(self);
	if (length > 0)
		self->data = aidl_elements(length, sizeof(*self->data));
	if (length > 0 && !self->data)
		return STATUS_NO_MEMORY;
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}
