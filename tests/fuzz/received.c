/* SPDX-License-Identifier: MIT */
/* received.c - parcels for fuzz targets */
#include "received.h"

#include <stdlib.h>
#include <string.h>

#include "core/parcel.h"

/* A descriptor of the payload would be one of the fuzzer's, and a pointer anything. */
static void defuse(uint8_t *payload, size_t size, const binder_size_t *offsets, size_t n)
{
	struct flat_binder_object object;

	for (size_t i = 0; i < n; i++) {
		if (size < sizeof(object) || offsets[i] > size - sizeof(object))
			continue;
		memcpy(&object, payload + offsets[i], sizeof(object));
		if (object.hdr.type == BINDER_TYPE_BINDER)
			object.binder = object.cookie = 0;
		else if (object.hdr.type == BINDER_TYPE_FD)
			object.binder = (uint32_t)-1;
		else
			object.binder %= 64;
		memcpy(payload + offsets[i], &object, sizeof(object));
	}
}

struct received received_new(const uint8_t *payload, size_t size, const binder_size_t *offsets,
			     size_t n)
{
	struct binder_transaction_data tr = { .data_size = size };
	struct received r = {
		.parcel = AParcel_create(),
		.payload = malloc(size + 1),
		.offsets = malloc((n + 1) * sizeof(*offsets)),
	};

	if (!r.parcel || !r.payload || !r.offsets)
		abort();
	if (size)
		memcpy(r.payload, payload, size);
	if (n)
		memcpy(r.offsets, offsets, n * sizeof(*offsets));
	defuse(r.payload, size, r.offsets, n);
	tr.data.ptr.buffer = (uintptr_t)r.payload;
	tr.data.ptr.offsets = (uintptr_t)r.offsets;
	tr.offsets_size = n * sizeof(*offsets);
	rt_parcel_receive(r.parcel, NULL, &tr);
	return r;
}

void received_free(struct received *r)
{
	AParcel_delete(r->parcel);
	free(r->payload);
	free(r->offsets);
}
