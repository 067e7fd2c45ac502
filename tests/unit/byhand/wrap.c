/* SPDX-License-Identifier: MIT */
#include "byhand/wrap.h"

#include "large/Knot.h"

binder_status_t byhand_Wrap_init(byhand_Wrap *self)
{
	self->knot = NULL;
	return STATUS_OK;
}

void byhand_Wrap_clear(byhand_Wrap *self)
{
	large_Knot_delete(self->knot);
	self->knot = NULL;
}

void byhand_Wrap_delete(byhand_Wrap *self)
{
	if (self)
		byhand_Wrap_clear(self);
	free(self);
}

binder_status_t byhand_Wrap_copy(byhand_Wrap *self, const byhand_Wrap *from)
{
	large_Knot *knot = from->knot ? large_Knot_new() : NULL;
	binder_status_t r = STATUS_OK;

	if (from->knot)
		r = knot ? large_Knot_copy(knot, from->knot) : STATUS_NO_MEMORY;
	if (r != STATUS_OK) {
		large_Knot_delete(knot);
		return r;
	}
	large_Knot_delete(self->knot);
	self->knot = knot;
	return STATUS_OK;
}

bool byhand_Wrap_equals(const byhand_Wrap *a, const byhand_Wrap *b)
{
	return a->knot && b->knot ? large_Knot_equals(a->knot, b->knot) : a->knot == b->knot;
}

char *byhand_Wrap_toString(const byhand_Wrap *self)
{
	aidl_text text = {NULL, 0, 0, false};

	aidl_text_add(&text, self->knot ? "Wrap of a knot" : "Wrap");
	return aidl_text_end(&text);
}

binder_status_t byhand_Wrap_writeToParcel(const byhand_Wrap *self, AParcel *parcel)
{
	binder_status_t r = AParcel_writeInt32(parcel, self->knot != NULL);

	return r == STATUS_OK && self->knot ? large_Knot_writeToParcel(self->knot, parcel) : r;
}

binder_status_t byhand_Wrap_readWithin(byhand_Wrap *self, const AParcel *parcel,
				       aidl_budget *budget)
{
	bool present;
	binder_status_t r = aidl_read_present(parcel, &present);

	byhand_Wrap_clear(self);
	if (r != STATUS_OK || !present)
		return r;
	self->knot = aidl_object(budget, sizeof(*self->knot));
	if (!self->knot)
		return STATUS_NO_MEMORY;
	r = large_Knot_readWithin(self->knot, parcel, budget);
	if (r != STATUS_OK)
		byhand_Wrap_clear(self);
	return r;
}
