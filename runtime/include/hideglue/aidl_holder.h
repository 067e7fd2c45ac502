/* SPDX-License-Identifier: MIT */
/*
 * aidl_holder.h - ParcelableHolder: a slot for a parcelable that its type does not name; part of
 * aidl_support.h
 *
 * A holder keeps what it holds in the form that travels: the name of a type and a body.
 * X_writeToHolder(value, holder) of a generated parcelable or union X puts a value in, and
 * X_readFromHolder(value, holder) gets it out where the holder has an X; only then is the body
 * looked at, so that what one does not know passes on unchanged. A function that takes a holder
 * moves the position in its parcel: no two threads use one holder at once, not even to read.
 */
#pragma once

#include <hideglue/aidl_support.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * How stable a parcelable is, and what a holder asks of what it holds: a holder in a type with
 * @VintfStability takes no parcelable without it. The numbers are those in a parcel.
 */
enum { AIDL_STABILITY_LOCAL = 0, AIDL_STABILITY_VINTF = 1 };

/** All zero bytes: empty, and local. */
typedef struct aidl_ParcelableHolder {
	AParcel *parcel; /* the name and the body; NULL: empty */
	int32_t stability; /* the least that is let in */
	int32_t held; /* that of the value in parcel */
} aidl_ParcelableHolder;

/** Makes raw memory an empty holder. Always STATUS_OK. */
static inline binder_status_t aidl_ParcelableHolder_init(aidl_ParcelableHolder *self,
							 int32_t stability)
{
	self->parcel = NULL;
	self->stability = stability;
	self->held = AIDL_STABILITY_LOCAL;
	return STATUS_OK;
}

/** Frees what is held. What is let in stays the same. */
AIDL_OUTLINED void aidl_ParcelableHolder_clear(aidl_ParcelableHolder *self)
{
	AParcel_delete(self->parcel);
	self->parcel = NULL;
}

static inline bool aidl_ParcelableHolder_isEmpty(const aidl_ParcelableHolder *self)
{
	return !self->parcel;
}

/** A parcel of its own with size bytes of from, to *ret; NULL where size is 0. */
AIDL_OUTLINED binder_status_t aidl_holder_part(const AParcel *from, int32_t start, int32_t size,
					       AParcel **ret)
{
	AParcel *parcel = size > 0 ? AParcel_create() : NULL;
	binder_status_t r = STATUS_OK;

	if (size > 0)
		r = parcel ? AParcel_appendFrom(from, parcel, start, size) : STATUS_NO_MEMORY;
	if (r != STATUS_OK) {
		AParcel_delete(parcel);
		return r;
	}
	*ret = parcel;
	return STATUS_OK;
}

/** Makes *self a copy of from, stability included; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_ParcelableHolder_copy(aidl_ParcelableHolder *self,
							 const aidl_ParcelableHolder *from)
{
	AParcel *copy = NULL;
	binder_status_t r = STATUS_OK;

	if (from->parcel)
		r = aidl_holder_part(from->parcel, 0, AParcel_getDataSize(from->parcel), &copy);
	if (r != STATUS_OK)
		return r;
	AParcel_delete(self->parcel);
	self->parcel = copy;
	self->stability = from->stability;
	self->held = from->held;
	return STATUS_OK;
}

/**
 * The same bytes are held. Binders and descriptors cannot be compared here: a holder of such a
 * value equals itself alone.
 */
AIDL_OUTLINED bool aidl_ParcelableHolder_equals(const aidl_ParcelableHolder *a,
						const aidl_ParcelableHolder *b)
{
	int32_t size, x = 0, y = 0;
	bool equal;

	if (a->parcel == b->parcel || !a->parcel || !b->parcel)
		return a->parcel == b->parcel;
	size = AParcel_getDataSize(a->parcel);
	equal = size == AParcel_getDataSize(b->parcel) &&
		AParcel_setDataPosition(a->parcel, 0) == STATUS_OK &&
		AParcel_setDataPosition(b->parcel, 0) == STATUS_OK;
	for (int32_t at = 0; equal && at < size; at += 4)
		equal = AParcel_readInt32(a->parcel, &x) == STATUS_OK &&
			AParcel_readInt32(b->parcel, &y) == STATUS_OK && x == y;
	AParcel_setDataPosition(a->parcel, 0);
	AParcel_setDataPosition(b->parcel, 0);
	return equal;
}

/** The full AIDL name of what is held, from malloc; NULL: empty, or no memory. */
AIDL_OUTLINED char *aidl_ParcelableHolder_getName(const aidl_ParcelableHolder *self)
{
	char *name = NULL;

	if (self->parcel && AParcel_setDataPosition(self->parcel, 0) == STATUS_OK &&
	    aidl_read_string(self->parcel, &name) != STATUS_OK)
		return NULL;
	return name;
}

AIDL_OUTLINED void aidl_text_holder(aidl_text *text, const aidl_ParcelableHolder *value)
{
	char *name = aidl_ParcelableHolder_getName(value);

	aidl_text_add(text, "ParcelableHolder{");
	aidl_text_add(text, name ? name : value->parcel ? "?" : "");
	aidl_text_add(text, "}");
	free(name);
}

/** For people; from malloc, NULL where there is no memory. */
AIDL_OUTLINED char *aidl_ParcelableHolder_toString(const aidl_ParcelableHolder *self)
{
	aidl_text text = {NULL, 0, 0, false};

	aidl_text_holder(&text, self);
	return aidl_text_end(&text);
}

/*
 * What X_writeToHolder() and X_readFromHolder() are made of; a parcelable that is written by hand
 * (c_header) has them in the same way:
 *
 *	AParcel *parcel = NULL;
 *	binder_status_t r = aidl_begin_holder(holder, "the.Name", AIDL_STABILITY_LOCAL, &parcel);
 *
 *	if (r == STATUS_OK)
 *		r = X_writeToParcel(self, parcel);
 *	return aidl_end_holder(holder, parcel, AIDL_STABILITY_LOCAL, r);
 */

/** A parcel with the name in it. STATUS_BAD_VALUE: the holder asks for more stability. */
AIDL_OUTLINED binder_status_t aidl_begin_holder(const aidl_ParcelableHolder *self, const char *name,
						int32_t stability, AParcel **ret)
{
	AParcel *parcel;
	binder_status_t r;

	if (self->stability > stability)
		return STATUS_BAD_VALUE;
	parcel = AParcel_create();
	r = parcel ? aidl_write_string(parcel, name) : STATUS_NO_MEMORY;
	if (r != STATUS_OK) {
		AParcel_delete(parcel);
		return r;
	}
	*ret = parcel;
	return STATUS_OK;
}

/** The parcel replaces what was held, or goes where r is no STATUS_OK. Return: r. */
AIDL_OUTLINED binder_status_t aidl_end_holder(aidl_ParcelableHolder *self, AParcel *parcel,
					      int32_t stability, binder_status_t r)
{
	if (r != STATUS_OK) {
		AParcel_delete(parcel);
		return r;
	}
	AParcel_delete(self->parcel);
	self->parcel = parcel;
	self->held = stability;
	return STATUS_OK;
}

/**
 * The parcel, at the body of the value called name; borrowed.
 * Return: STATUS_OK; STATUS_UNEXPECTED_NULL: empty; STATUS_BAD_TYPE: something else is held.
 */
AIDL_OUTLINED binder_status_t aidl_open_holder(const aidl_ParcelableHolder *self, const char *name,
					       const AParcel **ret)
{
	char *held = NULL;
	binder_status_t r;

	if (!self->parcel)
		return STATUS_UNEXPECTED_NULL;
	r = AParcel_setDataPosition(self->parcel, 0);
	if (r == STATUS_OK)
		r = aidl_read_string(self->parcel, &held);
	if (r == STATUS_OK && strcmp(held, name) != 0)
		r = STATUS_BAD_TYPE;
	free(held);
	*ret = self->parcel;
	return r;
}

/*
 * In a parcel: the marker of a parcelable, the stability, the size of what follows, the name and
 * the body. An empty holder is of size 0. stability is that of the type whose member value is.
 */

/** STATUS_BAD_VALUE: value holds what is not as stable, as it was all zero when that came in. */
AIDL_OUTLINED binder_status_t aidl_check_holder(const aidl_ParcelableHolder *value,
						int32_t stability)
{
	return value->parcel && value->held < stability ? STATUS_BAD_VALUE : STATUS_OK;
}

/** Refuses what aidl_check_holder() refuses. */
AIDL_OUTLINED binder_status_t aidl_write_holder(AParcel *out, const aidl_ParcelableHolder *value,
						int32_t stability)
{
	int32_t size = value->parcel ? AParcel_getDataSize(value->parcel) : 0;
	binder_status_t r = aidl_check_holder(value, stability);

	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, 1);
	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, stability);
	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, size);
	if (r == STATUS_OK && size > 0)
		r = AParcel_appendFrom(value->parcel, out, 0, size);
	return r;
}

/** The size behind a holder's stability, and that it is all there. */
AIDL_OUTLINED binder_status_t aidl_read_holder_size(const AParcel *in, int32_t stability,
						    int32_t *size)
{
	int32_t marker = 0, theirs = 0;
	binder_status_t r = AParcel_readInt32(in, &marker);

	if (r == STATUS_OK && !marker)
		return STATUS_UNEXPECTED_NULL;
	if (r == STATUS_OK)
		r = AParcel_readInt32(in, &theirs);
	if (r == STATUS_OK)
		r = AParcel_readInt32(in, size);
	if (r != STATUS_OK)
		return r;
	if (theirs != stability || *size < 0 || *size % 4)
		return STATUS_BAD_VALUE;
	if (*size > AParcel_getDataSize(in) - AParcel_getDataPosition(in))
		return STATUS_NOT_ENOUGH_DATA;
	return STATUS_OK;
}

AIDL_OUTLINED binder_status_t aidl_read_holder(const AParcel *in, aidl_ParcelableHolder *value,
					       int32_t stability, aidl_budget *budget)
{
	AParcel *parcel = NULL;
	int32_t size = 0, start;
	binder_status_t r = aidl_read_holder_size(in, stability, &size);

	if (r == STATUS_OK && size > 0)
		r = aidl_spend(budget, 1, AIDL_HOLDER_BYTES);
	if (r != STATUS_OK)
		return r;
	start = AParcel_getDataPosition(in);
	r = aidl_holder_part(in, start, size, &parcel);
	if (r == STATUS_OK)
		r = AParcel_setDataPosition(in, start + size);
	if (r != STATUS_OK) {
		AParcel_delete(parcel);
		return r;
	}
	AParcel_delete(value->parcel);
	value->parcel = parcel;
	value->stability = stability;
	value->held = stability;
	return STATUS_OK;
}

#ifdef __cplusplus
}
#endif
